"""A server that was away for long asks before it goes on; a set clock moves no countdown."""

from __future__ import annotations

import datetime as dt

import pytest

from conference.agenda import ItemState, follow_clock, measured, note_restart, rundown
from conference.timing import Held, time_left
from tests.factories import AT, BY, cue, make_programme


def at(minute):
    return AT + dt.timedelta(minutes=18 + minute)


def minutes(count):
    return dt.timedelta(minutes=count)


@pytest.fixture
def items(db):
    items = make_programme(db, 10, 10, 10)
    cue(db, "start", at=at(0))
    return items


def restart(db, *, last_alive, now):
    return db.write(lambda s: note_restart(s, last_alive=last_alive, at=now, by="system"))


def live(db):
    with db.reading() as session:
        state = rundown(session)
        return state.of(state.live_item)


def left(db, now):
    with db.reading() as session:
        return time_left(rundown(session).slots()[0], now)


def test_after_a_short_absence_the_item_has_run_on(db, items):
    assert restart(db, last_alive=at(2), now=at(32)) is False

    assert (live(db).state, live(db).interrupted) == (ItemState.LIVE, False)


def test_after_a_long_one_it_stands_still_from_the_moment_the_server_went(db, items):
    assert restart(db, last_alive=at(4), now=at(40)) is True
    assert restart(db, last_alive=at(4), now=at(40)) is False

    assert (live(db).state, live(db).interrupted) == (ItemState.HELD, True)
    assert left(db, at(50)) == minutes(6)


def test_over_a_date_somebody_is_asked_however_short_it_was(db, items):
    late = at(0).replace(hour=16, minute=59)

    assert restart(db, last_alive=late, now=late + minutes(2)) is True


def test_who_goes_on_leaves_that_time_out(db, items):
    restart(db, last_alive=at(4), now=at(40))
    cue(db, "resume", at=at(41))

    assert (live(db).state, live(db).interrupted) == (ItemState.LIVE, False)
    assert live(db).held == Held(minutes(37))
    assert left(db, at(42)) == minutes(5)


def test_who_ends_the_item_ends_it_when_the_server_went(db, items):
    restart(db, last_alive=at(4), now=at(40))
    cue(db, "next", at=at(41))

    with db.reading() as session:
        state = rundown(session)
    assert (state.played[items[0]].state, state.played[items[0]].ended) == (ItemState.DONE, at(4))
    assert state.played[items[1]].started == at(41)


def test_an_item_that_was_held_already_stays_held_since_then(db, items):
    cue(db, "hold", at=at(1))
    restart(db, last_alive=at(4), now=at(40))

    assert live(db).held == Held(since=at(1))


def test_where_nobody_noted_it_the_last_cue_counts(db, items):
    assert restart(db, last_alive=None, now=at(29)) is False
    assert restart(db, last_alive=None, now=at(31)) is True
    assert live(db).held == Held(since=at(0))


def test_between_two_items_nothing_is_asked(db, items):
    cue(db, "finish", at=at(5))

    assert restart(db, last_alive=at(5), now=at(90)) is False


@pytest.mark.parametrize("last_alive", [None, -55])
def test_what_was_pressed_before_the_clock_was_set_back_hides_no_absence(db, items, last_alive):
    db.write(lambda s: follow_clock(s, span=minutes(-60), at=at(-56), by="system"))
    last = None if last_alive is None else at(last_alive)

    assert restart(db, last_alive=last, now=at(-31)) is False
    assert restart(db, last_alive=last, now=at(-24)) is True


def test_what_the_server_noted_is_not_what_an_undo_takes_back(db, items):
    restart(db, last_alive=at(4), now=at(40))
    cue(db, "undo", at=at(41))

    with db.reading() as session:
        assert rundown(session).live_id is None


@pytest.mark.parametrize("seconds", [-3600, -10, 60, 86_400])
def test_a_clock_that_is_followed_moves_no_countdown(db, items, seconds):
    span = dt.timedelta(seconds=seconds)
    before = left(db, at(3))

    db.write(lambda s: follow_clock(s, span=span, at=at(3) + span, by=BY))

    assert left(db, at(3) + span) == before
    assert left(db, at(4) + span) == before - minutes(1)


def test_a_hold_that_runs_keeps_its_count_too(db, items):
    cue(db, "hold", at=at(2))
    span = dt.timedelta(hours=1)

    db.write(lambda s: follow_clock(s, span=span, at=at(3) + span, by=BY))

    assert live(db).held.until(at(5) + span) == minutes(3)
    assert left(db, at(5) + span) == minutes(8)


def test_a_beginning_that_waits_keeps_its_count_too(db):
    make_programme(db, 10)
    cue(db, "hold", reason="Chờ chủ trì", at=at(2))
    span = dt.timedelta(hours=1)

    db.write(lambda s: follow_clock(s, span=span, at=at(3) + span, by=BY))

    with db.reading() as session:
        assert rundown(session).start_held_since == at(2) + span


def test_an_item_that_is_reopened_after_the_clock_was_set_has_not_run_over(db, items):
    cue(db, "next", at=at(5))
    span = dt.timedelta(hours=1)
    db.write(lambda s: follow_clock(s, span=span, at=at(6) + span, by=BY))

    cue(db, "back", at=at(6) + span)

    assert left(db, at(6) + span) == minutes(4)


def test_nothing_ends_before_it_began(db, items):
    cue(db, "next", at=at(9))
    restart(db, last_alive=at(8), now=at(60))
    cue(db, "finish", at=at(61))

    with db.reading() as session:
        played = rundown(session).played[items[1]]
    assert (played.started, played.ended) == (at(9), at(9))


def test_what_an_item_took_is_the_same_after_the_clock_was_set(db, items):
    cue(db, "next", at=at(7))

    db.write(lambda s: follow_clock(s, span=dt.timedelta(hours=1), at=at(67), by=BY))

    with db.reading() as session:
        took = {item_id: one.took for item_id, one in measured(session).items()}
    assert took == {items[0]: minutes(7)}
