"""A certificate or slip on the roll: upright, framed, with room for a signature.

Neither national emblem nor national name stand on it: thermal paper fades, and the framed original
is printed elsewhere (docs/adr: certificates are overprinted on their blanks).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw, ImageOps

from printers.artwork.blocks import Shifted, Stack, paint, stack_spaced
from printers.artwork.marks import Column, between_rehearsal_bars, issuer_blocks
from printers.artwork.text import BLACK, Style, Weight, tidy

if TYPE_CHECKING:
    from printers.artwork.blocks import Block
    from printers.artwork.roll import Roll
    from printers.artwork.text import Fonts

MARGIN_MM = 5.0
HEADING = Style(Weight.EXTRA_BOLD, 10.5, (6.5, 5.0), pitch=1.2)
MARKING = Style(Weight.EXTRA_BOLD, 3.5, (2.5,))
INTRO = Style(Weight.MEDIUM, 4.0, (3.0,))
NAME = Style(Weight.EXTRA_BOLD, 9.5, (7.0, 5.5, 4.0), pitch=1.2)
UNIT = Style(Weight.SEMI_BOLD, 3.25, (3.0,), pitch=1.36)
CITATION = Style(Weight.MEDIUM, 3.5, (3.25,), pitch=1.5)
DECISION = Style(Weight.REGULAR, 2.75, (2.5,), pitch=1.4)
PLACE_AND_DATE = Style(Weight.MEDIUM, 2.6, (2.1,))
SIGNER_TITLE = Style(Weight.BOLD, 3.0, (2.6,), pitch=1.3)
SIGNER_NAME = Style(Weight.BOLD, 3.4, (2.6,))
SMALL = Style(Weight.REGULAR, 2.4, (2.2,), pitch=1.35)
# The right-hand column of an official signature, as a part of the sheet.
SIGNATURE_FROM = 0.3
# A signature across a stamp of 36 mm would not fit the roll; a signature alone needs this.
SIGNATURE_ROOM_MM = 22.0
SIGNATURE_LINES_GAP_MM = 1.3
MARKING_WIDTH_MM = 30.0


@dataclass(frozen=True)
class CertificateWords:
    """All that a certificate says; an empty word takes no room."""

    heading: str
    marking: str
    issuer_lines: tuple[str, ...]
    intro: str
    name: str
    unit: str
    citation: str
    decision: str
    place_and_date: str
    signer_title: str
    signer_name: str
    number: str
    note: str
    rehearsal: bool


def draw_certificate(words: CertificateWords, *, roll: Roll, fonts: Fonts) -> Image.Image:
    """Draw a certificate over the roll's printable width, as long as it needs (mode "1").

    Raises:
        ValueError: it has no heading or no name.
    """
    if not (tidy(words.heading) and tidy(words.name)):
        raise ValueError("A certificate needs a heading and a name.")
    sheet_column = Column(roll, fonts, roll.printable_dots)
    column = Column(roll, fonts, roll.printable_dots - 2 * roll.dots(MARGIN_MM))
    blocks: tuple[Block, ...] = (
        column.gap(8.0),
        *_head(words, column),
        *_honour(words, column),
        *_signature(words, column),
        *_small_print(words, column),
        column.gap(6.5),
    )
    sheet: Block = Framed(Stack(blocks), roll, sheet_column.width_dots)
    if words.rehearsal:
        sheet = between_rehearsal_bars((sheet,), sheet_column)
    return paint(sheet, width_dots=roll.printable_dots, margin_dots=0)


@dataclass(frozen=True)
class Framed:
    """A block within a thick and a thin line whose corners are drawn in."""

    block: Block
    roll: Roll
    width_dots: int

    @property
    def height_dots(self) -> int:
        """The block's own height: it brings its margins along."""
        return self.block.height_dots

    def draw(self, canvas: ImageDraw.ImageDraw, left: int, top: int) -> None:
        """Draw the frame, then the block within it."""
        thick, inset = self.roll.dots(0.5), self.roll.dots(1.25)
        right, bottom = left + self.width_dots - 1, top + self.height_dots - 1
        canvas.rectangle((left, top, right, bottom), outline=BLACK, width=thick)
        self._thin_line(canvas, (left + inset, top + inset), (right - inset, bottom - inset))
        self.block.draw(canvas, left + self.roll.dots(MARGIN_MM), top)

    def _thin_line(
        self, canvas: ImageDraw.ImageDraw, start: tuple[int, int], end: tuple[int, int]
    ) -> None:
        step, line = self.roll.dots(2.0), self.roll.dots(0.25)
        (left, top), (right, bottom) = start, end
        for y in (top, bottom - line + 1):
            canvas.rectangle((left + step, y, right - step, y + line - 1), fill=BLACK)
        for x in (left, right - line + 1):
            canvas.rectangle((x, top + step, x + line - 1, bottom - step), fill=BLACK)
        corner = _corner(step, line)
        mirrored = ImageOps.mirror(corner)
        for mask, place in (
            (corner, (left, top)),
            (mirrored, (right - step + 1, top)),
            (ImageOps.flip(corner), (left, bottom - step + 1)),
            (ImageOps.flip(mirrored), (right - step + 1, bottom - step + 1)),
        ):
            canvas.bitmap(place, mask, fill=BLACK)


def _corner(step: int, line: int) -> Image.Image:
    """Draw the thin line's upper left corner: a step inwards, and a small square in its bend."""
    mask = Image.new("L", (step, step), 0)
    pen = ImageDraw.Draw(mask)
    pen.rectangle((step - line, 0, step - 1, step - 1), fill=255)
    pen.rectangle((0, step - line, step - 1, step - 1), fill=255)
    pen.rectangle((line, line, step - 2 * line - 1, step - 2 * line - 1), fill=255)
    return mask


def _head(words: CertificateWords, column: Column) -> list[Block]:
    blocks = issuer_blocks(words.issuer_lines, column)
    if blocks:
        blocks.append(column.gap(7.5))
    blocks.append(column.text(words.heading, HEADING))
    if tidy(words.marking):
        narrow = Column(column.roll, column.fonts, column.roll.dots(MARKING_WIDTH_MM))
        bar = narrow.bar(words.marking, MARKING, padding_mm=1.4)
        blocks += [column.gap(3.5), Shifted(bar, (column.width_dots - bar.width_dots) // 2)]
    return blocks


def _honour(words: CertificateWords, column: Column) -> list[Block]:
    """Set who is honoured and what for."""
    blocks: list[Block] = []
    for gap_mm, text, style in (
        (6.0, words.intro, INTRO),
        (4.5, words.name, NAME),
        (3.75, words.unit, UNIT),
        (6.0, words.citation, CITATION),
        (5.0, words.decision, DECISION),
    ):
        if tidy(text):
            blocks += [column.gap(gap_mm), column.text(text, style)]
    return blocks


def _signature(words: CertificateWords, column: Column) -> list[Block]:
    """Set place, date, the signer's office, room to sign, and the name, in the right-hand column.

    The office may bring its own lines: "TM. BAN TỔ CHỨC", "KT. TRƯỞNG BAN" ...
    """
    from_dots = round(column.width_dots * SIGNATURE_FROM)
    right = Column(column.roll, column.fonts, column.width_dots - from_dots)
    blocks: list[Block] = []
    for gap_mm, text, style in (
        (7.0, words.place_and_date, PLACE_AND_DATE),
        (1.9, words.signer_title, SIGNER_TITLE),
        (SIGNATURE_ROOM_MM, words.signer_name, SIGNER_NAME),
    ):
        lines = [right.text(line, style) for line in text.splitlines() if tidy(line)]
        if lines:
            spaced = stack_spaced(lines, column.roll.dots(SIGNATURE_LINES_GAP_MM))
            blocks += [column.gap(gap_mm), Shifted(spaced, from_dots)]
    if words.signer_title and not words.signer_name:
        # Whoever signs writes the name too; the room is kept.
        blocks.append(column.gap(SIGNATURE_ROOM_MM))
    return blocks


def _small_print(words: CertificateWords, column: Column) -> list[Block]:
    blocks: list[Block] = []
    written = [text for text in (words.number, words.note) if tidy(text)]
    if written:
        blocks += [column.gap(6.0), column.rule(thickness_mm=0.125)]
    for text in written:
        blocks += [column.gap(1.9), column.text(text, SMALL)]
    return blocks
