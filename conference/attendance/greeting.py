"""Whom the lobby greets, and until when: from the first programme item the door is silent."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from conference.agenda import Rundown
from conference.attendance.presence import INSIDE
from conference.attendance.records import Attendance, ScanSource
from conference.delegates import Delegate, ListState

NEWEST = 60
"""Entries looked at: merged ones come late and were made long before."""


@dataclass(frozen=True)
class Greeting:
    """Somebody who has just come, in public words."""

    delegate_id: int
    address: str
    name: str
    position: str
    unit: str
    at: dt.datetime


def door_is_silent(state: Rundown, sitting_id: int) -> bool:
    """Whether an item of this sitting's programme has begun: nobody is greeted aloud any more."""
    return any(
        state.of(item).started is not None for item in state.items if item.sitting_id == sitting_id
    )


def greetings(
    session: Session, sitting_id: int, *, limit: int, leaving_out: Collection[int] = ()
) -> list[Greeting]:
    """Give who came last and is here, newest first; nobody entered from paper afterwards."""
    newest = (
        select(Attendance, Delegate)
        .join(Delegate, Delegate.id == Attendance.delegate_id)
        .where(
            Attendance.sitting_id == sitting_id,
            INSIDE,
            Attendance.source != ScanSource.PAPER,
            Delegate.state == ListState.APPROVED,
            Delegate.id.not_in(leaving_out),
        )
        .options(joinedload(Delegate.unit))
        .order_by(Attendance.id.desc())
        .limit(NEWEST)
    )
    came = sorted(session.execute(newest), key=lambda row: row[0].first_at, reverse=True)
    return [_greeting(entry, delegate) for entry, delegate in came[:limit]]


def _greeting(entry: Attendance, delegate: Delegate) -> Greeting:
    return Greeting(
        delegate_id=delegate.id,
        address=delegate.address,
        name=delegate.full_name,
        position=delegate.position,
        unit=delegate.unit.name,
        at=entry.first_at,
    )
