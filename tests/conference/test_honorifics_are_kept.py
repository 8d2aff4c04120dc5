"""What stands before a name is split off and kept; a name that begins like a title stays whole."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conference.names import HONORIFIC_LENGTH, one_tone_place, split_honorific, spoken_key, tidy

TITLES = (
    "Ông", "Bà", "Đ/c", "Đ/c.", "đồng chí", "PGS.TS.BS.", "TS", "ThS.", "NGƯT", "NSND.",
    "Thượng tọa", "Hoà thượng", "Linh mục", "Mục sư", "Đại tá", "Trung tá,", "Thiếu úy",
    "Mẹ Việt Nam Anh hùng",
)  # fmt: skip
PEOPLE = ("Lê Văn Kiên", "H'Hen Niê", "Y Bion", "Ông Ích Khiêm", "Nguyễn Thị Miền", "Kiên")


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("Đ/c. Lê Văn Kiên", ("Đ/c.", "Lê Văn Kiên")),
        ("GS.TS. Trần An", ("GS.TS.", "Trần An")),
        ("PGS.TS.BS. Trần An", ("PGS.TS.BS.", "Trần An")),
        ("PGS, TS Trần An", ("PGS, TS", "Trần An")),
        ("NGƯT. Trần An", ("NGƯT.", "Trần An")),
        ("NSND Trần An", ("NSND", "Trần An")),
        ("BSCKII. Trần An", ("BSCKII.", "Trần An")),
        ("Thượng tọa Thích Thanh Giác", ("Thượng tọa", "Thích Thanh Giác")),
        ("Thượng toạ Thích Thanh Giác", ("Thượng toạ", "Thích Thanh Giác")),
        ("Hòa thượng Thích Quảng Tùng", ("Hòa thượng", "Thích Quảng Tùng")),
        ("Linh mục Giuse Trần An", ("Linh mục", "Giuse Trần An")),
        ("Mục sư Y Bion", ("Mục sư", "Y Bion")),
        ("Đ/c Đại tá, PGS.TS. Trần An", ("Đ/c Đại tá, PGS.TS.", "Trần An")),
        ("Thiếu uý Lê Bình", ("Thiếu uý", "Lê Bình")),
        ("MẸ VIỆT NAM ANH HÙNG NGUYỄN THỊ THỨ", ("MẸ VIỆT NAM ANH HÙNG", "NGUYỄN THỊ THỨ")),
        ("Ông Lê Văn Kiên", ("Ông", "Lê Văn Kiên")),
        ("Ông Lê Kiên", ("Ông", "Lê Kiên")),
        ("Ông Ông Ích Khiêm", ("Ông", "Ông Ích Khiêm")),
        ("Đ/c Ông Văn Tùng", ("Đ/c", "Ông Văn Tùng")),
    ],
)
def test_titles_are_split_off_as_they_were_written(written, parts):
    assert split_honorific(written) == parts


@pytest.mark.parametrize(
    "name",
    [
        "Ông Ích Khiêm", "ÔNG ÍCH KHIÊM", "Ông Văn Tùng", "Ông Thị Ngọc Lan", "Ông Kiên",
        "Bà Huyện Thanh Quan", "Bà Triệu", "Bàng Văn An", "Thích Đại Đức", "Tsang An", "TS.", "Đ/c",
        "Đại tá", "Cn", "", "H'Hen Niê", "Trung Tấn", "Linh Mai",
    ],
)  # fmt: skip
def test_a_name_that_only_looks_like_a_title_stays_whole(name):
    assert split_honorific(name) == ("", name)


@given(st.lists(st.sampled_from([*TITLES, *PEOPLE]), max_size=5).map(" ".join) | st.text())
def test_what_was_split_off_and_what_is_left_are_the_whole(written):
    honorific, rest = split_honorific(written)

    assert (honorific + rest).replace(" ", "") == tidy(written).replace(" ", "")
    assert tidy(written).startswith(honorific)
    assert tidy(written).endswith(rest)
    assert len(honorific) <= HONORIFIC_LENGTH
    assert bool(rest) == bool(tidy(written))


@given(st.sampled_from(TITLES), st.sampled_from(PEOPLE[:1]))
def test_a_full_name_behind_a_title_is_the_full_name(title, name):
    assert split_honorific(f"{title} {name}") == (title, name)


def test_titles_beyond_the_column_stay_with_the_name():
    written = "Đồng chí Thiếu tướng, Nhà giáo Nhân dân, GS.TSKH. Trần An"

    assert split_honorific(written) == (
        "Đồng chí Thiếu tướng, Nhà giáo Nhân dân,", "GS.TSKH. Trần An"
    )  # fmt: skip


@pytest.mark.parametrize(
    ("new", "old"),
    [("Hoà", "hòa"), ("KHOẺ", "khỏe"), ("Thuỷ", "thủy"), ("Quý", "qúy"), ("Toạ", "tọa")],
)
def test_the_two_places_of_a_tone_are_one(new, old):
    assert one_tone_place(new) == one_tone_place(old) == old


@given(st.text(max_size=30))
def test_one_place_of_a_tone_is_reached_at_once(text):
    once = one_tone_place(text)

    assert one_tone_place(once) == once


def test_names_that_sound_alike_share_a_key_and_others_do_not():
    assert spoken_key("Nguyễn Thị Hoà") == spoken_key("NGUYỄN  THỊ HÒA")
    assert spoken_key("Nguyễn Thị Hoà") != spoken_key("Nguyễn Thị Hoa")
    assert spoken_key("Thị Nguyễn") != spoken_key("Nguyễn Thị")
