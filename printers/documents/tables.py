"""A table as plain values: what registers, lists and sheets share, whatever file they fill.

Imports nothing heavy.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import groupby
from typing import TypeAlias

from printers.documents.wording import REHEARSAL_MARK
from printers.documents.words import Issuer, Signer

Cell: TypeAlias = str | int | float | None
Row: TypeAlias = Sequence[Cell]
Section: TypeAlias = str
"""A line over the whole table that names what follows: a group, a unit."""

TICK = "✓"
"""Stands first in a cell that is ticked; where a family has no such letter, it is drawn."""


class Kind(StrEnum):
    """How a column's values stand."""

    TEXT = "text"
    CENTRED = "centred"
    NUMBER = "number"


@dataclass(frozen=True)
class Column:
    """A column; neighbours with the same `above` stand under one common heading."""

    title: str
    width_mm: float
    kind: Kind = Kind.TEXT
    above: str = ""


@dataclass(frozen=True)
class Table:
    """A titled table; a row that is a bare string is a section.

    `further` are more sheets of the same workbook; files that have no sheets leave them out.
    """

    title: str
    columns: tuple[Column, ...]
    rows: Sequence[Row | Section]
    issuer: Issuer = field(default_factory=lambda: Issuer("", ""))
    subtitle: str = ""
    note: str = ""
    signers: tuple[Signer, ...] = ()
    landscape: bool = True
    rehearsal: bool = False
    sheet_name: str = "Danh sách"
    further: tuple[Table, ...] = ()

    @property
    def heading(self) -> str:
        """The title, marked where it is a rehearsal's."""
        return f"{self.title} ({REHEARSAL_MARK})" if self.rehearsal else self.title

    @property
    def has_two_heading_rows(self) -> bool:
        """Whether some columns stand under a common heading."""
        return any(column.above for column in self.columns)


@dataclass(frozen=True)
class HeadingSpan:
    """A heading of the upper row: from which column, over how many, and whether of one column."""

    title: str
    first: int
    columns: int
    is_common: bool


def heading_spans(columns: Sequence[Column]) -> Iterator[HeadingSpan]:
    """Give the upper row's headings, from left to right."""
    numbered = enumerate(columns)
    # Columns without a common heading are never joined, even when they are neighbours.
    groups = groupby(numbered, key=lambda pair: pair[1].above or pair[0])
    for _key, group in groups:
        (first, column), *others = group
        if column.above:
            yield HeadingSpan(column.above, first, 1 + len(others), is_common=True)
        else:
            yield HeadingSpan(column.title, first, 1, is_common=False)
