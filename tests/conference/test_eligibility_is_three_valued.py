"""What is missing is never a no: criteria hold, fail with their clause, or wait for data."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from conference.eligibility import (
    NOT_RATED,
    RATINGS,
    WORK_LEVELS,
    Finding,
    NomineeFacts,
    asks_for_works,
    confirmations,
    evaluate,
    rated_years,
)

YEARS = range(2020, 2026)
EVERY_YEAR_GOOD = {
    "clause": "hoàn thành tốt nhiệm vụ trở lên",
    "rating": {"years": [2020, 2025], "least": "good", "at_least_years": "every"},
}
TWO_EXCELLENT = {
    "clause": "ít nhất 02 năm hoàn thành xuất sắc nhiệm vụ",
    "rating": {"years": [2020, 2025], "least": "excellent", "at_least_years": 2},
}
INITIATIVE = {
    "clause": "có 01 sáng kiến",
    "works": {"kind": "initiative", "level": "city", "least": 1},
}
PROJECT = {"clause": "01 đề tài", "works": {"kind": "project", "level": "city", "least": 1}}
UNITED = {"clause": "Nội bộ đoàn kết", "confirmed": "Nội bộ đoàn kết"}
WORKS_AND = {"clause": "sáng kiến và đề tài", "all": [INITIATIVE, PROJECT]}
WORKS_OR = {"clause": "sáng kiến hoặc đề tài", "any": [INITIATIVE, PROJECT]}
TREE = {"clause": "Đối với cá nhân", "all": [UNITED, EVERY_YEAR_GOOD, TWO_EXCELLENT, WORKS_OR]}


def rated(*ratings: str | None) -> dict[int, str]:
    return {year: one for year, one in zip(YEARS, ratings, strict=False) if one is not None}


def work(kind: str, level: str) -> dict[str, str]:
    return {"kind": kind, "level": level, "title": "Tên"}


def finding(tree: dict[str, Any], **facts: Any) -> Finding:
    return evaluate(tree, NomineeFacts(**facts)).finding


def test_every_year_at_the_level_holds_and_says_how_many():
    verdict = evaluate(EVERY_YEAR_GOOD, NomineeFacts(rated(*["good"] * 5, "excellent")))

    assert verdict.finding is Finding.OK
    assert verdict.clauses[0].numbers == {"whole": 6}


def test_one_year_below_fails_and_names_the_year_although_others_are_missing():
    verdict = evaluate(EVERY_YEAR_GOOD, NomineeFacts(rated("good", "done", None, "failed")))

    assert verdict.finding is Finding.FAILED
    assert [clause.text for clause in verdict.failed] == ["hoàn thành tốt nhiệm vụ trở lên"]
    assert verdict.failed[0].numbers == {"years": "2021, 2023"}


def test_a_missing_year_is_unknown_and_never_failed():
    verdict = evaluate(EVERY_YEAR_GOOD, NomineeFacts(rated("good", "good", "good", "good", "good")))

    assert verdict.finding is Finding.UNKNOWN
    assert verdict.failed == ()
    assert verdict.unknown[0].numbers == {"years": "2025"}


def test_a_year_that_is_not_rated_is_left_out_of_every_year():
    ratings = rated(NOT_RATED, NOT_RATED, "good", "good", "good", NOT_RATED)

    assert finding(EVERY_YEAR_GOOD, ratings=ratings) is Finding.OK


def test_no_rated_year_at_all_proves_nothing():
    assert finding(EVERY_YEAR_GOOD, ratings=rated(*[NOT_RATED] * 6)) is Finding.UNKNOWN


@pytest.mark.parametrize(
    ("ratings", "expected"),
    [
        (["excellent", "excellent"], Finding.OK),
        (["excellent", "good", "good", "good", "good"], Finding.UNKNOWN),
        (["excellent", "good", "good", "good", "good", "good"], Finding.FAILED),
        (["good", "good", "good", "good", "good"], Finding.FAILED),
        (["excellent", *[NOT_RATED] * 5], Finding.FAILED),
        ([], Finding.UNKNOWN),
    ],
)
def test_so_many_years_are_counted_against_what_can_still_come(ratings, expected):
    assert finding(TWO_EXCELLENT, ratings=rated(*ratings)) is expected


@pytest.mark.parametrize("level", WORK_LEVELS[1:])
def test_a_work_of_a_higher_level_holds_for_a_lower_clause(level):
    assert finding(INITIATIVE, works=[work("initiative", level)]) is Finding.OK


@pytest.mark.parametrize("lower", [work("initiative", "grassroots"), work("project", "city")])
def test_a_work_of_a_lower_level_or_another_kind_fails_once_all_are_listed(lower):
    assert finding(INITIATIVE, works=[lower]) is Finding.UNKNOWN
    assert finding(INITIATIVE, works=[lower], works_complete=True) is Finding.FAILED


def test_the_two_hosts_differ_in_one_word_of_data():
    one = {"works": [work("initiative", "city")], "works_complete": True}

    assert finding(WORKS_OR, **one) is Finding.OK
    assert finding(WORKS_AND, **one) is Finding.FAILED


def test_a_clause_that_nobody_looked_at_waits_and_a_no_fails():
    assert finding(UNITED) is Finding.UNKNOWN
    assert finding(UNITED, confirmed={"Nội bộ đoàn kết": True}) is Finding.OK
    assert finding(UNITED, confirmed={"Nội bộ đoàn kết": False}) is Finding.FAILED


def test_one_of_several_is_blamed_as_a_whole_with_the_rules_that_failed():
    verdict = evaluate(TREE, NomineeFacts(works_complete=True))

    assert [clause.text for clause in verdict.failed] == ["sáng kiến hoặc đề tài"]
    assert [one.text for one in verdict.failed[0].reasons] == ["có 01 sáng kiến", "01 đề tài"]
    assert [clause.depth for clause in verdict.clauses] == [0, 1, 1, 1, 1, 2, 2]


def test_a_failed_part_outweighs_what_is_not_known():
    confirmed = {"Nội bộ đoàn kết": False}

    verdict = evaluate(TREE, NomineeFacts(confirmed=confirmed))

    assert verdict.finding is Finding.FAILED
    assert [clause.text for clause in verdict.failed] == ["Nội bộ đoàn kết"]
    assert verdict.unknown == ()


def test_the_tree_says_what_it_asks_for():
    assert rated_years(TREE) == list(YEARS)
    assert confirmations(TREE) == ["Nội bộ đoàn kết"]
    assert asks_for_works(TREE)
    assert not asks_for_works(TWO_EXCELLENT)


def test_every_reason_can_be_filled_with_its_numbers():
    for facts in (NomineeFacts(), NomineeFacts(rated("done"), works_complete=True)):
        for clause in evaluate(TREE, facts).clauses:
            assert "%" not in clause.why % clause.numbers


# What holds for all trees and all nominees.

RULES = [EVERY_YEAR_GOOD, TWO_EXCELLENT, INITIATIVE, PROJECT, UNITED]
WORKS = [work(kind, level) for kind in ("initiative", "project") for level in WORK_LEVELS]


def joined(parts: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    some = st.lists(parts, min_size=1, max_size=3)
    return st.one_of(
        some.map(lambda below: {"clause": "tất cả", "all": below}),
        some.map(lambda below: {"clause": "một trong", "any": below}),
    )


trees = st.recursive(st.sampled_from(RULES), joined, max_leaves=8)
ratings_known = st.dictionaries(st.sampled_from(YEARS), st.sampled_from(RATINGS))
nominees = st.builds(
    NomineeFacts,
    ratings=ratings_known,
    works=st.lists(st.sampled_from(WORKS), max_size=3),
    works_complete=st.booleans(),
    confirmed=st.one_of(st.just({}), st.booleans().map(lambda seen: {"Nội bộ đoàn kết": seen})),
)
ORDER = [Finding.FAILED, Finding.UNKNOWN, Finding.OK]


@given(trees, nominees, st.sampled_from(YEARS))
def test_a_better_rating_never_makes_the_verdict_worse(tree, facts, year):
    rating = facts.ratings.get(year)
    assume(rating is not None)
    before = evaluate(tree, facts).finding
    better = RATINGS[min(RATINGS.index(rating) + 1, len(RATINGS) - 1)]

    after = finding(
        tree,
        ratings=facts.ratings | {year: better},
        works=facts.works,
        works_complete=facts.works_complete,
        confirmed=facts.confirmed,
    )

    assert ORDER.index(after) >= ORDER.index(before)


@given(trees, nominees, st.sampled_from(WORKS))
def test_one_work_more_never_makes_the_verdict_worse(tree, facts, one):
    before = evaluate(tree, facts).finding

    after = finding(
        tree,
        ratings=facts.ratings,
        works=[*facts.works, one],
        works_complete=facts.works_complete,
        confirmed=facts.confirmed,
    )

    assert ORDER.index(after) >= ORDER.index(before)


@given(trees, nominees, st.sampled_from(RATINGS), st.booleans())
def test_data_resolve_what_is_unknown_and_what_was_known_stands(tree, facts, rating, seen):
    before = evaluate(tree, facts).finding

    after = finding(
        tree,
        ratings=dict.fromkeys(YEARS, rating) | facts.ratings,
        works=facts.works,
        works_complete=True,
        confirmed={"Nội bộ đoàn kết": seen} | facts.confirmed,
    )

    assert after is not Finding.UNKNOWN
    assert before in {after, Finding.UNKNOWN}


@given(trees, nominees)
def test_who_decides_stands_as_the_verdict_stands(tree, facts):
    verdict = evaluate(tree, facts)

    assert bool(verdict.failed) == (verdict.finding is Finding.FAILED)
    assert bool(verdict.unknown) == (verdict.finding is Finding.UNKNOWN)
