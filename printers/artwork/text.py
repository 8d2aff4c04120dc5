"""Setting Vietnamese: fonts, and lines that are broken between syllables and never clipped.

Everything is measured by the ink of the very string that is drawn. The font's own ascent is no
guide: in Be Vietnam Pro 25 letters (Ễ, Ặ, Ổ ...) rise above it, by a quarter of the type's size.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw, ImageFont

from printers.artwork.lines import SLACK_FOR_SENSE, Measured, break_lines, narrowest

if TYPE_CHECKING:
    from pathlib import Path

    from PIL.ImageFont import FreeTypeFont

    from printers.artwork.roll import Roll

BLACK, WHITE = 0, 255
# Widths are measured once at this size; type scales in proportion, so that one division then gives
# the size that fits.
MEASURED_AT_PX = 100
# At most some 7 MB of stamps.
REMEMBERED_PARAGRAPHS = 128


class Weight(StrEnum):
    """The weights of Be Vietnam Pro that are carried, by the names of their files."""

    REGULAR = "Regular"
    MEDIUM = "Medium"
    SEMI_BOLD = "SemiBold"
    BOLD = "Bold"
    EXTRA_BOLD = "ExtraBold"


FONT_FILES = {
    Weight.REGULAR: "BeVietnamPro_400Regular.ttf",
    Weight.MEDIUM: "BeVietnamPro_500Medium.ttf",
    Weight.SEMI_BOLD: "BeVietnamPro_600SemiBold.ttf",
    Weight.BOLD: "BeVietnamPro_700Bold.ttf",
    Weight.EXTRA_BOLD: "BeVietnamPro_800ExtraBold.ttf",
}


class Fonts:
    """The typeface in a folder of TTF files; each weight and size is loaded once."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._loaded: dict[tuple[str, int], FreeTypeFont] = {}

    def get(self, weight: str, size_px: int) -> FreeTypeFont:
        """Return one weight ("Regular" ... "ExtraBold") at a size in pixels, that is, dots.

        Raises:
            ValueError: the family has no such weight.
            OSError: the font's file is missing or broken.
        """
        key = (weight, size_px)
        if key not in self._loaded:
            path = self._directory / FONT_FILES[Weight(weight)]
            # Basic layout is the same on every machine; raqm needs a system library, and NFC text
            # in a font with whole letters gains nothing from it.
            self._loaded[key] = ImageFont.truetype(
                str(path), size_px, layout_engine=ImageFont.Layout.BASIC
            )
        return self._loaded[key]


class Align(StrEnum):
    """Where a line stands in its column."""

    LEFT = "left"
    CENTRE = "centre"


@dataclass(frozen=True)
class Style:
    """How a text is to be set.

    `accept_mm[n]` is the smallest type with which n + 1 lines are good enough; the last one counts
    for all further lines. So (9.5, 7.5) means: one line if it can be large, else two, else three...
    """

    weight: Weight
    largest_mm: float
    accept_mm: tuple[float, ...]
    align: Align = Align.CENTRE
    pitch: float = 1.3

    def enough_mm(self, count: int) -> float:
        """Return the smallest type with which `count` lines are good enough."""
        return self.accept_mm[min(count, len(self.accept_mm)) - 1]


@dataclass(frozen=True)
class Paragraph:
    """Lines of one size, as tall as their ink; a block (see `blocks`)."""

    lines: tuple[str, ...]
    font: FreeTypeFont
    width_dots: int
    align: Align = Align.CENTRE
    pitch: float = 1.3
    ink: int = BLACK

    @cached_property
    def _inks(self) -> tuple[tuple[int, int, int, int], ...]:
        """Ink box of each line around its baseline's start: left, top (negative), right, bottom."""
        return tuple(_ink_box(line, self.font) for line in self.lines)

    @cached_property
    def _pitch_dots(self) -> int:
        """Distance of the baselines: even, and never so small that marks meet the line above."""
        wanted = round(self.font.size * self.pitch)
        clearance = max(2, round(self.font.size * 0.06))
        pairs = zip(self._inks, self._inks[1:], strict=False)
        needed = (above[3] - below[1] + clearance for above, below in pairs)
        return max((wanted, *needed))

    @cached_property
    def height_dots(self) -> int:
        """From the top of the first line's ink to the bottom of the last line's."""
        return self._pitch_dots * (len(self.lines) - 1) + self._inks[-1][3] - self._inks[0][1]

    @cached_property
    def ink_width_dots(self) -> int:
        """Width of the widest line's ink."""
        return max(right - left for left, _top, right, _bottom in self._inks)

    @cached_property
    def marks_above_dots(self) -> int:
        """How far the first line's ink rises above plain capitals: Ễ does, E does not."""
        capital_dots = -_ink_box("H", self.font)[1]
        return max(0, -self._inks[0][1] - capital_dots)

    @property
    def marks_below_dots(self) -> int:
        """How far the last line's ink hangs below its baseline."""
        return max(0, self._inks[-1][3])

    @cached_property
    def _stamp(self) -> Image.Image:
        """The lines as a mask of exactly their ink's height, drawn once."""
        mask = Image.new("L", (self.width_dots, self.height_dots), 0)
        pen = ImageDraw.Draw(mask)
        baseline = -self._inks[0][1]
        for line, box in zip(self.lines, self._inks, strict=True):
            spare = self.width_dots - (box[2] - box[0])
            x = -box[0] + (spare // 2 if self.align is Align.CENTRE else 0)
            pen.text((x, baseline), line, fill=255, font=self.font, anchor="ls")
            baseline += self._pitch_dots
        return mask

    def draw(self, canvas: ImageDraw.ImageDraw, left: int, top: int) -> None:
        """Draw the lines so that their ink begins exactly at `top`."""
        canvas.bitmap((left, top), self._stamp, fill=self.ink)


def tidy(text: str) -> str:
    """Compose letters (NFC), make every space one space, drop what cannot be drawn.

    Decomposed text is what office programs paste; drawn letter by letter its marks would scatter.
    """
    composed = unicodedata.normalize("NFC", text)
    drawn = (" " if char.isspace() else char for char in composed)
    return " ".join("".join(char for char in drawn if char == " " or _has_shape(char)).split())


@lru_cache(maxsize=REMEMBERED_PARAGRAPHS)
def set_text(
    text: str, style: Style, *, width_dots: int, roll: Roll, fonts: Fonts, ink: int = BLACK
) -> Paragraph:
    """Break `text` between syllables and choose the largest good size at which all of it fits.

    A syllable too long for the column makes the type smaller; nothing is ever cut off. What a
    conference repeats on each sheet (its title, groups, offices) is set and drawn once.
    """
    measured = _measure(tidy(text), fonts.get(style.weight, MEASURED_AT_PX))
    largest_px = roll.dots(style.largest_mm)
    count = 1
    lines, size_px = _fit(measured, count, width_dots, largest_px)
    while count < len(measured.syllables) and size_px < roll.dots(style.enough_mm(count)):
        count += 1
        lines, size_px = _fit(measured, count, width_dots, largest_px)
    while True:
        font = fonts.get(style.weight, max(size_px, 1))
        paragraph = Paragraph(lines, font, width_dots, style.align, style.pitch, ink)
        # Hinting and overhanging ink may cost a dot or two that the division did not see.
        if paragraph.ink_width_dots <= width_dots or size_px <= 1:
            return paragraph
        size_px -= 1


def _measure(text: str, ruler: FreeTypeFont) -> Measured:
    syllables = tuple(text.split(" "))
    widths = tuple(ruler.getlength(syllable) for syllable in syllables)
    return Measured(syllables, widths, ruler.getlength(" "))


def _fit(
    measured: Measured, count: int, width_dots: int, largest_px: int
) -> tuple[tuple[str, ...], int]:
    """Break into `count` lines and return them with the largest size in pixels that they allow."""
    allowed = width_dots * MEASURED_AT_PX / largest_px
    limit = max(narrowest(measured, count) * SLACK_FOR_SENSE, allowed)
    breaks = break_lines(measured, count=count, limit=limit)
    widest = max(measured.width(start, end) for start, end in breaks)
    size_px = int(width_dots * MEASURED_AT_PX / max(widest, 1.0))
    return tuple(measured.line(start, end) for start, end in breaks), min(largest_px, size_px)


def _ink_box(line: str, font: FreeTypeFont) -> tuple[int, int, int, int]:
    left, top, right, bottom = font.getbbox(line, anchor="ls")
    return int(left), int(top), int(right), int(bottom)


def _has_shape(char: str) -> bool:
    """Tell letters, digits, marks and signs from control and format characters."""
    return unicodedata.category(char)[0] != "C"
