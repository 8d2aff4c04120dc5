"""What badge and certificate share: the conference's head, the rehearsal's bars, the QR code."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import qrcode.constants
import qrcode.util
from PIL import Image
from qrcode.main import QRCode

from printers.artwork.blocks import Bar, Gap, Picture, Rule, Stack
from printers.artwork.text import WHITE, Fonts, Style, Weight, set_text, tidy

if TYPE_CHECKING:
    from printers.artwork.blocks import Block
    from printers.artwork.roll import Roll
    from printers.artwork.text import Paragraph

REHEARSAL_WORDS = "CHẠY THỬ"
CODE_DIGITS = 27
QR_VERSION = 1
QR_MODULES = 21
QUIET_MODULES = 4
# 8 dots a module (1 mm) are read in every try, 6 in nearly all, 4 in half of them (printing.md 5).
QR_MODULE_MM, QR_SMALL_MODULE_MM = 1.0, 0.75
WIDE_COLUMN_MM = 60.0
# Conferences name themselves by one of these words; what stands above it is who calls them.
KINDS = (
    "HỘI NGHỊ",
    "ĐẠI HỘI",
    "HỘI THẢO",
    "HỘI THI",
    "LỄ ",
    "GẶP MẶT",
    "DIỄN ĐÀN",
    "TỌA ĐÀM",
    "KỲ HỌP",
    "CHƯƠNG TRÌNH",
)

SUPERIOR = Style(Weight.MEDIUM, 2.5, (2.2,))
ISSUER = Style(Weight.BOLD, 2.75, (2.3,))
KIND = Style(Weight.EXTRA_BOLD, 3.75, (2.6,), pitch=1.25)
TITLE = Style(Weight.BOLD, 3.0, (2.6,), pitch=1.34)
PLACE = Style(Weight.REGULAR, 2.5, (2.2,))
REHEARSAL = Style(Weight.EXTRA_BOLD, 4.5, (2.0,))


@dataclass(frozen=True)
class Column:
    """A column of a sheet: sets text and draws rules to its own width."""

    roll: Roll
    fonts: Fonts
    width_dots: int

    def text(self, words: str, style: Style) -> Paragraph:
        """Set words in black."""
        return set_text(words, style, width_dots=self.width_dots, roll=self.roll, fonts=self.fonts)

    def bar(self, words: str, style: Style, *, padding_mm: float, hatch_mm: float = 0.0) -> Bar:
        """Set words in white on a black bar over the whole column."""
        padding_dots = self.roll.dots(padding_mm)
        inner_dots = self.width_dots - 2 * padding_dots
        paragraph = set_text(
            words, style, width_dots=inner_dots, roll=self.roll, fonts=self.fonts, ink=WHITE
        )
        return Bar(paragraph, self.width_dots, padding_dots, self.roll.dots(hatch_mm))

    def rule(self, *, thickness_mm: float, length_mm: float | None = None) -> Rule:
        """Draw a line over the whole column, or a shorter one in its middle."""
        length = self.width_dots if length_mm is None else self.roll.dots(length_mm)
        thickness = max(1, self.roll.dots(thickness_mm))
        return Rule(self.width_dots, min(length, self.width_dots), thickness)

    def double_rule(self, *, thick_first: bool) -> Stack:
        """Draw the thick and the thin line that open or close a solemn page."""
        rules: tuple[Block, ...] = (
            self.rule(thickness_mm=0.5),
            self.gap(0.375),
            self.rule(thickness_mm=0.125),
        )
        return Stack(rules if thick_first else rules[::-1])

    def gap(self, height_mm: float) -> Gap:
        """Leave white paper."""
        return Gap(self.roll.dots(height_mm))


def rehearsal_bar(column: Column) -> Bar:
    """Draw the bar that stands at both ends of every sheet of a rehearsal.

    Two of them, because one could be torn off; hatched, because a group's bar is black as well.
    """
    return column.bar(REHEARSAL_WORDS, REHEARSAL, padding_mm=1.75, hatch_mm=1.25)


def between_rehearsal_bars(blocks: tuple[Block, ...], column: Column) -> Stack:
    """Put the warning above and below a sheet."""
    bar = rehearsal_bar(column)
    return Stack((bar, column.gap(3.0), *blocks, column.gap(3.0), bar))


def issuer_blocks(lines: tuple[str, ...], column: Column) -> list[Block]:
    """Set who issues a sheet, as on official paper: superiors light, itself bold, a short rule.

    The short rule below the issuing body follows Nghị định 30/2020/NĐ-CP, phụ lục I.
    """
    written = [line for line in lines if tidy(line)]
    blocks: list[Block] = []
    for line in written[:-1]:
        blocks += [column.text(line, SUPERIOR), column.gap(1.1)]
    for line in written[-1:]:
        rule = column.rule(thickness_mm=0.25, length_mm=12.0)
        blocks += [column.text(line, ISSUER), column.gap(1.4), rule]
    return blocks


def title_blocks(lines: tuple[str, ...], column: Column) -> list[Block]:
    """Set the conference's title lines: who calls it, what it is, its name, place and day."""
    written = tuple(tidy(line) for line in lines if tidy(line))
    starts = [place for place, line in enumerate(written) if line.upper().startswith(KINDS)]
    kind_at = starts[0] if starts else 0
    blocks = issuer_blocks(written[:kind_at], column)
    for place, line in enumerate(written[kind_at:], start=kind_at):
        if blocks:
            blocks.append(column.gap(2.2 if place == kind_at else 1.3))
        blocks.append(column.text(line, _title_style(line, is_kind=place in starts[:1])))
    return blocks


def _title_style(line: str, *, is_kind: bool) -> Style:
    """Tell the lines of a title apart: its kind, its name in capitals, its place and day."""
    if is_kind:
        return KIND
    return TITLE if line.isupper() else PLACE


def qr_picture(code: str, column: Column) -> Picture:
    """Draw the 27 digits as a QR code (version 1-Q, numeric mode) with its quiet zone.

    Source: ISO/IEC 18004: version 1 at level Q holds exactly 27 digits.

    Raises:
        ValueError: the code is not 27 digits.
    """
    if len(code) != CODE_DIGITS or not (code.isascii() and code.isdigit()):
        raise ValueError(f"A sheet's code has {CODE_DIGITS} digits, not {code!r}.")
    drawing = QRCode(
        version=QR_VERSION, error_correction=qrcode.constants.ERROR_CORRECT_Q, border=QUIET_MODULES
    )
    drawing.add_data(qrcode.util.QRData(code.encode("ascii"), mode=qrcode.util.MODE_NUMBER))
    drawing.make(fit=False)
    wide = column.width_dots >= column.roll.dots(WIDE_COLUMN_MM)
    module_dots = column.roll.dots(QR_MODULE_MM if wide else QR_SMALL_MODULE_MM)
    modules = QR_MODULES + 2 * QUIET_MODULES
    cells = bytes(255 if dark else 0 for row in drawing.get_matrix() for dark in row)
    side_dots = modules * module_dots
    small = Image.frombytes("L", (modules, modules), cells)
    return Picture(small.resize((side_dots, side_dots), Image.Resampling.NEAREST))
