"""Greetings of the lobby: newest first, only who is here, silent once the programme runs."""

from __future__ import annotations

import datetime as dt

from conference.agenda import rundown
from conference.attendance import ScanSource, admit_by_hand, leave, take_back_entry
from conference.attendance.greeting import door_is_silent, greetings
from conference.delegates import withdraw_delegates
from tests.conference.guests.acting import LATER, do
from tests.factories import AT, cue, make_delegates, make_programme, new_id, scan


def greeted(db, **how):
    with db.reading() as session:
        return [one.name for one in greetings(session, 1, **{"limit": 6} | how)]


def silent(db):
    with db.reading() as session:
        return door_is_silent(rundown(session), 1)


def test_the_newest_is_greeted_first_by_name_office_and_unit(db):
    an, binh = make_delegates(db, "Nguyễn Văn An", "Trần Bình", position="Trưởng phòng")
    scan(db, an.code, at=AT)
    scan(db, binh.code, at=LATER)

    with db.reading() as session:
        newest, first = greetings(session, 1, limit=6)

    assert (newest.name, first.name) == ("Trần Bình", "Nguyễn Văn An")
    assert (newest.position, newest.unit, newest.at) == ("Trưởng phòng", "Văn phòng Sở", LATER)
    assert newest.address == "đại biểu"
    assert newest.delegate_id == binh.id


def test_no_more_are_greeted_than_have_place_and_some_are_left_out(db):
    people = make_delegates(db, count=4)
    for nth, one in enumerate(people):
        scan(db, one.code, at=AT + dt.timedelta(minutes=nth))

    assert greeted(db, limit=2) == [people[3].name, people[2].name]
    assert greeted(db, leaving_out=[people[3].id], limit=1) == [people[2].name]


def test_nobody_is_greeted_who_was_refused_taken_back_withdrawn_or_has_left(db):
    an, binh, chi, dung, giang, _ = make_delegates(db, "An", "Bình", "Chi", "Dung", "Giang", "Em")
    do(db, withdraw_delegates, [dung.id], reason="Đi công tác")
    for one in (an, binh, chi, dung, giang):
        scan(db, one.code)
    do(db, withdraw_delegates, [giang.id], reason="Cử người khác")
    do(db, take_back_entry, an.id, reason="Nhầm")
    do(db, leave, binh.id, reason="Việc gấp", station_name="Cửa 1")

    assert greeted(db) == ["Chi"]


def test_who_was_entered_from_paper_afterwards_is_not_greeted(db):
    (an,) = make_delegates(db, "An")
    do(db, admit_by_hand, an.id, scan_id=new_id(), source=ScanSource.PAPER)

    assert greeted(db) == []


def test_an_entry_that_was_merged_late_stands_where_it_was_made(db):
    an, binh = make_delegates(db, "An", "Bình")
    scan(db, an.code, at=LATER)
    scan(db, binh.code, at=AT)

    assert greeted(db) == ["An", "Bình"]


def test_the_door_is_silent_from_the_first_item_to_the_end(db):
    make_programme(db, 10)
    before = silent(db)

    cue(db, "start")
    running = silent(db)
    cue(db, "finish", at=LATER)

    assert (before, running, silent(db)) == (False, True, True)


def test_the_door_speaks_again_when_the_first_item_was_taken_back(db):
    make_programme(db, 10)
    cue(db, "start")

    cue(db, "undo", at=LATER)

    assert silent(db) is False
