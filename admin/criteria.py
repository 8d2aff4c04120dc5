"""Choosing other criteria for the nominees: what would become of the answers, then the choice."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from flask import Blueprint, render_template, request
from pydantic import BaseModel, Field
from sqlalchemy.orm import Session

from conference.clock import Clock
from conference.database import Database
from conference.eligibility import (
    OWN,
    CriteriaSet,
    Finding,
    choose_criteria,
    criteria_effect,
    criteria_label,
    criteria_offered,
    criteria_source,
)
from conference.identity import the_conference
from conference.operators import Role, Who, open_to
from conference.refusals import N_, NotFound

TURN_NAMES = {
    Finding.OK: N_("đạt tiêu chuẩn"),
    Finding.UNKNOWN: N_("chưa đủ dữ liệu"),
    Finding.FAILED: N_("chưa đạt"),
    None: N_("không có tiêu chuẩn"),
}


class CriteriaBody(BaseModel):
    """Whose criteria stand from now on: a plan's name, or the conference's own."""

    source: str = Field(max_length=64)


def create_blueprint(
    db: Database, clock: Clock, *, who: Callable[[], Who], presets: Mapping[str, CriteriaSet]
) -> Blueprint:
    """Make the routes of /admin/nominees/criteria; `presets` are the criteria of other plans."""
    page = Blueprint("criteria", __name__, url_prefix="/admin/nominees/criteria")

    @page.get("/<source>")
    @open_to(Role.ADMIN)
    def look_ahead(source: str) -> str:
        with db.reading() as session:
            wanted = criteria_offered(the_conference(session), presets).get(source)
            if wanted is None:
                raise NotFound
            effect = criteria_effect(session, wanted)
        return render_template(
            "admin/_criteria_effect.html",
            source=source,
            wanted=wanted,
            effect=effect,
            turn_names=TURN_NAMES,
        )

    @page.post("")
    @open_to(Role.ADMIN)
    def choose() -> dict[str, Any]:
        body, me = CriteriaBody.model_validate_json(request.get_data()), who()
        before = db.write(lambda s: choose_criteria(s, body.source, presets, at=clock(), by=me.by))
        return {"done": True, "before": before}

    return page


def offered(session: Session, presets: Mapping[str, CriteriaSet]) -> dict[str, Any]:
    """Give which criteria stand and which could, each by its source."""
    conference = the_conference(session)
    return {
        "criteria_label": criteria_label(conference),
        "criteria_source": criteria_source(conference),
        "criteria": criteria_offered(conference, presets),
        "own_criteria": OWN,
    }
