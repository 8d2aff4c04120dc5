"""The programme as the stage's screens are told it: plain words, made once per change of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from conference import agenda
from conference.agenda import AgendaItem, Cue, FrozenPlan, Rundown
from conference.clock import to_ms
from conference.identity import title_block_of
from conference.timing import Slot


@dataclass(frozen=True)
class Programme:
    """The rundown in words.

    `words` is what every screen of it gets, `live` the present item's title and performer, and
    `began` the moment at which the first item of a sitting was begun, by the sitting's id.
    """

    words: dict[str, Any]
    revision: int
    live_id: int | None
    live: dict[str, Any] | None
    title_block: int
    last_cue: dict[str, Any] | None
    began: dict[int, dt.datetime]


def programme(session: Session) -> Programme:
    """Put the rundown as it stands into words."""
    # The revision first: a cue in between is refused as stale rather than taken for seen.
    revision = agenda.rundown_revision(session)
    state = agenda.rundown(session)
    live = state.live_item
    now = _as_played(state, live) if live else None
    return Programme(
        words=_rundown_words(state),
        revision=revision,
        live_id=state.live_id,
        live={"title": now.title, "performer": now.performer} if now else None,
        title_block=title_block_of(session, live.plan_ordinal if live else None),
        last_cue=_cue_words(state.last_cue),
        began=_began(state),
    )


def _as_played(state: Rundown, item: AgendaItem) -> AgendaItem | FrozenPlan:
    """Give the words an item is played under: what was written later is not what was announced."""
    return state.of(item).plan or item


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
        "undoable": True,
    }


def _item_words(state: Rundown, item: AgendaItem, slot: Slot) -> dict[str, Any]:
    played, words = state.of(item), _as_played(state, item)
    return {
        "id": item.id,
        "number": words.number,
        "title": words.title,
        "performer": words.performer,
        "state": played.state,
        **_times(slot),
        "steps": [
            {"label": step.label, "title": step.title, "performer": step.performer}
            for step in item.steps
        ],
        "entries": [{"title": entry.title, "performer": entry.performer} for entry in item.entries],
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
