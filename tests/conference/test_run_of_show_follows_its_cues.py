"""The state of the programme is what its cues make of the plan; the plan stays as it was."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from sqlalchemy import select

from conference.agenda import (
    AgendaItem,
    Command,
    Cue,
    CueNotPossible,
    ItemState,
    NothingToUndo,
    Phase,
    Played,
    play,
    rundown,
    rundown_revision,
    standing_items,
)
from conference.journal import JournalEntry
from conference.refusals import NotFound
from conference.timing import Held, drift
from tests.factories import AT, all_rows, cue, make_programme, new_id


@pytest.fixture
def items(db):
    """Three items of ten minutes from 14:00 on; gives their ids."""
    return make_programme(db, 10, 10, 10)


def at(minute):
    return AT + dt.timedelta(minutes=18 + minute)


def now_of(db):
    with db.reading() as session:
        return rundown(session)


def bare(played):
    """What happened, without the plan it was played under."""
    return replace(played, plan=None)


def states(db):
    state = now_of(db)
    return [state.of(item).state.value for item in state.items]


def test_before_the_first_cue_everything_is_planned(db, items):
    state = now_of(db)

    assert state.phase is Phase.NOT_STARTED
    assert state.live_id is None
    assert state.next_item.id == items[0]
    assert states(db) == ["planned"] * 3


def test_start_makes_the_first_item_live(db, items):
    cue(db, "start", at=at(0))

    state = now_of(db)
    assert (state.phase, state.live_id, state.next_item.id) == (Phase.RUNNING, items[0], items[1])
    assert bare(state.played[items[0]]) == Played(ItemState.LIVE, started=at(0))


def test_next_ends_the_live_item_and_begins_the_following_at_one_moment(db, items):
    cue(db, "start", at=at(0))
    cue(db, "next", at=at(12))

    played = now_of(db).played
    assert bare(played[items[0]]) == Played(ItemState.DONE, started=at(0), ended=at(12))
    assert bare(played[items[1]]) == Played(ItemState.LIVE, started=at(12))


def test_a_held_item_counts_only_the_time_it_ran(db, items):
    cue(db, "start", at=at(0))
    cue(db, "hold", at=at(3))
    held = now_of(db)
    cue(db, "resume", at=at(5))
    cue(db, "hold", at=at(6))
    cue(db, "next", at=at(7))

    assert held.phase is Phase.HELD
    assert held.played[items[0]].held == Held(since=at(3))
    assert now_of(db).played[items[0]].held == Held(total=dt.timedelta(minutes=3))
    assert states(db) == ["done", "live", "planned"]


def test_finish_leaves_the_programme_between_two_items_until_the_next(db, items):
    cue(db, "start", at=at(0))
    cue(db, "finish", at=at(10))
    between = now_of(db)
    cue(db, "next", at=at(11))

    assert (between.phase, between.live_id, between.next_item.id) == (
        Phase.BETWEEN, None, items[1],
    )  # fmt: skip
    assert now_of(db).live_id == items[1]


def test_an_item_may_be_started_out_of_turn_and_one_passed_over_fetched_back(db, items):
    cue(db, "start", item_id=items[1], at=at(0))
    after_first = now_of(db)
    cue(db, "finish", at=at(5))
    cue(db, "start", item_id=items[0], at=at(6))

    state = now_of(db)
    assert after_first.next_item.id == items[2]
    assert state.live_id == items[0]
    assert state.next_item.id == items[2]


@pytest.mark.parametrize(
    ("given", "refused"),
    [
        ([], "next"),
        (["hold"], "hold"),
        ([], "resume"),
        ([], "part"),
        ([], "back"),
        ([], "anew"),
        (["start"], "back"),
        (["start", "hold"], "part"),
        ([], "finish"),
        (["start"], "start"),
        (["start"], "resume"),
        (["start", "hold"], "hold"),
        (["start", "hold"], "start"),
        (["start", "finish"], "hold"),
    ],
)
def test_a_cue_that_does_not_fit_changes_nothing(db, items, given, refused):
    for command in given:
        cue(db, command)
    before, cues = states(db), len(all_rows(db, Cue))

    with pytest.raises(CueNotPossible):
        cue(db, refused)

    assert states(db) == before
    assert len(all_rows(db, Cue)) == cues


def test_an_item_that_was_played_or_does_not_exist_cannot_be_started(db, items):
    cue(db, "start")
    cue(db, "finish")

    with pytest.raises(CueNotPossible):
        cue(db, "start", item_id=items[0])
    with pytest.raises(NotFound):
        cue(db, "start", item_id=999)


def test_a_held_item_may_be_finished(db, items):
    cue(db, "start")
    cue(db, "hold")

    cue(db, "finish")

    assert states(db) == ["done", "planned", "planned"]


def test_undo_takes_back_one_cue_after_the_other_and_keeps_the_rows(db, items):
    for minute, command in enumerate(["start", "hold", "resume", "next"]):
        cue(db, command, at=at(minute))

    seen = []
    for _ in range(4):
        cue(db, "undo")
        seen.append(states(db)[0])

    assert seen == ["live", "held", "live", "planned"]
    assert now_of(db).phase is Phase.NOT_STARTED
    assert [row.undone for row in all_rows(db, Cue)] == [True] * 4 + [False] * 4
    with pytest.raises(NothingToUndo):
        cue(db, "undo")


def test_the_plan_is_never_edited_by_running_it(db, items):
    planned = [(item.planned_start, item.planned_end) for item in all_rows(db, AgendaItem)]

    cue(db, "start", at=at(5))
    cue(db, "next", at=at(20))

    assert [(i.planned_start, i.planned_end) for i in all_rows(db, AgendaItem)] == planned
    assert drift(now_of(db).slots(), at(20)) == dt.timedelta(minutes=10)


def test_each_cue_is_a_fact_of_its_own(db, items):
    for command in ("start", "hold", "resume", "next", "finish", "undo"):
        cue(db, command)

    written = [(row.kind, row.payload) for row in all_rows(db, JournalEntry)][-6:]
    assert written == [
        ("ItemStarted", {"item_id": items[0], "after_item_id": None}),
        ("ItemHeld", {"item_id": items[0]}),
        ("ItemResumed", {"item_id": items[0]}),
        ("ItemStarted", {"item_id": items[1], "after_item_id": items[0]}),
        ("ItemFinished", {"item_id": items[1]}),
        ("CueUndone", {"command": "finish", "item_id": items[1]}),
    ]
    with db.reading() as session:
        assert rundown_revision(session) == session.scalar(
            select(JournalEntry.id).order_by(JournalEntry.id.desc()).limit(1)
        )


def test_cues_that_fit_nothing_leave_the_plan_as_it_is():
    stray = [
        Cue(cue_id=new_id(), command=command, at=AT, by="x", item_id=None)
        for command in (Command.HOLD, Command.RESUME, Command.FINISH, Command.NEXT)
    ]

    state = play([], stray)

    assert (state.live_id, state.played, state.next_item) == (None, {}, None)
    assert state.phase is Phase.NOT_STARTED


def test_an_item_of_a_plan_without_hours_runs_like_any_other_and_ends_nothing_late(db):
    db.write(
        lambda s: s.add_all(
            AgendaItem(sitting_id=1, ordinal=n, number=str(n), title="Tham luận", length_min=length)
            for n, length in ((1, None), (2, 15))
        )
    )

    cue(db, "start", at=at(0))
    cue(db, "next", at=at(12))

    first, second = now_of(db).slots()
    assert (first.started, first.ended, first.planned_length) == (at(0), at(12), None)
    assert second.planned_length == dt.timedelta(minutes=15)
    assert drift(now_of(db).slots(), at(20)) is None


def test_the_programme_is_read_whole_or_a_few_items_of_it_never_what_was_removed(db):
    first, second, third = make_programme(db, 10, 10, 10)
    db.write(lambda s: setattr(s.get_one(AgendaItem, second), "removed", True))

    with db.reading() as session:
        whole = [one.id for one in standing_items(session)]
        some = [one.id for one in standing_items(session, [second, third])]

    assert (whole, some) == ([first, third], [third])
