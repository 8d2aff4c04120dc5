"""Vietnamese text in lines that fit: measured by the font's own widths, broken between syllables.

Nothing is ever cut: a text takes more lines, and a syllable wider than its column smaller type.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from printers.artwork.lines import Measured, break_lines, narrowest
from printers.artwork.text import tidy
from printers.documents.marks import MM_PER_POINT, Weight

MEASURED_AT_PT = 100.0


@dataclass(frozen=True)
class SetText:
    """Lines of one size."""

    lines: tuple[str, ...]
    size_pt: float


def font_name(weight: Weight) -> str:
    """Give the name under which reportlab knows a weight."""
    return f"BeVietnamPro-{weight}"


def font_file(fonts: Path, weight: Weight) -> Path:
    """Give the file of a weight in the folder of the built fonts."""
    return fonts / f"BeVietnamPro_{weight}.ttf"


@cache
def register_fonts(fonts: Path) -> None:
    """Make the family in this folder known to reportlab.

    Raises:
        reportlab.pdfbase.ttfonts.TTFError: a file is missing or broken.
    """
    for weight in Weight:
        pdfmetrics.registerFont(TTFont(font_name(weight), str(font_file(fonts, weight))))


def width_mm(text: str, weight: Weight, size_pt: float) -> float:
    """Measure a line of a registered weight."""
    points: float = pdfmetrics.stringWidth(text, font_name(weight), size_pt)
    return points * MM_PER_POINT


@lru_cache(maxsize=4096)
def set_text(text: str, weight: Weight, *, size_pt: float, column_mm: float) -> SetText:
    """Break a text into the fewest lines that fit the column; no lines where there is no text.

    The folder's fonts are registered first (see `register_fonts`).
    """
    syllables = tuple(tidy(text).split())
    if not syllables:
        return SetText((), size_pt)
    measured = _measure(syllables, weight)
    limit = column_mm * MEASURED_AT_PT / size_pt
    widest = max(measured.widths)
    if widest > limit:
        # Divided once more by a hair, so that rounding never puts the syllable over the edge.
        size_pt *= limit / widest * 0.999
        limit = column_mm * MEASURED_AT_PT / size_pt
    count = 1
    while count < len(syllables) and narrowest(measured, count) > limit:
        count += 1
    breaks = break_lines(measured, count=count, limit=limit)
    return SetText(tuple(measured.line(start, end) for start, end in breaks), size_pt)


def _measure(syllables: tuple[str, ...], weight: Weight) -> Measured:
    widths = tuple(width_mm(syllable, weight, MEASURED_AT_PT) for syllable in syllables)
    return Measured(syllables, widths, width_mm(" ", weight, MEASURED_AT_PT))
