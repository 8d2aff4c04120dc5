"""Small halls and people for the tests of seating."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from conference.database import Database
from conference.delegates import Delegate, GroupKind
from conference.seating import Block, Hall, Person, assign_seats, keep_hall
from tests.factories import AT, BY


def one_block(*rows: int, **more: Any) -> Hall:
    """A hall of one block with rows of these lengths."""
    block = {key: more.pop(key) for key in list(more) if key in Block.__dataclass_fields__}
    return Hall(blocks=(Block("Khối", rows, **block),), **more)


def labels(seats) -> list[str]:
    return [seat.label for seat in seats]


def delegation(unit_id: int, count: int, *, first: int | None = None, **more: Any) -> list[Person]:
    """People of one unit, numbered from `first`, else from 100 times the unit's number."""
    start = unit_id * 100 if first is None else first
    return [
        Person(start + nth, f"Người {start + nth}", unit_id, unit=f"Đơn vị {unit_id}", **more)
        for nth in range(count)
    ]


def leaders(unit_id: int, count: int, **more: Any) -> list[Person]:
    return delegation(unit_id, count, kind=GroupKind.LEADER, **more)


def keep(db: Database, hall: Hall, **more: Any) -> bool:
    return db.write(lambda s: keep_hall(s, hall, at=AT, by=BY, **more))


def assign(db: Database, *pairs: tuple[int, str], keep: bool = False) -> int:
    return db.write(lambda s: assign_seats(s, pairs, keep=keep, at=AT, by=BY))


def seats_of(db: Database) -> dict[int, str]:
    with db.reading() as session:
        return {row.id: row.seat for row in _all(session)}


def _all(session: Session) -> list[Delegate]:
    return list(session.query(Delegate))
