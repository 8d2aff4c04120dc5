"""A sheet on its way: claimed, sent, printed, or nobody knows; a restart settles what it can.

The spooler notes each step before it takes it, so that after a crash nothing is printed twice.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from conference.delegates import CodeState
from conference.journal import record
from conference.printing.badge_codes import replace_older, set_code
from conference.printing.reading import the_job
from conference.printing.records import (
    RESTARTED,
    UNDRAWABLE,
    PrintJob,
    PrintState,
    SheetAssumed,
    SheetGivenBack,
    SheetKind,
    SheetPrinted,
    SheetSending,
    SheetSpoiled,
    SheetUncertain,
)


@dataclass(frozen=True)
class ClaimedSheet:
    """A sheet that the spooler has taken: plain values."""

    job_id: int
    kind: SheetKind
    words: dict[str, Any]
    issue: int


def claim_next(session: Session) -> ClaimedSheet | None:
    """Take the next sheet for the printer, or None when none waits."""
    job = session.scalar(
        select(PrintJob)
        .where(PrintJob.state == PrintState.QUEUED)
        .order_by(PrintJob.priority, PrintJob.id)
        .limit(1)
    )
    if job is None:
        return None
    job.state = PrintState.CLAIMED
    return ClaimedSheet(job.id, job.kind, dict(job.words), job.issue)


def give_back(session: Session, job_id: int, *, fault: str, at: dt.datetime, by: str) -> None:
    """Put a sheet back of which nothing was sent.

    The same printer's fault again is no news: a sheet that is tried every few seconds would fill
    the journal.
    """
    job = the_job(session, job_id)
    known = fault != "" and job.fault == fault
    job.state, job.fault = PrintState.QUEUED, fault
    if not known:
        record(session, SheetGivenBack(job_id=job_id), at=at, by=by)


def mark_sending(session: Session, job_id: int, *, at: dt.datetime, by: str) -> None:
    """Note, before the first byte, that the sheet is on its way; a badge's code counts from now."""
    job = the_job(session, job_id)
    job.state, job.sent_at, job.fault = PrintState.SENDING, at, ""
    set_code(session, job, CodeState.ACTIVE)
    record(session, SheetSending(job_id=job_id), at=at, by=by)


def mark_confirming(session: Session, job_id: int) -> None:
    """Note that the last byte has left and the printer's word is awaited."""
    the_job(session, job_id).state = PrintState.CONFIRMING


def mark_printed(
    session: Session, job_id: int, *, sheet: int | None, at: dt.datetime, by: str
) -> None:
    """Note the printer's word that the sheet came out; older badges of the delegate die."""
    _end(session, job_id, PrintState.PRINTED, at=at).sheet = sheet
    replace_older(session, the_job(session, job_id))
    record(session, SheetPrinted(job_id=job_id), at=at, by=by)


def mark_assumed(session: Session, job_id: int, *, at: dt.datetime, by: str) -> None:
    """Note that a printer that cannot answer was given the sheet."""
    _end(session, job_id, PrintState.ASSUMED, at=at)
    record(session, SheetAssumed(job_id=job_id), at=at, by=by)


def mark_uncertain(session: Session, job_id: int, *, fault: str, at: dt.datetime, by: str) -> None:
    """Note that nobody knows whether the sheet came out."""
    _end(session, job_id, PrintState.UNCERTAIN, at=at).fault = fault
    record(session, SheetUncertain(job_id=job_id), at=at, by=by)


def put_aside(session: Session, job_id: int, *, undrawable: bool, at: dt.datetime, by: str) -> None:
    """Take a sheet out of the way on which the spooler itself failed; an ended one stays as it is.

    What may have been sent is uncertain. Of the others an `undrawable` one would fail again: it is
    spoiled, and the rest wait again.
    """
    job = the_job(session, job_id)
    if job.state in {PrintState.SENDING, PrintState.CONFIRMING}:
        mark_uncertain(session, job_id, fault="", at=at, by=by)
    elif job.state is PrintState.CLAIMED and undrawable:
        _end(session, job_id, PrintState.SPOILED, at=at).fault = UNDRAWABLE
        set_code(session, job, CodeState.REPLACED)
        record(session, SheetSpoiled(job_id=job_id), at=at, by=by)
    elif job.state is PrintState.CLAIMED:
        give_back(session, job_id, fault="", at=at, by=by)


def _end(session: Session, job_id: int, state: PrintState, *, at: dt.datetime) -> PrintJob:
    job = the_job(session, job_id)
    job.state, job.ended_at = state, at
    return job


def recover(session: Session, *, at: dt.datetime, by: str) -> tuple[int, int]:
    """After a restart: what was only claimed waits again, what was on its way is uncertain.

    Gives how many of each.
    """
    claimed = session.scalars(select(PrintJob.id).where(PrintJob.state == PrintState.CLAIMED)).all()
    underway = session.scalars(
        select(PrintJob.id).where(PrintJob.state.in_([PrintState.SENDING, PrintState.CONFIRMING]))
    ).all()
    for job_id in claimed:
        give_back(session, job_id, fault="", at=at, by=by)
    for job_id in underway:
        mark_uncertain(session, job_id, fault=RESTARTED, at=at, by=by)
    return len(claimed), len(underway)
