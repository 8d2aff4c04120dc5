"""Whether a batch belongs to what runs now, and when the award panel was pressed last.

A batch that was left open when the stage went on must not cover what came after it.
"""

from __future__ import annotations

from sqlalchemy.orm import Session

from conference import journal
from conference.agenda import ItemFinished, ItemReopened, ItemStarted
from conference.awards import (
    AwardBlock,
    AwardCueUndone,
    BatchOnStage,
    BatchState,
    batch_in,
    last_award_cue,
)
from conference.clock import to_ms
from conference.rooms import kinds_of

_PUT_ON_STAGE = kinds_of(BatchOnStage, AwardCueUndone)
_WENT_ON = kinds_of(ItemStarted, ItemFinished, ItemReopened)


def in_turn(session: Session, block: AwardBlock, live_id: int | None) -> bool:
    """Tell whether the block's batch is shown: its item is live, or it has none.

    At another item only a batch that was put on the stage since then: somebody meant it.
    """
    if block.item_id is None or block.item_id == live_id:
        return True
    if batch_in(block, BatchState.ON_STAGE) is None:
        return False
    # By the order of the journal: hours say nothing of it where the clock was set in between.
    return journal.revision(session, _PUT_ON_STAGE) > journal.revision(session, _WENT_ON)


def pressed_ms(session: Session) -> int | None:
    """Give when the newest press on the award panel was that was not taken back."""
    last = last_award_cue(session)
    return None if last is None else to_ms(last.at)
