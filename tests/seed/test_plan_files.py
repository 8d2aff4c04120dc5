"""Every plan that comes with hoinghi can be read, holds together, and is in NFC."""

from __future__ import annotations

import datetime as dt
import tomllib
import unicodedata
from importlib.resources import files

import pytest
from pydantic import ValidationError

from conference.agenda import AgendaItem, AgendaStep
from conference.awards import AwardBlock
from conference.delegates import DelegateGroup, GroupKind
from conference.identity import Conference
from conference.preparation import Task
from seed.plan import Plan, PlanUnknown, load_plan, plan_names

NAMES = [
    "so-khcn-2025",
    "so-ngoai-vu-2025",
    "so-noi-vu-2025",
    "tp-hai-phong-2019",
    "xa-dai-son-2025",
]
ITEM = {"number": "1", "title": "Khai mạc", "start": dt.time(8, 0), "end": dt.time(8, 10)}
GROUP = {"key": "one", "name": "Một", "badge_word": "ĐẠI BIỂU", "kind": "guest", "protocol_rank": 1}
TARGET = {"key": "share", "label": "Tỷ lệ", "groups": ["one"]}
SHARE = TARGET | {"share_percent": 70, "tolerance_percent": 5}


def plan_file(name):
    return (files("seed") / "plans" / f"{name}.toml").read_text(encoding="utf-8")


def raw_plan(name="so-khcn-2025", **changes):
    return tomllib.loads(plan_file(name)) | changes


def small_plan(**changes):
    award = raw_plan()["awards"][0] | {"key": "honour"}
    items = [ITEM | {"awards": ["honour"]}]
    return raw_plan() | {"groups": [GROUP], "items": items, "awards": [award]} | changes


def group(key, **changes):
    return GROUP | {"key": key, "name": key} | changes


def award(key, **changes):
    return raw_plan()["awards"][0] | {"key": key} | changes


def test_the_five_plans_come_with_hoinghi():
    assert plan_names() == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_plan_is_read_whole(name):
    plan = load_plan(name)

    assert plan.title_lines
    assert plan.contact.startswith(plan.contact_person.unit)
    assert plan.contact_person.name in plan.contact


@pytest.mark.parametrize("name", NAMES)
def test_a_file_is_in_nfc_as_it_lies_there(name):
    assert unicodedata.is_normalized("NFC", plan_file(name))


@pytest.mark.parametrize("name", NAMES)
def test_the_words_of_a_plan_fit_the_columns_that_will_hold_them(name):
    plan = load_plan(name)

    for words, column in [
        (plan.name, Conference.name),
        (plan.contact, Conference.contact),
        (plan.duration, Conference.duration),
        *((task.title, Task.title) for task in plan.tasks),
        *((task.unit, Task.unit) for task in plan.tasks),
        *((task.due_text, Task.due_text) for task in plan.tasks),
        *((report.what, Task.title) for report in plan.reports),
        *((report.unit, Task.unit) for report in plan.reports),
        *((group.name, DelegateGroup.name) for group in plan.groups),
        *((group.badge_word, DelegateGroup.badge_word) for group in plan.groups),
        *((item.title, AgendaItem.title) for item in plan.items),
        *((item.performer, AgendaItem.performer) for item in plan.items),
        *((" ".join(item.cue_notes), AgendaItem.cue_note) for item in plan.items),
        *((step.title, AgendaStep.title) for item in plan.items for step in item.steps),
        *((award.title, AwardBlock.title) for award in plan.awards),
        *((award.form, AwardBlock.form) for award in plan.awards),
        *((award.signer_office, AwardBlock.signer_office) for award in plan.awards),
    ]:
        assert len(words) <= column.type.length, words


@pytest.mark.parametrize("name", NAMES)
def test_every_plan_has_press_and_service_who_are_not_counted(name):
    groups = {group.kind: group for group in load_plan(name).groups}

    assert not groups["press"].counted
    assert not groups["service"].counted
    assert any(group.counted for group in load_plan(name).groups)
    assert {GroupKind(kind) for kind in groups} >= {GroupKind.MODEL, GroupKind.LEADER}


def test_a_plan_that_does_not_exist_is_refused_with_those_that_do():
    with pytest.raises(PlanUnknown) as refusal:
        load_plan("không-có")

    assert refusal.value.details == {"name": "không-có", "known": ", ".join(NAMES)}


@pytest.mark.parametrize("name", ["../plan", "so-khcn-2025.toml", ""])
def test_a_name_reaches_no_other_file(name):
    with pytest.raises(PlanUnknown):
        load_plan(name)


def test_the_small_plan_of_these_tests_is_no_fault_in_itself():
    assert Plan.model_validate(small_plan()).award.key == "honour"


@pytest.mark.parametrize("key", ["tittle", "award"])
def test_a_misspelt_key_is_a_fault_of_the_file(key):
    with pytest.raises(ValidationError, match=key):
        Plan.model_validate(small_plan(**{key: "x"}))


def test_text_is_made_nfc_and_a_number_for_text_is_a_fault():
    plan = Plan.model_validate(small_plan(place=unicodedata.normalize("NFD", "Hải Phòng")))

    assert plan.place == "Hải Phòng"
    with pytest.raises(ValidationError, match="place"):
        Plan.model_validate(small_plan(place=7))


@pytest.mark.parametrize("part", ["title_lines", "sittings", "groups", "items", "awards"])
def test_a_plan_without_this_is_none(part):
    with pytest.raises(ValidationError, match=part):
        Plan.model_validate(small_plan(**{part: []}))


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"groups": [group("a"), group("a", name="B")]}, "group 'a' stands twice"),
        ({"groups": [group("a"), group("b", name="a")]}, "group 'a' stands twice"),
        ({"groups": [group("a"), group("b")]}, "protocol rank '1' stands twice"),
        ({"groups": [group("A")]}, "groups.0.key"),
        ({"groups": [group("a", kind="ghost")]}, "groups.0.kind"),
        ({"composition": [TARGET | {"groups": ["two"]}]}, "counted group unknown: two"),
        (
            {"groups": [group("one", counted=False)], "composition": [TARGET]},
            "counted group unknown: one",
        ),
        ({"composition": [TARGET, TARGET]}, "target 'share' stands twice"),
        ({"composition": [TARGET | {"groups": []}]}, "either groups or an attribute"),
        ({"composition": [TARGET | {"attribute": "female"}]}, "either groups or an attribute"),
        ({"composition": [TARGET | {"share_percent": 70}]}, "share and tolerance come together"),
        ({"composition": [SHARE, SHARE | {"key": "rest"}]}, "more than the whole"),
        ({"items": [ITEM | {"awards": ["other"]}]}, "award of an item unknown: other"),
        ({"items": [ITEM]}, "item for award unknown: honour"),
        ({"items": [ITEM | {"awards": ["honour", "honour"]}]}, "award of an item 'honour' stands"),
        ({"awards": [award("honour"), award("honour")]}, "award 'honour' stands twice"),
        ({"awards": [award("honour", further_title="x")]}, "further title unknown: x"),
        ({"awards": [award("honour", most_per_batch=0)]}, "most_per_batch"),
        ({"items": [ITEM | {"awards": ["honour"], "sitting": 2}]}, "sitting 2, which is not there"),
    ],
)
def test_a_plan_that_contradicts_itself_is_a_fault_of_the_file(changes, fault):
    with pytest.raises(ValidationError, match=fault):
        Plan.model_validate(small_plan(**changes))


def test_what_is_dumped_of_an_award_is_what_an_award_block_has():
    dumped = load_plan("so-khcn-2025").award.model_dump()

    assert set(dumped) <= set(AwardBlock.__table__.columns.keys())
    assert not {"key", "title", "further_title", "from_plan"} & set(dumped)
