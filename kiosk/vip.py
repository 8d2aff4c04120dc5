"""VIP reception: honoured guests in protocol order, one touch per state, on a telephone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any

from flask import Blueprint, render_template, request
from pydantic import BaseModel, Field
from sqlalchemy import select
from sqlalchemy.orm import Session

from conference import honoured_guests
from conference.attendance import AtStation
from conference.base import LARGEST_ID
from conference.clock import Clock, hall_moment, in_the_hall
from conference.database import Database
from conference.delegates import Delegate, card_of
from conference.honoured_guests import RECEPTION, GuestState, GuestTick
from conference.identity import sitting_at, the_conference
from conference.operators import Role, Who, open_to
from kiosk.vip_room import VIP_ROLES

ORDER_ROLES = (Role.SUPERVISOR, Role.ADMIN)

_MOST_GUESTS = 500
_Id = Annotated[int, Field(ge=1, le=LARGEST_ID)]


class StateBody(BaseModel):
    """One touch on a guest's state; `seen` is where an undo goes back from."""

    touch_id: str = Field(min_length=8, max_length=36, pattern=r"^[0-9A-Za-z-]+$")
    state: GuestState
    seen: GuestState | None = None


class ExpectedBody(BaseModel):
    """When a guest is expected, by the hall's clock; nothing where nobody has said."""

    hour: dt.time | None = None
    note: str = Field(default="", max_length=1000)


class TickBody(BaseModel):
    """Something that protocol saw to, or did not."""

    tick: GuestTick
    done: bool


class OrderBody(BaseModel):
    """Who is received in which order, and the order that the page showed before."""

    ids: list[_Id] = Field(max_length=_MOST_GUESTS)
    seen: list[_Id] = Field(max_length=_MOST_GUESTS)


@dataclass(frozen=True)
class VipLent:
    """What the server lends these pages; `badges` says whether a first entry prints a badge."""

    who: Callable[[], Who]
    station: Callable[[], AtStation]
    badges: Callable[[], bool]


def create_blueprint(db: Database, clock: Clock, lent: VipLent) -> Blueprint:
    """Make the routes of the VIP reception."""
    vip = Blueprint("vip", __name__, url_prefix="/kiosk/vip", template_folder="templates")

    @vip.get("")
    @open_to(*VIP_ROLES)
    def show() -> str:
        return render_template("kiosk/vip.html", may_order=lent.who().role in ORDER_ROLES)

    _note_states(vip, db, clock, lent)
    _note_more(vip, db, clock, lent)
    _order(vip, db, clock, lent)
    return vip


def _note_states(vip: Blueprint, db: Database, clock: Clock, lent: VipLent) -> None:
    """Add where a guest is, by one touch."""

    @vip.post("/<int:delegate_id>/state")
    @open_to(*VIP_ROLES)
    def note_state(delegate_id: int) -> dict[str, Any]:
        body, me = StateBody.model_validate_json(request.get_data()), lent.who()
        station = lent.station()
        badge = db.write(
            lambda s: honoured_guests.note_state(
                s,
                delegate_id,
                body.state,
                touch_id=body.touch_id,
                seen=body.seen,
                station=station if station.id is not None else RECEPTION,
                badges=lent.badges(),
                at=clock(),
                by=me.by,
            )
        )
        return {"done": True, "badge": badge}


def _note_more(vip: Blueprint, db: Database, clock: Clock, lent: VipLent) -> None:
    """Add what else protocol notes of a guest: the hour, what was seen to."""

    @vip.post("/<int:delegate_id>/expected")
    @open_to(*VIP_ROLES)
    def expect(delegate_id: int) -> dict[str, Any]:
        body, me = ExpectedBody.model_validate_json(request.get_data()), lent.who()
        db.write(
            lambda s: honoured_guests.expect_guest(
                s,
                delegate_id,
                expected_at=_on_the_day(s, body.hour, clock()),
                note=body.note,
                at=clock(),
                by=me.by,
            )
        )
        return {"done": True}

    @vip.post("/<int:delegate_id>/ticks")
    @open_to(*VIP_ROLES)
    def tick(delegate_id: int) -> dict[str, Any]:
        body, me = TickBody.model_validate_json(request.get_data()), lent.who()
        db.write(
            lambda s: honoured_guests.tick(
                s, delegate_id, body.tick, done=body.done, at=clock(), by=me.by
            )
        )
        return {"done": True}


def _order(vip: Blueprint, db: Database, clock: Clock, lent: VipLent) -> None:
    """Add in which order guests are received, and whom the list proposes."""

    @vip.get("/proposal")
    @open_to(*ORDER_ROLES)
    def propose() -> dict[str, Any]:
        with db.reading() as session:
            return {"guests": _proposed(session)}

    @vip.post("/order")
    @open_to(*ORDER_ROLES)
    def order() -> dict[str, Any]:
        body, me = OrderBody.model_validate_json(request.get_data()), lent.who()
        count = db.write(
            lambda s: honoured_guests.order_guests(
                s, body.ids, seen=body.seen, at=clock(), by=me.by
            )
        )
        return {"done": True, "count": count}


def _on_the_day(session: Session, hour: dt.time | None, now: dt.datetime) -> dt.datetime | None:
    """Give the moment at which the hall's clock shows this hour on the day of the sitting."""
    if hour is None:
        return None
    sitting = sitting_at(the_conference(session), now)
    return hall_moment(in_the_hall(sitting.starts_at).date(), hour.replace(tzinfo=None))


def _proposed(session: Session) -> list[dict[str, Any]]:
    ids = honoured_guests.propose_guests(session)
    people = session.scalars(select(Delegate).where(Delegate.id.in_(ids)))
    by_id = {one.id: card_of(one) for one in people}
    return [
        {
            "id": one,
            "name": by_id[one].name,
            "position": by_id[one].position,
            "unit": by_id[one].unit,
        }
        for one in ids
    ]
