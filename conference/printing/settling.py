"""A person, or the scan of the sheet itself, says what became of it."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from conference.delegates import CodeState
from conference.journal import record
from conference.printing.badge_codes import replace_older, set_code
from conference.printing.reading import the_job
from conference.printing.records import PrintJob, PrintState, SheetSettled
from conference.printing.refusals import NotUncertain


def settle(session: Session, job_id: int, *, came_out: bool, at: dt.datetime, by: str) -> None:
    """Let a person say what became of an uncertain or assumed sheet.

    Raises:
        NotFound, NotUncertain: there is no such open question.
    """
    job = the_job(session, job_id)
    if job.state not in {PrintState.UNCERTAIN, PrintState.ASSUMED}:
        raise NotUncertain
    job.state = PrintState.PRINTED if came_out else PrintState.SPOILED
    if came_out:
        replace_older(session, job)
    else:
        set_code(session, job, CodeState.REPLACED)
    record(session, SheetSettled(job_id=job_id, came_out=came_out), at=at, by=by)


def settle_by_scan(session: Session, code: str, *, at: dt.datetime, by: str) -> None:
    """Take the scan of a sheet's code as the answer whether it came out; nothing if it is known."""
    job = session.scalar(
        select(PrintJob).where(
            PrintJob.code == code,
            PrintJob.state.in_([PrintState.UNCERTAIN, PrintState.ASSUMED]),
        )
    )
    if job is not None:
        settle(session, job.id, came_out=True, at=at, by=by)
