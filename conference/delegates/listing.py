"""Approving, proposing again and withdrawing who is on the list; the list's groups and numbers.

Before the list is locked it is a draft: rows come and go. After it (`versions.py`) whoever is
approved is a supplement (bổ sung) with an approver and a reason.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from conference.delegates.approval import (
    NO_APPROVAL,
    Approval,
    approval_words,
    check_approval,
    check_capacity,
    counted_approved,
)
from conference.delegates.records import (
    Delegate,
    DelegateGroup,
    ListState,
    ProposedSubstitute,
)
from conference.delegates.seats import Standing, check_seats, set_all, standing_of
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


class SubstituteWaits(Refusal):
    """Whoever is to come in somebody's place is approved with that place, not beside it."""

    code = "substitute_waits"
    sentence = N_(
        "%(name)s được đề nghị dự thay đại biểu khác và đang chờ duyệt; dữ liệu chưa thay đổi. "
        "Vui lòng duyệt tại Duyệt ngoại lệ để đại biểu được thay cùng thôi dự."
    )


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
        SubstituteWaits: one of them is to come in somebody's place (`approve_substitute`).
    """
    before = standing_of(session, delegate_ids)
    rows = [row for row in before if row.state is not ListState.APPROVED]
    if not rows:
        return 0
    _refuse_proposed_substitutes(session, {row.id for row in rows})
    supplement = check_approval(session, approval)
    check_capacity(session, groups_of(session, rows), approval)
    check_seats(session, [row._replace(state=ListState.APPROVED) for row in rows])
    ids = [row.id for row in rows]
    fact = DelegatesApproved(
        delegate_ids=ids,
        supplement=supplement,
        withdrawn_before=_ids_in(rows, ListState.WITHDRAWN),
    )
    approved = {"state": ListState.APPROVED, "withdrawal_reason": ""}
    set_all(session, ids, approved | approval_words(approval, supplement=supplement))
    record(session, fact, at=at, by=by)
    return len(rows)


def _refuse_proposed_substitutes(session: Session, ids: Collection[int]) -> None:
    proposed = (
        select(Delegate.id, Delegate.full_name)
        .join(ProposedSubstitute, ProposedSubstitute.substitute_id == Delegate.id)
        .order_by(Delegate.id)
    )
    for delegate_id, name in session.execute(proposed):
        if delegate_id in ids:
            raise SubstituteWaits(name=name)


def propose_again(
    session: Session, delegate_ids: Collection[int], *, at: dt.datetime, by: str
) -> int:
    """Put delegates who were withdrawn back among the proposed; give how many.

    Raises:
        SeatTaken: somebody else has got the seat of one of them; nobody is put back.
    """
    before = standing_of(session, delegate_ids)
    rows = [row for row in before if row.state is ListState.WITHDRAWN]
    check_seats(session, [row._replace(state=ListState.PROPOSED) for row in rows])
    ids = [row.id for row in rows]
    set_all(session, ids, {"state": ListState.PROPOSED, "withdrawal_reason": ""})
    if rows:
        fact = DelegatesProposed(delegate_ids=ids)
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
    before = standing_of(session, delegate_ids)
    rows = [row for row in before if row.state is not ListState.WITHDRAWN]
    ids = [row.id for row in rows]
    fact = DelegatesWithdrawn(
        delegate_ids=ids,
        proposed_before=_ids_in(rows, ListState.PROPOSED),
        counted_before=counted_approved(session),
    )
    set_all(session, ids, {"state": ListState.WITHDRAWN, "withdrawal_reason": tidy(reason)})
    if rows:
        record(session, fact, at=at, by=by)
    return len(rows)


def groups_of(session: Session, rows: Iterable[Standing]) -> list[DelegateGroup]:
    """Give the group of each of these."""
    by_id = {group.id: group for group in all_groups(session)}
    return [by_id[row.group_id] for row in rows]


def _ids_in(rows: Iterable[Standing], state: ListState) -> list[int]:
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
