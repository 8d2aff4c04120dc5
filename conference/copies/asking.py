"""Whether a rehearsal may begin or another conference be opened; what a day has recorded."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from conference.agenda import rundown
from conference.attendance import Attendance
from conference.awards import batches_done
from conference.copies.refusals import (
    AlreadyRehearsing,
    AnotherNotNow,
    ArrivalsHaveBegun,
    ConferenceInUse,
    ConferenceUnderWay,
)
from conference.identity import the_conference
from conference.printing import badges_printed


@dataclass(frozen=True)
class DayProof:
    """What a conference's day has recorded so far."""

    present: int
    badges: int
    batches: int


def day_proof(session: Session) -> DayProof:
    """Count arrivals, badges and presented batches."""
    return DayProof(
        present=session.scalar(select(func.count()).select_from(Attendance)) or 0,
        badges=badges_printed(session),
        batches=batches_done(session),
    )


def refuse_rehearsal_now(session: Session, *, although_begun: bool = False) -> None:
    """Refuse where a rehearsal must not begin, or only when asked twice.

    Raises:
        AlreadyRehearsing, ConferenceUnderWay: it cannot.
        ArrivalsHaveBegun: delegates have come already, and nobody said "although".
    """
    if the_conference(session).rehearsal:
        raise AlreadyRehearsing
    if rundown(session).under_way:
        raise ConferenceUnderWay
    present = day_proof(session).present
    if present and not although_begun:
        raise ArrivalsHaveBegun(present=present)


def refuse_another_now(session: Session, *, although_begun: bool = False) -> None:
    """Refuse where another conference must not be opened, or only when asked twice.

    Raises:
        AnotherNotNow: it cannot.
        ConferenceInUse: delegates have come already, and nobody said "although".
    """
    running = rundown(session).under_way
    if running or the_conference(session).rehearsal:
        raise AnotherNotNow
    present = day_proof(session).present
    if present and not although_begun:
        raise ConferenceInUse(present=present)
