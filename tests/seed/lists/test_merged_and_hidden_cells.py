"""A merged unit speaks for its rows, an empty one for none; hidden rows are read and said."""

from __future__ import annotations

import pytest

from tests.seed.lists.workbooks import (
    HEADER,
    book_of,
    codes,
    names,
    ods,
    read,
    saved,
    xls,
    xlsx,
)

ROWS = [
    HEADER,
    [1, "Lê Kiên", "Giám đốc", "Sở A"],
    [2, "Vũ Hà", "Phó Giám đốc", None],
    [3, "Đỗ An", "Chuyên viên", None],
]


@pytest.mark.parametrize(
    "data",
    [
        xlsx(ROWS, merges=["D2:D3"]),
        xls(ROWS, merges=[(1, 2, 3, 3, "Sở A")]),
        ods(ROWS, spanned={(1, 3): 2}),
    ],
    ids=["xlsx", "xls", "ods"],
)
def test_a_merged_unit_is_each_rows_unit_and_an_empty_one_is_missing(data):
    found = read(data)

    assert [one.unit for one in found.people] == ["Sở A", "Sở A", ""]
    assert [(one.code, one.cell) for one in found.faults] == [("unit_missing", "D4")]


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_hidden_rows_are_read_and_said(kind):
    if kind == "xlsx":
        book = book_of(ROWS, merges=["D2:D4"])
        book.active.row_dimensions[3].hidden = True
        data = saved(book)
    else:
        data = ods(ROWS, spanned={(1, 3): 3}, hidden_rows={2})

    found = read(data)

    assert [one.hidden for one in found.people] == [False, True, False]
    assert [(one.code, one.row) for one in found.faults] == [("hidden_row", 3)]


def test_hidden_sheets_and_columns_are_read_and_said():
    book = book_of(ROWS[:2])
    book.active.column_dimensions["C"].hidden = True
    other = book.create_sheet("Bỏ")
    other.sheet_state = "hidden"
    for row in ROWS[:2]:
        other.append(row)

    found = read(saved(book))

    assert codes(found) == ["hidden_column", "hidden_sheet", "row_twice"]
    assert [one.hidden for one in found.sheets] == [False, True]


def test_several_sheets_are_one_list_and_a_cover_is_passed_over():
    data = xlsx(
        ROWS[:2], sheets={"Bìa": [["Hội nghị"]], "Huyện": [HEADER, [1, "Bùi Ly", "a", "b"]]}
    )

    found = read(data)
    one_sheet = read(data, sheets={"Huyện"})

    assert [(one.sheet, one.full_name) for one in found.people] == [
        ("Danh sách", "Lê Kiên"),
        ("Huyện", "Bùi Ly"),
    ]
    assert codes(found) == ["sheet_without_header"]
    assert names(one_sheet) == ["Bùi Ly"]
    assert one_sheet.faults == ()


def test_lines_in_a_cell_become_spaces_and_part_position_from_unit():
    rows = [
        ["STT", "Họ tên", "Chức vụ, đơn vị"],
        [1, "Lê\nKiên", "Giám đốc\nSở Nội vụ"],
        [2, "Vũ Hà", "Phó Chủ tịch, UBND xã Đại Sơn"],
        [3, "Đỗ An", "Chủ tịch UBND xã Đại Sơn"],
        [4, "Bùi Ly\nTrần Văn Tú", None],
    ]

    found = read(xlsx(rows))

    assert [(one.full_name, one.position, one.unit) for one in found.people] == [
        ("Lê Kiên", "Giám đốc", "Sở Nội vụ"),
        ("Vũ Hà", "Phó Chủ tịch", "UBND xã Đại Sơn"),
        ("Đỗ An", "Chủ tịch UBND xã Đại Sơn", ""),
        ("Bùi Ly Trần Văn Tú", "", ""),
    ]
    assert codes(found) == ["position_unit_whole", "name_of_several_lines", "unit_missing"]


def test_a_column_that_names_the_unit_first_is_parted_the_other_way():
    rows = [["STT", "Họ tên", "Đơn vị, chức vụ"], [1, "Lê Kiên", "Sở Nội vụ - Giám đốc"]]

    (person,) = read(xlsx(rows)).people

    assert (person.position, person.unit) == ("Giám đốc", "Sở Nội vụ")
