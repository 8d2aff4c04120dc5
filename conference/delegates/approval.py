"""Who may be approved: after the lock with an approver and a reason, and up to the largest number.

The largest number of delegates stops reception, not a supervisor who gives a reason (ADR 0009).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from conference.delegates.records import Delegate, DelegateGroup, ListState, ListVersion
from conference.identity import the_conference
from conference.names import tidy
from conference.refusals import N_, Refusal


class ApprovalNeeded(Refusal):
    """The list is locked: who is added now needs an approver and a reason."""

    code = "approval_needed"
    sentence = N_(
        "Danh sách đã được chốt (lần %(number)s). Đại biểu bổ sung cần ghi rõ người duyệt và lý "
        "do; chưa có ai được thêm."
    )


class CapacityReached(Refusal):
    """The plan's largest number of delegates is reached; a supervisor may go on with a reason."""

    code = "capacity_reached"
    sentence = N_(
        "Danh sách đã đủ %(capacity)s đại biểu theo kế hoạch; chưa có ai được thêm. Người phụ "
        "trách có thể duyệt vượt số lượng khi ghi rõ lý do."
    )


@dataclass(frozen=True)
class Approval:
    """Who approved an addition and why; `may_exceed` is a supervisor's right (capacity)."""

    approver: str = ""
    reason: str = ""
    may_exceed: bool = False

    @property
    def given(self) -> bool:
        """Whether both are said."""
        return bool(tidy(self.approver) and tidy(self.reason))


NO_APPROVAL = Approval()


def check_approval(session: Session, approval: Approval) -> bool:
    """Give whether who is approved now is a supplement: the list is locked.

    Raises:
        ApprovalNeeded: it is, and nobody is named who approved.
    """
    version = locked_version(session)
    if version is not None and not approval.given:
        raise ApprovalNeeded(number=version.number)
    return version is not None


def check_capacity(session: Session, groups: Iterable[DelegateGroup], approval: Approval) -> None:
    """Let one more of each of these groups in.

    Raises:
        CapacityReached: the plan allows fewer, and no supervisor says why.
    """
    capacity = _reached(session, groups)
    if capacity is not None and not (approval.may_exceed and tidy(approval.reason)):
        raise CapacityReached(capacity=capacity)


def addition_needs_leave(session: Session, group: DelegateGroup) -> bool:
    """Whether only a supervisor adds one more to this group: the list is locked, or full."""
    return locked_version(session) is not None or _reached(session, [group]) is not None


def _reached(session: Session, groups: Iterable[DelegateGroup]) -> int | None:
    """Give the largest number, if one more of each of these groups would be beyond it."""
    capacity = the_conference(session).capacity
    more = sum(group.counted for group in groups)
    if capacity is None or not more or counted_approved(session) + more <= capacity:
        return None
    return capacity


def mark_approval(row: Delegate, approval: Approval, *, supplement: bool) -> None:
    """Write on a row who approved it and why."""
    for name, value in approval_words(approval, supplement=supplement).items():
        setattr(row, name, value)


def approval_words(approval: Approval, *, supplement: bool) -> dict[str, Any]:
    """Give the columns of a row that say who approved it and why."""
    return {
        "supplement": supplement,
        "approver": tidy(approval.approver),
        "approval_reason": tidy(approval.reason),
    }


def locked_version(session: Session) -> ListVersion | None:
    """Give the newest version that was locked; None while the list is a draft."""
    return session.scalar(select(ListVersion).order_by(ListVersion.number.desc()).limit(1))


def counted_approved(session: Session) -> int:
    """Count the approved delegates of the groups that count."""
    counted = (
        select(func.count())
        .select_from(Delegate)
        .join(DelegateGroup)
        .where(Delegate.state == ListState.APPROVED, DelegateGroup.counted)
    )
    return session.scalar(counted) or 0
