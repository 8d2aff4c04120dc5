"""The door in numbers: who came, per group, unit and station, and how many a minute."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import BigInteger, ColumnElement, and_, func, select, type_coerce
from sqlalchemy import cast as as_type
from sqlalchemy.orm import InstrumentedAttribute, Session

from conference.attendance.presence import STANDS
from conference.attendance.records import Attendance, Scan
from conference.clock import from_ms
from conference.delegates import Delegate, DelegateGroup, ListState, Unit
from conference.stations import Station
from conference.verdicts import Verdict

MINUTE_MS = 60_000


@dataclass(frozen=True)
class Tally:
    """How many of some are on the list, came at all, are inside, and have left."""

    id: int
    name: str
    listed: int
    came: int
    present: int

    @property
    def left(self) -> int:
        """How many came and went out again."""
        return self.came - self.present


@dataclass(frozen=True)
class AtTheStation:
    """What a station has done; `id` None: attempts of devices that are no station."""

    id: int | None
    name: str
    attempts: int
    admitted: int
    repeats: int
    refused: int
    last_sequence: int | None
    last_at: dt.datetime | None


@dataclass(frozen=True)
class Statistics:
    """A sitting's door in numbers; whoever is not approved is in no tally."""

    sitting_id: int
    all: Tally
    groups: list[Tally]
    units: list[Tally]
    stations: list[AtTheStation]
    entries_per_minute: list[tuple[dt.datetime, int]]
    attempts_per_minute: list[tuple[dt.datetime, int]]


def statistics(session: Session, sitting_id: int) -> Statistics:
    """Count a sitting's arrivals and attempts."""
    groups = _tallies(session, sitting_id, DelegateGroup.id, DelegateGroup.name)
    return Statistics(
        sitting_id=sitting_id,
        all=Tally(
            0,
            "",
            sum(one.listed for one in groups),
            sum(one.came for one in groups),
            sum(one.present for one in groups),
        ),
        groups=groups,
        units=_tallies(session, sitting_id, Unit.id, Unit.name),
        stations=_stations(session, sitting_id),
        entries_per_minute=_per_minute(
            session, Attendance.first_at, (Attendance.sitting_id == sitting_id) & STANDS
        ),
        attempts_per_minute=_per_minute(session, Scan.at, Scan.sitting_id == sitting_id),
    )


def _tallies(
    session: Session,
    sitting_id: int,
    key: InstrumentedAttribute[int],
    name: InstrumentedAttribute[str],
) -> list[Tally]:
    came = func.count(Attendance.id)
    present = came.filter(Attendance.left_at.is_(None))
    rows = session.execute(
        select(key, name, func.count(Delegate.id), came, present)
        .select_from(Delegate)
        .join(DelegateGroup, DelegateGroup.id == Delegate.group_id)
        .join(Unit, Unit.id == Delegate.unit_id)
        .outerjoin(
            Attendance,
            and_(
                Attendance.delegate_id == Delegate.id, Attendance.sitting_id == sitting_id, STANDS
            ),
        )
        .where(Delegate.state == ListState.APPROVED)
        .group_by(key, name)
        .order_by(key)
    )
    return [Tally(*row) for row in rows]


def _stations(session: Session, sitting_id: int) -> list[AtTheStation]:
    count = func.count()

    def answered(verdict: Verdict) -> ColumnElement[int]:
        # What a station decided by itself counts as the person in front of it saw it.
        return count.filter(func.coalesce(Scan.shown, Scan.verdict) == verdict)

    rows = session.execute(
        select(
            Scan.station_id,
            Station.name,
            count,
            answered(Verdict.ADMITTED),
            answered(Verdict.REPEAT),
            answered(Verdict.REFUSED),
            func.max(Scan.sequence),
            func.max(Scan.at),
        )
        .select_from(Scan)
        .outerjoin(Station, Station.id == Scan.station_id)
        .where(Scan.sitting_id == sitting_id)
        .group_by(Scan.station_id, Station.name)
        .order_by(Scan.station_id)
    )
    return [AtTheStation(row[0], row[1] or "", *row[2:]) for row in rows]


def _per_minute(
    session: Session, moment: InstrumentedAttribute[dt.datetime], which: ColumnElement[bool]
) -> list[tuple[dt.datetime, int]]:
    minute = (type_coerce(moment, BigInteger) // MINUTE_MS).label("minute")
    question = (
        select(as_type(minute, BigInteger), func.count())
        .where(which)
        .group_by(minute)
        .order_by(minute)
    )
    return [(from_ms(int(nth) * MINUTE_MS), number) for nth, number in session.execute(question)]
