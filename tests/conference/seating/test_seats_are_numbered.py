"""Rows are named, seats numbered, each label once; aisles and angles put them in place."""

from __future__ import annotations

import itertools
import time

import pytest

from conference.seating import (
    Align,
    Block,
    Hall,
    HallTooLarge,
    HallUnreadable,
    Numbering,
    Preset,
    Purpose,
    Reserve,
    RowLabels,
    SeatKind,
    SeatLabelTwice,
    free_seats,
    preset_hall,
    row_names,
    seats,
)
from tests.conference.seating.halls import labels, one_block


@pytest.mark.parametrize(
    ("numbering", "x_mm", "numbers"),
    [
        (Numbering.LEFT_TO_RIGHT, 0, [1, 2, 3, 4, 5]),
        (Numbering.RIGHT_TO_LEFT, 0, [5, 4, 3, 2, 1]),
        (Numbering.ODD, -3000, [9, 7, 5, 3, 1]),
        (Numbering.EVEN, 3000, [2, 4, 6, 8, 10]),
        (Numbering.ODD_EVEN, 0, [5, 3, 1, 2, 4]),
    ],
)
def test_each_way_of_numbering(numbering: Numbering, x_mm: int, numbers: list[int]) -> None:
    hall = one_block(5, numbering=numbering, x_mm=x_mm)

    row = sorted(seats(hall), key=lambda seat: seat.x_mm)

    assert [seat.number for seat in row] == numbers


def test_numbers_begin_where_they_are_told_to() -> None:
    assert labels(seats(one_block(2, first_number=15))) == ["A-15", "A-16"]
    assert labels(seats(one_block(2, first_number=8, numbering=Numbering.EVEN))) == ["A-16", "A-18"]


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ({}, ["A", "B", "C"]),
        ({"first_row": 26}, ["Z", "AA", "AB"]),
        ({"skipped_letters": "BC"}, ["A", "D", "E"]),
        ({"skipped_letters": "BCDEFGHIJKLMNOPQRSTUVWXYZ"}, ["A", "AA", "AAA"]),
        ({"row_labels": RowLabels.NUMBERS, "first_row": 4}, ["4", "5", "6"]),
    ],
)
def test_rows_are_named(words, names: list[str]) -> None:
    assert row_names(Block("Khối", (1, 1, 1), **words)) == names


def test_two_blocks_with_one_numbering_are_refused_until_one_has_a_prefix() -> None:
    left, right = Block("Trái", (3,), x_mm=-3000), Block("Phải", (3,), x_mm=3000)

    with pytest.raises(SeatLabelTwice) as refused:
        seats(Hall(blocks=(left, right)))

    assert refused.value.details == {"seat": "A-01"}
    prefixed = Block("Phải", (3,), x_mm=3000, prefix="P")
    assert len(set(labels(seats(Hall(blocks=(left, prefixed)))))) == 6


def test_a_label_that_the_list_cannot_hold_is_refused() -> None:
    only_a = "BCDEFGHIJKLMNOPQRSTUVWXYZ"

    with pytest.raises(HallUnreadable):
        seats(one_block(1, first_row=30, skipped_letters=only_a))


def test_too_many_seats_are_refused() -> None:
    blocks = tuple(Block(f"Khối {n}", (200,) * 60, prefix=f"{n}/") for n in range(2))

    with pytest.raises(HallTooLarge) as refused:
        seats(Hall(blocks=blocks))

    assert refused.value.details["seats"] == 24_000


def test_an_aisle_parts_seats_and_rows() -> None:
    hall = one_block(4, 4, aisles_after_seats=(2,), aisles_after_rows=(1,))

    made = seats(hall)

    gaps = [second.x_mm - first.x_mm for first, second in itertools.pairwise(made[:4])]
    assert gaps == [600, 1800, 600]
    assert [seat.section for seat in made[:4]] == [0, 0, 1, 1]
    assert made[4].y_mm - made[0].y_mm == 800 + 1200


@pytest.mark.parametrize(
    ("align", "first_x"), [(Align.LEFT, -900), (Align.CENTRE, -300), (Align.RIGHT, 300)]
)
def test_a_short_row_is_flush_where_it_is_told_to(align: Align, first_x: int) -> None:
    made = seats(one_block(4, 2, align=align))

    assert made[4].x_mm == first_x


def test_a_turned_block_looks_to_the_middle() -> None:
    hall = one_block(3, 3, x_mm=-4000, y_mm=5000, angle=90)

    made = seats(hall)

    assert [(seat.x_mm, seat.y_mm) for seat in made[:3]] == [
        (-4000, 4400),
        (-4000, 5000),
        (-4000, 5600),
    ]
    assert {seat.x_mm for seat in made[3:]} == {-4800}


def test_the_presidium_sits_on_the_stage_and_has_numbers_of_its_own() -> None:
    made = seats(Hall(presidium=3))

    assert labels(made) == ["CT-01", "CT-02", "CT-03"]
    assert [seat.x_mm for seat in made] == [-800, 0, 800]
    assert all(seat.y_mm < 0 and seat.kind is SeatKind.PRESIDIUM for seat in made)


def test_blocked_seats_keep_their_reason_and_are_not_free() -> None:
    hall = one_block(3, blocked={"A-02": "ghế hỏng"}, presidium=1)

    assert {seat.label: seat.blocked for seat in seats(hall)}["A-02"] == "ghế hỏng"
    assert labels(free_seats(hall)) == ["CT-01", "A-01", "A-03"]


def test_reserved_rows_name_their_seats() -> None:
    kept = Reserve("Hàng đại biểu", "Khối", 2, 2, Purpose.RECIPIENTS)

    made = seats(one_block(1, 1, 1, reserves=(kept,)))

    assert [(seat.area, seat.purpose) for seat in made] == [
        ("", None),
        ("Hàng đại biểu", Purpose.RECIPIENTS),
        ("", None),
    ]


def test_ten_thousand_seats_are_made_while_nobody_notices() -> None:
    hall = preset_hall(Preset.THREE_BLOCKS, people=10_000)
    took = []
    for _ in range(3):
        began = time.perf_counter()
        made = seats(hall)
        took.append(time.perf_counter() - began)

    assert len(set(labels(made))) == len(made) >= 10_000
    # 65 ms on the build machine; a busy one is granted more.
    assert min(took) < 0.5
