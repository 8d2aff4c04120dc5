"""A plan as data: what a readable file in seed/plans/ must say."""

from __future__ import annotations

import datetime as dt
import tomllib
import unicodedata
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from conference.refusals import N_, Refusal


def _nfc(text: Any) -> Any:
    return unicodedata.normalize("NFC", text) if isinstance(text, str) else text


Text = Annotated[str, BeforeValidator(_nfc)]


class PlanUnknown(Refusal):
    """No plan has this name."""

    code = "plan_unknown"
    sentence = N_("Không có kế hoạch tên %(name)s. Các kế hoạch hiện có: %(known)s.")


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class PlannedSitting(_Part):
    """A half day."""

    name: Text


class PlannedGroup(_Part):
    """A component of the delegates (thành phần)."""

    key: str
    name: Text
    badge_word: Text
    counted: bool = True


class PlannedStep(_Part):
    """A step inside an item."""

    label: Text
    title: Text
    performer: Text = ""


class PlannedEntry(_Part):
    """One of a queue inside an item."""

    title: Text
    performer: Text = ""


class PlannedItem(_Part):
    """An item of the programme, at hall times."""

    number: Text
    title: Text
    performer: Text = ""
    start: dt.time
    end: dt.time
    optional: bool = False
    awards: bool = False
    steps: tuple[PlannedStep, ...] = ()
    entries: tuple[PlannedEntry, ...] = ()

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> PlannedItem:
        if self.end <= self.start:
            raise ValueError(f"item {self.number} ends before it starts")
        return self


class PlannedAward(_Part):
    """Who presents what; names of recipients are not in a plan."""

    form: Text
    certificate_heading: Text
    signer_office: Text
    reader: Text = ""
    presenter: Text = ""
    flower_giver: Text = ""
    most_per_batch: int = Field(10, ge=1)


class Plan(_Part):
    """A conference as its plan describes it."""

    name: Text
    form: Text
    superior_body: Text
    host: Text
    place: Text
    venue_lines: tuple[Text, ...]
    contact: Text
    title_lines: tuple[Text, ...]
    sittings: tuple[PlannedSitting, ...]
    groups: tuple[PlannedGroup, ...]
    items: tuple[PlannedItem, ...]
    award: PlannedAward


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


def _plan_files() -> Iterator[Traversable]:
    folder = files("seed") / "plans"
    return (file for file in folder.iterdir() if file.name.endswith(".toml"))
