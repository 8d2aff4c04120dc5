"""Announcements fall due before the start that is expected; each stands in exactly one state."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conference.agenda import AgendaItem, follow_clock, rundown
from conference.clock import hall_moment
from conference.identity import Sitting
from conference.journal import JournalEntry
from conference.opening import (
    AnnouncementMade,
    AnnouncementNow,
    AnnouncementState,
    Before,
    Wording,
    announce,
    before_the_start,
    states,
    take_back_announcement,
)
from conference.refusals import NotFound
from conference.timing import forecast
from tests.factories import BY, DAY, all_rows, cue, make_programme, make_sitting

WAITING, DUE, MADE, MISSED = (
    AnnouncementState.WAITING,
    AnnouncementState.DUE,
    AnnouncementState.MADE,
    AnnouncementState.MISSED,
)
START = hall_moment(DAY, dt.time(14, 0))


def at(hour: int, minute: int, second: int = 0) -> dt.datetime:
    return hall_moment(DAY, dt.time(hour, minute, second))


def before(db, sitting_id: int = 1) -> Before:
    with db.reading() as session:
        found = before_the_start(session, sitting_id)
    assert found is not None
    return found


def made(db, minutes: int, moment: dt.datetime) -> bool:
    return db.write(lambda s: announce(s, 1, minutes, at=moment, by=BY))


def test_each_falls_due_so_many_minutes_before_the_first_item(db):
    make_programme(db, 10)

    now = before(db)

    assert (now.start, now.since) == (START, at(11, 30))
    assert states(now, at(13, 44, 59)) == [WAITING, WAITING, WAITING]
    assert states(now, at(13, 45)) == [DUE, WAITING, WAITING]
    assert states(now, at(13, 55)) == [MISSED, DUE, WAITING]
    assert states(now, at(13, 59, 59)) == [MISSED, MISSED, DUE]
    assert states(now, at(14, 0)) == [MISSED, MISSED, MISSED]


def test_without_a_programme_the_sittings_hour_is_the_start(db):
    assert (before(db).start, before(db).first_item_id) == (at(13, 30), None)


def test_what_is_left_out_gives_its_hour_to_what_follows(db):
    first, second, _ = make_programme(db, 20, 10, 10)
    cue(db, "skip", item_id=first, reason="Thiếu giờ", at=at(13, 30))

    now = before(db)

    with db.reading() as session:
        foretold = forecast(rundown(session).slots(), at(13, 30))
    assert (now.first_item_id, now.start) == (second, START)
    assert foretold[1].start == now.start
    assert states(now, at(13, 45)) == [DUE, WAITING, WAITING]


def test_but_a_hard_start_keeps_its_own(db):
    first, second = make_programme(db, 20, 10)
    db.write(lambda s: setattr(s.get_one(AgendaItem, second), "hard_start", True))
    cue(db, "skip", item_id=first, reason="Thiếu giờ", at=at(13, 30))

    assert before(db).start == at(14, 20)


def test_a_release_moves_along_with_a_clock_that_is_followed(db):
    make_programme(db, 10)
    cue(db, "hold", at=at(13, 59))
    cue(db, "resume", at=at(14, 10))
    db.write(lambda s: follow_clock(s, span=dt.timedelta(minutes=-9), at=at(14, 2), by=BY))

    assert before(db).start == at(14, 3)


def test_one_press_makes_it_and_another_takes_the_mark_back(db):
    make_programme(db, 10)

    news = [made(db, 15, at(13, 45)), made(db, 15, at(13, 45, 9))]
    after = states(before(db), at(13, 46))
    back = [
        db.write(lambda s: take_back_announcement(s, 1, 15, at=at(13, 46), by=BY)) for _ in "12"
    ]

    assert (news, after) == ([True, False], [MADE, WAITING, WAITING])
    assert (back, states(before(db), at(13, 47))) == ([True, False], [DUE, WAITING, WAITING])
    facts = [one.payload["made"] for one in all_rows(db, JournalEntry) if one.kind == "Announced"]
    assert facts == [True, False]


@pytest.mark.parametrize(("sitting_id", "minutes"), [(1, 7), (9, 15)])
def test_what_there_is_not_cannot_be_announced(db, sitting_id, minutes):
    with pytest.raises(NotFound):
        db.write(lambda s: announce(s, sitting_id, minutes, at=START, by=BY))


def test_nothing_is_before_the_start_once_an_item_runs_and_again_after_its_undo(db):
    make_programme(db, 10, 10)
    cue(db, "start", at=START)
    with db.reading() as session:
        running = before_the_start(session, 1)
    cue(db, "finish", at=at(14, 10))
    with db.reading() as session:
        between = before_the_start(session, 1)
    cue(db, "undo", at=at(14, 11))
    cue(db, "undo", at=at(14, 11))

    assert (running, between) == (None, None)
    assert states(before(db), at(13, 59)) == [MISSED, MISSED, DUE]


def test_nothing_is_due_while_the_start_is_held(db):
    make_programme(db, 10)
    made(db, 15, at(13, 45))
    cue(db, "hold", at=at(13, 50), reason="Chờ khách mời")

    held = before(db)

    assert held.held_since == at(13, 50)
    assert states(held, at(13, 56)) == [MADE, WAITING, WAITING]
    assert states(held, at(14, 6)) == [MADE, WAITING, WAITING]


def test_a_start_released_in_time_is_expected_when_it_was_planned(db):
    make_programme(db, 10)
    made(db, 15, at(13, 45))
    cue(db, "hold", at=at(13, 50))
    cue(db, "resume", at=at(13, 56))

    assert before(db).start == START
    assert states(before(db), at(13, 56)) == [MADE, DUE, WAITING]


def test_after_a_late_release_the_last_announcement_is_due_again(db):
    make_programme(db, 10)
    made(db, 5, at(13, 55))
    made(db, 2, at(13, 58))
    cue(db, "hold", at=at(13, 59))
    cue(db, "resume", at=at(14, 10))

    released = before(db)
    again = made(db, 2, at(14, 10, 20))

    assert released.start == at(14, 12)
    assert states(released, at(14, 10)) == [MISSED, MADE, DUE]
    assert again
    assert states(before(db), at(14, 11)) == [MISSED, MADE, MADE]


def test_a_release_of_another_item_is_no_release_of_the_start(db):
    def two_sittings(session):
        session.add(make_sitting(2, "Tối", dt.time(18, 0), dt.time(20, 0)))

    make_programme(db, 10)
    db.write(two_sittings)
    for nth, command in enumerate(("start", "hold", "resume", "finish")):
        cue(db, command, at=at(14, nth))
    second = all_rows(db, Sitting)[1].id

    assert (before(db, second).start, before(db, second).first_item_id) == (at(18, 0), None)


@given(
    minutes=st.lists(st.integers(1, 120), min_size=1, max_size=6, unique=True),
    said=st.sets(st.integers(0, 5)),
    held=st.booleans(),
    now=st.integers(-130, 30),
)
def test_each_announcement_is_in_one_state_and_never_two_are_due(minutes, said, held, now):
    ordered = sorted(minutes, reverse=True)
    announcements = tuple(
        AnnouncementNow(
            Wording(one, "Kính mời"),
            None if held else START - dt.timedelta(minutes=one),
            START if nth in said else None,
            "",
        )
        for nth, one in enumerate(ordered)
    )
    given_now = Before(1, 1, START, START, START if held else None, announcements)

    found = states(given_now, START + dt.timedelta(minutes=now))

    assert [one is MADE for one in found] == [nth in said for nth in range(len(ordered))]
    open_ones = [one for one in found if one is not MADE]
    assert open_ones.count(DUE) <= (0 if held or now >= 0 else 1)
    assert open_ones == sorted(open_ones, key=[MISSED, DUE, WAITING].index)


def test_after_a_clock_that_was_put_back_an_announcement_is_made_again(db):
    made(db, 15, at(13, 45))

    assert made(db, 15, at(12, 46))
    assert [one.at for one in all_rows(db, AnnouncementMade)] == [at(12, 46)]
