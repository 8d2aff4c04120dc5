"""What stands in the cells of a person: numbers with their zeros, dates, sexes, marks."""

from __future__ import annotations

import datetime as dt

import pytest

from seed.lists.dates import Birth, is_swapped, read_birth
from seed.lists.honorifics import split_honorifics
from seed.lists.model import SENSITIVE, Field
from seed.lists.numbers_of_people import (
    Number,
    birth_year_in,
    read_citizen_number,
    read_phone,
    sex_in,
)
from tests.seed.lists.workbooks import codes, names, read, xls, xlsx


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("031085001234", Number("031085001234")),
        ("031 085 001 234", Number("031085001234")),
        ("'031085001234", Number("031085001234")),
        ("31085001234", Number("031085001234", "citizen_number_padded")),
        ("31085001234.0", Number("031085001234", "citizen_number_padded")),
        ("030123456", Number("030123456")),
        ("3.1085E+10", Number("", "citizen_number_scientific")),
        ("3,1085E+10", Number("", "citizen_number_scientific")),
        ("1234", Number("", "citizen_number_unreadable")),
        ("không có", Number("", "citizen_number_unreadable")),
        ("٠٣١٠٨٥٠٠١٢٣٤", Number("", "citizen_number_unreadable")),
    ],
)
def test_citizen_numbers(text, number):
    assert read_citizen_number(text) == number


def test_a_citizen_number_tells_sex_and_year_as_a_check():
    assert [
        sex_in(one) for one in ("031085001234", "031185001234", "031304001234", "123456789")
    ] == [
        "male",
        "female",
        "female",
        "",
    ]
    assert birth_year_in("031085001234") == 1985
    assert birth_year_in("031304001234") == 2004
    assert birth_year_in("123456789") is None


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("912345678", Number("0912345678")),
        ("0912345678", Number("0912345678")),
        ("912345678.0", Number("0912345678")),
        ("0912.345.678", Number("0912345678")),
        ("0912 345 678", Number("0912345678")),
        ("0912-345-678", Number("0912345678")),
        ("(+84) 912 345 678", Number("0912345678")),
        ("+84912345678", Number("0912345678")),
        ("+840912345678", Number("0912345678")),
        ("84912345678", Number("0912345678")),
        ("0084912345678", Number("0912345678")),
        ("02253.842.000", Number("02253842000")),
        ("842253842000", Number("02253842000")),
        ("+8613800138000", Number("+8613800138000")),
        ("0912345678 - 0987654321", Number("0912345678", "phone_several")),
        ("0912345678/0987654321", Number("0912345678", "phone_several")),
        ("0912345678\n0987654321", Number("0912345678", "phone_several")),
        ("9.12E+08", Number("", "phone_scientific")),
        ("máy lẻ 12", Number("máy lẻ 12", "phone_unreadable")),
        ("12", Number("12", "phone_unreadable")),
        ("+12", Number("+12", "phone_unreadable")),
    ],
)
def test_phones(text, number):
    assert read_phone(text) == number


@pytest.mark.parametrize(
    ("value", "birth"),
    [
        ("", Birth()),
        ("15/03/1975", Birth("1975-03-15", 1975)),
        ("5-3-1975", Birth("1975-03-05", 1975)),
        ("05.03.1975", Birth("1975-03-05", 1975)),
        ("ngày 5 tháng 3 năm 1975", Birth("1975-03-05", 1975)),
        ("1975-03-05", Birth("1975-03-05", 1975)),
        ("1975-03-05 00:00:00", Birth("1975-03-05", 1975)),
        ("1975", Birth(year=1975)),
        ("1975.0", Birth(year=1975)),
        ("Năm 1975", Birth(year=1975)),
        ("03/1975", Birth(year=1975)),
        ("15/03/75", Birth("1975-03-15", 1975, "birth_two_digits")),
        ("15/03/05", Birth("2005-03-15", 2005, "birth_two_digits")),
        ("03/15/1975", Birth(year=1975, trouble="birth_year_only")),
        ("31/02/1975", Birth(year=1975, trouble="birth_year_only")),
        ("khoảng 1975", Birth(year=1975, trouble="birth_year_only")),
        ("không rõ", Birth(trouble="birth_unreadable")),
        ("15/03/1075", Birth(trouble="birth_unreadable")),
        ("0975", Birth(trouble="birth_unreadable")),
        ("27468", Birth("1975-03-15", 1975)),
        (27468.0, Birth("1975-03-15", 1975)),
        (27468.5, Birth(trouble="birth_unreadable")),
        (1975.0, Birth(year=1975)),
        (75.0, Birth(trouble="birth_unreadable")),
        (dt.date(1975, 3, 15), Birth("1975-03-15", 1975)),
        (dt.datetime.combine(dt.date(1975, 3, 15), dt.time(8)), Birth("1975-03-15", 1975)),
        (dt.time(3, 15), Birth(trouble="birth_unreadable")),
        (True, Birth(trouble="birth_unreadable")),
    ],
)
def test_births(value, birth):
    assert read_birth(value) == birth


def test_a_column_with_days_and_months_swapped_keeps_its_years_only():
    rows = [
        ["STT", "Họ tên", "Ngày sinh"],
        [1, "Lê Kiên", dt.date(1975, 5, 3)],
        [2, "Vũ Hà", dt.date(1980, 12, 11)],
        [3, "Đỗ An", "25/03/1990"],
    ]

    found = read(xlsx(rows))

    assert [(one.birth_date, one.birth_year) for one in found.people] == [
        ("", 1975),
        ("", 1980),
        ("", 1990),
    ]
    (fault,) = found.faults
    assert (fault.code, fault.cell, fault.row) == ("dates_swapped", "C", 0)


def test_columns_of_one_kind_are_not_swapped():
    assert not is_swapped([dt.date(1975, 5, 3), dt.date(1980, 12, 31), "25/03/1990"])
    assert not is_swapped([dt.date(1975, 5, 3), "05/03/1990", "25/03/1990"])
    assert not is_swapped(["25/03/1990", "", 1975])
    assert not is_swapped([dt.date(1975, 5, 3)])


HEADER = [
    "STT",
    "Họ và tên",
    "Giới tính",
    "Ngày sinh",
    "CCCD",
    "Đảng viên",
    "Dân tộc",
    "SĐT",
    "Email",
]


def test_numbers_that_excel_made_of_texts_come_back():
    rows = [HEADER, [1, "Lê Kiên", "Nam", 27468, 31075001234, "x", "Kinh", 912345678, "a@b.vn"]]

    for data in (xlsx(rows), xls(rows)):
        found = read(data, kept=SENSITIVE)

        (person,) = found.people
        assert (person.citizen_number, person.phone) == ("031075001234", "0912345678")
        assert (person.birth_date, person.sex, person.party_member) == ("1975-03-15", "male", True)
        assert person.email == "a@b.vn"
        assert codes(found) == ["citizen_number_padded"]
        assert found.faults[0].cell == "E2"


def test_a_citizen_number_only_checks_sex_and_year():
    rows = [
        HEADER,
        [1, "Lê Kiên", "Nữ", "1980", "031075001234"],
        [2, "Vũ Hà", "", "", "031075009999"],
    ]

    found = read(xlsx(rows), kept=SENSITIVE)

    assert codes(found) == ["citizen_number_sex", "citizen_number_birth"]
    assert [(one.sex, one.birth_year) for one in found.people] == [("female", 1980), ("", None)]


def test_a_number_lost_in_a_float_is_an_error_of_its_row():
    found = read(xlsx([HEADER, [1, "Lê Kiên", "Nam", "", "3.1085E+10"]]), kept=SENSITIVE)

    assert found.people == ()
    assert [(one.code, one.severity) for one in found.faults] == [
        ("citizen_number_scientific", "error")
    ]


def test_sensitive_columns_are_dropped_unless_kept():
    rows = [HEADER, [1, "Lê Kiên", "Nam", "", "031075001234", "x", "Kinh"]]

    found = read(xlsx(rows))
    kept = read(xlsx(rows), kept={Field.PARTY})

    (person,) = found.people
    assert (person.citizen_number, person.party_member, person.ethnicity) == ("", None, "")
    assert codes(found) == ["sensitive_dropped"] * 3
    assert kept.people[0].party_member is True
    assert codes(kept) == ["sensitive_dropped"] * 2


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("x", True),
        ("Có", True),
        ("12/03/2005", True),
        ("Không", False),
        ("chưa", False),
        ("", None),
    ],
)
def test_marks_and_answers(text, answer):
    rows = [["Họ tên", "Đảng viên", "Trực tiếp sản xuất"], ["Lê Kiên", text, text]]

    (person,) = read(xlsx(rows), kept=SENSITIVE).people

    assert (person.party_member, person.direct_producer) == (answer, answer)


def test_what_cannot_be_understood_is_said_and_left_empty():
    rows = [
        ["Họ tên", "Giới tính", "Trực tiếp sản xuất", "Email", "SĐT", "Ngày sinh"],
        ["Lê Kiên", "chưa rõ", "có lẽ", "a.vn", "máy 12", "hồi nhỏ"],
        ["Vũ Hà", "x", True, "a@b.vn", "0912345678", dt.date(1975, 3, 1)],
    ]

    found = read(xlsx(rows))

    assert codes(found) == [
        *("birth_unreadable", "sex_unreadable", "phone_unreadable", "email_unreadable"),
        *("answer_unreadable", "sex_unreadable"),
    ]
    assert [one.sex for one in found.people] == ["", ""]
    assert [one.sentence % one.details for one in found.faults]
    assert found.people[1].direct_producer is True


def test_a_mark_in_a_column_of_women_is_a_woman():
    rows = [["Họ tên", "Nữ", "Đơn vị"], ["Vũ Hà", "x", "A"], ["Lê Kiên", None, "A"]]

    assert [one.sex for one in read(xlsx(rows)).people] == ["female", ""]


@pytest.mark.parametrize(
    ("text", "honorific", "name"),
    [
        ("Đ/c Lê Văn Kiên", "Đ/c", "Lê Văn Kiên"),
        ("Đ/c: PGS. TS. Lê Văn Kiên", "Đ/c: PGS. TS.", "Lê Văn Kiên"),
        ("ThS.BS Trần An", "ThS.BS", "Trần An"),
        ("Mẹ VNAH Trần Thị Sáu", "Mẹ VNAH", "Trần Thị Sáu"),
        ("Bà mẹ Việt Nam anh hùng Trần Thị Sáu", "Bà mẹ Việt Nam anh hùng", "Trần Thị Sáu"),
        ("Thượng tọa Thích Minh Đức", "Thượng tọa", "Thích Minh Đức"),
        ("Đại tá Vũ Hà", "Đại tá", "Vũ Hà"),
        ("Ông", "", "Ông"),
        ("H'Hen Niê", "", "H'Hen Niê"),
        ("Y Bion", "", "Y Bion"),
        ("Tsai Ming", "", "Tsai Ming"),
        ("Bàng Thị A", "", "Bàng Thị A"),
    ],
)
def test_honorifics_are_split_off_and_kept(text, honorific, name):
    assert split_honorifics(text) == (honorific, name)


def test_names_come_as_written_but_tidied():
    rows = [
        ["Họ tên", "Ghi chú"],
        ["  NGUYỄN\u00a0 Văn\u200b  Ða\u0323t ", "a\ufeffb"],
        ["Đ/c Vũ Hà", 1],
    ]

    found = read(xlsx(rows))

    assert names(found) == ["NGUYỄN Văn Đạt", "Vũ Hà"]
    assert found.people[1].honorific == "Đ/c"
    assert [one.note for one in found.people] == ["ab", "1"]


def test_names_that_cannot_be_names_are_errors():
    rows = [
        ["STT", "Họ tên", "Thành tích"],
        [1, 1234, ""],
        [2, "***", ""],
        [3, "a" * 201, ""],
        [4, "Lan", "b" * 5001],
    ]

    found = read(xlsx(rows))

    assert found.people == ()
    assert codes(found) == ["name_not_text", "name_not_text", "name_too_long", "text_too_long"]


def test_the_same_row_twice_is_said():
    rows = [
        ["STT", "Họ tên", "Đơn vị", "CCCD"],
        [1, "Lê Kiên", "Sở A", None],
        [2, "LÊ KIÊN", "Sở A", None],
        [3, "Lê Kiên", "Sở B", "031075001234"],
        [4, "Vũ Hà", "Sở B", "031075001234"],
    ]

    found = read(xlsx(rows), kept=SENSITIVE)

    assert [(one.code, one.row, one.details["other"]) for one in found.faults] == [
        ("row_twice", 3, 2),
        ("citizen_number_twice", 5, 4),
    ]
    assert len(found.people) == 4


def test_positions_too_long_are_errors():
    rows = [["Họ tên", "Chức vụ, đơn vị"], ["Lan", "b" * 501]]

    assert "text_too_long" in codes(read(xlsx(rows)))


def test_odd_values_become_the_text_that_people_see():
    rows = [
        ["Họ tên", "Ghi chú", "Ghế", "Số thẻ"],
        ["Lan", dt.date(2025, 9, 3), 12, dt.time(7, 30)],
        ["Mơ", False, 1.5],
    ]

    first, second = read(xlsx(rows)).people

    assert (first.note, first.seat, first.card_number) == ("03/09/2025", "12", "07:30:00")
    assert (second.note, second.seat) == ("", "1.5")
