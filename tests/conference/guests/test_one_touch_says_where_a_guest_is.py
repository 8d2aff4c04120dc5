"""One touch per state: the first that says "here" admits, going back undoes what protocol did."""

from __future__ import annotations

import datetime as dt

import pytest

from conference import honoured_guests
from conference.attendance import Scan, come_back, leave, present_count, take_back_entry
from conference.delegates import withdraw_delegates
from conference.doors import change_door
from conference.honoured_guests import GuestIsHere, GuestMovedOn, GuestOffTheList, GuestState
from conference.refusals import NotFound
from tests.conference.guests.acting import LATER, do, facts, now, receive, touch
from tests.factories import (
    AT,
    DAY,
    all_rows,
    arrivals,
    badge_jobs,
    make_conference,
    make_delegates,
    make_sitting,
    new_id,
    scan,
)

HERE = [GuestState.ARRIVED, GuestState.IN_LOUNGE, GuestState.IN_HALL]
AWAY = [GuestState.SENDS_SUBSTITUTE, GuestState.NOT_COMING]


def present(db):
    with db.reading() as session:
        return present_count(session, 1)


@pytest.mark.parametrize("state", HERE)
def test_the_first_state_that_says_here_admits_without_a_scan_and_queues_the_badge(db, state):
    (an,) = receive(db, "Nguyễn Văn An")

    badge = touch(db, an, state)

    (entry,) = arrivals(db)
    assert (entry.delegate_id, entry.source, entry.station_name) == (
        an.id,
        "vip_reception",
        "Lễ tân",
    )
    assert badge["queued"] is True
    assert len(badge_jobs(db)) == 1
    assert (now(db, an).state, now(db, an).here, present(db)) == (state, True, 1)
    assert facts(db, "GuestStateNoted") == [{"delegate_id": an.id, "state": state}]


def test_from_the_lounge_to_the_hall_is_no_second_entry(db):
    (an,) = receive(db, "Nguyễn Văn An")
    touch(db, an, GuestState.IN_LOUNGE)

    badge = touch(db, an, GuestState.IN_HALL, at=LATER)

    assert badge is None
    assert len(arrivals(db)) == len(badge_jobs(db)) == len(all_rows(db, Scan)) == 1
    assert (now(db, an).state, now(db, an).arrived_at) == (GuestState.IN_HALL, AT)


def test_the_same_state_again_changes_nothing(db):
    (an,) = receive(db, "Nguyễn Văn An")
    touch(db, an, GuestState.ARRIVED)

    touch(db, an, GuestState.ARRIVED, at=LATER)

    assert len(facts(db, "GuestStateNoted")) == 1


@pytest.mark.parametrize("state", AWAY)
def test_who_does_not_come_is_noted_and_not_awaited(db, state):
    (an,) = receive(db, "Nguyễn Văn An")
    awaited = now(db, an).awaited

    touch(db, an, state)

    shown = now(db, an)
    assert (awaited, shown.awaited, shown.here) == (True, False, False)
    assert (shown.state, arrivals(db)) == (state, [])


def test_a_touch_by_mistake_is_undone_and_the_entry_with_it(db):
    (an,) = receive(db, "Nguyễn Văn An")
    touch(db, an, GuestState.IN_HALL)

    touch(db, an, GuestState.EXPECTED, seen=GuestState.IN_HALL, at=LATER)

    (entry,) = arrivals(db)
    assert entry.undone_at == LATER
    assert (now(db, an).state, now(db, an).here, present(db)) == (GuestState.EXPECTED, False, 0)


def test_an_undo_of_what_somebody_else_has_changed_is_refused(db):
    (an,) = receive(db, "Nguyễn Văn An")
    touch(db, an, GuestState.ARRIVED)
    touch(db, an, GuestState.IN_HALL)

    with pytest.raises(GuestMovedOn):
        touch(db, an, GuestState.EXPECTED, seen=GuestState.ARRIVED)

    assert now(db, an).state is GuestState.IN_HALL


def test_a_touch_sent_again_after_silence_is_no_fault(db):
    (an,) = receive(db, "Nguyễn Văn An")
    touch(db, an, GuestState.IN_LOUNGE)

    touch(db, an, GuestState.IN_LOUNGE, seen=GuestState.EXPECTED, at=LATER)

    assert now(db, an).state is GuestState.IN_LOUNGE
    assert len(facts(db, "GuestStateNoted")) == 1


def test_a_touch_that_was_undone_is_not_done_again_when_it_comes_late(db):
    (an,) = receive(db, "Nguyễn Văn An")
    touch_id = new_id()
    touch(db, an, GuestState.ARRIVED, touch_id=touch_id)
    touch(db, an, GuestState.EXPECTED)

    with pytest.raises(GuestMovedOn):
        touch(db, an, GuestState.ARRIVED, touch_id=touch_id)

    assert (now(db, an).state, present(db)) == (GuestState.EXPECTED, 0)


def test_a_scan_at_the_door_says_that_the_guest_has_arrived(db):
    (an,) = receive(db, "Nguyễn Văn An")

    scan(db, an.code)

    shown = now(db, an)
    assert (shown.state, shown.here, shown.arrived_at) == (GuestState.ARRIVED, True, AT)


def test_a_scan_is_believed_although_protocol_had_noted_that_nobody_comes(db):
    (an,) = receive(db, "Nguyễn Văn An")
    touch(db, an, GuestState.NOT_COMING)

    scan(db, an.code, at=LATER)

    assert (now(db, an).state, now(db, an).here) == (GuestState.ARRIVED, True)


@pytest.mark.parametrize("scanned_first", [True, False])
def test_protocol_cannot_say_of_whom_the_door_has_seen_that_they_did_not_come(db, scanned_first):
    (an,) = receive(db, "Nguyễn Văn An")
    if scanned_first:
        scan(db, an.code)
    else:
        touch(db, an, GuestState.ARRIVED)
        scan(db, an.code)

    with pytest.raises(GuestIsHere) as refused:
        touch(db, an, GuestState.EXPECTED)

    assert refused.value.details == {"hour": "13h42"}
    assert now(db, an).here


def test_an_entry_taken_back_at_the_desk_makes_the_guest_expected_again(db):
    (an,) = receive(db, "Nguyễn Văn An")
    touch(db, an, GuestState.IN_HALL)

    do(db, take_back_entry, an.id, reason="Nhầm người", at=LATER)

    assert (now(db, an).state, now(db, an).awaited) == (GuestState.EXPECTED, True)


def test_a_scan_after_an_undo_says_no_more_than_that_the_guest_has_arrived(db):
    (an,) = receive(db, "Nguyễn Văn An")
    touch(db, an, GuestState.IN_HALL)
    do(db, take_back_entry, an.id, reason="Nhầm người", at=LATER)

    scan(db, an.code, at=LATER)

    assert now(db, an).state is GuestState.ARRIVED


def test_who_has_left_is_not_here_and_is_welcomed_back_by_a_touch(db):
    (an,) = receive(db, "Nguyễn Văn An")
    touch(db, an, GuestState.IN_HALL)
    do(db, leave, an.id, reason="Việc gấp", station_name="Cửa 1", at=LATER)
    left = now(db, an)

    touch(db, an, GuestState.IN_HALL, at=LATER)

    assert (left.here, left.left_at, left.awaited) == (False, LATER, False)
    assert now(db, an).here
    assert len(arrivals(db)) == 1


def test_who_came_and_left_did_come(db):
    (an,) = receive(db, "Nguyễn Văn An")
    touch(db, an, GuestState.IN_HALL)
    do(db, leave, an.id, reason="Việc gấp", station_name="Cửa 1", at=LATER)

    with pytest.raises(GuestIsHere):
        touch(db, an, GuestState.NOT_COMING)


def test_who_went_out_and_came_back_at_the_desk_was_seen_there(db):
    (an,) = receive(db, "Nguyễn Văn An")
    touch(db, an, GuestState.IN_HALL)
    do(db, leave, an.id, reason="Việc gấp", station_name="Cửa 1", at=LATER)
    do(db, come_back, an.id, station_name="Quầy 1", at=LATER)

    with pytest.raises(GuestIsHere) as refused:
        touch(db, an, GuestState.NOT_COMING, at=LATER)

    assert refused.value.details == {"hour": "13h47"}
    assert now(db, an).here


def test_who_went_out_unseen_by_protocol_and_was_welcomed_back_stays_here(db):
    (an,) = receive(db, "Nguyễn Văn An")
    touch(db, an, GuestState.IN_HALL)
    do(db, leave, an.id, reason="Việc gấp", station_name="Cửa 1", at=LATER)
    touch(db, an, GuestState.IN_HALL, at=LATER)

    with pytest.raises(GuestIsHere):
        touch(db, an, GuestState.EXPECTED, at=LATER)

    assert now(db, an).here


def test_an_entry_by_protocol_reads_as_an_override_only_where_a_rule_was_set_aside(db):
    an, binh = receive(db, "Nguyễn Văn An", "Lê Bình")
    touch(db, an, GuestState.ARRIVED)
    do(db, change_door, {"closed": True})

    touch(db, binh, GuestState.ARRIVED)

    assert [one.overrode for one in all_rows(db, Scan)] == ["", "Lễ tân đón khách"]


@pytest.mark.parametrize("rule", [{"closed": True}, {"hall_capacity": 0}])
def test_a_full_hall_or_a_closed_list_keeps_no_honoured_guest_out(db, rule):
    (an,) = receive(db, "Nguyễn Văn An")
    do(db, change_door, rule)

    touch(db, an, GuestState.ARRIVED)

    assert now(db, an).here


def test_who_is_off_the_list_is_left_to_the_support_desk(db):
    (an,) = receive(db, "Nguyễn Văn An")
    do(db, withdraw_delegates, [an.id], reason="Đi công tác")

    with pytest.raises(GuestOffTheList):
        touch(db, an, GuestState.ARRIVED)

    shown = now(db, an)
    assert (shown.awaited, shown.listed, arrivals(db)) == (False, False, [])


MORNING = dt.datetime.combine(DAY, dt.time(1, 5), tzinfo=dt.UTC)


@pytest.fixture
def two_sittings(empty_db):
    """A conference that sits in the morning and, at AT, in the afternoon."""
    make_conference(
        empty_db,
        sittings=[
            make_sitting(1, "Sáng", dt.time(8, 0), dt.time(11, 0)),
            make_sitting(2, "Chiều", dt.time(13, 30), dt.time(16, 0)),
        ],
    )
    return empty_db


@pytest.mark.parametrize("state", AWAY)
def test_who_did_not_come_in_the_morning_is_expected_in_the_afternoon(two_sittings, state):
    db = two_sittings
    (an,) = receive(db, "Nguyễn Văn An")
    touch(db, an, state, at=MORNING)

    afternoon = now(db, an, AT)

    assert now(db, an, MORNING).state is state
    assert (afternoon.state, afternoon.awaited) == (GuestState.EXPECTED, True)


def test_who_is_off_the_list_does_not_come_to_any_sitting(two_sittings):
    db = two_sittings
    (an,) = receive(db, "Nguyễn Văn An")
    touch(db, an, GuestState.NOT_COMING, at=MORNING)
    do(db, withdraw_delegates, [an.id], reason="Đi công tác", at=MORNING)

    afternoon = now(db, an, AT)

    assert (afternoon.state, afternoon.awaited) == (GuestState.NOT_COMING, False)


def test_each_sitting_begins_with_everybody_expected(two_sittings):
    db = two_sittings
    (an,) = receive(db, "Nguyễn Văn An")
    touch(db, an, GuestState.IN_HALL, at=MORNING)

    afternoon = now(db, an, AT)
    scan(db, an.code, at=AT)

    assert now(db, an, MORNING).state is GuestState.IN_HALL
    assert (afternoon.state, afternoon.here) == (GuestState.EXPECTED, False)
    assert now(db, an, AT).state is GuestState.ARRIVED


def test_only_whom_protocol_receives_can_be_touched(db):
    (stranger,) = make_delegates(db, "Lê Lạ")

    with pytest.raises(NotFound):
        touch(db, stranger, GuestState.ARRIVED)

    assert all_rows(db, honoured_guests.HonouredGuest) == []
