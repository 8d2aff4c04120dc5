"""A sheet as a grid of values, whatever file it came from.

Row 0 of the grid is row 1 of the sheet, column 0 is A.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

Value = str | int | float | bool | dt.date | dt.time | dt.timedelta
Merge = tuple[int, int, int, int]
"""First row, first column, last row, last column; from 0, both ends included."""


@dataclass(slots=True)
class Grid:
    """The cells of one sheet; an empty cell is ""."""

    name: str
    rows: list[list[Value]]
    hidden: bool = False
    merges: list[Merge] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    fonts: dict[tuple[int, int], str] = field(default_factory=dict)
    """Only fonts of old encodings, by (row, column)."""
    appearance_unread: bool = False

    def at(self, row: int, column: int) -> Value:
        """Give the value there, "" outside."""
        if 0 <= row < len(self.rows) and 0 <= column < len(self.rows[row]):
            return self.rows[row][column]
        return ""
