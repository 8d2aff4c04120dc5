"""What items took in a rehearsal, and how the real conference takes that over: by one command."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from conference.agenda.playing import rundown
from conference.agenda.records import AgendaItem, DurationsTakenBack, ItemState
from conference.journal import record
from conference.timing import running_time


def measured(session: Session) -> dict[int, dt.timedelta]:
    """Give how long each item that was played to its end took, holds left out, by its id."""
    state = rundown(session)
    return {
        item.id: running_time(slot, slot.ended)
        for item, slot in zip(state.items, state.slots(), strict=True)
        if state.of(item).state is ItemState.DONE and slot.ended is not None
    }


def take_durations_back(
    session: Session, durations: Mapping[int, dt.timedelta], *, at: dt.datetime, by: str
) -> int:
    """Put what a rehearsal measured beside the plan; give of how many items.

    A rehearsal is a copy, its items have the ids of the original. The plan itself stays as it is;
    items that the plan has no longer are passed over.
    """
    taken = 0
    for item in session.scalars(select(AgendaItem).where(AgendaItem.id.in_(durations))):
        item.measured_s = round(durations[item.id].total_seconds())
        taken += 1
    if taken:
        record(session, DurationsTakenBack(items=taken), at=at, by=by)
    return taken
