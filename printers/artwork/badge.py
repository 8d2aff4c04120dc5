"""A delegate's badge: the name first, then who they are, where they sit, and the code."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from printers.artwork.blocks import Beside, Stack, paint, stack_spaced
from printers.artwork.marks import (
    Column,
    between_rehearsal_bars,
    qr_picture,
    title_blocks,
)
from printers.artwork.text import Align, Style, Weight, tidy

if TYPE_CHECKING:
    from PIL import Image

    from printers.artwork.blocks import Block
    from printers.artwork.roll import Roll
    from printers.artwork.text import Fonts

MARGIN_MM = 2.5
NAME = Style(Weight.EXTRA_BOLD, 14.0, (9.0, 7.0, 6.0, 4.0), pitch=1.16)
POSITION = Style(Weight.SEMI_BOLD, 3.5, (3.25,))
UNIT = Style(Weight.MEDIUM, 3.25, (3.0,), pitch=1.34)
GROUP = Style(Weight.EXTRA_BOLD, 5.0, (3.25,), pitch=1.25)
LABEL = Style(Weight.MEDIUM, 2.5, (1.5,), align=Align.LEFT)
SEAT = Style(Weight.EXTRA_BOLD, 11.0, (3.0,), align=Align.LEFT)
# A seat of several words must not outshout the name.
SEAT_IN_WORDS = Style(Weight.EXTRA_BOLD, 7.0, (5.5, 4.0, 3.0), align=Align.LEFT, pitch=1.2)
# Beside a seat the area only says which way to go.
AREA_OF_SEAT = Style(Weight.BOLD, 5.0, (4.0, 3.0), align=Align.LEFT, pitch=1.2)
CARD_NUMBER = Style(Weight.BOLD, 5.5, (2.5,), align=Align.LEFT)
COPY = Style(Weight.BOLD, 3.0, (2.0,))


@dataclass(frozen=True)
class BadgeWords:
    """All that a badge says; an empty word takes no room. `issue` counts from 1.

    `mark` tells namesakes apart and stands behind the name, as on the list: "Nguyễn Văn An (A)".
    """

    title_lines: tuple[str, ...]
    full_name: str
    position: str
    unit: str
    group: str
    seat: str
    card_number: str
    code: str
    issue: int
    rehearsal: bool
    copy: bool
    area: str = ""
    mark: str = ""


def draw_badge(words: BadgeWords, *, roll: Roll, fonts: Fonts) -> Image.Image:
    """Draw a badge over the roll's printable width, as long as its words need (mode "1").

    Raises:
        ValueError: the code is not 27 digits, or the badge has no name.
    """
    if not tidy(words.full_name):
        raise ValueError("A badge without a name is nobody's.")
    margin_dots = roll.dots(MARGIN_MM)
    column = Column(roll, fonts, roll.printable_dots - 2 * margin_dots)
    blocks: tuple[Block, ...] = (
        column.gap(1.0),
        *_head(words, column),
        *_person(words, column),
        _foot(words, column),
        column.gap(1.0),
    )
    sheet = between_rehearsal_bars(blocks, column) if words.rehearsal else Stack(blocks)
    return paint(sheet, width_dots=roll.printable_dots, margin_dots=margin_dots)


def _head(words: BadgeWords, column: Column) -> list[Block]:
    titles = title_blocks(words.title_lines, column)
    if not titles:
        return []
    return [*titles, column.gap(2.5), column.double_rule(thick_first=True)]


def _person(words: BadgeWords, column: Column) -> list[Block]:
    mark = tidy(words.mark)
    name = f"{words.full_name} ({mark})" if mark else words.full_name
    blocks: list[Block] = [column.gap(6.0), column.text(name, NAME), column.gap(5.0)]
    about = ((words.position, POSITION), (words.unit, UNIT))
    lines = [column.text(text, style) for text, style in about if tidy(text)]
    if lines:
        blocks += [stack_spaced(lines, column.roll.dots(1.9)), column.gap(5.0)]
    if tidy(words.group):
        blocks += [column.bar(words.group.upper(), GROUP, padding_mm=2.0), column.gap(2.0)]
    return blocks


def _foot(words: BadgeWords, column: Column) -> Block:
    """Set where to sit and the card number for people, beside them the code for readers."""
    code = qr_picture(words.code, column)
    # The quiet zone may lie in the margin: white is white.
    code_at_dots = column.width_dots - code.mask.width + column.roll.dots(MARGIN_MM)
    beside = Column(column.roll, column.fonts, code_at_dots - column.roll.dots(1.0))
    entries: list[Block] = []
    for label, text, style in (
        ("CHỖ NGỒI", words.seat, _large(words.seat)),
        ("KHU VỰC", words.area, AREA_OF_SEAT if tidy(words.seat) else _large(words.area)),
        ("SỐ THẺ", words.card_number, CARD_NUMBER),
    ):
        if tidy(text):
            pair = (beside.text(label, LABEL), beside.text(text, style))
            entries.append(stack_spaced(pair, column.roll.dots(2.0)))
    if words.copy or words.issue > 1:
        entries.append(beside.bar(f"BẢN SAO {words.issue}", COPY, padding_mm=1.25))
    return Beside(stack_spaced(entries, column.roll.dots(3.25)), code, code_at_dots)


def _large(place: str) -> Style:
    return SEAT_IN_WORDS if " " in tidy(place) else SEAT
