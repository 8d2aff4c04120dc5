"""What happened at the door as one story: attempts, and what people did about entries, by time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from conference.attendance.history import (
    TAKEN_BACK,
    PastAttempt,
    attempts,
    names_of,
    passages,
)
from conference.attendance.recording import AtStation
from conference.attendance.records import Attendance, Movement, MovementKind
from conference.delegates import Delegate

ATTEMPT = "attempt"
_DONE_BY_HAND = {MovementKind.LEFT, MovementKind.RETURNED, TAKEN_BACK}


@dataclass(frozen=True)
class Happening:
    """One line of the story; `kind` is "attempt", "left", "returned" or "taken_back".

    `words` are what somebody typed: why an entry was taken back, why somebody left, or by whose
    leave a rule was set aside.
    """

    kind: str
    at: dt.datetime
    delegate_id: int | None
    name: str
    mark: str
    station: str
    words: str
    by_name: str
    attempt: PastAttempt | None = None

    @property
    def recorded_at(self) -> dt.datetime:
        """When the server heard of it."""
        return self.attempt.at if self.attempt else self.at


def happened(session: Session, delegate_id: int) -> list[Happening]:
    """Give a delegate's story, the newest first; a return that a scan made is that scan's line."""
    seen = attempts(session, delegate_id=delegate_id)
    told = {moment for one in seen for moment in (one.at, one.device_at)}
    by_hand = [
        Happening(p.kind, p.at, delegate_id, "", "", p.station, p.reason, p.by_name)
        for p in passages(session, delegate_id)
        if p.kind in _DONE_BY_HAND and not (p.kind == MovementKind.RETURNED and p.at in told)
    ]
    story = [*map(_of_attempt, seen), *by_hand]
    return sorted(story, key=lambda one: one.at, reverse=True)


def happened_at(session: Session, station: AtStation, *, limit: int) -> list[Happening]:
    """Give what happened last at a place, what the server heard of last first.

    Of a machine that was never paired these are the attempts of that very machine.
    """
    here = attempts(session, station_id=station.id, device=station.device, limit=limit)
    if station.id is None:
        return [_of_attempt(one) for one in here]
    told = {(one.delegate_id, moment) for one in here for moment in (one.at, one.device_at)}
    by_hand = [
        one
        for one in [*_moves_at(session, station.name, limit), *_undone_at(session, station, limit)]
        if not (one.kind == MovementKind.RETURNED and (one.delegate_id, one.at) in told)
    ]
    story = [*map(_of_attempt, here), *by_hand]
    return sorted(story, key=lambda one: one.recorded_at, reverse=True)[:limit]


def _of_attempt(one: PastAttempt) -> Happening:
    return Happening(
        ATTEMPT,
        one.moment,
        one.delegate_id,
        one.name,
        one.mark,
        one.station,
        one.overrode,
        one.by_name,
        attempt=one,
    )


def _moves_at(session: Session, station_name: str, limit: int) -> list[Happening]:
    rows = session.execute(
        select(
            Movement.kind,
            Movement.at,
            Delegate,
            Movement.station_name,
            Movement.reason,
            Movement.by,
        )
        .join(Attendance, Attendance.id == Movement.attendance_id)
        .join(Delegate, Delegate.id == Attendance.delegate_id)
        .where(Movement.station_name == station_name)
        .order_by(Movement.id.desc())
        .limit(limit)
    )
    return _by_hand(session, rows.all())


def _undone_at(session: Session, station: AtStation, limit: int) -> list[Happening]:
    """Give the entries of this place that were taken back, wherever that was done."""
    rows = session.execute(
        select(
            Attendance.undone_at,
            Delegate,
            Attendance.station_name,
            Attendance.undo_reason,
            Attendance.undone_by,
        )
        .join(Delegate, Delegate.id == Attendance.delegate_id)
        .where(Attendance.station_id == station.id, Attendance.undone_at.is_not(None))
        .order_by(Attendance.undone_at.desc())
        .limit(limit)
    )
    return _by_hand(session, [(TAKEN_BACK, *row) for row in rows])


def _by_hand(session: Session, rows: Iterable[Sequence[Any]]) -> list[Happening]:
    found = list(rows)
    names = names_of(session, [row[-1] for row in found])
    return [
        Happening(
            kind, at, who.id, who.full_name, who.namesake_mark, station, words, names.get(by, "")
        )
        for kind, at, who, station, words, by in found
    ]
