"""What stands on a page, before anybody draws it: texts, lines, frames, codes; in mm, y runs down.

One page of marks is drawn by reportlab for the PDF and by Pillow for the picture, so that both look
alike and a test can measure what is about to be drawn.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

import qrcode.util
from qrcode.constants import ERROR_CORRECT_Q
from qrcode.main import QRCode

Colour: TypeAlias = tuple[int, int, int]
INK: Colour = (0x1B, 0x17, 0x15)
LACQUER: Colour = (0x9F, 0x1D, 0x20)
GOLD: Colour = (0xB8, 0x86, 0x1F)
FAINT: Colour = (0xDC, 0xD6, 0xCA)
CODE_DIGITS = 27
QR_VERSION = 1
QR_MODULES = 21
QUIET_MODULES = 4
MM_PER_POINT = 25.4 / 72


class Weight(StrEnum):
    """The weights that documents use, by the ends of their files' names."""

    REGULAR = "400Regular"
    SEMI_BOLD = "600SemiBold"
    BOLD = "700Bold"


class Align(StrEnum):
    """Which point of a text its x names."""

    LEFT = "left"
    CENTRE = "centre"


@dataclass(frozen=True)
class Text:
    """One line of text on its baseline."""

    x_mm: float
    baseline_mm: float
    text: str
    weight: Weight
    size_pt: float
    align: Align = Align.CENTRE
    colour: Colour = INK


@dataclass(frozen=True)
class Line:
    """A straight line."""

    from_mm: tuple[float, float]
    to_mm: tuple[float, float]
    thickness_mm: float
    colour: Colour = INK


@dataclass(frozen=True)
class Frame:
    """An empty rectangle."""

    left_mm: float
    top_mm: float
    width_mm: float
    height_mm: float
    thickness_mm: float
    colour: Colour = INK


@dataclass(frozen=True)
class Code:
    """A QR code; the side is that of its 21 modules, without the quiet zone."""

    left_mm: float
    top_mm: float
    side_mm: float
    digits: str


Mark: TypeAlias = Text | Line | Frame | Code


def qr_modules(digits: str) -> list[list[bool]]:
    """Give the 21 x 21 modules of a code, without quiet zone (version 1-Q, numeric, ADR 0002).

    Raises:
        ValueError: the code is not 27 digits.
    """
    if len(digits) != CODE_DIGITS or not (digits.isascii() and digits.isdigit()):
        raise ValueError(f"An invitation's code has {CODE_DIGITS} digits, not {digits!r}.")
    code = QRCode(version=QR_VERSION, error_correction=ERROR_CORRECT_Q, border=0)
    code.add_data(qrcode.util.QRData(digits.encode("ascii"), mode=qrcode.util.MODE_NUMBER))
    code.make(fit=False)
    matrix: list[list[bool]] = code.get_matrix()
    return matrix


def dark_runs(digits: str) -> list[tuple[int, int, int]]:
    """Give a code's dark modules as runs: row, first column, length."""
    runs: list[tuple[int, int, int]] = []
    for row, modules in enumerate(qr_modules(digits)):
        start = 0
        for column, dark in enumerate([*modules, False]):
            if dark:
                continue
            if column > start:
                runs.append((row, start, column - start))
            start = column + 1
    return runs
