"""The one big button always does what comes next, and never what nobody meant."""

from __future__ import annotations

import datetime as dt

import pytest

from conference.agenda import (
    AgendaEntry,
    AgendaItem,
    Command,
    PartKind,
    Step,
    next_step,
    note_restart,
    rundown,
)
from conference.identity import Sitting
from tests.factories import AT, BY, cue, make_programme


@pytest.fixture
def items(db):
    return make_programme(db, 10, 10)


def step(db):
    with db.reading() as session:
        return next_step(rundown(session))


def queue(db, item_id):
    def add(session):
        entry = AgendaEntry(item_id=item_id, ordinal=1, title="Tiết mục 1")
        session.add(entry)
        session.flush()
        return PartKind.ENTRY, entry.id

    return db.write(add)


def test_first_item_its_part_next_item_end(db, items):
    part = queue(db, items[0])
    seen = [step(db)]
    for command in ("start", "part", "next", "finish"):
        cue(db, command)
        seen.append(step(db))

    assert seen == [
        Step(Command.START, items[0]),
        Step(Command.PART, items[0], part),
        Step(Command.NEXT, items[1]),
        Step(Command.FINISH, items[1]),
        None,
    ]
    assert [one.ends for one in seen if one] == [False, False, False, True]


def test_a_programme_of_nothing_has_no_step(db):
    assert step(db) is None


def test_what_is_held_goes_on_and_a_held_beginning_may_begin(db, items):
    cue(db, "hold")
    before = step(db)
    cue(db, "start")
    cue(db, "hold")

    assert before == Step(Command.START, items[0])
    assert step(db) == Step(Command.RESUME, items[0])


def test_after_a_long_absence_of_the_server_somebody_says_first_what_happened(db, items):
    cue(db, "start")
    later = AT + dt.timedelta(hours=1)
    db.write(lambda session: note_restart(session, last_alive=AT, at=later, by="system"))
    asked = step(db)
    cue(db, "anew", at=later, by=BY)

    assert asked is None
    assert step(db) == Step(Command.NEXT, items[1])


def test_a_sitting_ends_before_the_next_one_begins(db, items):
    def split(session):
        afternoon = Sitting(ordinal=2, name="Chiều", starts_at=AT, ends_at=AT, conference_id=1)
        session.add(afternoon)
        session.flush()
        session.get_one(AgendaItem, items[1]).sitting_id = afternoon.id

    db.write(split)
    cue(db, "start")
    at_noon = step(db)
    cue(db, "finish")

    assert at_noon == Step(Command.FINISH, items[0])
    assert step(db) == Step(Command.START, items[1])
