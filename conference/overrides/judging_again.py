"""A leave is given from one rule: what keeps somebody out is asked again when it is granted."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from conference.attendance import LEAVE_MAY_SET_ASIDE, would_say
from conference.delegates import Delegate, ListState, Substitution
from conference.overrides.records import Override
from conference.refusals import N_, Refusal
from conference.verdicts import RULE_NAMES, Reason


class RuleChanged(Refusal):
    """Another rule keeps the delegate out than the one that the leave is about."""

    code = "rule_changed"
    sentence = N_(
        "Đại biểu hiện vướng quy định khác với quy định ghi trong đề nghị; chưa có gì được ghi. "
        "Vui lòng tìm đại biểu theo tên để xem lại, rồi gửi đề nghị mới nếu vẫn cần."
    )


def refuse_another_rule(session: Session, row: Override, *, at: dt.datetime) -> None:
    """Refuse where the door would now name another rule than this request names.

    Rules about the kind of a code are none to a person without one: the door names none then.
    What the supervisor reads in the request's words is named too (`rule_behind`).

    Raises:
        RuleChanged: a supervisor who says yes to one rule has not said yes to another.
    """
    reason = would_say(session, row.delegate_id, at=at).reason
    if reason not in LEAVE_MAY_SET_ASIDE or reason is _rule_by_name(session, row):
        return
    if RULE_NAMES[reason] not in row.words:
        raise RuleChanged


def rule_behind(session: Session, delegate_id: int, rule: Reason, *, at: dt.datetime) -> str:
    """Name the rule that comes up behind this one, for the words of a request; "" for none.

    Whoever is let onto the list may meet a full hall: one supervisor reads of both and answers
    once, or that person would never come in.
    """
    behind = _once_listed(session, session.get_one(Delegate, delegate_id), at=at)
    return "" if behind is rule or behind not in LEAVE_MAY_SET_ASIDE else RULE_NAMES[behind]


def _once_listed(session: Session, delegate: Delegate, *, at: dt.datetime) -> Reason:
    """Give what the door would say if this delegate were approved; the list stays as it is."""
    state, seat = delegate.state, delegate.seat
    # Without the seat: somebody else may have been given it.
    delegate.state, delegate.seat = ListState.APPROVED, ""
    session.flush()
    reason = would_say(session, delegate.id, at=at).reason
    delegate.state, delegate.seat = state, seat
    session.flush()
    return reason


def _rule_by_name(session: Session, row: Override) -> Reason:
    """Give what the door says of the same thing to somebody who is found by name.

    Whoever sent a substitute holds a replaced code, and is withdrawn on the list.
    """
    sent = select(Substitution.id).where(
        Substitution.absent_id == row.delegate_id,
        Substitution.at <= row.asked_at,
        Substitution.taken_back.is_(False),
    )
    if row.rule is Reason.REPLACED and session.scalar(sent.limit(1)) is not None:
        return Reason.WITHDRAWN
    return row.rule
