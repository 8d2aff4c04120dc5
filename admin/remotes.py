"""/admin/remotes: remote controls of the stage are named, given a token, and revoked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, render_template, request
from pydantic import BaseModel, Field
from sqlalchemy.orm import Session

from admin.roster_bodies import RequestId
from conference import remotes
from conference.clock import Clock, in_the_hall
from conference.database import Database
from conference.operators import Role, Who, open_to, operator_names


class RemoteBody(BaseModel):
    """A remote control to be named."""

    name: str = Field(max_length=remotes.NAME_LENGTH)
    request_id: RequestId | None = None


def create_blueprint(db: Database, clock: Clock, *, who: Callable[[], Who]) -> Blueprint:
    """Make the page, and what is done on it."""
    office = Blueprint("admin_remotes", __name__, url_prefix="/admin", template_folder="templates")

    @office.get("/remotes")
    @open_to(Role.ADMIN)
    def remote_list() -> str:
        with db.reading() as session:
            rows = _rows(session)
        return render_template("admin/remotes.html", remotes=rows)

    @office.post("/remotes")
    @open_to(Role.ADMIN)
    def make_remote() -> dict[str, Any]:
        body, me = RemoteBody.model_validate_json(request.get_data()), who()
        offer = db.write(
            lambda s: remotes.make_remote(
                s, name=body.name, request_id=body.request_id, at=clock(), by=me.by
            )
        )
        return {"done": True, "remote_id": offer.remote_id, "token": offer.token}

    @office.post("/remotes/<int:remote_id>/revoke")
    @open_to(Role.ADMIN)
    def revoke_remote(remote_id: int) -> dict[str, Any]:
        me = who()
        changed = db.write(lambda s: remotes.revoke_remote(s, remote_id, at=clock(), by=me.by))
        return {"done": True, "changed": changed}

    return office


def _rows(session: Session) -> list[dict[str, Any]]:
    names = operator_names(session)
    return [
        {
            "id": one.id,
            "name": one.name,
            "works": one.token_hash is not None,
            "made_at": in_the_hall(one.made_at),
            "made_by": names.get(one.by, ""),
            "revoked_at": in_the_hall(one.revoked_at) if one.revoked_at else None,
        }
        for one in remotes.all_remotes(session)
    ]
