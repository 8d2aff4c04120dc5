"""Where the honoured guests are: what protocol noted, joined with who has entered.

Presence follows the entry alone, so that a guest who was scanned at the door is here without a
touch, and one whose entry was taken back is expected again. What protocol noted says only where a
guest who is here stays. States noted in an earlier sitting say nothing of this one; where somebody
was seen after the next door had opened counts for the sitting that still runs, too.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import and_, select
from sqlalchemy.orm import Session, joinedload

from conference.attendance import STANDS, Attendance
from conference.delegates import Delegate, ListState
from conference.honoured_guests.records import HERE, GuestState, HonouredGuest
from conference.identity import Conference, sitting_at, the_conference


@dataclass(frozen=True)
class GuestNow:
    """A guest, the entries to this sitting that stand, and the state that follows from both.

    `entries` are those of one stay: more than one where the door counts for the next sitting while
    this one still runs. `noted` is what protocol noted in this sitting, EXPECTED where that was in
    another.
    """

    guest: HonouredGuest
    entries: tuple[Attendance, ...]
    noted: GuestState

    @property
    def entry(self) -> Attendance | None:
        """The last entry, None for who has not come."""
        return self.entries[-1] if self.entries else None

    @property
    def state(self) -> GuestState:
        """Where the guest is; the door says of whom it let in no more than that they arrived."""
        noted, noted_at = self.noted, self.guest.state_at
        if self.arrived_at is None:
            return GuestState.EXPECTED if noted in HERE else noted
        since_entry = noted_at is not None and noted_at >= self.arrived_at
        return noted if noted in HERE and since_entry else GuestState.ARRIVED

    @property
    def arrived_at(self) -> dt.datetime | None:
        """When the guest came; None for one who has not."""
        return self.entries[0].first_at if self.entries else None

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
    session: Session, *sitting_ids: int, delegate_id: int | None = None
) -> list[GuestNow]:
    """Give all honoured guests, or this one, in protocol order as they are in this sitting.

    Of several sittings, given in their order, the last that somebody entered counts.
    """
    entry = and_(
        Attendance.delegate_id == HonouredGuest.delegate_id,
        Attendance.sitting_id.in_(sitting_ids),
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
        GuestNow(guest, _stay(came, sitting_ids), _noted_in(conference, guest, sitting_ids))
        for guest, came in _by_guest(session.execute(fresh))
    ]


def _by_guest(rows: Iterable[Any]) -> Iterator[tuple[HonouredGuest, list[Attendance]]]:
    for guest, theirs in groupby(rows, key=itemgetter(0)):
        yield guest, [entry for _, entry in theirs if entry is not None]


def _stay(entries: list[Attendance], sitting_ids: Sequence[int]) -> tuple[Attendance, ...]:
    """Give the last entry with those before it that were not left: one stay."""
    ordered = sorted(entries, key=lambda entry: sitting_ids.index(entry.sitting_id))
    left = [nth for nth, entry in enumerate(ordered[:-1], start=1) if entry.left_at is not None]
    return tuple(ordered[left[-1] if left else 0 :])


def _noted_in(
    conference: Conference, guest: HonouredGuest, sitting_ids: Sequence[int]
) -> GuestState:
    """Give what protocol noted in this sitting; who is off the list stays away from all of them."""
    off_the_list = guest.state not in HERE and guest.delegate.state is not ListState.APPROVED
    if guest.state_at is None or off_the_list:
        return guest.state
    order = [one.id for one in conference.sittings]
    noted_in = sitting_at(conference, guest.state_at).id
    later = order.index(noted_in) > order.index(sitting_ids[-1])
    in_this_one = noted_in in sitting_ids or (later and guest.state in HERE)
    return guest.state if in_this_one else GuestState.EXPECTED


def honoured_ids(session: Session) -> list[int]:
    """Give the ids of the honoured guests in protocol order."""
    ordered = select(HonouredGuest.delegate_id).order_by(
        HonouredGuest.ordinal, HonouredGuest.delegate_id
    )
    return list(session.scalars(ordered))


def honoured_entries(session: Session, *sitting_ids: int) -> tuple[tuple[Any, ...], ...]:
    """Give the entries of honoured guests to these sittings that stand: id, when came, when left.

    Who is here of them changes only when these do, however many others come.
    """
    entries = (
        select(Attendance.id, Attendance.first_at, Attendance.left_at)
        .join(HonouredGuest, HonouredGuest.delegate_id == Attendance.delegate_id)
        .where(Attendance.sitting_id.in_(sitting_ids), STANDS)
        .order_by(Attendance.id)
    )
    return tuple(tuple(row) for row in session.execute(entries))
