"""Seats of everybody are worked out in a read; the write only looks whether that still stands."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from conference.database import Database
from conference.delegates import change_delegate, find_delegates, withdraw_delegates
from conference.journal import JournalEntry
from conference.seating import (
    SeatMoves,
    SeatUnknown,
    clearing_moves,
    move_seats,
    seat_moves,
)
from tests.conference.seating.halls import assign, keep, one_block, seats_of
from tests.factories import AT, BY, all_rows, make_delegates

WorkOut = Callable[[Session], SeatMoves]


@pytest.fixture
def ids(db: Database) -> list[int]:
    keep(db, one_block(4, 4))
    return [one.id for one in make_delegates(db, "Lê Lan", "Trần Bảo", "Phạm Cường")]


def worked_out(db: Database, work_out: WorkOut) -> SeatMoves:
    with db.reading() as session:
        return work_out(session)


def written(db: Database, ready: SeatMoves, anew: WorkOut) -> SeatMoves:
    return db.write(lambda s: move_seats(s, ready, anew=anew, at=AT, by=BY))


def never(_: Session) -> SeatMoves:
    raise AssertionError("it was worked out once more")


def test_moves_are_written_as_they_were_worked_out_while_nothing_has_changed(
    db: Database, ids: list[int]
) -> None:
    assign(db, (ids[0], "A-01"), (ids[1], "A-02"))
    ready = worked_out(
        db, lambda s: seat_moves(s, [(ids[0], "A-02"), (ids[2], "A-01")], keep=False)
    )
    unwritten = seats_of(db)

    done = written(db, ready, never)

    assert unwritten == {ids[0]: "A-01", ids[1]: "A-02", ids[2]: ""}
    assert seats_of(db) == {ids[0]: "A-02", ids[1]: "", ids[2]: "A-01"}
    assert sorted(done.before) == [(ids[0], "A-01"), (ids[1], "A-02"), (ids[2], "")]


def test_whoever_moved_is_found_by_the_new_seat_alone(db: Database, ids: list[int]) -> None:
    assign(db, (ids[0], "A-01"))
    ready = worked_out(db, lambda s: seat_moves(s, [(ids[0], "B-03")], keep=True))

    written(db, ready, never)

    with db.reading() as session:
        assert [row.id for row in session.scalars(find_delegates("b-03"))] == [ids[0]]
        assert list(session.scalars(find_delegates("a-01"))) == []


def test_a_command_sees_in_its_own_session_what_it_has_moved(db: Database, ids: list[int]) -> None:
    with db.reading() as session:
        ready = seat_moves(session, [(ids[0], "A-01")], keep=True)

    def move(session: Session) -> list[str]:
        before = session.scalars(find_delegates("lan")).one()
        seats = [before.seat]
        move_seats(session, ready, anew=never, at=AT, by=BY)
        return [*seats, before.seat]

    assert db.write(move) == ["", "A-01"]


@pytest.mark.parametrize("meanwhile", ["seat", "name", "withdrawn", "added", "plan"])
def test_what_has_changed_meanwhile_has_the_moves_worked_out_once_more(
    db: Database, ids: list[int], meanwhile: str
) -> None:
    def work_out(session: Session) -> SeatMoves:
        return seat_moves(session, [(ids[0], "A-01"), (ids[1], "A-02")], keep=False)

    ready = worked_out(db, work_out)
    times = []
    {
        "seat": lambda: assign(db, (ids[2], "A-01")),
        "name": lambda: db.write(
            lambda s: change_delegate(s, ids[0], {"full_name": "Lê Thị Lan"}, at=AT, by=BY)
        ),
        "withdrawn": lambda: db.write(
            lambda s: withdraw_delegates(s, [ids[2]], reason="bận", at=AT, by=BY)
        ),
        "added": lambda: make_delegates(db, "Vũ Dũng", seat="A-02"),
        "plan": lambda: keep(db, one_block(4)),
    }[meanwhile]()

    def anew(session: Session) -> SeatMoves:
        times.append(meanwhile)
        return work_out(session)

    written(db, ready, anew)

    seats = seats_of(db)
    assert times == [meanwhile]
    assert {seats.pop(ids[0]), seats.pop(ids[1])} == {"A-01", "A-02"}
    assert set(seats.values()) == {""}


def test_what_can_no_longer_be_done_is_refused_and_nothing_changed(
    db: Database, ids: list[int]
) -> None:
    def work_out(session: Session) -> SeatMoves:
        return seat_moves(session, [(ids[0], "B-01")], keep=True)

    ready = worked_out(db, work_out)
    keep(db, one_block(4))

    with pytest.raises(SeatUnknown):
        written(db, ready, work_out)

    assert set(seats_of(db).values()) == {""}


def test_all_seats_are_cleared_by_what_was_worked_out(db: Database, ids: list[int]) -> None:
    assign(db, (ids[0], "A-01"), (ids[1], "A-02"))

    done = written(db, worked_out(db, clearing_moves), never)

    newest = all_rows(db, JournalEntry)[-1]
    assert set(seats_of(db).values()) == {""}
    assert done.before == [(ids[0], "A-01"), (ids[1], "A-02")]
    assert (newest.kind, newest.payload) == ("SeatsCleared", {"count": 2})


def test_moves_that_change_nothing_leave_no_trace(db: Database, ids: list[int]) -> None:
    assign(db, (ids[0], "A-01"))
    before = len(all_rows(db, JournalEntry))

    written(db, worked_out(db, lambda s: seat_moves(s, [(ids[0], "A-01")], keep=True)), never)

    assert len(all_rows(db, JournalEntry)) == before
