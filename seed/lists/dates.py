"""Dates of birth as lists hold them: date cells, serial numbers, dd/mm/yyyy, a year alone.

A column that mixes real dates (day ≤ 12) and texts (day > 12) was opened under a US locale: day
and month of the real ones are swapped (domain.md §4).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from seed.lists.grid import Value

_EARLIEST, _LATEST = 1900, 2100
_SERIALS: Final = range(3654, 73051)
"""1910-01-02 to 2099-12-31 in Excel's count; smaller numbers are years, or nothing."""
_EPOCH: Final = dt.date(1899, 12, 30)
_MONTHS: Final = 12
_TWO_DIGIT_TURN: Final = 30
"""A birth year "29" is 2029 to Excel; here whatever is below this is 20xx, the rest 19xx."""

_YEAR: Final = re.compile(r"(?:năm\s+)?(\d{4})(?:\.0)?", re.IGNORECASE)
_MONTH_YEAR: Final = re.compile(r"(?:tháng\s+)?(\d{1,2})\s*[/.\-]\s*(\d{4})", re.IGNORECASE)
_DAY_MONTH_YEAR: Final = re.compile(
    r"(?:ngày\s+)?(\d{1,2})\s*(?:[/.\-]|tháng)\s*(\d{1,2})\s*(?:[/.\-]|năm)\s*(\d{4}|\d{2})",
    re.IGNORECASE,
)
_ISO: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]0?0:00(?::00)?)?")
_SERIAL: Final = re.compile(r"(\d{5})(?:\.0)?")
_ANY_YEAR: Final = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")


@dataclass(frozen=True, slots=True)
class Birth:
    """A date (ISO) or only a year; `trouble` is the code of a fault, "" for none."""

    date: str = ""
    year: int | None = None
    trouble: str = ""


def read_birth(value: Value) -> Birth:
    """Read one cell; nothing at all gives an empty birth."""
    if isinstance(value, dt.date):
        return _checked(value.year, value.month, value.day)
    if isinstance(value, (bool, dt.time, dt.timedelta)):
        return Birth(trouble="birth_unreadable")
    if isinstance(value, (int, float)):
        return _from_number(value)
    return _from_text(" ".join(value.split()))


def _from_number(number: float) -> Birth:
    if number != int(number):
        return Birth(trouble="birth_unreadable")
    if _EARLIEST <= number <= _LATEST:
        return Birth(year=int(number))
    if number in _SERIALS:
        day = _EPOCH + dt.timedelta(days=int(number))
        return Birth(day.isoformat(), day.year)
    return Birth(trouble="birth_unreadable")


def _from_text(text: str) -> Birth:
    if not text:
        return Birth()
    for shape, read in _SHAPES:
        if match := shape.fullmatch(text):
            return read(match)
    found = _ANY_YEAR.search(text)
    return Birth(year=int(found[1]), trouble="birth_year_only") if found else _nothing()


def _from_parts(match: re.Match[str]) -> Birth:
    day, month, year = int(match[1]), int(match[2]), int(match[3])
    if len(match[3]) == len("1900"):
        return _checked(year, month, day)
    year += 2000 if year < _TWO_DIGIT_TURN else 1900
    birth = _checked(year, month, day)
    return Birth(birth.date, birth.year, birth.trouble or "birth_two_digits")


def _checked(year: int, month: int, day: int) -> Birth:
    if not _EARLIEST <= year <= _LATEST:
        return _nothing()
    try:
        return Birth(dt.date(year, month, day).isoformat(), year)
    except ValueError:
        return Birth(year=year, trouble="birth_year_only")


def _year_alone(year: int) -> Birth:
    return Birth(year=year) if _EARLIEST <= year <= _LATEST else _nothing()


def _nothing() -> Birth:
    return Birth(trouble="birth_unreadable")


_SHAPES: Final[tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Birth]], ...]] = (
    (_YEAR, lambda match: _year_alone(int(match[1]))),
    (_DAY_MONTH_YEAR, _from_parts),
    (_ISO, lambda match: _checked(int(match[1]), int(match[2]), int(match[3]))),
    (_MONTH_YEAR, lambda match: _year_alone(int(match[2]))),
    (_SERIAL, lambda match: _from_number(float(match[1]))),
)


def is_swapped(values: Iterable[Value]) -> bool:
    """Tell whether a column shows that real dates had day and month swapped.

    Every real date has a day up to 12, every text a day above it, and there are both.
    """
    real, texts = [], []
    for value in values:
        if isinstance(value, dt.date):
            real.append(value.day)
        elif isinstance(value, str) and (match := _DAY_MONTH_YEAR.fullmatch(value.strip())):
            texts.append(int(match[1]))
    return bool(real and texts) and max(real) <= _MONTHS < min(texts)
