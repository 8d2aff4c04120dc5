"""A list file may say in which tray a badge waits, who heads a delegation, what to look out for."""

from __future__ import annotations

import pytest

from seed.lists.aliases import field_of
from seed.lists.model import Field
from tests.seed.lists.workbooks import read, xlsx


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Khay", Field.TRAY),
        ("Ô", Field.PLACE_IN_TRAY),
        ("Trưởng đoàn", Field.HEADS_DELEGATION),
        ("Là trưởng đoàn (x)", Field.HEADS_DELEGATION),
        ("Lưu ý đón tiếp", Field.ATTENTION),
        ("Lưu ý", Field.NOTE),
        ("Đoàn", Field.UNIT),
    ],
)
def test_columns_are_known_by_their_headers(header, field):
    assert field_of(header) is field


@pytest.mark.parametrize(
    ("tray", "place", "expected"),
    [
        ("B", "14", "khay B, ô 14"),
        ("B", 14.0, "khay B, ô 14"),
        ("Khay B", "Ô 14", "Khay B, Ô 14"),
        ("khay B, ô 14", "", "khay B, ô 14"),
        ("B", "", "khay B"),
        ("", "14", ""),
    ],
)
def test_tray_and_place_become_words_once(tray, place, expected):
    rows = [["Họ và tên", "Đơn vị", "Khay", "Ô"], ["Lê An", "Sở Nội vụ", tray, place]]

    (person,) = read(xlsx(rows)).people

    assert person.tray == expected


def test_a_mark_makes_a_head_of_a_delegation_and_nothing_else_does():
    rows = [
        ["Họ và tên", "Đơn vị", "Trưởng đoàn", "Lưu ý đón tiếp"],
        ["Lê An", "Sở Nội vụ", "x", "Đi xe lăn"],
        ["Lê Bình", "Sở Nội vụ", "không", ""],
        ["Lê Cúc", "Sở Nội vụ", "", ""],
    ]

    people = read(xlsx(rows)).people

    assert [one.heads_delegation for one in people] == [True, False, False]
    assert [one.attention for one in people] == ["Đi xe lăn", "", ""]
