"""Invitations as a PDF: one on each half of A4, or four on an A4 with cut lines (mẫu 1.7).

Made in parts (see `parts`). Every part carries the letters of the whole list, so that all parts
carry the same fonts and the joined file needs them once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import cast

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, PdfObject
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from printers.artwork.text import tidy
from printers.documents.card import CARD_A5, CARD_A6, Card, lay_out_invitation
from printers.documents.painting import embed_letters, paint_on_page
from printers.documents.parts import PartFolder, make_document, write_whole
from printers.documents.typesetting import register_fonts
from printers.documents.words import InvitationLayout, InvitationWords, Watch

PER_PART = 100
# Counts up when the drawing changes, so that parts drawn by an older release are not taken.
DRAWING = "1"
_TITLE = "Giấy mời"


@dataclass(frozen=True)
class _Sheet:
    """A page and the cards on it: in how many columns and rows."""

    card: Card
    columns: int
    rows: int

    @property
    def cards(self) -> int:
        return self.columns * self.rows

    @property
    def size_mm(self) -> tuple[float, float]:
        return self.card.width_mm * self.columns, self.card.height_mm * self.rows


SHEETS = {
    InvitationLayout.SINGLE: _Sheet(CARD_A5, 1, 1),
    InvitationLayout.FOUR: _Sheet(CARD_A6, 2, 2),
}


def invitations_pdf(
    target: Path,
    invitations: Sequence[InvitationWords],
    fonts: Path,
    *,
    layout: InvitationLayout,
    watch: Watch | None = None,
) -> bool:
    """Write all invitations into one PDF; True when it is whole, False if it was cancelled.

    A cancelled run leaves its parts in the folder "<target>.parts"; the next one goes on from them.
    `fonts` is the folder of the built fonts.
    """
    folder = target.with_name(f"{target.name}.parts")
    parts = InvitationParts(folder, invitations, fonts, layout=layout)
    return make_document(parts, target, watch or Watch())


class InvitationParts:
    """The invitations of a list, some pages at a time."""

    def __init__(
        self,
        folder: Path,
        invitations: Sequence[InvitationWords],
        fonts: Path,
        *,
        layout: InvitationLayout,
        per_part: int = PER_PART,
    ) -> None:
        self._invitations, self._sheet = invitations, SHEETS[layout]
        # A part is whole pages.
        self._per_part = max(1, per_part // self._sheet.cards) * self._sheet.cards
        made_of = (DRAWING, layout, str(self._per_part), *map(repr, invitations))
        self._parts = PartFolder(folder, made_of=made_of, suffix=".pdf")
        self._letters = _letters(invitations)
        register_fonts(fonts)

    @property
    def count(self) -> int:
        """How many parts there are; an empty list has one empty page."""
        return max(1, -(-self.total // self._per_part))

    @property
    def total(self) -> int:
        """How many invitations there are."""
        return len(self._invitations)

    def written(self, parts: int) -> int:
        """How many invitations the first so many parts hold."""
        return min(parts * self._per_part, self.total)

    def write_part(self, nth: int) -> bool:
        """Write one part, counted from 0; False if it was there already."""
        start = nth * self._per_part
        words = self._invitations[start : start + self._per_part]
        return self._parts.write(nth, partial(self._draw, words))

    def join(self, target: Path) -> None:
        """Put all parts together.

        Raises:
            FileNotFoundError: a part is not written yet.
        """
        write_whole(target, self._join)

    def clear(self) -> None:
        """Throw the parts away."""
        self._parts.clear()

    def _join(self, path: Path) -> None:
        writer = PdfWriter()
        fonts: PdfObject | None = None
        for nth in range(self.count):
            for page in PdfReader(self._parts.path(nth)).pages:
                if fonts is not None:
                    # The same letters in the same order: the first part's fonts serve all.
                    _resources(page)[NameObject("/Font")] = fonts
                added = writer.add_page(page)
                fonts = fonts or _resources(added).raw_get("/Font")
        writer.add_metadata({"/Title": _TITLE})
        writer.write(path)

    def _draw(self, words: Sequence[InvitationWords], path: Path) -> None:
        width_mm, height_mm = self._sheet.size_mm
        # Invariant: no clock and no random number in the file; the same words, the same bytes.
        canvas = Canvas(
            str(path), pagesize=(width_mm * mm, height_mm * mm), pageCompression=1, invariant=1
        )
        canvas.setTitle(_TITLE)
        embed_letters(canvas, self._letters)
        for start in range(0, max(1, len(words)), self._sheet.cards):
            self._draw_page(canvas, words[start : start + self._sheet.cards])
            canvas.showPage()
        canvas.save()

    def _draw_page(self, canvas: Canvas, words: Sequence[InvitationWords]) -> None:
        card = self._sheet.card
        for nth, one in enumerate(words):
            row, column = divmod(nth, self._sheet.columns)
            canvas.saveState()
            canvas.translate(
                column * card.width_mm * mm, (self._sheet.rows - 1 - row) * card.height_mm * mm
            )
            paint_on_page(canvas, lay_out_invitation(one, card), height_mm=card.height_mm)
            canvas.restoreState()
        if self._sheet.cards > 1:
            self._draw_cut_lines(canvas)

    def _draw_cut_lines(self, canvas: Canvas) -> None:
        """Draw a hair of dashes where the cards are cut apart."""
        width, height = (side * mm for side in self._sheet.size_mm)
        canvas.setLineWidth(0.15 * mm)
        canvas.setStrokeColorRGB(0.6, 0.6, 0.6)
        canvas.setDash(1.5 * mm, 1.5 * mm)
        canvas.line(width / 2, 0, width / 2, height)
        canvas.line(0, height / 2, width, height / 2)
        canvas.setDash()


def _resources(page: PageObject) -> DictionaryObject:
    return cast("DictionaryObject", page["/Resources"].get_object())


def _letters(invitations: Sequence[InvitationWords]) -> list[str]:
    """List the letters of a whole list in a fixed order; what tidying drops is not among them."""
    seen: set[str] = set()
    for words in invitations:
        # Each word as Python writes it holds its letters, and some plain ones more: no harm.
        seen.update(tidy(repr(words)))
    return sorted(seen)
