"""Where the header of a list stands: under the title rows, one row high or more."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from conference.names import tidy
from seed.lists.aliases import field_of, names_a_column
from seed.lists.grid import Grid, Merge, Value
from seed.lists.model import NAME_FIELDS, Field

_SEARCHED_ROWS: Final = 60
_HIGHEST: Final = 4
_NUMBERING: Final = re.compile(r"[(\[]?(\d{1,2}|[A-ZĐ])(\.0)?[)\]]?(\s*=.*)?")
_LONGEST_GUESSED: Final = 60


@dataclass(frozen=True, slots=True)
class HeaderRows:
    """The header's rows, from 0, both ends included; `texts` per column, "Năm sinh / Nam"."""

    first: int
    last: int
    texts: tuple[str, ...]
    merges: tuple[Merge, ...] = ()

    def spans_two(self, column: int) -> bool:
        """Tell whether one header cell covers this column and the next, and no more."""
        return any(
            left == column and right == column + 1 and top <= self.last and bottom >= self.first
            for top, left, bottom, right in self.merges
        )


def find_header(grid: Grid) -> HeaderRows | None:
    """Find the row that names the most columns, a name among them; else make a guess."""
    searched = range(min(len(grid.rows), _SEARCHED_ROWS))
    scores = {row: _score(grid.rows[row]) for row in searched}
    best = max(scores, key=lambda row: (scores[row], -row), default=None)
    if best is None:
        return None
    if scores[best] == 0:
        best = next((row for row in searched if _could_be_header(grid, row)), None)
    return None if best is None else _whole_header(grid, best)


def _score(cells: list[Value]) -> int:
    """Count the columns that a row names; 0 when no name of a person is among them."""
    texts = [tidy(one) for one in cells if isinstance(one, str) and one.strip()]
    fields = {found for text in texts if (found := field_of(text)) is not None}
    if not fields & NAME_FIELDS:
        return 0
    if len(fields) > 1:
        # A person's row may hold "Trưởng phòng Tổ chức"; a header is mostly names of columns.
        return (
            len(fields) if sum(field_of(one) is not None for one in texts) * 2 >= len(texts) else 0
        )
    return int(len(texts) == 1 and names_a_column(texts[0]))


def _could_be_header(grid: Grid, row: int) -> bool:
    """Tell whether a row of unknown words may be a header: short words above rows as full."""
    cells = [one for one in grid.rows[row] if one != ""]
    texts = {tidy(one) for one in cells if isinstance(one, str)}
    if not 1 < len(texts) == len(cells) or any(len(one) > _LONGEST_GUESSED for one in texts):
        return False
    if any(one.isdecimal() or not one for one in texts) or row + 1 >= len(grid.rows):
        return False
    return sum(one != "" for one in grid.rows[row + 1]) >= len(cells) - 1


def _whole_header(grid: Grid, row: int) -> HeaderRows:
    first = last = row
    for top, _, bottom, _ in grid.merges:
        if top <= row <= bottom and bottom - top < _HIGHEST:
            first, last = min(first, top), max(last, bottom)
    if last == row and _is_second_row(grid, row):
        last = row + 1
    texts = _texts(grid, first, last)
    if is_numbering(grid, last + 1):
        last += 1
    return HeaderRows(first, last, texts, tuple(grid.merges))


def _is_second_row(grid: Grid, row: int) -> bool:
    """Tell whether the next row only divides columns of this one, as Nam | Nữ under Năm sinh."""
    if row + 1 >= len(grid.rows):
        return False
    found = False
    for column, value in enumerate(grid.rows[row + 1]):
        if value == "":
            continue
        above = _shown(grid, row, column)
        field = field_of(tidy(value)) if isinstance(value, str) else None
        owner = field_of(above)
        if field is None or owner in NAME_FIELDS - {Field.NAME} or owner is Field.STT:
            return False
        if owner is Field.NAME and field not in NAME_FIELDS:
            return False
        found = True
    return found


def _shown(grid: Grid, row: int, column: int) -> str:
    """Give what stands over a column: its own cell, or the nearest to the left that reaches it."""
    for top, left, bottom, right in grid.merges:
        if top <= row <= bottom and left <= column <= right:
            return _text(grid.at(top, left))
    while column > 0 and grid.at(row, column) == "":
        column -= 1
    return _text(grid.at(row, column))


def _text(value: Value) -> str:
    return tidy(str(value))


def _texts(grid: Grid, first: int, last: int) -> tuple[str, ...]:
    width = max((len(cells) for cells in grid.rows), default=0)
    origins = {
        (row, column): (top, left)
        for top, left, bottom, right in grid.merges
        if top <= last and bottom >= first
        for row in range(max(top, first), min(bottom, last) + 1)
        for column in range(left, min(right, width - 1) + 1)
    }
    texts = []
    for column in range(width):
        parts: list[str] = []
        for row in range(first, last + 1):
            part = _text(grid.at(*origins.get((row, column), (row, column))))
            if not part and row == first < last and grid.at(last, column) != "":
                part = _shown(grid, row, column)
            if part and part not in parts:
                parts.append(part)
        texts.append(" / ".join(parts))
    return tuple(texts)


def is_numbering(grid: Grid, row: int) -> bool:
    """Tell whether a row only numbers the columns: (1) (2) (3), or A B 1 2."""
    if row >= len(grid.rows):
        return False
    cells = [tidy(str(one)) for one in grid.rows[row] if one != ""]
    return len(cells) > 1 and all(_NUMBERING.fullmatch(one) for one in cells)
