"""What items took in a rehearsal stands beside the plan of the real conference, by one command."""

from __future__ import annotations

import datetime as dt

from conference.agenda import AgendaItem, Measured, measured, rundown, take_durations_back
from conference.journal import JournalEntry
from tests.factories import AT, BY, all_rows, cue, make_programme


def at(minute):
    return AT + dt.timedelta(minutes=18 + minute)


def test_what_was_played_to_its_end_is_measured_without_its_holds(db):
    items = make_programme(db, 10, 10, 10)
    cue(db, "start", at=at(0))
    cue(db, "hold", at=at(2))
    cue(db, "resume", at=at(5))
    cue(db, "next", at=at(9))

    with db.reading() as session:
        assert measured(session) == {items[0]: Measured("Nội dung 1", dt.timedelta(minutes=6))}


def test_it_is_put_beside_the_plan_and_the_plan_stays(db):
    items = make_programme(db, 10, 10)
    taken = {
        items[0]: Measured("NỘI DUNG  1", dt.timedelta(minutes=6, seconds=20.4)),
        999: Measured("Nội dung 1", dt.timedelta(minutes=1)),
    }

    assert db.write(lambda s: take_durations_back(s, taken, at=AT, by=BY)) == 1

    with db.reading() as session:
        first, second = rundown(session).items
        assert (first.measured_s, second.measured_s) == (380, None)
        assert rundown(session).slots()[0].planned_length == dt.timedelta(minutes=10)


def test_of_a_rehearsal_that_was_not_played_nothing_is_taken(db):
    make_programme(db, 10)

    with db.reading() as session:
        nothing = measured(session)
    assert db.write(lambda s: take_durations_back(s, nothing, at=AT, by=BY)) == 0

    assert "DurationsTakenBack" not in {row.kind for row in all_rows(db, JournalEntry)}
    assert [item.measured_s for item in all_rows(db, AgendaItem)] == [None]


def test_an_item_made_since_that_has_the_id_of_one_of_the_rehearsal_is_another(db):
    items = make_programme(db, 10, 10)
    taken = {items[1]: Measured("Ca nhạc", dt.timedelta(minutes=6))}

    assert db.write(lambda s: take_durations_back(s, taken, at=AT, by=BY)) == 0

    assert [item.measured_s for item in all_rows(db, AgendaItem)] == [None, None]
