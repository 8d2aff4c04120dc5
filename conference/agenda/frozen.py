"""The plan an item was played under, kept with the cue that began it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from conference.agenda.records import AgendaItem
from conference.clock import from_ms, to_ms


@dataclass(frozen=True)
class FrozenPlan:
    """An item's words and times as they were planned when it began."""

    number: str
    title: str
    performer: str
    planned_start: dt.datetime | None
    planned_end: dt.datetime | None
    length: dt.timedelta | None


def freeze(item: AgendaItem) -> dict[str, Any]:
    """Give an item's plan as a cue keeps it."""
    return {
        "number": item.number,
        "title": item.title,
        "performer": item.performer,
        "start_ms": to_ms(item.planned_start) if item.planned_start else None,
        "end_ms": to_ms(item.planned_end) if item.planned_end else None,
        "length_min": item.length_min,
    }


def thaw(kept: dict[str, Any]) -> FrozenPlan | None:
    """Give the plan that a cue keeps; None for a cue that was given before plans were kept."""
    if "title" not in kept:
        return None
    start, end, minutes = kept["start_ms"], kept["end_ms"], kept["length_min"]
    return FrozenPlan(
        number=kept["number"],
        title=kept["title"],
        performer=kept["performer"],
        planned_start=None if start is None else from_ms(start),
        planned_end=None if end is None else from_ms(end),
        length=None if minutes is None else dt.timedelta(minutes=minutes),
    )
