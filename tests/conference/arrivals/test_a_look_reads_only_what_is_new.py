"""A look that follows the journal shows what a look at everything shows, and reads far less."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import select

from conference.arrivals import Watch, look_once, watching
from conference.clock import to_ms
from conference.delegates import (
    DelegateGroup,
    Reply,
    add_delegates,
    allot,
    change_group,
    note_reply,
    propose_again,
    take_back,
    withdraw_delegates,
)
from conference.honoured_guests import GuestState, HonouredGuest, note_state
from conference.identity import Conference
from tests.conference.arrivals.hall import back, come, go, minutes, set_door, undo
from tests.conference.list.acting import add, add_one, change, do, person
from tests.factories import (
    AT,
    GUESTS,
    UNIT,
    all_rows,
    make_conference,
    make_database,
    make_delegates,
    make_sitting,
    make_station,
    new_id,
    scan,
)


class Looks:
    """A watch, and how often it has looked at everything."""

    def __init__(self, db):
        self.db, self.whole = db, 0
        self.watch = Watch(self._apart)

    def _apart(self, question):
        self.whole += 1
        with self.db.reading() as session:
            return question(session)

    def __call__(self, at=AT):
        with self.db.reading() as session:
            seen, expected = self.watch.look(session, at), look_once(session, at)
        assert seen == expected
        return seen


@pytest.fixture
def looks(db):
    set_door(db, quorum_percent=50)
    return Looks(db)


def test_whatever_happens_the_look_is_right_and_the_list_was_read_once(db, looks):
    station, _ = make_station(db)
    people = make_delegates(db, count=8)
    ids = [one.id for one in people]
    guest = HonouredGuest(delegate_id=ids[7], ordinal=1)
    db.write(lambda session: session.add(guest))
    looks()

    happenings = [
        lambda: scan(db, people[0].code, station=station),
        lambda: scan(db, people[0].code, station=station),
        lambda: come(db, ids[1], minutes(1)),
        lambda: go(db, ids[1], minutes(2)),
        lambda: back(db, ids[1], minutes(3)),
        lambda: undo(db, ids[0], minutes(4)),
        lambda: do(db, note_reply, ids[2], reply=Reply.ABSENT, words="Ốm"),
        lambda: do(db, note_reply, ids[2], reply=Reply.CONFIRMED),
        lambda: do(db, withdraw_delegates, ids[3:5], reason="Nghỉ"),
        lambda: do(db, take_back, ids[3:5]),
        lambda: do(db, withdraw_delegates, ids[5:6], reason="Nghỉ"),
        lambda: do(db, propose_again, ids[5:6]),
        lambda: change(db, ids[6], unit="Đơn vị mới", heads_delegation=True),
        lambda: change(db, ids[6], group=GUESTS),
        lambda: change(db, ids[6], unit=UNIT),
        lambda: add_one(db, "Lê Thêm", unit="Đơn vị khác"),
        lambda: do(db, allot, {"Đơn vị khác": 3}),
        lambda: do(db, note_state, ids[7], GuestState.NOT_COMING, touch_id=new_id()),
    ]
    for happening in happenings:
        happening()
        looks(minutes(5))

    assert looks.whole == 1


def test_when_nothing_has_happened_nothing_is_read(db, looks, monkeypatch):
    make_delegates(db, count=2)
    looks()

    monkeypatch.setattr(watching, "_concerned", lambda *_: pytest.fail("the facts were read"))

    looks()
    assert looks.whole == 1


@pytest.mark.parametrize(
    "happening",
    [
        lambda db: set_door(db, quorum_base="listed"),
        lambda db: do(db, change_group, 1, {"counted": False}),
        lambda db: do(db, change_group, 1, {"name": "Đại biểu"}),
    ],
)
def test_what_concerns_all_is_read_from_the_list_again(db, looks, happening):
    make_delegates(db, count=2)
    looks()

    happening(db)
    looks()

    assert looks.whole == 2


def test_many_at_once_are_read_as_a_whole(db, looks, monkeypatch):
    monkeypatch.setattr(watching, "MOST_AT_ONCE", 2)
    make_delegates(db, count=1)
    looks()

    add(db, person("Lê Hai"), person("Lê Ba"))
    looks()
    add(db, person("Lê Bốn"), person("Lê Năm"), person("Lê Sáu"))
    looks()

    assert looks.whole == 2


def test_somebody_of_a_group_that_a_file_has_brought_is_counted_under_its_name(db, looks):
    make_delegates(db, count=1)
    looks()

    def bring(session, at, by):
        session.add(DelegateGroup(ordinal=9, name="Báo chí", badge_word="BÁO CHÍ"))
        session.flush()
        add_delegates(session, [person("Lê Báo", group="Báo chí")], at=at, by=by)

    do(db, bring)

    assert [group["name"] for group in looks()["groups"]][-1] == "Báo chí"
    assert looks.whole == 1


def test_another_file_is_not_taken_for_the_one_that_was_open(db, looks, tmp_path):
    make_delegates(db, count=3)
    looks()
    number = all_rows(db, Conference)[0].number
    (tmp_path / "other").mkdir()
    other = make_database(tmp_path / "other")
    make_conference(other)

    def same_number(session):
        session.scalar(select(Conference)).number = number

    other.write(same_number)
    make_delegates(other, count=5)
    looks.db = other

    assert looks()["total"]["listed"] == 5
    assert looks.whole == 2
    other.close()


def test_the_next_sitting_begins_with_nobody_here(empty_db):
    make_conference(
        empty_db,
        sittings=[
            make_sitting(1, "Chiều", dt.time(13, 30), dt.time(16, 0)),
            make_sitting(2, "Tối", dt.time(19, 0), dt.time(21, 0)),
        ],
    )
    looks = Looks(empty_db)
    come(empty_db, make_delegates(empty_db, count=2)[0].id)
    assert looks()["total"]["present"] == 1

    shown = looks(minutes(5 * 60))

    assert (shown["sitting"]["name"], shown["total"]["present"]) == ("Tối", 0)


def test_scans_that_are_older_than_ten_minutes_no_longer_make_the_pace(db, looks):
    station, _ = make_station(db)
    code = make_delegates(db, count=1)[0].code
    scan(db, code, station=station)
    assert looks()["lanes"][0]["minutes"] == [(to_ms(AT), 1)]

    assert looks(minutes(9))["lanes"][0]["minutes"] == [(to_ms(AT), 1)]

    assert looks(minutes(10))["lanes"][0]["minutes"] == []
