"""An amount of money in words is what a treasurer reads out, and says the same number."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conference.amounts import LARGEST, amount_in_words, number_in_words, written_amount

DIGITS = {
    "không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5,
    "sáu": 6, "bảy": 7, "tám": 8, "chín": 9,
}  # fmt: skip
CLASSES = {"nghìn": 1_000, "triệu": 1_000_000}


def read_back(words: str) -> int:
    """Say which number somebody hears, word by word and without the rules of writing."""
    billions = whole = three = digit = 0
    for word in words.split():
        if word in DIGITS:
            digit = DIGITS[word]
        elif word == "mười":
            three += 10
        elif word in {"trăm", "mươi"}:
            three, digit = three + digit * {"trăm": 100, "mươi": 10}[word], 0
        elif word in CLASSES:
            whole, three, digit = whole + (three + digit) * CLASSES[word], 0, 0
        elif word == "tỷ":
            billions, whole, three, digit = whole + three + digit, 0, 0, 0
        else:
            assert word == "linh", word
    return billions * 1_000_000_000 + whole + three + digit


@given(st.one_of(st.integers(0, 3_000), st.integers(0, 10**10), st.integers(0, LARGEST)))
def test_the_words_say_the_same_number(number: int) -> None:
    assert read_back(number_in_words(number)) == number


@given(st.integers(0, LARGEST))
def test_the_words_are_as_they_are_taught(number: int) -> None:
    words = number_in_words(number).split()
    pairs = set(itertools.pairwise(words))

    assert not {one for one in words if one in {"lẻ", "ngàn", "tỉ"}}
    assert all(before == "mươi" for before, one in pairs if one in {"mốt", "tư"})
    assert all(before in {"mươi", "mười"} for before, one in pairs if one == "lăm")
    assert not pairs & {("mươi", "một"), ("mươi", "bốn"), ("mươi", "năm"), ("mười", "năm")}
    assert all(before == "trăm" for before, one in pairs if one == "linh")
    assert all(before in DIGITS for before, one in pairs if one in {"mươi", "trăm"})


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "không"),
        (10, "mười"),
        (11, "mười một"),
        (14, "mười bốn"),
        (15, "mười lăm"),
        (21, "hai mươi mốt"),
        (24, "hai mươi tư"),
        (55, "năm mươi lăm"),
        (100, "một trăm"),
        (104, "một trăm linh bốn"),
        (1_005, "một nghìn không trăm linh năm"),
        (2_015, "hai nghìn không trăm mười lăm"),
        (1_005_000, "một triệu không trăm linh năm nghìn"),
        (1_000_001, "một triệu không trăm linh một"),
        (21_000_000, "hai mươi mốt triệu"),
        (1_000_000_000, "một tỷ"),
        (3_000_000_050, "ba tỷ không trăm năm mươi"),
        (1_005_000_000_000, "một nghìn không trăm linh năm tỷ"),
        (10**15, "một triệu tỷ"),
    ],
)
def test_numbers_that_are_easily_misread(number: int, words: str) -> None:
    assert number_in_words(number) == words


def test_an_amount_stands_in_figures_and_in_words() -> None:
    assert written_amount(1_500_000) == "1.500.000 đồng"
    assert amount_in_words(1_500_000) == "Một triệu năm trăm nghìn đồng"
    assert amount_in_words(0) == "Không đồng"


@pytest.mark.parametrize("number", [-1, LARGEST + 1])
def test_what_cannot_be_read_is_no_amount(number: int) -> None:
    with pytest.raises(ValueError, match=str(number)):
        number_in_words(number)
