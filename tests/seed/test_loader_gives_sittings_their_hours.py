"""A sitting's hours are the plan's, else those of its programme, else customary and marked so."""

from __future__ import annotations

import datetime as dt

import pytest

from conference.clock import in_the_hall
from conference.identity import Conference, Sitting
from seed.plan import load_plan
from seed.sitting_hours import SittingHours, sitting_hours
from tests.factories import all_rows

SCIENCE = load_plan("so-khcn-2025")
MORNING = (dt.time(8, 0), dt.time(11, 30))
AFTERNOON = (dt.time(14, 0), dt.time(17, 0))


def with_sittings(plan, *sittings):
    words = [{"starts": None, "ends": None, "day_offset": 0} | one for one in sittings]
    made = tuple(plan.sittings[0].model_copy(update=one) for one in words)
    return plan.model_copy(update={"sittings": made})


def hours(plan):
    return [(one.starts, one.ends) for one in sitting_hours(plan)]


def test_stated_hours_come_first():
    plan = with_sittings(
        SCIENCE, {"name": "Chiều", "starts": dt.time(13, 30), "ends": dt.time(16, 30)}
    )

    assert sitting_hours(plan) == [SittingHours(dt.time(13, 30), dt.time(16, 30))]


def test_a_timed_programme_gives_them_otherwise():
    assert sitting_hours(with_sittings(SCIENCE, {"name": "Chiều"})) == [
        SittingHours(dt.time(14, 0), dt.time(16, 0))
    ]


@pytest.mark.parametrize(
    ("sittings", "expected"),
    [
        ([{"name": "Buổi hội nghị"}], [MORNING]),
        ([{"name": "Buổi chiều"}], [AFTERNOON]),
        ([{"name": "Sáng"}, {"name": "Chiều"}], [MORNING, AFTERNOON]),
        ([{"name": "Phiên 1"}, {"name": "Phiên 2"}], [MORNING, AFTERNOON]),
        ([{"name": "Ngày 1"}, {"name": "Ngày 2", "day_offset": 1}], [MORNING, MORNING]),
    ],
)
def test_an_untimed_plan_has_customary_hours_that_are_marked(sittings, expected):
    plan = with_sittings(load_plan("so-noi-vu-2025"), *sittings)

    assert hours(plan) == expected
    assert all(one.assumed for one in sitting_hours(plan))


def test_a_day_of_two_halves_becomes_two_sittings_and_keeps_its_words(load):
    db = load(load_plan("xa-dai-son-2025"))

    (conference,) = all_rows(db, Conference)
    shown = [
        (one.name, in_the_hall(one.starts_at).time(), in_the_hall(one.ends_at).time())
        for one in all_rows(db, Sitting)
    ]
    assert shown == [("Sáng", *MORNING), ("Chiều", *AFTERNOON)]
    assert conference.duration == "01 ngày (dự kiến)"
    assert conference.plan_words["hours_assumed"] == [1, 2]


def test_the_hours_of_a_timed_plan_are_not_assumed(load):
    (conference,) = all_rows(load(SCIENCE), Conference)

    assert conference.plan_words["hours_assumed"] == []
