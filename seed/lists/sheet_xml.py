"""Watches over the XML of a workbook as it streams by: no declarations, no cell out of bounds.

This reads no list; it only counts what a library would have to hold. A single cell XFD1048576
makes python-calamine ask for 550 GB and abort the whole process (reliability.md).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final
from xml.parsers import expat

from seed.lists.refused import Bomb, Damaged

MOST_ROWS: Final = 20_000
MOST_COLUMNS: Final = 60
MOST_CELLS: Final = MOST_ROWS * MOST_COLUMNS
LONGEST_TEXT: Final = 32_767
"""Excel's own limit for one cell."""
MOST_CHARACTERS: Final = 400_000_000
"""Cells times the longest shared text: calamine copies a shared text into each cell."""

_REFERENCE = re.compile(r"\$?([A-Za-z]{1,7})\$?([0-9]{1,9})")
_HOLDS_SOMETHING = frozenset({"v", "is", "f"})


def column_number(letters: str) -> int:
    """Give 1 for A, 27 for AA."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def column_letter(number: int) -> str:
    """Give A for 1, AA for 27."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def check_bounds(row: int, column: int) -> None:
    """Refuse a place (1-based) that no list reaches.

    Raises:
        Bomb: beyond 20,000 rows or 60 columns.
    """
    if row > MOST_ROWS or column > MOST_COLUMNS:
        raise Bomb(what=f"{column_letter(column)}{row}")


class XmlWatch:
    """Any XML part: refuses a document type and with it every entity.

    Raises:
        Bomb: a document type is declared.
        Damaged: the XML is not well formed.
    """

    def __init__(self) -> None:
        self._parser = expat.ParserCreate()
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._prepare(self._parser)

    def _prepare(self, parser: expat.XMLParserType) -> None:
        """Set the handlers of this kind of part."""

    @staticmethod
    def _doctype(*_: object) -> None:
        raise Bomb(what="DOCTYPE")

    def watch(self, pieces: Iterable[bytes]) -> None:
        """Read the part to its end."""
        try:
            for piece in pieces:
                self._parser.Parse(piece, False)
            self._parser.Parse(b"", True)
        except (expat.ExpatError, LookupError, ValueError) as exc:
            raise Damaged from exc


class WorkbookWatch(XmlWatch):
    """Any part of an xlsx: places of cells, area of merges, claimed dimension, shared texts.

    Every part is watched for all of it: which part is a worksheet, only the file itself says.
    """

    def __init__(self) -> None:
        super().__init__()
        self.cells = self.longest = 0
        self._row = self._column = self._merged = self._length = 0
        self._outside = False

    def _prepare(self, parser: expat.XMLParserType) -> None:
        parser.buffer_text = True
        parser.StartElementHandler = self._start

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        if name == "c":
            self._cell(attributes.get("r", ""))
        elif name in _HOLDS_SOMETHING:
            # An empty cell with a border far out is usual in files from old Excel; none keeps it.
            if self._outside:
                check_bounds(self._row, self._column)
        elif name == "row":
            self._row = int(attributes.get("r") or self._row + 1)
            self._column = 0
        elif name in {"si", "dimension", "mergeCell"}:
            self._start_rare(name, attributes.get("ref", ""))

    def _start_rare(self, name: str, reference: str) -> None:
        if name == "si":
            self._length = 0
            self._parser.CharacterDataHandler = self._characters
        elif name == "dimension":
            self._claim(reference, MOST_CELLS)
        else:
            self._merged += self._claim(reference, MOST_CELLS - self._merged)

    def _cell(self, reference: str) -> None:
        self.cells += 1
        match = _REFERENCE.fullmatch(reference)
        if match is not None:
            self._column, self._row = column_number(match[1]), int(match[2])
        else:
            self._column += 1
        self._outside = self._row > MOST_ROWS or self._column > MOST_COLUMNS

    @staticmethod
    def _claim(reference: str, most_cells: int) -> int:
        """Give the area of "A1:C7"; a claim is refused by its area, not by one far edge."""
        corners = [_REFERENCE.fullmatch(corner) for corner in reference.split(":")]
        places = [(column_number(one[1]), int(one[2])) for one in corners if one is not None]
        if not places:
            return 0
        wide = places[-1][0] - places[0][0] + 1
        high = places[-1][1] - places[0][1] + 1
        if wide * high > most_cells:
            raise Bomb(what=reference)
        return wide * high

    def _characters(self, text: str) -> None:
        self._length += len(text)
        if self._length > LONGEST_TEXT:
            raise Bomb(what=f"> {LONGEST_TEXT} ký tự / ô")
        self.longest = max(self.longest, self._length)
