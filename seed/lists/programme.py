"""Reads a programme (STT, Thời gian, Nội dung, Thực hiện) from a file or from what was pasted.

Nothing is written anywhere and nothing is guessed: what is in doubt is a fault with its row, and
says what will be done. The rows of one sheet are read from the top down by `_Rows`; the server
starts a job for it (`server.work.programme_file`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from conference.agenda import Hours, is_no_hour, read_hours
from conference.names import fold
from seed.lists.csv_text import decode, read_csv
from seed.lists.grid import Grid
from seed.lists.header_rows import is_numbering
from seed.lists.legacy_detect import Conversion
from seed.lists.model import Fault, SkippedRow
from seed.lists.programme_checks import checked
from seed.lists.programme_columns import Columns, cell_lines, cell_text, column_of, find_columns
from seed.lists.programme_model import (
    Column,
    ListedItem,
    ListedPart,
    NoProgramme,
    ReadProgramme,
    WordFileBrought,
    programme_fault,
)
from seed.lists.programme_parts import (
    Marked,
    counted_parts,
    is_a_queue,
    listed,
    marked,
    part_label,
    performers_of_parts,
    split_title,
)
from seed.lists.programme_paste import read_pasted
from seed.lists.programme_sittings import NamedSittings
from seed.lists.refused import NotAList, NothingInIt, TooLarge
from seed.lists.sheet_guard import LARGEST_MB, guard
from seed.lists.workbook import read_grids

_LONGEST_SHOWN: Final = 200
_SECTION_WORDS: Final = ("buoi ", "phan ", "ngay ")
_ZIP, _WORD = b"PK\x03\x04", b"word/document.xml"
_OPTIONAL: Final = "neu co"
_OF_WORKBOOKS: Final = (".xlsx", ".xlsm", ".xls", ".ods")


def read_programme(
    path: Path,
    *,
    file_name: str,
    pasted: bool = False,
    sheet: str = "",
    sitting: str = "",
    sittings: Sequence[str] = (),
) -> ReadProgramme:
    """Read a programme file, or a file that holds what was pasted.

    Args:
        path: the file.
        file_name: as the office knows it.
        pasted: whether it is words from the clipboard (HTML, or lines with tabs).
        sheet: the one to read; empty for the first in which a programme is found.
        sitting: the one that the programme is of; rows that name another one are passed over.
        sittings: the names of all sittings.

    Raises:
        ListRefused: one of its kinds; nothing of the file can be used.
    """
    data = _within_limit(path)
    grids, kind = _pasted(data) if pasted else _grids(data)
    tables = _tables(grids)
    if not tables and kind == "csv" and file_name.casefold().endswith(_OF_WORKBOOKS):
        # Words of any kind are lines of a CSV file too: the name says what was meant.
        raise NotAList
    grid, columns = _chosen(tables, sheet)
    rows = _Rows(grid, columns, NamedSittings(sitting, sittings))
    rows.read()
    items, faults = checked(rows.items, rows.faults, grid.name, columns)
    if len(tables) > 1:
        faults.insert(0, programme_fault("several_sheets", grid.name, taken=grid.name))
    return ReadProgramme(
        file_name=file_name,
        sha256=hashlib.sha256(data).hexdigest(),
        format=kind,
        sheet=grid.name,
        sheets=tuple(one.name for one, _ in tables),
        columns={column: columns.header_of(column) for column in columns.places},
        items=tuple(items),
        faults=tuple(faults),
        skipped=tuple(rows.skipped),
    )


def _within_limit(path: Path) -> bytes:
    if path.stat().st_size > LARGEST_MB * 1024 * 1024:
        raise TooLarge(limit_mb=LARGEST_MB)
    return path.read_bytes()


def _pasted(data: bytes) -> tuple[list[Grid], str]:
    text, _ = decode(data, "none")
    return [read_pasted(text)], "pasted"


def _grids(data: bytes) -> tuple[list[Grid], str]:
    if data.startswith(_ZIP) and _WORD in data:
        raise WordFileBrought
    guarded = guard(data)
    if guarded.format == "csv":
        grids = [read_csv(guarded.data, "auto")[0]]
    else:
        grids = read_grids(guarded, lambda _name: True)
    for grid in grids:
        Conversion(grid, "auto").run()
    return grids, guarded.format


def _tables(grids: Sequence[Grid]) -> list[tuple[Grid, Columns]]:
    if not any(grid.rows for grid in grids):
        raise NothingInIt
    return [(grid, columns) for grid in grids if (columns := _columns(grid)) is not None]


def _chosen(tables: Sequence[tuple[Grid, Columns]], sheet: str) -> tuple[Grid, Columns]:
    wanted = [one for one in tables if one[0].name == sheet] or tables
    if not wanted:
        raise NoProgramme
    return wanted[0]


def _columns(grid: Grid) -> Columns | None:
    """Find a sheet's columns; one without a header counts only where it stands alone or first."""
    return find_columns(grid) if grid.rows and not grid.hidden else None


@dataclass
class _Open:
    """An item that is being read: the rows below it may still be parts of it."""

    row: int
    number: str
    title: str
    performer: str
    hours: Hours
    note: str = ""
    queue: bool = False
    steps: list[ListedPart] = field(default_factory=list)
    entries: list[ListedPart] = field(default_factory=list)

    def add(self, part: Marked, performer: str = "", *, minutes: int | None = None) -> None:
        """Add a part: to the queue if it is one of it, or if all of this item is a queue."""
        one = listed(part, performer)
        if minutes is not None:
            one = replace(one, length_min=minutes)
        if part.queued or (self.queue and not part.label.isalpha()):
            self.entries.append(replace(one, label=""))
        else:
            self.steps.append(one)


class _Rows:
    """Reads the rows under the header, from the top down."""

    def __init__(self, grid: Grid, columns: Columns, sittings: NamedSittings) -> None:
        self._grid = grid
        self._columns = columns
        self._sittings = sittings
        self._origins = _origins(grid)
        self._open: _Open | None = None
        self.items: list[ListedItem] = []
        self.faults: list[Fault] = []
        self.skipped: list[SkippedRow] = []

    def read(self) -> None:
        """Read them all."""
        for row in range(self._columns.first_row, len(self._grid.rows)):
            self._read_row(row)
        self._close()

    def _read_row(self, row: int) -> None:
        texts = [cell_text(value) for value in self._grid.rows[row]]
        said = [text for text in texts if text]
        if not said:
            return
        why = self._why_skipped(row, said)
        if why and Column.SITTING in self._columns.places:
            self._sittings.read_heading(said[0])
        why = why or self._of_another_sitting(row)
        if why:
            shown = " | ".join(said)[:_LONGEST_SHOWN]
            self.skipped.append(SkippedRow(self._grid.name, row + 1, shown, why))
            return
        if row in self._grid.hidden_rows:
            self._fault("hidden_row", row)
        lines = self._lines(row, Column.TITLE)
        if not lines:
            self._fault("title_missing", row)
        elif (part := self._as_part(row, lines)) is not None:
            self._take_part(row, part)
        else:
            self._begin(row, lines)

    def _of_another_sitting(self, row: int) -> str:
        """Say whether a row is of another sitting; a name that no sitting has is told once."""
        written = self._text(row, Column.SITTING)
        self._sittings.read(written)
        if self._sittings.of_another:
            return "other_sitting"
        if self._sittings.unknown:
            self._fault("sitting_unknown", row, value=written)
        return ""

    def _why_skipped(self, row: int, said: Sequence[str]) -> str:
        """Say why a row is no item: a repeated header, numbers of columns, a section, a footer."""
        if sum(column_of(text) is not None for text in said) >= len(said) > 1:
            return "header"
        if is_numbering(self._grid, row) and len(said) == len(self._columns.places):
            return "numbering"
        alone = len(set(said)) == 1
        if not alone or self._text(row, Column.HOURS) or self._part_above(row):
            return ""
        text = said[0]
        if not self._text(row, Column.TITLE):
            return "section" if self._open is None or self._spans(row) else "footer"
        if marked(text) is not None and self._open is not None:
            return ""
        begins = fold(text).startswith(_SECTION_WORDS)
        return "section" if text.isupper() or begins or self._spans(row) else ""

    def _spans(self, row: int) -> bool:
        """Whether one cell of the row is spread over several columns: a heading."""
        return any(
            top <= row <= bottom and right > left for top, left, bottom, right in self._grid.merges
        )

    def _part_above(self, row: int) -> bool:
        """Whether the number, or the hours where there are none, is merged with the row above."""
        column = Column.NUMBER if Column.NUMBER in self._columns.places else Column.HOURS
        if column not in self._columns.places or self._open is None:
            return False
        top, _ = self._origins.get((row, self._columns.places[column]), (row, 0))
        return top < row

    def _as_part(self, row: int, lines: Sequence[str]) -> Marked | None:
        """Tell whether a row is a part of the item above it, and which."""
        number = "" if self._part_above(row) else self._text(row, Column.NUMBER)
        label = part_label(number) if number else None
        begins = marked(" ".join(lines))
        if label is not None:
            words = begins.text if begins and begins.label == label else " ".join(lines)
            return Marked(label, words, queued=bool(begins and begins.queued))
        if number:
            return None
        if self._part_above(row):
            return begins or Marked("", " ".join(lines), queued=False)
        hours = read_hours(self._text(row, Column.HOURS))
        return begins if hours is not None and hours.start is None else None

    def _take_part(self, row: int, part: Marked) -> None:
        if self._open is None:
            self._fault("part_without_item", row)
            return
        hours = Hours() if self._part_above(row) else self._hours(row)
        minutes = hours.length_min
        if hours.start is not None and hours.end is not None:
            minutes = _minutes(hours)
        before = len(self._open.steps)
        self._open.add(part, self._own(row, Column.PERFORMER), minutes=minutes)
        if minutes is not None and len(self._open.steps) > before:
            self._fault("hours_of_part", row, title=part.text[:60])

    def _begin(self, row: int, lines: Sequence[str]) -> None:
        self._close()
        split = split_title(lines)
        performers = self._lines(row, Column.PERFORMER)
        each = performers_of_parts(performers, split.parts)
        if each is None and split.parts and len(performers) > 1:
            self._fault("performers_unmatched", row, value=" ".join(performers)[:120])
        self._open = _Open(
            row=row + 1,
            number=self._text(row, Column.NUMBER).rstrip(".)"),
            title=split.title,
            performer="" if each is not None else " ".join(performers),
            hours=self._hours(row),
            note=self._text(row, Column.NOTE),
            queue=is_a_queue(split.title),
        )
        for nth, part in enumerate(split.parts):
            self._open.add(part, each[nth] if each is not None else "")

    def _close(self) -> None:
        """End the item that was being read: no more rows are parts of it."""
        one, self._open = self._open, None
        if one is None:
            return
        entries, row = one.entries, one.row - 1
        counted = counted_parts(f"{one.title} {one.note}")
        if counted and not entries and not one.steps:
            entries = counted
            self._fault("parts_made", row, count=len(counted))
        elif counted and len(counted) != len(entries or one.steps):
            self._fault("parts_differ", row, count=len(counted), listed=len(entries or one.steps))
        optional = _OPTIONAL in fold(one.title)
        if optional:
            self._fault("optional_found", row)
        self.items.append(
            ListedItem(
                row=one.row,
                number=one.number,
                title=one.title,
                performer=one.performer,
                start=one.hours.start,
                end=one.hours.end,
                length_min=one.hours.length_min,
                optional=optional,
                note=one.note,
                steps=tuple(one.steps),
                entries=tuple(entries),
            )
        )

    def _hours(self, row: int) -> Hours:
        """Give the hours of a row; what cannot be read, or belongs to the row above, is none."""
        if Column.HOURS in self._columns.places:
            written = self._text(row, Column.HOURS)
            top, _ = self._origins.get((row, self._columns.places[Column.HOURS]), (row, 0))
            if self._columns.first_row <= top < row:
                self._fault("hours_shared", row, value=written)
                return Hours()
        else:
            ends = (self._text(row, one) for one in (Column.START, Column.END))
            written = " - ".join(text for text in ends if text)
        hours = read_hours(written)
        if hours is None:
            code = "hours_impossible" if is_no_hour(written) else "hours_unreadable"
            self._fault(code, row, value=written)
            hours = Hours()
        return (
            hours if hours.length_min is not None else replace(hours, length_min=self._minutes(row))
        )

    def _minutes(self, row: int) -> int | None:
        written = self._text(row, Column.LENGTH)
        if written.isdecimal():
            return int(written)
        hours = read_hours(written)
        return hours.length_min if hours else None

    def _own(self, row: int, column: Column) -> str:
        """Give a cell's words unless they are those of the row above, merged with it."""
        if column not in self._columns.places:
            return ""
        top, _ = self._origins.get((row, self._columns.places[column]), (row, 0))
        return "" if top < row else self._text(row, column)

    def _text(self, row: int, column: Column) -> str:
        return " ".join(self._lines(row, column))

    def _lines(self, row: int, column: Column) -> list[str]:
        """Give the lines of a cell; of merged ones each has the words of the first."""
        place = self._columns.places.get(column)
        if place is None:
            return []
        top, left = self._origins.get((row, place), (row, place))
        # A cell that is spread over several columns is a word of the first of them.
        return cell_lines(self._grid.at(top, left)) if left == place else []

    def _fault(self, code: str, row: int, **details: str | int) -> None:
        self.faults.append(programme_fault(code, self._grid.name, row + 1, **details))


def _minutes(hours: Hours) -> int | None:
    if hours.start is None or hours.end is None:
        return None
    begun, ended = (one.hour * 60 + one.minute for one in (hours.start, hours.end))
    return ended - begun if ended > begun else None


def _origins(grid: Grid) -> dict[tuple[int, int], tuple[int, int]]:
    """Give for each merged cell the one that holds its words."""
    wide = max((len(cells) for cells in grid.rows), default=0)
    return {
        (row, column): (top, left)
        for top, left, bottom, right in grid.merges
        for row in range(top, min(bottom, len(grid.rows) - 1) + 1)
        for column in range(left, min(right, wide - 1) + 1)
    }
