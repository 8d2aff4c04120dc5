"""The only place that asks the machine what time it is; all others are given a `Clock`.

What the server goes by is steadier: `server.steady_clock`.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable
from pathlib import Path
from zoneinfo import ZoneInfo

Clock = Callable[[], dt.datetime]
"""Answers the present moment as an aware UTC datetime."""

HALL_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
"""Times are stored in UTC and shown in the hall's zone (ADR 0012)."""


def system_clock() -> dt.datetime:
    """Answer the machine's present moment, in UTC."""
    return dt.datetime.now(dt.UTC)  # noqa: TID251 - the one place


def running_s() -> float:
    """Answer how many seconds have gone by since some moment; setting a clock changes nothing.

    Time during which the machine was suspended counts, where the system can tell.
    """
    if hasattr(time, "CLOCK_BOOTTIME"):
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    return time.monotonic()  # pragma: no cover - not on Linux


def this_boot() -> str:
    """Answer which run of the machine this is; `running_s` of another is another count.

    Empty where nobody knows.
    """
    try:
        return _BOOT_ID.read_text(encoding="ascii").strip()
    except OSError:
        return ""


_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


def in_the_hall(moment: dt.datetime) -> dt.datetime:
    """Give the same moment as the hall's wall clock shows it."""
    return moment.astimezone(HALL_ZONE)


def hall_moment(date: dt.date, time: dt.time) -> dt.datetime:
    """Give the UTC moment at which the hall's wall clock shows this date and time."""
    return dt.datetime.combine(date, time, tzinfo=HALL_ZONE).astimezone(dt.UTC)


def to_ms(moment: dt.datetime) -> int:
    """Give whole milliseconds since 1970-01-01T00:00:00Z, as the wire and the tables carry them."""
    return round(moment.timestamp() * 1000)


def from_ms(milliseconds: int) -> dt.datetime:
    """Give the aware UTC moment for milliseconds since 1970-01-01T00:00:00Z."""
    return dt.datetime.fromtimestamp(milliseconds / 1000, tz=dt.UTC)
