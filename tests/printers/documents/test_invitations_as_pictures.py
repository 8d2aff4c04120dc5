"""Invitations as pictures: a zip of PNGs, each named by its delegate."""

import unicodedata
import zipfile
from dataclasses import replace
from io import BytesIO

import numpy as np
import pytest
import zxingcpp
from PIL import Image

from printers.documents.pictures import draw_invitation, invitations_zip, picture_names
from tests.printers.documents.conftest import FULL, many


def names_of(*people):
    return picture_names([replace(FULL, card_number=number, name=name) for number, name in people])


def test_the_zip_holds_a_picture_of_each_delegate(tmp_path, font_folder):
    assert invitations_zip(tmp_path / "giay-moi.zip", many(3), font_folder)

    with zipfile.ZipFile(tmp_path / "giay-moi.zip") as pictures:
        assert pictures.namelist() == [f"000{n} - Đặng Văn Ẵm {n}.png" for n in (1, 2, 3)]
        assert pictures.testzip() is None
        read = [
            zxingcpp.read_barcodes(pixels(pictures.read(n)))[0].text for n in pictures.namelist()
        ]
    assert read == [one.code for one in many(3)]


def pixels(png):
    return np.array(Image.open(BytesIO(png)).convert("L"))


def test_a_picture_is_large_enough_to_be_printed(font_folder):
    image = Image.open(BytesIO(draw_invitation(FULL, font_folder)))

    assert image.width >= 1240
    assert min(image.info["dpi"]) >= 150
    assert image.width / image.info["dpi"][0] * 25.4 == pytest.approx(210, abs=0.5)


def test_the_paper_of_a_picture_is_white_and_its_code_black(font_folder):
    image = pixels(draw_invitation(replace(FULL, rehearsal=True), font_folder))

    assert image.max() == 255
    assert image[2, 2] == 255
    assert image.min() == 0


def test_the_code_is_read_from_a_small_copy_too(font_folder):
    image = Image.open(BytesIO(draw_invitation(FULL, font_folder))).convert("L")
    small = image.resize((image.width // 2, image.height // 2))

    assert zxingcpp.read_barcodes(np.array(small))[0].text == FULL.code


@pytest.mark.parametrize(
    ("number", "name", "file_name"),
    [
        ("0012", "Nguyễn Văn Tùng", "0012 - Nguyễn Văn Tùng.png"),
        ("0012", unicodedata.normalize("NFD", "Đặng Thị Ẵm"), "0012 - Đặng Thị Ẵm.png"),
        ("7", 'Trần "Ba/Tư": <A>|B?*\\', "7 - Trần -Ba-Tư-- -A--B---.png"),
        ("7", "../../etc/passwd", "7 - ..-..-etc-passwd.png"),
        ("7", "Hai\tdấu\n cách ", "7 - Hai dấu cách.png"),
        ("7", "TS. ", "7 - TS.png"),
        ("", "con", "Giấy mời con.png"),
        ("", "Lpt1.txt", "Giấy mời Lpt1.txt.png"),
        ("", "...", "Giấy mời.png"),
    ],
)
def test_a_name_is_safe_on_every_system(number, name, file_name):
    assert names_of((number, name)) == [file_name]


def test_a_long_name_is_shortened_between_syllables_and_a_word_without_end_within():
    [syllables, word] = names_of(("1", "Nguyễn " * 60), ("2", "ễ" * 300))

    for name in (syllables, word):
        assert len(name.encode()) <= 160
    assert syllables.endswith("Nguyễn.png")
    assert word.endswith("ễ.png") or word == "2 -.png"


def test_namesakes_without_numbers_are_told_apart():
    assert names_of(("", "Lê An"), ("", "LÊ AN"), ("", "Lê An"), ("3", "Lê An")) == [
        "Lê An.png",
        "LÊ AN (2).png",
        "Lê An (3).png",
        "3 - Lê An.png",
    ]
