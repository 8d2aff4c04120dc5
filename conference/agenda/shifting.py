"""A demo or a rehearsal begins whenever somebody wants to see it run."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from conference.agenda.cues import rundown_revision
from conference.agenda.editing import close_edits
from conference.agenda.playing import rundown
from conference.agenda.records import AgendaItem, ProgrammeShifted
from conference.agenda.refusals import ANOTHER_OPERATOR, ShiftNotOffered, StaleRundown
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
    A programme whose first item has no planned time begins with its sitting.

    Raises:
        ShiftNotOffered: it is a real one, inside its hours, or has begun.
        StaleRundown: somebody else has just changed the rundown.
    """
    if not shift_offered(session, at):
        raise ShiftNotOffered
    if seen_revision != rundown_revision(session):
        raise StaleRundown(by=ANOTHER_OPERATOR)
    items = session.scalars(select(AgendaItem).order_by(AgendaItem.ordinal)).all()
    shift = at + BEGIN_IN - _planned_begin(session, items[0]) if items else ZERO
    for item in items:
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


def _planned_begin(session: Session, first: AgendaItem) -> dt.datetime:
    return first.planned_start or session.get_one(Sitting, first.sitting_id).starts_at
