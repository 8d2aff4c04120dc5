"""Introducing guests from the stage: who was introduced, and lists frozen for paper."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from flask import Blueprint, request
from pydantic import BaseModel, Field
from sqlalchemy.orm import Session

from conference import introductions
from conference.agenda import sitting_on_stage
from conference.clock import Clock, to_ms
from conference.database import Database
from conference.identity import the_conference
from conference.introductions import IntroductionList
from conference.operators import Role, Who, open_to
from conference.refusals import NotFound
from conference.requests import once
from stage.bodies import CueId, Number

READERS = (Role.ADMIN, Role.STAGE, Role.MC)
"""Who introduces, or stands beside whoever does."""


class IntroducedBody(BaseModel):
    """Guests who were introduced, or a mark that was set by mistake."""

    delegate_ids: list[Number] = Field(min_length=1, max_length=500)
    introduced: bool = True
    sitting_id: Number | None = None


class FreezeBody(BaseModel):
    """A list to be frozen for paper: whole, or only what came since the last."""

    supplement: bool = False
    sitting_id: Number | None = None
    request_id: CueId | None = None


def create_blueprint(db: Database, clock: Clock, *, who: Callable[[], Who]) -> Blueprint:
    """Make the routes; without a sitting they mean the one on the stage."""
    routes = Blueprint("introductions", __name__, url_prefix="/stage/introductions")

    @routes.post("")
    @open_to(*READERS)
    def mark() -> dict[str, Any]:
        body, me = IntroducedBody.model_validate_json(request.get_data()), who()
        changed = db.write(lambda s: _mark(s, body, at=clock(), by=me.by))
        return {"done": True, "delegate_ids": changed}

    @routes.post("/freeze")
    @open_to(*READERS)
    def freeze() -> dict[str, Any]:
        body, me = FreezeBody.model_validate_json(request.get_data()), who()
        return {"done": True, **db.write(lambda s: _freeze(s, body, me, at=clock()))}

    return routes


def _mark(session: Session, body: IntroducedBody, *, at: dt.datetime, by: str) -> list[int]:
    sitting_id = _sitting_of(session, body.sitting_id, at)
    return introductions.mark_introduced(
        session, sitting_id, body.delegate_ids, introduced=body.introduced, at=at, by=by
    )


def _freeze(session: Session, body: FreezeBody, me: Who, *, at: dt.datetime) -> dict[str, Any]:
    """Freeze a list; asked again, give the one that was, as long as nothing else would be frozen.

    The page keeps an errand's id until it has an answer: half an hour later the same id asks for
    the guests who have come since.
    """
    command = introductions.freeze_supplement if body.supplement else introductions.freeze

    def frozen() -> int:
        sitting_id = _sitting_of(session, body.sitting_id, at)
        return command(session, sitting_id, at=at, by=me.by, by_name=me.name).id

    def stands(list_id: int) -> bool:
        return introductions.is_newest_still(session, list_id, at=at)

    done = once(session, body.request_id, frozen, stands=stands)
    one = session.get_one(IntroductionList, done.number)
    return {"number": one.number, "sitting_id": one.sitting_id, "at_ms": to_ms(one.at)}


def _sitting_of(session: Session, asked: int | None, at: dt.datetime) -> int:
    if asked is None:
        return sitting_on_stage(session, at)
    if asked not in {one.id for one in the_conference(session).sittings}:
        raise NotFound
    return asked
