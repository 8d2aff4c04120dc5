"""The conferences of the data folder, a new one from a plan, and the open one's own words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from flask import Blueprint, render_template, request
from sqlalchemy.orm import Session

from admin.conference_bodies import (
    KEPT_NAMES,
    CopyBody,
    CreateBody,
    DayBody,
    HoursBody,
    OpenBody,
    RemoveBody,
    WordsBody,
)
from admin.readiness import LEVEL_NAMES
from conference.agenda import rundown
from conference.clock import Clock, in_the_hall
from conference.database import Database
from conference.delegates import forget_fields
from conference.identity import (
    blank_title_lines,
    describe_conference,
    the_conference,
)
from conference.operators import Role, Who, open_to
from conference.preparation import contact_phone, note_contact_phone
from conference.rescheduling import hours_assumed, move_to_day, passed_limit, set_sitting_hours


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


def create_blueprint(
    db: Database, clock: Clock, *, who: Callable[[], Who], conferences: Conferences
) -> Blueprint:
    """Make the routes of the folder's conferences and of this one's words."""
    routes = Blueprint("conferences", __name__, url_prefix="/admin")
    _add_folder(routes, clock, who, conferences)
    _add_making(routes, who, conferences)
    _add_words(routes, db, clock, who)
    _add_hours(routes, db, clock, who)
    return routes


def _add_folder(
    routes: Blueprint, clock: Clock, who: Callable[[], Who], conferences: Conferences
) -> None:
    """Add the page of the folder's conferences, and which of them is open or put aside."""

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

    @routes.post("/conferences/<name>/open")
    @open_to(Role.ADMIN)
    def open_one(name: str) -> dict[str, Any]:
        body = OpenBody.model_validate_json(request.get_data())
        conferences.open_another(name, by=who().by, although=body.although)
        return {"done": True}

    @routes.post("/conferences/<name>/remove")
    @open_to(Role.ADMIN)
    def remove_one(name: str) -> dict[str, Any]:
        body = RemoveBody.model_validate_json(request.get_data())
        conferences.remove(name, typed=body.typed, by=who().by)
        return {"done": True, "name": name}


def _add_making(routes: Blueprint, who: Callable[[], Who], conferences: Conferences) -> None:
    """Add how a conference is made: from a plan, or as a copy of another one."""

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

    @routes.post("/conferences/<name>/copy")
    @open_to(Role.ADMIN)
    def copy_one(name: str) -> dict[str, Any]:
        body = CopyBody.model_validate_json(request.get_data())
        conferences.copy(name, body.name, by=who().by)
        return {"done": True, "name": body.name}


def _add_words(routes: Blueprint, db: Database, clock: Clock, who: Callable[[], Who]) -> None:
    """Add the page of the open conference's words."""

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


def _add_hours(routes: Blueprint, db: Database, clock: Clock, who: Callable[[], Who]) -> None:
    """Add how the day is moved, and the hours of its sittings."""

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
