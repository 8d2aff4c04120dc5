"""What seating promises on SQLite holds on PostgreSQL."""

from __future__ import annotations

import pytest

from conference.database import Database
from conference.delegates import find_delegates
from conference.seating import Area, Hall, assign_areas, clear_seats, move_seats, seat_moves
from tests.conference.seating.halls import keep, one_block, seats_of
from tests.factories import AT, BY, make_conference, make_delegates


@pytest.fixture
def db(postgres_db: Database) -> Database:
    make_conference(postgres_db)
    keep(postgres_db, Hall(blocks=one_block(4, 4).blocks, areas=(Area("Khu 1", 9),)))
    return postgres_db


def test_seats_worked_out_in_a_read_are_written_and_turn(db: Database) -> None:
    one, two = [made.id for made in make_delegates(db, "Lê Lan", "Trần Bảo")]

    def give(*pairs: tuple[int, str]) -> None:
        with db.reading() as session:
            ready = seat_moves(session, pairs, keep=False)
        db.write(lambda s: move_seats(s, ready, anew=lambda _: ready, at=AT, by=BY))

    give((one, "A-01"), (two, "A-02"))
    give((one, "A-02"), (two, "A-01"))

    with db.reading() as session:
        found = session.scalars(find_delegates("a-02")).one().id
    assert seats_of(db) == {one: "A-02", two: "A-01"}
    assert found == one
    assert db.write(lambda s: clear_seats(s, at=AT, by=BY)) == 2


def test_areas_are_given(db: Database) -> None:
    make_delegates(db, "Lê Lan")
    with db.reading() as session:
        unit_id = session.scalars(find_delegates("lan")).one().unit_id

    changed = db.write(
        lambda s: assign_areas(s, by_group={}, by_unit={unit_id: "Khu 1"}, at=AT, by=BY)
    )

    assert changed == 1
