"""Marks become ink: by reportlab on a page of a PDF, by Pillow in a picture."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont
from PIL.ImageFont import FreeTypeFont
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from printers.documents.marks import (
    MM_PER_POINT,
    QR_MODULES,
    Align,
    Code,
    Colour,
    Frame,
    Line,
    Mark,
    Text,
    Weight,
    dark_runs,
)
from printers.documents.typesetting import font_file, font_name


def paint_on_page(canvas: Canvas, marks: Iterable[Mark], *, height_mm: float) -> None:
    """Draw marks on a page's canvas; y = 0 is `height_mm` above the canvas's origin."""
    for mark in marks:
        match mark:
            case Text():
                _text_on_page(canvas, mark, height_mm)
            case Line(from_mm=(x1, y1), to_mm=(x2, y2)):
                _stroke(canvas, mark.colour, mark.thickness_mm)
                canvas.line(x1 * mm, (height_mm - y1) * mm, x2 * mm, (height_mm - y2) * mm)
            case Frame():
                _stroke(canvas, mark.colour, mark.thickness_mm)
                bottom = height_mm - mark.top_mm - mark.height_mm
                size = mark.width_mm * mm, mark.height_mm * mm
                canvas.rect(mark.left_mm * mm, bottom * mm, *size)
            case Code():
                _code_on_page(canvas, mark, height_mm)


def _text_on_page(canvas: Canvas, mark: Text, height_mm: float) -> None:
    canvas.setFont(font_name(mark.weight), mark.size_pt)
    canvas.setFillColorRGB(*_fractions(mark.colour))
    draw = canvas.drawString if mark.align is Align.LEFT else canvas.drawCentredString
    draw(mark.x_mm * mm, (height_mm - mark.baseline_mm) * mm, mark.text)


def _code_on_page(canvas: Canvas, mark: Code, height_mm: float) -> None:
    """Draw a code as one path, so that no viewer leaves seams between its modules."""
    module = mark.side_mm / QR_MODULES
    path = canvas.beginPath()
    for row, column, length in dark_runs(mark.digits):
        y = height_mm - mark.top_mm - (row + 1) * module
        left = mark.left_mm + column * module
        path.rect(left * mm, y * mm, length * module * mm, module * mm)
    canvas.setFillColorRGB(0, 0, 0)
    canvas.drawPath(path, stroke=0, fill=1)


def _stroke(canvas: Canvas, colour: Colour, thickness_mm: float) -> None:
    canvas.setStrokeColorRGB(*_fractions(colour))
    canvas.setLineWidth(thickness_mm * mm)


def _fractions(colour: Colour) -> tuple[float, float, float]:
    red, green, blue = colour
    return red / 255, green / 255, blue / 255


def embed_letters(canvas: Canvas, letters: Iterable[str]) -> None:
    """Give the document these letters of each weight, in this order, whatever is drawn later.

    Documents of the same letters then carry the very same font, and need it once when joined.
    """
    text = "".join(letters)
    for weight in Weight:
        # reportlab hands out the places in a font as letters come by, and has no other door.
        pdfmetrics.getFont(font_name(weight)).splitString(text, canvas._doc)  # noqa: SLF001


class Picture:
    """A picture on which marks are drawn."""

    def __init__(self, width_mm: float, height_mm: float, *, width_dots: int, fonts: Path) -> None:
        self._dots_per_mm = width_dots / width_mm
        size = width_dots, round(height_mm * self._dots_per_mm)
        self.image = Image.new("RGB", size, (255, 255, 255))
        self.dpi = (self._dots_per_mm * 25.4, self._dots_per_mm * 25.4)
        self._pen = ImageDraw.Draw(self.image)
        self._fonts = fonts

    def paint(self, marks: Iterable[Mark]) -> None:
        """Draw marks."""
        for mark in marks:
            match mark:
                case Text():
                    self._text(mark)
                case Line():
                    ends = [self._point(*mark.from_mm), self._point(*mark.to_mm)]
                    width = max(1, round(mark.thickness_mm * self._dots_per_mm))
                    self._pen.line(ends, fill=mark.colour, width=width)
                case Frame():
                    corner = mark.left_mm + mark.width_mm, mark.top_mm + mark.height_mm
                    box = [self._point(mark.left_mm, mark.top_mm), self._point(*corner)]
                    width = max(1, round(mark.thickness_mm * self._dots_per_mm))
                    self._pen.rectangle(box, outline=mark.colour, width=width)
                case Code():
                    self._code(mark)

    def _text(self, mark: Text) -> None:
        size = mark.size_pt * MM_PER_POINT * self._dots_per_mm
        font = _picture_font(font_file(self._fonts, mark.weight), round(size, 2))
        anchor = "ls" if mark.align is Align.LEFT else "ms"
        place = self._point(mark.x_mm, mark.baseline_mm)
        self._pen.text(place, mark.text, fill=mark.colour, font=font, anchor=anchor)

    def _code(self, mark: Code) -> None:
        """Draw a code with whole dots a module, centred in its place."""
        module = int(mark.side_mm * self._dots_per_mm / QR_MODULES)
        spare_mm = mark.side_mm - module * QR_MODULES / self._dots_per_mm
        left, top = self._point(mark.left_mm + spare_mm / 2, mark.top_mm + spare_mm / 2)
        for row, column, length in dark_runs(mark.digits):
            x, y = left + column * module, top + row * module
            box = (x, y, x + length * module - 1, y + module - 1)
            self._pen.rectangle(box, fill=(0, 0, 0))

    def _point(self, x_mm: float, y_mm: float) -> tuple[int, int]:
        return round(x_mm * self._dots_per_mm), round(y_mm * self._dots_per_mm)


@lru_cache(maxsize=256)
def _picture_font(file: Path, size_px: float) -> FreeTypeFont:
    # Basic layout is the same on every machine (see printers.artwork.text).
    return ImageFont.truetype(str(file), size_px, layout_engine=ImageFont.Layout.BASIC)
