"""Watches over the content of an ods file: repeats unfold, so they are counted before they do.

On its way it notes merged cells and hidden rows, which python-calamine does not give for ods.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final
from xml.parsers import expat

from seed.lists.refused import Bomb
from seed.lists.sheet_xml import (
    LONGEST_TEXT,
    MOST_CELLS,
    MOST_CHARACTERS,
    MOST_ROWS,
    XmlWatch,
    check_bounds,
)

_CELLS: Final = frozenset({"table-cell", "covered-table-cell"})
_MOST_SPACES: Final = 1000

Merge = tuple[int, int, int, int]


@dataclass(slots=True)
class OdsSheet:
    """Merged ranges (first row, first column, last row, last column) and hidden rows, from 1."""

    name: str
    merges: list[Merge] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)


class OdsWatch(XmlWatch):
    """The content.xml of an ods file.

    Raises:
        Bomb: a cell that holds something lies beyond the bounds once repeats are unfolded.
    """

    def __init__(self) -> None:
        super().__init__()
        self._sheets: list[OdsSheet] = []
        self._row = self._rows = self._column = self._columns = 0
        self._merged = self._held = self._length = self._unfolded = 0
        self._in_cell = False

    @property
    def sheets(self) -> tuple[OdsSheet, ...]:
        """The tables, in the order of the file."""
        return tuple(self._sheets)

    def _prepare(self, parser: expat.XMLParserType) -> None:
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        told = {key.rpartition(":")[2]: value for key, value in attributes.items()}
        if local in _CELLS and self._sheets:
            self._start_cell(told)
        elif local == "table-row" and self._sheets:
            self._start_row(told)
        elif local == "table":
            self._sheets.append(OdsSheet(told.get("name", "")))
            self._row = self._rows = 0
        elif local == "s" and int(told.get("c", 1)) > _MOST_SPACES:
            raise Bomb(what="text:s")
        elif local == "p" and self._in_cell:
            self._hold()

    def _end(self, name: str) -> None:
        if name.rpartition(":")[2] in _CELLS:
            self._in_cell = False

    def _characters(self, text: str) -> None:
        self._length += len(text)
        if self._in_cell and self._length > LONGEST_TEXT:
            raise Bomb(what=f"> {LONGEST_TEXT} ký tự / ô")
        self._unfolded += len(text) * self._rows * self._columns
        if self._unfolded > MOST_CHARACTERS:
            raise Bomb(what=f"> {MOST_CHARACTERS} ký tự")

    def _start_row(self, told: dict[str, str]) -> None:
        self._row += self._rows
        self._rows = _count(told.get("number-rows-repeated"))
        self._column = self._columns = 0
        if told.get("visibility") in {"collapse", "filter"} and self._row < MOST_ROWS:
            last = min(self._row + self._rows, MOST_ROWS)
            self._sheets[-1].hidden_rows.update(range(self._row + 1, last + 1))

    def _start_cell(self, told: dict[str, str]) -> None:
        self._column += self._columns
        self._columns = _count(told.get("number-columns-repeated"))
        self._in_cell, self._length = True, 0
        if "value-type" in told:
            self._hold()
        high, wide = (
            _count(told.get("number-rows-spanned")),
            _count(told.get("number-columns-spanned")),
        )
        if high * wide > 1:
            self._merge(high, wide)

    def _hold(self) -> None:
        check_bounds(self._row + self._rows, self._column + self._columns)
        self._held += self._rows * self._columns
        if self._held > 2 * MOST_CELLS:
            raise Bomb(what=f"> {MOST_CELLS} ô")

    def _merge(self, high: int, wide: int) -> None:
        self._merged += high * wide
        if self._merged > MOST_CELLS:
            raise Bomb(what="number-rows-spanned")
        row, column = self._row + 1, self._column + 1
        self._sheets[-1].merges.append((row, column, row + high - 1, column + wide - 1))


def _count(told: str | None) -> int:
    return max(int(told), 1) if told else 1
