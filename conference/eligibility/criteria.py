"""Whether a plan's criteria hold for a nominee: yes, no, or not known yet.

Criteria are data, a tree of clauses, because two hosts differ in a word. What is missing is never
taken for a no: a year without a rating or a clause that nobody has looked at makes "chưa đủ dữ
liệu", and only what was looked at can fail (ADR 0009).
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from conference.refusals import N_

Tree = Mapping[str, Any]
"""A node of criteria: its `clause`, and one of all, any, rating, works, confirmed."""

RATINGS = ("failed", "done", "good", "excellent")
"""Ratings of a year, the lowest first."""

NOT_RATED = "none"
"""The year is not rated, and never will be: the nominee was not there yet, or it is not over.

"Every year" leaves it out; it is no good year either.
"""

WORK_LEVELS = ("grassroots", "city", "ministry", "national")
"""Where an initiative or a project is recognised. A higher level holds for a lower one too: what
the whole city recognises was recognised at home."""

EVERY_YEAR = "every"


class Finding(enum.StrEnum):
    """What became of a clause; the worst stands last."""

    OK = "ok"
    UNKNOWN = "unknown"
    FAILED = "failed"


_WORSE = {finding: weight for weight, finding in enumerate(Finding)}


@dataclass(frozen=True)
class NomineeFacts:
    """What is known of a nominee: plain values.

    `ratings` maps years to `RATINGS` or `NOT_RATED`; `works` lists {"kind", "level"};
    `works_complete` says that no more works will come; `confirmed` maps the texts of clauses to
    what a person found.
    """

    ratings: Mapping[int, str] = field(default_factory=dict)
    works: Sequence[Mapping[str, str]] = ()
    works_complete: bool = False
    confirmed: Mapping[str, bool] = field(default_factory=dict)


@dataclass(frozen=True)
class Clause:
    """A clause of the plan, verbatim, and what became of it.

    `why` is a message id that `numbers` fills; it is empty where the parts below say it. `joined`
    is "all" or "any" for a clause that has parts, which follow it one level deeper.
    """

    text: str
    finding: Finding
    why: str = ""
    numbers: dict[str, Any] = field(default_factory=dict)
    joined: str = ""
    depth: int = 0
    reasons: tuple[Clause, ...] = ()
    """Of a clause that is blamed as a whole: the single rules below it that stand alike."""


@dataclass(frozen=True)
class Verdict:
    """The whole tree, depth first, and the clauses that decide.

    `failed` and `unknown` name the deepest clause that can be blamed: a part of "all", but "any" as
    a whole.
    """

    finding: Finding
    clauses: tuple[Clause, ...]
    failed: tuple[Clause, ...]
    unknown: tuple[Clause, ...]


@dataclass(frozen=True)
class _Node:
    clause: Clause
    parts: tuple[_Node, ...] = ()

    def walk(self) -> Iterator[Clause]:
        yield self.clause
        for part in self.parts:
            yield from part.walk()

    def blamed(self, finding: Finding) -> tuple[Clause, ...]:
        if self.clause.finding is not finding:
            return ()
        if self.clause.joined == "all":
            return tuple(clause for part in self.parts for clause in part.blamed(finding))
        rules = tuple(
            one
            for part in self.parts
            for one in part.walk()
            if one.finding is finding and not one.joined
        )
        return (replace(self.clause, reasons=rules),)


def evaluate(criteria: Tree, facts: NomineeFacts) -> Verdict:
    """Say whether the criteria hold; a better rating or one work more never makes it worse."""
    top = _judge(criteria, facts, 0)
    return Verdict(
        top.clause.finding,
        tuple(top.walk()),
        failed=top.blamed(Finding.FAILED),
        unknown=top.blamed(Finding.UNKNOWN),
    )


def rated_years(criteria: Tree) -> list[int]:
    """Give the years whose ratings the criteria ask for."""
    spans = [node["rating"]["years"] for node in _nodes(criteria) if "rating" in node]
    return sorted({year for first, last in spans for year in range(first, last + 1)})


def confirmations(criteria: Tree) -> list[str]:
    """Give the sentences that a person has to confirm, in the plan's order."""
    asked = (node["confirmed"] for node in _nodes(criteria) if "confirmed" in node)
    return list(dict.fromkeys(asked))


def asks_for_works(criteria: Tree) -> bool:
    """Whether initiatives or projects matter at all."""
    return any("works" in node for node in _nodes(criteria))


def _nodes(criteria: Tree) -> Iterator[Tree]:
    yield criteria
    for part in (*criteria.get("all", ()), *criteria.get("any", ())):
        yield from _nodes(part)


def _judge(node: Tree, facts: NomineeFacts, depth: int) -> _Node:
    for joined, choose in (("all", max), ("any", min)):
        if joined in node:
            parts = tuple(_judge(part, facts, depth + 1) for part in node[joined])
            finding = choose((part.clause.finding for part in parts), key=_WORSE.__getitem__)
            return _Node(Clause(node["clause"], finding, joined=joined, depth=depth), parts)
    rule = next(name for name in _RULES if name in node)
    finding, why, numbers = _RULES[rule](node[rule], facts)
    return _Node(Clause(node["clause"], finding, why, numbers, depth=depth))


_Found = tuple[Finding, str, dict[str, Any]]


def _rating(rule: Tree, facts: NomineeFacts) -> _Found:
    first, last = rule["years"]
    given = {year: facts.ratings.get(year) for year in range(first, last + 1)}
    rated = {year: RATINGS.index(one) for year, one in given.items() if one in RATINGS}
    missing = [year for year, one in given.items() if one is None]
    least = RATINGS.index(rule["least"])
    if rule["at_least_years"] == EVERY_YEAR:
        return _each_year(rated, missing, least)
    return _so_many_years(rated, missing, least, rule["at_least_years"])


def _each_year(rated: Mapping[int, int], missing: Sequence[int], least: int) -> _Found:
    below = [year for year, rating in rated.items() if rating < least]
    if below:
        return Finding.FAILED, N_("Không đạt: năm %(years)s"), {"years": _listed(below)}
    if missing:
        return Finding.UNKNOWN, N_("Chưa có xếp loại năm %(years)s"), {"years": _listed(missing)}
    if not rated:
        return Finding.UNKNOWN, N_("Chưa có năm nào được xếp loại"), {}
    return Finding.OK, N_("Đạt cả %(whole)s năm được xếp loại"), {"whole": len(rated)}


def _so_many_years(
    rated: Mapping[int, int], missing: Sequence[int], least: int, needed: int
) -> _Found:
    met = sum(rating >= least for rating in rated.values())
    numbers = {"met": met, "needed": needed, "years": _listed(missing)}
    if met >= needed:
        return Finding.OK, N_("Đạt %(met)s năm, cần %(needed)s năm"), numbers
    if met + len(missing) < needed:
        return Finding.FAILED, N_("Chỉ đạt %(met)s năm, cần %(needed)s năm"), numbers
    sentence = N_("Mới đạt %(met)s năm, cần %(needed)s năm; chưa có xếp loại năm %(years)s")
    return Finding.UNKNOWN, sentence, numbers


def _works(rule: Tree, facts: NomineeFacts) -> _Found:
    enough = WORK_LEVELS[WORK_LEVELS.index(rule["level"]) :]
    met = sum(one["kind"] == rule["kind"] and one["level"] in enough for one in facts.works)
    numbers = {"met": met, "needed": rule["least"]}
    if met >= rule["least"]:
        return Finding.OK, N_("Có %(met)s, cần %(needed)s"), numbers
    if facts.works_complete:
        return Finding.FAILED, N_("Chỉ có %(met)s, cần %(needed)s"), numbers
    return Finding.UNKNOWN, N_("Mới kê khai %(met)s, cần %(needed)s; chưa kê khai xong"), numbers


def _confirmed(text: str, facts: NomineeFacts) -> _Found:
    return _SEEN[facts.confirmed.get(text)]


_SEEN: dict[bool | None, _Found] = {
    True: (Finding.OK, N_("Đã xác nhận: đúng"), {}),
    False: (Finding.FAILED, N_("Đã xác nhận: không"), {}),
    None: (Finding.UNKNOWN, N_("Chưa xác nhận"), {}),
}
_RULES: dict[str, Callable[[Any, NomineeFacts], _Found]] = {
    "rating": _rating,
    "works": _works,
    "confirmed": _confirmed,
}


def _listed(years: Sequence[int]) -> str:
    return ", ".join(str(year) for year in years)
