"""Criteria are data: two plans differ in one branch and in nothing else that counts."""

from __future__ import annotations

import json
from typing import get_args

import pytest
from pydantic import ValidationError

from conference.eligibility.criteria import (
    RATINGS,
    WORK_LEVELS,
    Finding,
    NomineeFacts,
    confirmations,
    evaluate,
)
from seed.plan import criteria_presets, load_plan, plan_names
from seed.plan_office import Criterion, PlannedDossier, Rating, RatingRule, WorksLevel

RULES = ("all", "any", "rating", "works", "confirmed")
GOOD_EVERY_YEAR = {"rating": {"years": [2020, 2025], "least": "good", "at_least_years": "every"}}
EXCELLENT_TWICE = {"rating": {"years": [2020, 2025], "least": "excellent", "at_least_years": 2}}


def rules(tree):
    """Give the tree without its clauses and without the words that a person ticks."""
    (rule,) = (key for key in tree if key in RULES)
    if rule in ("all", "any"):
        return {rule: [rules(part) for part in tree[rule]]}
    return {rule: True if rule == "confirmed" else tree[rule]}


def nodes(criterion):
    yield criterion
    for part in (*(criterion.all or ()), *(criterion.any or ())):
        yield from nodes(part)


def works(kind, level, least):
    return {"works": {"kind": kind, "level": level, "least": least}}


def individual(third_branch):
    return {
        "all": [
            {"confirmed": True},
            {"confirmed": True},
            {"any": [{"confirmed": True}, {"all": [GOOD_EVERY_YEAR, EXCELLENT_TWICE]}]},
            {
                "any": [
                    works("initiative", "grassroots", 2),
                    works("project", "grassroots", 2),
                    third_branch,
                ]
            },
        ]
    }


@pytest.mark.parametrize(
    ("name", "third_branch"),
    [
        (
            "so-noi-vu-2025",
            {"all": [works("initiative", "grassroots", 1), works("project", "grassroots", 1)]},
        ),
        (
            "so-khcn-2025",
            {"any": [works("initiative", "city", 1), works("project", "city", 1)]},
        ),
    ],
)
def test_the_third_branch_is_and_at_the_grassroots_or_or_in_the_city(name, third_branch):
    assert rules(load_plan(name).criteria.individual.tree) == individual(third_branch)


@pytest.mark.parametrize("name", ["so-noi-vu-2025", "so-khcn-2025"])
def test_a_collective_is_good_in_every_year_and_excellent_in_two(name):
    assert rules(load_plan(name).criteria.collective.tree) == {
        "all": [GOOD_EVERY_YEAR, EXCELLENT_TWICE, {"confirmed": True}, {"confirmed": True}]
    }


@pytest.mark.parametrize(
    ("name", "kind", "level", "finding"),
    [
        ("so-noi-vu-2025", "initiative", "city", Finding.FAILED),
        ("so-khcn-2025", "initiative", "city", Finding.OK),
        ("so-khcn-2025", "project", "city", Finding.OK),
        ("so-khcn-2025", "initiative", "grassroots", Finding.FAILED),
    ],
)
def test_one_work_in_the_city_is_enough_for_one_host_only(name, kind, level, finding):
    criteria = load_plan(name).criteria.individual.tree
    facts = NomineeFacts(
        ratings=dict.fromkeys(range(2020, 2026), "excellent"),
        works=[{"kind": kind, "level": level}],
        works_complete=True,
        confirmed=dict.fromkeys(confirmations(criteria), True),
    )

    assert evaluate(criteria, facts).finding is finding


def test_the_words_for_ratings_and_levels_are_those_of_the_conference():
    assert get_args(Rating) == RATINGS
    assert get_args(WorksLevel) == WORK_LEVELS


def test_the_criteria_of_two_plans_are_offered_to_all():
    presets = criteria_presets()

    assert list(presets) == ["so-khcn-2025", "so-noi-vu-2025"]
    assert len({preset.label for preset in presets.values()}) == 2


def test_plans_that_state_no_ratings_have_none():
    trees = {name: load_plan(name).criteria for name in plan_names()}

    assert trees["so-ngoai-vu-2025"] is None
    assert rules(trees["xa-dai-son-2025"].individual.tree) == {
        "all": [{"confirmed": True}, {"confirmed": True}]
    }
    assert rules(trees["tp-hai-phong-2019"].individual.tree) == {"confirmed": True}


@pytest.mark.parametrize("name", sorted(set(plan_names()) - {"so-ngoai-vu-2025"}))
def test_every_node_says_its_clause_and_survives_json(name):
    criteria = load_plan(name).criteria

    for criterion in (criteria.collective, criteria.individual):
        assert all(node.clause for node in nodes(criterion))
        assert Criterion.model_validate(json.loads(json.dumps(criterion.tree))) == criterion


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        ({}, "has one rule, this has none"),
        ({"confirmed": "x", "all": []}, "has one rule, this has all, confirmed"),
        ({"all": []}, "of no parts"),
        ({"any": []}, "of no parts"),
        ({"works": {"kind": "song", "level": "city", "least": 1}}, "kind"),
        ({"works": {"kind": "project", "level": "city", "least": 0}}, "least"),
        ({"confirmed": ""}, "confirmed"),
    ],
)
def test_a_node_that_is_no_rule_is_a_fault_of_the_file(given, fault):
    with pytest.raises(ValidationError, match=fault):
        Criterion.model_validate({"clause": "Điều kiện"} | given)


@pytest.mark.parametrize(
    ("years", "at_least", "fault"),
    [
        ((2025, 2020), 1, "run backwards"),
        ((2020, 2025), 7, "7 of the years 2020-2025 cannot be"),
        ((2020, 2025), 0, "0 of the years 2020-2025 cannot be"),
    ],
)
def test_years_that_cannot_be_are_a_fault_of_the_file(years, at_least, fault):
    with pytest.raises(ValidationError, match=fault):
        RatingRule(years=years, least="good", at_least_years=at_least)


@pytest.mark.parametrize("at_least", [1, 6, "every"])
def test_all_six_years_count(at_least):
    assert RatingRule(years=(2020, 2025), least="good", at_least_years=at_least)


@pytest.mark.parametrize("name", ["so-noi-vu-2025", "so-khcn-2025"])
def test_a_dossier_has_four_documents_one_of_them_on_form_08(name):
    documents = load_plan(name).dossier.documents

    assert [one.key for one in documents] == ["proposal", "minutes", "achievements", "evidence"]
    assert [one.form.split(",")[0] for one in documents] == ["", "", "Mẫu 08", ""]


def test_only_one_plan_limits_the_summary_of_merits():
    limits = {
        name: load_plan(name).dossier.citation_limit
        for name in plan_names()
        if load_plan(name).dossier
    }

    assert limits == {"so-noi-vu-2025": "", "so-khcn-2025": "trong khoảng ½ trang A4"}


def test_a_summary_has_room_for_a_letter_at_least():
    with pytest.raises(ValidationError, match="citation_most_characters"):
        PlannedDossier(documents=(), citation_most_characters=0)
