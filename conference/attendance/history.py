"""What happened at the door: every attempt, and what became of one delegate's entries."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from conference.attendance.records import (
    Attendance,
    DecidedBy,
    Movement,
    Scan,
    ScanSource,
)
from conference.delegates import Delegate, Unit
from conference.operators import Operator
from conference.stations import Station
from conference.verdicts import Reason, Verdict

MOST_ATTEMPTS = 200
"""Rows that one question gives."""

_OF_NO_STATION = (ScanSource.PAPER, ScanSource.VIP_RECEPTION)
"""Made at no machine of the door."""

TAKEN_BACK = "taken_back"
ENTERED = "entered"


@dataclass(frozen=True)
class PastAttempt:
    """One attempt at the door as the staff reads it; `by_name` is the operator or the station.

    `number` is what was typed of a card while there was no server; `taken_back` says that the entry
    which the attempt made does not stand any more.
    """

    id: int
    scan_id: str
    delegate_id: int | None
    name: str
    mark: str
    unit: str
    station: str
    sequence: int | None
    source: ScanSource
    decided_by: DecidedBy
    shown: Verdict | None
    verdict: Verdict
    reason: Reason
    overrode: str
    device_at: dt.datetime | None
    at: dt.datetime
    by: str
    by_name: str
    number: str
    taken_back: bool

    @property
    def moment(self) -> dt.datetime:
        """When somebody stood there: a scan that waited in a queue was made before it came."""
        if self.decided_by is DecidedBy.STATION and self.device_at is not None:
            return min(self.device_at, self.at)
        return self.at


@dataclass(frozen=True)
class Passage:
    """A delegate came in, went out, came back, or the entry was taken back."""

    kind: str
    at: dt.datetime
    station: str
    reason: str
    by: str
    by_name: str


def attempts(
    session: Session,
    *,
    after: int | None = None,
    delegate_id: int | None = None,
    station_id: int | None = None,
    device: str | None = None,
    limit: int = MOST_ATTEMPTS,
) -> list[PastAttempt]:
    """Give attempts, the newest first; with `after` those behind that id, the eldest first.

    With `device` and no station: those of that machine, which was never paired.
    """
    question = (
        select(Scan, Delegate.full_name, Delegate.namesake_mark, Unit.name, Station.name)
        .outerjoin(Delegate, Delegate.id == Scan.delegate_id)
        .outerjoin(Unit, Unit.id == Delegate.unit_id)
        .outerjoin(Station, Station.id == Scan.station_id)
        .limit(min(limit, MOST_ATTEMPTS))
    )
    wanted = {Scan.delegate_id: delegate_id, Scan.station_id: station_id}
    for column, value in wanted.items():
        if value is not None:
            question = question.where(column == value)
    if device is not None and station_id is None:
        unpaired = Scan.station_id.is_(None) & (Scan.device == device)
        question = question.where(unpaired, Scan.source.not_in(_OF_NO_STATION))
    if after is None:
        question = question.order_by(Scan.id.desc())
    else:
        question = question.where(Scan.id > after).order_by(Scan.id)
    rows = session.execute(question).all()
    names = names_of(session, [row[0].by for row in rows])
    undone = _undone(session, [row[0].delegate_id for row in rows])
    return [_attempt(row, names, undone) for row in rows]


def _undone(
    session: Session, delegate_ids: Iterable[int | None]
) -> set[tuple[int, int, dt.datetime]]:
    """Give the entries of these delegates that were taken back: whose, to what, and since when."""
    rows = session.execute(
        select(Attendance.delegate_id, Attendance.sitting_id, Attendance.first_at).where(
            Attendance.delegate_id.in_(set(delegate_ids) - {None}),
            Attendance.undone_at.is_not(None),
        )
    )
    return {(whose, sitting, first_at) for whose, sitting, first_at in rows}


def _let_in(scan: Scan) -> bool:
    return Verdict.ADMITTED in {scan.verdict, scan.shown}


def _number(scan: Scan) -> str:
    """Give the number of a card as it was typed; only such an answer carries one."""
    if scan.source is not ScanSource.CARD_NUMBER or scan.decided_by is not DecidedBy.STATION:
        return ""
    number: str = json.loads(scan.answer).get("number", "")
    return number


def _attempt(
    row: Any, names: dict[str, str], undone: set[tuple[int, int, dt.datetime]]
) -> PastAttempt:
    scan, name, mark, unit, station = row
    entries = {(scan.delegate_id, scan.sitting_id, when) for when in (scan.at, scan.device_at)}
    return PastAttempt(
        id=scan.id,
        scan_id=scan.scan_id,
        delegate_id=scan.delegate_id,
        name=name or "",
        mark=mark or "",
        unit=unit or "",
        station=station or "",
        sequence=scan.sequence,
        source=scan.source,
        decided_by=scan.decided_by,
        shown=scan.shown,
        verdict=scan.verdict,
        reason=scan.reason,
        overrode=scan.overrode,
        device_at=scan.device_at,
        at=scan.at,
        by=scan.by,
        by_name=names.get(scan.by, ""),
        number=_number(scan),
        taken_back=_let_in(scan) and bool(entries & undone),
    )


def passages(session: Session, delegate_id: int) -> list[Passage]:
    """Give what became of a delegate's entries in every sitting, the eldest first."""
    entries = session.scalars(select(Attendance).where(Attendance.delegate_id == delegate_id)).all()
    moves = session.scalars(
        select(Movement).where(Movement.attendance_id.in_([entry.id for entry in entries]))
    ).all()
    names = names_of(
        session,
        [*(e.by for e in entries), *(e.undone_by for e in entries), *(move.by for move in moves)],
    )
    found = [
        Passage(ENTERED, e.first_at, e.station_name, "", e.by, names.get(e.by, "")) for e in entries
    ]
    found += [
        Passage(m.kind, m.at, m.station_name, m.reason, m.by, names.get(m.by, "")) for m in moves
    ]
    found += [
        Passage(TAKEN_BACK, e.undone_at, "", e.undo_reason, e.undone_by, names.get(e.undone_by, ""))
        for e in entries
        if e.undone_at is not None
    ]
    return sorted(found, key=lambda passage: passage.at)


def names_of(session: Session, actors: Iterable[str]) -> dict[str, str]:
    """Give how the operators and stations among these are called, as the journal names them."""
    asked = set(actors)
    found: dict[str, str] = {}
    for kind, mapped, name in (
        ("operator", Operator.id, Operator.full_name),
        ("station", Station.id, Station.name),
    ):
        ids = [int(digits) for one in asked if (digits := one.removeprefix(f"{kind}:")) != one]
        rows = session.execute(select(mapped, name).where(mapped.in_(ids)))
        found |= {f"{kind}:{row_id}": spoken for row_id, spoken in rows}
    return found
