"""Ticks of the desk: a delegate got documents, a badge, a gift; each can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, request
from pydantic import BaseModel, Field
from sqlalchemy.orm import Session

from conference.attendance import AtStation
from conference.base import LARGEST_ID
from conference.clock import Clock, to_ms
from conference.database import Database
from conference.handing import HandedOver, ItemOf, hand_over, items_of, take_back_handing
from conference.operators import Role, Who, open_to

HANDERS = (Role.RECEPTION, Role.SUPERVISOR, Role.ADMIN, Role.VIP_RECEPTION)


class HandBody(BaseModel):
    """Who gets what."""

    delegate_id: int = Field(ge=1, le=LARGEST_ID)
    item_id: int = Field(ge=1, le=LARGEST_ID)


def create_blueprint(
    db: Database, clock: Clock, *, who: Callable[[], Who], station: Callable[[], AtStation]
) -> Blueprint:
    """Make the routes of the ticks; `station` gives where the request is made."""
    routes = Blueprint("hand", __name__, url_prefix="/kiosk/desk")

    @routes.post("/hand")
    @open_to(*HANDERS)
    def hand() -> dict[str, Any]:
        body, me, place = HandBody.model_validate_json(request.get_data()), who(), station().name

        def command(session: Session) -> dict[str, Any]:
            given = hand_over(
                session,
                body.delegate_id,
                body.item_id,
                station_name=place,
                at=clock(),
                by=me.by,
            )
            return _outcome(given) | _items(session, body.delegate_id)

        return {"done": True} | db.write(command)

    @routes.post("/hand/undo")
    @open_to(*HANDERS)
    def undo() -> dict[str, Any]:
        body, me = HandBody.model_validate_json(request.get_data()), who()

        def command(session: Session) -> dict[str, Any]:
            changed = take_back_handing(
                session, body.delegate_id, body.item_id, at=clock(), by=me.by
            )
            return {"changed": changed} | _items(session, body.delegate_id)

        return {"done": True} | db.write(command)

    return routes


def _outcome(given: HandedOver) -> dict[str, Any]:
    return {"repeat": given.repeat, "at_ms": to_ms(given.at), "station": given.station_name}


def _items(session: Session, delegate_id: int) -> dict[str, Any]:
    return {"items": [item_words(one) for one in items_of(session, delegate_id)]}


def item_words(one: ItemOf) -> dict[str, Any]:
    """Give an item of a delegate as the desks show it."""
    return {
        "id": one.item_id,
        "name": one.name,
        "kind": one.kind,
        "amount": one.amount,
        "due": one.due,
        "handed_ms": to_ms(one.handed_at) if one.handed_at else None,
        "handed_by": one.handed_by,
        "station": one.station_name,
        "signed": one.signed_at is not None,
    }
