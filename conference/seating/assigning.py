"""Seats and areas in the list: given by rule or file, cleared, swapped; the hall's plan kept.

A seat belongs to one delegate of the list (the table sees to it too): whoever loses a seat is
cleared first.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload

from conference.delegates import Delegate, Duty, ListState, duty_holders, index_again
from conference.identity import Conference, describe_conference
from conference.journal import Fact, record
from conference.refusals import N_, NotFound, Refusal
from conference.rooms import kinds_of
from conference.seating.hall import Hall, digest, hall_from, plain
from conference.seating.places import seats
from conference.seating.proposing import Pair, Person
from conference.seating.records import HallPlan


@dataclass(frozen=True, kw_only=True)
class HallPlanned(Fact):
    """The hall's plan was made or changed."""

    seats: int
    areas: int


@dataclass(frozen=True, kw_only=True)
class SeatsAssigned(Fact):
    """Delegates got seats, by rule, by file or by hand."""

    count: int


@dataclass(frozen=True, kw_only=True)
class SeatsCleared(Fact):
    """Nobody has a seat any more."""

    count: int


@dataclass(frozen=True, kw_only=True)
class SeatsSwapped(Fact):
    """Two delegates changed places."""

    delegate_id: int
    other_id: int


@dataclass(frozen=True, kw_only=True)
class AreasAssigned(Fact):
    """Delegates got areas of the hall."""

    count: int


SEATING_FACTS = kinds_of(HallPlanned, SeatsAssigned, SeatsCleared, SeatsSwapped, AreasAssigned)


class NoHall(Refusal):
    """There is no plan of the hall yet."""

    code = "no_hall"
    sentence = N_("Chưa có sơ đồ hội trường. Vui lòng chọn một kiểu hội trường trước.")


class HallChanged(Refusal):
    """Somebody else changed the plan since this page took it."""

    code = "hall_changed"
    sentence = N_(
        "Sơ đồ hội trường vừa được thay đổi ở máy khác; thao tác này chưa được lưu. Vui lòng xem "
        "lại sơ đồ mới rồi thực hiện lại."
    )


class SeatUnknown(Refusal):
    """The plan has no such seat."""

    code = "seat_unknown"
    sentence = N_("Sơ đồ không có ghế %(seat)s; dữ liệu chưa thay đổi.")


class SeatBlocked(Refusal):
    """Nobody may sit there."""

    code = "seat_blocked"
    sentence = N_("Ghế %(seat)s đang khóa (%(reason)s); dữ liệu chưa thay đổi.")


class SeatForTwo(Refusal):
    """One seat for two delegates, or two seats for one."""

    code = "seat_for_two"
    sentence = N_(
        "Ghế %(seat)s được xếp hai lần hoặc đã có người khác; dữ liệu chưa thay đổi. Vui lòng xem "
        "lại bảng xếp chỗ."
    )


class AreaUnknown(Refusal):
    """The plan has no such area."""

    code = "area_unknown"
    sentence = N_("Sơ đồ không có khu vực “%(area)s”; dữ liệu chưa thay đổi.")


def hall_values(session: Session) -> dict[str, Any] | None:
    """Give the plan as it is kept, plain values; None before there is one."""
    row = session.get(HallPlan, 1)
    return row.plan if row else None


def the_hall(session: Session) -> Hall | None:
    """Give the hall; None before there is one."""
    values = hall_values(session)
    return hall_from(values) if values is not None else None


def _needed_hall(session: Session) -> Hall:
    hall = the_hall(session)
    if hall is None:
        raise NoHall
    return hall


def keep_hall(
    session: Session, hall: Hall, *, seen: str | None = None, at: dt.datetime, by: str
) -> bool:
    """Keep this plan; give whether it differs from the one before.

    `seen` is the digest of the plan that the change was made on. Seats that delegates have and the
    plan has no longer stay with them, as a line of readiness. Whether seats are numbered follows
    the plan.

    Raises:
        HallChanged: the plan is no longer the one that was seen.
        HallTooLarge, SeatLabelTwice, HallUnreadable: nothing was changed.
    """
    values, row = plain(hall), session.get(HallPlan, 1)
    if seen is not None and seen != digest(row.plan if row else None):
        raise HallChanged
    made = seats(hall)
    if row is not None and row.plan == values:
        return False
    if row is None:
        session.add(HallPlan(id=1, plan=values))
    else:
        row.plan = values
    record(session, HallPlanned(seats=len(made), areas=len(hall.areas)), at=at, by=by)
    if session.get(Conference, 1) is not None and (hall.blocks or hall.areas):
        describe_conference(session, {"seats_numbered": bool(hall.blocks)}, at=at, by=by)
    return True


def people_to_seat(session: Session) -> list[Person]:
    """Give the approved delegates as the rule needs them, in the order of the list."""
    duties: dict[int, tuple[Duty, int]] = {}
    for holder in duty_holders(session):
        duties.setdefault(holder.delegate_id, (holder.duty, holder.ordinal))
    rows = session.scalars(
        select(Delegate)
        .where(Delegate.state == ListState.APPROVED)
        .options(joinedload(Delegate.unit), joinedload(Delegate.group))
        .order_by(Delegate.id)
    )
    return [_person(row, *duties.get(row.id, (None, 0))) for row in rows]


def _person(row: Delegate, duty: Duty | None, duty_ordinal: int) -> Person:
    return Person(
        id=row.id,
        name=row.full_name,
        unit_id=row.unit_id,
        unit=row.unit.name,
        group_id=row.group_id,
        kind=row.group.kind,
        protocol_rank=row.group.protocol_rank,
        duty=duty,
        duty_ordinal=duty_ordinal,
        seat=row.seat,
    )


def assign_seats(
    session: Session, pairs: Sequence[Pair], *, keep: bool, at: dt.datetime, by: str
) -> int:
    """Give delegates their seats; give how many delegates' seats changed.

    With `keep`, whoever is not named keeps the present seat; else he has none any more. An empty
    seat takes the present one away.

    Raises:
        NoHall: there is no plan.
        NotFound: somebody named is not on the list.
        SeatUnknown, SeatBlocked, SeatForTwo: nothing was changed.
    """
    wanted = _checked(_needed_hall(session), pairs)
    rows = {row.id: row for row in session.scalars(seatable())}
    if not wanted.keys() <= rows.keys():
        raise NotFound
    if not keep:
        wanted = dict.fromkeys(rows, "") | wanted
    changed = {one: seat for one, seat in wanted.items() if rows[one].seat != seat}
    if keep:
        _refuse_taken(rows, wanted)
    if changed:
        _set_seats(session, rows, changed)
        record(session, SeatsAssigned(count=len(changed)), at=at, by=by)
    return len(changed)


def seatable() -> Select[Delegate]:
    """Ask for everybody on the list with the unit, those who withdrew left out, eldest row first.

    PostgreSQL gives rows in the order of their last change unless it is told otherwise.
    """
    return (
        select(Delegate)
        .where(Delegate.state != ListState.WITHDRAWN)
        .options(joinedload(Delegate.unit))
        .order_by(Delegate.id)
    )


def _checked(hall: Hall, pairs: Iterable[Pair]) -> dict[int, str]:
    known = {seat.label: seat for seat in seats(hall)}
    wanted: dict[int, str] = {}
    taken: set[str] = set()
    for delegate_id, label in pairs:
        if label and label not in known:
            raise SeatUnknown(seat=label)
        if label and known[label].blocked:
            raise SeatBlocked(seat=label, reason=known[label].blocked)
        if label in taken or delegate_id in wanted:
            raise SeatForTwo(seat=label)
        wanted[delegate_id] = label
        taken |= {label} - {""}
    return wanted


def _refuse_taken(rows: Mapping[int, Delegate], wanted: Mapping[int, str]) -> None:
    labels = set(wanted.values()) - {""}
    for row in rows.values():
        if row.id not in wanted and row.seat in labels:
            raise SeatForTwo(seat=row.seat)


def _set_seats(session: Session, rows: Mapping[int, Delegate], changed: Mapping[int, str]) -> None:
    """Clear the seats that change, then give the new ones: a seat is never with two at a time."""
    for delegate_id in changed:
        rows[delegate_id].seat = ""
    session.flush()
    for delegate_id, label in changed.items():
        row = rows[delegate_id]
        row.seat = label
        index_again(row, row.unit.name)
    session.flush()


def clear_seats(session: Session, *, at: dt.datetime, by: str) -> int:
    """Take every seat back; give how many delegates had one."""
    rows = {row.id: row for row in session.scalars(seatable().where(Delegate.seat != ""))}
    if rows:
        _set_seats(session, rows, dict.fromkeys(rows, ""))
        record(session, SeatsCleared(count=len(rows)), at=at, by=by)
    return len(rows)


def swap_seats(
    session: Session, delegate_id: int, other_id: int, *, at: dt.datetime, by: str
) -> None:
    """Let two delegates change places; one of them may have none.

    Raises:
        NotFound: one of them is not on the list.
    """
    wanted = seatable().where(Delegate.id.in_([delegate_id, other_id]))
    rows = {row.id: row for row in session.scalars(wanted)}
    if rows.keys() != {delegate_id, other_id} or delegate_id == other_id:
        raise NotFound
    one, other = rows[delegate_id].seat, rows[other_id].seat
    if one == other:
        return
    _set_seats(session, rows, {delegate_id: other, other_id: one})
    record(session, SeatsSwapped(delegate_id=delegate_id, other_id=other_id), at=at, by=by)


def assign_areas(
    session: Session,
    *,
    by_group: Mapping[int, str],
    by_unit: Mapping[int, str],
    at: dt.datetime,
    by: str,
) -> int:
    """Give delegates their area by group or, which goes first, by unit; give how many changed.

    Who is named by neither keeps the present area; an empty name takes it away.

    Raises:
        NoHall: there is no plan.
        AreaUnknown: the plan has no such area; nothing was changed.
    """
    _check_areas(_needed_hall(session), {*by_group.values(), *by_unit.values()})
    changed = 0
    for row in session.scalars(seatable()):
        area = by_unit.get(row.unit_id, by_group.get(row.group_id, row.area))
        changed += row.area != area
        row.area = area
    if changed:
        record(session, AreasAssigned(count=changed), at=at, by=by)
    return changed


def _check_areas(hall: Hall, names: Collection[str]) -> None:
    known = {area.name for area in hall.areas} | {one.name for one in hall.reserves} | {""}
    unknown = sorted(set(names) - known)
    if unknown:
        raise AreaUnknown(area=unknown[0])
