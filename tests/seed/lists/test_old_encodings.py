"""TCVN3, VNI and VIQR become Vietnamese; "José" and what is Unicode already stay."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seed.lists.legacy_detect import becomes_vietnamese, evidence
from seed.lists.legacy_text import TCVN3, VNI, from_tcvn3, from_viqr, from_vni
from seed.lists.syllables import is_syllable
from tests.seed.lists.workbooks import HEADER, names, read, with_font, xlsx

SMALL_TCVN3 = {letter: code for code, letter in TCVN3.items()}
SMALL_VNI = {letter: code for code, letter in VNI.items() if code == code.lower()}
ALL_VNI = {letter: code for code, letter in VNI.items() if code in {code.lower(), code.upper()}}
NAMES = [
    *("Nguyễn Văn Tùng", "Đặng Thị Hương", "Trần Đức Thuỷ", "Phạm Ngọc Ánh", "Võ Thị Sáu"),
    *("Lê Hữu Trác", "Bùi Xuân Phái", "Đỗ Mười", "Hồ Quý Ly", "Lương Thế Vinh"),
]


def in_tcvn3(text):
    return "".join(SMALL_TCVN3.get(letter, letter) for letter in text)


def in_vni(text):
    return "".join(ALL_VNI.get(letter, letter) for letter in text)


def rows_in(encode, cells=NAMES):
    header = [encode(text) for text in HEADER]
    people = [
        [n, encode(text), encode("Trưởng phòng"), encode("Sở Nội vụ")]
        for n, text in enumerate(cells, 1)
    ]
    return [header, *people]


LOWER = "".join(
    sorted(
        {letter for letter in SMALL_TCVN3 if letter == letter.lower()}
        | set("abcdeghiklmnopqrstuvxy -.'")
    )
)


def test_the_table_has_its_74_letters():
    assert len(TCVN3) == 74
    assert len(set(TCVN3.values())) == 74
    assert TCVN3["\xad"] == "ư"
    assert TCVN3["\xae"] == "đ"


@given(st.text(LOWER))
def test_tcvn3_comes_back(text):
    assert from_tcvn3(in_tcvn3(text)) == text


@given(st.lists(st.sampled_from([*NAMES, *map(str.upper, NAMES)])))
def test_vni_comes_back(words):
    text = " ".join(words)

    assert from_vni(in_vni(text)) == text


def test_every_vni_letter_comes_back_by_itself():
    for letter, code in ALL_VNI.items():
        assert from_vni(code) == letter
    assert len({letter for letter in SMALL_VNI if letter == letter.lower()}) == 67


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("Nguye^~n Va(n Hu`ng", "Nguyễn Văn Hùng"),
        ("DDa(.ng Thi. Hu+o+ng", "Đặng Thị Hương"),
        ("TRA^`N DDU+'C", "TRẦN ĐỨC"),
        (r"Lan\. 5", "Lan. 5"),
    ],
)
def test_viqr_is_read_when_chosen(text, after):
    assert from_viqr(text) == after
    found = read(xlsx([HEADER, [1, text, None, None]]), convert="viqr")
    assert names(found) == [after]


@pytest.mark.parametrize(("encode", "encoding"), [(in_tcvn3, "tcvn3"), (in_vni, "vni")])
def test_a_list_without_its_fonts_is_known_by_its_letters(encode, encoding):
    found = read(xlsx(rows_in(encode)))

    assert names(found) == NAMES
    assert {(one.unit, one.position) for one in found.people} == {("Sở Nội vụ", "Trưởng phòng")}
    (told,) = found.legacy
    assert (told.encoding, told.reason) == (encoding, "letters")
    assert told.samples[0].cell.endswith("1")
    assert told.count > len(told.samples) == 20


@pytest.mark.parametrize(
    ("font", "encode", "encoding"),
    [(".VnTime", in_tcvn3, "tcvn3"), (".VnArial", in_tcvn3, "tcvn3"), ("VNI-Times", in_vni, "vni")],
)
def test_the_font_comes_first(font, encode, encoding):
    rows = [HEADER, [1, encode("Tô Hà"), "Nhân viên", "Sở A"], [2, "Đặng Thị Mơ", "a", "b"]]

    found = read(with_font(rows, font, ["B2", "B3"]))

    assert names(found) == ["Tô Hà", "Đặng Thị Mơ"]
    assert [(one.encoding, one.reason, one.count) for one in found.legacy] == [
        (encoding, "font", 1)
    ]
    assert found.legacy[0].samples[0].cell == "B2"


def test_the_font_of_capitals_gives_capitals():
    rows = [HEADER, [1, in_tcvn3("Đặng Thị hương"), "a", "b"]]

    assert names(read(with_font(rows, ".VnTimeH", ["B2"]))) == ["ĐẶNG THỊ HƯƠNG"]


FOREIGN = [
    "José",
    "Zoë",
    "Müller",
    "André",
    "Noël Ångström",
    "Chloé",
    "René",
    "Señor Ruíz",
    "Microsoft®",
]


def test_names_of_other_languages_stay_beside_vietnamese_and_old_text():
    for column in (NAMES, [in_tcvn3(text) for text in NAMES], [in_vni(text) for text in NAMES]):
        rows = [HEADER, *([n, text, "a", "b"] for n, text in enumerate([*column, *FOREIGN], 1))]

        assert names(read(xlsx(rows)))[len(NAMES) :] == FOREIGN


def test_unicode_is_never_converted():
    text = [
        "Lê Hà",
        "Tô Hoài",
        "Hoà",
        "Toán",
        "Thuý",
        "Bé",
        "Chủ tịch - Bí thư",
        "Tô Hà",
        "Lò Vì Sóng",
    ]
    rows = [HEADER, *([n, one, "Kế toán", "Xã Đà"] for n, one in enumerate(text, 1))]

    found = read(xlsx(rows))

    assert names(found) == text
    assert found.legacy == ()


def test_one_weak_sign_in_a_whole_sheet_converts_nothing():
    rows = [HEADER, [1, "Maï", "a", "b"], [2, "Le Van A", "a", "b"]]

    assert names(read(xlsx(rows)))[0] == "Maï"


def test_a_word_that_reads_both_ways_follows_its_column():
    rows = rows_in(in_tcvn3, ["Nguyễn Tụ", "Tụ", "Đặng Văn Hùng"])

    assert names(read(xlsx(rows)))[1] == "Tụ"


def test_the_soft_hyphen_is_a_letter_of_tcvn3_and_nothing_else():
    rows = [HEADER, [1, "Nguyễn Văn\xad Hải", "a", "b"]]

    assert names(read(xlsx(rows))) == ["Nguyễn Văn Hải"]
    assert from_tcvn3("Tr\xadëng") == "Trưởng"


def test_nothing_is_converted_when_that_is_the_wish():
    rows = rows_in(in_tcvn3)
    rows[0] = HEADER

    found = read(xlsx(rows), convert="none")

    assert found.legacy == ()
    assert found.people[0].position == "Tr\xadëng phßng".replace("\xad", "")


def test_a_chosen_encoding_leaves_what_is_unicode():
    rows = [HEADER, [1, in_tcvn3("Tô Hà"), "a", "b"], [2, "Đỗ Mơ", "a", "b"]]

    found = read(xlsx(rows), convert="tcvn3")

    assert names(found) == ["Tô Hà", "Đỗ Mơ"]
    assert found.legacy[0].reason == "chosen"


@pytest.mark.parametrize(
    "word", ["Nguyễn", "quyết", "giá", "nghiêng", "yêu", "Huỳnh", "ươm", "ạ", "khuya"]
)
def test_syllables_are_known(word):
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["Josộ", "Mỹller", "hát̀", "cac", "Krông", "wă", "Renộ", "thiêc"])
def test_other_words_are_no_syllables(word):
    assert not is_syllable(word)


def test_evidence_counts_what_is_vietnamese_only_after():
    assert evidence("V¨n", "tcvn3") == 2
    assert evidence("Lê", "tcvn3") == 0
    assert not becomes_vietnamese("Nguyễn V¨n", "tcvn3")
