"""Readiness: who has no seat, seats that are gone, too little room; unknown is never in order."""

from __future__ import annotations

from typing import Any

import pytest

from conference.database import Database
from conference.delegates import change_delegate
from conference.readiness import Check, Standing
from conference.seating import Area, Hall, HallPlan, checks
from tests.conference.seating.halls import assign, keep, one_block
from tests.factories import AT, BY, make_delegates


def looked(db: Database) -> dict[str, Check]:
    with db.reading() as session:
        return {one.code: one for one in checks(session, AT)}


def standings(db: Database) -> dict[str, Standing]:
    return {code: one.standing for code, one in looked(db).items()}


def set_words(db: Database, delegate_id: int, **words: Any) -> None:
    db.write(lambda s: change_delegate(s, delegate_id, words, at=AT, by=BY))


def test_without_a_plan_the_room_is_unknown(db: Database) -> None:
    make_delegates(db, "Lê Lan")

    found = standings(db)

    assert found["hall_plan"] is Standing.CARE
    assert found["hall_room"] is Standing.UNKNOWN
    assert found["without_seat"] is Standing.MISSING
    assert found["seat_gone"] is Standing.IN_ORDER


def test_all_seated_is_in_order(db: Database) -> None:
    keep(db, one_block(3))
    (one,) = make_delegates(db, "Lê Lan")
    assign(db, (one.id, "A-01"))

    assert set(standings(db).values()) == {Standing.IN_ORDER}


def test_more_people_than_seats_are_counted(db: Database) -> None:
    keep(db, one_block(3, blocked={"A-03": "loa"}))
    make_delegates(db, count=3)

    room = looked(db)["hall_room"]

    assert room.standing is Standing.MISSING
    assert room.details == {"people": 3, "places": 2}
    assert room.sentence % room.details


def test_who_has_no_seat_is_named_up_to_ten(db: Database) -> None:
    keep(db, one_block(20))
    make_delegates(db, count=12)

    without = looked(db)["without_seat"]

    assert (without.standing, len(without.items), without.more) == (Standing.MISSING, 10, 2)
    assert without.sentence % without.details == "12 đại biểu chưa có ghế."


@pytest.mark.parametrize("later", [one_block(1), one_block(3, blocked={"A-03": "loa"})])
def test_a_seat_that_the_plan_lost_or_blocked_is_named(db: Database, later: Hall) -> None:
    keep(db, one_block(3))
    (one,) = make_delegates(db, "Lê Lan")
    assign(db, (one.id, "A-03"))

    keep(db, later)

    gone = looked(db)["seat_gone"]
    assert (gone.standing, gone.items) == (Standing.MISSING, ("Lê Lan (A-03)",))


def test_one_seat_written_in_two_ways_is_named(db: Database) -> None:
    one, two = make_delegates(db, "Lê Lan", "Trần Bảo")
    set_words(db, one.id, seat="A-5")
    set_words(db, two.id, seat="A-05")

    double = looked(db)["seat_double"]

    assert double.standing is Standing.MISSING
    assert double.items == ("Trần Bảo (A-05), Lê Lan (A-5)",)


def test_where_seats_have_no_numbers_areas_are_looked_at(db: Database) -> None:
    keep(db, Hall(areas=(Area("Khu 1", 1),), presidium=1))
    one, _ = make_delegates(db, "Lê Lan", "Trần Bảo")
    set_words(db, one.id, area="Khu 1")

    found = looked(db)

    assert set(found) == {"hall_plan", "hall_room", "without_area"}
    assert found["hall_room"].standing is Standing.IN_ORDER
    assert found["without_area"].items == ("Trần Bảo",)


def test_a_plan_that_cannot_be_read_is_unknown(db: Database) -> None:
    db.write(lambda s: s.add(HallPlan(id=1, plan={"blocks": "?"})))

    assert standings(db) == {"hall_plan": Standing.UNKNOWN}
