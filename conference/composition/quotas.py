"""How many come from where: allotted, registered and present, by unit and by group."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from conference.composition.members import Member
from conference.delegates import DelegateGroup, Unit, UnitAlias, all_groups, all_units
from conference.names import sort_key

By = Literal["new", "given"]
"""By the unit of today, or by the name that the unit's own list gave (đơn vị cũ)."""


@dataclass(frozen=True)
class Quota:
    """A line of the quota table; `allotted` is None where nobody said.

    Registered is approved and proposed together. Groups that do not count are left out.
    """

    name: str
    allotted: int | None
    approved: int
    proposed: int
    present: int
    unit_id: int | None = None
    former_names: tuple[str, ...] = ()

    @property
    def registered(self) -> int:
        """How many the unit has named."""
        return self.approved + self.proposed

    @property
    def over(self) -> int:
        """How many more than allotted; below 0 are missing, 0 where nothing is allotted."""
        return 0 if self.allotted is None else self.registered - self.allotted


@dataclass(frozen=True)
class QuotaTable:
    """The units with their numbers, and the sums; `total.allotted` sums what is known."""

    by: By
    rows: tuple[Quota, ...]
    total: Quota


@dataclass(frozen=True)
class GroupQuota:
    """A group, counted or not, and the largest number that the plan gives it."""

    name: str
    counted: bool
    most: int | None
    approved: int
    proposed: int
    present: int

    @property
    def over(self) -> int:
        """How many more than the plan's largest number are approved; never below 0."""
        return 0 if self.most is None else max(self.approved - self.most, 0)


@dataclass(frozen=True)
class Capacity:
    """The counted delegates against the plan's largest number (None: the plan names none)."""

    capacity: int | None
    approved: int
    proposed: int
    present: int

    @property
    def left(self) -> int | None:
        """How many may still be approved; below 0 it was exceeded by approval."""
        return None if self.capacity is None else self.capacity - self.approved


def units_table(session: Session, people: Sequence[Member], *, by: By) -> QuotaTable:
    """Count by unit.

    By the names as given there are no allotments: they are the present units'.
    """
    counted = [one for one in people if one.counted]
    rows = _by_unit(session, counted) if by == "new" else _by_name(counted)
    allotted = [one.allotted for one in rows if one.allotted is not None]
    total = _quota("", counted, allotted=sum(allotted) if allotted else None)
    return QuotaTable(by, tuple(rows), total)


def groups_table(session: Session, people: Sequence[Member]) -> list[GroupQuota]:
    """Count by group, in the plan's order."""
    by_group = _sorted_into(people, lambda one: one.group_id)
    return [_group(group, by_group.get(group.id, [])) for group in all_groups(session)]


def capacity_of(capacity: int | None, people: Iterable[Member]) -> Capacity:
    """Count the delegates against the largest number."""
    whole = _quota("", [one for one in people if one.counted])
    return Capacity(capacity, whole.approved, whole.proposed, whole.present)


def _by_unit(session: Session, people: Sequence[Member]) -> list[Quota]:
    by_name = _sorted_into(people, lambda one: one.unit)
    former: dict[int, list[str]] = {}
    for alias in session.scalars(select(UnitAlias).order_by(UnitAlias.name)):
        former.setdefault(alias.unit_id, []).append(alias.name)
    return [
        _unit(unit, by_name.get(unit.name, []), former.get(unit.id, []))
        for unit in all_units(session)
        if unit.name in by_name or unit.allotted is not None
    ]


def _unit(unit: Unit, people: Sequence[Member], former: Iterable[str]) -> Quota:
    return _quota(
        unit.name,
        people,
        allotted=unit.allotted,
        unit_id=unit.id,
        former_names=tuple(former),
    )


def _by_name(people: Sequence[Member]) -> list[Quota]:
    by_name = _sorted_into(people, lambda one: one.unit_as_given)
    names = sorted(by_name, key=lambda name: [sort_key(word) for word in name.split()])
    return [_quota(name, by_name[name]) for name in names]


def _quota(
    name: str,
    people: Iterable[Member],
    *,
    allotted: int | None = None,
    unit_id: int | None = None,
    former_names: tuple[str, ...] = (),
) -> Quota:
    rows = list(people)
    approved = sum(one.approved for one in rows)
    return Quota(
        name=name,
        allotted=allotted,
        approved=approved,
        proposed=len(rows) - approved,
        present=sum(one.present for one in rows),
        unit_id=unit_id,
        former_names=former_names,
    )


def _group(group: DelegateGroup, people: Sequence[Member]) -> GroupQuota:
    counted = _quota(group.name, people)
    return GroupQuota(
        name=group.name,
        counted=group.counted,
        most=group.most,
        approved=counted.approved,
        proposed=counted.proposed,
        present=counted.present,
    )


_Key = TypeVar("_Key")


def _sorted_into(
    people: Iterable[Member], key: Callable[[Member], _Key]
) -> Mapping[_Key, list[Member]]:
    rows: dict[_Key, list[Member]] = {}
    for one in people:
        rows.setdefault(key(one), []).append(one)
    return rows
