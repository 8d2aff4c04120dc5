"""What items took in a rehearsal, and how the real conference takes that over: by one command."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from conference.agenda.playing import rundown
from conference.agenda.records import AgendaItem, DurationsTakenBack, ItemState
from conference.journal import record
from conference.names import fold
from conference.timing import running_time


@dataclass(frozen=True)
class Measured:
    """How long an item took, and its title: an item made since may have the same id."""

    title: str
    took: dt.timedelta


def measured(session: Session) -> dict[int, Measured]:
    """Give how long each item that was played to its end took, holds left out, by its id."""
    state = rundown(session)
    return {
        item.id: Measured(item.title, running_time(slot, slot.ended))
        for item, slot in zip(state.items, state.slots(), strict=True)
        if state.of(item).state is ItemState.DONE and slot.ended is not None
    }


def take_durations_back(
    session: Session, durations: Mapping[int, Measured], *, at: dt.datetime, by: str
) -> int:
    """Put what a rehearsal measured beside the plan; give of how many items.

    A rehearsal is a copy, its items have the ids of the original. The plan itself stays as it is;
    items that the plan has no longer, or that are called otherwise by now, are passed over.
    """
    taken = 0
    for item in session.scalars(select(AgendaItem).where(AgendaItem.id.in_(durations))):
        one = durations[item.id]
        if fold(one.title) != fold(item.title):
            continue
        item.measured_s = round(one.took.total_seconds())
        taken += 1
    if taken:
        record(session, DurationsTakenBack(items=taken), at=at, by=by)
    return taken
