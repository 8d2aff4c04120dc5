"""An invitation laid out in the order of mẫu 1.7: head, title, who is invited, to what, signed.

The same layout serves A5 and A6, both lying; only its scale and the code differ. The code stands at
the lower left, where official paper has "Nơi nhận"; beside it stand time, place and signature.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from conference.names import area_name
from printers.documents.marks import (
    FAINT,
    GOLD,
    INK,
    LACQUER,
    MM_PER_POINT,
    QR_MODULES,
    QUIET_MODULES,
    Align,
    Code,
    Colour,
    Frame,
    Line,
    Mark,
    Text,
    Weight,
)
from printers.documents.typesetting import SetText, set_text, width_mm
from printers.documents.wording import NATIONAL_MOTTO, NATIONAL_NAME, REHEARSAL_MARK
from printers.documents.words import InvitationWords, Signer

FRAME_MM, MARGIN_MM = 4.0, 9.0
PITCH = 1.42
# Type shrinks by this step until the whole invitation fits its card.
SHRINK = 0.95
SMALLEST = 0.35
SIGNATURE_ROOM_MM = 13.0
_LABELS = ("Chủ trì:", "Thời gian:", "Địa điểm:")


@dataclass(frozen=True)
class Card:
    """A card's size; type of `scale` 1 is that of an A5."""

    width_mm: float
    height_mm: float
    scale: float
    code_mm: float

    @property
    def quiet_mm(self) -> float:
        """The white that a scanner wants around the code."""
        return self.code_mm / QR_MODULES * QUIET_MODULES


CARD_A5 = Card(210.0, 148.5, 1.0, 29.4)
CARD_A6 = Card(148.5, 105.0, 0.7071, 25.2)


def lay_out_invitation(words: InvitationWords, card: Card) -> list[Mark]:
    """Place everything that an invitation says; type shrinks until nothing leaves the card."""
    scale = card.scale
    while True:
        laid = _Laid(words, card, scale)
        if laid.spare_mm >= 0 or scale < card.scale * SMALLEST:
            return list(laid.marks())
        scale *= SHRINK


class _Flow:
    """A column that is filled from above; it remembers where each line goes."""

    def __init__(self, left_mm: float, column_mm: float, top_mm: float, scale: float) -> None:
        self.left_mm, self.column_mm, self.y_mm, self._scale = left_mm, column_mm, top_mm, scale
        self.texts: list[Text] = []
        self.rules: list[Line] = []

    def gap(self, height_mm: float) -> None:
        self.y_mm += height_mm * self._scale

    def text(self, text: str, weight: Weight, size_pt: float, *, colour: Colour = INK) -> SetText:
        """Set a centred paragraph."""
        laid = set_text(text, weight, size_pt=size_pt * self._scale, column_mm=self.column_mm)
        for line in laid.lines:
            baseline = self._next_baseline(laid.size_pt)
            middle = self.left_mm + self.column_mm / 2
            self.texts.append(Text(middle, baseline, line, weight, laid.size_pt, colour=colour))
        return laid

    def labelled(self, label: str, text: str, weight: Weight, size_pt: float) -> None:
        """Set a paragraph behind its label; all labels of one size take the same room."""
        size = size_pt * self._scale
        longest = max(_LABELS, key=len) if label in _LABELS else label
        indent = width_mm(f"{longest}  ", Weight.REGULAR, size)
        laid = set_text(text, weight, size_pt=size, column_mm=self.column_mm - indent)
        for nth, line in enumerate(laid.lines):
            baseline = self._next_baseline(laid.size_pt)
            if not nth:
                mark = Text(self.left_mm, baseline, label, Weight.REGULAR, size, Align.LEFT)
                self.texts.append(mark)
            x = self.left_mm + indent
            self.texts.append(Text(x, baseline, line, weight, laid.size_pt, Align.LEFT))

    def rule(self, length_mm: float) -> None:
        middle = self.left_mm + self.column_mm / 2
        self.gap(1.1)
        start, end = (middle - length_mm / 2, self.y_mm), (middle + length_mm / 2, self.y_mm)
        self.rules.append(Line(start, end, 0.25))

    def _next_baseline(self, size_pt: float) -> float:
        """Go down by a line; its marks above and tails below stay within it."""
        line_mm = size_pt * MM_PER_POINT * PITCH
        self.y_mm += line_mm
        return self.y_mm - line_mm * 0.26


class _Laid:
    """An invitation at one scale, and how much room it leaves."""

    def __init__(self, words: InvitationWords, card: Card, scale: float) -> None:
        self._words, self._card, self._scale = words, card, scale
        caption_mm = 3 * 9.5 * card.scale * MM_PER_POINT * PITCH
        bottom = card.height_mm - MARGIN_MM * 0.8
        self._code_top = bottom - caption_mm - card.code_mm
        self._head = self._set_head()
        self._invited = self._set_invited(max(flow.y_mm for flow in self._head))
        # The code's white begins a little above it; what runs over the whole width ends before.
        self._over_code_mm = self._code_top - card.quiet_mm - self._invited.y_mm
        self._facts = self._set_facts(self._invited.y_mm)
        self.spare_mm = min(self._over_code_mm, bottom - self._facts.y_mm)

    def marks(self) -> Iterator[Mark]:
        card = self._card
        if self._words.rehearsal:
            # Behind the signature, away from the code.
            place, size = (card.width_mm * 0.62, card.height_mm * 0.86), 56 * card.scale
            yield Text(*place, REHEARSAL_MARK, Weight.BOLD, size, colour=FAINT)
        yield from self._frames()
        # What room is left goes above the title and above the facts.
        for flow in self._head:
            yield from flow.texts
            yield from flow.rules
        yield from _lowered(self._invited.texts, self.spare_mm * 0.4)
        yield from _lowered(self._facts.texts, self.spare_mm * 0.75)
        yield from self._code()

    def _frames(self) -> Iterator[Mark]:
        for inset, thickness, colour in ((FRAME_MM, 0.6, LACQUER), (FRAME_MM + 1.1, 0.2, GOLD)):
            width, height = self._card.width_mm - 2 * inset, self._card.height_mm - 2 * inset
            yield Frame(inset, inset, width, height, thickness, colour)

    def _set_head(self) -> tuple[_Flow, _Flow]:
        """Set the issuer at the left and the national name at the right."""
        words, scale, top = self._words, self._scale, FRAME_MM + 3.5
        inner = self._card.width_mm - 2 * MARGIN_MM
        left = _Flow(MARGIN_MM, inner * 0.47, top, scale)
        left.text(words.superior_body, Weight.REGULAR, 9)
        issuer = left.text(words.host, Weight.BOLD, 9)
        if issuer.lines:
            longest = max(width_mm(one, Weight.BOLD, issuer.size_pt) for one in issuer.lines)
            left.rule(longest * 0.4)
        left.gap(1)
        left.text(words.number, Weight.REGULAR, 9)
        right = _Flow(MARGIN_MM + inner * 0.5, inner * 0.5, top, scale)
        right.text(NATIONAL_NAME, Weight.BOLD, 9)
        motto = right.text(NATIONAL_MOTTO, Weight.BOLD, 9.5)
        right.rule(width_mm(NATIONAL_MOTTO, Weight.BOLD, motto.size_pt))
        right.gap(1)
        right.text(words.place_and_date, Weight.REGULAR, 9)
        return left, right

    def _set_invited(self, top_mm: float) -> _Flow:
        words = self._words
        width = self._card.width_mm - 2 * MARGIN_MM
        flow = _Flow(MARGIN_MM, width, top_mm, self._scale)
        flow.gap(2)
        title = f"GIẤY MỜI ({REHEARSAL_MARK})" if words.rehearsal else "GIẤY MỜI"
        flow.text(title, Weight.BOLD, 23, colour=LACQUER)
        flow.gap(1)
        flow.text(f"{words.inviter or words.host} trân trọng kính mời:", Weight.REGULAR, 10.5)
        # A form of address begins its line here; the name is never touched.
        address = words.address[:1].upper() + words.address[1:]
        flow.text(f"{address} {words.name}", Weight.BOLD, 16)
        flow.text(words.detail, Weight.REGULAR, 10.5)
        flow.gap(1)
        flow.text(f"Tới dự: {words.name_of_conference}", Weight.SEMI_BOLD, 10.5)
        return flow

    def _set_facts(self, top_mm: float) -> _Flow:
        """Set chair, time, place, notes and signature beside the code."""
        words = self._words
        left = MARGIN_MM + self._card.code_mm + self._card.quiet_mm + 3
        flow = _Flow(left, self._card.width_mm - MARGIN_MM - left, top_mm, self._scale)
        flow.gap(1.5)
        for label, text in zip(_LABELS, (words.chair, words.time, words.venue), strict=True):
            flow.labelled(label, text, Weight.SEMI_BOLD, 10.5)
        flow.gap(1)
        for note in words.notes:
            flow.labelled("–", note, Weight.REGULAR, 8.5)
        if words.signer is not None:
            self._sign(flow, words.signer)
        return flow

    def _sign(self, flow: _Flow, signer: Signer) -> None:
        """Set office and name in the right part of the column, with room to sign between."""
        part = 0.62
        right = _Flow(
            flow.left_mm + flow.column_mm * (1 - part),
            flow.column_mm * part,
            flow.y_mm,
            self._scale,
        )
        right.gap(1.5)
        for line in signer.office.splitlines():
            right.text(line, Weight.BOLD, 10)
        right.gap(SIGNATURE_ROOM_MM)
        right.text(signer.name, Weight.BOLD, 10.5)
        flow.texts += right.texts
        flow.y_mm = right.y_mm

    def _code(self) -> Iterator[Mark]:
        """Place the code, and below it what the desk reads when no scanner does."""
        words, card = self._words, self._card
        left = MARGIN_MM + card.quiet_mm / 2
        yield Code(left, self._code_top, card.code_mm, words.code)
        # As wide as it can be with its middle below the code's.
        overhang = left - FRAME_MM - 1.8
        top = self._code_top + card.code_mm + 0.3 * card.quiet_mm
        caption = _Flow(left - overhang, card.code_mm + 2 * overhang, top, card.scale)
        caption.text(f"Số thẻ {words.card_number}", Weight.BOLD, 9.5)
        area = area_name(words.area)
        where = f"Ghế {words.seat}" if words.seat else area and f"Khu vực {area}"
        caption.text(where, Weight.SEMI_BOLD, 8.5)
        yield from caption.texts


def _lowered(texts: list[Text], by_mm: float) -> Iterator[Text]:
    """Move texts down."""
    return (replace(text, baseline_mm=text.baseline_mm + by_mm) for text in texts)
