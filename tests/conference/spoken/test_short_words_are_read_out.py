"""Đ/c, PGĐ, UBND become words when somebody reads aloud; titles and numbers stay as written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conference.scripts import (
    USUAL,
    AbbreviationCircular,
    AbbreviationUnusable,
    abbreviations,
    own_abbreviations,
    read_out,
    reset_abbreviation,
    write_abbreviation,
)
from tests.conference.guests.acting import do, facts

WORDS = st.text(alphabet=st.characters(categories=("L", "N")), min_size=1, max_size=8)
MARKS = [",", ".", ";", ":", "(", ")", "\n", "–", "lên", "Sở", "215", "xã", ""]
WRITTEN = st.lists(st.sampled_from([*USUAL, *MARKS]) | WORDS)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Đ/c Lê Văn Kiên, PGĐ Sở", "Đồng chí Lê Văn Kiên, Phó Giám đốc Sở"),
        ("Kính mời đ/c Chánh VP", "Kính mời đồng chí Chánh Văn phòng"),
        ("Kính mời Đ/c Hoà", "Kính mời đồng chí Hoà"),
        ("Xin mời. Đ/c Hoà", "Xin mời. Đồng chí Hoà"),
        ("Xin mời:\nđ/c Hoà", "Xin mời:\nĐồng chí Hoà"),
        ("“Đ/c Hoà”", "“Đồng chí Hoà”"),
        ("UBND TP Hải Phòng", "Ủy ban nhân dân thành phố Hải Phòng"),
        ("UBND TP. Hải Phòng", "Ủy ban nhân dân thành phố Hải Phòng"),
        ("PCT HĐND, BTV", "Phó Chủ tịch Hội đồng nhân dân, Ban Thường vụ"),
        ("ThS.Nguyễn Nam", "Thạc sĩ Nguyễn Nam"),
        ("PGS.TS. Lê Nam", "Phó Giáo sư, Tiến sĩ Lê Nam"),
        ("NSƯT Lê Nam, NSND Mai", "Nghệ sĩ Ưu tú Lê Nam, Nghệ sĩ Nhân dân Mai"),
        ("Công bố QĐ.", "Công bố Quyết định."),
    ],
)
def test_whole_words_are_read_out(written: str, read: str) -> None:
    assert read_out(USUAL, written) == read


@pytest.mark.parametrize(
    "written",
    ["215/QĐ-SKHCN", "Chỉ thị 41-CT/TW", "TPHCM", "VNPT", "QĐND", "KH&TS", "a.TP", "KH.UBND"],
)
def test_nothing_inside_a_word_or_a_number_is_touched(written: str) -> None:
    assert read_out(USUAL, written) == written


def test_what_is_to_be_kept_stays_verbatim_wherever_it_stands() -> None:
    title = "Hội nghị UBND TP lần thứ I"

    read = read_out(USUAL, f"Đ/c PGĐ khai mạc {title}. Đ/c CT dự", keep=[title, "", "UBND"])

    assert read == f"Đồng chí Phó Giám đốc khai mạc {title}. Đồng chí Chủ tịch dự"


def test_text_is_given_in_one_spelling_of_the_bytes() -> None:
    typed = "Ha\u0309i"

    assert read_out({}, typed) == "H\u1ea3i"
    assert read_out(USUAL, f"Đ/c {typed}", keep=[typed]) == "Đồng chí H\u1ea3i"


@given(WRITTEN)
def test_what_was_read_out_once_is_read_out_as_it_is(parts: list[str]) -> None:
    once = read_out(USUAL, " ".join(parts))

    assert read_out(USUAL, once) == once


@given(WORDS, st.sampled_from(sorted(USUAL)), WORDS)
def test_letters_on_either_side_make_it_another_word(before: str, short: str, after: str) -> None:
    inside = f"{before}{short.rstrip('.')}{after}"

    # What a longer short word makes of the whole is a word of its own.
    if inside not in USUAL and not any(one in inside and "." in one for one in USUAL):
        assert read_out({short: USUAL[short]}, inside) == read_out({}, inside)


def test_the_office_reads_out_otherwise_and_resets_it(db):
    do(db, write_abbreviation, " PGĐ ", "Phó  Giám đốc Sở")
    do(db, write_abbreviation, "SKHCN", "Sở Khoa học và Công nghệ")
    do(db, write_abbreviation, "PGĐ", "Phó Giám đốc Sở")

    with db.reading() as session:
        assert read_out(session, "PGĐ SKHCN") == "Phó Giám đốc Sở Sở Khoa học và Công nghệ"
        assert own_abbreviations(session) == {
            "PGĐ": "Phó Giám đốc Sở",
            "SKHCN": "Sở Khoa học và Công nghệ",
        }
    for short in ("PGĐ", "SKHCN", "SKHCN"):
        do(db, reset_abbreviation, short)
    with db.reading() as session:
        assert abbreviations(session) == USUAL
    assert len(facts(db, "AbbreviationsChanged")) == 4


def test_a_usual_one_can_be_left_as_it_is_written(db):
    do(db, write_abbreviation, "TP", "")

    with db.reading() as session:
        assert read_out(session, "TP Hải Phòng, đ/c A") == "TP Hải Phòng, đồng chí A"


@pytest.mark.parametrize(
    ("short", "long"), [("", "x"), ("--", "x"), ("a" * 41, "x"), ("SK", "x" * 201)]
)
def test_what_no_table_can_hold_is_refused(db, short, long):
    with pytest.raises(AbbreviationUnusable):
        do(db, write_abbreviation, short, long)

    with db.reading() as session:
        assert own_abbreviations(session) == {}


def test_what_is_read_out_is_short_for_nothing(db):
    with pytest.raises(AbbreviationCircular) as refused:
        do(db, write_abbreviation, "SYT", "Sở Y tế TP")

    assert refused.value.details == {"long": "Sở Y tế TP", "short": "TP"}


def test_a_usual_one_does_not_come_back_where_another_is_read_out_with_it(db):
    do(db, write_abbreviation, "TP", "")
    do(db, write_abbreviation, "SYT", "Sở Y tế TP")

    with pytest.raises(AbbreviationCircular):
        do(db, reset_abbreviation, "TP")
