"""A demo or a rehearsal begins whenever somebody wants to see it run."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from conference.agenda.hands import must_be_seen
from conference.agenda.keeping import close_edits
from conference.agenda.playing import rundown
from conference.agenda.records import AgendaItem, ProgrammeShifted
from conference.agenda.refusals import ShiftNotOffered
from conference.agenda.sittings import planned_start
from conference.agenda.state import Rundown
from conference.identity import Sitting, may_shift, the_conference
from conference.journal import record
from conference.timing import ZERO

BEGIN_IN = dt.timedelta(minutes=2)


def shift_offered(session: Session, now: dt.datetime) -> bool:
    """Whether "begin in two minutes" is offered now."""
    return may_shift(the_conference(session), now) and not rundown(session).begun


def begin_soon(session: Session, *, seen_revision: int, at: dt.datetime, by: str) -> dt.timedelta:
    """Move all planned times together so that the programme begins in two minutes.

    Only in a demo or a rehearsal: the plan of a real conference is never edited by running it.
    What begins is the first item that is neither removed nor skipped; without a planned time it
    begins with its sitting.

    Raises:
        ShiftNotOffered: it is a real one, inside its hours, or has begun.
        StaleRundown: somebody else has just changed the rundown; says who.
    """
    if not shift_offered(session, at):
        raise ShiftNotOffered
    must_be_seen(session, seen_revision)
    state = rundown(session)
    shift = at + BEGIN_IN - _planned_begin(session, state) if state.items else ZERO
    # What was removed moves along, so that no hour of it is of another day.
    for item in session.scalars(select(AgendaItem)):
        if item.planned_start is not None:
            item.planned_start += shift
        if item.planned_end is not None:
            item.planned_end += shift
    for sitting in session.scalars(select(Sitting)):
        sitting.starts_at += shift
        sitting.ends_at += shift
    close_edits(session)
    record(session, ProgrammeShifted(shift_ms=shift // dt.timedelta(milliseconds=1)), at=at, by=by)
    return shift


def _planned_begin(session: Session, state: Rundown) -> dt.datetime:
    first = state.next_item or state.items[0]
    return planned_start(state, session.get_one(Sitting, first.sitting_id))
