"""Lists of guests and cue cards: big type, numbered, with their moment; nothing cut off."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from printers.documents.big_type import A5, PAPERS, Pages
from printers.documents.marks import Align, Text
from printers.documents.spoken import (
    LEAST_PT,
    LIST_PT,
    CueCard,
    CueCards,
    IntroductionSheet,
    ReadLine,
    cue_cards_pdf,
    introduction_pdf,
    lay_out_card,
    lay_out_introduction,
)
from printers.documents.typesetting import register_fonts, width_mm

LONGEST = (
    "Đồng chí Đặng Thị Ững Nguyễn Khẩu, Ủy viên Ban Chấp hành Đảng bộ thành phố, Phó Trưởng Ban "
    "Thường trực Ban Thi đua - Khen thưởng thành phố Hải Phòng"
)
SHEET = IntroductionSheet(
    conference="Hội nghị tuyên dương điển hình tiên tiến Ngành Khoa học và Công nghệ",
    sitting="Chiều",
    number=1,
    frozen_at=dt.datetime(2025, 8, 22, 13, 58),  # noqa: DTZ001 - the hall's own time
    lines=[ReadLine(nth, f"{LONGEST} {nth}") for nth in range(1, 31)],
)
SLIP = replace(
    SHEET,
    number=2,
    frozen_at=dt.datetime(2025, 8, 22, 14, 18),  # noqa: DTZ001 - the hall's own time
    lines=[
        ReadLine(31, "Đồng chí Lê Nam", "new"),
        ReadLine(2, "Bà Vũ Hoà, Phó Giám đốc", "changed"),
        ReadLine(3, "Ông Trần Bình", "gone"),
    ],
    follows=1,
)
CARD = CueCard(number="5", title="Trao thưởng", words="Xin trân trọng kính mời\ncác đồng chí.")
MADE = dt.datetime(2025, 8, 22, 13, 42)  # noqa: DTZ001 - the hall's own time


def texts(file: Path) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(file).pages]


def all_texts(laid: Pages) -> list[Text]:
    return [mark for page in laid.pages for mark in page if isinstance(mark, Text)]


@pytest.mark.parametrize("size", ["a4", "a5"])
def test_every_line_stands_on_the_list_whole_numbered_and_large(
    tmp_path: Path, font_folder: Path, size: str
) -> None:
    count = introduction_pdf(tmp_path / "list.pdf", SHEET, font_folder, size)

    pages = texts(tmp_path / "list.pdf")
    box = PdfReader(tmp_path / "list.pdf").pages[0].mediabox
    whole = " ".join(pages)
    assert len(pages) == count > 2
    assert round(float(box.width) / 72 * 25.4) == PAPERS[size].width_mm
    assert all(f"thành phố Hải Phòng {nth}" in whole for nth in range(1, 31))
    assert "DANH SÁCH GIỚI THIỆU ĐẠI BIỂU" in pages[0]
    assert "13h58, ngày 22 tháng 8 năm 2025" in pages[0]
    for nth, page in enumerate(pages, start=1):
        assert "Danh sách giới thiệu số 01" in page
        assert f"13h58 · Trang {nth}/{count}" in page


@pytest.mark.parametrize("size", ["a4", "a5"])
def test_no_line_is_torn_over_two_pages_nor_leaves_the_sheet(font_folder: Path, size: str) -> None:
    register_fonts(font_folder)
    paper = PAPERS[size]

    laid = lay_out_introduction(SHEET, paper, LIST_PT[size])

    for page in laid.pages:
        marks = [one for one in page if isinstance(one, Text)]
        numbered = [one for one in marks if one.text[0].isdigit() and one.text.endswith(".")]
        read = [one for one in marks if one.size_pt >= LEAST_PT and one not in numbered]
        assert len(read) == len(numbered) * (len(read) // len(numbered))
        assert read[0].text.startswith("Đồng chí")
        for one in marks:
            room = width_mm(one.text, one.weight, one.size_pt)
            left = one.x_mm if one.align is Align.LEFT else one.x_mm - room / 2
            assert left >= 0
            assert left + room <= paper.width_mm
            assert 0 < one.baseline_mm < paper.height_mm - 8


def test_a_slip_says_when_and_what_to_do_with_each_line(tmp_path: Path, font_folder: Path) -> None:
    introduction_pdf(tmp_path / "slip.pdf", SLIP, font_folder, "a5")

    (page,) = texts(tmp_path / "slip.pdf")
    assert "BỔ SUNG LÚC 14h18" in page
    assert "Bổ sung số 02, theo danh sách số 01" in page
    assert "Thêm 31. Đồng chí Lê Nam" in page
    assert "Sửa 2. Bà Vũ Hoà" in page
    assert "Bỏ 3. Không giới thiệu: Ông Trần Bình" in page
    assert "CHẠY THỬ" not in page


def test_each_card_says_which_item_which_revision_and_when(
    tmp_path: Path, font_folder: Path
) -> None:
    cards = [
        CARD,
        replace(CARD, part="a) Công bố", page=2, pages=3, draft=True),
        replace(CARD, number="", title="Bế mạc"),
    ]
    script = CueCards("Hội nghị", 812, MADE, cards, rehearsal=True)

    count = cue_cards_pdf(tmp_path / "cards.pdf", script, font_folder)

    first, second, last = texts(tmp_path / "cards.pdf")
    assert count == 3
    assert "5. Trao thưởng" in first
    assert "Xin trân trọng kính mời các đồng chí." in first
    assert "Lời dẫn · bản 812, 13h42 · Thẻ 1/3 · CHẠY THỬ" in first
    assert "a) Công bố · trang 2/3 · bản gợi ý, chưa duyệt" in second
    assert last.startswith("Bế mạc")


def test_words_that_no_card_holds_go_on_on_the_next_in_the_same_size(font_folder: Path) -> None:
    register_fonts(font_folder)
    words = "\n".join(f"Câu thứ {nth}: {LONGEST}." for nth in range(1, 12))

    laid = lay_out_card(replace(CARD, words=words))

    read = [one for one in all_texts(laid) if one.size_pt >= LEAST_PT]
    assert len(laid.pages) > 2
    assert " ".join(one.text for one in read) == " ".join(words.split())
    assert all(one.baseline_mm < A5.height_mm - 12 for one in read)
    assert "Trao thưởng (tiếp theo)" in laid.pages[1][0].text


def test_one_sentence_longer_than_a_card_is_torn_and_nothing_is_lost(font_folder: Path) -> None:
    register_fonts(font_folder)
    words = f"{LONGEST} " * 9

    laid = lay_out_card(replace(CARD, words=words.strip()))

    read = [one.text for one in all_texts(laid) if one.size_pt >= LEAST_PT]
    assert len(laid.pages) > 1
    assert " ".join(read) == " ".join(words.split())
