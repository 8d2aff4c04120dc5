"""What the stage's screens show: whole states, never changes to them.

Hall and lobby are given only what is public. The award order is secret until a batch stands on the
stage, so that the hall's snapshot never holds more than that batch.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from conference import agenda, awards
from conference.agenda import RUNDOWN_FACTS
from conference.attendance import ARRIVAL_FACTS, present_ids
from conference.awards import AWARD_FACTS, AwardBlock, Batch, BatchState, Recipient
from conference.delegates import ROSTER_FACTS
from conference.honoured_guests import GUEST_FACTS, honoured_entries
from conference.identity import IDENTITY_FACTS, sitting_at, the_conference
from conference.operators import PUBLIC, Role
from conference.rooms import Part, Room, Snapshot
from stage.guests import guests_words
from stage.programme import programme
from stage.welcome import WELCOME_FACTS, welcome

NAMESPACE = "/stage"
CONTROL_ROLES = (Role.ADMIN, Role.STAGE)
AWARD_ROLES = (Role.ADMIN, Role.STAGE, Role.BACKSTAGE)
MC_ROLES = (Role.ADMIN, Role.STAGE, Role.MC, Role.BACKSTAGE)


class Stage:
    """What stage screens show, with the parts of it that arrivals at the door do not change."""

    def __init__(self) -> None:
        self._programme = Part(RUNDOWN_FACTS | IDENTITY_FACTS, programme)
        self._award = Part(AWARD_FACTS | ROSTER_FACTS, _award)
        self._on_stage = Part(AWARD_FACTS | ROSTER_FACTS, _on_stage_words)
        self._guests = Part(GUEST_FACTS | ROSTER_FACTS | IDENTITY_FACTS, guests_words)

    def control(self, session: Session, now: dt.datetime) -> Snapshot:
        """Give all the stage manager works with."""
        offered = {"offered": agenda.shift_offered(session, now)}
        return self.mc(session, now) | {"begin_soon": offered}

    def mc(self, session: Session, now: dt.datetime) -> Snapshot:
        """Give the rundown, the award order and the honoured guests, with who has come."""
        shown, sitting_id = self._programme.now(session), _sitting_id(session, now)
        staff = {
            "rundown_revision": shown.revision,
            "last_cue": shown.last_cue,
            "award": self._award_now(session, shown.live_id, sitting_id),
            "guests": self._guests_now(session, shown.began.get(sitting_id), sitting_id),
        }
        return shown.words | staff

    def lobby(self, session: Session, _now: dt.datetime) -> Snapshot:
        """Give the programme as every guest may read it."""
        shown = self._programme.now(session)
        return shown.words | {"title_block": shown.title_block}

    def hall(self, session: Session, _now: dt.datetime) -> Snapshot:
        """Give the present item and the batch on stage; nothing that is not public."""
        shown = self._programme.now(session)
        return {
            "phase": shown.words["phase"],
            "now": shown.live,
            "title_block": shown.title_block,
            "award": self._on_stage.now(session),
        }

    def welcome(self, session: Session, now: dt.datetime) -> Snapshot:
        """Give whom the lobby greets."""
        return welcome(session, self._programme.now(session), _sitting_id(session, now))

    def _award_now(
        self, session: Session, live_id: int | None, sitting_id: int
    ) -> dict[str, Any] | None:
        award = self._award.now(session, live_id)
        if award is None:
            return None
        here = present_ids(session, sitting_id, among=award.delegate_ids)
        return award.words | {"batches": [_with_presence(one, here) for one in award.batches]}

    def _guests_now(
        self, session: Session, began: dt.datetime | None, sitting_id: int
    ) -> dict[str, Any]:
        # Of all who come through the door, few are guests whom the stage is told of.
        came = honoured_entries(session, sitting_id)
        return self._guests.now(session, sitting_id, began, came)


def stage_rooms() -> list[Room]:
    """Give the rooms of the stage's screens."""
    # The list too: a name or an office that is put right must be read out right.
    staff = RUNDOWN_FACTS | AWARD_FACTS | ARRIVAL_FACTS | GUEST_FACTS | ROSTER_FACTS
    everybody, stage = frozenset({PUBLIC}), Stage()
    return [
        Room("control", NAMESPACE, frozenset(CONTROL_ROLES), staff, stage.control),
        Room("mc", NAMESPACE, frozenset(MC_ROLES), staff, stage.mc),
        Room("hall", NAMESPACE, everybody, RUNDOWN_FACTS | AWARD_FACTS, stage.hall),
        Room("lobby", NAMESPACE, everybody, RUNDOWN_FACTS, stage.lobby),
        Room("welcome", NAMESPACE, everybody, WELCOME_FACTS, stage.welcome),
    ]


def _sitting_id(session: Session, now: dt.datetime) -> int:
    return sitting_at(the_conference(session), now).id


@dataclass(frozen=True)
class _Award:
    """The award block that the room is busy with, but for who of its recipients has come."""

    words: dict[str, Any]
    batches: list[dict[str, Any]]
    delegate_ids: list[int]


def _award(session: Session, live_id: int | None) -> _Award | None:
    block = awards.current_block(session, item_id=live_id)
    if block is None:
        return None
    called, on_stage, upcoming = (
        awards.batch_in(block, state)
        for state in (BatchState.GATHERING, BatchState.ON_STAGE, BatchState.PLANNED)
    )
    words = {
        "block_id": block.id,
        "item_id": block.item_id,
        "revision": awards.awards_revision(session),
        "title": block.title,
        "form": block.form,
        "decision": block.decision,
        "reader": block.reader,
        "presenter": block.presenter,
        "flower_giver": block.flower_giver,
        "called_id": called.id if called else None,
        "on_stage_id": on_stage.id if on_stage else None,
        "next_id": upcoming.id if upcoming else None,
    }
    recipients = [one.delegate_id for batch in block.batches for one in batch.recipients]
    return _Award(
        words,
        [_batch_words(block, batch) for batch in block.batches],
        [one for one in recipients if one is not None],
    )


def _batch_words(block: AwardBlock, batch: Batch) -> dict[str, Any]:
    return {
        "id": batch.id,
        "label": batch_label(block, batch),
        "kind": batch.kind,
        "state": batch.state,
        "recipients": [(one.delegate_id, _recipient_words(one)) for one in batch.recipients],
    }


def _recipient_words(one: Recipient) -> dict[str, Any]:
    return {
        "id": one.id,
        "place": one.place,
        "name": one.name,
        "detail": one.detail,
        "unit": one.unit,
    }


def _with_presence(batch: dict[str, Any], here: set[int]) -> dict[str, Any]:
    marked = [
        words | {"present": delegate_id in here} for delegate_id, words in batch["recipients"]
    ]
    return batch | {"recipients": marked}


def batch_label(block: AwardBlock, batch: Batch) -> str:
    """Give the batch's name as it is called: "Lượt 2/4"."""
    return f"Lượt {batch.ordinal}/{len(block.batches)}"


def _on_stage_words(session: Session) -> dict[str, Any] | None:
    for block in awards.all_blocks(session):
        batch = awards.batch_in(block, BatchState.ON_STAGE)
        if batch is not None:
            names = [{"name": one.name, "unit": one.unit} for one in batch.recipients]
            return {
                "form": block.form,
                "decision": block.decision,
                "label": batch_label(block, batch),
                "names": names,
            }
    return None
