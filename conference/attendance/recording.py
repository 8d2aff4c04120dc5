"""What follows from a verdict: the entry or the way back in, the badge, and the attempt's row."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import insert, update
from sqlalchemy.orm import Session

from conference.attendance.judging import Found
from conference.attendance.records import (
    Attendance,
    DecidedBy,
    DelegateCheckedIn,
    DelegateReturned,
    Movement,
    MovementKind,
    Scan,
    ScanAnswered,
    ScanSource,
)
from conference.base import table_of
from conference.identity import DoorSetting
from conference.journal import record
from conference.prepared import Prepared
from conference.printing import queue_badge
from conference.stations import BadgePrinting
from conference.verdicts import Reason, Verdict


@dataclass(frozen=True)
class AtStation:
    """Where a scan was made: plain values; `pool` names the printers of its badges.

    `device` tells machines apart that were never paired.
    """

    id: int | None = None
    name: str = ""
    pool: str = ""
    printing: BadgePrinting = BadgePrinting.ONCE
    device: str = ""

    @property
    def by(self) -> str:
        """How the journal names this place."""
        return f"station:{self.id}" if self.id is not None else "door"


NOWHERE = AtStation()
"""A device that was never paired."""


@dataclass(frozen=True)
class Attempt:
    """One attempt, whatever it was made with; `by` is who acted, `overrode` by whose leave.

    Of one that the station decided itself: what it `shown`, and when the person `came_at`.
    """

    scan_id: str
    station: AtStation
    at: dt.datetime
    by: str
    source: ScanSource = ScanSource.SCANNER
    sequence: int | None = None
    device_at: dt.datetime | None = None
    overrode: str = ""
    badges: bool = True
    badge_in_hand: bool = False
    decided_by: DecidedBy = DecidedBy.SERVER
    shown: Verdict | None = None
    came_at: dt.datetime | None = None

    @property
    def moment(self) -> dt.datetime:
        """When the person stood there."""
        return self.came_at or self.at


_INSERT_SCAN = Prepared(
    insert(table_of(Scan)),
    "scan_id", "sitting_id", "delegate_id", "station_id", "sequence", "source", "decided_by",
    "shown", "verdict", "reason", "by", "overrode", "device", "device_at", "at", "answer",
)  # fmt: skip
_INSERT_ATTENDANCE = Prepared(
    insert(table_of(Attendance)),
    "delegate_id", "sitting_id", "first_at", "station_id", "station_name", "source", "by",
    "left_reason", "undone_by", "undo_reason",
)  # fmt: skip


def carry_out(session: Session, attempt: Attempt, found: Found, door: DoorSetting) -> None:
    """Write down what the verdict says: a first entry, a way back, or that nobody came in anew."""
    if found.reason is Reason.ADMITTED:
        admit(session, attempt, found, door)
    elif found.reason is Reason.RETURNED:
        let_back_in(session, attempt, found, door)
    else:
        note_answer(session, attempt, found)


def admit(session: Session, attempt: Attempt, found: Found, door: DoorSetting) -> None:
    """Record the first entry of whoever was found."""
    delegate_id, station = found.card.id if found.card else 0, attempt.station
    values = {
        "delegate_id": delegate_id,
        "sitting_id": door.sitting_id,
        "first_at": attempt.moment,
        "station_id": station.id,
        "station_name": station.name,
        "source": attempt.source,
        "by": attempt.by,
    }
    _INSERT_ATTENDANCE.insert(
        session, values | dict.fromkeys(("left_reason", "undone_by", "undo_reason"), "")
    )
    fact = DelegateCheckedIn(
        delegate_id=delegate_id, sitting_id=door.sitting_id, station_id=station.id
    )
    record(session, fact, at=attempt.at, by=attempt.by)


def let_back_in(session: Session, attempt: Attempt, found: Found, door: DoorSetting) -> None:
    """Record that somebody who had left is back."""
    delegate_id, station = found.card.id if found.card else 0, attempt.station
    session.execute(
        update(Attendance)
        .where(Attendance.id == found.attendance_id)
        .values(left_at=None, left_reason="")
    )
    session.add(
        Movement(
            attendance_id=found.attendance_id,
            kind=MovementKind.RETURNED,
            at=attempt.moment,
            station_name=station.name,
            by=attempt.by,
        )
    )
    fact = DelegateReturned(
        delegate_id=delegate_id, sitting_id=door.sitting_id, station_id=station.id
    )
    record(session, fact, at=attempt.at, by=attempt.by)


def note_answer(session: Session, attempt: Attempt, found: Found) -> None:
    """Record that a scan was answered that let nobody in anew."""
    delegate_id = found.card.id if found.card else None
    fact = ScanAnswered(reason=found.reason, delegate_id=delegate_id, station_id=attempt.station.id)
    record(session, fact, at=attempt.at, by=attempt.by)


_PRINTED_AT = {
    BadgePrinting.OFF: frozenset(),
    BadgePrinting.ONCE: frozenset({Reason.ADMITTED}),
    BadgePrinting.ALWAYS: frozenset({Reason.ADMITTED, Reason.RETURNED}),
}


def give_badge(
    session: Session, attempt: Attempt, found: Found, door: DoorSetting
) -> dict[str, Any] | None:
    """Queue the badge, or say in which tray it waits; give what the answer says of it."""
    card, station = found.card, attempt.station
    if card is None or found.reason not in _PRINTED_AT[BadgePrinting.ALWAYS]:
        return None
    if door.preprinted:
        waits = found.reason is Reason.ADMITTED and not attempt.badge_in_hand
        return {"queued": False, "tray": card.tray} if waits else None
    if not attempt.badges or found.reason not in _PRINTED_AT[station.printing]:
        return None
    if found.has_badge and station.printing is not BadgePrinting.ALWAYS:
        # Never silently twice: of a sitting before, handed out before, or of an entry taken back.
        return None
    queue_badge(
        session,
        card,
        issue=found.badge_issue,
        conference_number=door.number,
        title_lines=list(door.title_lines),
        rehearsal=door.rehearsal,
        requested_by=station.name,
        pool=station.pool,
        at=attempt.at,
        by=attempt.by,
    )
    return {"queued": True, "pool": station.pool}


def keep(  # noqa: PLR0917 - same
    session: Session, attempt: Attempt, found: Found, door: DoorSetting, answer: str
) -> None:
    """Keep the attempt and the answer it got."""
    _INSERT_SCAN.insert(
        session,
        {
            "scan_id": attempt.scan_id,
            "sitting_id": door.sitting_id,
            "delegate_id": found.card.id if found.card else None,
            "station_id": attempt.station.id,
            "sequence": attempt.sequence,
            "source": attempt.source,
            "decided_by": attempt.decided_by,
            "shown": attempt.shown,
            "verdict": found.reason.verdict,
            "reason": found.reason,
            "by": attempt.by,
            "overrode": attempt.overrode,
            "device": attempt.station.device,
            "device_at": attempt.device_at,
            "at": attempt.at,
            "answer": answer,
        },
    )
