"""The list follows the door: who is let in by leave stands on it, who is not taken on is off it."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from conference.delegates import (
    Approval,
    Delegate,
    ListState,
    approve_delegates,
    approve_substitute,
    change_delegate,
    withdraw_delegates,
)
from conference.overrides.records import Override

ASKED_NO_MORE = "Bàn đón tiếp thôi đề nghị"


def put_on_the_list(
    session: Session, row: Override, approver: str, *, at: dt.datetime, by: str
) -> None:
    """Approve whoever is not: who sits in the hall stands on the list.

    Raises:
        NotOnTheList: whoever was to be replaced is off the list by now.
    """
    delegate = session.get_one(Delegate, row.delegate_id)
    if delegate.state is ListState.APPROVED:
        return
    approval = Approval(approver, row.decided_words, may_exceed=True)
    if approve_substitute(session, delegate.id, approval, at=at, by=by):
        return
    holder = select(Delegate.id).where(
        Delegate.seat == delegate.seat,
        Delegate.id != delegate.id,
        Delegate.state != ListState.WITHDRAWN,
    )
    if delegate.seat and session.scalar(holder) is not None:
        # Somebody was given the seat meanwhile; the usher finds another.
        change_delegate(session, delegate.id, {"seat": ""}, at=at, by=by)
    approve_delegates(session, [delegate.id], approval=approval, at=at, by=by)


def take_off_again(session: Session, row: Override, why: str, *, at: dt.datetime, by: str) -> None:
    """Take whoever a desk has proposed off the list, so that nobody approves them unasked later."""
    delegate = session.get_one(Delegate, row.delegate_id)
    if delegate.state is ListState.PROPOSED and delegate.request_id is not None:
        withdraw_delegates(session, [delegate.id], reason=why, at=at, by=by)
