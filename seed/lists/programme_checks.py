"""A programme that was read is looked over as a whole: hours that overlap, numbers that lack."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from conference.agenda import Hours, written_hour, written_hours
from conference.names import fold
from seed.lists.model import Fault
from seed.lists.programme_columns import Columns
from seed.lists.programme_model import Column, ListedItem, ListedPart, programme_fault

_LONGEST: Final = {"number": 10, "title": 500, "performer": 300, "note": 300}
_LONGEST_OF_PART: Final = {"label": 10, "title": 300, "performer": 300}
_NAMES: Final = {
    "number": "STT",
    "label": "STT",
    "title": "Nội dung",
    "performer": "Thực hiện",
    "note": "Ghi chú",
}
_ANYBODY: Final = "dai dien"


def checked(
    items: Sequence[ListedItem], faults: Sequence[Fault], sheet: str, columns: Columns
) -> tuple[list[ListedItem], list[Fault]]:
    """Give the items with what could be filled in, and all faults by row."""
    look = _Look(items, sheet)
    look.over(columns)
    by_row = sorted([*faults, *look.faults], key=lambda one: one.row)
    return look.items, [*_of_the_table(sheet, columns), *by_row]


def _of_the_table(sheet: str, columns: Columns) -> Iterator[Fault]:
    if not columns.by_header:
        yield programme_fault("no_header", sheet)
    for header in columns.unknown():
        yield programme_fault("unknown_column", sheet, header=header)
    if not {Column.HOURS, Column.START, Column.LENGTH} & set(columns.places):
        yield programme_fault("no_hours_column", sheet)
    if Column.PERFORMER not in columns.places:
        yield programme_fault("no_performer_column", sheet)


class _Look:
    """One look over all items, from the first to the last."""

    def __init__(self, items: Sequence[ListedItem], sheet: str) -> None:
        self.items = list(items)
        self.faults: list[Fault] = []
        self._sheet = sheet

    def over(self, columns: Columns) -> None:
        """Look at everything."""
        self._numbers(columns)
        self._hours()
        for one in self.items:
            self._lengths(one)
        self._titles()
        if Column.PERFORMER in columns.places:
            for one in self.items:
                self._performer(one)

    def _fault(self, code: str, one: ListedItem, **details: str | int) -> None:
        self.faults.append(programme_fault(code, self._sheet, one.row, **details))

    def _numbers(self, columns: Columns) -> None:
        """Fill in a number that stands between its neighbours; say which are there twice."""
        if Column.NUMBER not in columns.places:
            return
        seen: dict[str, ListedItem] = {}
        for nth, one in enumerate(self.items):
            if not one.number:
                filled = self._between(nth)
                if filled:
                    self.items[nth] = replace(one, number=filled)
                    self._fault("number_filled", one, number=filled)
                else:
                    self._fault("number_missing", one)
            elif seen.setdefault(one.number, one) is not one:
                self._fault("number_twice", one, number=one.number, other=seen[one.number].row)

    def _between(self, nth: int) -> str:
        before = self.items[nth - 1].number if nth else "0"
        behind = self.items[nth + 1].number if nth + 1 < len(self.items) else ""
        if not before.isdecimal() or not behind.isdecimal():
            return ""
        return str(int(before) + 1) if int(behind) == int(before) + 2 else ""

    def _hours(self) -> None:
        """Say where hours go back, overlap or leave a gap; an end that lacks is the next start."""
        before: dt.time | None = None
        for nth, one in enumerate(self.items):
            if one.start is None:
                continue
            end = one.end or self._end(nth, one)
            if end is not None and end <= one.start:
                self._fault("end_before_start", one, value=written_hours(Hours(one.start, end)))
            self.items[nth] = replace(one, end=end, length_min=None if end else one.length_min)
            if before is not None and one.start < before:
                self._fault(
                    "overlaps", one, start=written_hour(one.start), end=written_hour(before)
                )
            elif before is not None and one.start > before:
                self._fault("gap", one, minutes=_minutes(before, one.start))
            before = end

    def _end(self, nth: int, one: ListedItem) -> dt.time | None:
        """Give when an item of which only the beginning is written ends."""
        if one.start is None:
            return None
        if one.length_min is not None:
            return _later(one.start, one.length_min)
        following = next((other for other in self.items[nth + 1 :]), None)
        if following is None or following.start is None or following.start <= one.start:
            return None
        self._fault("end_from_next", one, end=written_hour(following.start))
        return following.start

    def _lengths(self, one: ListedItem) -> None:
        for name, most in _LONGEST.items():
            if len(getattr(one, name)) > most:
                self._fault("text_too_long", one, what=_NAMES[name], limit=most)
        for part in (*one.steps, *one.entries):
            self._lengths_of_part(one, part)

    def _lengths_of_part(self, one: ListedItem, part: ListedPart) -> None:
        for name, most in _LONGEST_OF_PART.items():
            if len(getattr(part, name)) > most:
                self._fault("text_too_long", one, what=_NAMES[name], limit=most)

    def _titles(self) -> None:
        seen: dict[str, ListedItem] = {}
        for one in self.items:
            first = seen.setdefault(fold(one.title), one)
            if first is not one:
                self._fault("title_twice", one, other=first.row)

    def _performer(self, one: ListedItem) -> None:
        parts = [part.performer for part in (*one.steps, *one.entries)]
        said = [words for words in (one.performer, *parts) if words]
        if not said:
            self._fault("performer_missing", one)
        for words in said:
            if fold(words).startswith(_ANYBODY):
                self._fault("performer_open", one, value=words)


def _minutes(before: dt.time, after: dt.time) -> int:
    return (after.hour - before.hour) * 60 + after.minute - before.minute


def _later(start: dt.time, minutes: int) -> dt.time | None:
    """Give the hour so many minutes later; None past midnight."""
    at = start.hour * 60 + start.minute + minutes
    return dt.time(at // 60, at % 60) if at < 24 * 60 else None
