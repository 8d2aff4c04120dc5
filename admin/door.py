"""/admin/door: how the door is run, the colours and sittings of groups, and the trays of badges."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

from flask import Blueprint, render_template, request
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from admin.arrivals import BASE_NAMES
from conference import delegates
from conference.clock import Clock
from conference.database import Database
from conference.delegates import Delegate, GroupColour, ListState, all_groups, count_trays
from conference.doors import DOOR_COLUMNS, QuorumBase, change_door, the_door
from conference.identity import the_conference
from conference.operators import Role, Who, open_to
from conference.refusals import N_

COLOUR_NAMES = {
    GroupColour.NONE: N_("không màu"),
    GroupColour.RED: N_("đỏ"),
    GroupColour.GOLD: N_("vàng"),
    GroupColour.GREEN: N_("xanh lá"),
    GroupColour.BLUE: N_("xanh dương"),
    GroupColour.VIOLET: N_("tím"),
    GroupColour.TEAL: N_("xanh ngọc"),
    GroupColour.BROWN: N_("nâu"),
    GroupColour.GREY: N_("xám"),
}
USUAL_TRAY = 50
"""Badges that a tray holds where nobody says."""


def _empty_is_none(value: object) -> object:
    return None if value == "" else value


class DoorBody(BaseModel):
    """Settings of the door; only those that are sent are changed."""

    model_config = ConfigDict(extra="forbid")

    badges_admit: bool = False
    invitations_admit: bool = True
    preprinted: bool = False
    closed: bool = False
    hall_capacity: Annotated[
        Annotated[int, Field(ge=1, le=100_000)] | None, BeforeValidator(_empty_is_none)
    ] = None
    support_desk: Annotated[str, Field(max_length=60)] = ""
    greet_honoured: bool = False
    quorum_base: QuorumBase = QuorumBase.COUNTED
    quorum_percent: Annotated[
        Annotated[int, Field(ge=1, le=100)] | None, BeforeValidator(_empty_is_none)
    ] = None


class TraysBody(BaseModel):
    """How badges are put into trays."""

    model_config = ConfigDict(extra="forbid")

    per_tray: int = Field(USUAL_TRAY, ge=1, le=2000)
    by_group: bool = False
    again: bool = False


def create_blueprint(db: Database, clock: Clock, *, who: Callable[[], Who]) -> Blueprint:
    """Make the routes of /admin/door."""
    page = Blueprint("door", __name__, url_prefix="/admin", template_folder="templates")

    @page.get("/door")
    @open_to(Role.ADMIN)
    def settings() -> str:
        with db.reading() as session:
            return render_template("admin/door.html", **_shown(session))

    @page.post("/door")
    @open_to(Role.ADMIN)
    def change() -> dict[str, Any]:
        words = DoorBody.model_validate_json(request.get_data()).model_dump(exclude_unset=True)
        by = who().by
        changed = db.write(lambda s: change_door(s, words, at=clock(), by=by))
        return {"done": True, "changed": changed}

    @page.post("/door/trays")
    @open_to(Role.ADMIN)
    def assign() -> dict[str, Any]:
        how = TraysBody.model_validate_json(request.get_data()).model_dump()
        by = who().by
        count = db.write(lambda s: delegates.assign_trays(s, **how, at=clock(), by=by))
        return {"done": True, "count": count}

    @page.post("/door/trays/clear")
    @open_to(Role.ADMIN)
    def clear() -> dict[str, Any]:
        by = who().by
        count = db.write(lambda s: delegates.clear_trays(s, at=clock(), by=by))
        return {"done": True, "count": count}

    @page.post("/door/trays/take-back")
    @open_to(Role.ADMIN)
    def take_back() -> dict[str, Any]:
        by = who().by
        count = db.write(lambda s: delegates.take_back_trays(s, at=clock(), by=by))
        return {"done": True, "count": count}

    return page


def _shown(session: Session) -> dict[str, Any]:
    door, conference = the_door(session), the_conference(session)
    approved = select(func.count()).where(Delegate.state == ListState.APPROVED)
    trays = count_trays(session)
    return {
        "door": {name: getattr(door, name) for name in DOOR_COLUMNS},
        "base_names": BASE_NAMES,
        "colour_names": COLOUR_NAMES,
        "groups": [
            {
                "id": group.id,
                "name": group.name,
                "colour": group.colour,
                "sitting_ordinals": group.sitting_ordinals,
            }
            for group in all_groups(session)
        ],
        "sittings": [(one.ordinal, one.name) for one in conference.sittings],
        "approved": session.scalar(approved) or 0,
        "trays": [(name, held) for name, held in trays if name],
        "without_tray": sum(held for name, held in trays if not name),
        "usual_tray": USUAL_TRAY,
    }
