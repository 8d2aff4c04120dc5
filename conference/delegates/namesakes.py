"""Delegates of one name, told apart by (A), (B) and so on behind it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, count, product
from string import ascii_uppercase

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from conference.delegates.records import Delegate, ListState
from conference.journal import Fact, record
from conference.names import spoken_key


@dataclass(frozen=True, kw_only=True)
class NamesakesMarked(Fact):
    """Delegates of one name were told apart by (A), (B) and so on."""

    delegate_ids: list[int]


def namesakes(session: Session) -> list[list[Delegate]]:
    """Give the sets of delegates on the list who have one name, each in the list's order.

    hoà and hòa are one spelling here: who calls a name does not hear the difference.
    """
    ids = _alike(session)
    alike = select(Delegate).where(Delegate.id.in_([one for some in ids for one in some]))
    rows = {row.id: row for row in session.scalars(alike.options(joinedload(Delegate.unit)))}
    return [[rows[one] for one in some] for some in ids]


def _alike(session: Session) -> list[list[int]]:
    """Give the ids of each set; names alone are read, for the list is long and sets are few."""
    same: defaultdict[str, list[int]] = defaultdict(list)
    listed = select(Delegate.id, Delegate.full_name).where(
        Delegate.state != ListState.WITHDRAWN, Delegate.named
    )
    for delegate_id, name in session.execute(listed.order_by(Delegate.sort_key, Delegate.id)):
        same[spoken_key(name)].append(delegate_id)
    return [ids for ids in same.values() if len(ids) > 1]


def unmarked(rows: list[Delegate]) -> list[Delegate]:
    """Give those of a set whom no mark of their own tells apart."""
    seen: set[str] = set()
    without = []
    for row in rows:
        if not row.namesake_mark or row.namesake_mark in seen:
            without.append(row)
        seen.add(row.namesake_mark)
    return without


def mark_namesakes(session: Session, *, at: dt.datetime, by: str) -> int:
    """Mark each set of namesakes (A), (B), (C) in the order of the list; give how many rows.

    Who has a mark keeps it; a mark that tells nobody apart any more stays too, for it is printed.
    """
    marked = []
    for rows in namesakes(session):
        taken = {row.namesake_mark for row in rows}
        free = (mark for mark in _marks() if mark not in taken)
        for row in unmarked(rows):
            row.namesake_mark = next(free)
            marked.append(row.id)
    if marked:
        record(session, NamesakesMarked(delegate_ids=marked), at=at, by=by)
    return len(marked)


def _marks() -> Iterator[str]:
    """Give A to Z, then AA, AB and so on."""
    return map("".join, chain.from_iterable(map(_of_length, count(1))))


def _of_length(letters: int) -> Iterator[tuple[str, ...]]:
    return product(ascii_uppercase, repeat=letters)
