"""The hall on paper shows every seat and every name, within the page and within the seat."""

from dataclasses import replace

import pytest
from pypdf import PdfReader

from printers.documents.marks import MM_PER_POINT, Weight
from printers.documents.seat_map import (
    A3_LYING_MM,
    A4_LYING_MM,
    AreaWords,
    HallWords,
    SeatKind,
    SeatWords,
    lay_out_in_box,
    seat_map_pdf,
)
from printers.documents.typesetting import width_mm

HALL = HallWords(
    title="SƠ ĐỒ CHỖ NGỒI",
    width_mm=4000,
    height_mm=3000,
    seat_mm=(560, 800),
    seats=(
        SeatWords(0, 2000, "A1", "vip", "Nguyễn Trần Phương Quỳnh Hương Giang"),
        SeatWords(600, 2000, "A2", "delegate", "Y Bion"),
        SeatWords(1200, 2000, "A3", "closed"),
        SeatWords(1800, 2000, "A4", "unheard of"),
    ),
    kinds=(
        SeatKind("vip", "Đại biểu cấp trên", (240, 220, 160), "V"),
        SeatKind("delegate", "Đại biểu"),
        SeatKind("closed", "Không bố trí", (230, 230, 230), struck=True),
    ),
    areas=(AreaWords(500, 0, 3000, 1000, "SÂN KHẤU"),),
)


def text_of(file):
    [page] = PdfReader(file).pages
    return " ".join(page.extract_text().split())


@pytest.mark.parametrize("page_mm", [A4_LYING_MM, A3_LYING_MM], ids=["A4", "A3"])
def test_the_page_names_seats_people_areas_and_kinds(page_mm, tmp_path, font_folder):
    seat_map_pdf(tmp_path / "so-do.pdf", HALL, font_folder, page_mm=page_mm)

    text = text_of(tmp_path / "so-do.pdf")
    for said in ("SƠ ĐỒ CHỖ NGỒI", "A1 V", "A2", "A3", "A4", "Y Bion", "SÂN KHẤU", "Không bố trí"):
        assert said in text
    assert "Nguyễn Trần Phương Quỳnh Hương Giang" in text
    [page] = PdfReader(tmp_path / "so-do.pdf").pages
    assert float(page.mediabox.width) * MM_PER_POINT == pytest.approx(page_mm[0], abs=0.1)


def test_a_rehearsals_hall_says_so_and_needs_no_legend(tmp_path, font_folder):
    hall = replace(HALL, rehearsal=True, kinds=())

    seat_map_pdf(tmp_path / "so-do.pdf", hall, font_folder)

    assert "SƠ ĐỒ CHỖ NGỒI (CHẠY THỬ)" in text_of(tmp_path / "so-do.pdf")


@pytest.mark.parametrize("size_mm", [(12.0, 9.0), (6.0, 4.0), (30.0, 3.0)])
@pytest.mark.parametrize("name", ["Nguyễn Trần Phương Quỳnh Hương Giang", "Y Bion", "Ễ" * 30, ""])
def test_a_name_never_leaves_its_seat(name, size_mm, font_folder):
    marks = lay_out_in_box(name, Weight.REGULAR, largest_pt=9.0, size_mm=size_mm)

    assert " ".join(mark.text for mark in marks) == name
    for mark in marks:
        half = width_mm(mark.text, mark.weight, mark.size_pt) / 2
        size = mark.size_pt * MM_PER_POINT
        assert mark.x_mm - half >= 0
        assert mark.baseline_mm - size * 0.95 >= 0
        assert mark.baseline_mm + size * 0.3 <= size_mm[1]
