"""Programmes, timed or not: what follows what, who does it, and what the plan itself says."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest
from pydantic import ValidationError

from seed.plan import Plan, PlannedItem, PlannedSitting, load_plan, plan_names
from tests.seed.test_plan_files import ITEM, small_plan


@pytest.mark.parametrize(
    ("name", "count", "from_plan"),
    [
        ("so-noi-vu-2025", 9, True),
        ("xa-dai-son-2025", 8, True),
        ("so-khcn-2025", 8, True),
        ("so-ngoai-vu-2025", 9, False),
        ("tp-hai-phong-2019", 9, False),
    ],
)
def test_a_programme_is_the_plans_or_is_marked_as_ours(name, count, from_plan):
    items = load_plan(name).items

    assert [item.number for item in items] == [str(n) for n in range(1, count + 1)]
    assert {item.from_plan for item in items} == {from_plan}


def test_the_timed_programme_fills_its_hundred_and_twenty_minutes_without_a_gap():
    plan = load_plan("so-khcn-2025")

    assert sum(item.minutes for item in plan.items) == 120
    assert (plan.items[0].start, plan.items[-1].end) == (dt.time(14, 0), dt.time(16, 0))
    assert (plan.sittings[0].starts, plan.sittings[0].ends) == (dt.time(14, 0), dt.time(16, 0))
    for one, after in itertools.pairwise(plan.items):
        assert one.end == after.start


@pytest.mark.parametrize("name", sorted(set(plan_names()) - {"so-khcn-2025"}))
def test_the_other_programmes_have_neither_times_nor_durations(name):
    plan = load_plan(name)

    assert {(item.start, item.end, item.minutes) for item in plan.items} == {(None, None, None)}
    assert {(one.starts, one.ends) for one in plan.sittings} == {(None, None)}


def test_the_vote_on_the_list_is_optional_where_the_plan_says_if_any():
    votes = {
        name: [(item.number, item.optional) for item in load_plan(name).items if item.vote]
        for name in plan_names()
    }

    assert votes == {
        "so-noi-vu-2025": [("7", True)],
        "xa-dai-son-2025": [("7", False)],
        "so-khcn-2025": [],
        "so-ngoai-vu-2025": [],
        "tp-hai-phong-2019": [("6", True)],
    }
    assert load_plan("so-noi-vu-2025").items[6].title.endswith("(nếu có)")


def test_the_commune_leaves_the_guiding_speech_out():
    titles = {name: [item.title for item in load_plan(name).items] for name in plan_names()}

    assert "Phát biểu chỉ đạo của cấp trên" in titles["so-noi-vu-2025"]
    assert "Phát biểu chỉ đạo của cấp trên" not in titles["xa-dai-son-2025"]


def test_reports_of_the_commune_may_be_shown_with_pictures():
    items = load_plan("xa-dai-son-2025").items

    assert [item.number for item in items if item.cue_notes] == ["2", "3"]
    assert "phóng sự, video clip, hình ảnh" in items[1].cue_notes[0]


def test_steps_and_queues_inside_an_item_have_their_own_performers():
    items = load_plan("so-khcn-2025").items

    assert [len(item.entries) for item in items] == [3, 0, 0, 3, 0, 0, 0, 0]
    assert [(step.label, step.performer) for step in items[4].steps] == [
        ("a", "Đ/c Chánh Văn phòng Sở"),
        ("b", "Đ/c Giám đốc Sở"),
        ("c", "Các đ/c Phó Giám đốc Sở"),
    ]


@pytest.mark.parametrize("name", ["so-ngoai-vu-2025", "tp-hai-phong-2019"])
def test_a_programme_of_ours_has_the_order_of_a_ceremony(name):
    items = load_plan(name).items

    assert [item.title for item in items[:3]] == [
        "Thông báo chương trình",
        "Chào cờ, hát Quốc ca",
        "Tuyên bố lý do, giới thiệu đại biểu",
    ]
    assert [item.title for item in items[-3:]] == [
        "Phát biểu của lãnh đạo cấp trên",
        "Phát biểu cảm ơn",
        "Kết thúc Hội nghị",
    ]
    assert not any(item.awards for item in items[:4])


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        ({"start": dt.time(8, 0), "end": dt.time(8, 0)}, "item 1 ends before it starts"),
        ({"start": dt.time(8, 0), "end": dt.time(7, 59)}, "item 1 ends before it starts"),
        ({"start": dt.time(8, 0), "end": None}, "item 1 has one of its times only"),
        ({"start": None}, "item 1 has one of its times only"),
        ({"duration_min": 10}, "duration_min would say it twice"),
        ({"start": None, "end": None, "duration_min": 0}, "duration_min"),
    ],
)
def test_times_that_make_no_sense_are_a_fault_of_the_file(given, fault):
    with pytest.raises(ValidationError, match=fault):
        PlannedItem.model_validate(ITEM | given)


def test_a_duration_stands_for_times():
    item = PlannedItem(number="1", title="Khai mạc", duration_min=15)

    assert item.minutes == 15


def test_a_sitting_ends_after_it_starts():
    with pytest.raises(ValidationError, match="sitting Sáng ends before it starts"):
        PlannedSitting(name="Sáng", starts=dt.time(8), ends=dt.time(8))


SECOND = {"number": "2", "title": "Bế mạc"}


@pytest.mark.parametrize(
    ("first", "second", "fault"),
    [
        ({}, {"start": dt.time(8, 9), "end": dt.time(8, 20)}, "item 2 starts before 1 ends"),
        ({"sitting": 2}, {}, "item 2 is of an earlier sitting than 1"),
    ],
)
def test_items_that_overlap_or_go_back_are_a_fault_of_the_file(first, second, fault):
    items = [ITEM | {"awards": ["honour"]} | first, SECOND | second]

    with pytest.raises(ValidationError, match=fault):
        Plan.model_validate(small_plan(items=items, sittings=[{"name": "Sáng"}, {"name": "Chiều"}]))


@pytest.mark.parametrize(
    "second", [{}, {"sitting": 2, "start": dt.time(7, 0), "end": dt.time(7, 10)}]
)
def test_an_untimed_item_or_one_of_the_next_sitting_may_follow(second):
    items = [ITEM | {"awards": ["honour"]}, SECOND | second]

    plan = Plan.model_validate(
        small_plan(items=items, sittings=[{"name": "Sáng"}, {"name": "Chiều", "day_offset": 1}])
    )

    assert [item.number for item in plan.items] == ["1", "2"]
