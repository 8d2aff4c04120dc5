"""A sheet is asked for: a badge, a certificate, one of them again; never silently twice.

A badge's code is new with each sheet, reserved at once, and counts from the moment it is sent.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from conference.base import table_of
from conference.codes import CodeKind, new_code
from conference.delegates import Delegate, DelegateCard, EntryCode, ListState
from conference.journal import record
from conference.names import area_name
from conference.prepared import Prepared
from conference.printing.badge_codes import reserve_code
from conference.printing.reading import newest_badge, the_job
from conference.printing.records import (
    REASON_LENGTH,
    PrintJob,
    PrintRequest,
    PrintState,
    Priority,
    SheetKind,
    SheetQueued,
)
from conference.printing.refusals import BadgeForNobody, FateOpen, ReasonMissing, StillWaiting


def queue_badge(  # noqa: PLR0913 - for whom, worded how, asked by whom, when
    session: Session,
    card: DelegateCard,
    *,
    issue: int,
    conference_number: str,
    title_lines: list[str],
    rehearsal: bool,
    requested_by: str,
    pool: str = "",
    at: dt.datetime,
    by: str,
) -> int:
    """Queue a badge of a delegate who has just come; give the job's id.

    `issue` is one more than that of the delegate's newest badge. Its code is new and reserved; it
    counts from the moment the sheet is sent.
    """
    digits = new_code(CodeKind.BADGE, conference_number, rehearsal=rehearsal)
    words = _badge_words(card, title_lines=title_lines, rehearsal=rehearsal) | {"code": digits}
    reserve_code(session, digits, delegate_id=card.id, issue=issue)
    job = {"kind": SheetKind.BADGE, "delegate_id": card.id, "code": digits, "issue": issue}
    job |= {"priority": int(Priority.AT_THE_DESK), "requested_by": requested_by, "pool": pool}
    return _queue(session, job, words, at=at, by=by)


def _badge_words(card: DelegateCard, *, title_lines: list[str], rehearsal: bool) -> dict[str, Any]:
    return {
        "title_lines": title_lines,
        "full_name": card.name,
        "mark": card.mark,
        "position": card.position,
        "unit": card.unit,
        "group": card.badge_word,
        "seat": card.seat,
        "area": area_name(card.area),
        "card_number": card.card_number,
        "rehearsal": rehearsal,
    }


def queue_certificate(  # noqa: PLR0913 - same
    session: Session,
    recipient_id: int,
    *,
    words: dict[str, Any],
    request_id: str,
    requested_by: str,
    priority: Priority = Priority.AT_THE_DESK,
    at: dt.datetime,
    by: str,
) -> int:
    """Queue a certificate for a recipient; the same request id again queues nothing.

    A second certificate of the same recipient is a new issue and says so on its face.

    Raises:
        StillWaiting, FateOpen: the newest one is on its way, or nobody knows whether it came out.
    """
    if (known := _requested(session, request_id)) is not None:
        return known
    _refuse_a_silent_double(_newest_certificate(session, recipient_id))
    issue = _next_issue(session, PrintJob.recipient_id == recipient_id, SheetKind.CERTIFICATE)
    job = {"kind": SheetKind.CERTIFICATE, "recipient_id": recipient_id, "issue": issue}
    job |= {"priority": int(priority), "requested_by": requested_by, "request_id": request_id}
    return _queue(session, job, words, at=at, by=by)


def _newest_certificate(session: Session, recipient_id: int) -> PrintJob | None:
    return session.scalar(
        select(PrintJob)
        .where(PrintJob.kind == SheetKind.CERTIFICATE, PrintJob.recipient_id == recipient_id)
        .order_by(PrintJob.issue.desc())
        .limit(1)
    )


def _refuse_a_silent_double(job: PrintJob | None) -> None:
    if job is not None and job.state in _ON_THE_WAY:
        raise StillWaiting
    if job is not None and job.state is PrintState.UNCERTAIN:
        raise FateOpen


def _next_issue(session: Session, whose: Any, kind: SheetKind) -> int:
    issued = select(func.max(PrintJob.issue)).where(whose, PrintJob.kind == kind)
    return (session.scalar(issued) or 0) + 1


def _requested(session: Session, request_id: str) -> int | None:
    queued = session.scalar(select(PrintJob.id).where(PrintJob.request_id == request_id))
    if queued is not None:
        return queued
    return session.scalar(select(PrintRequest.job_id).where(PrintRequest.request_id == request_id))


_JOB_COLUMNS = [column.key for column in table_of(PrintJob).columns if column.key != "id"]
_INSERT_JOB = Prepared(insert(table_of(PrintJob)).returning(table_of(PrintJob).c.id), *_JOB_COLUMNS)


def _queue(
    session: Session, job: dict[str, Any], words: dict[str, Any], *, at: dt.datetime, by: str
) -> int:
    values = dict.fromkeys(_JOB_COLUMNS) | {"reason": "", "fault": "", "pool": ""} | job
    values |= {"words": words, "queued_at": at, "state": PrintState.QUEUED}
    job_id = _INSERT_JOB.insert_for_id(session, values)
    fact = SheetQueued(job_id=job_id, sheet_kind=job["kind"], issue=job["issue"])
    record(session, fact, at=at, by=by)
    return job_id


def reprint(  # noqa: PLR0913 - a reprint is of what, asked once, why, by whom, when
    session: Session, job_id: int, *, request_id: str, reason: str, requested_by: str,
    at: dt.datetime, by: str,
) -> int:  # fmt: skip
    """Queue a sheet again as a new row with the next issue number; give the new job's id.

    The same request id again queues nothing. A badge gets a new code; the old one dies when the
    new sheet is confirmed.

    Raises:
        NotFound, StillWaiting, FateOpen, ReasonMissing: there is nothing to print again, or not
            yet, or no reason.
    """
    if (known := _requested(session, request_id)) is not None:
        return known
    parent = the_job(session, job_id)
    _refuse_a_silent_double(parent)
    if not reason.strip():
        raise ReasonMissing
    whose = (
        PrintJob.delegate_id == parent.delegate_id
        if parent.kind is SheetKind.BADGE
        else PrintJob.recipient_id == parent.recipient_id
    )
    issue = _next_issue(session, whose, parent.kind)
    words = dict(parent.words)
    job = {
        "kind": parent.kind, "delegate_id": parent.delegate_id, "issue": issue, "reason": reason,
        "recipient_id": parent.recipient_id, "parent_id": parent.id, "request_id": request_id,
        "requested_by": requested_by, "priority": int(Priority.REPRINT), "pool": parent.pool,
    }  # fmt: skip
    if parent.code is not None:
        rehearsal = bool(words["rehearsal"])
        digits = new_code(CodeKind.BADGE, parent.code[1:4], rehearsal=rehearsal)
        words["code"] = job["code"] = digits
        reserve_code(session, digits, delegate_id=parent.delegate_id, issue=issue)
    return _queue(session, job, words, at=at, by=by)


def badge_again(  # noqa: PLR0913 - for whom, asked once, why, worded how, by whom, when
    session: Session,
    card: DelegateCard,
    *,
    request_id: str,
    reason: str,
    conference_number: str,
    title_lines: list[str],
    rehearsal: bool,
    requested_by: str,
    pool: str = "",
    at: dt.datetime,
    by: str,
) -> int:
    """Queue a delegate's badge with the words of today, the first one or one more; give its id.

    One that still waits takes the new words instead. The same request id again queues nothing.

    Raises:
        BadgeForNobody: the delegate is not approved, or not any more.
        StillWaiting, FateOpen: the newest one is on its way, or nobody knows whether it came out.
        ReasonMissing: there was one, and nobody says why another is needed.
    """
    if (known := _requested(session, request_id)) is not None:
        return known
    if session.get_one(Delegate, card.id).state is not ListState.APPROVED:
        raise BadgeForNobody
    words = _badge_words(card, title_lines=title_lines, rehearsal=rehearsal)
    newest = newest_badge(session, card.id)
    if newest is not None and newest.state is PrintState.QUEUED:
        newest.words, newest.pool = words | {"code": newest.code}, pool
        return _note_changed(session, newest, request_id, at=at, by=by)
    _refuse_a_silent_double(newest)
    if newest is not None and not reason.strip():
        raise ReasonMissing
    issue = _next_badge_issue(session, card.id)
    words["code"] = new_code(CodeKind.BADGE, conference_number, rehearsal=rehearsal)
    reserve_code(session, words["code"], delegate_id=card.id, issue=issue)
    job = {
        "kind": SheetKind.BADGE, "delegate_id": card.id, "code": words["code"], "issue": issue,
        "reason": reason[:REASON_LENGTH], "parent_id": newest.id if newest else None,
        "request_id": request_id, "requested_by": requested_by, "pool": pool,
        "priority": int(Priority.AT_THE_DESK),
    }  # fmt: skip
    return _queue(session, job, words, at=at, by=by)


def _note_changed(
    session: Session, waiting: PrintJob, request_id: str, *, at: dt.datetime, by: str
) -> int:
    """Keep which request changed a sheet that waits: sent again, it is known though it came out."""
    session.add(PrintRequest(request_id=request_id, job_id=waiting.id))
    fact = SheetQueued(job_id=waiting.id, sheet_kind=waiting.kind, issue=waiting.issue)
    record(session, fact, at=at, by=by)
    return waiting.id


def _next_badge_issue(session: Session, delegate_id: int) -> int:
    """Give one more than the newest issue, also of a badge that was made beforehand."""
    issued = select(func.max(EntryCode.issue)).where(
        EntryCode.delegate_id == delegate_id, EntryCode.kind == int(CodeKind.BADGE)
    )
    sheets = _next_issue(session, PrintJob.delegate_id == delegate_id, SheetKind.BADGE)
    return max(sheets, (session.scalar(issued) or 0) + 1)


_ON_THE_WAY = {
    PrintState.QUEUED, PrintState.CLAIMED, PrintState.SENDING, PrintState.CONFIRMING,
}  # fmt: skip
