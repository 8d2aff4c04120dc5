"""A seat for one delegate at the door: which are free nearby, and giving one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from conference.delegates import Delegate, ListState, SeatTaken, holder_of, index_again
from conference.journal import record
from conference.refusals import N_, NotFound, Refusal
from conference.seating.assigning import (
    NoHall,
    SeatBlocked,
    SeatsAssigned,
    SeatUnknown,
    the_hall,
)
from conference.seating.hall import Purpose
from conference.seating.labels import WrittenSeats
from conference.seating.places import Seat, SeatKind, free_seats

_FOR_ANYBODY = {None, Purpose.SPARE}
"""Purposes of rows that reception may give out; kept ones only to who sits in such a row."""

_SITS = Delegate.state != ListState.WITHDRAWN
"""Condition of whose seat is taken: who was withdrawn leaves it to others."""


class SeatNotNamed(Refusal):
    """Whoever gives a seat says which."""

    code = "seat_not_named"
    sentence = N_("Chưa nhập số ghế; chỗ ngồi chưa thay đổi. Vui lòng nhập số ghế, ví dụ A-05.")


def seats_for(session: Session, delegate_id: int, *, most: int) -> list[Seat]:
    """Give free seats for a delegate, the next of the own block first, then those further away.

    The own block is that of the present seat, else of the unit's others, else of the group's.
    Without a plan there are none.

    Raises:
        NotFound: there is no such delegate on the list.
    """
    delegate = _listed(session, delegate_id)
    hall = the_hall(session)
    if hall is None:
        return []
    every = [seat for seat in free_seats(hall) if seat.kind is SeatKind.HALL]
    taken = set(session.scalars(select(Delegate.seat).where(Delegate.seat != "", _SITS)))
    near = next((one for one in every if one.label == _near(session, delegate)), None)
    return _next_free(every, taken, near)[:most]


def _next_free(every: list[Seat], taken: Collection[str], near: Seat | None) -> list[Seat]:
    order = {seat.label: nth for nth, seat in enumerate(every)}
    allowed = _FOR_ANYBODY | {near.purpose if near else None}
    free = [one for one in every if one.label not in taken and one.purpose in allowed]
    if near is None:
        # Rows without a purpose before spare ones, from the stage on.
        return sorted(free, key=lambda one: (one.purpose is not None, order[one.label]))
    return sorted(
        free,
        key=lambda one: (
            one.block != near.block,
            abs(one.row_nth - near.row_nth),
            abs(one.nth - near.nth),
            order[one.label],
        ),
    )


def _near(session: Session, delegate: Delegate) -> str:
    """Give the seat beside which this delegate belongs; nothing where nobody of theirs has one."""
    if delegate.seat:
        return delegate.seat
    for theirs in (Delegate.unit_id == delegate.unit_id, Delegate.group_id == delegate.group_id):
        seated = select(Delegate.seat).where(theirs, Delegate.seat != "").order_by(Delegate.id)
        if (seat := session.scalar(seated.limit(1))) is not None:
            return seat
    return ""


def give_seat(session: Session, delegate_id: int, written: str, *, at: dt.datetime, by: str) -> str:
    """Give one delegate this seat, as people write it ("a5"); give its label.

    Raises:
        NotFound: there is no such delegate on the list.
        SeatNotNamed, NoHall, SeatUnknown, SeatBlocked: nothing was changed.
        SeatTaken: somebody sits there; the sentence says who.
    """
    delegate = _listed(session, delegate_id)
    if not written.strip():
        raise SeatNotNamed
    hall = the_hall(session)
    if hall is None:
        raise NoHall
    seat = WrittenSeats(hall).find(written)
    if seat is None:
        raise SeatUnknown(seat=written)
    if seat.blocked:
        raise SeatBlocked(seat=seat.label, reason=seat.blocked)
    if delegate.seat == seat.label:
        return seat.label
    holder = holder_of(session, seat.label, besides=delegate_id)
    if holder is not None:
        marked = (holder.full_name, f"({holder.namesake_mark})" if holder.namesake_mark else "")
        raise SeatTaken(seat=seat.label, name=" ".join(filter(None, marked)))
    delegate.seat = seat.label
    index_again(delegate, delegate.unit.name)
    session.flush()
    record(session, SeatsAssigned(count=1), at=at, by=by)
    return seat.label


def _listed(session: Session, delegate_id: int) -> Delegate:
    delegate = session.get(Delegate, delegate_id)
    if delegate is None or delegate.state is ListState.WITHDRAWN:
        raise NotFound
    return delegate
