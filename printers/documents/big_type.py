"""Sheets that are read from at arm's length, standing: lines of big type, page after page.

Nothing is cut and nothing shrinks below the size it was set in: what does not fit goes on the next
page. All pages are laid out before the first is drawn, so that each can say how many there are.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from printers.artwork.text import tidy
from printers.documents.marks import (
    INK,
    LACQUER,
    MM_PER_POINT,
    Align,
    Colour,
    Line,
    Mark,
    Text,
    Weight,
)
from printers.documents.painting import paint_on_page
from printers.documents.parts import write_whole
from printers.documents.typesetting import set_text, width_mm
from printers.documents.wording import REHEARSAL_MARK

PITCH, ABOVE_BASE = 1.42, 0.74
"""Of a line's height: distance to the next, and how far the baseline is below its top."""

FOOT_PT = 9.0
FOOT_MM = 8.0
"""What stands below each page, and how far above the edge."""


@dataclass(frozen=True)
class Paper:
    """A sheet, upright, with the same margin on all sides."""

    width_mm: float
    height_mm: float
    margin_mm: float

    @property
    def column_mm(self) -> float:
        """How wide the lines may be."""
        return self.width_mm - 2 * self.margin_mm


A4 = Paper(210.0, 297.0, 18.0)
A5 = Paper(148.0, 210.0, 11.0)
PAPERS = {"a4": A4, "a5": A5}


@dataclass(frozen=True)
class Paragraph:
    """Words of one size; `label` stands before the first line, in the room of `indent_mm`."""

    text: str
    weight: Weight = Weight.REGULAR
    size_pt: float = 18.0
    label: str = ""
    indent_mm: float = 0.0
    above_mm: float = 0.0
    colour: Colour = INK
    centred: bool = False


class Pages:
    """Pages as they fill, from above."""

    def __init__(self, paper: Paper, repeated: Sequence[Paragraph] = ()) -> None:
        self._paper, self._repeated = paper, repeated
        self.pages: list[list[Mark]] = []
        self._y = 0.0
        self._top = 0.0

    def begin(self, head: Sequence[Paragraph]) -> None:
        """Begin a page under this head; pages that go on have the repeated one."""
        self.pages.append([])
        self._y = self._paper.margin_mm
        for one in head:
            self._set(one)
        self._top = self._y

    def rule(self) -> None:
        """Draw a line over the whole width."""
        paper = self._paper
        self._y += 2.0
        start, end = (paper.margin_mm, self._y), (paper.width_mm - paper.margin_mm, self._y)
        self.pages[-1].append(Line(start, end, 0.4, LACQUER))
        self._y += 2.0
        self._top = self._y

    def add(self, one: Paragraph) -> None:
        """Set a paragraph; it stays on one page where a page has room for it."""
        lines, size_pt = self._lines(one)
        line_mm = size_pt * MM_PER_POINT * PITCH
        room = self._bottom - self._y - one.above_mm
        whole = len(lines) * line_mm
        if whole > room and self._y > self._top and whole <= self._bottom - self._top:
            self._go_on()
        self._set(one)

    @property
    def _bottom(self) -> float:
        return self._paper.height_mm - FOOT_MM - 2 * FOOT_PT * MM_PER_POINT

    def _go_on(self) -> None:
        self.begin(self._repeated)
        if self._repeated:
            self.rule()

    def _lines(self, one: Paragraph) -> tuple[tuple[str, ...], float]:
        column_mm = self._paper.column_mm - one.indent_mm
        laid = set_text(one.text, one.weight, size_pt=one.size_pt, column_mm=column_mm)
        return laid.lines, laid.size_pt

    def _set(self, one: Paragraph) -> None:
        lines, size_pt = self._lines(one)
        line_mm = size_pt * MM_PER_POINT * PITCH
        self._y += one.above_mm
        for nth, line in enumerate(lines):
            if self._y + line_mm > self._bottom:
                self._go_on()
            baseline = self._y + line_mm * ABOVE_BASE
            if nth == 0 and one.label:
                self._label(one, baseline)
            self.pages[-1].append(self._text(one, line, baseline, size_pt))
            self._y += line_mm

    def _label(self, one: Paragraph, baseline: float) -> None:
        left = self._paper.margin_mm
        mark = Text(left, baseline, one.label, Weight.BOLD, one.size_pt, Align.LEFT, LACQUER)
        self.pages[-1].append(mark)

    def _text(self, one: Paragraph, line: str, baseline: float, size_pt: float) -> Text:
        if one.centred:
            middle = self._paper.width_mm / 2
            return Text(middle, baseline, line, one.weight, size_pt, Align.CENTRE, one.colour)
        left = self._paper.margin_mm + one.indent_mm
        return Text(left, baseline, line, one.weight, size_pt, Align.LEFT, one.colour)


def label_room_mm(labels: Sequence[str], size_pt: float) -> float:
    """Give the room that the widest of these labels takes, with the gap behind it."""
    widest = max((width_mm(one, Weight.BOLD, size_pt) for one in labels), default=0.0)
    return widest + size_pt * MM_PER_POINT * 0.5


def write_pages(
    target: Path,
    paper: Paper,
    pages: Sequence[Sequence[Mark]],
    *,
    title: str,
    foot: Callable[[int, int], str],
    rehearsal: bool,
) -> None:
    """Write laid out pages as a PDF; `foot` is asked for the words below page n of m.

    The folder's fonts are registered first (`register_fonts`).
    """
    mark = f"  ·  {REHEARSAL_MARK}" if rehearsal else ""

    def draw(path: Path) -> None:
        size = (paper.width_mm * mm, paper.height_mm * mm)
        canvas = Canvas(str(path), pagesize=size, pageCompression=1)
        canvas.setTitle(tidy(title))
        for number, marks in enumerate(pages, start=1):
            words = f"{foot(number, len(pages))}{mark}"
            below = _foot(paper, words)
            paint_on_page(canvas, [*marks, *below], height_mm=paper.height_mm)
            canvas.showPage()
        canvas.save()

    write_whole(target, draw)


def _foot(paper: Paper, words: str) -> list[Text]:
    laid = set_text(words, Weight.REGULAR, size_pt=FOOT_PT, column_mm=paper.column_mm)
    line_mm = laid.size_pt * MM_PER_POINT * 1.2
    last = paper.height_mm - FOOT_MM + FOOT_PT * MM_PER_POINT * 0.5
    first = last - (len(laid.lines) - 1) * line_mm
    return [
        Text(paper.width_mm / 2, first + nth * line_mm, line, Weight.REGULAR, laid.size_pt)
        for nth, line in enumerate(laid.lines)
    ]
