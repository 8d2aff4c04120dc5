"""The header is found under title rows, in one row or two, and names are put together."""

from __future__ import annotations

import pytest

from conference.imports import columns_told_apart
from seed.lists.grid import Grid
from seed.lists.header_rows import find_header
from seed.lists.headers import header_key
from seed.lists.model import Field, How
from seed.lists.refused import NoHeader, NothingInIt
from tests.seed.lists.workbooks import HEADER, codes, names, read, xlsx


def test_two_columns_under_one_merged_header_are_remembered_apart():
    rows = [["STT", "Họ và tên", "Họ và tên", "Đơn vị"], [1, "Vũ Hữu", "An", "Sở A"]]
    key = read(xlsx(rows)).sheets[0].header_key
    fields = [Field.STT, Field.FAMILY_NAME, Field.GIVEN_NAME, Field.UNIT]
    names = columns_told_apart(rows[0])

    found = read(xlsx(rows), remembered={key: dict(zip(names, fields, strict=True))})

    assert [one.field for one in found.sheets[0].columns] == fields
    assert [one.full_name for one in found.people] == ["Vũ Hữu An"]


def fields(mapping):
    return {one.letter: one.field for one in mapping.columns}


TITLES = [
    ["UBND THÀNH PHỐ HẢI PHÒNG", None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
    ["SỞ NỘI VỤ", None, None, "Độc lập - Tự do - Hạnh phúc"],
    [],
    ["DANH SÁCH ĐẠI BIỂU DỰ HỘI NGHỊ TUYÊN DƯƠNG ĐIỂN HÌNH TIÊN TIẾN"],
    ["(Kèm theo Công văn số 12/SNV ngày 3 tháng 9 năm 2025)"],
    [],
]
PERSON = [1, "Lê Văn Kiên", "Giám đốc", "Sở Nội vụ"]


def test_the_header_stands_under_merged_title_rows():
    data = xlsx([*TITLES, HEADER, PERSON], merges=["A1:C1", "A4:D4", "A5:D5"])

    found = read(data)

    assert found.sheets[0].header_rows == (7,)
    assert [(one.row, one.full_name, one.position, one.unit) for one in found.people] == [
        (8, "Lê Văn Kiên", "Giám đốc", "Sở Nội vụ")
    ]


def test_years_under_men_and_women_tell_the_sex():
    rows = [
        ["STT", "Họ và tên", "Năm sinh", None, "Đơn vị"],
        [None, None, "Nam", "Nữ", None],
        [1, "Lê Kiên", 1975, None, "Sở A"],
        [2, "Vũ Hà", None, "12/03/1980", "Sở B"],
        [3, "Đỗ An", None, None, "Sở C"],
    ]
    merges = ["A1:A2", "B1:B2", "C1:D1", "E1:E2"]

    for data in (xlsx(rows, merges=merges), xlsx(rows)):
        found = read(data)

        assert found.sheets[0].header_rows == (1, 2)
        assert [(one.sex, one.birth_year, one.birth_date) for one in found.people] == [
            ("male", 1975, ""),
            ("female", 1980, "1980-03-12"),
            ("", None, ""),
        ]
        assert found.sheets[0].columns[2].header == "Năm sinh / Nam"


def test_marks_under_men_and_women_tell_the_sex_alone():
    rows = [
        ["TT", "Họ tên", "Giới tính", None],
        [None, None, "Nam", "Nữ"],
        [1, "Lê Kiên", "x", None],
        [2, "Vũ Hà", None, "x"],
        [3, "Vũ Hải", "x", "x"],
    ]

    found = read(xlsx(rows, merges=["A1:A2", "B1:B2", "C1:D1"]))

    assert [(one.sex, one.birth_year) for one in found.people] == [
        ("male", None),
        ("female", None),
        ("", None),
    ]
    assert "sex_twice" in codes(found)


@pytest.mark.parametrize(
    ("header", "merges"),
    [
        (["STT", "Họ và tên", None, "Đơn vị"], ["B1:C1"]),
        (["STT", "Họ và tên", None, "Đơn vị"], []),
        (["STT", "Họ và tên", "Tên", "Đơn vị"], []),
        (["STT", "Họ đệm", "Tên", "Đơn vị"], []),
    ],
)
def test_a_name_over_two_columns_is_put_together(header, merges):
    rows = [header, [1, "Nguyễn Văn", "Tùng", "Sở A"], [2, "Y", "Bion", "Sở B"]]

    found = read(xlsx(rows, merges=merges))

    assert names(found) == ["Nguyễn Văn Tùng", "Y Bion"]
    assert fields(found.sheets[0])["B"] is Field.FAMILY_NAME


def test_a_row_that_numbers_the_columns_is_part_of_the_header():
    found = read(xlsx([HEADER, ["(1)", "(2)", "(3)", "(4)"], PERSON]))

    assert found.sheets[0].header_rows == (1, 2)
    assert names(found) == ["Lê Văn Kiên"]


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Họ và tên đại biểu (in hoa)", Field.NAME),
        ("HỌ & TÊN", Field.NAME),
        ("Tên đại biểu", Field.NAME),
        ("Nơi công tác", Field.UNIT),
        ("Vị trí công tác", Field.POSITION),
        ("Chức vụ, đơn vị", Field.POSITION_UNIT),
        ("SĐT", Field.PHONE),
        ("Số điện thoại (Zalo)", Field.PHONE),
        ("Lưu ý", Field.NOTE),
        ("Dân tộc", Field.ETHNICITY),
        ("Năm", Field.BIRTH),
        ("Ngày,\ntháng,\nnăm sinh", Field.BIRTH),
        ("Trình độ lý luận chính trị", Field.POLITICAL_THEORY),
        ("Số CCCD/Định danh", Field.CITIZEN_NUMBER),
    ],
)
def test_columns_go_by_many_names(header, field):
    row = ["STT", header] if field is Field.NAME else ["Họ tên", header]

    found = read(xlsx([row, ["1", "Lê Kiên"]]), kept={field})

    assert fields(found.sheets[0])["B"] is field


def test_unknown_and_repeated_columns_are_said_and_not_read():
    rows = [[*HEADER, "Món ăn kiêng", "Đơn vị"], [*PERSON, "chay", "Sở Khác"]]

    found = read(xlsx(rows))

    assert codes(found) == ["unknown_column", "column_twice"]
    assert found.faults[0].cell == "E"
    assert found.faults[0].sentence % found.faults[0].details
    assert found.people[0].unit == "Sở Nội vụ"


def test_a_chosen_column_wins_and_a_corrected_mapping_is_remembered():
    rows = [["STT", "Họ và tên", "Món ăn", "Nơi về"], [1, "Lê Kiên", "chay", "Xã Đại Sơn"]]
    first = read(xlsx(rows))
    key = first.sheets[0].header_key

    chosen = read(xlsx(rows), chosen={"Danh sách": {"D": Field.UNIT, "C": Field.IGNORE}})
    remembered = read(
        xlsx([["Tiêu đề"], *rows], title="Khác"),
        remembered={key: {"Nơi về": Field.UNIT, "Món ăn": Field.NOTE}},
    )

    assert chosen.people[0].unit == "Xã Đại Sơn"
    assert [one.how for one in chosen.sheets[0].columns][-1] is How.CHOSEN
    assert codes(chosen) == []
    assert (remembered.people[0].unit, remembered.people[0].note) == ("Xã Đại Sơn", "chay")
    assert remembered.sheets[0].columns[3].how is How.REMEMBERED


def test_the_key_of_a_header_keeps_its_order_and_forgets_its_accents():
    assert header_key(("STT", "Họ và tên", "")) == header_key(("stt", "HO VA TEN"))
    assert header_key(("STT", "Họ tên")) != header_key(("Họ tên", "STT"))


def test_unknown_words_are_shown_as_a_mapping_to_be_corrected():
    rows = [["Cột một", "Cột hai"], ["Lê Kiên", "Sở A"]]

    found = read(xlsx(rows))
    chosen = read(xlsx(rows), chosen={"Danh sách": {"A": Field.NAME, "B": Field.UNIT}})

    assert found.people == ()
    assert "no_name_column" in codes(found)
    assert [(one.full_name, one.unit) for one in chosen.people] == [("Lê Kiên", "Sở A")]


def test_a_single_column_of_names_is_a_list():
    assert names(read(xlsx([["Họ và tên"], ["Lê Kiên"], ["Siu Black"]]))) == [
        "Lê Kiên",
        "Siu Black",
    ]


def test_a_file_without_any_header_is_refused():
    with pytest.raises(NoHeader):
        read(xlsx([[12, 13], [14, 15]]))


def test_an_empty_file_is_refused():
    with pytest.raises(NothingInIt):
        read(xlsx([]))
    with pytest.raises(NothingInIt):
        read(xlsx([HEADER]))
    assert find_header(Grid("x", [])) is None
