"""A plan as data: what a readable file in seed/plans/ must say.

Words are the plan's own, in NFC, slips of its typist included. What the plan does not say and
the day needs is marked `from_plan = false`, so that a person looks at it.
"""

from __future__ import annotations

import datetime as dt
import functools
import itertools
import tomllib
from collections.abc import Iterator, Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import Literal

from pydantic import Field, model_validator

from conference.delegates import AddressForm, Duty, GroupKind
from conference.identity import Level
from conference.preparation import TaskKind
from conference.refusals import N_, Refusal
from seed.plan_office import (
    PlannedCriteria,
    PlannedDossier,
    PlannedPilot,
    PlannedReport,
    PlannedTask,
    PlannedTier,
)
from seed.plan_part import (
    DateLimit,
    Key,
    PlanPart,
    Text,
    Words,
    check_known,
    check_once,
)

Attribute = Literal["female", "direct_producer", "sector", "field", "former_unit"]


WHOLE_PERCENT = 100


class PlanUnknown(Refusal):
    """No plan has this name."""

    code = "plan_unknown"
    sentence = N_("Không có kế hoạch tên %(name)s. Các kế hoạch hiện có: %(known)s.")


class TierUnknown(Refusal):
    """The plan has no conferences of this tier."""

    code = "tier_unknown"
    sentence = N_(
        "Kế hoạch này không có hội nghị cấp %(tier)s; các cấp của kế hoạch: %(known)s. Chưa tạo "
        "hội nghị nào."
    )


class PlannedSitting(PlanPart):
    """A half day, at hall times if the plan says when."""

    name: Words
    starts: dt.time | None = None
    ends: dt.time | None = None
    day_offset: int = Field(0, ge=0)

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> PlannedSitting:
        _check_times(f"sitting {self.name}", self.starts, self.ends)
        return self


class UnnamedSeat(PlanPart):
    """Seats for whom a unit sends ("đại diện …"); the name is taken at the door."""

    words: Words
    unit: Text = ""
    count: int = Field(1, ge=1)


class PlannedGroup(PlanPart):
    """A component of the delegates (thành phần)."""

    key: Key
    name: Words
    badge_word: Words
    kind: GroupKind
    words: Text = ""
    """How the plan names it, where the name is a shorter one."""
    counted: bool = True
    most: int | None = Field(None, ge=1)
    address: AddressForm = AddressForm.MR_MS
    protocol_rank: int = Field(ge=1)
    whole_unit: bool = False
    merits: Text = ""
    """What they were given before (thành tích đã có); not what is presented today."""
    unnamed_seats: tuple[UnnamedSeat, ...] = ()
    from_plan: bool = True


class PlannedTarget(PlanPart):
    """A share of the delegates that is aimed at, or only stressed (chú trọng) if it has none."""

    key: Key
    label: Words
    groups: tuple[Key, ...] = ()
    attribute: Attribute | None = None
    share_percent: int | None = Field(None, ge=0, le=100)
    tolerance_percent: int | None = Field(None, ge=0, le=100)

    @model_validator(mode="after")
    def _says_of_whom(self) -> PlannedTarget:
        if bool(self.groups) == bool(self.attribute):
            raise ValueError(f"target {self.key} has either groups or an attribute")
        if (self.share_percent is None) != (self.tolerance_percent is None):
            raise ValueError(f"target {self.key}: share and tolerance come together")
        return self


class PlannedStep(PlanPart):
    """A step inside an item."""

    label: Text
    title: Words
    performer: Text = ""


class PlannedEntry(PlanPart):
    """One of a queue inside an item."""

    title: Words
    performer: Text = ""


class PlannedItem(PlanPart):
    """An item of the programme, at hall times, with a duration, or with neither."""

    number: Text
    title: Words
    performer: Text = ""
    note: Text = ""
    sitting: int = Field(1, ge=1)
    start: dt.time | None = None
    end: dt.time | None = None
    duration_min: int | None = Field(None, ge=1)
    optional: bool = False
    vote: bool = False
    from_plan: bool = True
    awards: tuple[Key, ...] = ()
    cue_notes: tuple[Text, ...] = ()
    steps: tuple[PlannedStep, ...] = ()
    entries: tuple[PlannedEntry, ...] = ()

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> PlannedItem:
        _check_times(f"item {self.number}", self.start, self.end)
        if self.start is not None and self.duration_min is not None:
            raise ValueError(f"item {self.number} has its times; duration_min would say it twice")
        return self

    @property
    def minutes(self) -> int | None:
        """Give how long it lasts, if the plan says so."""
        if self.start is None or self.end is None:
            return self.duration_min
        return _minutes(self.end) - _minutes(self.start)


class PlannedAward(PlanPart):
    """Who presents what; names of recipients are not in a plan.

    What `model_dump()` gives are the words of an award block; what only ties the plan together
    stays out of it.
    """

    key: Key = Field(exclude=True)
    title: Words = Field(exclude=True)
    further_title: Key | None = Field(None, exclude=True)
    from_plan: bool = Field(default=True, exclude=True)
    form: Words
    certificate_heading: Words
    signer_office: Words
    reader: Text = ""
    presenter: Text = ""
    flower_giver: Text = ""
    most_per_batch: int = Field(10, ge=1)


class FurtherTitle(PlanPart):
    """The name and title lines of a conference that is held together with this one."""

    key: Key
    name: Words
    form: Words
    title_lines: tuple[Words, ...] = Field(min_length=1)
    from_plan: bool = True


class ContactPerson(PlanPart):
    """Whom to ask (liên hệ Ban Tổ chức)."""

    unit: Words
    name: Text = ""
    phone: Text = ""


class PlannedDuty(PlanPart):
    """Who has which role, as far as the plan says."""

    role: Duty
    who: Words
    words: Text = ""


class PlanDocument(PlanPart):
    """The paper itself: its number and day as written, blanks included, and who signed."""

    number: Text = ""
    dated: Text = ""
    authority: Text = ""
    office: Text = ""
    signed_by: Text = ""


class Plan(PlanPart):
    """A conference as its plan describes it."""

    name: Words
    form: Words
    edition: Text = ""
    """Ordinal and period as written; never computed (IX in 2019 is followed by I in 2025)."""
    level: Level
    superior_body: Text
    host: Words
    place: Words
    venue_lines: tuple[Words, ...]
    duration: Text = ""
    title_lines: tuple[Words, ...] = Field(min_length=1)
    title_from_plan: bool = True
    contact: Words
    contact_person: ContactPerson
    default_address: AddressForm = AddressForm.MR_MS
    date_limit: DateLimit | None = None
    capacity: int | None = Field(None, ge=1)
    document: PlanDocument
    scope: Text = ""
    next_congress: Text = ""
    legal_bases: tuple[Words, ...] = ()
    activities: tuple[Words, ...] = ()
    may_add: tuple[Words, ...] = ()
    merged_with: tuple[Words, ...] = ()
    further_titles: tuple[FurtherTitle, ...] = ()
    sittings: tuple[PlannedSitting, ...] = Field(min_length=1)
    groups: tuple[PlannedGroup, ...] = Field(min_length=1)
    composition: tuple[PlannedTarget, ...] = ()
    items: tuple[PlannedItem, ...] = Field(min_length=1)
    awards: tuple[PlannedAward, ...] = Field(min_length=1)
    criteria: PlannedCriteria | None = None
    dossier: PlannedDossier | None = None
    duties: tuple[PlannedDuty, ...] = ()
    tasks: tuple[PlannedTask, ...] = ()
    tiers: tuple[PlannedTier, ...] = ()
    pilots: tuple[PlannedPilot, ...] = ()
    reports: tuple[PlannedReport, ...] = ()

    @model_validator(mode="after")
    def _holds_together(self) -> Plan:
        _check_keys(self)
        _check_composition(self)
        _check_programme(self)
        return self

    @property
    def award(self) -> PlannedAward:
        """Give the first of its award blocks."""
        return self.awards[0]

    def of_tier(self, level: Level) -> Plan:
        """Give the plan of a conference of this tier: its name, form and limit are the tier's.

        Raises:
            TierUnknown: the plan has no such tier.
        """
        tier = next((one for one in self.tiers if one.level is level), None)
        if tier is None:
            known = ", ".join(one.level for one in self.tiers) or "—"
            raise TierUnknown(tier=level, known=known)
        return self.model_copy(
            update={
                "name": tier.default_name,
                "form": tier.form,
                "level": tier.level,
                "date_limit": tier.date_limit,
                "title_lines": tier.title_lines or self.title_lines,
            }
        )

    @property
    def milestones(self) -> tuple[PlannedTask, ...]:
        """Give what has a day of its own in the plan (mốc tiến độ)."""
        return tuple(task for task in self.tasks if task.kind is TaskKind.MILESTONE)


def plan_names() -> list[str]:
    """Name the plans that come with hoinghi."""
    return sorted(file.name.removesuffix(".toml") for file in _plan_files())


def load_plan(name: str) -> Plan:
    """Read a plan.

    Raises:
        PlanUnknown: there is none of this name.
    """
    for file in _plan_files():
        if file.name == f"{name}.toml":
            return Plan.model_validate(tomllib.loads(file.read_text(encoding="utf-8")))
    raise PlanUnknown(name=name, known=", ".join(plan_names()))


@functools.cache
def criteria_presets() -> Mapping[str, PlannedCriteria]:
    """Give the criteria that any conference may take over, by the name of their plan."""
    stated = ((name, load_plan(name).criteria) for name in plan_names())
    return MappingProxyType(
        {name: criteria for name, criteria in stated if criteria is not None and criteria.preset}
    )


def _plan_files() -> Iterator[Traversable]:
    folder = files("seed") / "plans"
    return (file for file in folder.iterdir() if file.name.endswith(".toml"))


def _minutes(time: dt.time) -> int:
    return time.hour * 60 + time.minute


def _check_times(what: str, start: dt.time | None, end: dt.time | None) -> None:
    if (start is None) != (end is None):
        raise ValueError(f"{what} has one of its times only")
    if start is not None and end is not None and end <= start:
        raise ValueError(f"{what} ends before it starts")


def _check_keys(plan: Plan) -> None:
    check_once("group", (group.key for group in plan.groups))
    check_once("group", (group.name for group in plan.groups))
    check_once("protocol rank", (str(group.protocol_rank) for group in plan.groups))
    check_once("target", (target.key for target in plan.composition))
    check_once("award", (award.key for award in plan.awards))
    check_once("further title", (title.key for title in plan.further_titles))
    check_once("document", (one.key for one in plan.dossier.documents) if plan.dossier else ())
    titles = (award.further_title for award in plan.awards if award.further_title)
    check_known("further title", titles, (title.key for title in plan.further_titles))


def _check_composition(plan: Plan) -> None:
    counted = {group.key for group in plan.groups if group.counted}
    for target in plan.composition:
        check_known(f"target {target.key}: counted group", target.groups, counted)
    if sum(target.share_percent or 0 for target in plan.composition) > WHOLE_PERCENT:
        raise ValueError("the shares of the composition are more than the whole")


def _check_programme(plan: Plan) -> None:
    presented = [key for item in plan.items for key in item.awards]
    check_once("award of an item", presented)
    check_known("award of an item", presented, (award.key for award in plan.awards))
    check_known("item for award", (award.key for award in plan.awards), presented)
    for item in plan.items:
        if item.sitting > len(plan.sittings):
            raise ValueError(f"item {item.number} is of sitting {item.sitting}, which is not there")
    for one, after in itertools.pairwise(plan.items):
        _check_order(one, after)


def _check_order(one: PlannedItem, after: PlannedItem) -> None:
    if after.sitting < one.sitting:
        raise ValueError(f"item {after.number} is of an earlier sitting than {one.number}")
    same = after.sitting == one.sitting
    if same and one.end is not None and after.start is not None and after.start < one.end:
        raise ValueError(f"item {after.number} starts before {one.number} ends")
