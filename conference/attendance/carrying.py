"""What a station has to know to answer for a while without the server.

Plain values; how they are sealed, so that nobody can read them without the code in hand, is the
business of who hands them out.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from conference.attendance.judging import judge_code, judge_listed
from conference.attendance.looking_up import every_code, everybody
from conference.attendance.presence import STANDS
from conference.attendance.records import Attendance, Scan
from conference.codes import read_code
from conference.delegates import DelegateCard
from conference.identity import DOOR_OPENS_AHEAD, DoorSetting, Sitting, door_setting
from conference.verdicts import Reason

_NOT_EVEN_INSIDE = frozenset({Reason.REPLACED, Reason.WITHDRAWN})
"""Reasons by which somebody is sent to the desk although an entry of theirs stands.

As `judging` has it: whoever was let in by leave is not stopped again at the next scan.
"""


@dataclass(frozen=True)
class CarriedCode:
    """What a station answers to this code as long as nobody has come with it.

    `card` is None where not even an entry that stands would be a repeat.
    """

    digits: str
    delegate_id: int
    reason: Reason
    card: DelegateCard | None


@dataclass(frozen=True)
class CarriedNumber:
    """What a desk is told about the short number of a card: no name goes with it."""

    card_number: str
    delegate_id: int
    reason: Reason


@dataclass(frozen=True)
class Carried:
    """All of it, for the sitting that the door is open for; good until another one's opens."""

    door: DoorSetting
    good_until: dt.datetime | None
    codes: list[CarriedCode]
    numbers: list[CarriedNumber]


@dataclass(frozen=True)
class Came:
    """Somebody's first entry, and since when they are out again."""

    delegate_id: int
    first_at: dt.datetime
    station_name: str
    left_at: dt.datetime | None


def carried(session: Session, now: dt.datetime) -> Carried:
    """Give what a station needs to answer by itself from this moment on.

    Raises:
        NoConference: there is no conference, or no sitting of it.
    """
    door = door_setting(session, now)
    codes = [_carried_code(_absent(row), door) for row in every_code(session, door.sitting_id)]
    numbers = [
        CarriedNumber(row.card_number, row.id, _listed(_absent(row), door))
        for row in everybody(session, door.sitting_id)
    ]
    return Carried(door, _good_until(session, door), codes, numbers)


def _absent(row: Any) -> Any:
    """Give the row as if nobody had come: who has, `came` says; it changes all the time."""
    nobody = {"attendance_id": None, "first_at": None, "left_at": None, "station_name": None}
    return SimpleNamespace(**(vars(row) | nobody))


def _carried_code(row: Any, door: DoorSetting) -> CarriedCode:
    found = judge_code(read_code(row.digits), door, row, inside=_plenty_of_room)
    card = None if found.reason in _NOT_EVEN_INSIDE else found.card
    return CarriedCode(row.digits, row.id, found.reason, card)


def _listed(row: Any, door: DoorSetting) -> Reason:
    return judge_listed(door, row, kind=None, inside=_plenty_of_room).reason


def _plenty_of_room() -> int:
    """Count nobody: how full the hall is, a station alone cannot know."""
    return 0


def _good_until(session: Session, door: DoorSetting) -> dt.datetime | None:
    """Give when the next sitting's door opens; None at the last one."""
    next_starts = select(func.min(Sitting.starts_at)).where(Sitting.ordinal > door.sitting_ordinal)
    starts = session.scalar(next_starts)
    return starts - DOOR_OPENS_AHEAD if starts else None


def came(session: Session, sitting_id: int) -> list[Came]:
    """Give who has come to this sitting, in the order in which they did."""
    rows = session.execute(
        select(
            Attendance.delegate_id,
            Attendance.first_at,
            Attendance.station_name,
            Attendance.left_at,
        )
        .where(Attendance.sitting_id == sitting_id, STANDS)
        .order_by(Attendance.id)
    )
    return [Came(*row) for row in rows]


def last_sequence(session: Session, station_id: int) -> int:
    """Give the highest number that a station has given to a scan; 0 if none came in."""
    highest = select(func.max(Scan.sequence)).where(Scan.station_id == station_id)
    return session.scalar(highest) or 0
