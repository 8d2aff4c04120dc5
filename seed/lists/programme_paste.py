"""A table that was pasted from Word or Excel: its HTML, or lines with tabs between the cells.

Excel puts a cell of several lines into quotes; Word just breaks the line, so that a row of Word
goes on until it has as many cells as the table.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from html.parser import HTMLParser
from typing import Final

from seed.lists.grid import Grid, Merge, Value
from seed.lists.refused import Damaged, NothingInIt
from seed.lists.sheet_xml import check_bounds

SHEET_NAME: Final = "Đoạn đã dán"
_TABLE: Final = re.compile(r"<table[\s>]", re.IGNORECASE)
_MOST_SPANNED: Final = 60
_BREAKS: Final = frozenset({"p", "br", "div", "li"})


def read_pasted(text: str) -> Grid:
    """Give pasted words as a grid.

    Raises:
        NothingInIt: there are none.
        Damaged: quotes that never end.
        Bomb: more rows or columns than any programme has.
    """
    if _TABLE.search(text):
        return _read_html(text)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if not any(line.strip() for line in lines):
        raise NothingInIt
    rows = _quoted(text) if _is_quoted(text) else _joined(lines)
    wide = max(map(len, rows))
    check_bounds(len(rows), wide)
    return Grid(SHEET_NAME, [list(row) for row in rows])


def _is_quoted(text: str) -> bool:
    return re.search(r'(^|\t)"[^"\t]*\n', text.replace("\r", "")) is not None


def _quoted(text: str) -> list[list[str]]:
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter="\t", strict=True))
    except csv.Error as exc:
        raise Damaged from exc


def _joined(lines: list[str]) -> list[list[str]]:
    """Put together the rows of a table of which cells have several lines."""
    tabs = Counter(line.count("\t") for line in lines if "\t" in line)
    whole = max(tabs, default=0)
    rows: list[str] = []
    for line in lines:
        if rows and _goes_on(rows[-1], line, whole):
            rows[-1] += "\n" + line
        elif line.strip():
            rows.append(line)
    return [row.split("\t") for row in rows]


def _goes_on(row: str, line: str, whole: int) -> bool:
    """Whether a line belongs to the row above: it lacks cells, or the line has none of its own."""
    have, more = row.count("\t"), line.count("\t")
    if have == 0 or not line.strip():
        # A title above the table is a row of its own.
        return False
    return more == 0 if have >= whole else have + more <= whole


def _read_html(text: str) -> Grid:
    reader = _TableReader()
    reader.feed(text)
    reader.close()
    if not reader.rows:
        raise NothingInIt
    return Grid(SHEET_NAME, reader.rows, merges=reader.merges)


class _TableReader(HTMLParser):
    """Reads the first table of a page: cells with their lines, and which are merged."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[list[Value]] = []
        self.merges: list[Merge] = []
        self._depth = 0
        self._ended = False
        self._cell: list[str] | None = None
        self._span = (1, 1)
        self._taken: set[tuple[int, int]] = set()

    def close(self) -> None:
        """Take what was still open when the words ended."""
        super().close()
        self._end_cell()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a row or a cell; a paragraph in a cell begins a line."""
        if tag == "table":
            self._depth += 1
        if self._depth != 1 or self._ended:
            return
        if tag == "tr":
            self._end_cell()
            self.rows.append([])
            check_bounds(len(self.rows), 1)
        elif tag in {"td", "th"} and self.rows:
            self._end_cell()
            given = dict(attrs)
            self._span = (_span(given.get("rowspan")), _span(given.get("colspan")))
            self._cell = []
        elif tag in _BREAKS and self._cell is not None:
            self._cell.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """End a cell or the table."""
        if tag in {"td", "th", "tr"} and self._depth == 1:
            self._end_cell()
        if tag == "table":
            self._end_cell()
            self._depth = max(self._depth - 1, 0)
            self._ended = self._ended or (self._depth == 0 and bool(self.rows))

    def handle_data(self, data: str) -> None:
        """Take words; line ends of the source are blanks, those of a page are its tags."""
        if self._cell is not None:
            self._cell.append(" ".join(data.split("\n")))

    def _end_cell(self) -> None:
        if self._cell is None:
            return
        row, cells = len(self.rows) - 1, self.rows[-1]
        while (row, len(cells)) in self._taken:
            cells.append("")
        first = len(cells)
        high, wide = self._span
        check_bounds(row + 1, first + wide)
        cells.append("".join(self._cell).strip())
        cells += [""] * (wide - 1)
        spanned = {(r, c) for r in range(row, row + high) for c in range(first, first + wide)}
        self._taken |= spanned
        if len(spanned) > 1:
            self.merges.append((row, first, row + high - 1, first + wide - 1))
        self._cell = None


def _span(given: str | None) -> int:
    number = int(given) if given and given.isascii() and given.isdecimal() else 1
    return min(max(number, 1), _MOST_SPANNED)
