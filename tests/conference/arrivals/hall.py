"""Short ways to let people come and go, and to look at the hall, for the tests of this folder."""

from __future__ import annotations

import datetime as dt
from typing import Any

from conference.arrivals import look_once
from conference.attendance import AtStation, admit_by_hand, come_back, leave, take_back_entry
from conference.attendance.records import ScanSource
from conference.database import Database
from conference.doors import change_door
from tests.conference.list.acting import do
from tests.factories import AT, new_id


def minutes(count: float) -> dt.datetime:
    """Give the moment so many minutes after 13:42."""
    return AT + dt.timedelta(minutes=count)


def come(db: Database, delegate_id: int, at: dt.datetime = AT, **how: Any) -> None:
    """Let somebody in."""
    how = {"scan_id": new_id(), "source": ScanSource.NAME_SEARCH} | how
    do(db, admit_by_hand, delegate_id, at=at, **how)


def go(db: Database, delegate_id: int, at: dt.datetime = AT) -> None:
    """Let somebody go."""
    do(db, leave, delegate_id, reason="Việc gấp", station_name="Quầy 1", at=at)


def back(db: Database, delegate_id: int, at: dt.datetime = AT) -> None:
    """Let somebody who had left come back."""
    do(db, come_back, delegate_id, station_name="Quầy 1", at=at)


def undo(db: Database, delegate_id: int, at: dt.datetime = AT) -> None:
    """Take an entry back."""
    do(db, take_back_entry, delegate_id, reason="Nhầm người", at=at)


def set_door(db: Database, **changes: Any) -> None:
    """Run the door otherwise."""
    do(db, change_door, changes)


def figures(db: Database, at: dt.datetime = AT) -> dict[str, Any]:
    """Look at everything once."""
    with db.reading() as session:
        return look_once(session, at)


def at_station(number: int, name: str = "") -> AtStation:
    """Give a station that a scan was made at."""
    return AtStation(number, name)
