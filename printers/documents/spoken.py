"""Papers of the one who speaks: the list that introduces guests, its slips, and cue cards.

Names and script are set in 18 points or more: they are read at arm's length, in stage light. Each
sheet carries its number, its moment and its place among the pages, so that a sheet that fell on the
floor is put back.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from printers.documents.big_type import (
    A5,
    PAPERS,
    Pages,
    Paper,
    Paragraph,
    label_room_mm,
    write_pages,
)
from printers.documents.marks import LACQUER, Weight
from printers.documents.typesetting import register_fonts
from printers.documents.wording import written_count, written_moment

LEAST_PT = 18.0
HEADING_PT, SMALL_PT = 16.0, 11.0
LIST_PT = {"a4": 20.0, "a5": LEAST_PT}
SCRIPT_PT = 20.0
BETWEEN_MM = 3.0

_CHANGES = {"new": "Thêm", "changed": "Sửa", "gone": "Bỏ"}
"""What a slip asks the reader to do with each line."""


@dataclass(frozen=True)
class ReadLine:
    """A line of the list; `change` is "" on a whole list, else new, changed or gone."""

    number: int
    text: str
    change: str = ""


@dataclass(frozen=True)
class IntroductionSheet:
    """A frozen list, or the slip that follows the list number `follows`; moments of the hall."""

    conference: str
    sitting: str
    number: int
    frozen_at: dt.datetime
    lines: Sequence[ReadLine]
    follows: int | None = None
    rehearsal: bool = False


@dataclass(frozen=True)
class CueCard:
    """What is read on one card: an item or a part of it, one page of its script."""

    number: str
    title: str
    words: str
    part: str = ""
    page: int = 1
    pages: int = 1
    draft: bool = False


@dataclass(frozen=True)
class CueCards:
    """All cards of a script as it was at one revision; the moment is of the hall."""

    conference: str
    revision: int
    made_at: dt.datetime
    cards: Sequence[CueCard]
    rehearsal: bool = False


def introduction_pdf(target: Path, sheet: IntroductionSheet, fonts: Path, size: str) -> int:
    """Write the list, or a slip, on paper of this size (a key of PAPERS); give how many pages."""
    register_fonts(fonts)
    paper = PAPERS[size]
    pages = lay_out_introduction(sheet, paper, LIST_PT[size])

    def foot(page: int, of: int) -> str:
        return f"{_sheet_words(sheet)}  ·  {_hour(sheet.frozen_at)}  ·  Trang {page}/{of}"

    title = f"{_heading(sheet)} - {sheet.conference}"
    write_pages(target, paper, pages.pages, title=title, foot=foot, rehearsal=sheet.rehearsal)
    return len(pages.pages)


def lay_out_introduction(sheet: IntroductionSheet, paper: Paper, size_pt: float) -> Pages:
    """Lay the lines out; a line is never torn over two pages. Fonts are registered first."""
    again = Paragraph(_sheet_words(sheet), Weight.SEMI_BOLD, SMALL_PT, centred=True)
    pages = Pages(paper, repeated=(again,))
    pages.begin(
        [
            Paragraph(_heading(sheet), Weight.BOLD, HEADING_PT, colour=LACQUER, centred=True),
            Paragraph(sheet.conference, Weight.REGULAR, SMALL_PT, above_mm=1.0, centred=True),
            Paragraph(_when(sheet), Weight.SEMI_BOLD, SMALL_PT, above_mm=1.0, centred=True),
        ]
    )
    pages.rule()
    labels = [_label(one) for one in sheet.lines]
    indent = label_room_mm(labels, size_pt)
    for label, one in zip(labels, sheet.lines, strict=True):
        weight = Weight.REGULAR if one.change == "gone" else Weight.SEMI_BOLD
        text = f"Không giới thiệu: {one.text}" if one.change == "gone" else one.text
        pages.add(Paragraph(text, weight, size_pt, label, indent, BETWEEN_MM))
    return pages


def cue_cards_pdf(target: Path, cards: CueCards, fonts: Path) -> int:
    """Write the script as A5 cards, an item or a page of it on each; give how many cards."""
    register_fonts(fonts)
    pages = [page for card in cards.cards for page in lay_out_card(card).pages]
    moment = f"bản {cards.revision}, {_hour(cards.made_at)}"

    def foot(page: int, of: int) -> str:
        return f"Lời dẫn  ·  {moment}  ·  Thẻ {page}/{of}"

    title = f"Lời dẫn - {cards.conference}"
    write_pages(target, A5, pages, title=title, foot=foot, rehearsal=cards.rehearsal)
    return len(pages)


def lay_out_card(card: CueCard) -> Pages:
    """Lay one card out; what is too long for it goes on another. Fonts are registered first."""
    named = f"{card.number}. {card.title}" if card.number else card.title
    heading = Paragraph(named, Weight.BOLD, HEADING_PT, colour=LACQUER)
    paging = f"trang {card.page}/{card.pages}" if card.pages > 1 else ""
    draft = "bản gợi ý, chưa duyệt" if card.draft else ""
    detail = "  ·  ".join(filter(None, (card.part, paging, draft)))
    head = [heading, *([Paragraph(detail, Weight.SEMI_BOLD, SMALL_PT)] if detail else [])]
    again = Paragraph(f"{named} (tiếp theo)", Weight.SEMI_BOLD, SMALL_PT, colour=LACQUER)
    pages = Pages(A5, repeated=(again,))
    pages.begin(head)
    pages.rule()
    for nth, line in enumerate(card.words.split("\n")):
        pages.add(Paragraph(line, size_pt=SCRIPT_PT, above_mm=BETWEEN_MM if nth else 0.0))
    return pages


def _heading(sheet: IntroductionSheet) -> str:
    if sheet.follows is None:
        return "DANH SÁCH GIỚI THIỆU ĐẠI BIỂU"
    return f"BỔ SUNG LÚC {_hour(sheet.frozen_at)}"


def _sheet_words(sheet: IntroductionSheet) -> str:
    if sheet.follows is None:
        return f"Danh sách giới thiệu số {written_count(sheet.number)}"
    number, follows = written_count(sheet.number), written_count(sheet.follows)
    return f"Bổ sung số {number}, theo danh sách số {follows}"


def _when(sheet: IntroductionSheet) -> str:
    moment = written_moment(sheet.frozen_at)
    words = _sheet_words(sheet)
    return f"{words}  ·  {sheet.sitting}  ·  {moment}  ·  {len(sheet.lines)} dòng"


def _label(one: ReadLine) -> str:
    change = _CHANGES.get(one.change, "")
    return f"{change} {one.number}." if change else f"{one.number}."


def _hour(moment: dt.datetime) -> str:
    return f"{moment:%Hh%M}"
