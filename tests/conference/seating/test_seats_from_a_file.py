"""Rows of a file become seats; what is not understood is a fault with its row, never a guess."""

from __future__ import annotations

import pytest

from conference.seating import FAULTS, Block, Hall, Listed, SeatRow, seats_from_rows
from tests.conference.seating.halls import one_block

HALL = one_block(12, blocked={"A-12": "loa"})
LISTED = [
    Listed(1, "001", "Lê Thị Lan"),
    Listed(2, "002", "Trần Bảo"),
    Listed(3, "003", "Nguyễn Văn An"),
    Listed(4, "004", "Nguyễn Văn An"),
]


@pytest.mark.parametrize("written", ["A-05", "a5", "A 05", "  a-5 "])
def test_a_seat_is_read_as_people_write_it(written: str) -> None:
    read = seats_from_rows(HALL, LISTED, [SeatRow(2, written, card_number="001")])

    assert (read.pairs, read.faults) == ([(1, "A-05")], [])


@pytest.mark.parametrize(
    ("who", "delegate_id"),
    [
        ({"card_number": " 002 "}, 2),
        ({"name": "TRẦN BẢO"}, 2),
        ({"name": "le thi lan"}, 1),
        ({"card_number": "004", "name": "Nguyễn Văn An"}, 4),
    ],
)
def test_a_person_is_named_by_card_or_by_name(who: dict[str, str], delegate_id: int) -> None:
    read = seats_from_rows(HALL, LISTED, [SeatRow(2, "A-01", **who)])

    assert read.pairs == [(delegate_id, "A-01")]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (SeatRow(3, "", card_number="002"), "seat_missing"),
        (SeatRow(3, "Z-9", card_number="002"), "seat_unknown"),
        (SeatRow(3, "A-12", card_number="002"), "seat_blocked"),
        (SeatRow(3, "A-01", card_number="002"), "seat_twice"),
        (SeatRow(3, "A-02"), "person_missing"),
        (SeatRow(3, "A-02", card_number="999"), "person_unknown"),
        (SeatRow(3, "A-02", name="Người lạ"), "person_unknown"),
        (SeatRow(3, "A-02", name="Nguyễn Văn An"), "person_ambiguous"),
        (SeatRow(3, "A-02", card_number="001"), "person_twice"),
    ],
)
def test_a_fault_names_its_row_and_leaves_the_others(row: SeatRow, code: str) -> None:
    read = seats_from_rows(HALL, LISTED, [SeatRow(2, "A-01", card_number="001"), row])

    assert read.pairs == [(1, "A-01")]
    (fault,) = read.faults
    assert (fault.line, fault.code) == (3, code)
    assert fault.sentence % fault.details


def test_every_fault_has_a_sentence_of_its_own() -> None:
    assert len(set(FAULTS.values())) == len(FAULTS)


def test_a_seat_that_could_be_two_is_not_guessed() -> None:
    hall = Hall(blocks=(Block("1", (1,), prefix="A1"), Block("2", (1,), prefix="A01", x_mm=3000)))

    read = seats_from_rows(
        hall,
        LISTED,
        [SeatRow(2, "a1a1", card_number="001"), SeatRow(3, "A01A-01", card_number="002")],
    )

    assert read.pairs == [(2, "A01A-01")]
    assert read.faults[0].code == "seat_unknown"
