"""The expected hour, a word beside the name, and what was seen to: the badge, the flower."""

from __future__ import annotations

import pytest

from conference.honoured_guests import (
    GuestNoteTooLong,
    GuestState,
    GuestTick,
    expect_guest,
    tick,
)
from conference.refusals import NotFound
from tests.conference.guests.acting import LATER, do, facts, now, receive, row, touch


def test_the_expected_hour_is_written_and_the_state_stays(db):
    (an,) = receive(db, "Nguyễn Văn An")
    touch(db, an, GuestState.IN_LOUNGE)

    do(db, expect_guest, an.id, expected_at=LATER, note="  Đi cùng  thư ký ")

    assert (row(db, an).expected_at, row(db, an).note) == (LATER, "Đi cùng thư ký")
    assert now(db, an).state is GuestState.IN_LOUNGE


def test_the_same_hour_again_is_no_news(db):
    (an,) = receive(db, "Nguyễn Văn An")

    for _ in range(2):
        do(db, expect_guest, an.id, expected_at=LATER, note="")

    assert facts(db, "GuestHourNoted") == [{"delegate_id": an.id}]


def test_a_note_longer_than_its_column_is_refused(db):
    (an,) = receive(db, "Nguyễn Văn An")

    with pytest.raises(GuestNoteTooLong):
        do(db, expect_guest, an.id, expected_at=None, note="x" * 301)

    assert row(db, an).note == ""


def test_ticks_are_set_and_taken_back_each_by_itself(db):
    (an,) = receive(db, "Nguyễn Văn An")

    do(db, tick, an.id, GuestTick.NAME_PLATE, done=True)
    do(db, tick, an.id, GuestTick.BADGE, done=True)
    do(db, tick, an.id, GuestTick.BADGE, done=True)
    both = row(db, an).ticks
    do(db, tick, an.id, GuestTick.NAME_PLATE, done=False)

    assert (both, row(db, an).ticks) == (["badge", "name_plate"], ["badge"])
    assert [(fact["tick"], fact["done"]) for fact in facts(db, "GuestTicked")] == [
        ("name_plate", True),
        ("badge", True),
        ("name_plate", False),
    ]


def test_nothing_is_written_of_whom_protocol_does_not_receive(db):
    with pytest.raises(NotFound):
        do(db, expect_guest, 999, expected_at=None, note="")
    with pytest.raises(NotFound):
        do(db, tick, 999, GuestTick.FLOWER, done=True)
