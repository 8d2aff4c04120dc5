"""Other criteria than the plan's own: what becomes of the answers is said before they are taken.

Answers stay as they were given. What other criteria do not ask for rests, is shown nowhere, and
comes back with the criteria that ask for it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from conference.eligibility.criteria import (
    Finding,
    Tree,
    asks_for_works,
    confirmations,
    evaluate,
    rated_years,
)
from conference.eligibility.nominees import (
    WORKS_COMPLETE,
    Nominee,
    NomineeAdded,
    NomineeChanged,
    NomineeKind,
    NomineeRemoved,
)
from conference.identity import Conference, the_conference
from conference.journal import Fact, record
from conference.refusals import NotFound
from conference.rooms import kinds_of

OWN = "own"
"""The criteria that the conference came with."""

_SOURCE, _OWN_WORDS, _LABEL = "criteria_source", "own_criteria", "criteria_label"


@dataclass(frozen=True)
class CriteriaSet:
    """Criteria of a plan, by kind of nominee; a kind that is not named has none."""

    label: str
    trees: Mapping[str, Tree] = field(default_factory=dict)


@dataclass(frozen=True)
class Turn:
    """A nominee whose finding would be another one; None where no criteria stand."""

    name: str
    before: Finding | None
    after: Finding | None


@dataclass(frozen=True)
class Effect:
    """What other criteria would do to the nominees and to what was answered for them.

    `used` answers go on to count; `resting` ones stay kept and count nowhere. `to_confirm` are the
    sentences and `years` the years that nobody was asked for before.
    """

    nominees: int
    used: int
    resting: int
    to_confirm: tuple[str, ...]
    years: tuple[int, ...]
    turns: tuple[Turn, ...]


@dataclass(frozen=True, kw_only=True)
class CriteriaChosen(Fact):
    """Nominees are judged by other criteria from now on."""

    source: str


NOMINEE_FACTS = kinds_of(NomineeAdded, NomineeChanged, NomineeRemoved, CriteriaChosen)


def criteria_source(conference: Conference) -> str:
    """Say whose criteria stand: a plan's name, or `OWN`."""
    source: str = conference.plan_words.get(_SOURCE, OWN)
    return source


def criteria_label(conference: Conference) -> str:
    """Give the name of the criteria that stand; "" where the plan states none."""
    label: str = conference.plan_words.get(_LABEL) or ""
    return label


def criteria_offered(
    conference: Conference, presets: Mapping[str, CriteriaSet]
) -> dict[str, CriteriaSet]:
    """Give what can be chosen: the conference's own criteria, and those of other plans."""
    own = _own(conference)
    others = {name: one for name, one in presets.items() if one.trees != own.trees}
    return {OWN: own} | others


def criteria_effect(session: Session, wanted: CriteriaSet) -> Effect:
    """Say what choosing these criteria would do; nothing is changed."""
    now, people = the_conference(session).criteria, list(session.scalars(select(Nominee)))
    # A kind of which nobody is proposed has nobody to be asked about.
    kinds = [kind for kind in NomineeKind if any(one.kind is kind for one in people)]
    asked_now, asked_then = (_asked_of(trees, kinds) for trees in (now, wanted.trees))
    answers = [(_answers(one), set(_asked(wanted.trees.get(one.kind)))) for one in people]
    turns = (_turn(one, now.get(one.kind), wanted.trees.get(one.kind)) for one in people)
    new = [one for one in asked_then if one not in asked_now]
    return Effect(
        nominees=len(people),
        used=sum(len(given & asked) for given, asked in answers),
        resting=sum(len(given - asked) for given, asked in answers),
        to_confirm=tuple(one for one in new if isinstance(one, str) and one != _WORKS),
        years=tuple(sorted(one for one in new if isinstance(one, int))),
        turns=tuple(turn for turn in turns if turn.before != turn.after),
    )


def choose_criteria(
    session: Session,
    source: str,
    presets: Mapping[str, CriteriaSet],
    *,
    at: dt.datetime,
    by: str,
) -> str:
    """Judge the nominees by these criteria; give the source before, which takes this back.

    The conference's own criteria are kept beside and can be chosen again. Twice changes nothing.

    Raises:
        NotFound: no such criteria are offered.
    """
    conference = the_conference(session)
    before, wanted = criteria_source(conference), criteria_offered(conference, presets).get(source)
    if wanted is None:
        raise NotFound
    if source != before or wanted.trees != conference.criteria:
        own = _own(conference)
        conference.plan_words = dict(conference.plan_words) | {
            _OWN_WORDS: {"label": own.label, "trees": dict(own.trees)},
            _SOURCE: source,
            _LABEL: wanted.label,
        }
        conference.criteria = dict(wanted.trees)
        record(session, CriteriaChosen(source=source), at=at, by=by)
    return before


def _own(conference: Conference) -> CriteriaSet:
    kept: dict[str, Any] | None = conference.plan_words.get(_OWN_WORDS)
    if kept is not None:
        return CriteriaSet(kept["label"], kept["trees"])
    return CriteriaSet(criteria_label(conference), conference.criteria)


_WORKS = "works"


def _asked(tree: Tree | None) -> Iterator[str | int]:
    """Give what a tree asks for: years, sentences, and works as one."""
    if tree:
        yield from rated_years(tree)
        yield from confirmations(tree)
        yield from [_WORKS] if asks_for_works(tree) else []


def _asked_of(trees: Mapping[str, Tree], kinds: list[NomineeKind]) -> dict[str | int, None]:
    return dict.fromkeys(chain.from_iterable(_asked(trees.get(kind)) for kind in kinds))


def _answers(one: Nominee) -> set[str | int]:
    """Give what was answered for a nominee, in the words of `_asked`."""
    confirmed = set(one.confirmed) - {WORKS_COMPLETE}
    works = {_WORKS} if one.works or WORKS_COMPLETE in one.confirmed else set()
    return {*map(int, one.ratings), *confirmed, *works}


def _turn(one: Nominee, now: Tree | None, then: Tree | None) -> Turn:
    return Turn(one.name, _finding(one, now), _finding(one, then))


def _finding(one: Nominee, tree: Tree | None) -> Finding | None:
    return evaluate(tree, one.facts).finding if tree else None
