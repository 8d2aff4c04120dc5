"""Introducing guests from the stage: who was introduced, and lists frozen for paper."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

from flask import Blueprint, request
from pydantic import BaseModel, Field
from sqlalchemy.orm import Session

from conference import introductions
from conference.clock import Clock, to_ms
from conference.database import Database
from conference.identity import sitting_at, the_conference
from conference.operators import Role, Who, open_to
from conference.refusals import NotFound

READERS = (Role.ADMIN, Role.STAGE, Role.MC)
"""Who introduces, or stands beside whoever does."""

_Number = Annotated[int, Field(ge=0, le=2**53)]


class IntroducedBody(BaseModel):
    """Guests who were introduced, or a mark that was set by mistake."""

    delegate_ids: list[_Number] = Field(min_length=1, max_length=500)
    introduced: bool = True
    sitting_id: _Number | None = None


class FreezeBody(BaseModel):
    """A list to be frozen for paper: whole, or only what came since the last."""

    supplement: bool = False
    sitting_id: _Number | None = None


def create_blueprint(db: Database, clock: Clock, *, who: Callable[[], Who]) -> Blueprint:
    """Make the routes; without a sitting they mean that of the moment."""
    routes = Blueprint("introductions", __name__, url_prefix="/stage/introductions")

    def sitting_of(session: Session, asked: int | None) -> int:
        conference = the_conference(session)
        if asked is None:
            return sitting_at(conference, clock()).id
        if asked not in {one.id for one in conference.sittings}:
            raise NotFound
        return asked

    @routes.post("")
    @open_to(*READERS)
    def mark() -> dict[str, Any]:
        body, me = IntroducedBody.model_validate_json(request.get_data()), who()
        changed = db.write(
            lambda s: introductions.mark_introduced(
                s,
                sitting_of(s, body.sitting_id),
                body.delegate_ids,
                introduced=body.introduced,
                at=clock(),
                by=me.by,
            )
        )
        return {"done": True, "delegate_ids": changed}

    @routes.post("/freeze")
    @open_to(*READERS)
    def freeze() -> dict[str, Any]:
        body, me = FreezeBody.model_validate_json(request.get_data()), who()
        command = introductions.freeze_supplement if body.supplement else introductions.freeze

        def frozen(session: Session) -> dict[str, Any]:
            sitting_id = sitting_of(session, body.sitting_id)
            one = command(session, sitting_id, at=clock(), by=me.by, by_name=me.name)
            return {"number": one.number, "sitting_id": sitting_id, "at_ms": to_ms(one.at)}

        return {"done": True, **db.write(frozen)}

    return routes
