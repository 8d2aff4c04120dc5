"""What becomes of invitations: handed out (phát hành), and what was answered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from conference.delegates.records import Delegate, Invitation, ListState, Reply
from conference.journal import Fact, record
from conference.names import tidy
from conference.refusals import N_, NotFound, Refusal


@dataclass(frozen=True, kw_only=True)
class InvitationsSent(Fact):
    """Invitations were handed out or sent."""

    delegate_ids: list[int]


@dataclass(frozen=True, kw_only=True)
class ReplyNoted(Fact):
    """What a delegate answered was written down."""

    delegate_id: int
    reply: str


class AbsenceReasonNeeded(Refusal):
    """Whoever stays away has said why, or it is written that nobody knows."""

    code = "absence_reason_needed"
    sentence = N_("Vui lòng ghi lý do báo vắng (hoặc “không rõ”); dữ liệu chưa thay đổi.")


def note_sent(  # noqa: PLR0913 - sent is which, how, to whom, when
    session: Session,
    delegate_ids: Collection[int],
    *,
    sent_by: str,
    receiver: str = "",
    on: dt.datetime,
    at: dt.datetime,
    by: str,
) -> int:
    """Note that invitations went out: how (cách gửi), to whom, when; give how many were noted.

    A second note replaces the first: an invitation is handed over once more when the first was
    lost.
    """
    rows = _invitations(session, delegate_ids)
    for row in rows:
        row.issued_at, row.sent_by, row.receiver = on, tidy(sent_by), tidy(receiver)
    if rows:
        fact = InvitationsSent(delegate_ids=[row.delegate_id for row in rows])
        record(session, fact, at=at, by=by)
    return len(rows)


def note_reply(
    session: Session,
    delegate_id: int,
    *,
    reply: Reply,
    words: str = "",
    at: dt.datetime,
    by: str,
) -> None:
    """Write down what a delegate answered; `Reply.NONE` takes an answer back.

    Raises:
        NotFound: nobody on the list has this id.
        AbsenceReasonNeeded: whoever stays away needs a reason.
    """
    if reply is Reply.ABSENT and not tidy(words):
        raise AbsenceReasonNeeded
    rows = _invitations(session, [delegate_id])
    if not rows:
        raise NotFound
    (row,) = rows
    row.reply, row.reply_words = reply, tidy(words)
    row.replied_at = None if reply is Reply.NONE else at
    record(session, ReplyNoted(delegate_id=delegate_id, reply=reply), at=at, by=by)


def _invitations(session: Session, delegate_ids: Collection[int]) -> list[Invitation]:
    """Give what is noted of those of them who are on the list; a first note is begun."""
    listed = select(Delegate.id, Invitation).where(
        Delegate.id.in_(delegate_ids), Delegate.state == ListState.APPROVED
    )
    found = session.execute(
        listed.outerjoin(Invitation, Invitation.delegate_id == Delegate.id).order_by(Delegate.id)
    )
    rows = [row or Invitation(delegate_id=one, reply=Reply.NONE) for one, row in found]
    session.add_all(rows)
    return rows


def replies(session: Session) -> dict[int, Invitation]:
    """Give what is known of each delegate's invitation."""
    return {row.delegate_id: row for row in session.scalars(select(Invitation))}


def count_replies(session: Session) -> dict[Reply, int]:
    """Count the approved delegates by answer; who is not in the table has not answered."""
    rows = session.execute(
        select(Invitation.reply, func.count())
        .select_from(Delegate)
        .outerjoin(Invitation, Invitation.delegate_id == Delegate.id)
        .where(Delegate.state == ListState.APPROVED)
        .group_by(Invitation.reply)
    )
    counted = dict.fromkeys(Reply, 0)
    for reply, number in rows:
        counted[reply or Reply.NONE] += number
    return counted
