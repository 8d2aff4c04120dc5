"""How many are in the hall, at a glance: without a look at everybody's comings and goings."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, case, func, select, true
from sqlalchemy.orm import Session

from conference.arrivals.quorum import WHOLE_PERCENT
from conference.attendance import INSIDE, Attendance
from conference.delegates import Delegate, DelegateGroup, Invitation, ListState, Reply
from conference.doors import QuorumBase, the_door

_CONDITIONS: dict[QuorumBase, ColumnElement[bool]] = {
    QuorumBase.COUNTED: DelegateGroup.counted.is_(True),
    QuorumBase.LISTED: true(),
    QuorumBase.CONFIRMED: Invitation.reply == Reply.CONFIRMED,
}


@dataclass(frozen=True)
class Listed:
    """How many are on the approved list, and how many of them the quorum needs (None: none)."""

    listed: int
    needed: int | None


def listed_count(session: Session) -> Listed:
    """Count the approved list, and what the quorum needs of it."""
    door = the_door(session)
    listed, whole = session.execute(_counted(door.quorum_base)).one()
    percent = door.quorum_percent
    return Listed(listed, None if percent is None else -(-percent * (whole or 0) // WHOLE_PERCENT))


def inside_count(session: Session, sitting_id: int) -> tuple[int, int]:
    """Count who of the list is inside, and how many of those the quorum counts."""
    asked = _counted(the_door(session).quorum_base).join(
        Attendance, Attendance.delegate_id == Delegate.id
    )
    inside, counted = session.execute(
        asked.where(Attendance.sitting_id == sitting_id, INSIDE)
    ).one()
    return inside, counted or 0


def _counted(base: QuorumBase) -> Select[int, int | None]:
    of_the_base = func.sum(case((_CONDITIONS[base], 1), else_=0))
    return (
        select(func.count(), of_the_base)
        .select_from(Delegate)
        .join(DelegateGroup, Delegate.group_id == DelegateGroup.id)
        .outerjoin(Invitation, Invitation.delegate_id == Delegate.id)
        .where(Delegate.state == ListState.APPROVED)
    )
