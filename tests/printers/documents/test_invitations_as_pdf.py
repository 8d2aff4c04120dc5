"""The PDF of the invitations: its pages, its words, its codes, its fonts."""

import re
from dataclasses import replace

import numpy as np
import pytest
import zxingcpp
from PIL import Image, ImageDraw
from pypdf import PdfReader

from printers.documents.invitations import invitations_pdf
from printers.documents.marks import MM_PER_POINT, qr_modules
from printers.documents.words import InvitationLayout
from tests.printers.documents.conftest import FULL, many

RECTANGLE = re.compile(rb"([\d.-]+) ([\d.-]+) ([\d.-]+) ([\d.-]+) re")


def write(target, invitations, font_folder, layout=InvitationLayout.SINGLE):
    assert invitations_pdf(target, invitations, font_folder, layout=layout)
    return PdfReader(target)


def flat(page):
    return " ".join(page.extract_text().split())


def embedded_fonts(reader):
    """The font programs in the file, by the numbers of their objects."""
    return {
        font.get_object()["/FontDescriptor"].raw_get("/FontFile2").idnum
        for page in reader.pages
        for font in page["/Resources"]["/Font"].values()
        if "/FontDescriptor" in font.get_object()
    }


@pytest.mark.parametrize(
    ("layout", "paper"), [("single", (9, 210, 148.5)), ("four", (3, 297, 210))]
)
def test_a_layout_has_its_pages(layout, paper, tmp_path, font_folder):
    reader = write(tmp_path / "giay-moi.pdf", many(9), font_folder, InvitationLayout(layout))

    box = reader.pages[0].mediabox
    sides_mm = [float(side) * MM_PER_POINT for side in (box.width, box.height)]
    assert (len(reader.pages), *sides_mm) == pytest.approx(paper, abs=0.1)


@pytest.mark.parametrize("layout", InvitationLayout)
def test_its_words_can_be_read_back(layout, tmp_path, font_folder):
    reader = write(tmp_path / "giay-moi.pdf", [FULL], font_folder, layout)

    text = flat(reader.pages[0])
    assert "Đồng chí Nguyễn Trần Phương Quỳnh Hương Giang" in text
    assert FULL.detail in text
    assert f"Tới dự: {FULL.name_of_conference}" in text
    assert FULL.time in text
    assert "Số thẻ 0147" in text


def test_four_stand_on_a_page_in_the_order_of_the_list(tmp_path, font_folder):
    reader = write(tmp_path / "giay-moi.pdf", many(5), font_folder, InvitationLayout.FOUR)

    found = [re.findall(r"Số thẻ (\d+)", flat(page)) for page in reader.pages]
    assert found == [["0001", "0002", "0003", "0004"], ["0005"]]


@pytest.mark.parametrize("layout", InvitationLayout)
def test_the_code_on_the_page_is_read_by_a_scanner(layout, tmp_path, font_folder):
    reader = write(tmp_path / "giay-moi.pdf", [FULL], font_folder, layout)

    picture, side_mm = drawn_code(reader.pages[0])
    assert zxingcpp.read_barcodes(picture)[0].text == FULL.code
    assert side_mm >= 25.0


def drawn_code(page):
    """Draw the page's smallest rectangles, those of the code, on white; and its side in mm."""
    found = [tuple(map(float, one)) for one in RECTANGLE.findall(page.get_contents().get_data())]
    height = min(h for _x, _y, _w, h in found)
    runs = [one for one in found if one[3] == pytest.approx(height)]
    left, bottom = min(x for x, *_ in runs), min(y for _x, y, *_ in runs)
    right = max(x + w for x, _y, w, _h in runs)
    dots = 8 / height
    side = round((right - left) * dots)
    image = Image.new("L", (side + 80, side + 80), 255)
    pen = ImageDraw.Draw(image)
    for x, y, width, _ in runs:
        x0, y0 = 40 + round((x - left) * dots), 40 + side - round((y - bottom) * dots) - 8
        pen.rectangle((x0, y0, x0 + round(width * dots) - 1, y0 + 7), fill=0)
    return np.array(image), (right - left) * MM_PER_POINT


def test_the_fonts_are_embedded_once_however_many_parts_there_are(tmp_path, font_folder):
    short = write(tmp_path / "short.pdf", many(3), font_folder)
    long = write(tmp_path / "long.pdf", many(250), font_folder)

    assert len(long.pages) == 250
    assert len(embedded_fonts(long)) == len(embedded_fonts(short))


def test_later_parts_keep_their_letters(tmp_path, font_folder):
    people = many(101)
    people[100] = replace(FULL, name="Ỗ Ỷ Ữ Ẵ Kpă H'Ỹ")

    reader = write(tmp_path / "giay-moi.pdf", people, font_folder)

    assert "Đồng chí Ỗ Ỷ Ữ Ẵ Kpă H'Ỹ" in flat(reader.pages[100])
    assert FULL.venue in flat(reader.pages[100])


def test_an_empty_list_is_an_empty_page(tmp_path, font_folder):
    reader = write(tmp_path / "giay-moi.pdf", [], font_folder)

    assert [flat(page) for page in reader.pages] == [""]


@pytest.mark.parametrize("code", ["123", "1" * 26 + "x", "１" * 27])
def test_a_code_that_is_not_27_digits_is_a_bug(code):
    with pytest.raises(ValueError, match="27 digits"):
        qr_modules(code)
