"""From the words of a print job to the bytes of its sheet."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PIL import Image

from conference.printing import ClaimedSheet, SheetKind
from printers.artwork import (
    ROLL_80,
    BadgeWords,
    CertificateWords,
    Fonts,
    Roll,
    draw_badge,
    draw_certificate,
)
from printers.escpos import encode_sheet


def sheet_drawer(fonts: Fonts, *, roll: Roll = ROLL_80) -> Callable[[ClaimedSheet], bytes]:
    """Give the function that draws and encodes a claimed sheet for this roll."""

    def draw(sheet: ClaimedSheet) -> bytes:
        image = _DRAWN_BY[sheet.kind](sheet, roll, fonts)
        return encode_sheet(image, feed_mm=FEED_TO_CUTTER_MM, dots_per_mm=roll.dots_per_mm)

    return draw


FEED_TO_CUTTER_MM = 18.0
"""From the print head to the knife of common 80 mm printers, with a margin."""


def _badge(sheet: ClaimedSheet, roll: Roll, fonts: Fonts) -> Image.Image:
    words = _tupled(sheet.words, "title_lines")
    badge = BadgeWords(**words, issue=sheet.issue, copy=sheet.issue > 1)
    return draw_badge(badge, roll=roll, fonts=fonts)


def _certificate(sheet: ClaimedSheet, roll: Roll, fonts: Fonts) -> Image.Image:
    words = _tupled(sheet.words, "issuer_lines")
    if sheet.issue > 1:
        words["note"] = f"Bản in lần {sheet.issue}. {words['note']}".strip()
    return draw_certificate(CertificateWords(**words), roll=roll, fonts=fonts)


def _tupled(words: dict[str, Any], lines: str) -> dict[str, Any]:
    return words | {lines: tuple(words[lines])}


_DRAWN_BY: dict[SheetKind, Callable[[ClaimedSheet, Roll, Fonts], Image.Image]] = {
    SheetKind.BADGE: _badge,
    SheetKind.CERTIFICATE: _certificate,
}
