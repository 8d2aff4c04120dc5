"""Units: what they were allotted, and the names they had before a reorganisation."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from conference.base import Base, table_of
from conference.delegates.places import UnitMissing, all_places
from conference.delegates.records import Delegate, Unit, UnitAlias
from conference.delegates.searching import index_again
from conference.journal import Fact, record
from conference.names import sort_key, tidy
from conference.refusals import N_, NotFound, Refusal


@dataclass(frozen=True, kw_only=True)
class UnitsAllotted(Fact):
    """Units were given numbers of delegates."""

    unit_ids: list[int]


@dataclass(frozen=True, kw_only=True)
class UnitMerged(Fact):
    """A unit's name became another name of a second unit; its delegates moved there."""

    former_unit_id: int
    unit_id: int
    delegates: int


class UnitIntoItself(Refusal):
    """A unit is not its own former name."""

    code = "unit_into_itself"
    sentence = N_("Đơn vị cũ và đơn vị mới phải khác nhau; dữ liệu chưa thay đổi.")


class AliasTaken(Refusal):
    """One former name leads to one unit."""

    code = "alias_taken"
    sentence = N_("Tên cũ này đã dẫn đến đơn vị %(unit)s; dữ liệu chưa thay đổi.")


def all_units(session: Session) -> list[Unit]:
    """Give the units in the order of their names, syllable by syllable from the left."""
    units = session.scalars(select(Unit)).all()
    # A list of people goes by the last syllable first, a list of units by the first.
    return sorted(units, key=lambda unit: [sort_key(word) for word in unit.name.split()])


def allot(session: Session, numbers: Mapping[str, int | None], *, at: dt.datetime, by: str) -> int:
    """Set how many delegates units send (phân bổ), by name; give how many changed or are new.

    Units that are not known yet are made: the allotment comes before the names. The numbers of one
    unit under two of its names are added.

    Raises:
        UnitMissing: a name is empty.
    """
    places, wanted = all_places(session), dict[Unit, int | None]()
    for given, number in numbers.items():
        unit = places.unit(given)
        before = wanted.get(unit)
        wanted[unit] = before if number is None else (before or 0) + number
    changed = [unit for unit, sum_ in wanted.items() if unit.id is None or unit.allotted != sum_]
    for unit in changed:
        unit.allotted = wanted[unit]
    session.add_all(changed)
    session.flush()
    if changed:
        record(session, UnitsAllotted(unit_ids=[one.id for one in changed]), at=at, by=by)
    return len(changed)


def merge_unit(session: Session, former_id: int, unit_id: int, *, at: dt.datetime, by: str) -> int:
    """Make a unit's name another name of a second one and move its delegates; give how many.

    What the files wrote stays with each delegate (`unit_as_given`), so that both can be counted.

    Raises:
        NotFound, UnitIntoItself: nothing was changed.
    """
    former, unit = session.get(Unit, former_id), session.get(Unit, unit_id)
    if former is None or unit is None:
        raise NotFound
    if former is unit:
        raise UnitIntoItself
    moved = session.scalars(select(Delegate).where(Delegate.unit_id == former.id)).all()
    for row in moved:
        row.unit_as_given = row.unit_as_given or former.name
        row.unit = unit
        index_again(row, unit.name)
    if former.allotted is not None:
        unit.allotted = (unit.allotted or 0) + former.allotted
    unit.receiver = unit.receiver or former.receiver
    session.flush()
    _point_to(session, former.id, unit.id)
    name = former.name
    session.delete(former)
    session.add(UnitAlias(name=name, unit_id=unit.id))
    session.flush()
    fact = UnitMerged(former_unit_id=former_id, unit_id=unit_id, delegates=len(moved))
    record(session, fact, at=at, by=by)
    return len(moved)


def _point_to(session: Session, former_id: int, unit_id: int) -> None:
    """Let every row that names the former unit name the other: aliases, nominees, what may come."""
    keys = [key for table in Base.metadata.sorted_tables for key in table.foreign_keys]
    for column in [key.parent for key in keys if key.column is table_of(Unit).c.id]:
        moved = update(column.table).where(column == former_id)
        session.execute(moved.values({column: unit_id}))
    session.expire_all()


def add_alias(session: Session, name: str, unit_id: int, *, at: dt.datetime, by: str) -> int:
    """Note a former name of a unit; where a unit of that name exists, it is merged.

    Gives how many delegates moved.

    Raises:
        UnitMissing, NotFound, UnitIntoItself, AliasTaken: nothing was changed.
    """
    given = tidy(name)
    if not given:
        raise UnitMissing
    former = session.scalar(select(Unit).where(Unit.name == given))
    if former is not None:
        return merge_unit(session, former.id, unit_id, at=at, by=by)
    unit = session.get(Unit, unit_id)
    if unit is None:
        raise NotFound
    taken = session.scalar(select(UnitAlias).where(UnitAlias.name == given))
    if taken is not None and taken.unit_id != unit_id:
        raise AliasTaken(unit=taken.unit.name)
    if taken is None:
        session.add(UnitAlias(name=given, unit_id=unit_id))
        fact = UnitMerged(former_unit_id=0, unit_id=unit_id, delegates=0)
        record(session, fact, at=at, by=by)
    return 0
