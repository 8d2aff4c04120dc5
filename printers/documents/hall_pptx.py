"""The hall's slides as PPTX: every line in a box of its own size, the operator's words as notes.

The font is one that every office machine has and that is narrower than ours: what was measured in
ours never runs over the edge.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.util import Mm, Pt

from printers.artwork.text import tidy
from printers.documents.hall_slides import BACKDROP, PITCH, Box, Deck, Shape, lay_out
from printers.documents.marks import Align, Colour, Weight
from printers.documents.parts import write_whole
from printers.documents.typesetting import register_fonts

FONT = "Arial"
BLANK_LAYOUT = 6
"""Of the template that comes with python-pptx."""


def write_pptx(target: Path, deck: Deck, shape: Shape, fonts: Path) -> int:
    """Write the slides; give how many."""
    register_fonts(fonts)
    file = Presentation()
    file.slide_width, file.slide_height = Mm(shape.width_mm), Mm(shape.height_mm)
    file.core_properties.title = tidy(deck.title)
    for slide in deck.slides:
        page = file.slides.add_slide(file.slide_layouts[BLANK_LAYOUT])
        page.background.fill.solid()
        page.background.fill.fore_color.rgb = _colour(BACKDROP)
        for box in lay_out(slide, shape):
            _add_box(page, box)
        page.notes_slide.notes_text_frame.text = tidy(slide.note)
    write_whole(target, lambda path: file.save(str(path)))
    return len(deck.slides)


def _add_box(page: Any, box: Box) -> None:
    place = (Mm(box.left_mm), Mm(box.top_mm), Mm(box.width_mm), Mm(box.height_mm))
    frame = page.shapes.add_textbox(*place).text_frame
    frame.word_wrap, frame.auto_size = False, MSO_AUTO_SIZE.NONE
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    paragraph = frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.CENTER if box.align is Align.CENTRE else PP_ALIGN.LEFT
    paragraph.line_spacing = Pt(box.size_pt * PITCH)
    for nth, line in enumerate(box.lines):
        if nth:
            paragraph.add_line_break()
        run = paragraph.add_run()
        run.text = line
        run.font.name, run.font.size = FONT, Pt(round(box.size_pt, 1))
        run.font.bold = box.weight is not Weight.REGULAR
        run.font.color.rgb = _colour(box.colour)


def _colour(colour: Colour) -> RGBColor:
    return RGBColor(*colour)  # type: ignore[no-untyped-call]
