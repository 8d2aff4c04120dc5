"""The forecast: gaps absorb a delay, an overrun moves what follows, nothing begins in the past.

What an untimed plan does not say stays unknown until somebody can know it.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from hypothesis import assume, given
from hypothesis import strategies as st

from conference.timing import (
    ZERO,
    Held,
    Slot,
    drift,
    forecast,
    running_time,
    time_left,
)

START = dt.datetime(2026, 11, 20, 7, 0, tzinfo=dt.UTC)


def minutes(count: float) -> dt.timedelta:
    return dt.timedelta(minutes=count)


def at(minute: float) -> dt.datetime:
    return START + minutes(minute)


def planned(start: float, end: float, **what: object) -> Slot:
    return Slot(at(start), at(end), **what)  # type: ignore[arg-type]


def live(start: float, end: float, began: float, **what: object) -> Slot:
    return planned(start, end, started=at(began), **what)


def untimed(length: float | None = None, **what: object) -> Slot:
    span = None if length is None else minutes(length)
    return Slot(None, None, span, **what)  # type: ignore[arg-type]


SPANS = st.integers(0, 120)


@st.composite
def plans(draw: st.DrawFn) -> list[Slot]:
    """A plan with gaps of which a first part was played, one item perhaps live, one skipped."""
    slots, planned_from, clock = [], 0, draw(st.integers(-10, 30))
    played = draw(st.integers(0, 4))
    for nth in range(draw(st.integers(1, 6))):
        start = planned_from + draw(st.sampled_from([0, 0, draw(st.integers(1, 15))]))
        end = planned_from = start + draw(st.integers(1, 30))
        if nth < played:
            ended = clock + draw(st.integers(0, 40))
            slots.append(planned(start, end, started=at(clock), ended=at(ended)))
            clock = ended
        elif nth == played and draw(st.booleans()):
            slots.append(live(start, end, clock, held=Held(minutes(draw(st.integers(0, 5))))))
        else:
            added = minutes(draw(st.sampled_from([0, 0, 5, -5])))
            what = {"skipped": draw(st.booleans()), "hard": draw(st.booleans()), "added": added}
            slots.append(planned(start, end, **what))
    return slots


@st.composite
def partly_timed(draw: st.DrawFn) -> list[Slot]:
    """A plan of which some items have lost their hours, and some of these keep a length."""
    return [draw(st.sampled_from(_less_and_less(slot))) for slot in draw(plans())]


def _less_and_less(slot: Slot) -> list[Slot]:
    without = replace(slot, planned_start=None, planned_end=None)
    return [slot, replace(without, length=slot.planned_length), without]


@given(partly_timed(), SPANS)
def test_an_unknown_time_is_unknown_and_every_other_keeps_the_rules(slots, now):
    free_from = None
    for slot, foretold in zip(slots, forecast(slots, at(now)), strict=True):
        waits = slot.started is None and not slot.skipped
        if waits and foretold.start is not None:
            assert foretold.start >= max(filter(None, [at(now), free_from]))
        if waits and slot.hard and slot.planned_start is not None:
            assert foretold.start >= slot.planned_start
        if waits and (foretold.start is None or slot.planned_length is None):
            assert foretold.end is None
        if waits and slot.planned_start is not None:
            assert foretold.start is not None
        if not slot.skipped or free_from is None:
            free_from = foretold.end


@given(plans(), SPANS)
def test_a_plan_of_lengths_foretells_what_follows_the_item_that_runs(slots, now):
    slots = [live(0, 10, 0), *(replace(slot, started=None, ended=None) for slot in slots)]
    lengths = [
        replace(slot, planned_start=None, planned_end=None, length=slot.planned_length)
        for slot in slots
    ]

    chain = forecast(lengths, at(now))

    rest = sum((slot.given_length for slot in slots[1:] if not slot.skipped), ZERO)
    assert all(one.end is not None for one in chain)
    assert max(one.end for one in chain) == max(at(now), at(10)) + rest


@given(plans(), SPANS)
def test_the_drift_is_what_the_last_item_ends_late(slots, now):
    late = drift(slots, at(now))

    assert late == forecast(slots, at(now))[-1].end - slots[-1].planned_end


@given(plans(), SPANS)
def test_nothing_that_has_not_begun_begins_in_the_past_or_ahead_of_an_hour_people_were_told(
    slots, now
):
    plan_before = None
    for slot, foretold in zip(slots, forecast(slots, at(now)), strict=True):
        if slot.started is None and not slot.skipped:
            assert foretold.start >= at(now)
            assert foretold.end - foretold.start == slot.given_length
            if slot.hard or slot.planned_start != plan_before:
                assert foretold.start >= slot.planned_start
        plan_before = slot.planned_end


@given(plans(), SPANS)
def test_items_never_overlap_in_the_forecast(slots, now):
    free_from = None
    for slot, foretold in zip(slots, forecast(slots, at(now)), strict=True):
        if slot.started is None and free_from is not None:
            assert foretold.start >= free_from
        if not slot.skipped:
            free_from = foretold.end


@given(plans(), SPANS, SPANS)
def test_waiting_longer_never_makes_the_day_end_earlier(slots, now, wait):
    assert drift(slots, at(now + wait)) >= drift(slots, at(now))


@given(plans(), SPANS)
def test_skipping_the_next_item_never_makes_the_last_one_end_later(slots, now):
    assume(not slots[-1].skipped)
    rest = [nth for nth, slot in enumerate(slots[:-1]) if slot.started is None]
    shorter = [
        replace(slot, skipped=True) if nth in rest[:1] else slot for nth, slot in enumerate(slots)
    ]

    assert drift(shorter, at(now)) <= drift(slots, at(now))


@given(SPANS, SPANS, SPANS)
def test_running_time_and_time_left_make_up_the_plan(began, now, length):
    slot = live(0, length, began)

    assert running_time(slot, at(now)) + time_left(slot, at(now)) == slot.planned_length
    assert running_time(slot, at(now)) >= ZERO


def test_a_gap_of_the_plan_absorbs_a_delay():
    slots = [live(0, 10, 5), planned(20, 30)]

    assert forecast(slots, at(5))[0].end == at(15)
    assert drift(slots, at(5)) == ZERO


def test_a_delay_longer_than_the_gap_moves_the_rest():
    slots = [live(0, 10, 15), planned(20, 30), planned(30, 40)]

    assert [one.start for one in forecast(slots, at(15))] == [at(15), at(25), at(35)]
    assert drift(slots, at(15)) == minutes(5)


def test_an_item_that_runs_over_ends_now_at_the_earliest():
    slots = [live(0, 10, 0), planned(10, 20)]

    assert forecast(slots, at(13))[0].end == at(13)
    assert time_left(slots[0], at(13)) == minutes(-3)
    assert drift(slots, at(13)) == minutes(3)


def test_a_held_item_keeps_its_remaining_time():
    slot = live(0, 10, 0, held=Held(total=minutes(1), since=at(4)))

    assert running_time(slot, at(9)) == minutes(3)
    assert time_left(slot, at(9)) == time_left(slot, at(30)) == minutes(7)
    assert forecast([slot], at(9))[0].end == at(16)


def test_an_item_that_has_ended_stays_where_it_was():
    slot = planned(0, 10, started=at(1), ended=at(9), held=Held(total=minutes(2)))

    assert running_time(slot, at(60)) == minutes(6)
    assert forecast([slot], at(60))[0].end == at(9)


def test_a_skipped_item_wins_its_time_back():
    slots = [live(0, 10, 5), planned(10, 15, skipped=True), planned(15, 25)]

    assert drift(slots, at(5)) == ZERO
    assert forecast(slots, at(5))[1].start == forecast(slots, at(5))[1].end == at(15)


def test_skipping_the_last_item_ends_the_day_early():
    slots = [live(0, 10, 0), planned(10, 30, skipped=True)]

    assert drift(slots, at(3)) == minutes(-20)


def test_an_item_not_begun_has_not_run():
    assert running_time(planned(0, 10), at(99)) == ZERO


def test_an_empty_programme_is_on_time():
    assert drift([], START) == ZERO
    assert forecast([], START) == []


def test_an_untimed_programme_that_has_not_begun_is_not_foretold():
    chain = forecast([untimed(), untimed(10)], at(0))

    assert [(one.start, one.end) for one in chain] == [(None, None), (None, None)]


def test_an_item_of_unknown_length_hides_what_follows_until_the_next_planned_start():
    slots = [untimed(started=at(0)), untimed(10), planned(30, 40), untimed(5)]

    chain = forecast(slots, at(3))

    assert [one.start for one in chain] == [at(0), None, at(30), at(40)]
    assert [one.end for one in chain] == [None, None, at(40), at(45)]


def test_a_planned_start_that_has_passed_is_no_promise():
    assert forecast([untimed(started=at(0)), planned(30, 40)], at(50))[1].start == at(50)


def test_an_untimed_item_follows_the_one_that_has_ended():
    slots = [untimed(started=at(0), ended=at(7)), untimed(10), untimed()]

    chain = forecast(slots, at(9))

    assert [(one.start, one.end) for one in chain] == [
        (at(0), at(7)), (at(9), at(19)), (at(19), None),
    ]  # fmt: skip


def test_a_skipped_item_takes_no_time_where_none_is_known():
    slots = [untimed(started=at(0)), planned(10, 20, skipped=True), untimed(10)]

    assert [one.start for one in forecast(slots, at(3))] == [at(0), None, None]


def test_time_left_counts_down_a_length_and_is_unknown_without_one():
    assert time_left(untimed(10, started=at(0)), at(4)) == minutes(6)
    assert time_left(untimed(started=at(0)), at(4)) is None
    assert running_time(untimed(started=at(0)), at(4)) == minutes(4)


def test_without_a_planned_end_of_the_last_item_nobody_is_late():
    assert drift([planned(0, 10), untimed(10)], at(0)) is None
    assert drift([untimed(started=at(0)), planned(30, 40)], at(35)) == minutes(5)


def test_a_last_item_whose_end_cannot_be_known_gives_no_drift():
    assert drift([untimed(started=at(0)), planned(10, 20, skipped=True)], at(3)) is None


def test_time_that_was_won_moves_what_follows_ahead():
    slots = [planned(0, 10, started=at(0), ended=at(6)), planned(10, 20), planned(20, 30)]

    assert [one.start for one in forecast(slots, at(6))] == [at(0), at(6), at(16)]
    assert drift(slots, at(6)) == minutes(-4)


def test_a_hard_start_and_a_break_keep_the_hour_that_people_were_told():
    ended = planned(0, 10, started=at(0), ended=at(6))

    assert forecast([ended, planned(10, 20, hard=True)], at(6))[1].start == at(10)
    assert forecast([ended, planned(15, 20)], at(6))[1].start == at(15)


def test_time_that_is_given_or_taken_moves_what_follows_and_not_the_plan():
    given = [live(0, 10, 0, added=minutes(5)), planned(10, 20)]
    taken = [live(0, 10, 0, added=minutes(-5)), planned(10, 20)]

    assert time_left(given[0], at(4)) == minutes(11)
    assert forecast(given, at(4))[1].start == at(15)
    assert forecast(taken, at(4))[1].start == at(5)
    assert given[0].planned_length == taken[0].planned_length == minutes(10)


def test_more_taken_than_there_was_leaves_no_time_and_not_less():
    assert planned(0, 10, added=minutes(-30)).given_length == ZERO


def test_where_the_first_item_is_skipped_the_second_may_take_its_hour():
    slots = [planned(0, 10, skipped=True), planned(10, 20)]

    assert forecast(slots, at(-5))[1].start == at(0)


def test_an_item_that_was_passed_over_is_not_foretold_and_holds_nobody_up():
    slots = [planned(0, 10), live(10, 20, 0), planned(20, 30)]

    chain = forecast(slots, at(2))

    assert (chain[0].start, chain[0].end) == (None, None)
    assert chain[2].start == at(10)


def test_what_follows_waits_for_an_item_that_was_fetched_back():
    first = planned(0, 10, started=at(0), ended=at(10))
    third = planned(30, 35, started=at(10), ended=at(20))
    slots = [first, live(10, 30, 20), third, planned(35, 45)]

    assert forecast(slots, at(21))[3].start == at(40)


def test_a_skipped_item_keeps_the_hour_of_the_break_before_it():
    morning = planned(0, 10, started=at(0))
    slots = [morning, planned(300, 310, skipped=True), planned(310, 320)]

    assert forecast(slots, at(5))[2].start == at(300)


def test_how_late_the_morning_ends_is_not_hidden_by_the_lunch_break():
    slots = [live(0, 10, 30), planned(300, 310)]

    assert drift(slots, at(31), 0) == minutes(30)
    assert drift(slots, at(31)) == ZERO
