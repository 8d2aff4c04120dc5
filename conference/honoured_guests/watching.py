"""Where the honoured guests are: what protocol noted, joined with who has entered.

Presence follows the entry alone, so that a guest who was scanned at the door is here without a
touch, and one whose entry was taken back is expected again. What protocol noted says only where a
guest who is here stays. States noted in an earlier sitting say nothing of this one; where somebody
was seen after the next door had opened counts for the sitting that still runs, too.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, select
from sqlalchemy.orm import Session, joinedload

from conference.attendance import STANDS, Attendance
from conference.delegates import Delegate, ListState
from conference.honoured_guests.records import HERE, GuestState, HonouredGuest
from conference.identity import Conference, sitting_at, the_conference


@dataclass(frozen=True)
class GuestNow:
    """A guest, the entry to this sitting that stands, and the state that follows from both.

    `noted` is what protocol noted in this sitting, EXPECTED where that was in another.
    """

    guest: HonouredGuest
    entry: Attendance | None
    noted: GuestState

    @property
    def state(self) -> GuestState:
        """Where the guest is; the door says of whom it let in no more than that they arrived."""
        noted, noted_at = self.noted, self.guest.state_at
        if self.entry is None:
            return GuestState.EXPECTED if noted in HERE else noted
        since_entry = noted_at is not None and noted_at >= self.entry.first_at
        return noted if noted in HERE and since_entry else GuestState.ARRIVED

    @property
    def arrived_at(self) -> dt.datetime | None:
        """When the guest came; None for one who has not."""
        return self.entry.first_at if self.entry else None

    @property
    def left_at(self) -> dt.datetime | None:
        """Since when the guest is away again; None for one who is here or never came."""
        return self.entry.left_at if self.entry else None

    @property
    def listed(self) -> bool:
        """Whether the guest is on the approved list still."""
        return self.guest.delegate.state is ListState.APPROVED

    @property
    def here(self) -> bool:
        """Whether the guest can be greeted now."""
        return self.entry is not None and self.left_at is None and self.listed

    @property
    def awaited(self) -> bool:
        """Whether the guest may still come through the door."""
        return self.state is GuestState.EXPECTED and self.listed


def guests_now(
    session: Session, sitting_id: int, *, delegate_id: int | None = None
) -> list[GuestNow]:
    """Give all honoured guests, or this one, in protocol order as they are in this sitting."""
    entry = and_(
        Attendance.delegate_id == HonouredGuest.delegate_id,
        Attendance.sitting_id == sitting_id,
        STANDS,
    )
    wanted = (
        select(HonouredGuest, Attendance)
        .outerjoin(Attendance, entry)
        .options(
            joinedload(HonouredGuest.delegate).options(
                joinedload(Delegate.unit), joinedload(Delegate.group)
            )
        )
        .order_by(HonouredGuest.ordinal, HonouredGuest.delegate_id)
    )
    if delegate_id is not None:
        wanted = wanted.where(HonouredGuest.delegate_id == delegate_id)
    # A command asks again after it has written: what is in the session may be older.
    fresh = wanted.execution_options(populate_existing=True)
    conference = the_conference(session)
    return [
        GuestNow(guest, came, _noted_in(conference, guest, sitting_id))
        for guest, came in session.execute(fresh)
    ]


def _noted_in(conference: Conference, guest: HonouredGuest, sitting_id: int) -> GuestState:
    """Give what protocol noted in this sitting; who is off the list stays away from all of them."""
    off_the_list = guest.state not in HERE and guest.delegate.state is not ListState.APPROVED
    if guest.state_at is None or off_the_list:
        return guest.state
    order = [one.id for one in conference.sittings]
    later = order.index(sitting_at(conference, guest.state_at).id) - order.index(sitting_id)
    in_this_one = later == 0 or (later > 0 and guest.state in HERE)
    return guest.state if in_this_one else GuestState.EXPECTED


def honoured_ids(session: Session) -> list[int]:
    """Give the ids of the honoured guests in protocol order."""
    ordered = select(HonouredGuest.delegate_id).order_by(
        HonouredGuest.ordinal, HonouredGuest.delegate_id
    )
    return list(session.scalars(ordered))


def honoured_entries(session: Session, sitting_id: int) -> tuple[tuple[Any, ...], ...]:
    """Give the entries of honoured guests to this sitting that stand: id, when came, when left.

    Who is here of them changes only when these do, however many others come.
    """
    entries = (
        select(Attendance.id, Attendance.first_at, Attendance.left_at)
        .join(HonouredGuest, HonouredGuest.delegate_id == Attendance.delegate_id)
        .where(Attendance.sitting_id == sitting_id, STANDS)
        .order_by(Attendance.id)
    )
    return tuple(tuple(row) for row in session.execute(entries))
