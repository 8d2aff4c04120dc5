"""VIP reception: honoured guests in protocol order, one touch per state, on a telephone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Annotated, Any

from flask import Blueprint, render_template, request
from pydantic import BaseModel, Field
from sqlalchemy import select
from sqlalchemy.orm import Session

from conference import honoured_guests
from conference.attendance import ARRIVAL_FACTS
from conference.clock import Clock, hall_moment, in_the_hall, to_ms
from conference.database import Database
from conference.delegates import ROSTER_FACTS, Delegate, card_of, substitutions
from conference.honoured_guests import GUEST_FACTS, RECEPTION, GuestNow, GuestState, GuestTick
from conference.identity import sitting_at, the_conference
from conference.names import area_name
from conference.operators import Role, Who, open_to
from conference.rooms import Room, Snapshot
from conference.seating import SEATING_FACTS
from kiosk.routes import StationCards

VIP_ROLES = (Role.VIP_RECEPTION, Role.SUPERVISOR, Role.ADMIN)
ORDER_ROLES = (Role.SUPERVISOR, Role.ADMIN)

_MOST_GUESTS = 500
_Id = Annotated[int, Field(ge=1, le=2**53)]


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


def create_blueprint(
    db: Database,
    clock: Clock,
    cards: StationCards,
    *,
    who: Callable[[], Who],
    badges: Callable[[], bool],
) -> Blueprint:
    """Make the routes of the VIP reception. `badges` says whether a first entry prints a badge."""
    vip = Blueprint("vip", __name__, url_prefix="/kiosk/vip", template_folder="templates")

    @vip.get("")
    @open_to(*VIP_ROLES)
    def show() -> str:
        return render_template("kiosk/vip.html", may_order=who().role in ORDER_ROLES)

    @vip.post("/<int:delegate_id>/state")
    @open_to(*VIP_ROLES)
    def note_state(delegate_id: int) -> dict[str, Any]:
        body, me = StateBody.model_validate_json(request.get_data()), who()
        station = cards.of_request()
        badge = db.write(
            lambda s: honoured_guests.note_state(
                s,
                delegate_id,
                body.state,
                touch_id=body.touch_id,
                seen=body.seen,
                station=station if station.id is not None else RECEPTION,
                badges=badges(),
                at=clock(),
                by=me.by,
            )
        )
        return {"done": True, "badge": badge}

    @vip.post("/<int:delegate_id>/expected")
    @open_to(*VIP_ROLES)
    def expect(delegate_id: int) -> dict[str, Any]:
        body, me = ExpectedBody.model_validate_json(request.get_data()), who()
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
        body, me = TickBody.model_validate_json(request.get_data()), who()
        db.write(
            lambda s: honoured_guests.tick(
                s, delegate_id, body.tick, done=body.done, at=clock(), by=me.by
            )
        )
        return {"done": True}

    @vip.get("/proposal")
    @open_to(*ORDER_ROLES)
    def propose() -> dict[str, Any]:
        with db.reading() as session:
            return {"guests": _proposed(session)}

    @vip.post("/order")
    @open_to(*ORDER_ROLES)
    def order() -> dict[str, Any]:
        body, me = OrderBody.model_validate_json(request.get_data()), who()
        count = db.write(
            lambda s: honoured_guests.order_guests(
                s, body.ids, seen=body.seen, at=clock(), by=me.by
            )
        )
        return {"done": True, "count": count}

    return vip


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


def vip_room() -> Room:
    """Give the room of the VIP reception's telephones; it needs a sign-in."""
    facts = GUEST_FACTS | ARRIVAL_FACTS | ROSTER_FACTS | SEATING_FACTS
    return Room("vip", "/kiosk", frozenset(VIP_ROLES), facts, _vip)


def _vip(session: Session, now: dt.datetime) -> Snapshot:
    sitting = sitting_at(the_conference(session), now)
    guests = honoured_guests.guests_now(session, sitting.id)
    came_for = _substitutes(session)
    return {
        "guests": [_guest_words(one, came_for.get(one.guest.delegate_id)) for one in guests],
        "here": sum(one.here for one in guests),
        "expected": sum(one.awaited for one in guests),
    }


def _substitutes(session: Session) -> dict[int, Delegate]:
    """Give who comes in whose place, by the id of the absent one."""
    standing = {one.absent_id: one.substitute_id for one in substitutions(session)}
    people = session.scalars(select(Delegate).where(Delegate.id.in_(standing.values())))
    by_id = {one.id: one for one in people}
    return {absent: by_id[substitute] for absent, substitute in standing.items()}


def _guest_words(one: GuestNow, substitute: Delegate | None) -> dict[str, Any]:
    guest, card = one.guest, card_of(one.guest.delegate)
    in_place = {"id": substitute.id, "name": substitute.full_name} if substitute else None
    return {
        "id": guest.delegate_id,
        "ordinal": guest.ordinal,
        "name": card.name,
        "mark": card.mark,
        "position": card.position,
        "unit": card.unit,
        "seat": card.seat,
        "area": area_name(card.area),
        "attention": guest.delegate.attention,
        "state": one.state,
        "state_ms": _ms(guest.state_at) if guest.state is one.state else _ms(one.arrived_at),
        "expected_ms": _ms(guest.expected_at),
        "arrived_ms": _ms(one.arrived_at),
        "left_ms": _ms(one.left_at),
        "listed": one.listed,
        "ticks": guest.ticks,
        "note": guest.note,
        "substitute": in_place,
    }


def _ms(moment: dt.datetime | None) -> int | None:
    return to_ms(moment) if moment else None
