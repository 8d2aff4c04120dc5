"""Whatever is pressed: one item runs, time never runs backward, an undo is exact."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conference.agenda import (
    AgendaEntry,
    AgendaItem,
    Command,
    ItemState,
    NothingNext,
    Phase,
    Press,
    Rundown,
    parts_of,
    play,
)
from conference.agenda.cues import _DOES
from conference.agenda.records import Cue, Manner
from conference.refusals import Refusal
from conference.timing import ZERO, forecast, running_time

START = dt.datetime(2026, 11, 20, 7, 0, tzinfo=dt.UTC)
LENGTHS = 10, 20, 5, 10
GIVEN_BY_HAND = [command for command in _DOES if command is not Command.UNDO]


def programme():
    """Four items, the second with a queue of three; none of them in a database."""
    items, at = [], START
    for nth, length in enumerate(LENGTHS, start=1):
        ends = at + dt.timedelta(minutes=length)
        item = AgendaItem(
            id=nth, ordinal=nth, number=str(nth), title=f"Nội dung {nth}", performer="",
            sitting_id=1, planned_start=at, planned_end=ends, length_min=None,
            hard_start=False, protected=False, manner=Manner.PLAIN,
        )  # fmt: skip
        items.append(item)
        at = ends
    items[1].entries = [AgendaEntry(id=10 + n, ordinal=n, title="Tham luận") for n in (1, 2, 3)]
    return items


PRESSES = st.builds(
    Press,
    cue_id=st.just(""),
    seen_revision=st.just(0),
    command=st.sampled_from(GIVEN_BY_HAND),
    item_id=st.sampled_from([None, 1, 2, 3, 4]),
    span=st.sampled_from([None, dt.timedelta(minutes=1), dt.timedelta(minutes=-5)]),
    reason=st.just("Hết giờ"),
)
PRESSED = st.lists(st.tuples(PRESSES, st.integers(0, 12)), max_size=25)


def pressed(presses):
    """Press what is possible, one after the other; give items, cues and the moment after all."""
    items, cues, at = programme(), [], START
    for press, minutes in presses:
        at += dt.timedelta(minutes=minutes)
        state = play(items, cues)
        cue = Cue(
            cue_id=str(len(cues)), command=press.command, item_id=press.item_id, at=at,
            reason=press.reason, agreed_by="", plan={},
        )  # fmt: skip
        try:
            _DOES[press.command](None, state, cue, press)
        except Refusal:
            continue
        cues.append(cue)
    return items, cues, at


@given(PRESSED)
def test_at_most_one_item_and_one_part_of_it_runs(presses):
    items, cues, _ = pressed(presses)
    state = play(items, cues)

    running = [one for one, played in state.played.items() if is_live(played)]
    parts = [one for one, played in state.parts.items() if is_live(played)]
    assert running == ([] if state.live_id is None else [state.live_id])
    assert parts == ([] if state.live_part is None else [state.live_part])
    if state.live_part is not None:
        assert state.live_part in parts_of(state.live_item)


def is_live(played):
    return played.state in {ItemState.LIVE, ItemState.HELD}


@given(PRESSED)
def test_time_never_runs_backward(presses):
    items, cues, now = pressed(presses)
    state = play(items, cues)

    for played in [*state.played.values(), *state.parts.values()]:
        if played.started is not None:
            assert START <= played.started <= (played.ended or now)
            assert ZERO <= played.held.until(played.ended or now) <= now - START
    for slot in state.slots():
        assert ZERO <= running_time(slot, now) <= now - START


@given(PRESSED)
def test_what_has_not_begun_is_foretold_for_later_and_in_order(presses):
    items, cues, now = pressed(presses)
    state = play(items, cues)

    ahead = [
        one
        for one, item in zip(forecast(state.slots(), now), state.items, strict=True)
        if state.of(item).state is ItemState.PLANNED and not passed_over(state, item)
    ]
    assert all(one.start >= now for one in ahead)
    assert all(before.end <= after.start for before, after in pairwise(ahead))


def passed_over(state, item):
    begun = [one.ordinal for one in state.items if state.of(one).started]
    return item.ordinal < max(begun, default=0)


@given(PRESSED)
def test_taking_the_last_cue_back_gives_the_state_before_it(presses):
    items, cues, _ = pressed(presses)
    if not cues:
        return
    before, after = play(items, cues[:-1]), play(items, cues)

    assert after.last_cue is cues[-1]
    assert seen(play(items, cues[:-1])) == seen(before)
    assert seen(after) != seen(before) or cues[-1].command in {Command.HOLD, Command.ANEW}


def seen(state: Rundown):
    held = state.start_held.cue_id if state.start_held else None
    return (
        state.live_id, state.live_part, dict(state.played), dict(state.parts), held,
        tuple(state.before_live), state.last_cue,
    )  # fmt: skip


@given(PRESSED)
def test_the_big_button_always_ends_at_the_last_item_and_never_begins_the_first_again(presses):
    items, cues, at = pressed(presses)
    for nth in range(20):
        state = play(items, cues)
        command = Command.START if state.live_id is None else Command.NEXT
        cue = Cue(cue_id=f"big{nth}", command=command, at=at, reason="", agreed_by="", plan={})
        try:
            _DOES[command](None, state, cue, Press(cue_id="", seen_revision=0, command=command))
        except NothingNext:
            break
        begun = [one.ordinal for one in state.items if state.of(one).started]
        assert cue.item_id > max(begun, default=0)
        cues = [*cues, cue]

    assert play(items, cues).next_item is None


@pytest.mark.parametrize(
    "command",
    [
        Command.PART, Command.BACK, Command.ANEW, Command.RESUME, Command.FINISH, Command.SKIP,
        Command.RESTORE, Command.ADD, Command.INTERRUPT, Command.FOLLOW_CLOCK,
    ],
)  # fmt: skip
def test_a_cue_that_fits_nothing_any_more_changes_nothing(command):
    """What it was about may have been taken back: the press before it, or what the server noted."""
    items = programme()
    cue = Cue(cue_id="late", command=command, at=START, reason="", agreed_by="", plan={})

    state = play(items, [cue])

    assert (state.played, state.parts, state.live_id, state.phase) == (
        {}, {}, None, Phase.NOT_STARTED,
    )  # fmt: skip
