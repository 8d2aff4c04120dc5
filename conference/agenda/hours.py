"""Hours as programmes write them: 14h00’-14h20’, 14g00, từ 14:00 đến 14:20, 20 phút.

Read without guessing: what is left over besides hours and the small words around them makes the
text unreadable. Written always as 14h00.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from conference.names import tidy

_APOSTROPHES: Final = "’'‘′´`ʼʹ‛＇\""
_DASHES: Final = "-‐‑‒–—―−﹣－~→"
_MINUTES: Final = rf"(?:phút|phut|ph|p|min|[{_APOSTROPHES}])"
_CLOCK: Final = re.compile(
    rf"(?P<hour>\d{{1,2}})\s*(?:(?:giờ|gio|h|g|[:.])\s*(?:(?P<minute>\d{{2}})(?::\d{{2}})?)?)\s*"
    rf"{_MINUTES}*\s*(?P<part>sáng|trưa|chiều|tối|sa|ch|am|pm)?(?!\w)",
    re.IGNORECASE,
)
_BARE_HOUR: Final = re.compile(rf"^(\D*?)(\d{{1,2}})(\s*[{_DASHES}]\s*\d{{1,2}}\s*(?:h|g|:|giờ))")
_LENGTH: Final = re.compile(rf"[(\[]?(?P<minutes>\d{{1,3}})\s*{_MINUTES}[)\]]?", re.IGNORECASE)
_LONG_LENGTH: Final = re.compile(
    r"(?P<hours>[0-4])\s*(?:giờ|tiếng)(?:\s*(?P<minutes>\d{1,2})\s*phút)?", re.IGNORECASE
)
_AROUND: Final = re.compile(
    r"\b(?:từ|đến|tới|lúc|vào|khoảng|dự kiến|bắt đầu|kết thúc|hết|trở đi)\b|"
    rf"[{_DASHES}{_APOSTROPHES}\s,;:.()\[\]…]",
    re.IGNORECASE,
)
_AFTER_NOON: Final = frozenset({"chiều", "tối", "ch", "pm"})
_NOON: Final = 12
_MOST: Final = 2
"""Hours in one text: when it begins and when it ends."""


@dataclass(frozen=True)
class Hours:
    """When an item begins and ends, or how long it takes; what is not said is None."""

    start: dt.time | None = None
    end: dt.time | None = None
    length_min: int | None = None


def read_hours(text: str) -> Hours | None:
    """Read what a programme says of an item's time; None where it cannot be read.

    An empty text says nothing and is `Hours()`.
    """
    words = tidy(text)
    if not words or not _AROUND.sub("", words):
        return Hours()
    length = _read_length(words)
    if length is not None:
        return Hours(length_min=length)
    # "14-14h20": the first hour borrows its letter from the second.
    words = _BARE_HOUR.sub(r"\1\2h\3", words)
    said = _clocks([*_CLOCK.finditer(words)])
    rest = _CLOCK.sub(" ", words)
    beside = _LENGTH.search(rest)
    rest = _LENGTH.sub(" ", rest, count=1)
    if not said or len(said) > _MOST or None in said or _AROUND.sub("", rest):
        return None
    start, end = said[0], said[1] if len(said) == _MOST else None
    minutes = int(beside["minutes"]) if beside and end is None else None
    return Hours(start, end, minutes)


def is_no_hour(text: str) -> bool:
    """Whether a text is written as an hour, and no clock has it: 25h99."""
    return any(_clock(one) is None for one in _CLOCK.finditer(tidy(text)))


def _read_length(words: str) -> int | None:
    if whole := _LENGTH.fullmatch(words):
        return int(whole["minutes"])
    if whole := _LONG_LENGTH.fullmatch(words):
        return int(whole["hours"]) * 60 + int(whole["minutes"] or 0)
    return None


def _clocks(found: Sequence[re.Match[str]]) -> list[dt.time | None]:
    """Read each hour; "2h - 3h30 chiều" says once of both that they are after noon.

    "11h - 1h chiều" does not: the first is before noon. "2h - 2h chiều" may be either: None.
    """
    if len(found) != _MOST or found[0]["part"] or not _shifted(found[1]):
        return [_clock(one) for one in found]
    first, second = (int(one["hour"]) * 60 + int(one["minute"] or 0) for one in found)
    if first == second:
        return [None]
    return [_clock(found[0], after_noon=first < second), _clock(found[1])]


def _shifted(found: re.Match[str]) -> bool:
    """Whether an hour is written as twelve hours less than it is: 3h30 chiều."""
    return (found["part"] or "").casefold() in _AFTER_NOON and int(found["hour"]) < _NOON


def _clock(found: re.Match[str], *, after_noon: bool = False) -> dt.time | None:
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    if _shifted(found) or after_noon:
        hour += _NOON
    try:
        return dt.time(hour, minute)
    except ValueError:
        return None


def written_hour(hour: dt.time) -> str:
    """Write an hour as programmes do: 14h00."""
    return f"{hour.hour:02d}h{hour.minute:02d}"


def written_hours(hours: Hours) -> str:
    """Write when something begins and ends, "14h00-14h20"; its minutes where no hour is known."""
    said = [written_hour(one) for one in (hours.start, hours.end) if one is not None]
    if said:
        return "-".join(said)
    return "" if hours.length_min is None else f"{hours.length_min} phút"
