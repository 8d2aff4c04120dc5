"""The few things a sheet is built of, stacked by their ink: text, rules, bars, pictures, gaps.

A block knows its height before it is drawn, so the sheet is exactly as long as what stands on it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from PIL import Image, ImageDraw

from printers.artwork.text import BLACK, WHITE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from printers.artwork.text import Paragraph

THRESHOLD = 128
TWO_COLOURS = [BLACK] * THRESHOLD + [WHITE] * (256 - THRESHOLD)


class Block(Protocol):
    """Anything with a height that can draw itself at a place."""

    @property
    def height_dots(self) -> int:
        """How much of the sheet's length it takes."""

    def draw(self, canvas: ImageDraw.ImageDraw, left: int, top: int) -> None:
        """Draw with the upper left corner at this place."""


@dataclass(frozen=True)
class Gap:
    """White paper."""

    height_dots: int

    def draw(self, canvas: ImageDraw.ImageDraw, left: int, top: int) -> None:
        """Leave the paper as it is."""


@dataclass(frozen=True)
class Rule:
    """A horizontal line, centred in its column."""

    column_dots: int
    length_dots: int
    height_dots: int

    def draw(self, canvas: ImageDraw.ImageDraw, left: int, top: int) -> None:
        """Draw the line."""
        start = left + (self.column_dots - self.length_dots) // 2
        end = start + self.length_dots - 1
        canvas.rectangle((start, top, end, top + self.height_dots - 1), fill=BLACK)


@dataclass(frozen=True)
class Bar:
    """White words on black, with hatched ends when it is to be seen as a warning."""

    words: Paragraph
    width_dots: int
    padding_dots: int
    hatch_dots: int = 0

    @cached_property
    def _border_dots(self) -> int:
        """Black above the capitals and below the baseline: the same, though marks reach into it."""
        marks = max(self.words.marks_above_dots, self.words.marks_below_dots)
        return max(self.padding_dots, marks + self.padding_dots // 2)

    @property
    def height_dots(self) -> int:
        """The words without their marks, and a border on both sides."""
        marks = self.words.marks_above_dots + self.words.marks_below_dots
        return self.words.height_dots - marks + 2 * self._border_dots

    def draw(self, canvas: ImageDraw.ImageDraw, left: int, top: int) -> None:
        """Draw the bar, then its words into it."""
        right, bottom = left + self.width_dots - 1, top + self.height_dots - 1
        canvas.rectangle((left, top, right, bottom), fill=BLACK)
        if self.hatch_dots:
            self._hatch(canvas, left, top)
        inset = (self.width_dots - self.words.width_dots) // 2
        words_top = top + self._border_dots - self.words.marks_above_dots
        self.words.draw(canvas, left + inset, words_top)

    def _hatch(self, canvas: ImageDraw.ImageDraw, left: int, top: int) -> None:
        """Cut slanted white stripes into both ends, leaning towards the words between them."""
        height, right = self.height_dots, left + self.width_dots - 1
        field_dots = self.words.ink_width_dots + 4 * self.padding_dots
        end_dots = (self.width_dots - field_dots) // 2 - height
        for foot in range(self.hatch_dots, end_dots, 2 * self.hatch_dots):
            stripe = (
                (0, height - 1),
                (self.hatch_dots, height - 1),
                (self.hatch_dots + height, 0),
                (height, 0),
            )
            for edge, inwards in ((left, 1), (right, -1)):
                corners = [(edge + inwards * (foot + x), top + y) for x, y in stripe]
                canvas.polygon(corners, fill=WHITE)


@dataclass(frozen=True)
class Picture:
    """A white mask whose set dots are drawn black."""

    mask: Image.Image

    @property
    def height_dots(self) -> int:
        """The mask's own height."""
        return self.mask.height

    def draw(self, canvas: ImageDraw.ImageDraw, left: int, top: int) -> None:
        """Stamp the mask."""
        canvas.bitmap((left, top), self.mask, fill=BLACK)


@dataclass(frozen=True)
class Stack:
    """Blocks one under the other."""

    blocks: tuple[Block, ...]

    @cached_property
    def height_dots(self) -> int:
        """All of them together."""
        return sum(block.height_dots for block in self.blocks)

    def draw(self, canvas: ImageDraw.ImageDraw, left: int, top: int) -> None:
        """Draw from the top downwards."""
        for block in self.blocks:
            block.draw(canvas, left, top)
            top += block.height_dots


@dataclass(frozen=True)
class Shifted:
    """A block moved to the right within its column."""

    block: Block
    by_dots: int

    @property
    def height_dots(self) -> int:
        """The block's own height."""
        return self.block.height_dots

    def draw(self, canvas: ImageDraw.ImageDraw, left: int, top: int) -> None:
        """Draw the block further right."""
        self.block.draw(canvas, left + self.by_dots, top)


@dataclass(frozen=True)
class Beside:
    """Two blocks side by side, each centred on the taller one's height."""

    left: Block
    right: Block
    right_at_dots: int

    @cached_property
    def height_dots(self) -> int:
        """The taller one's height."""
        return max(self.left.height_dots, self.right.height_dots)

    def draw(self, canvas: ImageDraw.ImageDraw, left: int, top: int) -> None:
        """Draw both."""
        for block, x in ((self.left, left), (self.right, left + self.right_at_dots)):
            block.draw(canvas, x, top + (self.height_dots - block.height_dots) // 2)


def stack_spaced(blocks: Sequence[Block], gap_dots: int) -> Stack:
    """Stack blocks with the same gap between each two."""
    spaced: list[Block] = []
    for block in blocks:
        if spaced:
            spaced.append(Gap(gap_dots))
        spaced.append(block)
    return Stack(tuple(spaced))


def paint(block: Block, *, width_dots: int, margin_dots: int) -> Image.Image:
    """Draw a block on paper as long as itself and make it two-coloured (mode "1")."""
    grey = Image.new("L", (width_dots, block.height_dots), WHITE)
    block.draw(ImageDraw.Draw(grey), margin_dots, 0)
    # A plain threshold: convert("1") would dither.
    return grey.point(TWO_COLOURS, "1")
