"""Text is one spelling of the bytes, and is found as people type it in haste."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from conference.names import fold, initials, split_honorific, tidy


@given(st.text())
@example("a \u0301 b")
@example("\u1100\u1161")
def test_folding_a_folded_text_changes_nothing(text):
    once = fold(text)

    assert fold(once) == once
    assert unicodedata.is_normalized("NFC", once)


@given(st.text())
@example("e\u200b\u0301")
@example("a\x00\u0301")
def test_a_tidy_text_is_nfc_and_stays_as_it_is(text):
    once = tidy(text)

    assert tidy(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert "  " not in once
    assert once == once.strip()


@given(st.text(st.characters(codec="utf-8"), max_size=30))
def test_composed_and_decomposed_spellings_are_one_text(text):
    assert tidy(unicodedata.normalize("NFD", text)) == tidy(unicodedata.normalize("NFC", text))


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Đặng Thị Ánh", "dang thi anh"),
        ("Nguyễn Văn Thuỷ", "nguyen van thuy"),
        ("Thúy Hòa", "thuy hoa"),
        ("Thuý Hoà", "thuy hoa"),
        ("ĐƯỜNG Ư Ơ Ă Â Ê Ô", "duong u o a a e o"),
        ("H'Hen Niê", "h'hen nie"),
        ("Ðỗ ð", "do d"),
    ],
)
def test_accents_and_the_stroke_of_d_fall_away(written, typed):
    assert fold(written) == typed


@pytest.mark.parametrize(
    ("came", "kept"),
    [
        ("  Nguyễn \u00a0 Văn\tAn\n", "Nguyễn Văn An"),
        ("Nguye\u0302\u0303n", "Nguyễn"),
        ("\ufeffLê\u200b Kiên", "Lê Kiên"),
        ("\u202aLê\u200e Kiên\u202c", "Lê Kiên"),
        ("Lê Ki\u00adên", "Lê Kiên"),
        ("Ðào Văn Soái", "Đào Văn Soái"),
        ("Y Bion", "Y Bion"),
        ("H'Hen Niê", "H'Hen Niê"),
        ("An\x00Bình", "An Bình"),
        ("", ""),
    ],
)
def test_a_name_is_kept_as_it_is_written_without_its_dirt(came, kept):
    assert tidy(came) == kept


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Nguyễn Văn Tùng", "nvt"), ("Đỗ Ánh", "da"), ("Y Bion", "yb"), ("H'Hen Niê", "hn"), ("", "")],
)
def test_initials_are_the_first_letter_of_each_syllable(name, letters):
    assert initials(name) == letters


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("Đ/c Lê Văn Kiên", ("Đ/c", "Lê Văn Kiên")),
        ("đồng chí Lê Văn Kiên", ("đồng chí", "Lê Văn Kiên")),
        ("Bà Nguyễn Thị Miền", ("Bà", "Nguyễn Thị Miền")),
        ("PGS.TS. Trần An", ("PGS.TS.", "Trần An")),
        ("TS.Trần An", ("TS.", "Trần An")),
        ("Bàng Văn An", ("", "Bàng Văn An")),
        ("Ông", ("", "Ông")),
        ("Lê Văn Kiên", ("", "Lê Văn Kiên")),
    ],
)
def test_an_honorific_is_split_off_only_where_a_name_follows(written, parts):
    assert split_honorific(written) == parts


TONES_AND_HOOKS = "\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323"


@given(st.text(st.sampled_from("aăâbdđeêioôơuưyAĐƯỢ ẵộừỷ")), st.randoms(use_true_random=False))
def test_accents_never_change_what_a_text_folds_to(text, choose):
    accented = "".join(
        c + (choose.choice(TONES_AND_HOOKS) if c.isalpha() else "")
        for c in unicodedata.normalize("NFD", text)
        if not unicodedata.combining(c)
    )

    assert fold(accented) == fold(text)
