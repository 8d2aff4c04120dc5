"""The hall's slides: every text stands in all three kinds of file, and none runs over its place."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from PIL import Image, ImageFont
from pptx import Presentation
from pypdf import PdfReader

from printers.artwork.text import tidy
from printers.documents.hall_pptx import write_pptx
from printers.documents.hall_slides import (
    SAFE,
    SHAPES,
    Deck,
    Slide,
    batch_slide,
    item_slide,
    lay_out,
    title_slide,
    write_pdf,
    write_pictures,
)
from printers.documents.marks import MM_PER_POINT
from printers.documents.typesetting import font_file

LONG = "ĐẶNG THỊ ỮNG - NGUYỄN KHẨU - HẠNG BA"
TITLE = (
    "Báo cáo tổng kết phong trào thi đua và công tác khen thưởng giai đoạn 2020-2025, phương "
    "hướng, nhiệm vụ công tác thi đua, khen thưởng giai đoạn 2025-2030"
)
UNIT = "Trung tâm Đổi mới sáng tạo và Ứng dụng khoa học và công nghệ"
DECISION = "Quyết định số 1205/QĐ-SKHCN ngày 15 tháng 8 năm 2025 của Giám đốc Sở"
LEAST_OF_HEIGHT = 0.03


def names(count: int) -> list[tuple[str, str]]:
    return [(f"{LONG} {nth}", UNIT if nth % 2 else "") for nth in range(1, count + 1)]


SLIDES = [
    title_slide([["SỞ KHOA HỌC", "HỘI NGHỊ", TITLE.upper(), "Hải Phòng, ngày 22"]], "Tiêu đề"),
    item_slide(TITLE, "Đ/c Lê Văn Kiên, Phó Giám đốc Sở", note="Nội dung 3", name="noi-dung-3"),
    item_slide("Chào cờ", "", note="Chào cờ", name="noi-dung-4"),
    item_slide("Tiết mục 1", LONG, above=TITLE, note="Phần 1", name="noi-dung-1-phan-1"),
    batch_slide("Giấy khen", DECISION, names(10), note="Lượt 1", name="luot-1"),
    batch_slide("Giấy khen", "", names(3), note="Lượt 2", name="luot-2"),
]
DECK = Deck("Hội nghị tuyên dương", SLIDES)


def said(slide: Slide) -> list[str]:
    texts = [one.text for one in slide.words] + [text for pair in slide.names for text in pair]
    return [tidy(text) for text in texts if text]


@pytest.mark.parametrize("shape", SHAPES.values(), ids=list(SHAPES))
@pytest.mark.parametrize("slide", SLIDES, ids=[one.name for one in SLIDES])
def test_no_line_runs_over_its_place_and_nothing_is_small(slide, shape, font_folder) -> None:
    boxes = lay_out(slide, shape)

    assert [" ".join(box.lines) for box in boxes] == said(slide)
    for box in boxes:
        file = font_file(font_folder, box.weight)
        font = ImageFont.truetype(str(file), 100, layout_engine=ImageFont.Layout.BASIC)
        widest_mm = max(map(font.getlength, box.lines)) / 100 * box.size_pt * MM_PER_POINT
        assert widest_mm <= box.width_mm * 1.005
        assert box.size_pt * MM_PER_POINT >= shape.height_mm * LEAST_OF_HEIGHT
        assert box.left_mm >= shape.width_mm * SAFE - 0.01
        assert box.left_mm + box.width_mm <= shape.width_mm * (1 - SAFE) + 0.01
        assert box.top_mm >= shape.height_mm * SAFE - 0.01
        assert box.top_mm + box.height_mm <= shape.height_mm * (1 - SAFE) + 0.01


def test_title_lines_stay_whole_while_they_can(font_folder) -> None:
    lines = [
        "HỘI NGHỊ",
        "TUYÊN DƯƠNG ĐIỂN HÌNH TIÊN TIẾN",
        "NGÀNH KHOA HỌC VÀ CÔNG NGHỆ, LẦN THỨ I",
    ]

    boxes = lay_out(title_slide([lines], "Tiêu đề"), SHAPES["16x9"])

    assert [box.lines for box in boxes] == [(line,) for line in lines]


def test_a_line_that_is_far_too_long_is_set_smaller_and_never_cut(font_folder) -> None:
    slide, shape = batch_slide("Giấy khen", TITLE, names(24), note="", name="x"), SHAPES["4x3"]

    boxes = lay_out(slide, shape)

    assert [" ".join(box.lines) for box in boxes] == said(slide)
    assert max(one.top_mm + one.height_mm for one in boxes) <= shape.height_mm * (1 - SAFE) + 0.01


def test_the_title_is_larger_than_host_and_day_and_two_titles_stand_together() -> None:
    lines = ["SỞ KHOA HỌC", "HỘI NGHỊ", "TUYÊN DƯƠNG", "Hải Phòng, ngày 22 tháng 8"]
    slide = title_slide([lines, ["ĐẠI HỘI"]], "Tiêu đề")

    assert [one.text for one in slide.words] == [*lines, "ĐẠI HỘI"]
    host, form, name, day, other = (one.size_pt for one in slide.words)
    assert form == name == other
    assert host == day < name
    assert [one.above > 0 for one in slide.words] == [False, True, False, True, True]


@pytest.mark.parametrize("slide", SLIDES, ids=[one.name for one in SLIDES])
def test_boxes_do_not_lie_on_each_other(slide, font_folder) -> None:
    boxes = lay_out(slide, SHAPES["16x9"])

    for nth, one in enumerate(boxes):
        for other in boxes[nth + 1 :]:
            beside = (
                one.left_mm + one.width_mm <= other.left_mm
                or other.left_mm + other.width_mm <= one.left_mm
            )
            assert beside or one.top_mm + one.height_mm <= other.top_mm + 0.01


def test_a_pptx_opens_with_every_text_and_the_operators_notes(tmp_path: Path, font_folder) -> None:
    target = tmp_path / "hall.pptx"

    assert write_pptx(target, DECK, SHAPES["4x3"], font_folder) == len(SLIDES)

    file = Presentation(str(target))
    assert round(file.slide_width / file.slide_height, 2) == 1.33
    assert len(file.slides) == len(SLIDES)
    for page, slide in zip(file.slides, SLIDES, strict=True):
        texts = [one.text_frame.text.replace("\v", " ") for one in page.shapes]
        assert texts == said(slide)
        assert page.notes_slide.notes_text_frame.text == slide.note


def test_a_pdf_carries_its_fonts_and_every_text(tmp_path: Path, font_folder) -> None:
    target = tmp_path / "hall.pdf"

    assert write_pdf(target, DECK, SHAPES["16x9"], font_folder) == len(SLIDES)

    reader = PdfReader(target)
    fonts: set[str] = set()
    for page, slide in zip(reader.pages, SLIDES, strict=True):
        text = " ".join(page.extract_text().split())
        assert all(words in text for one in said(slide) for words in one.split())
        for font in page["/Resources"]["/Font"].values():
            assert "/FontFile2" in font.get("/FontDescriptor", {"/FontFile2": 0})
            fonts.add(str(font["/BaseFont"]))
    assert any("BeVietnamPro" in one for one in fonts)
    assert [str(one.title) for one in reader.outline] == [one.note for one in SLIDES]


def test_pictures_are_numbered_and_of_the_walls_form(tmp_path: Path, font_folder) -> None:
    target, deck = tmp_path / "hall.zip", Deck("Hội nghị", SLIDES[1:3])

    write_pictures(target, deck, SHAPES["16x9"], font_folder)

    with zipfile.ZipFile(target) as archive:
        assert archive.namelist() == ["001-noi-dung-3.png", "002-noi-dung-4.png"]
        with archive.open("002-noi-dung-4.png") as file, Image.open(file) as picture:
            assert picture.size == (1920, 1080)
            assert len(picture.getcolors(1 << 20)) > 2
