"""An entry that was a mistake is taken back with a reason; people go out and come back."""

from __future__ import annotations

import datetime as dt

import pytest

from conference.attendance import (
    Attendance,
    DelegateLeft,
    DelegateReturned,
    EntryMoved,
    EntrySeen,
    EntryTakenBack,
    NotCome,
    come_back,
    leave,
    moves_of,
    present_count,
    take_back_entry,
)
from conference.delegates import ReasonNeeded
from conference.journal import JournalEntry
from conference.refusals import NotFound
from tests.factories import AT, BY, all_rows, arrivals, badge_jobs, make_delegates, scan

LATER = AT + dt.timedelta(minutes=10)


@pytest.fixture
def an(db):
    """Somebody who has come."""
    (one,) = make_delegates(db, "Nguyễn Văn An")
    scan(db, one.code)
    return one


def undo(db, delegate_id, reason="Nhầm người trùng tên", seen=None):
    words = {"reason": reason, "seen": seen, "at": LATER, "by": BY}
    return db.write(lambda s: take_back_entry(s, delegate_id, **words))


def go(db, delegate_id, reason="Có việc gấp", seen=None):
    words = {"reason": reason, "station_name": "Quầy 1", "seen": seen, "at": LATER, "by": BY}
    return db.write(lambda s: leave(s, delegate_id, **words))


def back(db, delegate_id, seen=None):
    words = {"station_name": "Quầy 2", "seen": seen, "at": LATER, "by": BY}
    return db.write(lambda s: come_back(s, delegate_id, **words))


def as_seen_now(db):
    """What a page shows of the newest entry."""
    entry_id = arrivals(db)[-1].id
    with db.reading() as session:
        return EntrySeen(entry_id, moves_of(session, [entry_id])[entry_id])


def present(db):
    with db.reading() as session:
        return present_count(session, 1)


def kinds(db):
    return [row.kind for row in all_rows(db, JournalEntry)]


def test_who_was_admitted_by_mistake_counts_as_not_come_and_the_row_stays(db, an):
    undo(db, an.id)

    (row,) = arrivals(db)
    assert (row.undone_at, row.undone_by, row.undo_reason) == (LATER, BY, "Nhầm người trùng tên")
    assert present(db) == 0
    assert EntryTakenBack.kind() in kinds(db)


def test_after_that_the_same_code_admits_anew_and_prints_no_second_badge_silently(db, an):
    undo(db, an.id)

    again = scan(db, an.code, at=LATER)

    assert (again["verdict"], again["badge"]) == ("admitted", None)
    assert [row.undone_at is None for row in arrivals(db)] == [False, True]
    assert len(badge_jobs(db)) == 1


def test_it_can_be_taken_back_and_made_again_as_often_as_people_err(db, an):
    for _ in range(3):
        undo(db, an.id)
        assert scan(db, an.code)["verdict"] == "admitted"

    assert present(db) == 1
    assert len(all_rows(db, Attendance)) == 4


def test_a_taken_back_entry_is_not_taken_back_twice(db, an):
    undo(db, an.id)

    with pytest.raises(NotCome):
        undo(db, an.id)


@pytest.mark.parametrize("command", [undo, go])
def test_without_a_reason_nothing_changes(db, an, command):
    with pytest.raises(ReasonNeeded):
        command(db, an.id, reason=" ")

    assert present(db) == 1


@pytest.mark.parametrize("command", [undo, go, back])
def test_who_has_not_come_can_neither_leave_nor_come_back(db, command):
    (binh,) = make_delegates(db, "Lê Bình")

    with pytest.raises(NotCome):
        command(db, binh.id)
    with pytest.raises(NotFound):
        command(db, 999)


def test_who_leaves_is_not_present_and_is_again_when_back(db, an):
    left = go(db, an.id)
    away = present(db)
    returned = back(db, an.id)

    assert (left, away, returned, present(db)) == (True, 0, True, 1)
    assert [
        kind for kind in kinds(db) if kind in {DelegateLeft.kind(), DelegateReturned.kind()}
    ] == [
        "DelegateLeft",
        "DelegateReturned",
    ]


def test_who_is_out_already_or_inside_already_changes_nothing(db, an):
    inside = back(db, an.id)
    go(db, an.id)
    before = len(kinds(db))
    out = go(db, an.id, reason="Lý do khác")

    assert (inside, out) == (False, False)
    assert len(kinds(db)) == before
    assert arrivals(db)[0].left_reason == "Có việc gấp"


def test_an_undo_that_is_sent_again_leaves_the_entry_that_came_after_it(db, an):
    seen = as_seen_now(db)
    done = undo(db, an.id, seen=seen)
    again = undo(db, an.id, seen=seen)
    scan(db, an.code, at=LATER)

    with pytest.raises(EntryMoved):
        undo(db, an.id, seen=seen)

    assert (done, again, present(db)) == (True, False, 1)


def test_what_was_seen_of_somebody_else_takes_nothing_back(db, an):
    (binh,) = make_delegates(db, "Lê Bình")
    seen = as_seen_now(db)
    undo(db, an.id)

    with pytest.raises(NotCome):
        undo(db, binh.id, seen=seen)


def test_a_leave_that_is_sent_again_does_not_send_out_who_is_back(db, an):
    seen = as_seen_now(db)
    done = go(db, an.id, seen=seen)
    again = go(db, an.id, seen=seen)
    back(db, an.id)

    with pytest.raises(EntryMoved):
        go(db, an.id, seen=seen)

    assert (done, again, present(db)) == (True, False, 1)


def test_a_return_that_is_sent_again_does_not_bring_back_who_went_out_once_more(db, an):
    go(db, an.id)
    seen = as_seen_now(db)
    back(db, an.id, seen=seen)
    go(db, an.id, seen=as_seen_now(db))

    with pytest.raises(EntryMoved):
        back(db, an.id, seen=seen)

    assert present(db) == 0
