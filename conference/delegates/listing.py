"""Approving, proposing again and withdrawing who is on the list; the list's groups and numbers.

Before the list is locked it is a draft: rows come and go. After it (`versions.py`) whoever is
approved is a supplement (bổ sung) with an approver and a reason.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from conference.delegates.approval import (
    NO_APPROVAL,
    Approval,
    check_approval,
    check_capacity,
    counted_approved,
    mark_approval,
)
from conference.delegates.records import Delegate, DelegateGroup, ListState
from conference.delegates.seats import check_seats
from conference.journal import Fact, record
from conference.names import tidy
from conference.refusals import N_, Refusal


@dataclass(frozen=True, kw_only=True)
class DelegatesApproved(Fact):
    """Proposed or withdrawn delegates were approved."""

    delegate_ids: list[int]
    supplement: bool
    withdrawn_before: list[int]


@dataclass(frozen=True, kw_only=True)
class DelegatesProposed(Fact):
    """Delegates who were withdrawn are proposed again."""

    delegate_ids: list[int]


@dataclass(frozen=True, kw_only=True)
class DelegatesWithdrawn(Fact):
    """Delegates were taken off the list; their rows and their history stay."""

    delegate_ids: list[int]
    proposed_before: list[int]
    counted_before: int


class ReasonNeeded(Refusal):
    """What takes somebody off the list needs a reason."""

    code = "reason_needed"
    sentence = N_("Vui lòng ghi lý do; dữ liệu chưa thay đổi.")


def approve_delegates(
    session: Session,
    delegate_ids: Collection[int],
    *,
    approval: Approval = NO_APPROVAL,
    at: dt.datetime,
    by: str,
) -> int:
    """Approve delegates who are proposed or were withdrawn; give how many were not yet.

    Raises:
        ApprovalNeeded, CapacityReached, SeatTaken: see `add_delegates`; nobody is approved then.
    """
    rows = [row for row in _rows(session, delegate_ids) if row.state is not ListState.APPROVED]
    if not rows:
        return 0
    supplement = check_approval(session, approval)
    check_capacity(session, [row.group for row in rows], approval)
    fact = DelegatesApproved(
        delegate_ids=[row.id for row in rows],
        supplement=supplement,
        withdrawn_before=_ids_in(rows, ListState.WITHDRAWN),
    )
    for row in rows:
        row.state, row.withdrawal_reason = ListState.APPROVED, ""
        mark_approval(row, approval, supplement=supplement)
    check_seats(session, rows)
    record(session, fact, at=at, by=by)
    return len(rows)


def propose_again(
    session: Session, delegate_ids: Collection[int], *, at: dt.datetime, by: str
) -> int:
    """Put delegates who were withdrawn back among the proposed; give how many.

    Raises:
        SeatTaken: somebody else has got the seat of one of them; nobody is put back.
    """
    rows = [row for row in _rows(session, delegate_ids) if row.state is ListState.WITHDRAWN]
    for row in rows:
        row.state, row.withdrawal_reason = ListState.PROPOSED, ""
    check_seats(session, rows)
    if rows:
        fact = DelegatesProposed(delegate_ids=[row.id for row in rows])
        record(session, fact, at=at, by=by)
    return len(rows)


def withdraw_delegates(
    session: Session, delegate_ids: Collection[int], *, reason: str, at: dt.datetime, by: str
) -> int:
    """Take delegates off the list; give how many stood on it. Their seats become free.

    Raises:
        ReasonNeeded: nobody said why.
    """
    if not tidy(reason):
        raise ReasonNeeded
    rows = [row for row in _rows(session, delegate_ids) if row.state is not ListState.WITHDRAWN]
    fact = DelegatesWithdrawn(
        delegate_ids=[row.id for row in rows],
        proposed_before=_ids_in(rows, ListState.PROPOSED),
        counted_before=counted_approved(session),
    )
    for row in rows:
        row.state, row.withdrawal_reason = ListState.WITHDRAWN, tidy(reason)
    if rows:
        record(session, fact, at=at, by=by)
    return len(rows)


def _rows(session: Session, delegate_ids: Collection[int]) -> list[Delegate]:
    wanted = select(Delegate).where(Delegate.id.in_(delegate_ids)).order_by(Delegate.id)
    return list(session.scalars(wanted.options(joinedload(Delegate.group))))


def _ids_in(rows: Iterable[Delegate], state: ListState) -> list[int]:
    return [row.id for row in rows if row.state is state]


def all_groups(session: Session) -> list[DelegateGroup]:
    """Give the groups in the plan's order."""
    return list(session.scalars(select(DelegateGroup).order_by(DelegateGroup.ordinal)))


def listed_by_group(session: Session) -> dict[int, int]:
    """Count the approved delegates of each group."""
    rows = session.execute(
        select(Delegate.group_id, func.count())
        .where(Delegate.state == ListState.APPROVED)
        .group_by(Delegate.group_id)
    )
    return dict(rows.all())
