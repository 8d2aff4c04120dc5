"""The list follows the door: who is let in by leave stands on it, who is not taken on is off it."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from conference.attendance import present_ids
from conference.delegates import (
    Approval,
    Delegate,
    ListState,
    ProposedSubstitute,
    approve_delegates,
    approve_substitute,
    change_delegate,
    holder_of,
    withdraw_delegates,
)
from conference.identity import door_setting
from conference.overrides.records import Override
from conference.refusals import N_, Refusal

ASKED_NO_MORE = "Bàn đón tiếp thôi đề nghị"


class AbsentIsInside(Refusal):
    """Whoever is to be replaced sits in the hall: nobody is sent away by somebody else's leave."""

    code = "absent_is_inside"
    sentence = N_(
        "%(name)s đang ở trong hội trường nên chưa ghi được người dự thay; chưa có gì được ghi. "
        "Nếu đại biểu đã về, vui lòng ghi ra về trước rồi làm lại."
    )


def refuse_while_inside(session: Session, absent_id: int, *, at: dt.datetime) -> None:
    """Refuse to let somebody come in the place of who is in the hall.

    Raises:
        AbsentIsInside: they are, in this sitting.
    """
    sitting_id = door_setting(session, at).sitting_id
    if absent_id in present_ids(session, sitting_id, among=[absent_id]):
        raise AbsentIsInside(name=session.get_one(Delegate, absent_id).full_name)


def put_on_the_list(
    session: Session, row: Override, approver: str, *, at: dt.datetime, by: str
) -> None:
    """Approve whoever is not: who sits in the hall stands on the list.

    Raises:
        NotOnTheList: whoever was to be replaced is off the list by now.
        AbsentIsInside: they have come themselves.
    """
    delegate = session.get_one(Delegate, row.delegate_id)
    if delegate.state is ListState.APPROVED:
        return
    proposed = session.get(ProposedSubstitute, delegate.id)
    if proposed is not None:
        refuse_while_inside(session, proposed.absent_id, at=at)
    approval = Approval(approver, row.decided_words, may_exceed=True)
    if approve_substitute(session, delegate.id, approval, at=at, by=by):
        return
    if holder_of(session, delegate.seat, besides=delegate.id) is not None:
        # Somebody was given the seat meanwhile; the usher finds another.
        change_delegate(session, delegate.id, {"seat": ""}, at=at, by=by)
    approve_delegates(session, [delegate.id], approval=approval, at=at, by=by)


def take_off_again(session: Session, row: Override, why: str, *, at: dt.datetime, by: str) -> None:
    """Take whoever a desk has proposed off the list, so that nobody approves them unasked later."""
    delegate = session.get_one(Delegate, row.delegate_id)
    proposed = session.get(ProposedSubstitute, delegate.id)
    if proposed is not None:
        # Whoever lets them in later all the same lets them in beside A, who may be here by then.
        session.delete(proposed)
    if delegate.state is ListState.PROPOSED and delegate.request_id is not None:
        withdraw_delegates(session, [delegate.id], reason=why, at=at, by=by)
