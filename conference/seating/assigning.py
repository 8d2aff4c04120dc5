"""The hall's plan is kept, areas are given; who is there to be seated. Seats: see `moving`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, bindparam, select, update
from sqlalchemy.orm import Session, joinedload

from conference.base import table_of
from conference.delegates import Delegate, DelegateGroup, Duty, ListState, Unit, duty_holders
from conference.identity import Conference, describe_conference
from conference.journal import Fact, record
from conference.refusals import N_, Refusal
from conference.rooms import kinds_of
from conference.seating.hall import Hall, digest, hall_from, plain
from conference.seating.places import seats
from conference.seating.proposing import Person
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


_LIST = table_of(Delegate)
_WRITE_AREA = update(_LIST).where(_LIST.c.id == bindparam("of")).values(area=bindparam("place"))

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


def needed_hall(session: Session) -> Hall:
    """Give the hall.

    Raises:
        NoHall: there is no plan.
    """
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
    # Columns, not rows of the list: of ten thousand delegates a row costs five times as much.
    columns = (Delegate.id, Delegate.full_name, Delegate.unit_id, Unit.name.label("unit"))
    groups = (Delegate.group_id, DelegateGroup.kind, DelegateGroup.protocol_rank)
    people = session.execute(
        select(*columns, *groups, Delegate.seat)
        .join(Unit, Unit.id == Delegate.unit_id)
        .join(DelegateGroup, DelegateGroup.id == Delegate.group_id)
        .where(Delegate.state == ListState.APPROVED)
        .order_by(Delegate.id)
    )
    return [_person(row, *duties.get(row.id, (None, 0))) for row in people]


def _person(row: Any, duty: Duty | None, duty_ordinal: int) -> Person:
    return Person(
        id=row.id,
        name=row.full_name,
        unit_id=row.unit_id,
        unit=row.unit,
        group_id=row.group_id,
        kind=row.kind,
        protocol_rank=row.protocol_rank,
        duty=duty,
        duty_ordinal=duty_ordinal,
        seat=row.seat,
    )


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
    _check_areas(needed_hall(session), {*by_group.values(), *by_unit.values()})
    columns = (Delegate.id, Delegate.unit_id, Delegate.group_id, Delegate.area)
    people = session.execute(select(*columns).where(Delegate.state != ListState.WITHDRAWN))
    moves = []
    for delegate_id, unit_id, group_id, present in people:
        area = by_unit.get(unit_id, by_group.get(group_id, present))
        if area != present:
            moves.append({"of": delegate_id, "place": area})
    if moves:
        session.execute(_WRITE_AREA, moves)
        # What this session has loaded of them is older now.
        session.expire_all()
        record(session, AreasAssigned(count=len(moves)), at=at, by=by)
    return len(moves)


def _check_areas(hall: Hall, names: Collection[str]) -> None:
    known = {area.name for area in hall.areas} | {one.name for one in hall.reserves} | {""}
    unknown = sorted(set(names) - known)
    if unknown:
        raise AreaUnknown(area=unknown[0])
