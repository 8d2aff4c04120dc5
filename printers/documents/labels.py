"""Envelope labels on sheets of A4, on bought label paper of any geometry."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from printers.documents.marks import MM_PER_POINT, Mark, Text, Weight
from printers.documents.painting import paint_on_page
from printers.documents.parts import write_whole
from printers.documents.typesetting import SetText, register_fonts, set_text
from printers.documents.words import LabelWords

A4_MM = (210.0, 297.0)
# Where labels reach the edge of the sheet, a printer leaves some 4 mm white.
PADDING_MM = 5.0
PITCH = 1.38
SHRINK, SMALLEST = 0.95, 0.3


@dataclass(frozen=True)
class LabelSheet:
    """Where labels stand on an A4; `shift_mm` moves all of them, for printers that feed askew.

    `pitch_mm` is the distance from one label's corner to the next one's, across and down.
    """

    columns: int
    rows: int
    label_mm: tuple[float, float]
    first_mm: tuple[float, float]
    pitch_mm: tuple[float, float]
    shift_mm: tuple[float, float] = (0.0, 0.0)

    @property
    def labels(self) -> int:
        """How many labels a sheet holds."""
        return self.columns * self.rows


# Geometry as the makers of A4 label paper print it: 99.1 x 38.1 (L7163) and 70 x 37 (no. 3474).
LABELS_2_X_7 = LabelSheet(2, 7, (99.1, 38.1), (4.65, 15.15), (101.6, 38.1))
LABELS_3_X_8 = LabelSheet(3, 8, (70.0, 37.0), (0.0, 0.5), (70.0, 37.0))


def labels_pdf(
    target: Path,
    labels: Sequence[LabelWords],
    fonts: Path,
    sheet: LabelSheet,
    *,
    already_used: int = 0,
) -> None:
    """Write the labels row by row; the first sheet's first `already_used` places stay empty."""
    register_fonts(fonts)

    def draw(path: Path) -> None:
        size = A4_MM[0] * mm, A4_MM[1] * mm
        canvas = Canvas(str(path), pagesize=size, pageCompression=1)
        canvas.setTitle("Nhãn phong bì")
        for nth, words in enumerate(labels, start=already_used % sheet.labels):
            place = nth % sheet.labels
            if nth and not place:
                canvas.showPage()
            _draw_label(canvas, words, sheet, place)
        canvas.save()

    write_whole(target, draw)


def _draw_label(canvas: Canvas, words: LabelWords, sheet: LabelSheet, place: int) -> None:
    row, column = divmod(place, sheet.columns)
    left = sheet.first_mm[0] + sheet.shift_mm[0] + column * sheet.pitch_mm[0]
    top = sheet.first_mm[1] + sheet.shift_mm[1] + row * sheet.pitch_mm[1]
    canvas.saveState()
    canvas.translate(left * mm, (A4_MM[1] - top - sheet.label_mm[1]) * mm)
    marks = lay_out_label(words, *sheet.label_mm)
    paint_on_page(canvas, marks, height_mm=sheet.label_mm[1])
    canvas.restoreState()


def lay_out_label(words: LabelWords, width_mm: float, height_mm: float) -> list[Mark]:
    """Place a label's words in its middle; type shrinks until all of them fit."""
    scale = 1.0
    while True:
        column = width_mm - 2 * PADDING_MM
        laid = [
            (weight, set_text(text, weight, size_pt=size * scale, column_mm=column))
            for text, weight, size in (
                (words.heading, Weight.REGULAR, 9.5),
                (words.receiver, Weight.BOLD, 13.0),
                (words.unit, Weight.SEMI_BOLD, 10.5),
                (words.place, Weight.REGULAR, 9.0),
                (words.note, Weight.REGULAR, 8.0),
            )
        ]
        spare = height_mm - 2 * PADDING_MM - sum(_height_mm(text) for _weight, text in laid)
        if spare >= 0 or scale < SMALLEST:
            break
        scale *= SHRINK
    marks: list[Mark] = []
    y = PADDING_MM + spare / 2
    for weight, text in laid:
        for line in text.lines:
            line_mm = text.size_pt * MM_PER_POINT * PITCH
            y += line_mm
            marks.append(Text(width_mm / 2, y - line_mm * 0.26, line, weight, text.size_pt))
    return marks


def _height_mm(text: SetText) -> float:
    return len(text.lines) * text.size_pt * MM_PER_POINT * PITCH
