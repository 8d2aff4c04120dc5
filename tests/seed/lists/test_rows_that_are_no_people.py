"""Sections become groups; footers, repeated headers and signatures are shown as no people."""

from __future__ import annotations

import pytest

from tests.seed.lists.workbooks import HEADER, codes, names, read, xlsx


def test_sections_become_the_group_of_those_below():
    rows = [
        HEADER,
        ["I. ĐẠI BIỂU KHÁCH MỜI (2 người)"],
        [1, "Lê Kiên", "Giám đốc", "Sở A"],
        [2, "Vũ Hà", "Phó Giám đốc", "Sở B"],
        ["II", "ĐẠI BIỂU CHÍNH THỨC", None, None],
        [1, "Đỗ An", "Chuyên viên", "Sở C"],
        [None, "Khối doanh nghiệp:"],
        [2, "Bùi Ly", "Kế toán", "Công ty D"],
    ]

    found = read(xlsx(rows, merges=["A2:D2"]))

    assert [(one.full_name, one.group) for one in found.people] == [
        ("Lê Kiên", "ĐẠI BIỂU KHÁCH MỜI"),
        ("Vũ Hà", "ĐẠI BIỂU KHÁCH MỜI"),
        ("Đỗ An", "ĐẠI BIỂU CHÍNH THỨC"),
        ("Bùi Ly", "Khối doanh nghiệp"),
    ]
    assert [(one.row, one.why) for one in found.skipped] == [
        (2, "section"),
        (5, "section"),
        (7, "section"),
    ]


def test_a_column_of_groups_wins_over_the_section():
    rows = [
        ["STT", "Họ tên", "Thành phần"],
        ["A. TẬP THỂ"],
        [1, "Lê Kiên", "Khách mời"],
        [2, "Vũ Hà"],
    ]

    assert [one.group for one in read(xlsx(rows)).people] == ["Khách mời", "TẬP THỂ"]


def test_footers_and_signatures_are_no_people():
    rows = [
        HEADER,
        [1, "Lê Kiên", "Giám đốc", "Sở A"],
        [2, "Vũ Hà", "Phó Giám đốc", "Sở B"],
        [None, "Tổng cộng: 02 người"],
        ["Danh sách này có 02 người./."],
        [None, None, "Hải Phòng, ngày 03 tháng 9 năm 2025"],
        [None, "NGƯỜI LẬP BIỂU", None, "KT. GIÁM ĐỐC"],
        [None, None, None, "PHÓ GIÁM ĐỐC"],
        [],
        [None, "Trần Thị Lập", None, "Phạm Văn Ký"],
    ]

    found = read(xlsx(rows))

    assert names(found) == ["Lê Kiên", "Vũ Hà"]
    assert [one.row for one in found.skipped] == [4, 5, 6, 7, 8, 10]
    assert {one.why for one in found.skipped} == {"footer"}
    assert codes(found) == []


def test_a_total_between_two_parts_does_not_end_the_list():
    rows = [
        HEADER,
        [1, "Lê Kiên", "Giám đốc", "Sở A"],
        ["Cộng", None, None, 1],
        ["B. CÁ NHÂN"],
        [1, "Vũ Hà", "Phó Giám đốc", "Sở B"],
        ["Tổng", None, None, 2],
    ]

    found = read(xlsx(rows))

    assert [(one.full_name, one.group) for one in found.people] == [
        ("Lê Kiên", ""),
        ("Vũ Hà", "CÁ NHÂN"),
    ]


def test_a_numbered_person_after_a_signature_is_not_lost():
    rows = [
        HEADER,
        [1, "Lê Kiên", "Giám đốc", "Sở A"],
        [None, "Người lập biểu"],
        [1, "Vũ Hà", "Phó Giám đốc", "Sở B"],
    ]

    assert names(read(xlsx(rows))) == ["Lê Kiên", "Vũ Hà"]


def test_people_without_ordinals_are_people():
    rows = [
        HEADER,
        [None, "Lê Kiên", "Giám đốc", "Sở A"],
        [None, "Công", None, "Sở B"],
        [None, "Vũ Hà"],
    ]

    assert names(read(xlsx(rows))) == ["Lê Kiên", "Công", "Vũ Hà"]


def test_a_header_in_the_middle_is_no_person():
    rows = [
        HEADER,
        [1, "Lê Kiên", "Giám đốc", "Sở A"],
        HEADER,
        ["(1)", "(2)", "(3)", "(4)"],
        [],
        [1, "Vũ Hà", "Phó Giám đốc", "Sở B"],
    ]

    found = read(xlsx(rows))

    assert names(found) == ["Lê Kiên", "Vũ Hà"]
    assert [one.why for one in found.skipped] == ["header", "numbering"]


def test_prepared_lines_with_a_number_alone_are_empty():
    found = read(xlsx([HEADER, [1, "Lê Kiên", "Giám đốc", "Sở A"], [2], [3]]))

    assert [one.why for one in found.skipped] == ["empty", "empty"]


@pytest.mark.parametrize("first", ["T/M BAN THƯỜNG VỤ", "K/T CHỦ TỊCH", "Người ghi danh sách"])
def test_what_stands_below_the_last_name_is_a_signature(first):
    """Only one who is above can still be a person: none of these three lines has a name."""
    rows = [HEADER, [1, "Lê Kiên", "Giám đốc", "Sở A"]]
    rows += [[None, None, None, words] for words in (first, "BÍ THƯ", "Nguyễn Văn Khoa")]

    found = read(xlsx(rows))

    assert names(found) == ["Lê Kiên"]
    assert codes(found) == []
    assert [one.why for one in found.skipped] == ["footer"] * 3


def test_a_line_without_a_name_is_an_error_and_not_dropped_in_silence():
    found = read(xlsx([HEADER, [1, "Lê Kiên", "Giám đốc", "Sở A"], [2, None, "Phó", "Sở B"]]))

    (fault,) = found.faults
    assert (fault.code, fault.severity, fault.row, fault.cell) == ("name_missing", "error", 3, "B3")


@pytest.mark.parametrize(
    "text",
    ["Đại diện Hội Cựu chiến binh", "H'Hen Niê", "Y Bion", "Hằng", "ÔNG ÍCH KHIÊM", "Lý Tổng"],
)
def test_odd_names_stay_people(text):
    found = read(xlsx([HEADER, [1, text, "Giám đốc", "Sở A"], [2, "Vũ Hà", "x", "Sở B"]]))

    assert len(found.people) == 2
    assert found.skipped == ()


@pytest.mark.parametrize(
    "row",
    [
        [None, "Đ/c Vũ Hà", None, None],
        [None, "Y-Bion Niê", None, None],
        [None, "H. Bia", None, None],
        [None, "Vũ Hà", "KT trưởng", "Sở A"],
        [None, "Vũ Hà", "Thủ trưởng đơn vị", "Sở A"],
        [None, "Vũ Hà", "ngày 5 tháng 3 năm 1975", "Sở A"],
        [None, "VŨ HÀ", None, None],
    ],
)
@pytest.mark.parametrize("numbered", [True, False])
def test_a_person_without_an_ordinal_is_taken_for_no_section_or_footer(row, numbered):
    others = [[n if numbered else None, f"LÊ KIÊN {n}", "Phó", "Sở A"] for n in range(1, 5)]

    found = read(xlsx([HEADER, *others, row, *others[:1]]))

    assert len(found.people) == 6
    assert found.skipped == ()


def test_sums_without_words_are_empty_rows():
    rows = [[*HEADER, "Nam"], [1, "Lê Kiên", "Phó", "Sở A", 1980], [None, None, None, None, 1]]

    found = read(xlsx(rows))

    assert [one.why for one in found.skipped] == ["empty"]


def test_a_second_table_below_a_signature_is_read():
    rows = [
        HEADER,
        [None, "Lê Kiên", "Phó", "Sở A"],
        [None, "NGƯỜI LẬP", None, "TM. ỦY BAN NHÂN DÂN"],
        [None, "Vũ Ký"],
        HEADER,
        [None, "Vũ Hà", "Phó", "Sở A"],
    ]

    assert names(read(xlsx(rows))) == ["Lê Kiên", "Vũ Hà"]
