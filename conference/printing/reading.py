"""What waits, what came out, what nobody knows."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from conference.printing.records import PrintJob, PrintState, SheetKind
from conference.refusals import NotFound


def the_job(session: Session, job_id: int) -> PrintJob:
    """Give a sheet.

    Raises:
        NotFound: there is none of this number.
    """
    job = session.get(PrintJob, job_id)
    if job is None:
        raise NotFound
    return job


def newest_badge(session: Session, delegate_id: int) -> PrintJob | None:
    """Give a delegate's newest badge, whatever became of it; None before there was any."""
    return session.scalar(
        select(PrintJob)
        .where(PrintJob.kind == SheetKind.BADGE, PrintJob.delegate_id == delegate_id)
        .order_by(PrintJob.issue.desc())
        .limit(1)
    )


def newest_sheet(session: Session) -> int | None:
    """Give the number of the newest sheet of this conference that the virtual printer showed."""
    return session.scalar(select(func.max(PrintJob.sheet)))


def counts(session: Session) -> dict[PrintState, int]:
    """Count the sheets in each state."""
    rows = session.execute(select(PrintJob.state, func.count()).group_by(PrintJob.state))
    found: dict[PrintState, int] = dict(rows.all())
    return {state: found.get(state, 0) for state in PrintState}


def newest_jobs(session: Session, limit: int) -> list[PrintJob]:
    """Give the open questions first, then the newest sheets."""
    open_ones = session.scalars(
        select(PrintJob).where(PrintJob.state == PrintState.UNCERTAIN).order_by(PrintJob.id)
    ).all()
    newest = session.scalars(
        select(PrintJob)
        .where(PrintJob.state != PrintState.UNCERTAIN)
        .order_by(PrintJob.id.desc())
        .limit(limit)
    ).all()
    return [*open_ones, *newest]


def certificates_of(session: Session) -> dict[int, PrintJob]:
    """Give each recipient's newest certificate."""
    jobs = session.scalars(
        select(PrintJob)
        .where(PrintJob.kind == SheetKind.CERTIFICATE)
        .order_by(PrintJob.recipient_id, PrintJob.issue)
    )
    return {job.recipient_id: job for job in jobs if job.recipient_id is not None}


def badges_printed(session: Session) -> int:
    """Count the badges that came out or may have."""
    came = [PrintState.PRINTED, PrintState.ASSUMED, PrintState.UNCERTAIN]
    jobs = select(func.count()).where(PrintJob.kind == SheetKind.BADGE, PrintJob.state.in_(came))
    return session.scalar(jobs) or 0
