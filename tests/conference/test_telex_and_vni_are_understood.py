"""Names typed while no Vietnamese keyboard was on are found; the plain reading is never lost."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conference.delegates import Delegate, find_delegates
from conference.delegates.typed import untyped
from conference.names import fold, one_tone_place
from seed.demo import DEMO_PLAN, made_up_delegates
from seed.plan import load_plan
from tests.factories import make_delegates

TELEX = {
    "\u0302": None, "\u0306": "w", "\u031b": "w", "\u0301": "s", "\u0300": "f", "\u0309": "r",
    "\u0303": "x", "\u0323": "j",
}  # fmt: skip
VNI = {
    "\u0302": "6", "\u0306": "8", "\u031b": "7", "\u0301": "1", "\u0300": "2", "\u0309": "3",
    "\u0303": "4", "\u0323": "5",
}  # fmt: skip
TONES = {"\u0301", "\u0300", "\u0309", "\u0303", "\u0323"}
HABITS = ("behind the letter", "tone at the end", "all at the end")


def typed(syllable, keys, habit):
    """Type a syllable as fingers do that know Telex or VNI."""
    stroke = "d" if keys is TELEX else "9"
    letters, shapes, tone = "", "", ""
    # In NFD a dot below stands before the circumflex; nobody types it so.
    signs = [unicodedata.normalize("NFD", one) for one in syllable.casefold()]
    signs = [one[0] + "".join(sorted(one[1:], key=TONES.__contains__)) for one in signs]
    for sign in "".join(signs):
        if sign == "đ":
            letters, shapes = (
                (letters + "d", shapes + stroke)
                if habit == HABITS[2]
                else (letters + "d" + stroke, shapes)
            )
        elif sign in TONES and habit != HABITS[0]:
            tone = keys[sign]
        elif sign in keys:
            mark = keys[sign] or letters[-1]
            # Telex and VNI make ươ with one mark at the end.
            at_end = habit == HABITS[2] and sign not in TONES
            if at_end and not (mark in "w7" and shapes.endswith(mark)):
                shapes += mark
            elif not at_end:
                letters += mark
        else:
            letters += sign
    return letters + shapes + tone


def syllables():
    names = [one.full_name for one in made_up_delegates(load_plan(DEMO_PLAN))]
    names += ["Nguyễn Thị Quỳnh Hương", "Đặng Đức Thuận", "Trương Ngọc Hoằng", "Lưu Khuê Bường",
              "Phượng Uyển Thuỷ Quý Nghiêm Ước Oánh Tuệ Huệ Gìn Giỏi Rượu Ngoẹo Khuỷu"]  # fmt: skip
    return sorted({syllable for name in names for syllable in name.split()})


@pytest.mark.parametrize("habit", HABITS)
@pytest.mark.parametrize("keys", [TELEX, VNI], ids=["telex", "vni"])
def test_every_name_of_the_demo_is_understood_as_typed(keys, habit):
    missed = []
    for syllable in syllables():
        readings = untyped(typed(syllable, keys, habit))
        exact = {one_tone_place(reading) for reading in readings}
        if fold(syllable) not in map(fold, readings) or one_tone_place(syllable) not in exact:
            missed.append((syllable, typed(syllable, keys, habit), readings))

    assert missed == []


@given(st.text(max_size=14))
def test_the_plain_reading_comes_first_whatever_is_typed(text):
    assert untyped(text)[0] == text.casefold()


@given(st.text("abcdeghiklmnoqrstuwxyzfj0123456789", max_size=13))
def test_what_is_understood_is_ascii_with_vietnamese_marks_and_no_keys_left(text):
    for reading in untyped(text)[1:]:
        assert unicodedata.is_normalized("NFC", reading)
        assert not any(sign.isdigit() for sign in reading)


@pytest.mark.parametrize(
    ("word", "readings"),
    [
        ("nguyeenx", {"nguyễn"}),
        ("nguye6n4", {"nguyễn"}),
        ("ddawngj", {"đặng"}),
        ("dangdwj", {"đặng"}),
        ("huwowng", {"hương"}),
        ("huongw", {"hương"}),
        ("muaw", {"mưa"}),
        ("nhw", {"như"}),
        ("trwowngf", {"trường"}),
        ("quawng", {"quăng"}),
        ("khoeo", set()),
        ("ngoaor", {"ngoảo"}),
        ("leej", {"lệ"}),
    ],
)
def test_words_as_people_type_them(word, readings):
    understood = set(untyped(word)[1:])

    assert readings <= understood
    assert bool(readings) == bool(understood)


@pytest.mark.parametrize(
    "word",
    ["an", "a12", "0912345678", "nguyễn", "ass", "baw1", "dd9", "ddd", "e7", "i6", "8a", "banana",
     "aaa", "vaawn", "brrr", "e8", "iw", "thuongwwwww", "nghieengssssssss", "b5"],
)  # fmt: skip
def test_what_is_no_syllable_of_these_is_read_as_it_stands(word):
    assert untyped(word) == [word]


def found(db, query):
    with db.reading() as session:
        return [row.full_name for row in session.scalars(find_delegates(query))]


def test_raw_typing_finds_people_and_the_exact_ones_come_first(db):
    make_delegates(
        db, "Nguyễn Thị Hương", "Nguyên Bình", "Đặng Văn Hùng", "Trần Dang", "Hoàng Thị Hương"
    )

    assert found(db, "nguyeenx") == ["Nguyễn Thị Hương", "Nguyên Bình"]
    assert found(db, "ddawngj") == ["Đặng Văn Hùng", "Trần Dang"]
    assert found(db, "hu7o7ng nguye6n4") == ["Nguyễn Thị Hương"]
    assert found(db, "nguyeenx thij huwowng") == ["Nguyễn Thị Hương"]


def test_the_letters_as_they_stand_come_before_what_they_may_mean(db):
    make_delegates(db, "Lê Bá", "Phan Bas", unit="Sở")

    assert found(db, "bas") == ["Phan Bas", "Lê Bá"]


def test_a_card_number_is_found_whole_without_zeros_and_by_its_last_digits(db):
    people = make_delegates(db, count=21)
    with db.reading() as session:
        cards = {row.full_name: row.card_number for row in session.query(Delegate)}

    assert [cards[name] for name in found(db, "0012")] == ["0012"]
    assert cards[found(db, "12")[0]] == "0012"
    assert {cards[name] for name in found(db, "21")} == {"0021"}
    assert len(people) == 21
