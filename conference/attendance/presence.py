"""Who has come, who is inside, and how many; an entry that was taken back counts for nothing."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from conference.attendance.records import Attendance
from conference.delegates import Delegate, ListState

STANDS = Attendance.undone_at.is_(None)
"""Condition of an entry that was not taken back."""

INSIDE = STANDS & Attendance.left_at.is_(None)
"""Condition of somebody who came and has not left."""


def present_count(session: Session, sitting_id: int) -> int:
    """Count who is inside and on the list: who sent somebody else or has left is not."""
    came = select(func.count()).select_from(Attendance).join(Delegate)
    return session.scalar(came.where(*_here(sitting_id))) or 0


def _here(sitting_id: int) -> tuple[ColumnElement[bool], ...]:
    return Attendance.sitting_id == sitting_id, INSIDE, Delegate.state == ListState.APPROVED


def present_ids(
    session: Session, *sitting_ids: int, among: Sequence[int | None] | None = None
) -> set[int]:
    """Give the ids of those who are inside in this sitting, of all or among these delegates.

    Of several sittings, given in their order, the last that somebody entered counts.
    """
    inside = Attendance.left_at.is_(None)
    came = select(Attendance.delegate_id, Attendance.sitting_id, inside).where(
        Attendance.sitting_id.in_(sitting_ids), STANDS
    )
    if among is not None:
        came = came.where(Attendance.delegate_id.in_(among))
    rows = sorted(session.execute(came), key=lambda row: sitting_ids.index(row.sitting_id))
    last = {delegate_id: is_inside for delegate_id, _, is_inside in rows}
    return {delegate_id for delegate_id, is_inside in last.items() if is_inside}


def arrivals(session: Session, sitting_id: int) -> dict[int, Attendance]:
    """Give the first entry of each delegate who has come, whether still inside or not."""
    entries = select(Attendance).where(Attendance.sitting_id == sitting_id, STANDS)
    rows = session.scalars(entries)
    return {row.delegate_id: row for row in rows}


def present_by_group(session: Session, sitting_id: int) -> dict[int, int]:
    """Count who is inside and on the list, per group."""
    rows = session.execute(
        select(Delegate.group_id, func.count())
        .join(Attendance, Attendance.delegate_id == Delegate.id)
        .where(*_here(sitting_id))
        .group_by(Delegate.group_id)
    )
    return dict(rows.all())
