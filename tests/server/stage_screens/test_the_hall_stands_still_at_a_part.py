"""Chào cờ as a step of an item: the hall stands still during that step, and only then."""

from __future__ import annotations

import pytest

from conference.agenda import AgendaItem, AgendaStep, Manner, PartKind, hall_is_still
from stage.programme import programme
from tests.factories import cue, make_programme

STEPS = "Chào cờ", "Tuyên bố lý do"


@pytest.fixture
def steps(db):
    """The ids of the steps of the first of two items."""
    (first, _) = make_programme(db, 10, 10)

    def add(session):
        item = session.get_one(AgendaItem, first)
        item.manner = Manner.FLAG_SALUTE
        item.steps = [
            AgendaStep(ordinal=nth, label="ab"[nth], title=title) for nth, title in enumerate(STEPS)
        ]
        session.flush()
        return [one.id for one in item.steps]

    return db.write(add)


def manners(db):
    with db.reading() as session:
        shown = programme(session)
        still = hall_is_still(session)
    assert still is bool(shown.live and shown.live["manner"] is not Manner.PLAIN)
    return [one["manner"] for one in shown.words["items"]], shown.live and shown.live["manner"]


def test_before_and_outside_its_steps_an_item_has_its_own_manner(db, steps):
    assert manners(db) == ([Manner.FLAG_SALUTE, Manner.PLAIN], None)

    cue(db, "start")

    assert manners(db)[1] is Manner.FLAG_SALUTE


def test_the_step_that_runs_says_how_the_hall_stands(db, steps):
    cue(db, "start")
    cue(db, "part", part=(PartKind.STEP, steps[0]))
    during = manners(db)
    cue(db, "part", part=(PartKind.STEP, steps[1]))
    after = manners(db)

    assert during == ([Manner.FLAG_SALUTE, Manner.PLAIN], Manner.FLAG_SALUTE)
    assert after == ([Manner.PLAIN, Manner.PLAIN], Manner.PLAIN)


def test_an_item_whose_steps_name_no_manner_keeps_its_own(db, steps):
    def plain(session):
        session.get_one(AgendaStep, steps[0]).title = "Ổn định tổ chức"

    db.write(plain)
    cue(db, "start")
    cue(db, "part", part=(PartKind.STEP, steps[1]))

    assert manners(db)[1] is Manner.FLAG_SALUTE


def test_what_the_office_says_of_a_step_counts_more_than_its_title(db, steps):
    def say(session):
        first, second = (session.get_one(AgendaStep, one) for one in steps)
        first.title, first.manner = "Nghi thức", Manner.ANTHEM
        second.title, second.manner = "Giới thiệu đội chào cờ", Manner.PLAIN

    db.write(say)
    cue(db, "start")
    cue(db, "part", part=(PartKind.STEP, steps[0]))
    during = manners(db)
    cue(db, "part", part=(PartKind.STEP, steps[1]))

    assert during[1] is Manner.ANTHEM
    assert manners(db)[1] is Manner.PLAIN
