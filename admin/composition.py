"""The office's page of gauges, counts and quotas, and how units are allotted and merged."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Annotated, Any

from flask import Blueprint, render_template, request
from pydantic import BaseModel, Field
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from conference import eligibility
from conference.base import LARGEST_ID
from conference.clock import Clock, in_the_hall
from conference.composition import By, composition, set_tolerance
from conference.database import Database
from conference.delegates import Delegate, Unit, UnitAlias, add_alias, all_units, allot
from conference.identity import Sitting, sitting_at, the_conference
from conference.names import tidy
from conference.operators import Role, Who, open_to
from conference.refusals import NotFound

MOST_ALLOTTED = 100_000
Allotment = Annotated[int, Field(ge=0, le=MOST_ALLOTTED)]


class AllotBody(BaseModel):
    """Numbers by names of units; null takes a number back."""

    numbers: dict[str, Allotment | None] = Field(min_length=1, max_length=2000)


class AliasBody(BaseModel):
    """A former name and the unit that it belongs to now."""

    name: str = Field(max_length=300)
    unit_id: int = Field(ge=0, le=LARGEST_ID)


class ToleranceBody(BaseModel):
    """By how many points a share may differ from the plan's."""

    key: str = Field(max_length=100)
    tolerance_percent: int = Field(ge=0, le=100)


def create_blueprint(db: Database, clock: Clock, *, who: Callable[[], Who]) -> Blueprint:
    """Make the routes of /admin/composition."""
    page = Blueprint("composition", __name__, url_prefix="/admin", template_folder="templates")

    @page.get("/composition")
    @open_to(Role.ADMIN)
    def overview() -> str:
        by: By = "given" if request.args.get("by") == "given" else "new"
        asked = request.args.get("sitting", type=int)
        with db.reading() as session:
            return render_template(
                "admin/composition.html", by=by, **_shown(session, by, asked, clock())
            )

    @page.post("/composition/allotments")
    @open_to(Role.ADMIN)
    def set_allotments() -> dict[str, Any]:
        body, me = AllotBody.model_validate_json(request.get_data()), who()
        changed = db.write(lambda s: allot(s, body.numbers, at=clock(), by=me.by))
        return {"done": True, "changed": changed}

    @page.post("/composition/tolerances")
    @open_to(Role.ADMIN)
    def change_tolerance() -> dict[str, Any]:
        body, me = ToleranceBody.model_validate_json(request.get_data()), who()
        before = db.write(
            lambda s: set_tolerance(s, body.key, body.tolerance_percent, at=clock(), by=me.by)
        )
        return {"done": True, "before": before}

    @page.get("/composition/moves")
    @open_to(Role.ADMIN)
    def preview_alias() -> dict[str, Any]:
        with db.reading() as session:
            return preview(session, request.args.get("name", ""))

    @page.post("/composition/aliases")
    @open_to(Role.ADMIN)
    def note_alias() -> dict[str, Any]:
        body, me = AliasBody.model_validate_json(request.get_data()), who()
        moved = db.write(
            lambda s: join_units(s, body.name, body.unit_id, at=clock(), by=me.by),
        )
        return {"done": True, "moved": moved}

    return page


def join_units(session: Session, name: str, unit_id: int, *, at: dt.datetime, by: str) -> int:
    """Note a former name of a unit; a unit of that name moves there with all who belong to it.

    Gives how many delegates moved.

    Raises:
        UnitMissing, NotFound, UnitIntoItself, AliasTaken: nothing was changed.
    """
    former = session.scalar(select(Unit).where(Unit.name == tidy(name)))
    if former is not None and session.get(Unit, unit_id) is None:
        raise NotFound
    if former is not None:
        eligibility.follow_unit(session, former.id, unit_id)
    return add_alias(session, name, unit_id, at=at, by=by)


def preview(session: Session, name: str) -> dict[str, Any]:
    """Say what noting this former name would move: a unit with its delegates, or a name alone."""
    given = tidy(name)
    unit = session.scalar(select(Unit).where(Unit.name == given))
    alias = session.scalar(select(UnitAlias).where(UnitAlias.name == given))
    moving = select(func.count()).where(Delegate.unit_id == unit.id) if unit else None
    return {
        "name": given,
        "unit_id": unit.id if unit else None,
        "delegates": session.scalar(moving) or 0 if moving is not None else 0,
        "allotted": unit.allotted if unit else None,
        "leads_to": alias.unit.name if alias else None,
    }


def _shown(session: Session, by: By, asked: int | None, now: dt.datetime) -> dict[str, Any]:
    conference = the_conference(session)
    sitting = _sitting(conference.sittings, asked) or sitting_at(conference, now)
    return {
        "counted": composition(session, sitting.id, by=by),
        "sitting_id": sitting.id,
        "sittings": [(one.id, one.name) for one in conference.sittings],
        "units": [(unit.id, unit.name) for unit in all_units(session)],
        "taken_at": now,
        "taken_on": in_the_hall(now).date(),
    }


def _sitting(sittings: list[Sitting], asked: int | None) -> Sitting | None:
    return next((one for one in sittings if one.id == asked), None)
