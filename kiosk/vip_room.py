"""What telephones of the VIP reception show: every honoured guest in protocol order."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from conference.attendance import ARRIVAL_FACTS
from conference.clock import to_ms
from conference.delegates import ROSTER_FACTS, Delegate, card_of, substitutions
from conference.honoured_guests import GUEST_FACTS, GuestNow, guests_now, honoured_entries
from conference.identity import IDENTITY_FACTS, sitting_at, the_conference
from conference.names import area_name
from conference.operators import Role
from conference.rooms import Part, Room, Snapshot
from conference.seating import SEATING_FACTS

VIP_ROLES = (Role.VIP_RECEPTION, Role.SUPERVISOR, Role.ADMIN)


def vip_room() -> Room:
    """Give the room of the VIP reception's telephones; it needs a sign-in."""
    shown_by = GUEST_FACTS | ROSTER_FACTS | SEATING_FACTS
    guests = Part(shown_by | IDENTITY_FACTS, _guests)

    def vip(session: Session, now: dt.datetime) -> Snapshot:
        sitting_id = sitting_at(the_conference(session), now).id
        # Of all who come through the door, few are guests of this list.
        return guests.now(session, sitting_id, honoured_entries(session, sitting_id))

    return Room("vip", "/kiosk", frozenset(VIP_ROLES), shown_by | ARRIVAL_FACTS, vip)


def _guests(session: Session, sitting_id: int, *_: object) -> Snapshot:
    guests = guests_now(session, sitting_id)
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
