"""What is sent to make, open, copy or put aside a conference, and to change its words and hours."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, Field

from conference.identity import Level
from conference.refusals import N_

KEPT_NAMES = {
    "citizen_number": N_("Số căn cước công dân"),
    "ethnicity": N_("Dân tộc"),
    "party_member": N_("Đảng viên"),
}
"""Sensitive columns that are kept only where the organiser says so."""


class CreateBody(BaseModel):
    """A conference to be made."""

    plan: str = Field(max_length=64)
    held_on: dt.date
    name: str = Field(max_length=60)
    although: bool = False


class OpenBody(BaseModel):
    """A conference to be opened; `although` opens it while delegates are already coming."""

    although: bool = False


class CopyBody(BaseModel):
    """What a copy is called."""

    name: str = Field(max_length=60)


class RemoveBody(BaseModel):
    """The short name of the conference that is to be put aside, typed once more."""

    typed: str = Field(max_length=60)


class DayBody(BaseModel):
    """Another day."""

    held_on: dt.date


def _of_the_hall(hour: dt.time) -> dt.time:
    """Let in only an hour that names no zone: all hours here are the hall's."""
    if hour.tzinfo is not None:
        raise ValueError("an hour of the hall names no zone")
    return hour


NaiveTime = Annotated[dt.time, AfterValidator(_of_the_hall)]


class HoursBody(BaseModel):
    """A sitting's hours in the hall's time; the timed programme moves along if asked."""

    starts: NaiveTime
    ends: NaiveTime
    with_programme: bool = False


class FurtherTitle(BaseModel):
    """The title of a conference held together with this one; empty in all parts, it goes."""

    name: str = Field("", max_length=300)
    form: str = Field("", max_length=300)
    title_lines: list[str] = []


class WordsBody(BaseModel):
    """The conference's own words; what is not given stays."""

    name: str | None = Field(None, max_length=300)
    form: str | None = Field(None, max_length=300)
    title_lines: list[str] | None = None
    superior_body: str | None = Field(None, max_length=300)
    host: str | None = Field(None, max_length=300)
    place: str | None = Field(None, max_length=200)
    venue_lines: list[str] | None = None
    contact: str | None = Field(None, max_length=300)
    contact_phone: str | None = Field(None, max_length=60)
    duration: str | None = Field(None, max_length=100)
    level: Level | None = None
    capacity: int | None = Field(None, ge=1, le=100_000)
    no_capacity: bool = False
    presided_by: str | None = Field(None, max_length=300)
    invitation_notes: list[str] | None = None
    signer_office: str | None = Field(None, max_length=200)
    signer_name: str | None = Field(None, max_length=200)
    seats_numbered: bool | None = None
    kept_fields: list[str] | None = None
    erase: bool = False
    further_titles: list[FurtherTitle] | None = Field(None, max_length=10)

    def changes(self) -> dict[str, Any]:
        """Give what was said; the command puts it into the form in which it is kept."""
        given = self.model_dump(
            exclude={"no_capacity", "erase", "contact_phone"}, exclude_none=True
        )
        if self.no_capacity:
            given["capacity"] = None
        if "kept_fields" in given:
            given["kept_fields"] = [name for name in KEPT_NAMES if name in given["kept_fields"]]
        return given
