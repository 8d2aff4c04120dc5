"""Opens a guarded workbook: python-calamine for the values, openpyxl for what it does not give.

openpyxl is slower by far; it is asked only when fonts of old encodings or hidden rows are there.
"""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Callable
from types import TracebackType
from typing import Final
from xml.etree.ElementTree import ParseError

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from seed.lists.grid import Grid
from seed.lists.legacy_text import encoding_of_font
from seed.lists.ods_xml import OdsSheet
from seed.lists.refused import Damaged, Encrypted
from seed.lists.sheet_guard import Guarded
from seed.lists.sheet_xml import MOST_COLUMNS, MOST_ROWS, check_bounds

_OPENPYXL_STUMBLES: Final = (
    *(KeyError, ValueError, TypeError, AttributeError, IndexError, OSError),
    *(zipfile.BadZipFile, ParseError),
)


class _PanicIsDamage:
    """A panic of calamine's Rust arrives as a class that nobody exports and Exception lacks."""

    def __enter__(self) -> None:
        return None

    def __exit__(
        self, kind: type[BaseException] | None, _: BaseException | None, __: TracebackType | None
    ) -> None:
        if kind is not None and kind.__name__ == "PanicException":
            raise Damaged


def read_grids(guarded: Guarded, wanted: Callable[[str], bool]) -> list[Grid]:
    """Read the wanted sheets of a workbook that passed the guard.

    Raises:
        Damaged: the libraries cannot make sense of it.
        Encrypted: an old xls with a password.
        Bomb: an xls with cells out of bounds.
    """
    try:
        with _PanicIsDamage():
            grids = _read_values(guarded, wanted)
    except PasswordError as exc:
        raise Encrypted from exc
    except (CalamineError, OSError, ValueError) as exc:
        raise Damaged from exc
    for number, sheet in enumerate(guarded.ods_sheets):
        _take_ods_appearance(grids.get(number), sheet)
    if guarded.has_legacy_fonts or guarded.has_hidden:
        _take_appearance(guarded.data, list(grids.values()))
    return list(grids.values())


def _read_values(guarded: Guarded, wanted: Callable[[str], bool]) -> dict[int, Grid]:
    grids: dict[int, Grid] = {}
    with CalamineWorkbook.from_filelike(io.BytesIO(guarded.data)) as book:
        for number, told in enumerate(book.sheets_metadata):
            if told.typ == SheetTypeEnum.WorkSheet and wanted(told.name):
                grid = _grid(book.get_sheet_by_index(number))
                grid.hidden = told.visible != SheetVisibleEnum.Visible
                grids[number] = grid
    return grids


def _grid(sheet: CalamineSheet) -> Grid:
    if sheet.end is None:
        return Grid(sheet.name, [])
    check_bounds(sheet.end[0] + 1, sheet.end[1] + 1)
    merges = [
        (first[0], first[1], last[0], last[1])
        for first, last in sheet.merged_cell_ranges or []
        if last[0] < MOST_ROWS and last[1] < MOST_COLUMNS
    ]
    return Grid(sheet.name, list(sheet.to_python(skip_empty_area=False)), merges=merges)


def _take_ods_appearance(grid: Grid | None, sheet: OdsSheet) -> None:
    if grid is None:
        return
    grid.merges = [(a - 1, b - 1, c - 1, d - 1) for a, b, c, d in sheet.merges]
    grid.hidden_rows = {row - 1 for row in sheet.hidden_rows}


def _take_appearance(data: bytes, grids: list[Grid]) -> None:
    """Add fonts and hidden rows; a workbook that only openpyxl cannot read keeps its values."""
    try:
        with warnings.catch_warnings():
            # It warns of every extension that it will not keep; nothing is kept here.
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(data))
        for grid in grids:
            if isinstance(sheet := book[grid.name], Worksheet):
                _take_fonts(grid, sheet)
                _take_hidden(grid, sheet)
    except _OPENPYXL_STUMBLES:
        for grid in grids:
            grid.appearance_unread = True


def _take_fonts(grid: Grid, sheet: Worksheet) -> None:
    legacy: dict[int, str] = {}
    for row, cells in enumerate(grid.rows):
        for column, value in enumerate(cells):
            if not isinstance(value, str) or not value:
                continue
            cell = sheet.cell(row + 1, column + 1)
            style = cell.style_id
            if style not in legacy:
                font = cell.font.name or ""
                legacy[style] = font if encoding_of_font(font) else ""
            if legacy[style]:
                grid.fonts[row, column] = legacy[style]


def _take_hidden(grid: Grid, sheet: Worksheet) -> None:
    grid.hidden_rows = {
        number - 1
        for number, row in sheet.row_dimensions.items()
        if row.hidden and number <= MOST_ROWS
    }
    for column in sheet.column_dimensions.values():
        if column.hidden and column.min and column.max:
            last = min(column.max, MOST_COLUMNS)
            grid.hidden_columns.update(range(column.min - 1, last))
