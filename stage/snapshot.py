"""What the stage's screens show: whole states, never changes to them.

Hall and lobby are given only what is public. The award order is secret until a batch stands on the
stage, so that the hall's snapshot never holds more than that batch.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy.orm import Session

from conference import agenda, awards
from conference.agenda import RUNDOWN_FACTS, AgendaItem, Cue, Rundown
from conference.attendance import ARRIVAL_FACTS, present_ids
from conference.awards import AWARD_FACTS, AwardBlock, Batch, BatchState
from conference.clock import to_ms
from conference.delegates import ROSTER_FACTS
from conference.honoured_guests import GUEST_FACTS
from conference.identity import sitting_at, the_conference, title_block_of
from conference.operators import PUBLIC, Role
from conference.rooms import Room, Snapshot
from stage.guests import guests_words
from stage.welcome import WELCOME_FACTS, welcome

NAMESPACE = "/stage"
CONTROL_ROLES = (Role.ADMIN, Role.STAGE)
AWARD_ROLES = (Role.ADMIN, Role.STAGE, Role.BACKSTAGE)
MC_ROLES = (Role.ADMIN, Role.STAGE, Role.MC, Role.BACKSTAGE)


def stage_rooms() -> list[Room]:
    """Give the rooms of the stage's screens."""
    # The list too: a name or an office that is put right must be read out right.
    staff = RUNDOWN_FACTS | AWARD_FACTS | ARRIVAL_FACTS | GUEST_FACTS | ROSTER_FACTS
    everybody = frozenset({PUBLIC})
    return [
        Room("control", NAMESPACE, frozenset(CONTROL_ROLES), staff, control),
        Room("mc", NAMESPACE, frozenset(MC_ROLES), staff, mc),
        Room("hall", NAMESPACE, everybody, RUNDOWN_FACTS | AWARD_FACTS, hall),
        Room("lobby", NAMESPACE, everybody, RUNDOWN_FACTS, lobby),
        Room("welcome", NAMESPACE, everybody, WELCOME_FACTS, welcome),
    ]


def control(session: Session, now: dt.datetime) -> Snapshot:
    """Give all the stage manager works with."""
    offered = {"offered": agenda.shift_offered(session, now)}
    return mc(session, now) | {"begin_soon": offered}


def mc(session: Session, now: dt.datetime) -> Snapshot:
    """Give the rundown, the award order and the honoured guests, with who has come."""
    state = agenda.rundown(session)
    staff = {
        "rundown_revision": agenda.rundown_revision(session),
        "last_cue": _cue_words(state.last_cue),
        "award": _award_words(session, state.live_id, now),
        "guests": guests_words(session, state, now),
    }
    return _rundown_words(state) | staff


def lobby(session: Session, _now: dt.datetime) -> Snapshot:
    """Give the programme as every guest may read it."""
    state = agenda.rundown(session)
    return _rundown_words(state) | {"title_block": _title_block(session, state.live_item)}


def hall(session: Session, _now: dt.datetime) -> Snapshot:
    """Give the present item and the batch on stage; nothing that is not public."""
    state = agenda.rundown(session)
    live = state.live_item
    return {
        "phase": state.phase,
        "now": {"title": live.title, "performer": live.performer} if live else None,
        "title_block": _title_block(session, live),
        "award": _on_stage_words(session),
    }


def _title_block(session: Session, live: AgendaItem | None) -> int:
    return title_block_of(session, live.ordinal if live else None)


def _rundown_words(state: Rundown) -> dict[str, Any]:
    upcoming = state.next_item
    return {
        "phase": state.phase,
        "now_id": state.live_id,
        "next_id": upcoming.id if upcoming else None,
        "planned_end_ms": _ms(state.items[-1].planned_end) if state.items else None,
        "items": [_item_words(state, item) for item in state.items],
    }


def _cue_words(cue: Cue | None) -> dict[str, Any] | None:
    if cue is None:
        return None
    return {
        "command": cue.command,
        "at_ms": to_ms(cue.at),
        "by": cue.by_name,
        "undoable": True,
    }


def _item_words(state: Rundown, item: AgendaItem) -> dict[str, Any]:
    played = state.of(item)
    return {
        "id": item.id,
        "number": item.number,
        "title": item.title,
        "performer": item.performer,
        "state": played.state,
        "planned_start_ms": _ms(item.planned_start),
        "planned_end_ms": _ms(item.planned_end),
        "length_ms": _span_ms(item.length),
        "started_ms": _ms(played.started),
        "ended_ms": _ms(played.ended),
        "held_ms": _span_ms(played.held.total),
        "held_since_ms": _ms(played.held.since),
        "steps": [
            {"label": step.label, "title": step.title, "performer": step.performer}
            for step in item.steps
        ],
        "entries": [{"title": entry.title, "performer": entry.performer} for entry in item.entries],
    }


def _ms(moment: dt.datetime | None) -> int | None:
    return to_ms(moment) if moment else None


def _span_ms(span: dt.timedelta | None) -> int | None:
    return None if span is None else span // dt.timedelta(milliseconds=1)


def _award_words(session: Session, live_id: int | None, now: dt.datetime) -> dict[str, Any] | None:
    block = awards.current_block(session, item_id=live_id)
    if block is None:
        return None
    honoured = [one.delegate_id for batch in block.batches for one in batch.recipients]
    here = present_ids(session, sitting_at(the_conference(session), now).id, among=honoured)
    called, on_stage, upcoming = (
        awards.batch_in(block, state)
        for state in (BatchState.GATHERING, BatchState.ON_STAGE, BatchState.PLANNED)
    )
    return {
        "block_id": block.id,
        "item_id": block.item_id,
        "revision": awards.awards_revision(session),
        "title": block.title,
        "form": block.form,
        "decision": block.decision,
        "reader": block.reader,
        "presenter": block.presenter,
        "flower_giver": block.flower_giver,
        "batches": [_batch_words(block, batch, here) for batch in block.batches],
        "called_id": called.id if called else None,
        "on_stage_id": on_stage.id if on_stage else None,
        "next_id": upcoming.id if upcoming else None,
    }


def batch_label(block: AwardBlock, batch: Batch) -> str:
    """Give the batch's name as it is called: "Lượt 2/4"."""
    return f"Lượt {batch.ordinal}/{len(block.batches)}"


def _batch_words(block: AwardBlock, batch: Batch, here: set[int]) -> dict[str, Any]:
    return {
        "id": batch.id,
        "label": batch_label(block, batch),
        "kind": batch.kind,
        "state": batch.state,
        "recipients": [
            {
                "id": one.id,
                "place": one.place,
                "name": one.name,
                "detail": one.detail,
                "unit": one.unit,
                "present": one.delegate_id in here,
            }
            for one in batch.recipients
        ],
    }


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
