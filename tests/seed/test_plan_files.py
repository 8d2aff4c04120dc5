"""Every plan that comes with hoinghi can be read, and says what a plan must say, in NFC."""

from __future__ import annotations

import datetime as dt
import itertools
import tomllib
import unicodedata
from importlib.resources import files

import pytest
from pydantic import ValidationError

from seed.plan import Plan, PlanUnknown, load_plan, plan_names

ITEM = {"number": "1", "title": "Khai mạc", "start": dt.time(8, 0), "end": dt.time(8, 10)}


def raw_plan(name="so-khcn-2025"):
    file = files("seed") / "plans" / f"{name}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


def texts(part):
    if isinstance(part, str):
        yield part
    elif isinstance(part, dict):
        for value in part.values():
            yield from texts(value)
    elif isinstance(part, (list, tuple)):
        for value in part:
            yield from texts(value)


@pytest.mark.parametrize("name", plan_names())
def test_a_plan_is_read_whole_and_in_nfc(name):
    plan = load_plan(name)

    assert all(unicodedata.is_normalized("NFC", text) for text in texts(plan.model_dump()))
    assert plan.title_lines
    assert plan.sittings
    assert len({group.key for group in plan.groups}) == len(plan.groups)
    assert len({group.name for group in plan.groups}) == len(plan.groups)


@pytest.mark.parametrize("name", plan_names())
def test_the_items_of_a_plan_follow_one_another_without_overlap(name):
    items = load_plan(name).items

    for one, after in itertools.pairwise(items):
        assert one.end <= after.start, f"{one.number} and {after.number} overlap"


def test_the_plan_of_the_demo_comes_with_hoinghi():
    assert "so-khcn-2025" in plan_names()


def test_a_plan_that_does_not_exist_is_refused_with_those_that_do():
    with pytest.raises(PlanUnknown) as refusal:
        load_plan("không-có")

    assert refusal.value.details == {"name": "không-có", "known": ", ".join(plan_names())}


@pytest.mark.parametrize("name", ["../plan", "so-khcn-2025.toml", ""])
def test_a_name_reaches_no_other_file(name):
    with pytest.raises(PlanUnknown):
        load_plan(name)


@pytest.mark.parametrize("end", [dt.time(8, 0), dt.time(7, 59)])
def test_an_item_that_ends_before_it_starts_is_a_fault_of_the_file(end):
    plan = raw_plan() | {"items": [ITEM | {"end": end}]}

    with pytest.raises(ValidationError, match="item 1 ends before it starts"):
        Plan.model_validate(plan)


def test_a_misspelt_key_is_a_fault_of_the_file():
    with pytest.raises(ValidationError, match="tittle"):
        Plan.model_validate(raw_plan() | {"tittle": "x"})


def test_text_is_made_nfc_and_a_number_for_text_is_a_fault():
    decomposed = unicodedata.normalize("NFD", "Hải Phòng")

    plan = Plan.model_validate(raw_plan() | {"place": decomposed})

    assert plan.place == "Hải Phòng"
    with pytest.raises(ValidationError, match="place"):
        Plan.model_validate(raw_plan() | {"place": 7})


def test_a_batch_has_room_for_one_at_least():
    award = raw_plan()["award"] | {"most_per_batch": 0}

    with pytest.raises(ValidationError, match="most_per_batch"):
        Plan.model_validate(raw_plan() | {"award": award})
