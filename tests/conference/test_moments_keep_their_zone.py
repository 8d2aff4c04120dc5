"""Moments are aware UTC in code, milliseconds in tables and on the wire, local time in the hall."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import insert, text
from sqlalchemy.dialects import sqlite

from conference.base import Moment, table_of
from conference.clock import from_ms, hall_moment, in_the_hall, system_clock, to_ms
from conference.identity import Sitting
from tests.factories import AT, DAY

DIALECT = sqlite.dialect()


def test_the_system_clock_is_aware_and_goes_forward():
    first, second = system_clock(), system_clock()

    assert first.tzinfo is dt.UTC
    assert first <= second


@given(st.integers(0, 4_102_444_800_000))
def test_milliseconds_come_back_as_they_went(milliseconds):
    assert to_ms(from_ms(milliseconds)) == milliseconds


def test_the_hall_is_seven_hours_ahead_of_utc():
    moment = hall_moment(DAY, dt.time(13, 42))

    assert moment == dt.datetime(2026, 11, 20, 6, 42, tzinfo=dt.UTC)
    assert f"{in_the_hall(moment):%H:%M}" == "13:42"


def test_a_moment_is_stored_as_a_number_and_read_as_utc(db):
    with db.reading() as session:
        stored = session.scalar(text("SELECT starts_at FROM sitting"))
        read = session.get_one(Sitting, 1).starts_at

    assert stored == to_ms(read) == 1795156200000
    assert read.tzinfo is dt.UTC


def test_nothing_stays_nothing():
    moment = Moment()

    assert moment.process_bind_param(None, DIALECT) is None
    assert moment.process_result_value(None, DIALECT) is None


def test_a_moment_without_a_zone_is_a_bug():
    with pytest.raises(ValueError, match="without a zone"):
        Moment().process_bind_param(AT.replace(tzinfo=None), DIALECT)


def test_a_sitting_cannot_be_stored_with_a_moment_without_a_zone(db):
    naive = {"ordinal": 2, "name": "Tối", "starts_at": AT, "ends_at": AT.replace(tzinfo=None)}

    with pytest.raises(Exception, match="without a zone"):
        db.write(lambda s: s.execute(insert(table_of(Sitting)), naive | {"conference_id": 1}))
