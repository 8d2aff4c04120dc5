"""What a clerk sees of a list file before it is taken in, as many small files.

The server reads a page of a hundred rows and never the whole. Words of states and answers are
message ids, marked `spoken`; the page translates them.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from admin.roster_fields import FORM_NAMES, SEX_NAMES
from conference.clock import to_ms
from conference.delegates import AddressForm, Delegate, Sex, all_groups, counted_approved
from conference.identity import the_conference
from conference.imports import (
    Change,
    ComparedRow,
    Comparison,
    Incoming,
    SeatClash,
    Standing,
    brought_before,
)
from conference.refusals import N_
from seed.lists import Fault, ReadList, Severity

SUMMARY = "summary.json"
PAGE_ROWS = 100

SEAT_CLASH = N_("Ghế %(seat)s đã xếp cho %(name)s; khi ghi sẽ bị từ chối. Vui lòng sửa cột ghế.")
_YES, _NO = N_("Có"), N_("Không")


@dataclass(frozen=True)
class Taken:
    """Who of a file is taken, what the list has no room for, and how many rows are left out."""

    people: list[Incoming]
    faults: list[Fault]
    hidden: int
    """Hidden rows of people, taken or not."""
    unread: int
    """Rows whose people are not compared: hidden or with an error; they are not missing."""


def write_preview(
    folder: Path, read: ReadList, found: Comparison, session: Session, *, taken: Taken
) -> None:
    """Write the summary and the pages of each section."""
    sections = _sections(read, found, _Listed(session, found), taken)
    for name, rows in sections.items():
        _write_pages(folder, name, rows)
    before = brought_before(session, read.sha256)
    group_counts = Counter(row.incoming.person.group for row in found.rows)
    summary = {
        "file": {"name": read.file_name, "sha256": read.sha256, "format": read.format},
        "encoding_note": read.encoding_note,
        "sheets": [asdict(sheet) for sheet in read.sheets],
        "counts": {name: len(rows) for name, rows in sections.items()},
        "people": len(found.rows),
        "hidden": taken.hidden,
        "unread": taken.unread,
        "groups": [
            {"given": given, "name": name, "count": group_counts[name]}
            for given, name in found.groups.items()
        ],
        "new_units": list(found.new_units),
        "without_unit": sum(
            row.standing is Standing.NEW and not row.incoming.person.unit for row in found.rows
        ),
        "capacity": _beyond_capacity(session, found),
        "legacy": [asdict(one) for one in read.legacy],
        "digest": found.digest,
        "before": {"at_ms": to_ms(before.at), "by_name": before.by_name} if before else None,
    }
    _dump(folder / SUMMARY, summary)


def _sections(
    read: ReadList, found: Comparison, listed: _Listed, taken: Taken
) -> dict[str, list[dict[str, Any]]]:
    sections: dict[str, list[dict[str, Any]]] = {standing.value: [] for standing in Standing}
    for row in found.rows:
        sections[row.standing].append(listed.row_words(row))
    sections["missing"] = [listed.words(one) for one in found.missing]
    for severity in Severity:
        sections[severity.value] = []
    for fault in (*read.faults, *taken.faults):
        sections[fault.severity].append(_fault_words(fault))
    sections["warning"] += [_clash_words(one) for one in found.seat_clashes]
    sections["skipped"] = [asdict(row) for row in read.skipped]
    return sections


def _fault_words(fault: Fault) -> dict[str, Any]:
    # Not asdict: it copies the details of each of ten thousand.
    names = ("sheet", "row", "cell", "sentence", "details")
    return {name: getattr(fault, name) for name in names}


def _clash_words(clash: SeatClash) -> dict[str, Any]:
    sheet, _, row = clash.key.rpartition("!")
    details = {"seat": clash.seat, "name": clash.name}
    return {"sheet": sheet, "row": row, "cell": "", "sentence": SEAT_CLASH, "details": details}


def _beyond_capacity(session: Session, found: Comparison) -> dict[str, int] | None:
    """Give the plan's largest number and how many there would be, where that is taken."""
    most = the_conference(session).capacity
    if most is None:
        return None
    uncounted = {group.name for group in all_groups(session) if not group.counted}
    coming = sum(
        row.standing in {Standing.NEW, Standing.RETURNING}
        and row.incoming.person.group not in uncounted
        for row in found.rows
    )
    then = counted_approved(session) + coming
    return {"most": most, "then": then} if then > most else None


class _Listed:
    """The delegates a preview speaks of, as plain words."""

    def __init__(self, session: Session, found: Comparison) -> None:
        wanted = {one for row in found.rows for one in (row.sits_for, *row.alike) if one}
        wanted |= set(found.missing)
        rows = session.scalars(
            select(Delegate).options(joinedload(Delegate.unit), joinedload(Delegate.group))
        )
        self._by_id = {row.id: row for row in rows if row.id in wanted} if wanted else {}

    def words(self, delegate_id: int) -> dict[str, Any]:
        row = self._by_id[delegate_id]
        return {
            "id": row.id,
            "card_number": row.card_number,
            "name": row.full_name,
            "position": row.position,
            "unit": row.unit.name,
            "group": row.group.name,
            "birth_year": row.birth_year,
            "state": row.state,
        }

    def row_words(self, row: ComparedRow) -> dict[str, Any]:
        person = row.incoming.person
        return {
            "key": row.incoming.key,
            "name": person.full_name,
            "honorific": person.honorific,
            "position": person.position,
            "unit": person.unit,
            "group": person.group,
            "birth_year": person.birth_year,
            "delegate_id": row.delegate_id,
            "changes": [_change_words(change) for change in row.changes],
            "alike": [self.words(one) for one in row.alike],
            "twin": row.twin.rpartition("!")[2],
            "sits_for": self.words(row.sits_for) if row.sits_for else None,
        }


def _change_words(change: Change) -> dict[str, Any]:
    before, after = _words(change.before), _words(change.after)
    # A state, an answer: a message id. A person's own words are not looked up.
    spoken = type(change.after) is not str or type(change.before) is not str
    return {"column": change.column, "before": before, "after": after, "spoken": spoken}


def _words(value: Any) -> str:
    """Give a value as Vietnamese words; nothing for nothing."""
    if isinstance(value, Sex):
        return SEX_NAMES[value]
    if isinstance(value, AddressForm):
        return FORM_NAMES[value]
    if isinstance(value, bool):
        return _YES if value else _NO
    if isinstance(value, dt.date):
        return value.strftime("%d/%m/%Y")
    return "" if value is None else str(value)


def _write_pages(folder: Path, name: str, rows: Sequence[Mapping[str, Any]]) -> None:
    for page, first in enumerate(range(0, len(rows), PAGE_ROWS), start=1):
        _dump(folder / f"{name}-{page}.json", list(rows[first : first + PAGE_ROWS]))


def _dump(file: Path, value: Iterable[Any]) -> None:
    file.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
