"""Any table as xlsx or csv, harmless to whoever opens it.

A cell that begins like a formula is made text with an apostrophe, in the xlsx too: there it would
be text anyway, but people save it as csv and open that. Source: OWASP, CSV Injection.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence
from pathlib import Path

import xlsxwriter  # type: ignore[import-untyped]
from defusedcsv import csv  # type: ignore[import-untyped]
from xlsxwriter.format import Format  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from printers.artwork.text import tidy
from printers.documents.parts import write_whole
from printers.documents.tables import Cell, Column, Kind, Table, heading_spans
from printers.documents.wording import NATIONAL_MOTTO, NATIONAL_NAME

# The wide ones are what a Vietnamese or Chinese input method makes of the same keys.
_FORMULA_STARTS = ("=", "+", "-", "@", "|", "%", "＝", "＋", "－", "＠")
# A phone, an amount or a lone dash computes nothing.
_HARMLESS = re.compile(r"[+-]?[\d\s.,()]*")
LONGEST_CELL = 32_767
_MM_PER_CHARACTER = 2.0
_A4 = 9
_FONT = "Times New Roman"
_TEXT_ONLY = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def harmless(text: str) -> str:
    """Clean a cell's text, and take from it the power to be a formula.

    Control characters go (a leading tab or line break counts as a formula's start too); "+84 …" and
    "-12,5" stay as they are.
    """
    clean = "\n".join(filter(None, map(tidy, text.splitlines())))
    if clean.startswith(_FORMULA_STARTS) and not _HARMLESS.fullmatch(clean):
        clean = f"'{clean}"
    if len(clean) > LONGEST_CELL:
        clean = f"{clean[: LONGEST_CELL - 1]}…"
    return clean


def table_csv(target: Path, table: Table) -> None:
    """Write headings and rows as Excel reads them: UTF-8 with its mark, CRLF, commas.

    Only what computes is left bare; a phone with "+" gets an apostrophe here, for Excel would make
    a number of it.
    """
    write_whole(target, lambda path: _write_csv(path, table))


def _write_csv(path: Path, table: Table) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        titles = (
            f"{column.above} - {column.title}" if column.above else column.title
            for column in table.columns
        )
        writer.writerow([harmless(title) for title in titles])
        for row in table.rows:
            cells: list[Cell] = [row] if isinstance(row, str) else list(row)
            cells += [None] * (len(table.columns) - len(cells))
            writer.writerow([harmless(c) if isinstance(c, str) else c for c in cells])


def table_xlsx(target: Path, table: Table) -> None:
    """Write a table as a workbook: A4 across, as wide as the page, its heading on every page.

    What stands in `further` follows on sheets of their own.
    """
    write_whole(target, lambda path: _write_xlsx(path, table))


def _write_xlsx(path: Path, table: Table) -> None:
    with xlsxwriter.Workbook(str(path), _TEXT_ONLY) as workbook:
        workbook.set_properties({"title": harmless(table.heading)})
        formats = {name: workbook.add_format(look) for name, look in _LOOKS.items()}
        for one in (table, *table.further):
            _Sheet(workbook.add_worksheet(one.sheet_name), one, formats).write()


_LINE_PT = 16
"""Height of a line at 12 points, marks above and below capitals included."""

_HIGHEST_PT = 409
"""No workbook has a higher row."""

_PLAIN = {"font_name": _FONT, "font_size": 12, "valign": "vcenter", "text_wrap": True}
_CELL = {**_PLAIN, "border": 1}
_LOOKS: dict[str, dict[str, object]] = {
    "plain": {**_PLAIN, "align": "center", "text_wrap": False},
    "bold": {**_PLAIN, "align": "center", "bold": True, "text_wrap": False},
    "italic": {**_PLAIN, "align": "center", "italic": True, "text_wrap": False},
    "title": {**_PLAIN, "align": "center", "bold": True, "font_size": 14},
    "note": {**_PLAIN, "text_wrap": False, "italic": True},
    "heading": {**_CELL, "align": "center", "bold": True, "bg_color": "#F1EDE3"},
    "section": {**_CELL, "bold": True},
    Kind.TEXT: _CELL,
    Kind.CENTRED: {**_CELL, "align": "center"},
    Kind.NUMBER: {**_CELL, "align": "right", "num_format": "#,##0"},
    # Its own look: Excel would write a whole number of the other one as "30.".
    "fraction": {**_CELL, "align": "right", "num_format": "#,##0.0#"},
}


class _Sheet:
    """A worksheet, filled from above."""

    def __init__(self, sheet: Worksheet, table: Table, formats: dict[str, Format]) -> None:
        self._sheet, self._table, self._formats = sheet, table, formats
        self._last = len(table.columns) - 1
        self._row = 0

    def write(self) -> None:
        self._set_up_page()
        self._write_head()
        self._write_headings()
        for row in self._table.rows:
            if isinstance(row, str):
                self._span(0, self._last, row, "section")
            else:
                self._write_cells(row)
            self._row += 1
        if self._table.note:
            self._row += 1
            self._text(0, self._table.note, "note")

    def _set_up_page(self) -> None:
        sheet = self._sheet
        sheet.set_paper(_A4)
        if self._table.landscape:
            sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.6, right=0.6, top=0.8, bottom=0.8)
        sheet.set_header("&C&P")
        for nth, column in enumerate(self._table.columns):
            sheet.set_column(nth, nth, column.width_mm / _MM_PER_CHARACTER)

    def _write_head(self) -> None:
        """Write who issues it at the left, the national name at the right, then the title."""
        issuer, half = self._table.issuer, max(0, self._last // 2)
        for left, right, look in (
            (issuer.superior, NATIONAL_NAME, "plain"),
            (issuer.body, NATIONAL_MOTTO, "bold"),
            (issuer.number, issuer.place_and_date, "italic"),
        ):
            if half < self._last and (issuer.body or issuer.superior):
                self._span(0, half, left, look)
                self._span(half + 1, self._last, right, "bold" if look == "plain" else look)
                self._row += 1
        self._row += 1
        for text, look in ((self._table.heading, "title"), (self._table.subtitle, "italic")):
            if text:
                self._span(0, self._last, text, look)
                self._row += 1
        self._row += 1

    def _write_headings(self) -> None:
        first = self._row
        if self._table.has_two_heading_rows:
            for span in heading_spans(self._table.columns):
                end = span.first + span.columns - 1
                if span.is_common:
                    self._span(span.first, end, span.title, "heading")
                else:
                    self._merge((first, span.first, first + 1, end), span.title, "heading")
            self._row += 1
        below = [
            column.title if column.above or first == self._row else ""
            for column in self._table.columns
        ]
        self._make_room(below)
        for nth, title in enumerate(below):
            if title:
                self._text(nth, title, "heading")
        self._row += 1
        self._sheet.freeze_panes(self._row, 0)
        self._sheet.repeat_rows(first, self._row - 1)
        if not any(isinstance(row, str) for row in self._table.rows):
            end = self._row - 1 + len(self._table.rows)
            self._sheet.autofilter(self._row - 1, 0, end, self._last)

    def _write_cells(self, row: Sequence[Cell]) -> None:
        self._make_room(row)
        for nth, (column, value) in enumerate(zip(self._table.columns, row, strict=True)):
            if isinstance(value, str):
                self._text(nth, value, column.kind)
            elif value is None:
                self._sheet.write_blank(self._row, nth, None, self._formats[column.kind])
            else:
                look = column.kind if value == int(value) else "fraction"
                self._sheet.write_number(self._row, nth, value, self._formats[look])

    def _make_room(self, cells: Sequence[Cell]) -> None:
        """Give the row the height of its longest text: LibreOffice makes none higher by itself."""
        pairs = zip(self._table.columns, cells, strict=True)
        lines = max(_lines(cell, column) for column, cell in pairs)
        if lines > 1:
            self._sheet.set_row(self._row, min(lines * _LINE_PT, _HIGHEST_PT))

    def _text(self, column: int, text: str, look: str) -> None:
        self._sheet.write_string(self._row, column, harmless(text), self._formats[look])

    def _span(self, first: int, last: int, text: str, look: str) -> None:
        self._merge((self._row, first, self._row, last), text, look)

    def _merge(self, area: tuple[int, int, int, int], text: str, look: str) -> None:
        top, left, bottom, right = area
        if (top, left) != (bottom, right):
            self._sheet.merge_range(*area, "", self._formats[look])
        # Written apart: merging itself would look for numbers and formulas in the text.
        self._sheet.write_string(top, left, harmless(text), self._formats[look])


def _lines(cell: Cell, column: Column) -> int:
    """Give how many lines a cell takes, rather one too many: Word and Excel measure otherwise."""
    if not isinstance(cell, str):
        return 1
    characters = max(1, int(column.width_mm / _MM_PER_CHARACTER))
    return sum(len(textwrap.wrap(line, characters)) or 1 for line in cell.split("\n"))
