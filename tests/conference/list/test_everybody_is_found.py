"""Whoever is on the list is found: by name in haste, initials, unit, phone tail, seat and card."""

from __future__ import annotations

import random
import unicodedata

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete

from conference.delegates import Delegate, Unit, find_delegates
from conference.names import fold, initials
from tests.conference.list.acting import add, add_one, change, person

SYLLABLES = st.sampled_from(
    [
        "Đặng",
        "Thị",
        "Ánh",
        "Nguyễn",
        "Văn",
        "Tùng",
        "Hòa",
        "Hoà",
        "Thuý",
        "Thủy",
        "Quý",
        "Uyên",
        "Ưng",
        "Y",
        "H'Hen",
        "Niê",
        "Bhĭm",
        "Ổi",
        "Đào",
    ]
)
NAMES = st.lists(SYLLABLES, min_size=1, max_size=5).map(" ".join)
UNITS = st.lists(
    st.sampled_from(["Sở", "Khoa học", "(TNHH)", "“An Phát”", "Đại Sơn", "KH-CN", "& Đầu tư"]),
    min_size=1, max_size=4,
).map(" ".join)  # fmt: skip
DIGITS = st.text("0123456789", min_size=9, max_size=11)
one_database = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


def found(db, query, **how):
    with db.reading() as session:
        return [row.full_name for row in session.scalars(find_delegates(query, **how))]


def empty(db):
    db.write(lambda s: [s.execute(delete(table)) for table in (Delegate, Unit)])


@one_database
@given(st.tuples(NAMES, UNITS, DIGITS), st.randoms(use_true_random=False))
@example(("H'Hen Niê", "KH-CN", "0912345678"), random.Random(1))
def test_every_way_in_leads_to_the_person(db, words, chance):
    name, unit, phone = words
    empty(db)
    add_one(db, "Không Phải Người Này", unit="Nơi khác")
    add_one(db, name, unit=unit, phone=phone, seat="A-12")

    typed = fold(name).split()
    chance.shuffle(typed)
    ways = [name, fold(name), unicodedata.normalize("NFD", name), " ".join(typed), initials(name)]
    ways += ["0002", "A-12", "a-12", phone, *(phone[-length:] for length in (3, 4, 5, 6))]
    ways += [unit, *unit.split(), *fold(unit).replace("-", " ").split()]
    ways += [word.strip("()“”&") for word in unit.split()]

    assert [way for way in ways if name not in found(db, way)] == []


def name_holds(name, words):
    own = fold(name).replace("-", " ").replace("'", " ").split()
    return all(any(one.startswith(word) for one in own) for word in words)


@one_database
@given(
    st.lists(st.tuples(NAMES, NAMES), min_size=2, max_size=6),
    st.data(),
)
@example([("Đặng Thị Ánh", "Văn phòng"), ("Đặng Thị Niê", "Văn phòng"), ("Đặng Thị Văn", "Sở")],
         None)  # fmt: skip
def test_whoevers_name_holds_every_word_stands_above_whoever_needs_the_unit(db, people, data):
    empty(db)
    for name, unit in people:
        add_one(db, name, unit=unit)
    syllables = [word for name in people[-1] for word in fold(name).replace("'", " ").split()]
    words = data.draw(st.permutations(syllables))[:3] if data else ["dang", "thi", "van"]

    names = found(db, " ".join(words))

    held = [name_holds(name, words) for name in names]
    assert held == sorted(held, reverse=True)
    assert sum(held) == sum(name_holds(name, words) for name, _unit in people)


@pytest.mark.parametrize("typed", ["dang thi van", "đặng thị vân", "ddawngj thij vaan"])
def test_a_whole_name_is_first_whatever_is_like_it(db, typed):
    add(
        db,
        person("Đặng Thị Ngọc", unit="Văn phòng Sở"),
        person("Đặng Thị Vang"),
        person("Đặng Thị Vân Anh"),
        person("Đặng Thị Vân"),
    )

    assert found(db, typed)[0] == "Đặng Thị Vân"


def test_digits_are_a_whole_tail_of_a_telephone_and_not_the_beginning_of_one(db):
    for nth in range(60):
        add_one(db, f"Lê {nth:02d}", phone=f"09000000{nth:02d}")

    assert found(db, "0005") == ["Lê 04", "Lê 05"]
    assert found(db, "0057") == ["Lê 56", "Lê 57"]


def test_digits_still_begin_a_number_of_the_unit_a_seat_or_a_card(db):
    add_one(db, "Lê An", unit="Tiểu đoàn 305", seat="127", phone="0912345678")

    assert [
        typed
        for typed in ("3", "30", "305", "12", "000", "01", "0912", "678")
        if not found(db, typed)
    ] == []


@pytest.mark.parametrize(
    ("typed", "order"),
    [
        ("hoà", ["Lê Hoà", "Trần Hòa", "Lê Hoa"]),
        ("hòa", ["Lê Hoà", "Trần Hòa", "Lê Hoa"]),
        ("hoa", ["Lê Hoa", "Lê Hoà", "Trần Hòa"]),
        ("HOA", ["Lê Hoa", "Lê Hoà", "Trần Hòa"]),
        ("lê hoà", ["Lê Hoà", "Lê Hoa"]),
    ],
)
def test_two_spellings_are_one_and_the_accents_typed_come_first(db, typed, order):
    add(db, *(person(name) for name in ("Lê Hoa", "Trần Hòa", "Lê Hoà", "Vũ Chi")))

    assert found(db, typed) == order


def test_accents_inside_a_word_are_no_hit_of_the_words_beginning(db):
    add(db, person("Ân Lan"), person("Vũ An"))

    assert found(db, "an") == ["Vũ An", "Ân Lan"]


def test_d_and_d_with_stroke_find_each_other(db):
    add(db, person("Đặng Đức"), person("Dang Duc"))

    assert found(db, "đ") == ["Đặng Đức", "Dang Duc"]
    assert found(db, "d") == ["Dang Duc", "Đặng Đức"]


def test_a_mark_of_the_database_is_only_a_mark(db):
    add(db, person("Lê An", unit="100% vốn_nhà nước"), person("Trần Bình", unit="1000 vốn nhà"))

    assert found(db, "100%") == ["Lê An"]
    assert found(db, "vốn_") == ["Lê An"]


def test_one_unit_and_one_state_can_be_asked_for(db):
    an = add_one(db, "Lê An", unit="Phòng A")
    add_one(db, "Lê Bình", unit="Phòng B")
    with db.reading() as session:
        row = session.get_one(Delegate, an)

    assert found(db, "le", unit_id=row.unit_id) == ["Lê An"]
    assert found(db, "le", state=row.state) == ["Lê An", "Lê Bình"]


def test_a_former_phone_and_seat_find_nobody(db):
    an = add_one(db, seat="A-1", phone="0912345678")

    change(db, an, seat="B-2", phone="")

    assert found(db, "5678") == found(db, "A-1") == []
    assert found(db, "b-2") == ["Lê An"]


@pytest.mark.parametrize("kept", ["0912345678", "+84 912.345.678", "84912345678"])
@pytest.mark.parametrize(
    "typed", ["0912345678", "0912 345 678", "0912.345.678", "+84 912 345 678", "678", "345678"]
)
def test_a_telephone_is_found_however_its_digits_are_parted(db, kept, typed):
    add_one(db, "Lê An", phone=kept)
    add_one(db, "Trần Bình", phone="0987654321")

    assert found(db, typed) == ["Lê An"]
