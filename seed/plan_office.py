"""What a plan asks of the office before and after the day: criteria, dossiers, tasks, tiers.

Criteria are data, never code: Sở Nội vụ and Sở Khoa học và Công nghệ differ in one branch. What
a criterion finds is a warning (ADR 0009); `conference` evaluates the tree, this only holds it.
"""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal

from pydantic import Field, model_validator

from conference.identity import Level
from conference.preparation import Bound, TaskKind
from conference.readiness import Gate
from seed.plan_part import DateLimit, Due, Key, PlanPart, Text, Words

Rating = Literal["failed", "done", "good", "excellent"]
WorksLevel = Literal["grassroots", "city", "ministry", "national"]


class RatingRule(PlanPart):
    """How many of these years, both included, are rated at least so."""

    years: tuple[int, int]
    least: Rating
    at_least_years: int | Literal["every"]

    @model_validator(mode="after")
    def _can_be_met(self) -> RatingRule:
        first, last = self.years
        if last < first:
            raise ValueError(f"years {first}-{last} run backwards")
        if self.at_least_years != "every" and not 1 <= self.at_least_years <= last - first + 1:
            raise ValueError(f"{self.at_least_years} of the years {first}-{last} cannot be")
        return self


class WorksRule(PlanPart):
    """How many initiatives (sáng kiến) or projects (đề tài, đề án, công trình), proven where."""

    kind: Literal["initiative", "project"]
    level: WorksLevel
    least: int = Field(ge=1)


class Criterion(PlanPart):
    """A node of the tree: exactly one rule, and the clause of the plan that it stands for."""

    clause: Words
    all: tuple[Criterion, ...] | None = None
    any: tuple[Criterion, ...] | None = None
    rating: RatingRule | None = None
    works: WorksRule | None = None
    confirmed: Words | None = None

    @model_validator(mode="after")
    def _is_one_rule(self) -> Criterion:
        given = self.model_fields_set - {"clause"}
        if len(given) != 1:
            named = ", ".join(sorted(given)) or "none"
            raise ValueError(f"a criterion has one rule, this has {named}: {self.clause}")
        if self.all == () or self.any == ():
            raise ValueError(f"a criterion of no parts: {self.clause}")
        return self

    @property
    def tree(self) -> dict[str, Any]:
        """Give the tree as JSON can hold it, in the grammar of the plan files."""
        return self.model_dump(mode="json", exclude_none=True)


class PlannedCriteria(PlanPart):
    """Who may be honoured; what the plan does not state is absent."""

    label: Words
    preset: bool = False
    """Offered to other conferences as well."""
    collective: Criterion | None = None
    individual: Criterion | None = None

    @property
    def trees(self) -> dict[str, Any]:
        """Give the trees that are stated, by kind of nominee."""
        stated = {"collective": self.collective, "individual": self.individual}
        return {kind: one.tree for kind, one in stated.items() if one is not None}


class PlannedDocument(PlanPart):
    """A document of a nominee's dossier (hồ sơ đề nghị khen thưởng)."""

    key: Key
    name: Words
    form: Text = ""


class PlannedDossier(PlanPart):
    """What each nominee hands in, and how long the summary of merits (trích ngang) may be."""

    documents: tuple[PlannedDocument, ...]
    citation_limit: Text = ""
    citation_most_characters: int | None = Field(None, ge=1)
    """Only if the plan counts letters; else `conference.eligibility` knows what half a page is."""


class PlannedTask(Due):
    """What a unit has to do; a line of readiness stands at the gate by which it is looked at.

    Gates are ours: a plan says what and who, not at which hour of the day.
    """

    unit: Words
    title: Words
    owner: Text = ""
    kind: TaskKind = TaskKind.TASK
    area: Text = ""
    gate: Gate | None = None

    @model_validator(mode="after")
    def _stands_at_a_gate(self) -> PlannedTask:
        if (self.kind is TaskKind.READINESS) != (self.gate is not None):
            raise ValueError(f"readiness and nothing else stands at a gate: {self.title}")
        return self


class PlannedReport(Due):
    """What is reported upward after the day, and by which unit."""

    unit: Words
    to: Words
    via: Text = ""
    what: Words
    parts: tuple[Text, ...] = ()


class PlannedTier(PlanPart):
    """A level of conferences (cấp), with the name that they bear unless they say otherwise."""

    level: Level
    default_name: Words
    form: Words
    period: Words
    latest: dt.date
    units: tuple[Text, ...]
    title_lines: tuple[Words, ...] = ()
    """The plan's own title lines stay where a tier gives none."""

    @property
    def date_limit(self) -> DateLimit:
        """Give the limit of this tier: a quarter lets its last day in."""
        return DateLimit(date=self.latest, bound=Bound.ON_OR_BEFORE, text=self.period)


class PlannedPilot(PlanPart):
    """Where a conference of a tier is held first (chỉ đạo điểm)."""

    unit: Words
    level: Level
    period: Words
