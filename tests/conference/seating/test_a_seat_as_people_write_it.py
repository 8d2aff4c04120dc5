"""A seat of a file is the plan's seat, however it is written; one that could be two is no guess."""

from __future__ import annotations

import pytest

from conference.seating import Block, Hall, WrittenSeats
from tests.conference.seating.halls import one_block

SEATS = WrittenSeats(one_block(12, blocked={"A-12": "loa"}))


@pytest.mark.parametrize("written", ["A-05", "a5", "A 05", "  a-5 "])
def test_a_seat_is_read_as_people_write_it(written: str) -> None:
    seat = SEATS.find(written)

    assert seat is not None
    assert seat.label == "A-05"


@pytest.mark.parametrize("written", ["", "Z-9", "A-13", "ghế"])
def test_what_the_plan_has_not_is_no_seat(written: str) -> None:
    assert SEATS.find(written) is None


def test_a_seat_that_could_be_two_is_not_guessed() -> None:
    hall = Hall(blocks=(Block("1", (1,), prefix="A1"), Block("2", (1,), prefix="A01", x_mm=3000)))
    seats = WrittenSeats(hall)

    assert seats.find("a1a1") is None
    assert seats.find("A01A-01") is not None
