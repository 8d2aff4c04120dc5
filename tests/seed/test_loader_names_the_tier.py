"""A plan for several tiers: the chosen one names the conference, and its own limit counts."""

from __future__ import annotations

import datetime as dt

import pytest

from conference.eligibility import citation_limit
from conference.identity import Conference, Level
from conference.rescheduling import passed_limit
from seed.plan import TierUnknown, load_plan, plan_names
from tests.factories import all_rows

PLAN = load_plan("tp-hai-phong-2019")


def conference_of(db):
    (conference,) = all_rows(db, Conference)
    return conference


@pytest.mark.parametrize("tier", PLAN.tiers, ids=lambda tier: tier.level)
def test_the_chosen_tier_gives_name_form_and_level(load, tier):
    made = conference_of(load(PLAN, tier=tier.level))

    assert (made.name, made.form, made.level) == (tier.default_name, tier.form, tier.level)
    assert made.title_lines == list(PLAN.title_lines)


def test_without_a_tier_the_plans_own_words_stay(load):
    made = conference_of(load(PLAN))

    assert (made.name, made.form, made.level) == (PLAN.name, PLAN.form, Level.CITY)


def test_a_tier_with_title_lines_of_its_own_shows_those(load):
    lines = ("HỘI NGHỊ", "BIỂU DƯƠNG NGƯỜI TỐT, VIỆC TỐT")
    first = PLAN.tiers[0].model_copy(update={"title_lines": lines})
    plan = PLAN.model_copy(update={"tiers": (first, *PLAN.tiers[1:])})

    assert conference_of(load(plan, tier=first.level)).title_lines == list(lines)


@pytest.mark.parametrize(("day", "passed"), [(31, ""), (32, "Quý I năm 2020")])
def test_the_limit_is_the_tiers_last_day_which_is_included(load, day, passed):
    held_on = dt.date(2020, 3, 1) + dt.timedelta(days=day - 1)

    made = conference_of(load(PLAN, tier=Level.GRASSROOTS, held_on=held_on))

    assert passed_limit(made) == passed


@pytest.mark.parametrize("name", [name for name in plan_names() if not load_plan(name).tiers])
def test_a_plan_without_tiers_refuses_one_and_makes_nothing(empty_db, load, name):
    with pytest.raises(TierUnknown) as refused:
        load(load_plan(name), tier=Level.CITY)

    assert refused.value.details["tier"] == "city"
    assert all_rows(empty_db, Conference) == []


def test_how_long_a_citation_may_be_is_read_where_the_plan_left_it(load):
    plan = load_plan("so-khcn-2025")
    dossier = plan.dossier.model_copy(update={"citation_most_characters": 700})

    made = conference_of(load(plan.model_copy(update={"dossier": dossier})))

    assert citation_limit(made) == 700
    assert plan.dossier.citation_most_characters is None
