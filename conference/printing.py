"""The print queue as records: what shall come out, what has, and what nobody knows.

One job is one sheet. Printed means that the printer said so after the cut; once the first byte of
the sheet has left, anything else is `uncertain` and a person decides (ADR 0005). A job
keeps its own copy of the words, so that no later change rewrites what was printed.
"""

from __future__ import annotations

import datetime as dt
import enum
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, func, insert, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from conference.base import Base, table_of
from conference.codes import CodeKind, new_code
from conference.delegates import CodeState, Delegate, DelegateCard, EntryCode, ListState
from conference.journal import Fact, JournalEntry, record
from conference.names import area_name
from conference.prepared import Prepared
from conference.refusals import N_, NotFound, Refusal
from conference.rooms import kinds_of


class SheetKind(enum.StrEnum):
    """What a sheet is."""

    BADGE = "badge"
    CERTIFICATE = "certificate"


class Priority(enum.IntEnum):
    """Who is served first; lower goes ahead (ADR 0005)."""

    AT_THE_DESK = 0
    REPRINT = 1
    BATCH = 9


class PrintState(enum.StrEnum):
    """Where a sheet stands."""

    QUEUED = "queued"
    CLAIMED = "claimed"
    SENDING = "sending"
    CONFIRMING = "confirming"
    PRINTED = "printed"
    UNCERTAIN = "uncertain"
    ASSUMED = "assumed"
    SPOILED = "spoiled"
    CANCELLED = "cancelled"


RESTARTED = "restarted"
"""The fault of a sheet that was on its way when the server died; others are printers' states."""

UNDRAWABLE = "undrawable"
"""The fault of a sheet on which the spooler failed before anything of it was sent."""

REASON_LENGTH = 300

NEVER_CAME = {PrintState.SPOILED, PrintState.CANCELLED}
"""States of a sheet that nobody holds in his hand."""


class PrintJob(Base):
    """One sheet."""

    __tablename__ = "print_job"
    __table_args__ = (
        Index("ix_print_job_queue", "state", "priority", "id"),
        UniqueConstraint("kind", "delegate_id", "issue"),
        UniqueConstraint("kind", "recipient_id", "issue"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[SheetKind]
    priority: Mapped[int]
    state: Mapped[PrintState] = mapped_column(default=PrintState.QUEUED)
    words: Mapped[dict[str, Any]]
    delegate_id: Mapped[int | None] = mapped_column(ForeignKey("delegate.id"))
    recipient_id: Mapped[int | None] = mapped_column(ForeignKey("recipient.id"))
    issue: Mapped[int] = mapped_column(default=1)
    code: Mapped[str | None] = mapped_column(String(27))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("print_job.id"))
    reason: Mapped[str] = mapped_column(String(REASON_LENGTH), default="")
    request_id: Mapped[str | None] = mapped_column(String(36), unique=True)
    requested_by: Mapped[str] = mapped_column(String(200), default="")
    pool: Mapped[str] = mapped_column(String(60), default="")
    fault: Mapped[str] = mapped_column(String(300), default="")
    sheet: Mapped[int | None]
    queued_at: Mapped[dt.datetime]
    sent_at: Mapped[dt.datetime | None]
    ended_at: Mapped[dt.datetime | None]


class PrintRequest(Base):
    """A request that changed a sheet which waited already: sent again, it is still this sheet.

    The request by which a sheet was queued stands in the sheet's own row.
    """

    __tablename__ = "print_request"

    request_id: Mapped[str] = mapped_column(String(36), primary_key=True)
    job_id: Mapped[int] = mapped_column(ForeignKey("print_job.id"), index=True)


@dataclass(frozen=True, kw_only=True)
class SheetQueued(Fact):
    """A sheet waits for the printer."""

    job_id: int
    sheet_kind: str
    issue: int


@dataclass(frozen=True, kw_only=True)
class SheetSending(Fact):
    """The first byte of a sheet is about to leave."""

    job_id: int


@dataclass(frozen=True, kw_only=True)
class SheetPrinted(Fact):
    """The printer said that the sheet came out."""

    job_id: int


@dataclass(frozen=True, kw_only=True)
class SheetAssumed(Fact):
    """A printer that cannot answer was given the whole sheet."""

    job_id: int


@dataclass(frozen=True, kw_only=True)
class SheetUncertain(Fact):
    """Nobody knows whether the sheet came out; a person decides."""

    job_id: int


@dataclass(frozen=True, kw_only=True)
class SheetGivenBack(Fact):
    """Nothing of the sheet had been sent; it waits again."""

    job_id: int


@dataclass(frozen=True, kw_only=True)
class SheetSpoiled(Fact):
    """Nothing of the sheet can be sent, because it cannot be drawn; it may be asked for again."""

    job_id: int


@dataclass(frozen=True, kw_only=True)
class SheetSettled(Fact):
    """A person said what became of an uncertain sheet."""

    job_id: int
    came_out: bool


@dataclass(frozen=True, kw_only=True)
class SpoolerPaused(Fact):
    """Printing stands still; the queue is kept."""

    automatic: bool


@dataclass(frozen=True, kw_only=True)
class SpoolerResumed(Fact):
    """Printing goes on."""

    automatic: bool


PRINT_FACTS = kinds_of(
    SheetQueued, SheetSending, SheetPrinted, SheetAssumed, SheetUncertain, SheetGivenBack,
    SheetSpoiled, SheetSettled, SpoolerPaused, SpoolerResumed,
)  # fmt: skip


class NotUncertain(Refusal):
    """Only a sheet whose fate is open can be settled."""

    code = "sheet_not_uncertain"
    sentence = N_("Tờ in này đã được xác định; không cần trả lời nữa.")


class StillWaiting(Refusal):
    """A sheet that is waiting or on its way need not be printed again."""

    code = "sheet_still_waiting"
    sentence = N_("Tờ in này còn trong hàng đợi hoặc đang in; chưa cần in lại.")


class FateOpen(Refusal):
    """Never silently twice: whether a sheet came out is answered before it is printed again."""

    code = "sheet_uncertain"
    sentence = N_("Chưa rõ tờ này đã ra hay chưa. Vui lòng trả lời câu hỏi đó trước khi in lại.")


class BadgeForNobody(Refusal):
    """A badge is printed at the desk for whoever is on the approved list."""

    code = "badge_for_nobody"
    sentence = N_(
        "Chỉ in thẻ cho đại biểu đã duyệt; chưa in thẻ nào. Vui lòng nhờ Phụ trách đón tiếp duyệt "
        "trước."
    )


class ReasonMissing(Refusal):
    """A reprint is explained, so that no double is silent."""

    code = "reason_missing"
    sentence = N_("Vui lòng cho biết lý do in lại.")


@dataclass(frozen=True)
class ClaimedSheet:
    """A sheet that the spooler has taken: plain values."""

    job_id: int
    kind: SheetKind
    words: dict[str, Any]
    issue: int


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
    _reserve_code(session, digits, delegate_id=card.id, issue=issue)
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


_INSERT_CODE = Prepared(
    insert(table_of(EntryCode)), "digits", "delegate_id", "issue", "kind", "state"
)
_JOB_COLUMNS = [column.key for column in table_of(PrintJob).columns if column.key != "id"]
_INSERT_JOB = Prepared(insert(table_of(PrintJob)).returning(table_of(PrintJob).c.id), *_JOB_COLUMNS)


def _reserve_code(session: Session, digits: str, *, delegate_id: int | None, issue: int) -> None:
    values = {"digits": digits, "delegate_id": delegate_id, "issue": issue}
    values |= {"kind": int(CodeKind.BADGE), "state": CodeState.RESERVED}
    _INSERT_CODE.insert(session, values)


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
    parent = _the_job(session, job_id)
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
        _reserve_code(session, digits, delegate_id=parent.delegate_id, issue=issue)
    return _queue(session, job, words, at=at, by=by)


def newest_badge(session: Session, delegate_id: int) -> PrintJob | None:
    """Give a delegate's newest badge, whatever became of it; None before there was any."""
    return session.scalar(
        select(PrintJob)
        .where(PrintJob.kind == SheetKind.BADGE, PrintJob.delegate_id == delegate_id)
        .order_by(PrintJob.issue.desc())
        .limit(1)
    )


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
    _reserve_code(session, words["code"], delegate_id=card.id, issue=issue)
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


def _the_job(session: Session, job_id: int) -> PrintJob:
    job = session.get(PrintJob, job_id)
    if job is None:
        raise NotFound
    return job


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
    job = _the_job(session, job_id)
    known = fault != "" and job.fault == fault
    job.state, job.fault = PrintState.QUEUED, fault
    if not known:
        record(session, SheetGivenBack(job_id=job_id), at=at, by=by)


def mark_sending(session: Session, job_id: int, *, at: dt.datetime, by: str) -> None:
    """Note, before the first byte, that the sheet is on its way; a badge's code counts from now."""
    job = _the_job(session, job_id)
    job.state, job.sent_at, job.fault = PrintState.SENDING, at, ""
    _set_code(session, job, CodeState.ACTIVE)
    record(session, SheetSending(job_id=job_id), at=at, by=by)


def mark_confirming(session: Session, job_id: int) -> None:
    """Note that the last byte has left and the printer's word is awaited."""
    _the_job(session, job_id).state = PrintState.CONFIRMING


def mark_printed(
    session: Session, job_id: int, *, sheet: int | None, at: dt.datetime, by: str
) -> None:
    """Note the printer's word that the sheet came out; older badges of the delegate die."""
    _end(session, job_id, PrintState.PRINTED, at=at).sheet = sheet
    _replace_older(session, _the_job(session, job_id))
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
    job = _the_job(session, job_id)
    if job.state in {PrintState.SENDING, PrintState.CONFIRMING}:
        mark_uncertain(session, job_id, fault="", at=at, by=by)
    elif job.state is PrintState.CLAIMED and undrawable:
        _end(session, job_id, PrintState.SPOILED, at=at).fault = UNDRAWABLE
        _set_code(session, job, CodeState.REPLACED)
        record(session, SheetSpoiled(job_id=job_id), at=at, by=by)
    elif job.state is PrintState.CLAIMED:
        give_back(session, job_id, fault="", at=at, by=by)


def settle(session: Session, job_id: int, *, came_out: bool, at: dt.datetime, by: str) -> None:
    """Let a person say what became of an uncertain or assumed sheet.

    Raises:
        NotFound, NotUncertain: there is no such open question.
    """
    job = _the_job(session, job_id)
    if job.state not in {PrintState.UNCERTAIN, PrintState.ASSUMED}:
        raise NotUncertain
    job.state = PrintState.PRINTED if came_out else PrintState.SPOILED
    if came_out:
        _replace_older(session, job)
    else:
        _set_code(session, job, CodeState.REPLACED)
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


def _end(session: Session, job_id: int, state: PrintState, *, at: dt.datetime) -> PrintJob:
    job = _the_job(session, job_id)
    job.state, job.ended_at = state, at
    return job


def _set_code(session: Session, job: PrintJob, state: CodeState) -> None:
    if job.code is not None:
        session.execute(update(EntryCode).where(EntryCode.digits == job.code).values(state=state))


def _replace_older(session: Session, job: PrintJob) -> None:
    if job.code is None:
        return
    session.execute(
        update(EntryCode)
        .where(
            EntryCode.delegate_id == job.delegate_id,
            EntryCode.kind == int(CodeKind.BADGE),
            EntryCode.issue < job.issue,
        )
        .values(state=CodeState.REPLACED)
    )


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


def pause_noted(session: Session, *, automatic: bool, at: dt.datetime, by: str) -> None:
    """Note that printing stands still."""
    record(session, SpoolerPaused(automatic=automatic), at=at, by=by)


def resume_noted(session: Session, *, automatic: bool, at: dt.datetime, by: str) -> None:
    """Note that printing goes on."""
    record(session, SpoolerResumed(automatic=automatic), at=at, by=by)


def paused_by_hand(session: Session) -> bool:
    """Whether an operator let printing stand and nobody has let it go on since.

    What the printer itself stopped and let go on meanwhile says nothing about that.
    """
    automatic = JournalEntry.payload["automatic"].as_boolean()
    newest = session.scalar(
        select(JournalEntry.kind)
        .where(
            JournalEntry.kind.in_([SpoolerPaused.kind(), SpoolerResumed.kind()]),
            func.coalesce(automatic, False).is_(False),
        )
        .order_by(JournalEntry.id.desc())
        .limit(1)
    )
    return newest == SpoolerPaused.kind()


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
