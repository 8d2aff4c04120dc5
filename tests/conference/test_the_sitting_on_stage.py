"""Which sitting the stage is busy with, and whose entries say who is in the hall meanwhile."""

from __future__ import annotations

import datetime as dt

import pytest

from conference import agenda
from conference.agenda import AgendaItem, OnStage, on_stage, present_in
from conference.attendance import leave, present_ids
from conference.honoured_guests import GuestState, guests_now, honoured_entries
from conference.identity import Sitting
from conference.introductions import is_newest_still
from tests.conference.guests.acting import do, receive, touch
from tests.factories import AT, cue, make_programme, scan

EVENING = AT + dt.timedelta(hours=5)
BEFORE_ITS_DOOR = AT + dt.timedelta(hours=2, minutes=55)
OVERRUN = AT + dt.timedelta(hours=3, minutes=5)
"""The evening's door is open: two hours ahead."""
OUT = {"reason": "Về sớm", "station_name": "Quầy 1"}


@pytest.fixture
def items(db):
    """Two items of the afternoon and one of the evening, whose sitting is the second."""
    return [*afternoon(db), *evening(db, item=True)]


def afternoon(db):
    return make_programme(db, 90, 90)


def evening(db, *, item):
    def add(session):
        hours = {"starts_at": EVENING, "ends_at": EVENING + dt.timedelta(hours=1)}
        sitting = Sitting(ordinal=2, name="Tối", **hours)
        session.add(sitting)
        session.flush()
        rows = [AgendaItem(sitting_id=sitting.id, ordinal=9, number="1", title="Giao lưu")]
        session.add_all(rows if item else [])
        session.flush()
        return [one.id for one in rows]

    return db.write(add)


def seen(db, at):
    with db.reading() as session:
        return on_stage(session, at)


def ask(db, question, *given):
    with db.reading() as session:
        return question(session, *given)


def test_before_the_first_item_it_is_the_doors(db, items):
    assert items
    assert seen(db, AT) == OnStage(1, (1,))
    assert seen(db, OVERRUN) == OnStage(2, (2,))


def test_from_its_first_item_to_its_last_a_sitting_is_on_the_stage(db, items):
    found = []
    for command in ("start", "finish", "start", "finish"):
        cue(db, command)
        found.append(seen(db, OVERRUN))

    assert items
    assert found == [OnStage(1, (1, 2))] * 3 + [OnStage(2, (2,))]
    assert seen(db, BEFORE_ITS_DOOR) == OnStage(1, (1,))


def test_who_came_for_the_sitting_before_is_here_where_the_next_begins_ahead_of_its_door(db, items):
    cue(db, "start", item_id=items[2])

    assert seen(db, AT) == OnStage(2, (1, 2))


def test_where_the_doors_sitting_has_no_item_the_stage_follows_the_door(db):
    afternoon(db)
    evening(db, item=False)
    cue(db, "start")

    assert [seen(db, at) for at in (AT, OVERRUN)] == [OnStage(1, (1,)), OnStage(2, (2,))]
    assert ask(db, agenda.sitting_on_stage, OVERRUN) == 2


def test_only_the_sitting_on_the_stage_is_joined_by_what_the_door_enters(db, items):
    cue(db, "start")

    assert items
    assert ask(db, present_in, 1, OVERRUN) == (1, 2)
    assert ask(db, present_in, 2, OVERRUN) == (2,)


@pytest.fixture
def guest(db, items):
    """Somebody noted in the hall in the afternoon, which runs over."""
    assert items
    (an,) = receive(db, "Nguyễn Văn An")
    touch(db, an, GuestState.IN_HALL)
    cue(db, "start")
    return an


def here(db, guest):
    (found,) = ask(db, guests_now, 1, 2)
    inside = {ask(db, lambda s, one=one: frozenset(present_ids(s, 1, 2, among=one)))
              for one in ([guest.id], None)}  # fmt: skip
    assert inside == {frozenset({guest.id} if found.here else ())}
    return found.here, found.state, found.arrived_at


def test_a_guest_scanned_for_the_next_sitting_meanwhile_stays_in_the_hall(db, guest):
    scan(db, guest.code, at=OVERRUN)

    assert here(db, guest) == (True, GuestState.IN_HALL, AT)
    assert len(ask(db, honoured_entries, 1, 2)) == 2


def test_the_last_entry_says_whether_somebody_is_here(db, guest):
    do(db, leave, guest.id, at=AT, **OUT)
    gone = here(db, guest)[0]
    touch(db, guest, GuestState.ARRIVED, at=OVERRUN)
    back = here(db, guest)
    do(db, leave, guest.id, at=OVERRUN, **OUT)

    assert gone is False
    assert back == (True, GuestState.ARRIVED, OVERRUN)
    assert here(db, guest)[0] is False


def test_a_list_that_is_not_there_is_no_newest(db):
    assert ask(db, lambda s: is_newest_still(s, 7, at=AT)) is False
