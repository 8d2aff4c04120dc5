"""A list stands as a Vietnamese list stands: by given name, letters first, then tones."""

from __future__ import annotations

import random
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from conference.names import sort_key

IN_ORDER = [
    "Nguyễn Văn An",
    "Trần Văn An",
    "Lê Thị Ân",
    "Nguyễn Thị Bích Dung",
    "Nguyễn Dũng",
    "Đỗ Thị Đào",
    "Vũ Đạt",
    "Phạm Minh Hà",
    "Y Hạ",
    "Lê Văn Kiên",
    "Nguyễn Thị Miền",
    "H'Hen Niê",
    "Ma Ổi",
    "Bùi Ôn",
    "Cao Ớt",
    "Vũ Tiến Phụng",
    "Đào Văn Soái",
    "Nguyễn Văn Tùng",
    "Lò Văn Ưng",
    "Trần Thị Yến",
]
LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxy"
NAMES = st.lists(
    st.text(st.sampled_from("aàảãáạăằâbdđeéêghiklmnoôơợtuưvxyAĐƯỢ"), min_size=1, max_size=7),
    min_size=1,
    max_size=4,
).map(" ".join)


def shuffled(names):
    return random.Random(7).sample(names, len(names))


def all_differ(names):
    return len({sort_key(name) for name in names}) == len(names)


def test_a_list_in_any_order_comes_out_in_the_order_of_a_vietnamese_list():
    assert sorted(shuffled(IN_ORDER), key=sort_key) == IN_ORDER
    assert all_differ(IN_ORDER)


def test_tones_of_one_syllable_stand_from_level_to_heavy():
    tones = [f"Nguyễn {given}" for given in ("Ma", "Mà", "Mả", "Mã", "Má", "Mạ", "Mai")]

    assert sorted(shuffled(tones), key=sort_key) == tones
    assert all_differ(tones)


def test_each_letter_has_its_own_place_in_the_alphabet():
    assert sorted(shuffled(LETTERS), key=sort_key) == list(LETTERS)
    assert all_differ(LETTERS)


def test_ha_long_does_not_stand_between_ha_giang_and_ha_nam():
    # Syllable by syllable, the tone of the first decides before the second is looked at. The given
    # name, which leads, is the same in all three.
    names = ["Hà Giang An", "Hà Nam An", "Hạ Long An"]

    assert sorted(shuffled(names), key=sort_key) == names


def test_a_short_syllable_stands_before_one_that_goes_on():
    assert sort_key("Lê An") < sort_key("Lê Anh") < sort_key("Lê Ánh")


def test_the_family_name_decides_only_between_equal_given_names():
    assert sort_key("Vũ An") < sort_key("Bùi Bình")
    assert sort_key("Bùi An") < sort_key("Vũ An")


def test_names_of_one_word_and_of_other_peoples_have_a_place():
    assert sort_key("Bình") < sort_key("Y Bion") < sort_key("H'Hen Niê")
    assert sort_key("") == ""


@given(st.text(max_size=40))
def test_a_key_is_digits_whatever_the_name(name):
    key = sort_key(name)

    assert key == "" or (key.isascii() and key.isdigit())


@given(NAMES)
def test_case_and_the_spelling_of_the_bytes_do_not_move_a_name(name):
    key = sort_key(name)

    assert sort_key(unicodedata.normalize("NFD", name)) == key
    assert sort_key(name.upper()) == key


@given(st.lists(NAMES, max_size=8, unique=True), st.randoms(use_true_random=False))
def test_the_order_does_not_depend_on_where_one_began(names, shuffle):
    other = list(names)
    shuffle.shuffle(other)

    first = sorted(names, key=lambda name: (sort_key(name), name))

    assert sorted(other, key=lambda name: (sort_key(name), name)) == first


def test_the_two_places_of_a_tone_mark_are_one_name_in_the_order():
    assert sort_key("Nguyễn Thị Hòa") == sort_key("Nguyễn Thị Hoà")
    assert sort_key("Lê Thúy An") == sort_key("Lê Thuý An")


ALPHABET = [
    "a",
    "ă",
    "â",
    "b",
    "c",
    "d",
    "đ",
    "e",
    "ê",
    "f",
    "g",
    "h",
    "i",
    "j",
    "k",
    "l",
    "m",
    "n",
    "o",
    "ô",
    "ơ",
    "p",
    "q",
    "r",
    "s",
    "t",
    "u",
    "ư",
    "v",
    "w",
    "x",
    "y",
    "z",
]
TONES = ["", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"]


def as_a_dictionary(syllable):
    """The oracle: letters by the alphabet's own list, tones by the dictionary's, nothing shared."""
    letters, tone = [], 0
    for character in unicodedata.normalize("NFC", syllable.lower()):
        for nth, mark in enumerate(TONES):
            for letter in ALPHABET:
                if unicodedata.normalize("NFC", letter + mark) == character:
                    letters.append(ALPHABET.index(letter))
                    tone = max(tone, nth)
    return letters, tone


def as_a_person(name):
    *others, given = name.split()
    return [as_a_dictionary(syllable) for syllable in [given, *others]]


@given(st.lists(NAMES, min_size=2, max_size=6))
def test_the_order_is_that_of_an_independent_key_for_each_syllable(names):
    assert [as_a_person(name) for name in sorted(names, key=sort_key)] == sorted(
        as_a_person(name) for name in names
    )
