"""Tasks keep their limits, reports say to whom, and the lines of the day stand at three gates."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import pytest

from conference.preparation import Bound, Task, TaskKind
from conference.readiness import Gate
from seed.loader_office import CONFIRM_HOURS
from seed.plan import load_plan, plan_names
from seed.readiness import readiness_lines
from tests.factories import all_rows


def of_kind(db, kind):
    return [task for task in all_rows(db, Task) if task.kind is kind]


def test_a_day_that_is_left_out_and_one_that_counts_keep_their_difference(load):
    before = of_kind(load(load_plan("xa-dai-son-2025")), TaskKind.MILESTONE)

    assert [task.last_day for task in before][:3] == [
        dt.date(2025, 8, 14), dt.date(2025, 8, 19), dt.date(2025, 8, 24),
    ]  # fmt: skip
    assert {task.bound for task in before} == {Bound.BEFORE}
    assert before[0].due_text == "Trước ngày 15/8/2025"


def test_a_day_within_counts_itself(load):
    within = of_kind(load(load_plan("so-noi-vu-2025")), TaskKind.MILESTONE)

    assert [(task.bound, task.last_day) for task in within] == [
        (Bound.ON_OR_BEFORE, dt.date(2025, 8, 13))
    ]


def test_a_report_says_to_whom_through_whom_and_until_when(load):
    (report,) = of_kind(load(load_plan("xa-dai-son-2025")), TaskKind.REPORT)

    assert report.title == (
        "Báo cáo Hội đồng Thi đua - Khen thưởng thành phố (qua Ban Thi đua - Khen thưởng thành "
        "phố): Kết quả Hội nghị"
    )
    assert report.unit == "Phòng Văn hóa - Xã hội xã"
    assert report.last_day == dt.date(2025, 8, 29)


def test_a_report_without_a_go_between_names_none(load):
    reports = of_kind(load(load_plan("so-ngoai-vu-2025")), TaskKind.REPORT)

    assert reports[0].title == (
        "Báo cáo Ban Thi đua - Khen thưởng: Kết quả tổ chức Hội nghị điển hình tiên tiến các cấp"
    )


@pytest.mark.parametrize("name", plan_names())
def test_every_plan_has_lines_at_each_gate_that_wait_for_a_tick(load, name):
    lines = of_kind(load(load_plan(name)), TaskKind.READINESS)

    counted = Counter(line.gate for line in lines)
    assert set(counted) == set(Gate)
    assert min(counted.values()) >= 5
    assert all(line.done_at is None for line in lines)
    titles = [line.title for line in lines]
    assert all(line.title in titles for line in readiness_lines())


@pytest.mark.parametrize("name", plan_names())
def test_what_the_plan_asks_to_prepare_stands_at_its_gate(load, name):
    plan = load_plan(name)

    lines = of_kind(load(plan), TaskKind.READINESS)

    asked = [task for task in plan.tasks if task.kind is TaskKind.READINESS]
    assert [(line.unit, line.title, line.gate) for line in lines][: len(asked)] == [
        (task.unit, task.title, task.gate) for task in asked
    ]


@pytest.mark.parametrize(("name", "asked"), [("so-khcn-2025", False), ("so-noi-vu-2025", True)])
def test_hours_that_the_plan_does_not_give_are_to_be_confirmed(load, name, asked):
    lines = of_kind(load(load_plan(name)), TaskKind.READINESS)

    assert (CONFIRM_HOURS in [line.title for line in lines]) is asked
