"""Reads a list file from its bytes to its people: the one way in.

Imports the libraries that open workbooks; the server starts a job for it (`server.work.list_file`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from conference.names import fold
from seed.lists.csv_text import SHEET_NAME, read_csv
from seed.lists.faults import Spot, fault
from seed.lists.grid import Grid
from seed.lists.header_rows import HeaderRows, find_header
from seed.lists.headers import map_columns, settle_columns
from seed.lists.legacy_detect import Conversion
from seed.lists.model import (
    Fault,
    Field,
    How,
    LegacyText,
    ListPerson,
    Progress,
    ReadList,
    SheetMapping,
    SkippedRow,
    Wishes,
)
from seed.lists.people import PeopleReader
from seed.lists.refused import NoHeader, NothingInIt, TooLarge
from seed.lists.row_kinds import RowReader
from seed.lists.sheet_guard import LARGEST_MB, Guarded, guard
from seed.lists.workbook import read_grids

_TOLD_EVERY: Final = 500
_LONGEST_SHOWN: Final = 200


def silent(_done: int, _total: int) -> None:
    """Tell nobody how far the reading is."""


def read_list(
    path: Path, *, file_name: str, wishes: Wishes | None = None, progress: Progress = silent
) -> ReadList:
    """Read a list file; the content decides what it is, the name is only kept.

    Args:
        path: the file.
        file_name: as the office knows it.
        wishes: mappings remembered or chosen, sheets, what is kept, how text is converted.
        progress: is told rows done and rows in all.

    Raises:
        ListRefused: one of its kinds; nothing of the file can be used.
    """
    if path.stat().st_size > LARGEST_MB * 1024 * 1024:
        raise TooLarge(limit_mb=LARGEST_MB)
    return read_bytes(path.read_bytes(), file_name=file_name, wishes=wishes, progress=progress)


def read_bytes(
    data: bytes, *, file_name: str, wishes: Wishes | None = None, progress: Progress = silent
) -> ReadList:
    """Read a list file that is in memory; as `read_list`."""
    wishes = wishes or Wishes()
    guarded = guard(data)
    grids, note = _grids(guarded, wishes)
    found = _Found(sum(len(grid.rows) for grid in grids), progress)
    for grid in grids:
        found.legacy += Conversion(grid, wishes.convert).run()
        _read_sheet(grid, wishes, found)
    _check_found(found, grids)
    found.faults += _twice(found.people)
    return ReadList(
        file_name=file_name,
        sha256=hashlib.sha256(data).hexdigest(),
        format=guarded.format,
        encoding_note=note,
        sheets=tuple(found.sheets),
        people=tuple(found.people),
        faults=tuple(found.faults),
        skipped=tuple(found.skipped),
        legacy=tuple(found.legacy),
    )


def _grids(guarded: Guarded, wishes: Wishes) -> tuple[list[Grid], str]:
    def wanted(name: str) -> bool:
        return wishes.sheets is None or name in wishes.sheets

    if guarded.format == "csv":
        grid, note = read_csv(guarded.data, wishes.convert)
        return ([grid] if wanted(SHEET_NAME) else []), note
    return read_grids(guarded, wanted), ""


@dataclass
class _Found:
    """What the sheets gave so far."""

    rows_in_all: int
    progress: Progress
    rows_done: int = 0
    sheets: list[SheetMapping] = field(default_factory=list)
    people: list[ListPerson] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    skipped: list[SkippedRow] = field(default_factory=list)
    legacy: list[LegacyText] = field(default_factory=list)

    def pass_rows(self, count: int) -> None:
        """Count rows as done, and say so now and then."""
        before = self.rows_done // _TOLD_EVERY
        self.rows_done += count
        if self.rows_done // _TOLD_EVERY > before or self.rows_done == self.rows_in_all:
            self.progress(self.rows_done, self.rows_in_all)


def _read_sheet(grid: Grid, wishes: Wishes, found: _Found) -> None:
    header = find_header(grid)
    if header is None:
        if grid.rows:
            found.faults.append(fault("sheet_without_header", Spot(grid.name)))
        found.pass_rows(len(grid.rows))
        return
    mapping = map_columns(grid, header, wishes)
    found.sheets.append(mapping)
    if grid.hidden:
        found.faults.append(fault("hidden_sheet", Spot(grid.name)))
    if grid.appearance_unread:
        found.faults.append(fault("appearance_unread", Spot(grid.name)))
    columns, faults = settle_columns(mapping, grid, wishes)
    found.faults += faults
    found.pass_rows(header.last + 1)
    reader = PeopleReader(grid, columns, header.last + 1)
    if any(one.code == "no_name_column" for one in faults):
        found.pass_rows(len(grid.rows) - header.last - 1)
        return
    _read_rows(grid, header, reader, found)
    found.faults += reader.faults


def _read_rows(grid: Grid, header: HeaderRows, reader: PeopleReader, found: _Found) -> None:
    kinds = RowReader(grid, reader.places, header)
    group = ""
    for row in range(header.last + 1, len(grid.rows)):
        seen = kinds.kind(row)
        if seen.kind == "section":
            group = seen.text
        if seen.kind == "person":
            person = reader.read(row, group)
            found.people += [person] if person else []
        elif seen.kind != "blank":
            text = seen.text[:_LONGEST_SHOWN]
            found.skipped.append(SkippedRow(grid.name, row + 1, text, seen.kind))
        found.pass_rows(1)


def _check_found(found: _Found, grids: Iterable[Grid]) -> None:
    """Refuse a file in which there is nothing to show, not even a mapping to correct."""
    if not any(grid.rows for grid in grids):
        raise NothingInIt
    if not found.sheets:
        raise NoHeader
    known = any(column.how is not How.UNKNOWN for sheet in found.sheets for column in sheet.columns)
    if known and not found.people and not found.faults and not found.skipped:
        raise NothingInIt


def _twice(people: list[ListPerson]) -> list[Fault]:
    """Say which rows tell the same as an earlier one."""
    faults: list[Fault] = []
    rows: dict[tuple[object, ...], ListPerson] = {}
    numbers: dict[str, ListPerson] = {}
    for one in people:
        told = (one.unit, one.position, one.group, one.birth_date, one.birth_year, one.phone)
        key = (fold(one.full_name), *told, one.citizen_number, one.email)
        first = rows.setdefault(key, one)
        spot = Spot(one.sheet, one.row)
        if first is not one:
            faults.append(fault("row_twice", spot, other=first.row, other_sheet=first.sheet))
        elif one.citizen_number:
            same = numbers.setdefault(one.citizen_number, one)
            if same is not one:
                spot = Spot(one.sheet, one.row, field=Field.CITIZEN_NUMBER)
                faults.append(
                    fault("citizen_number_twice", spot, other=same.row, other_sheet=same.sheet)
                )
    return faults
