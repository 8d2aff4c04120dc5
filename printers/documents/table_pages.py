"""Lays a table out over its pages: where each word and each rule stands, before any is drawn.

Layout after Nghị định 30/2020/NĐ-CP, phụ lục I, as `paper` writes it for Word.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from printers.artwork.text import tidy
from printers.documents.marks import MM_PER_POINT, Align, Line, Mark, Text, Weight
from printers.documents.tables import TICK, Cell, Column, Kind, Row, Table
from printers.documents.typesetting import set_text, width_mm
from printers.documents.wording import NATIONAL_MOTTO, NATIONAL_NAME
from printers.documents.words import Issuer, Signer

A4_MM = (210.0, 297.0)
TICK_MM = 3.4
RULE_MM, THIN_MM = 0.3, 0.2
PITCH, ABOVE_BASE = 1.38, 0.74
"""Of a line's height: distance to the next, and how far the baseline is below its top."""

PADDING_MM = 1.2
SIGNATURE_ROOM_MM = 24.0
SIGNATURES_MM = SIGNATURE_ROOM_MM + 14.0
BETWEEN_MM, LEAST_BELOW_MM = 6.0, 60.0
"""Between two tables on one page; what is left of the page for the second must be worth it."""


@dataclass(frozen=True)
class Setting:
    """How a table stands on its pages; rows are never lower than `least_row_mm`.

    `margins_mm`: above, right, below, left. `air_mm`: above and below the lines of a cell.
    """

    size_pt: float
    least_row_mm: float
    air_mm: float
    margins_mm: tuple[float, float, float, float]


OFFICIAL = Setting(10.5, 10.0, 1.2, (20.0, 15.0, 20.0, 25.0))
"""A sheet that people sign: high rows."""

DENSE = Setting(8.0, 5.2, 0.4, (12.0, 10.0, 12.0, 12.0))
"""A list that is carried about: many rows on a page."""

COVER = Setting(11.0, 8.0, 1.0, DENSE.margins_mm)
"""What stands above such a list."""


@dataclass
class Page:
    """One page as it fills."""

    size_mm: tuple[float, float]
    marks: list[Mark] = field(default_factory=list)


@dataclass(frozen=True)
class End:
    """Where the last thing on a page ends, from above."""

    page: Page
    y_mm: float


class Sheet:
    """Lays one table out over its pages; `_y` is where the next thing begins, from above."""

    def __init__(self, table: Table, setting: Setting, *, after: End | None = None) -> None:
        self._table, self._setting = table, setting
        self._size = (A4_MM[1], A4_MM[0]) if table.landscape else A4_MM
        above, right, below, self._left = setting.margins_mm
        self._above, self._bottom = above, self._size[1] - below
        self._width = self._size[0] - self._left - right
        factor = self._width / sum(column.width_mm for column in table.columns)
        self._widths = [column.width_mm * factor for column in table.columns]
        self._line_mm = setting.size_pt * MM_PER_POINT * PITCH
        self._page = Page(self._size)
        self._y = above
        if after is not None and self._fits(after):
            self._page, self._y = after.page, after.y_mm + BETWEEN_MM
        self._pages = [self._page]
        self._table_top = self._y

    def _fits(self, after: End) -> bool:
        """Whether what stands there already leaves room for the titles and some rows."""
        room_mm = self._bottom - after.y_mm - BETWEEN_MM
        return after.page.size_mm == self._size and room_mm >= LEAST_BELOW_MM

    @property
    def end(self) -> End:
        """Where this sheet ends, once its pages are laid out."""
        return End(self._page, self._y)

    def pages(self) -> list[Page]:
        """Give the pages, all of them."""
        self._head(self._table.issuer)
        self._titles()
        self._heading()
        rows = list(self._table.rows)
        for nth, row in enumerate(rows):
            following = rows[nth + 1] if nth + 1 < len(rows) else None
            self._row(row, following)
        self._close_grid()
        self._ending()
        return self._pages

    def _head(self, issuer: Issuer) -> None:
        """Set who issues it at the left, the national name at the right, each with its rule."""
        if not tidy(issuer.body):
            return
        left, right = self._left + self._width * 0.23, self._left + self._width * 0.73
        ends = [
            self._lines(left, self._width * 0.44, (issuer.superior, Weight.REGULAR, 10.0),
                        (issuer.body, Weight.BOLD, 10.0)),
            self._lines(right, self._width * 0.54, (NATIONAL_NAME, Weight.BOLD, 10.0),
                        (NATIONAL_MOTTO, Weight.BOLD, 10.5)),
        ]  # fmt: skip
        motto_mm = width_mm(NATIONAL_MOTTO, Weight.BOLD, 10.5)
        for x, end, length in zip((left, right), ends, (24.0, motto_mm), strict=True):
            self._page.marks.append(
                Line((x - length / 2, end + 1.0), (x + length / 2, end + 1.0), RULE_MM)
            )
        self._y = max(ends) + 2.5
        self._y = self._lines(
            right, self._width * 0.54, (issuer.place_and_date, Weight.REGULAR, 10)
        )
        self._y += 4.0

    def _titles(self) -> None:
        middle = self._left + self._width / 2
        title = (self._table.heading, Weight.BOLD, 13.0)
        self._y = self._lines(middle, self._width, title)
        self._y = self._lines(middle, self._width, (self._table.subtitle, Weight.REGULAR, 10.5))
        self._y += 3.0

    def _lines(self, x_mm: float, column_mm: float, *texts: tuple[str, Weight, float]) -> float:
        """Set centred lines below each other; give where they end."""
        y = self._y
        for words, weight, size_pt in texts:
            laid = set_text(words, weight, size_pt=size_pt, column_mm=column_mm)
            for line in laid.lines:
                line_mm = laid.size_pt * MM_PER_POINT * PITCH
                self._page.marks.append(
                    Text(x_mm, y + line_mm * ABOVE_BASE, line, weight, laid.size_pt)
                )
                y += line_mm
        return y

    def _heading(self) -> None:
        self._table_top = self._y
        self._rule(self._y)
        titles = [column.title for column in self._table.columns]
        centred = [Column(column.title, 1.0, Kind.CENTRED) for column in self._table.columns]
        self._cells(titles, centred, Weight.BOLD)

    def _row(self, row: Row | str, following: Row | str | None) -> None:
        needed = self._height(row)
        if isinstance(row, str) and following is not None:
            # A section's name never stands alone at a page's end.
            needed += self._height(following)
        if self._y + needed > self._bottom:
            self._close_grid()
            self._new_page()
            self._heading()
        if isinstance(row, str):
            self._section(row)
        else:
            self._cells([_written(cell) for cell in row], self._table.columns, Weight.REGULAR)

    def _height(self, row: Row | str) -> float:
        if isinstance(row, str):
            return max(self._setting.least_row_mm * 0.8, self._line_mm + 2 * self._setting.air_mm)
        return self._height_of(
            [
                self._broken(_written(cell), width, Weight.REGULAR)
                for cell, width in zip(row, self._widths, strict=True)
            ]
        )

    def _height_of(self, columns: Sequence[Sequence[str]]) -> float:
        lines = max(map(len, columns))
        return max(self._setting.least_row_mm, lines * self._line_mm + 2 * self._setting.air_mm)

    def _broken(self, words: str, width: float, weight: Weight) -> tuple[str, ...]:
        column_mm = width - 2 * PADDING_MM
        # Most cells are one line, and of 10,000 rows the way there counts.
        if width_mm(words, weight, self._setting.size_pt) <= column_mm:
            return (words,) if words else ()
        laid = set_text(words, weight, size_pt=self._setting.size_pt, column_mm=column_mm)
        return laid.lines

    def _cells(self, words: Sequence[str], columns: Sequence[Column], weight: Weight) -> None:
        broken = [
            self._broken(text, width, weight)
            for text, width in zip(words, self._widths, strict=True)
        ]
        height, x = self._height_of(broken), self._left
        for lines, width, column in zip(broken, self._widths, columns, strict=True):
            self._cell(lines, x, width, height, column.kind, weight)
            x += width
        self._y += height
        self._rule(self._y)

    def _cell(  # noqa: PLR0917 - a cell is where it stands and how
        self,
        lines: Sequence[str],
        x: float,
        width: float,
        height: float,
        kind: Kind,
        weight: Weight,
    ) -> None:
        size = self._setting.size_pt
        y = self._y + (height - len(lines) * self._line_mm) / 2 + self._line_mm * ABOVE_BASE
        for words in lines:
            text, left = words, x + PADDING_MM
            if words.startswith(TICK):
                text = words.removeprefix(TICK).strip()
                self._page.marks.extend(_tick(left, y))
                left += TICK_MM
            if kind is Kind.TEXT:
                mark = Text(left, y, text, weight, size, Align.LEFT)
            elif kind is Kind.NUMBER:
                left = x + width - PADDING_MM - width_mm(text, weight, size)
                mark = Text(left, y, text, weight, size, Align.LEFT)
            else:
                mark = Text(x + width / 2, y, text, weight, size)
            self._page.marks.append(mark)
            y += self._line_mm

    def _section(self, title: str) -> None:
        height = self._height(title)
        column = self._width - 2 * PADDING_MM
        laid = set_text(title, Weight.BOLD, size_pt=self._setting.size_pt, column_mm=column)
        # A section is one line: a name that is wider than the page gets smaller letters.
        size = laid.size_pt / max(1, len(laid.lines))
        words = " ".join(laid.lines)
        baseline = self._y + height / 2 + self._line_mm * (ABOVE_BASE - 0.5)
        self._page.marks.append(
            Text(self._left + PADDING_MM, baseline, words, Weight.BOLD, size, Align.LEFT)
        )
        # The columns' rules do not cross it.
        self._verticals(self._table_top, self._y)
        self._table_top = self._y + height
        self._y += height
        self._sides(self._y - height, self._y)
        self._rule(self._y)

    def _rule(self, y: float) -> None:
        self._page.marks.append(Line((self._left, y), (self._left + self._width, y), THIN_MM))

    def _sides(self, top: float, bottom: float) -> None:
        for x in (self._left, self._left + self._width):
            self._page.marks.append(Line((x, top), (x, bottom), THIN_MM))

    def _verticals(self, top: float, bottom: float) -> None:
        if bottom <= top:
            return
        x = self._left
        self._sides(top, bottom)
        for width in self._widths[:-1]:
            x += width
            self._page.marks.append(Line((x, top), (x, bottom), THIN_MM))

    def _close_grid(self) -> None:
        self._verticals(self._table_top, self._y)

    def _new_page(self) -> None:
        self._page = Page(self._size)
        self._pages.append(self._page)
        self._y = self._table_top = self._above

    def _ending(self) -> None:
        """Set the closing line and who signs, together on one page."""
        note = self._note_lines()
        if not note and not self._table.signers:
            return
        needed = 2.0 + len(note) * self._line_mm
        needed += SIGNATURES_MM if self._table.signers else 0.0
        if self._y + needed > self._bottom:
            self._new_page()
        self._y += 2.0
        for line in note:
            self._page.marks.append(
                Text(self._left, self._y + self._line_mm * ABOVE_BASE, line, Weight.REGULAR,
                     self._setting.size_pt, Align.LEFT)
            )  # fmt: skip
            self._y += self._line_mm
        self._signers(self._table.signers[-2:])

    def _note_lines(self) -> tuple[str, ...]:
        return self._broken(tidy(self._table.note), self._width, Weight.REGULAR)

    def _signers(self, signers: Sequence[Signer]) -> None:
        """Set the signers side by side, the last at the right; one alone stands there too."""
        self._y += 4.0
        for signer, part in zip(reversed(signers), (0.75, 0.25), strict=False):
            x = self._left + self._width * part
            offices = [(office, Weight.BOLD, 10.5) for office in signer.office.splitlines()]
            end = self._lines(x, self._width * 0.48, *offices)
            name = set_text(signer.name, Weight.BOLD, size_pt=10.5, column_mm=self._width * 0.48)
            for line in name.lines:
                self._page.marks.append(Text(x, end + SIGNATURE_ROOM_MM, line, Weight.BOLD, 10.5))


def _tick(x_mm: float, baseline_mm: float) -> tuple[Line, Line]:
    corner = (x_mm + 1.0, baseline_mm)
    return (
        Line((x_mm + 0.1, baseline_mm - 0.9), corner, 0.4),
        Line(corner, (x_mm + 2.6, baseline_mm - 2.2), 0.4),
    )


def _written(value: Cell) -> str:
    """Write a value as people read it: 2.025 and 70,5."""
    if value is None or isinstance(value, str):
        return tidy(value or "")
    return f"{value:,}".translate(str.maketrans(",.", ".,"))
