"""The hall on paper: every seat with its number and its name, on A4 or A3 lying.

Takes places in millimetres of the hall's own drawing, y running down; the drawing is scaled to the
page. Kinds of seats differ by fill and by a sign, for a laser printer has no colour.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from printers.documents.marks import MM_PER_POINT, Align, Colour, Mark, Text, Weight
from printers.documents.painting import paint_on_page
from printers.documents.parts import write_whole
from printers.documents.typesetting import register_fonts, set_text
from printers.documents.wording import REHEARSAL_MARK

A4_LYING_MM, A3_LYING_MM = (297.0, 210.0), (420.0, 297.0)
MARGIN_MM, HEAD_MM, LEGEND_MM = 10.0, 14.0, 9.0
LARGEST_NAME_PT = 9.0
SHRINK = 0.92
PITCH = 1.32


@dataclass(frozen=True)
class SeatKind:
    """A kind of seat: its name in the legend, its fill, its sign in letters, whether struck out."""

    key: str
    name: str
    fill: Colour = (255, 255, 255)
    sign: str = ""
    struck: bool = False


@dataclass(frozen=True)
class SeatWords:
    """A seat: the upper left corner, its number, its kind's key, who sits there."""

    x_mm: float
    y_mm: float
    label: str
    kind: str
    name: str = ""


@dataclass(frozen=True)
class AreaWords:
    """A named rectangle: the stage, the presidium, a door."""

    x_mm: float
    y_mm: float
    width_mm: float
    height_mm: float
    name: str


@dataclass(frozen=True)
class HallWords:
    """A hall as it is drawn."""

    title: str
    width_mm: float
    height_mm: float
    seat_mm: tuple[float, float]
    seats: Sequence[SeatWords]
    kinds: Sequence[SeatKind]
    areas: Sequence[AreaWords] = ()
    rehearsal: bool = False


@dataclass(frozen=True)
class _Box:
    """A rectangle on the page; y runs down."""

    left_mm: float
    top_mm: float
    width_mm: float
    height_mm: float


def seat_map_pdf(
    target: Path, hall: HallWords, fonts: Path, *, page_mm: tuple[float, float] = A3_LYING_MM
) -> None:
    """Write the hall on one page."""
    register_fonts(fonts)

    def draw(path: Path) -> None:
        size = page_mm[0] * mm, page_mm[1] * mm
        canvas = Canvas(str(path), pagesize=size, pageCompression=1)
        canvas.setTitle(hall.title)
        _Plan(canvas, hall, page_mm).draw()
        canvas.save()

    write_whole(target, draw)


class _Plan:
    """The hall, scaled to what the page leaves between title and legend."""

    def __init__(self, canvas: Canvas, hall: HallWords, page_mm: tuple[float, float]) -> None:
        self._canvas, self._hall, self._page_mm = canvas, hall, page_mm
        width = page_mm[0] - 2 * MARGIN_MM
        height = page_mm[1] - 2 * MARGIN_MM - HEAD_MM - LEGEND_MM
        self._scale = min(width / hall.width_mm, height / hall.height_mm)
        self._left = (page_mm[0] - hall.width_mm * self._scale) / 2
        self._top = MARGIN_MM + HEAD_MM + (height - hall.height_mm * self._scale) / 2

    def draw(self) -> None:
        hall = self._hall
        title = f"{hall.title} ({REHEARSAL_MARK})" if hall.rehearsal else hall.title
        width = self._page_mm[0] - 2 * MARGIN_MM
        self._words(_Box(MARGIN_MM, MARGIN_MM, width, HEAD_MM - 3), title, Weight.BOLD, 16)
        for area in hall.areas:
            box = self._on_page(area.x_mm, area.y_mm, area.width_mm, area.height_mm)
            self._rectangle(box, (0xF1, 0xED, 0xE3))
            self._words(box, area.name, Weight.BOLD, 12)
        kinds = {kind.key: kind for kind in hall.kinds}
        for seat in hall.seats:
            box = self._on_page(seat.x_mm, seat.y_mm, *hall.seat_mm)
            self._seat(box, kinds.get(seat.kind, SeatKind(seat.kind, seat.kind)), seat)
        self._legend()

    def _seat(self, box: _Box, kind: SeatKind, seat: SeatWords) -> None:
        """Draw a seat: its number and sign above, its name in what is left."""
        self._rectangle(box, kind.fill)
        if kind.struck:
            self._strike(box)
        upper = box.height_mm * (0.3 if seat.name else 1.0)
        label = " ".join(filter(None, (seat.label, kind.sign)))
        largest = 7 if seat.name else 9
        self._words(_Box(box.left_mm, box.top_mm, box.width_mm, upper), label, Weight.BOLD, largest)
        lower = _Box(box.left_mm, box.top_mm + upper, box.width_mm, box.height_mm - upper)
        self._words(lower, seat.name, Weight.REGULAR, LARGEST_NAME_PT)

    def _legend(self) -> None:
        """Name the kinds along the lower edge, in equal parts of the page."""
        if not self._hall.kinds:
            return
        part = (self._page_mm[0] - 2 * MARGIN_MM) / len(self._hall.kinds)
        top = self._page_mm[1] - MARGIN_MM - LEGEND_MM + 3
        for nth, kind in enumerate(self._hall.kinds):
            box = _Box(MARGIN_MM + nth * part, top, 6, 5)
            self._rectangle(box, kind.fill)
            if kind.struck:
                self._strike(box)
            self._words(box, kind.sign, Weight.BOLD, 8)
            beside = _Box(box.left_mm + 7, top - 0.5, part - 9, 6)
            self._words(beside, kind.name, Weight.REGULAR, 9, align=Align.LEFT)

    def _words(
        self,
        box: _Box,
        text: str,
        weight: Weight,
        largest_pt: float,
        *,
        align: Align = Align.CENTRE,
    ) -> None:
        marks = lay_out_in_box(
            text, weight, largest_pt=largest_pt, size_mm=(box.width_mm, box.height_mm), align=align
        )
        self._canvas.saveState()
        bottom = self._page_mm[1] - box.top_mm - box.height_mm
        self._canvas.translate(box.left_mm * mm, bottom * mm)
        paint_on_page(self._canvas, marks, height_mm=box.height_mm)
        self._canvas.restoreState()

    def _rectangle(self, box: _Box, fill: Colour) -> None:
        self._canvas.setFillColorRGB(*(part / 255 for part in fill))
        self._canvas.setStrokeColorRGB(0.35, 0.33, 0.31)
        self._canvas.setLineWidth(0.15 * mm)
        bottom = self._page_mm[1] - box.top_mm - box.height_mm
        self._canvas.rect(
            box.left_mm * mm, bottom * mm, box.width_mm * mm, box.height_mm * mm, fill=1
        )

    def _strike(self, box: _Box) -> None:
        left, top = box.left_mm * mm, (self._page_mm[1] - box.top_mm) * mm
        self._canvas.line(left, top - box.height_mm * mm, left + box.width_mm * mm, top)

    def _on_page(self, x_mm: float, y_mm: float, width_mm: float, height_mm: float) -> _Box:
        scale = self._scale
        return _Box(
            self._left + x_mm * scale, self._top + y_mm * scale, width_mm * scale, height_mm * scale
        )


def lay_out_in_box(
    text: str,
    weight: Weight,
    *,
    largest_pt: float,
    size_mm: tuple[float, float],
    align: Align = Align.CENTRE,
) -> list[Mark]:
    """Place a text in a box's middle, as large as it fits; a seat's name is never cut."""
    width_mm, height_mm = size_mm
    column = width_mm * 0.94
    size = min(largest_pt, height_mm / MM_PER_POINT / PITCH)
    laid = set_text(text, weight, size_pt=size, column_mm=column)
    while len(laid.lines) * laid.size_pt * MM_PER_POINT * PITCH > height_mm:
        size = laid.size_pt * SHRINK
        laid = set_text(text, weight, size_pt=size, column_mm=column)
    line_mm = laid.size_pt * MM_PER_POINT * PITCH
    top = (height_mm - line_mm * len(laid.lines)) / 2
    x = width_mm / 2 if align is Align.CENTRE else 0.0
    return [
        Text(x, top + line_mm * (nth + 0.74), line, weight, laid.size_pt, align)
        for nth, line in enumerate(laid.lines)
    ]
