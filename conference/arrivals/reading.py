"""What the records say of who was invited, who came and went, and what was scanned."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, String, exists, func, or_, select, type_coerce
from sqlalchemy.orm import Session, aliased

from conference.arrivals.tally import MINUTE_MS, Move, Person, Stay
from conference.attendance import STANDS, Attendance, Movement, MovementKind, Scan
from conference.clock import from_ms, to_ms
from conference.delegates import (
    Delegate,
    DelegateGroup,
    EntryCode,
    Invitation,
    ListState,
    Reply,
    Substitution,
)
from conference.honoured_guests import GuestState, HonouredGuest
from conference.identity import DOOR_OPENS_AHEAD, Sitting

RATE_MINUTES = 10
"""For so long back it is told how many scans a minute each lane had."""

_REPLACED = exists().where(
    or_(
        (Substitution.absent_id == Delegate.id) & Substitution.taken_back.is_(False),
        Substitution.substitute_id == Delegate.id,
    )
)
WITHDREW = (
    (Delegate.state == ListState.WITHDRAWN)
    & (Delegate.withdrawal_reason != "")
    & exists().where(EntryCode.delegate_id == Delegate.id)
    & ~_REPLACED
)
"""Condition of somebody who was invited, is off the list with a reason, and has sent nobody."""


def not_coming(sitting_id: int) -> ColumnElement[bool]:
    """Give the condition of a guest of whom protocol has learnt that he skips this sitting.

    What was noted before another one opened than the first says nothing of those that follow.
    """
    begins = type_coerce(Sitting.starts_at, BigInteger)
    this_one = select(begins).where(Sitting.id == sitting_id).scalar_subquery()
    first = select(func.min(begins)).scalar_subquery()
    opened = aliased(Sitting)
    opened_ms = type_coerce(opened.starts_at, BigInteger)
    since = exists().where(
        opened_ms > first,
        opened_ms <= this_one,
        opened_ms - _AHEAD_MS > type_coerce(HonouredGuest.state_at, BigInteger),
    )
    return exists().where(
        HonouredGuest.delegate_id == Delegate.id,
        HonouredGuest.state == GuestState.NOT_COMING,
        ~since,
    )


_AHEAD_MS = int(DOOR_OPENS_AHEAD.total_seconds() * 1000)
_STEPS = {MovementKind.LEFT: -1, MovementKind.RETURNED: 1}

_PEOPLE = (
    select(
        Delegate.id,
        Delegate.full_name,
        Delegate.heads_delegation,
        Delegate.group_id,
        Delegate.unit_id,
        type_coerce(Delegate.state, String).label("state"),
        DelegateGroup.counted,
        type_coerce(Invitation.reply, String).label("reply"),
    )
    .join(DelegateGroup, Delegate.group_id == DelegateGroup.id)
    .outerjoin(Invitation, Invitation.delegate_id == Delegate.id)
    .where((Delegate.state == ListState.APPROVED) | WITHDREW)
)
# Moments as numbers: ten thousand of them are read while a screen is waited for.
_ENTRIES = select(
    Attendance.id,
    Attendance.delegate_id,
    Attendance.station_id,
    type_coerce(Attendance.first_at, BigInteger).label("first_ms"),
).where(STANDS)


def read_people(
    session: Session, sitting_id: int, where: ColumnElement[bool] | None = None
) -> dict[int, Person]:
    """Give who is approved, or was invited and has withdrawn; of all or of those asked for."""
    asked = _PEOPLE.add_columns(not_coming(sitting_id).label("not_coming"))
    if where is not None:
        asked = asked.where(where)
    return {row.id: _person(row) for row in session.execute(asked)}


def _person(row: Any) -> Person:
    return Person(
        group_id=row.group_id,
        unit_id=row.unit_id,
        approved=row.state == ListState.APPROVED.value,
        counted=row.counted,
        confirmed=row.reply == Reply.CONFIRMED.value,
        excused=row.reply == Reply.ABSENT.value or bool(row.not_coming),
        head=row.full_name if row.heads_delegation else "",
    )


def read_stays(
    session: Session, sitting_id: int, *, among: Collection[int] | None = None
) -> dict[int, Stay]:
    """Give who came to this sitting, of all or among these delegates."""
    entries = _ENTRIES.where(Attendance.sitting_id == sitting_id)
    if among is not None:
        entries = entries.where(Attendance.delegate_id.in_(among))
    rows = session.execute(entries).all()
    later = _movements(session, sitting_id, among)
    return {
        row.delegate_id: Stay(
            row.station_id or 0, _in_order(row.first_ms, later.get(row.delegate_id, ()))
        )
        for row in rows
    }


def _movements(
    session: Session, sitting_id: int, among: Collection[int] | None
) -> dict[int, list[Move]]:
    """Give comings and goings after the first entry, by delegate."""
    asked = (
        select(
            Attendance.delegate_id, Movement.kind, type_coerce(Movement.at, BigInteger).label("ms")
        )
        .join(Movement, Movement.attendance_id == Attendance.id)
        .where(Attendance.sitting_id == sitting_id, STANDS)
        .order_by(Movement.id)
    )
    if among is not None:
        asked = asked.where(Attendance.delegate_id.in_(among))
    found: dict[int, list[Move]] = {}
    for row in session.execute(asked):
        found.setdefault(row.delegate_id, []).append((row.ms, _STEPS[row.kind]))
    return found


def _in_order(first_ms: int, later: Iterable[Move]) -> tuple[Move, ...]:
    """Put the entry first; nobody leaves before that, whatever a station's clock says."""
    return ((first_ms, 1), *((max(at_ms, first_ms), step) for at_ms, step in later))


class Scans:
    """How many scans each lane had in each of the last minutes: its pace.

    Every attempt counts, whatever its answer; one that was decided without the server counts when
    it was handed in.
    """

    def __init__(self) -> None:
        self.lanes: dict[int, Counter[int]] = {}
        """By station (0: none) and minute, in ms."""
        self._newest_id = 0

    def catch_up(self, session: Session, now: dt.datetime) -> None:
        """Count the attempts since the last time, and forget those that are too old."""
        since_ms = to_ms(now) // MINUTE_MS * MINUTE_MS - (RATE_MINUTES - 1) * MINUTE_MS
        since = from_ms(since_ms)
        # The newest first: what comes in between is counted the next time.
        newest_id = session.scalar(select(func.max(Scan.id))) or 0
        new = _SCANS.where(Scan.id > self._newest_id, Scan.id <= newest_id, Scan.at >= since)
        for row in session.execute(new):
            self.lanes.setdefault(row.lane, Counter())[row.ms - row.ms % MINUTE_MS] += 1
        self._newest_id = newest_id
        for counts in self.lanes.values():
            for minute in [minute for minute in counts if minute < since_ms]:
                del counts[minute]


_SCANS = select(
    func.coalesce(Scan.station_id, 0).label("lane"),
    type_coerce(Scan.at, BigInteger).label("ms"),
)
