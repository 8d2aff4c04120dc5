"""Reception gives one delegate a seat: the next free of the own block, and never one twice."""

from __future__ import annotations

import pytest

from conference.database import Database
from conference.delegates import Delegate, SeatTaken, withdraw_delegates
from conference.refusals import NotFound, Refusal
from conference.seating import (
    Block,
    Hall,
    NoHall,
    Purpose,
    Reserve,
    SeatBlocked,
    SeatNotNamed,
    SeatUnknown,
    give_seat,
    seats_for,
)
from tests.conference.seating.halls import assign, keep, labels, one_block, seats_of
from tests.factories import AT, BY, GUESTS, make_delegates


def offered(db: Database, delegate_id: int, most: int = 3) -> list[str]:
    with db.reading() as session:
        return labels(seats_for(session, delegate_id, most=most))


def give(db: Database, delegate_id: int, seat: str) -> str:
    return db.write(lambda s: give_seat(s, delegate_id, seat, at=AT, by=BY))


def test_the_seats_beside_the_own_one_are_offered_first(db: Database) -> None:
    one, other = make_delegates(db, count=2)
    keep(db, one_block(4, 4))
    assign(db, (one.id, "A-02"), (other.id, "A-03"))

    assert offered(db, one.id) == ["A-01", "A-04", "B-02"]


def test_somebody_without_a_seat_is_put_beside_the_own_unit(db: Database) -> None:
    stranger, seated, new = (
        make_delegates(db, "Lê An", unit="Sở Y tế")[0],
        make_delegates(db, "Vũ Bình", unit="Sở Nội vụ")[0],
        make_delegates(db, "Trần Chi", unit="Sở Nội vụ")[0],
    )
    keep(db, one_block(3, 3))
    assign(db, (stranger.id, "A-01"), (seated.id, "B-02"))

    assert offered(db, new.id, most=2) == ["B-01", "B-03"]


def test_without_anybody_of_the_unit_the_group_says_where(db: Database) -> None:
    seated = make_delegates(db, "Vũ Bình", unit="Sở Nội vụ", group=GUESTS)[0]
    new = make_delegates(db, "Trần Chi", unit="Sở Y tế", group=GUESTS)[0]
    keep(db, one_block(3, 3))
    assign(db, (seated.id, "B-03"))

    assert offered(db, new.id, most=1) == ["B-02"]


def test_where_nobody_sits_yet_seats_are_offered_from_the_stage_on(db: Database) -> None:
    (one,) = make_delegates(db, count=1)
    keep(db, one_block(2, 2))

    assert offered(db, one.id) == ["A-01", "A-02", "B-01"]


def test_the_own_block_goes_before_a_nearer_row_of_another(db: Database) -> None:
    one, other = make_delegates(db, count=2)
    left = Block("Trái", (1, 1, 1), x_mm=-3000, prefix="T")
    right = Block("Phải", (3, 3), x_mm=3000, prefix="P")
    keep(db, Hall(blocks=(left, right)))
    assign(db, (one.id, "TA-01"), (other.id, "TB-01"))

    assert offered(db, one.id) == ["TC-01", "PA-01", "PA-02"]


def test_rows_that_are_kept_are_offered_to_nobody_else_and_spare_ones_last(db: Database) -> None:
    (one,) = make_delegates(db, count=1)
    reserves = (
        Reserve("Khách danh dự", "Khối", 1, 1, Purpose.VIP),
        Reserve("Dự phòng", "Khối", 2, 2, Purpose.SPARE),
    )
    keep(db, one_block(2, 2, 2, reserves=reserves))

    assert offered(db, one.id) == ["C-01", "C-02", "B-01"]


def test_who_sits_in_a_kept_row_may_change_within_it(db: Database) -> None:
    (one,) = make_delegates(db, count=1)
    keep(db, one_block(2, 2, reserves=(Reserve("Danh dự", "Khối", 1, 1, Purpose.VIP),)))
    assign(db, (one.id, "A-01"))

    assert offered(db, one.id, most=1) == ["A-02"]


def test_without_a_plan_no_seat_is_offered(db: Database) -> None:
    (one,) = make_delegates(db, count=1)

    assert offered(db, one.id) == []


def test_a_seat_is_given_as_people_write_it(db: Database) -> None:
    one, other = make_delegates(db, count=2)
    keep(db, one_block(4))
    assign(db, (other.id, "A-01"))

    given = give(db, one.id, "a2")

    assert given == "A-02"
    assert seats_of(db) == {one.id: "A-02", other.id: "A-01"}


def test_the_seat_that_one_has_may_be_given_again(db: Database) -> None:
    (one,) = make_delegates(db, count=1)
    keep(db, one_block(4))
    assign(db, (one.id, "A-02"))

    assert give(db, one.id, "A-02") == "A-02"


@pytest.mark.parametrize(
    ("seat", "refusal"),
    [("Z-99", SeatUnknown), ("A-03", SeatBlocked), ("A-01", SeatTaken), ("", SeatNotNamed)],
)
def test_a_seat_that_cannot_be_given_leaves_everything_as_it_was(
    db: Database, seat: str, refusal: type[Refusal]
) -> None:
    one, other = make_delegates(db, count=2)
    keep(db, one_block(4, blocked={"A-03": "cột"}))
    assign(db, (one.id, "A-02"), (other.id, "A-01"))

    with pytest.raises(refusal):
        give(db, one.id, seat)

    assert seats_of(db) == {one.id: "A-02", other.id: "A-01"}


def test_a_taken_seat_says_which_of_two_namesakes_sits_there(db: Database) -> None:
    one, other = make_delegates(db, count=2)
    keep(db, one_block(4))
    assign(db, (other.id, "A-01"))
    mark = lambda s: setattr(s.get_one(Delegate, other.id), "namesake_mark", "1")  # noqa: E731
    db.write(mark)

    with pytest.raises(SeatTaken) as refused:
        give(db, one.id, "A-01")

    assert refused.value.details == {"seat": "A-01", "name": f"{other.name} (1)"}


def test_a_seat_needs_a_plan(db: Database) -> None:
    (one,) = make_delegates(db, count=1)

    with pytest.raises(NoHall):
        give(db, one.id, "A-01")


def test_who_is_not_on_the_list_gets_no_seat(db: Database) -> None:
    (one,) = make_delegates(db, count=1)
    keep(db, one_block(4))
    db.write(lambda s: withdraw_delegates(s, [one.id], reason="Ốm", at=AT, by=BY))

    for somebody in (one.id, 999):
        with pytest.raises(NotFound):
            give(db, somebody, "A-01")


def test_the_seat_of_somebody_who_was_withdrawn_is_free(db: Database) -> None:
    gone, new = make_delegates(db, count=2)
    keep(db, one_block(2))
    assign(db, (gone.id, "A-01"))
    db.write(lambda s: withdraw_delegates(s, [gone.id], reason="Không dự", at=AT, by=BY))

    assert "A-01" in offered(db, new.id)
    assert give(db, new.id, "A-01") == "A-01"
