"""Who has not come is found by unit, by group, by name, and among heads of delegations."""

from __future__ import annotations

import datetime as dt

import pytest

from conference.arrivals import Standing, excuses, look_once, who
from conference.delegates import Reply, note_reply, withdraw_delegates
from conference.honoured_guests import GuestState, HonouredGuest
from tests.conference.arrivals.hall import come, figures, go, minutes
from tests.conference.list.acting import add_one, do
from tests.factories import AT, GUESTS, UNIT, make_conference, make_delegates, make_sitting


@pytest.fixture
def people(db):
    """One of each standing, and two who have not come: a head of a delegation and a guest."""
    made = make_delegates(db, "Lê Có Mặt", "Lê Đã Về", "Lê Báo Vắng", "Lê Đã Rút")
    here, left, ill, gone = [one.id for one in made]
    come(db, here)
    come(db, left)
    go(db, left, minutes(1))
    do(db, note_reply, ill, reply=Reply.ABSENT, words="Ốm")
    do(db, withdraw_delegates, [gone], reason="Chuyển công tác")
    head = add_one(db, "Đặng Thị Đoàn", unit="Sở Nội vụ", heads_delegation=True)
    guest = add_one(db, "Nguyễn Khách", group=GUESTS)
    return {"here": here, "left": left, "ill": ill, "gone": gone, "head": head, "guest": guest}


def found(db, standing, **narrowed):
    with db.reading() as session:
        return [one.id for one in session.scalars(who(1, standing, **narrowed))]


@pytest.mark.parametrize(
    ("standing", "names"),
    [
        (Standing.PRESENT, {"here"}),
        (Standing.LEFT, {"left"}),
        (Standing.EXCUSED, {"ill", "gone"}),
        (Standing.NOT_COME, {"head", "guest"}),
    ],
)
def test_everybody_stands_in_one_way(db, people, standing, names):
    assert set(found(db, standing)) == {people[name] for name in names}


def test_a_guest_of_whom_protocol_knows_that_he_is_not_coming_is_absent_with_a_reason(db, people):
    guest = HonouredGuest(delegate_id=people["guest"], ordinal=1, state=GuestState.NOT_COMING)
    db.write(lambda session: session.add(guest))

    assert people["guest"] in found(db, Standing.EXCUSED)
    assert people["guest"] not in found(db, Standing.NOT_COME)
    assert figures(db)["total"]["excused"] == 3


def test_a_guest_who_did_not_come_in_the_morning_is_looked_for_in_the_afternoon(empty_db):
    make_conference(
        empty_db,
        sittings=[
            make_sitting(1, "Sáng", dt.time(8, 0), dt.time(11, 0)),
            make_sitting(2, "Chiều", dt.time(13, 30), dt.time(16, 0)),
        ],
    )
    (an,) = make_delegates(empty_db, "Nguyễn Văn An")
    morning = AT - dt.timedelta(hours=5)
    guest = {"ordinal": 1, "state": GuestState.NOT_COMING, "state_at": morning}
    empty_db.write(lambda session: session.add(HonouredGuest(delegate_id=an.id, **guest)))

    with empty_db.reading() as session:
        excused = [
            [one.id for one in session.scalars(who(sitting, Standing.EXCUSED))]
            for sitting in (1, 2)
        ]
        counted = [look_once(session, at)["total"]["excused"] for at in (morning, AT)]
    assert (excused, counted) == ([[an.id], []], [1, 0])


def test_they_are_found_by_unit_group_words_and_as_heads(db, people):
    with db.reading() as session:
        head = session.scalars(who(1, Standing.NOT_COME, heads=True)).one()
        unit_id, group_id = head.unit_id, head.group_id

    assert found(db, Standing.NOT_COME, unit_id=unit_id) == [people["head"]]
    assert found(db, Standing.NOT_COME, group_id=group_id) == [people["head"]]
    assert found(db, Standing.NOT_COME, words="doan dang") == [people["head"]]
    assert found(db, Standing.NOT_COME, words="100%") == []


def test_they_stand_unit_by_unit_in_vietnamese_order(db, people):
    second = add_one(db, "Nguyễn Ấn", unit=UNIT)

    assert found(db, Standing.NOT_COME) == [people["head"], second, people["guest"]]


def test_reasons_are_what_was_answered_or_why_somebody_is_off_the_list(db, people):
    with db.reading() as session:
        assert excuses(session, list(people.values())) == {
            people["ill"]: "Ốm", people["gone"]: "Chuyển công tác",
        }  # fmt: skip
