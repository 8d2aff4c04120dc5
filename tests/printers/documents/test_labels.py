"""Envelope labels stand where the label paper has them, with every word on them."""

import re

import pytest
from pypdf import PdfReader

from printers.documents.labels import LABELS_2_X_7, LABELS_3_X_8, labels_pdf, lay_out_label
from printers.documents.marks import MM_PER_POINT
from printers.documents.typesetting import width_mm
from printers.documents.words import LabelWords

LABEL = LabelWords("Đồng chí Lê Văn Kiên", "Sở Khoa học và Công nghệ", "Số 1 Phạm Ngũ Lão")
LONG = LabelWords(
    "Đồng chí Nguyễn Trần Phương Quỳnh Hương Giang, Phó Giám đốc phụ trách",
    "Trung tâm Ứng dụng tiến bộ khoa học và công nghệ và Đổi mới sáng tạo thành phố Hải Phòng, "
    "Sở Khoa học và Công nghệ thành phố Hải Phòng",
    "Số 1 Phạm Ngũ Lão, phường Gia Viên, thành phố Hải Phòng",
    "05 giấy mời",
)
SHEETS = pytest.mark.parametrize("sheet", [LABELS_2_X_7, LABELS_3_X_8], ids=["2x7", "3x8"])


@SHEETS
def test_a_sheet_lies_within_a4(sheet):
    right = sheet.first_mm[0] + (sheet.columns - 1) * sheet.pitch_mm[0] + sheet.label_mm[0]
    bottom = sheet.first_mm[1] + (sheet.rows - 1) * sheet.pitch_mm[1] + sheet.label_mm[1]

    assert right <= 210.0
    assert bottom <= 297.0


@SHEETS
def test_labels_fill_sheet_after_sheet(sheet, tmp_path, font_folder):
    labels_pdf(tmp_path / "nhan.pdf", [LABEL] * (sheet.labels + 1), font_folder, sheet)

    pages = PdfReader(tmp_path / "nhan.pdf").pages
    counts = [len(re.findall("Kính gửi:", page.extract_text())) for page in pages]
    assert counts == [sheet.labels, 1]


def test_labels_that_are_used_already_are_passed_over(tmp_path, font_folder):
    labels_pdf(tmp_path / "nhan.pdf", [LABEL] * 2, font_folder, LABELS_2_X_7, already_used=13)

    pages = PdfReader(tmp_path / "nhan.pdf").pages
    assert [page.extract_text().count("Lê Văn Kiên") for page in pages] == [1, 1]


@SHEETS
@pytest.mark.parametrize("words", [LABEL, LONG])
def test_nothing_leaves_a_label(words, sheet, font_folder):
    width, height = sheet.label_mm

    for mark in lay_out_label(words, width, height):
        half = width_mm(mark.text, mark.weight, mark.size_pt) / 2
        size = mark.size_pt * MM_PER_POINT
        assert mark.x_mm - half >= 4
        assert mark.x_mm + half <= width - 4
        assert mark.baseline_mm - size * 0.95 >= 3.5
        assert mark.baseline_mm + size * 0.3 <= height - 3.5


def test_no_word_of_a_label_is_left_out(font_folder):
    drawn = " ".join(mark.text for mark in lay_out_label(LONG, *LABELS_3_X_8.label_mm))

    said = (LONG.heading, LONG.receiver, LONG.unit, LONG.place, LONG.note)
    assert drawn == " ".join(said)
