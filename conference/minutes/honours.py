"""What was presented: the batches that have received, with the moment of each."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from conference.awards import (
    AwardCommand,
    AwardCue,
    BatchState,
    RecipientKind,
    all_blocks,
)


@dataclass(frozen=True)
class Presented:
    """One block of awards as far as it was presented; of no item where the plan names none.

    Who gave is a question to `conference.standing_in`. `last_at` is when the last of its
    batches had received, by the clock of that hour.
    """

    block_id: int
    item_id: int | None
    title: str
    form: str
    decision: str
    batches: int
    of_batches: int
    collectives: int
    individuals: int
    last_at: dt.datetime | None


def presented(session: Session) -> list[Presented]:
    """Give each block of which at least one batch has received."""
    done_at = _done_at(session)
    found = []
    for block in all_blocks(session):
        done = [batch for batch in block.batches if batch.state is BatchState.DONE]
        count = {
            kind: sum(len(batch.recipients) for batch in done if batch.kind is kind)
            for kind in RecipientKind
        }
        moments = [done_at[batch.id] for batch in done if batch.id in done_at]
        if done:
            found.append(
                Presented(
                    block_id=block.id,
                    item_id=block.item_id,
                    title=block.title,
                    form=block.form,
                    decision=block.decision,
                    batches=len(done),
                    of_batches=len(block.batches),
                    collectives=count[RecipientKind.COLLECTIVE],
                    individuals=count[RecipientKind.INDIVIDUAL],
                    last_at=max(moments, default=None),
                )
            )
    return found


def _done_at(session: Session) -> dict[int, dt.datetime]:
    presses = select(AwardCue.batch_id, func.max(AwardCue.at).label("at")).where(
        AwardCue.command == AwardCommand.DONE, AwardCue.undone.is_(False)
    )
    by_batch = presses.group_by(AwardCue.batch_id)
    return {row.batch_id: row.at for row in session.execute(by_batch)}
