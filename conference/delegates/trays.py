"""Trays (khay) in which badges that were printed beforehand wait for their holders."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import count, groupby
from string import ascii_uppercase
from typing import Any

from sqlalchemy import Integer, Select, bindparam, cast, select, update
from sqlalchemy.orm import Session, joinedload

from conference.base import table_of
from conference.delegates.records import Delegate, DelegateGroup, ListState
from conference.journal import Fact, JournalEntry, record
from conference.refusals import N_, Refusal


@dataclass(frozen=True, kw_only=True)
class TraysAssigned(Fact):
    """Badges were put into trays, or taken out; in which they were before, by delegate."""

    count: int
    trays_before: dict[str, str]


@dataclass(frozen=True, kw_only=True)
class TraysTakenBack(Fact):
    """The last putting into trays was taken back."""

    count: int


class TraysMoved(Refusal):
    """Somebody else has put badges into trays since, or nothing was done."""

    code = "trays_moved"
    sentence = N_(
        "Không hoàn tác được vì khay thẻ đã được xếp lại sau đó. Vui lòng xem lại danh sách khay; "
        "dữ liệu chưa thay đổi."
    )


_LIST = table_of(Delegate)
_WRITE_TRAY = update(_LIST).where(_LIST.c.id == bindparam("of")).values(tray=bindparam("place"))


def assign_trays(
    session: Session,
    *,
    per_tray: int,
    by_group: bool,
    again: bool = False,
    at: dt.datetime,
    by: str,
) -> int:
    """Put the badges of all who are approved into trays A, B …, so many into each; give how many.

    In card-number order, or group by group with a new tray for each. Whoever has a tray keeps it,
    and new ones get new trays, unless `again` puts all of them anew.
    """
    rows: list[Any] = list(session.execute(_in_order(by_group=by_group)))
    taken = set() if again else {row.tray for row in rows}
    wanted = rows if again else [row for row in rows if not row.tray]
    # A tray that holds anything is full: nobody opens a sealed one.
    begun = {tray.partition(",")[0] for tray in taken if tray}
    names = (name for name in map(tray_name, count()) if name not in begun)
    groups = groupby(wanted, key=lambda row: row.group_id) if by_group else [(0, iter(wanted))]
    places = {row.id: place for _, some in groups for row, place in _places(some, names, per_tray)}
    return _put(session, rows, places, at=at, by=by)


def clear_trays(session: Session, *, at: dt.datetime, by: str) -> int:
    """Take every badge out of its tray; give how many."""
    in_one = select(Delegate.id, Delegate.tray).where(Delegate.tray != "")
    rows: list[Any] = list(session.execute(in_one))
    return _put(session, rows, dict.fromkeys((row.id for row in rows), ""), at=at, by=by)


def take_back_trays(session: Session, *, at: dt.datetime, by: str) -> int:
    """Put each badge where it was before the last putting into trays; give how many.

    Raises:
        TraysMoved: that was somebody else's, or was taken back already.
    """
    kinds = (TraysAssigned.kind(), TraysTakenBack.kind())
    newest = select(JournalEntry).where(JournalEntry.kind.in_(kinds))
    entry = session.scalar(newest.order_by(JournalEntry.id.desc()).limit(1))
    if entry is None or entry.by != by or entry.kind != TraysAssigned.kind():
        raise TraysMoved
    before: dict[str, str] = entry.payload["trays_before"]
    _write(session, {int(delegate_id): tray for delegate_id, tray in before.items()})
    record(session, TraysTakenBack(count=len(before)), at=at, by=by)
    return len(before)


def tray_name(nth: int) -> str:
    """Give the name of a tray, counted from 0: khay A to khay Z, then khay AA."""
    letters, nth = "", nth + 1
    while nth:
        nth, rest = divmod(nth - 1, len(ascii_uppercase))
        letters = ascii_uppercase[rest] + letters
    return f"khay {letters}"


def _in_order(*, by_group: bool) -> Select[Any]:
    columns: tuple[Any, ...] = (Delegate.id, Delegate.tray, Delegate.group_id)
    approved = select(*columns).where(Delegate.state == ListState.APPROVED)
    # As a number: as text, 10000 would stand before 9999.
    number = (cast(Delegate.card_number, Integer), Delegate.id)
    if not by_group:
        return approved.order_by(*number)
    grouped = approved.join(DelegateGroup, DelegateGroup.id == Delegate.group_id)
    return grouped.order_by(DelegateGroup.ordinal, DelegateGroup.id, *number)


def _places(rows: Iterable[Any], names: Iterator[str], per_tray: int) -> Iterator[tuple[Any, str]]:
    name = ""
    for nth, row in enumerate(rows):
        if nth % per_tray == 0:
            name = next(names)
        yield row, f"{name}, ô {nth % per_tray + 1}"


def _put(
    session: Session,
    rows: Iterable[Any],
    places: Mapping[int, str],
    *,
    at: dt.datetime,
    by: str,
) -> int:
    moved = [row for row in rows if places.get(row.id, row.tray) != row.tray]
    before = {str(row.id): row.tray for row in moved}
    _write(session, {row.id: places[row.id] for row in moved})
    if moved:
        record(session, TraysAssigned(count=len(moved), trays_before=before), at=at, by=by)
    return len(moved)


def _write(session: Session, trays: Mapping[int, str]) -> None:
    """Write a tray beside each id, without a row of the list being loaded for it.

    Ten thousand rows one by one would hold up the scans that wait for the writer.
    """
    if trays:
        rows = [{"of": delegate_id, "place": tray} for delegate_id, tray in trays.items()]
        session.execute(_WRITE_TRAY, rows)
        # What this session has loaded of them is older now.
        session.expire_all()


def count_trays(session: Session) -> list[tuple[str, int]]:
    """Give each tray with how many badges of approved delegates it holds, "" for none, in order."""
    held: dict[str, int] = {}
    for place in session.scalars(select(Delegate.tray).where(Delegate.state == ListState.APPROVED)):
        tray = place.partition(",")[0]
        held[tray] = held.get(tray, 0) + 1
    return sorted(held.items(), key=lambda one: (one[0] == "", len(one[0]), one[0]))


def in_trays(session: Session) -> list[Delegate]:
    """Give the approved delegates whose badge is in a tray: tray by tray, place by place."""
    found: list[Any] = list(
        session.scalars(
            select(Delegate)
            .where(Delegate.state == ListState.APPROVED, Delegate.tray != "")
            .options(joinedload(Delegate.unit), joinedload(Delegate.group))
        )
    )
    return sorted(found, key=_place_order)


def _place_order(row: Delegate) -> tuple[int, str, int, str]:
    tray, _, place = row.tray.partition(",")
    digits = "".join(sign for sign in place if sign.isdecimal())
    return len(tray), tray, int(digits or 0), row.card_number
