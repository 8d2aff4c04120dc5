"""The conferences of the data folder, a new one from a plan, and the open one's own words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Protocol

from flask import Blueprint, render_template, request
from pydantic import AfterValidator, BaseModel, Field
from sqlalchemy.orm import Session

from admin.readiness import LEVEL_NAMES
from conference.agenda import rundown
from conference.clock import Clock, in_the_hall
from conference.database import Database
from conference.delegates import forget_fields
from conference.identity import (
    Level,
    blank_title_lines,
    describe_conference,
    the_conference,
)
from conference.operators import Role, Who, open_to
from conference.preparation import contact_phone, note_contact_phone
from conference.refusals import N_
from conference.rescheduling import hours_assumed, move_to_day, passed_limit, set_sitting_hours

KEPT_NAMES = {
    "citizen_number": N_("Số căn cước công dân"),
    "ethnicity": N_("Dân tộc"),
    "party_member": N_("Đảng viên"),
}
"""Sensitive columns that are kept only where the organiser says so."""


@dataclass(frozen=True)
class ConferenceFile:
    """A conference of the folder."""

    name: str
    title: str
    held_on: dt.date | None
    open: bool


@dataclass(frozen=True)
class PlanOffered:
    """A plan that comes with hoinghi."""

    name: str
    title: str
    limit: str


@dataclass(frozen=True)
class RemovedConference:
    """A conference that was put aside; `folder` is the name of its folder in `removed`."""

    folder: str
    name: str
    title: str
    held_on: str
    removed_on: str
    by: str


class Conferences(Protocol):
    """What the server lends the office."""

    def listed(self) -> Sequence[ConferenceFile]:
        """Give the conferences of the folder."""
        ...

    def plans(self) -> Sequence[PlanOffered]:
        """Give the plans that a conference can be made from."""
        ...

    def create(self, plan: str, *, held_on: dt.date, name: str, by: str, although: bool) -> None:
        """Make a conference from a plan and open it."""
        ...

    def open_another(self, name: str, *, by: str, although: bool) -> None:
        """Open another conference."""
        ...

    def copy(self, name: str, new_name: str, *, by: str) -> None:
        """Copy a conference: its list and plan, with another number and without codes."""
        ...

    def remove(self, name: str, *, typed: str, by: str) -> None:
        """Put aside a conference that was made by mistake; `typed` is its name, once more."""
        ...

    def removed(self) -> Sequence[RemovedConference]:
        """Give what was put aside and can be brought back."""
        ...


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


def _describe(session: Session, body: WordsBody, *, at: dt.datetime, by: str) -> list[str]:
    """Change the conference's words; what is no longer kept of delegates is emptied with them."""
    changes = body.changes()
    kept = changes.get("kept_fields")
    if kept is not None:
        dropped = set(the_conference(session).kept_fields) - set(kept)
        forget_fields(session, dropped, although=body.erase, at=at, by=by)
    changed = describe_conference(session, changes, at=at, by=by)
    phone = body.contact_phone
    if phone is not None and note_contact_phone(session, phone, at=at, by=by):
        changed.append("contact_phone")
    return changed


def create_blueprint(  # noqa: C901 - one small function per route
    db: Database, clock: Clock, *, who: Callable[[], Who], conferences: Conferences
) -> Blueprint:
    """Make the routes of the folder's conferences and of this one's words."""
    routes = Blueprint("conferences", __name__, url_prefix="/admin")

    @routes.get("/conferences")
    @open_to(Role.ADMIN)
    def overview() -> str:
        return render_template(
            "admin/conferences.html",
            conferences=conferences.listed(),
            plans=conferences.plans(),
            removed=conferences.removed(),
            today=in_the_hall(clock()).date(),
        )

    @routes.post("/conferences")
    @open_to(Role.ADMIN)
    def create() -> dict[str, Any]:
        body = CreateBody.model_validate_json(request.get_data())
        conferences.create(
            body.plan,
            held_on=body.held_on,
            name=body.name,
            by=who().by,
            although=body.although,
        )
        return {"done": True}

    @routes.post("/conferences/<name>/open")
    @open_to(Role.ADMIN)
    def open_one(name: str) -> dict[str, Any]:
        body = OpenBody.model_validate_json(request.get_data())
        conferences.open_another(name, by=who().by, although=body.although)
        return {"done": True}

    @routes.post("/conferences/<name>/copy")
    @open_to(Role.ADMIN)
    def copy_one(name: str) -> dict[str, Any]:
        body = CopyBody.model_validate_json(request.get_data())
        conferences.copy(name, body.name, by=who().by)
        return {"done": True, "name": body.name}

    @routes.post("/conferences/<name>/remove")
    @open_to(Role.ADMIN)
    def remove_one(name: str) -> dict[str, Any]:
        body = RemoveBody.model_validate_json(request.get_data())
        conferences.remove(name, typed=body.typed, by=who().by)
        return {"done": True, "name": name}

    @routes.get("/conference")
    @open_to(Role.ADMIN)
    def words() -> str:
        with db.reading() as session:
            shown = _words(session)
        return render_template("admin/conference.html", **shown)

    @routes.post("/conference")
    @open_to(Role.ADMIN)
    def describe() -> dict[str, Any]:
        body, me = WordsBody.model_validate_json(request.get_data()), who()
        changed = db.write(lambda s: _describe(s, body, at=clock(), by=me.by))
        return {"done": True, "changed": changed}

    @routes.post("/conference/day")
    @open_to(Role.ADMIN)
    def move() -> dict[str, Any]:
        body, me = DayBody.model_validate_json(request.get_data()), who()

        def command(session: Session) -> tuple[int, str]:
            days = move_to_day(session, body.held_on, at=clock(), by=me.by)
            return days, passed_limit(the_conference(session))

        days, limit = db.write(command)
        return {"done": True, "days": days, "passed_limit": limit}

    @routes.post("/sittings/<int:sitting_id>/hours")
    @open_to(Role.ADMIN)
    def set_hours(sitting_id: int) -> dict[str, Any]:
        body, me = HoursBody.model_validate_json(request.get_data()), who()
        changed = db.write(
            lambda s: set_sitting_hours(s, sitting_id, **body.model_dump(), at=clock(), by=me.by)
        )
        return {"done": True, "changed": changed}

    return routes


def _words(session: Session) -> dict[str, Any]:
    row = the_conference(session)
    return {
        "row": row,
        "contact_phone": contact_phone(row),
        "blank_lines": blank_title_lines(row),
        "levels": LEVEL_NAMES,
        "kept_names": KEPT_NAMES,
        "passed_limit": passed_limit(row),
        "limit": row.plan_words.get("date_limit") or {},
        "sittings": [
            {
                "id": one.id,
                "assumed": one.ordinal in hours_assumed(row),
                "name": one.name,
                "starts": in_the_hall(one.starts_at),
                "ends": in_the_hall(one.ends_at),
            }
            for one in row.sittings
        ],
        "begun": rundown(session).begun,
    }
