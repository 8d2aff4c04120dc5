"""Plans are kept and seats given in one step, or refused with nothing changed."""

from __future__ import annotations

import pytest

from conference.database import Database
from conference.delegates import (
    Delegate,
    Duty,
    find_delegates,
    give_duty,
    withdraw_delegates,
)
from conference.identity import the_conference
from conference.journal import JournalEntry
from conference.refusals import NotFound
from conference.seating import (
    Area,
    AreaUnknown,
    Hall,
    HallChanged,
    NoHall,
    SeatBlocked,
    SeatForTwo,
    SeatLabelTwice,
    SeatUnknown,
    assign_areas,
    clear_seats,
    digest,
    hall_values,
    people_to_seat,
    swap_seats,
    the_hall,
)
from tests.conference.seating.halls import assign, keep, one_block, seats_of
from tests.factories import AT, BY, all_rows, make_conference, make_delegates

HALL = one_block(4, 4, blocked={"B-04": "loa"})


@pytest.fixture
def ids(db: Database) -> list[int]:
    keep(db, HALL)
    return [one.id for one in make_delegates(db, "Lê Lan", "Trần Bảo", "Phạm Cường")]


def newest(db: Database) -> tuple[str, dict]:
    entry = all_rows(db, JournalEntry)[-1]
    return entry.kind, entry.payload


def found(db: Database, query: str) -> list[str]:
    with db.reading() as session:
        return [row.full_name for row in session.scalars(find_delegates(query))]


def test_a_plan_is_kept_and_read_again(db: Database) -> None:
    assert keep(db, HALL) is True

    with db.reading() as session:
        assert the_hall(session) == HALL
    assert newest(db) == ("HallPlanned", {"seats": 8, "areas": 0})


def test_the_same_plan_again_is_no_change(db: Database) -> None:
    keep(db, HALL)
    before = len(all_rows(db, JournalEntry))

    assert keep(db, HALL) is False
    assert len(all_rows(db, JournalEntry)) == before


def test_before_there_is_a_plan_there_is_none(db: Database) -> None:
    with db.reading() as session:
        assert the_hall(session) is None
    with pytest.raises(NoHall):
        assign(db)


def test_a_plan_changed_meanwhile_is_not_overwritten(db: Database) -> None:
    keep(db, HALL, seen=digest(None))
    with db.reading() as session:
        seen = digest(hall_values(session))
    keep(db, one_block(5), seen=seen)

    with pytest.raises(HallChanged):
        keep(db, one_block(6), seen=seen)


def test_a_plan_with_a_label_twice_is_not_kept(db: Database) -> None:
    twice = Hall(blocks=(HALL.blocks[0], one_block(1).blocks[0]))

    with pytest.raises(SeatLabelTwice):
        keep(db, twice)

    with db.reading() as session:
        assert the_hall(session) is None


@pytest.mark.parametrize(
    ("hall", "numbered"), [(Hall(areas=(Area("Khu vực 1", 9),)), False), (HALL, True)]
)
def test_whether_seats_are_numbered_follows_the_plan(
    db: Database, hall: Hall, *, numbered: bool
) -> None:
    keep(db, hall)

    with db.reading() as session:
        assert the_conference(session).seats_numbered is numbered


def test_a_plan_without_a_place_says_nothing_about_numbers(empty_db: Database) -> None:
    make_conference(empty_db, seats_numbered=False)

    keep(empty_db, Hall(presidium=3))

    with empty_db.reading() as session:
        assert the_conference(session).seats_numbered is False


def test_a_plan_can_stand_before_the_conference(empty_db: Database) -> None:
    keep(empty_db, HALL)

    with empty_db.reading() as session:
        assert the_hall(session) == HALL


def test_seats_are_given_and_found_by_search(db: Database, ids: list[int]) -> None:
    changed = assign(db, (ids[0], "A-01"), (ids[1], "A-02"))

    assert changed == 2
    assert seats_of(db) == {ids[0]: "A-01", ids[1]: "A-02", ids[2]: ""}
    assert found(db, "a-02") == ["Trần Bảo"]
    assert newest(db) == ("SeatsAssigned", {"count": 2})


def test_a_whole_round_of_seats_turns_without_two_on_one(db: Database, ids: list[int]) -> None:
    one, two, three = ids
    assign(db, (one, "A-01"), (two, "A-02"), (three, "A-03"))

    changed = assign(db, (one, "A-02"), (two, "A-03"), (three, "A-01"))

    assert changed == 3
    assert seats_of(db) == {one: "A-02", two: "A-03", three: "A-01"}


def test_who_is_not_named_loses_the_seat_unless_all_others_keep_theirs(
    db: Database, ids: list[int]
) -> None:
    assign(db, (ids[0], "A-01"))

    assign(db, (ids[1], "A-02"), keep=True)
    kept = seats_of(db)
    assign(db, (ids[2], "A-03"))

    assert kept == {ids[0]: "A-01", ids[1]: "A-02", ids[2]: ""}
    assert seats_of(db) == {ids[0]: "", ids[1]: "", ids[2]: "A-03"}
    assert found(db, "a-01") == []


def test_the_same_seats_again_are_no_change(db: Database, ids: list[int]) -> None:
    assign(db, (ids[0], "A-01"))
    before = len(all_rows(db, JournalEntry))

    assert assign(db, (ids[0], "A-01")) == 0
    assert len(all_rows(db, JournalEntry)) == before


@pytest.mark.parametrize(
    ("labels", "refusal"),
    [
        (["Z-01"], SeatUnknown),
        (["B-04"], SeatBlocked),
        (["A-01", "A-01"], SeatForTwo),
    ],
)
def test_seats_that_cannot_be_given_change_nothing(
    db: Database, ids: list[int], labels: list[str], refusal: type[Exception]
) -> None:
    assign(db, (ids[2], "A-04"))

    with pytest.raises(refusal):
        assign(db, *zip(ids, labels, strict=False))

    assert seats_of(db) == {ids[0]: "", ids[1]: "", ids[2]: "A-04"}


def test_two_seats_for_one_delegate_are_refused(db: Database, ids: list[int]) -> None:
    with pytest.raises(SeatForTwo):
        assign(db, (ids[0], "A-01"), (ids[0], "A-02"))


def test_a_seat_that_somebody_keeps_is_refused(db: Database, ids: list[int]) -> None:
    assign(db, (ids[0], "A-01"))

    with pytest.raises(SeatForTwo):
        assign(db, (ids[1], "A-01"), keep=True)


def test_nobody_outside_the_list_gets_a_seat(db: Database, ids: list[int]) -> None:
    with pytest.raises(NotFound):
        assign(db, (9999, "A-01"))


def test_the_seat_of_one_who_withdrew_is_free(db: Database, ids: list[int]) -> None:
    assign(db, (ids[0], "A-01"))
    db.write(lambda s: withdraw_delegates(s, [ids[0]], reason="bận", at=AT, by=BY))

    assert assign(db, (ids[1], "A-01"), keep=True) == 1


def test_all_seats_are_taken_back(db: Database, ids: list[int]) -> None:
    assign(db, (ids[0], "A-01"), (ids[1], "A-02"))

    taken = [db.write(lambda s: clear_seats(s, at=AT, by=BY)) for _ in range(2)]

    assert taken == [2, 0]
    assert set(seats_of(db).values()) == {""}
    assert newest(db) == ("SeatsCleared", {"count": 2})


def test_two_change_places_also_when_one_has_none(db: Database, ids: list[int]) -> None:
    assign(db, (ids[0], "A-01"), (ids[1], "A-02"))

    db.write(lambda s: swap_seats(s, ids[0], ids[1], at=AT, by=BY))
    db.write(lambda s: swap_seats(s, ids[1], ids[2], at=AT, by=BY))

    assert seats_of(db) == {ids[0]: "A-02", ids[1]: "", ids[2]: "A-01"}
    assert newest(db)[0] == "SeatsSwapped"
    assert found(db, "a-01") == ["Phạm Cường"]


def test_two_without_seats_have_nothing_to_change(db: Database, ids: list[int]) -> None:
    before = len(all_rows(db, JournalEntry))

    db.write(lambda s: swap_seats(s, ids[0], ids[1], at=AT, by=BY))

    assert len(all_rows(db, JournalEntry)) == before


@pytest.mark.parametrize("other", [0, 9999])
def test_one_cannot_change_places_with_oneself_or_nobody(
    db: Database, ids: list[int], other: int
) -> None:
    with pytest.raises(NotFound):
        db.write(lambda s: swap_seats(s, ids[0], other or ids[0], at=AT, by=BY))


def test_the_rule_knows_of_approved_delegates_their_first_duty(
    db: Database, ids: list[int]
) -> None:
    db.write(lambda s: give_duty(s, ids[1], Duty.SECRETARY, at=AT, by=BY))
    db.write(lambda s: give_duty(s, ids[1], Duty.CHAIR, at=AT, by=BY))
    db.write(lambda s: withdraw_delegates(s, [ids[2]], reason="bận", at=AT, by=BY))

    with db.reading() as session:
        people = people_to_seat(session)

    assert [(one.id, one.duty) for one in people] == [(ids[0], None), (ids[1], Duty.CHAIR)]


def areas_of(db: Database) -> dict[str, str]:
    return {row.full_name: row.area for row in all_rows(db, Delegate)}


def test_areas_are_given_by_group_and_by_unit_first(db: Database) -> None:
    keep(db, Hall(areas=(Area("Khu 1", 9), Area("Khu 2", 9))))
    make_delegates(db, "Lê Lan")
    make_delegates(db, "Trần Bảo", unit="Đoàn 2")
    rows = {row.full_name: row for row in all_rows(db, Delegate)}
    group, unit = rows["Lê Lan"].group_id, rows["Trần Bảo"].unit_id

    changed = [
        db.write(
            lambda s: assign_areas(
                s, by_group={group: "Khu 1"}, by_unit={unit: "Khu 2"}, at=AT, by=BY
            )
        )
        for _ in range(2)
    ]

    assert changed == [2, 0]
    assert areas_of(db) == {"Lê Lan": "Khu 1", "Trần Bảo": "Khu 2"}
    assert newest(db) == ("AreasAssigned", {"count": 2})


def test_an_area_that_the_plan_has_not_is_refused(db: Database, ids: list[int]) -> None:
    with pytest.raises(AreaUnknown) as refused:
        db.write(lambda s: assign_areas(s, by_group={1: "Sân"}, by_unit={}, at=AT, by=BY))

    assert refused.value.details == {"area": "Sân"}
