"""What the hall's wall shows, as slides: for an LED operator's own machine, or for a dead server.

One layout for all three kinds of file. Every line is measured and broken here, so that a machine
without our font breaks nothing anew; nothing is cut, what is long is set smaller.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from printers.artwork.text import tidy
from printers.documents.marks import MM_PER_POINT, Align, Colour, Text, Weight
from printers.documents.painting import Picture, paint_on_page
from printers.documents.parts import write_whole
from printers.documents.typesetting import register_fonts, set_text

BACKDROP: Colour = (0x7D, 0x15, 0x18)
CREAM: Colour = (0xFD, 0xF3, 0xDC)
GOLD_TEXT: Colour = (0xFF, 0xE0, 0x8A)

PITCH, ABOVE_BASE = 1.4, 0.78
"""Of a line's height: distance to the next, and how far the baseline is below its top."""

SAFE = 0.07
"""Of either side: what an LED wall or a projector may cut off stays empty."""

SHRINK = 0.95
LEAST_PT = 16.3
"""Three hundredths of the height: what is longer than that allows is smaller, but never cut."""
GIVE_UP_SCALE = 0.5
WHOLE_SCALE = 0.65
"""A title line is set so much smaller rather than broken; beyond that it is broken."""
MOST_NAMES = 10
"""On one slide; a longer line goes on on another."""
GUTTER_MM = 8.0
ONE_COLUMN_NAMES = 4
TITLE_PT, PERFORMER_PT, ABOVE_PT = 46.0, 28.0, 24.0
NAME_PT, UNIT_PT, DECISION_PT = 28.0, 18.0, 20.0


@dataclass(frozen=True)
class Shape:
    """The form of the wall: its slide in mm, its picture in dots."""

    width_mm: float
    height_mm: float
    width_dots: int


SHAPES = {"16x9": Shape(338.667, 190.5, 1920), "4x3": Shape(254.0, 190.5, 1440)}


@dataclass(frozen=True)
class Words:
    """A text of one size on a slide."""

    text: str
    size_pt: float
    weight: Weight = Weight.BOLD
    colour: Colour = CREAM
    above: float = 0.0
    """Room above it, in its own lines."""
    whole: bool = False
    """Stays one line while that can be."""


@dataclass(frozen=True)
class Slide:
    """One picture of the wall.

    `names` stand below the words in one column or two: each a name and what is under it. `note` is
    for the operator and never on the wall; `name` is that of its picture's file.
    """

    words: Sequence[Words]
    note: str
    name: str
    names: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True)
class Box:
    """Lines of one size in a place of their own, in mm."""

    left_mm: float
    top_mm: float
    width_mm: float
    lines: tuple[str, ...]
    size_pt: float
    weight: Weight
    colour: Colour
    align: Align

    @property
    def height_mm(self) -> float:
        """How much of the slide it takes."""
        return len(self.lines) * self.size_pt * MM_PER_POINT * PITCH


@dataclass(frozen=True)
class Deck:
    """All slides of one revision of the programme."""

    title: str
    slides: Sequence[Slide]


def title_slide(titles: Sequence[Sequence[str]], note: str) -> Slide:
    """Give the title lines exactly as in the plan, those of further conferences below."""
    words: list[Words] = []
    for lines in titles:
        kinds = _title_kinds(lines)
        for nth, (line, kind) in enumerate(zip(lines, kinds, strict=True)):
            apart = nth == 0 or kind != kinds[nth - 1]
            size_pt, colour = _TITLE_LOOKS[kind]
            above = 0.25 if words and apart else 0.0
            words.append(Words(line, size_pt, colour=colour, above=above, whole=True))
    return Slide(words, note, "tieu-de")


_TITLE_LOOKS = {
    "host": (ABOVE_PT, GOLD_TEXT),
    "name": (TITLE_PT, CREAM),
    "day": (ABOVE_PT, GOLD_TEXT),
}
_GATHERINGS = ("hội nghị", "đại hội", "lễ ", "hội thảo", "ngày hội")


def _title_kinds(lines: Sequence[str]) -> list[str]:
    """Say which lines are of the host, which name the gathering, and whether the last is the day.

    As on the wall itself (server/templates/_title_lines.html).
    """
    kinds: list[str] = []
    for nth, line in enumerate(lines, start=1):
        gathers = line.lower().startswith(_GATHERINGS)
        if nth == len(lines) and "ngày" in line.lower() and not gathers:
            kinds.append("day")
        else:
            kinds.append("name" if gathers or "name" in kinds else "host")
    return kinds


def item_slide(title: str, performer: str, *, note: str, name: str, above: str = "") -> Slide:
    """Give an item or a part of one; `above` is the item that a part belongs to."""
    words = [Words(above, ABOVE_PT, Weight.SEMI_BOLD, GOLD_TEXT)] if above else []
    words.append(Words(title, TITLE_PT, above=0.2 if above else 0.0))
    if performer:
        words.append(Words(performer, PERFORMER_PT, Weight.SEMI_BOLD, GOLD_TEXT, 0.4))
    return Slide(words, note, name)


def batch_slide(
    form: str, decision: str, names: Sequence[tuple[str, str]], *, note: str, name: str
) -> Slide:
    """Give those who stand on the stage together, as the Decision writes them."""
    words = [Words(form, PERFORMER_PT, colour=GOLD_TEXT)]
    if decision:
        words.append(Words(decision, DECISION_PT, Weight.REGULAR))
    return Slide(words, note, name, names)


def lay_out(slide: Slide, shape: Shape) -> list[Box]:
    """Put a slide's texts in their places, as large as all of them fit; fonts are registered."""
    room_mm = shape.height_mm * (1 - 2 * SAFE)
    scale = 1.0
    boxes = _boxes(slide, shape, scale)
    while _bottom(boxes) > room_mm or (scale > WHOLE_SCALE and _torn(slide, boxes)):
        scale *= SHRINK
        boxes = _boxes(slide, shape, scale)
    down_mm = shape.height_mm * SAFE + (room_mm - _bottom(boxes)) / 2
    return [replace(one, top_mm=one.top_mm + down_mm) for one in boxes]


def write_pdf(target: Path, deck: Deck, shape: Shape, fonts: Path) -> int:
    """Write the slides as pages of a PDF that carries its fonts; give how many."""
    register_fonts(fonts)

    def draw(path: Path) -> None:
        size = (shape.width_mm * mm, shape.height_mm * mm)
        canvas = Canvas(str(path), pagesize=size, pageCompression=1)
        canvas.setTitle(tidy(deck.title))
        for slide in deck.slides:
            canvas.setFillColorRGB(*(part / 255 for part in BACKDROP))
            canvas.rect(0, 0, *size, stroke=0, fill=1)
            paint_on_page(canvas, _marks(lay_out(slide, shape)), height_mm=shape.height_mm)
            canvas.bookmarkPage(slide.name)
            canvas.addOutlineEntry(tidy(slide.note), slide.name)
            canvas.showPage()
        canvas.save()

    write_whole(target, draw)
    return len(deck.slides)


def write_pictures(target: Path, deck: Deck, shape: Shape, fonts: Path) -> int:
    """Write the slides as numbered PNG pictures in a zip file; give how many."""
    register_fonts(fonts)

    def draw(path: Path) -> None:
        # Pictures are packed already.
        with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
            for nth, slide in enumerate(deck.slides, start=1):
                picture = _picture(slide, shape, fonts)
                with archive.open(f"{nth:03}-{slide.name}.png", "w") as file:
                    picture.image.save(file, "PNG")

    write_whole(target, draw)
    return len(deck.slides)


def _picture(slide: Slide, shape: Shape, fonts: Path) -> Picture:
    picture = Picture(shape.width_mm, shape.height_mm, width_dots=shape.width_dots, fonts=fonts)
    picture.image.paste(BACKDROP, (0, 0, *picture.image.size))
    picture.paint(_marks(lay_out(slide, shape)))
    return picture


def _boxes(slide: Slide, shape: Shape, scale: float) -> list[Box]:
    """Set everything from the top down, the first line at 0."""
    left_mm = shape.width_mm * SAFE
    column_mm = shape.width_mm - 2 * left_mm
    boxes: list[Box] = []
    y_mm = 0.0
    for words in slide.words:
        size_pt = _size_pt(words, scale)
        y_mm += words.above * size_pt * MM_PER_POINT * PITCH
        box = _box(words, size_pt, (left_mm, y_mm, column_mm), Align.CENTRE)
        boxes.append(box)
        y_mm += box.height_mm
    return boxes + _name_boxes(slide.names, scale, (left_mm, y_mm + 4.0, column_mm))


def _name_boxes(
    names: Sequence[tuple[str, str]], scale: float, place: tuple[float, float, float]
) -> list[Box]:
    if not names:
        return []
    left_mm, top_mm, whole_mm = place
    columns = 1 if len(names) <= ONE_COLUMN_NAMES else 2
    rows = -(-len(names) // columns)
    width_mm = (whole_mm - (columns - 1) * GUTTER_MM) / columns
    align = Align.CENTRE if columns == 1 else Align.LEFT
    boxes: list[Box] = []
    for column in range(columns):
        y_mm = top_mm
        x_mm = left_mm + column * (width_mm + GUTTER_MM)
        for name, unit in names[column * rows : (column + 1) * rows]:
            for words in (Words(name, NAME_PT), Words(unit, UNIT_PT, Weight.REGULAR, GOLD_TEXT)):
                size_pt = _size_pt(words, scale)
                box = _box(words, size_pt, (x_mm, y_mm, width_mm), align)
                if box.lines:
                    boxes.append(box)
                    y_mm += box.height_mm
            y_mm += 2.0 * scale
    return boxes


def _size_pt(words: Words, scale: float) -> float:
    size_pt = words.size_pt * scale
    return size_pt if scale < GIVE_UP_SCALE else max(size_pt, LEAST_PT)


def _box(words: Words, size_pt: float, place: tuple[float, float, float], align: Align) -> Box:
    laid = set_text(words.text, words.weight, size_pt=size_pt, column_mm=place[2])
    return Box(*place, laid.lines, laid.size_pt, words.weight, words.colour, align)


def _torn(slide: Slide, boxes: Sequence[Box]) -> bool:
    # The names' boxes stand behind those of the words.
    words = zip(slide.words, boxes, strict=False)
    return any(one.whole and len(box.lines) > 1 for one, box in words)


def _bottom(boxes: Iterable[Box]) -> float:
    return max((one.top_mm + one.height_mm for one in boxes), default=0.0)


def _marks(boxes: Iterable[Box]) -> list[Text]:
    marks: list[Text] = []
    for box in boxes:
        x_mm = box.left_mm + (box.width_mm / 2 if box.align is Align.CENTRE else 0.0)
        line_mm = box.size_pt * MM_PER_POINT * PITCH
        for nth, line in enumerate(box.lines):
            baseline_mm = box.top_mm + (nth + ABOVE_BASE) * line_mm
            style = (box.weight, box.size_pt, box.align, box.colour)
            marks.append(Text(x_mm, baseline_mm, line, *style))
    return marks
