"""After the last item nothing begins by itself, and "next" never goes round to the first."""

from __future__ import annotations

import pytest

from conference.agenda import NothingNext, Phase, rundown
from tests.factories import cue, make_programme


def now_of(db):
    with db.reading() as session:
        return rundown(session)


def test_next_on_the_last_item_is_refused_and_the_item_stays_live(db):
    items = make_programme(db, 10, 10)
    cue(db, "start")
    cue(db, "next")

    with pytest.raises(NothingNext):
        cue(db, "next")

    assert now_of(db).live_id == items[1]


def test_finishing_the_last_item_finishes_the_conference(db):
    make_programme(db, 10)
    cue(db, "start")
    cue(db, "finish")

    state = now_of(db)
    assert (state.phase, state.next_item) == (Phase.FINISHED, None)
    for command in ("start", "next"):
        with pytest.raises(NothingNext):
            cue(db, command)


def test_a_programme_without_items_cannot_be_started(db):
    with pytest.raises(NothingNext):
        cue(db, "start")


def test_an_item_passed_over_is_not_offered_after_the_last_but_may_be_fetched_back(db):
    items = make_programme(db, 10, 10)
    cue(db, "start", item_id=items[1])
    cue(db, "finish")
    finished = now_of(db)

    cue(db, "start", item_id=items[0])

    assert finished.phase is Phase.FINISHED
    assert now_of(db).live_id == items[0]
