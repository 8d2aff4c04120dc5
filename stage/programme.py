"""The programme as the stage's screens are told it: plain words, made once per change of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from conference import agenda
from conference.agenda import (
    AgendaEntry,
    AgendaItem,
    AgendaStep,
    Cue,
    FrozenPlan,
    PartKey,
    PartKind,
    Rundown,
    StageSittings,
    part_row,
)
from conference.clock import to_ms
from conference.identity import title_block_of
from conference.timing import Slot


@dataclass(frozen=True)
class Programme:
    """The rundown in words.

    `words` is what every screen of it gets, `staff` what only staff may know, `live` the present
    item's title, performer and manner, `sittings` by what the sitting on stage is told at any hour,
    `next_sitting_id` that of the item that comes next, and `began` the moment at which the first
    item of a sitting was begun, by the sitting's id.
    """

    words: dict[str, Any]
    staff: dict[str, Any]
    live_id: int | None
    live: dict[str, Any] | None
    title_block: int
    sittings: StageSittings
    next_sitting_id: int | None
    began: dict[int, dt.datetime]


def programme(session: Session) -> Programme:
    """Put the rundown as it stands into words."""
    # The revision first: a cue in between is refused as stale rather than taken for seen.
    revision = agenda.rundown_revision(session)
    state = agenda.rundown(session)
    live, coming = state.live_item, state.next_item
    now = _as_played(state, live) if live else None
    return Programme(
        words=_rundown_words(state),
        staff=_staff_words(session, state, revision),
        live_id=state.live_id,
        live=_live_words(state, live, now) if live and now else None,
        title_block=title_block_of(session, live.plan_ordinal if live else None),
        sittings=agenda.stage_sittings(session, state),
        next_sitting_id=coming.sitting_id if coming else None,
        began=_began(state),
    )


def _as_played(state: Rundown, item: AgendaItem) -> AgendaItem | FrozenPlan:
    """Give the words an item is played under: what was written later is not what was announced."""
    return state.of(item).plan or item


def _live_words(state: Rundown, item: AgendaItem, now: AgendaItem | FrozenPlan) -> dict[str, Any]:
    part = part_row(item, state.live_part) if state.live_part else None
    return {
        "title": now.title,
        "performer": now.performer,
        "manner": agenda.manner_now(state, item),
        "part": {"title": part.title, "performer": part.performer} if part else None,
    }


def _staff_words(session: Session, state: Rundown, revision: int) -> dict[str, Any]:
    """Give what is nobody's business but the stage's: who pressed, why something was left out."""
    upcoming = state.upcoming
    return {
        "rundown_revision": revision,
        "last_cue": _cue_words(state.last_cue),
        "buttons": _buttons_words(session),
        "start_held": _start_held_words(state),
        "step": _step_words(state),
        "next_part": _part_key(upcoming.part) if upcoming else None,
        "edit_undoable": agenda.last_edit(session) is not None,
        "details": {str(item.id): _details(state, item) for item in state.items},
    }


def _buttons_words(session: Session) -> dict[str, Any] | None:
    held = agenda.buttons_held(session)
    if held is None:
        return None
    return {"by": held.by_name, "holder": held.by, "since_ms": to_ms(held.since)}


def _start_held_words(state: Rundown) -> dict[str, Any] | None:
    held, since = state.start_held, state.start_held_since
    return {"since_ms": to_ms(since), "reason": held.reason} if held and since else None


def _step_words(state: Rundown) -> dict[str, Any] | None:
    step = agenda.next_step(state)
    if step is None:
        return None
    return {"command": step.command, "item_id": step.item_id, "part": _part_key(step.part)}


def _details(state: Rundown, item: AgendaItem) -> dict[str, Any]:
    played = state.of(item)
    return {
        "protected": item.protected,
        "cue_note": item.cue_note,
        "reason": played.reason,
        "agreed_by": played.agreed_by,
        "interrupted": played.interrupted,
        "measured_ms": None if item.measured_s is None else item.measured_s * 1000,
    }


def _part_key(part: PartKey | None) -> dict[str, Any] | None:
    return None if part is None else {"kind": part[0], "id": part[1]}


def _began(state: Rundown) -> dict[int, dt.datetime]:
    began: dict[int, dt.datetime] = {}
    for item in state.items:
        started = state.of(item).started
        if started is not None:
            began[item.sitting_id] = min(started, began.get(item.sitting_id, started))
    return began


def _rundown_words(state: Rundown) -> dict[str, Any]:
    upcoming, slots, last = state.next_item, state.slots(), state.last_of_sitting
    return {
        "phase": state.phase,
        "now_id": state.live_id,
        "next_id": upcoming.id if upcoming else None,
        "now_part": _part_key(state.live_part),
        "last": last,
        "planned_end_ms": None if last is None else _ms(slots[last].planned_end),
        "items": [
            _item_words(state, item, slot) for item, slot in zip(state.items, slots, strict=True)
        ],
    }


def _cue_words(cue: Cue | None) -> dict[str, Any] | None:
    if cue is None:
        return None
    return {
        "command": cue.command,
        "at_ms": to_ms(cue.at),
        "by": cue.by_name,
    }


def _item_words(state: Rundown, item: AgendaItem, slot: Slot) -> dict[str, Any]:
    played, words = state.of(item), _as_played(state, item)
    return {
        "id": item.id,
        "sitting_id": item.sitting_id,
        "number": words.number,
        "title": words.title,
        "performer": words.performer,
        "optional": item.optional,
        "manner": agenda.manner_now(state, item),
        "state": played.state,
        **_times(slot),
        "steps": [
            {"label": one.label, **_part_words(state, (PartKind.STEP, one.id), one)}
            for one in item.steps
        ],
        "entries": [
            _part_words(state, (PartKind.ENTRY, one.id), one)
            | {"length_ms": None if one.length_min is None else one.length_min * 60_000}
            for one in item.entries
        ],
    }


def _part_words(state: Rundown, key: PartKey, row: AgendaStep | AgendaEntry) -> dict[str, Any]:
    played = state.of_part(key)
    return {
        "kind": key[0],
        "id": key[1],
        "title": row.title,
        "performer": row.performer,
        "state": played.state,
        "added_ms": _span_ms(played.given),
        "started_ms": _ms(played.started),
        "ended_ms": _ms(played.ended),
        "held_ms": _span_ms(played.held.total),
        "held_since_ms": _ms(played.held.since),
    }


def _times(slot: Slot) -> dict[str, Any]:
    """Give what the browser's arithmetic needs of an item: exactly what the server's has."""
    return {
        "planned_start_ms": _ms(slot.planned_start),
        "planned_end_ms": _ms(slot.planned_end),
        "length_ms": _span_ms(slot.length),
        "hard": slot.hard,
        "added_ms": _span_ms(slot.added),
        "started_ms": _ms(slot.started),
        "ended_ms": _ms(slot.ended),
        "held_ms": _span_ms(slot.held.total),
        "held_since_ms": _ms(slot.held.since),
    }


def _ms(moment: dt.datetime | None) -> int | None:
    return to_ms(moment) if moment else None


def _span_ms(span: dt.timedelta | None) -> int | None:
    return None if span is None else span // dt.timedelta(milliseconds=1)
