"""Days by which things are due: "trước ngày" leaves its day out, the other words let it in."""

from __future__ import annotations

import datetime as dt

import pytest
from pydantic import ValidationError

from conference.readiness import Gate
from seed.plan import load_plan, plan_names
from seed.plan_office import PlannedTask
from seed.plan_part import DateLimit

AUGUST = dt.date(2025, 8, 1)


def august(day):
    return AUGUST.replace(day=day)


@pytest.mark.parametrize(
    ("name", "date", "bound", "last_day"),
    [
        ("xa-dai-son-2025", august(25), "before", august(24)),
        ("so-khcn-2025", august(25), "before", august(24)),
        ("so-ngoai-vu-2025", dt.date(2025, 6, 30), "on_or_before", dt.date(2025, 6, 30)),
        ("tp-hai-phong-2019", dt.date(2020, 6, 30), "on_or_before", dt.date(2020, 6, 30)),
    ],
)
def test_the_conference_is_held_in_time(name, date, bound, last_day):
    limit = load_plan(name).date_limit

    assert (limit.date, limit.bound, limit.last_day) == (date, bound, last_day)


def test_a_plan_without_a_day_limits_none():
    assert load_plan("so-noi-vu-2025").date_limit is None


@pytest.mark.parametrize(
    ("name", "milestones"),
    [
        ("so-noi-vu-2025", [("trong ngày 13/8/2025", august(13))]),
        (
            "xa-dai-son-2025",
            [
                ("Trước ngày 15/8/2025", august(14)),
                ("Trước ngày 20/8/2025", august(19)),
                ("Trước ngày 25/8/2025", august(24)),
            ],
        ),
        ("so-khcn-2025", [("trong ngày 20/8/2025", august(20))]),
        (
            "so-ngoai-vu-2025",
            [
                ("Quý II năm 2025", dt.date(2025, 6, 30)),
                ("Quý II năm 2025", dt.date(2025, 6, 30)),
            ],
        ),
        (
            "tp-hai-phong-2019",
            [
                ("chậm nhất ngày 30/10/2019", dt.date(2019, 10, 30)),
                ("chậm nhất ngày 30/11/2019", dt.date(2019, 11, 30)),
            ],
        ),
    ],
)
def test_milestones_end_on_the_day_that_the_words_mean(name, milestones):
    found = [(task.due_text, task.last_day) for task in load_plan(name).milestones]

    assert found == milestones


@pytest.mark.parametrize(
    ("name", "unit", "last_day"),
    [
        ("xa-dai-son-2025", "Phòng Văn hóa - Xã hội xã", august(29)),
        ("so-ngoai-vu-2025", "Văn phòng Sở", dt.date(2025, 6, 29)),
        (
            "tp-hai-phong-2019",
            "Các sở, ban, ngành, đoàn thể, địa phương, đơn vị, doanh nghiệp thành phố",
            dt.date(2020, 7, 3),
        ),
    ],
)
def test_results_are_reported_in_time_by_the_unit_that_is_to(name, unit, last_day):
    report = load_plan(name).reports[0]

    assert (report.unit, report.last_day) == (unit, last_day)


@pytest.mark.parametrize("name", plan_names())
def test_what_is_to_be_done_once_stands_in_a_plan_once(name):
    plan = load_plan(name)

    titles = [(task.unit, task.title) for task in plan.tasks]
    assert len(set(titles)) == len(titles)
    reported = [one for one in plan.tasks if "áo cáo kết quả" in one.title and one.due is not None]
    assert reported == []


@pytest.mark.parametrize("name", ["so-noi-vu-2025", "so-khcn-2025"])
def test_two_plans_name_no_day_for_a_report(name):
    assert load_plan(name).reports == ()


@pytest.mark.parametrize(
    ("name", "tasks", "readiness"),
    [
        ("so-noi-vu-2025", 7, 0),
        ("xa-dai-son-2025", 18, 7),
        ("so-khcn-2025", 24, 15),
        ("so-ngoai-vu-2025", 11, 0),
        ("tp-hai-phong-2019", 15, 0),
    ],
)
def test_no_task_of_a_unit_is_lost(name, tasks, readiness):
    found = load_plan(name).tasks

    assert len(found) == tasks
    assert len([task for task in found if task.kind == "readiness"]) == readiness


def test_who_sees_to_the_hall_is_known_by_unit():
    readiness = [t for t in load_plan("so-khcn-2025").tasks if t.kind == "readiness"]

    units = {task.area: task.unit for task in readiness}
    assert units["âm thanh"] == "Trung tâm Đổi mới sáng tạo và Ứng dụng KH&CN"
    assert units["tài liệu"] == "Đoàn Thanh niên Sở"
    assert {task.unit for task in readiness if task.area == "đón tiếp"} == {
        "Văn phòng Sở",
        "Đoàn Thanh niên Sở",
    }


def test_lines_of_readiness_stand_at_the_gate_by_which_they_are_looked_at():
    tasks = load_plan("xa-dai-son-2025").tasks

    gates = {task.area: task.gate for task in tasks if task.gate is not None}
    assert gates["âm thanh"] is Gate.HOUR_BEFORE
    assert gates["thư mời"] is Gate.EVENING_BEFORE
    assert len([task for task in tasks if task.gate is not None]) == 7


@pytest.mark.parametrize("given", [{"kind": "readiness"}, {"gate": "hour_before"}])
def test_readiness_and_nothing_else_stands_at_a_gate(given):
    with pytest.raises(ValidationError, match="stands at a gate: Việc"):
        PlannedTask(unit="Sở", title="Việc", **given)


def test_the_tiers_of_the_city_name_conferences_that_name_themselves_not():
    tiers = {tier.level: tier for tier in load_plan("tp-hai-phong-2019").tiers}

    assert tiers["grassroots"].default_name == "Hội nghị biểu dương người tốt, việc tốt"
    assert tiers["upper_grassroots"].default_name == "Hội nghị điển hình tiên tiến"
    assert [tier.latest for tier in tiers.values()] == [
        dt.date(2020, 3, 31),
        dt.date(2020, 6, 30),
        dt.date(2020, 9, 30),
    ]
    assert [pilot.unit for pilot in load_plan("tp-hai-phong-2019").pilots] == [
        "Sở Y tế",
        "quận Hồng Bàng",
    ]


@pytest.mark.parametrize("name", plan_names())
def test_whatever_is_due_says_so_in_the_words_of_the_plan(name):
    plan = load_plan(name)

    due = [one for one in (*plan.tasks, *plan.reports) if one.due is not None]
    assert due
    assert all(one.due_text for one in due)


@pytest.mark.parametrize(
    ("words", "bound"),
    [
        ("Trước ngày 25/8/2025", "on_or_before"),
        ("trong ngày 25/8/2025", "before"),
        ("chậm nhất ngày 25/8/2025", "before"),
    ],
)
def test_a_bound_that_contradicts_its_words_is_a_fault_of_the_file(words, bound):
    with pytest.raises(ValidationError, match=f"means .*, not {bound}"):
        DateLimit(date=august(25), bound=bound, text=words)
    with pytest.raises(ValidationError, match=f"means .*, not {bound}"):
        PlannedTask(unit="Sở", title="Việc", due=august(25), bound=bound, due_text=words)


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        ({"due": august(25)}, "due and bound come together"),
        ({"bound": "before"}, "due and bound come together"),
        ({"due": august(25), "bound": "before"}, "lacks due_text"),
    ],
)
def test_half_a_deadline_is_a_fault_of_the_file(given, fault):
    with pytest.raises(ValidationError, match=fault):
        PlannedTask(unit="Sở", title="Việc", **given)


def test_a_task_without_a_day_is_due_on_none():
    assert PlannedTask(unit="Sở", title="Việc").last_day is None
