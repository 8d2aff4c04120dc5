"""A plan without hours: the invitation names the day alone, and a line of readiness asks."""

from __future__ import annotations

import datetime as dt

import pytest

from conference import rescheduling
from conference.identity import the_conference
from seed.loader import create_conference
from seed.plan import load_plan
from server.invitation_words import written_times
from tests.factories import AT, BY

DAY = dt.date(2026, 11, 20)


@pytest.fixture
def load(empty_db):
    def load_plan_named(name):
        plan = load_plan(name)
        empty_db.write(
            lambda s: create_conference(s, plan, plan_name=name, held_on=DAY, at=AT, by=BY)
        )
        return empty_db

    return load_plan_named


def times(db):
    with db.reading() as session:
        return written_times(the_conference(session))


def standing(db):
    with db.reading() as session:
        return {one.code: one.standing for one in rescheduling.checks(session, AT)}


def test_only_the_day_is_written(load):
    db = load("so-ngoai-vu-2025")

    assert times(db) == "ngày 20 tháng 11 năm 2026 (thứ Sáu)"
    assert standing(db)["sitting_hours"] == "missing"


def test_an_hour_that_the_plan_says_is_written(load):
    db = load("so-khcn-2025")

    assert times(db) == "14h00, ngày 20 tháng 11 năm 2026 (thứ Sáu)"
    assert standing(db)["sitting_hours"] == "in_order"


def test_two_sittings_of_one_day_name_it_once(load):
    db = load("xa-dai-son-2025")

    with db.reading() as session:
        assert [one.name for one in the_conference(session).sittings] == ["Sáng", "Chiều"]
    assert times(db) == "ngày 20 tháng 11 năm 2026 (thứ Sáu)"


def test_an_hour_that_the_office_has_confirmed_is_written(load):
    db = load("so-ngoai-vu-2025")

    def confirm(session):
        (sitting,) = the_conference(session).sittings
        rescheduling.set_sitting_hours(
            session, sitting.id, starts=dt.time(8), ends=dt.time(11, 30), at=AT, by=BY
        )

    db.write(confirm)

    assert times(db) == "08h00, ngày 20 tháng 11 năm 2026 (thứ Sáu)"
