"""Invitations as a PDF, four to an A4 page, each with its QR at 25 mm.

Imports reportlab, which is heavy: only commands and child processes import this module.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import qrcode
from qrcode.constants import ERROR_CORRECT_Q
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

QR_MM = 34.0
QUIET_MODULES = 4
_CARD_MM = (105.0, 148.5)
_PER_PAGE = 4
_MARGIN_MM = 8.0
_REGULAR, _BOLD = "BeVietnamPro", "BeVietnamPro-Bold"


@dataclass(frozen=True)
class InvitationWords:
    """What an invitation says."""

    title_lines: tuple[str, ...]
    host: str
    address: str
    name: str
    detail: str
    name_of_conference: str
    time: str
    venue: str
    card_number: str
    seat: str
    code: str
    rehearsal: bool


def write_invitations(
    target: Path | BytesIO, invitations: Sequence[InvitationWords], fonts: Path
) -> None:
    """Write the invitations four to an A4 page; `fonts` is the folder of the built fonts."""
    pdfmetrics.registerFont(TTFont(_REGULAR, fonts / "BeVietnamPro_400Regular.ttf"))
    pdfmetrics.registerFont(TTFont(_BOLD, fonts / "BeVietnamPro_700Bold.ttf"))
    canvas = Canvas(str(target) if isinstance(target, Path) else target, pagesize=A4)
    canvas.setTitle("Giấy mời")
    for nth, words in enumerate(invitations):
        if nth and nth % _PER_PAGE == 0:
            canvas.showPage()
        column, row = nth % 2, (nth // 2) % 2
        canvas.saveState()
        canvas.translate(column * _CARD_MM[0] * mm, (1 - row) * _CARD_MM[1] * mm)
        _Card(canvas, words).draw()
        canvas.restoreState()
    canvas.save()


class _Card:
    """One invitation of 105 x 148.5 mm; y runs down from the top edge."""

    def __init__(self, canvas: Canvas, words: InvitationWords) -> None:
        self._canvas, self._words = canvas, words
        self._y_mm = _MARGIN_MM + 4

    def draw(self) -> None:
        words = self._words
        self._frame()
        for line in words.title_lines[:-1]:
            self._centred(line, _BOLD, 7.5)
        self._gap(3)
        self._centred("GIẤY MỜI", _BOLD, 17, colour=(0.62, 0.11, 0.13))
        self._gap(2)
        self._centred(f"{words.host} trân trọng kính mời:", _REGULAR, 8)
        self._gap(1)
        self._centred(f"{words.address} {words.name}", _BOLD, 12)
        self._centred(words.detail, _REGULAR, 8)
        self._gap(1.5)
        self._centred(f"Tới dự {words.name_of_conference}", _REGULAR, 8)
        self._gap(1)
        self._centred(f"Thời gian: {words.time}", _BOLD, 8)
        self._centred(f"Địa điểm: {words.venue}", _REGULAR, 8)
        self._qr()

    def _frame(self) -> None:
        self._canvas.setLineWidth(0.7)
        self._canvas.setStrokeColorRGB(0.62, 0.11, 0.13)
        inset = 4.0 * mm
        width, height = (side * mm - 2 * inset for side in _CARD_MM)
        self._canvas.rect(inset, inset, width, height)
        if self._words.rehearsal:
            self._canvas.setFont(_BOLD, 9)
            self._canvas.drawCentredString(_CARD_MM[0] * mm / 2, 5.5 * mm, "CHẠY THỬ")

    def _gap(self, height_mm: float) -> None:
        self._y_mm += height_mm

    def _centred(
        self, text: str, font: str, size: float, *, colour: tuple[float, float, float] = (0, 0, 0)
    ) -> None:
        """Set a paragraph; reportlab does not compose marks, hence NFC here."""
        composed = unicodedata.normalize("NFC", text)
        width = (_CARD_MM[0] - 2 * _MARGIN_MM) * mm
        self._canvas.setFont(font, size)
        self._canvas.setFillColorRGB(*colour)
        for line in simpleSplit(composed, font, size, width):
            self._y_mm += size * 1.4 / mm
            y = (_CARD_MM[1] - self._y_mm) * mm
            self._canvas.drawCentredString(_CARD_MM[0] * mm / 2, y, line)

    def _qr(self) -> None:
        left, bottom = (_CARD_MM[0] - QR_MM) / 2 * mm, 16 * mm
        modules = qr_modules(self._words.code)
        side = QR_MM * mm / len(modules)
        self._canvas.setFillColorRGB(0, 0, 0)
        for row, dots in enumerate(modules):
            for column, dark in enumerate(dots):
                if dark:
                    y = bottom + (len(modules) - 1 - row) * side
                    # A hair wider than a module, so that printers leave no white seams.
                    self._canvas.rect(left + column * side, y, side * 1.02, side * 1.02, 0, 1)
        self._canvas.setFont(_REGULAR, 8)
        below = f"Số thẻ {self._words.card_number}"
        if self._words.seat:
            below += f"  ·  Ghế {self._words.seat}"
        self._canvas.drawCentredString(_CARD_MM[0] * mm / 2, 10 * mm, below)


def qr_modules(digits: str) -> list[list[bool]]:
    """Give the dark and light modules of a code, quiet zone included; numeric mode, EC level Q."""
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_Q, border=QUIET_MODULES)
    code.add_data(digits)
    code.make(fit=True)
    matrix: list[list[bool]] = code.get_matrix()
    return matrix
