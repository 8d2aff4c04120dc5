"""Seats from a file: rows of card number or name and seat become pairs, with what is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from conference.names import fold
from conference.refusals import N_
from conference.seating.hall import Hall
from conference.seating.places import Seat, seats
from conference.seating.proposing import Pair


@dataclass(frozen=True)
class SeatRow:
    """A row as the file has it: its number there, who, and the seat."""

    line: int
    seat: str
    card_number: str = ""
    name: str = ""


@dataclass(frozen=True)
class Listed:
    """A delegate of the list, as a row may name one."""

    id: int
    card_number: str
    name: str


@dataclass(frozen=True)
class SeatFault:
    """Why a row gives nobody a seat; `sentence` is a message id, filled from `details`."""

    line: int
    code: str
    sentence: str
    details: dict[str, str]


@dataclass
class SeatRows:
    """What a file says: pairs that can be assigned, and the faults of its other rows."""

    pairs: list[Pair] = field(default_factory=list)
    faults: list[SeatFault] = field(default_factory=list)


FAULTS = {
    "seat_missing": N_("Dòng này không có số ghế."),
    "seat_unknown": N_("Sơ đồ không có ghế %(seat)s."),
    "seat_blocked": N_("Ghế %(seat)s đang khóa (%(reason)s)."),
    "seat_twice": N_("Ghế %(seat)s đã có ở dòng %(other)s."),
    "person_missing": N_("Dòng này không có số thẻ hoặc họ tên."),
    "person_unknown": N_("Không có đại biểu %(person)s trong danh sách."),
    "person_ambiguous": N_("Có %(count)s đại biểu tên %(person)s; vui lòng ghi số thẻ."),
    "person_twice": N_("Đại biểu %(person)s đã có ở dòng %(other)s."),
}


class _Fault(Exception):  # noqa: N818 - it never leaves this file
    def __init__(self, code: str, **details: str) -> None:
        super().__init__(code)
        self.code, self.details = code, details


def seats_from_rows(hall: Hall, listed: Sequence[Listed], rows: Iterable[SeatRow]) -> SeatRows:
    """Read who sits where; a row that is not understood becomes a fault, the others stand.

    A seat may be written "A-05", "a5" or "A 05"; a card number goes before a name; a name may lack
    its accents when nobody else is called so.
    """
    book = _Book(hall, listed)
    read = SeatRows()
    for row in rows:
        try:
            read.pairs.append(book.pair(row))
        except _Fault as fault:
            sentence = FAULTS[fault.code]
            read.faults.append(SeatFault(row.line, fault.code, sentence, fault.details))
    return read


class _Book:
    """The hall's seats and the list's people by what a row may call them."""

    def __init__(self, hall: Hall, listed: Sequence[Listed]) -> None:
        made = seats(hall)
        self._exact = {seat.label: seat for seat in made}
        self._loose: dict[tuple[str, ...], list[Seat]] = {}
        for seat in made:
            self._loose.setdefault(loose_label(seat.label), []).append(seat)
        self._cards = {one.card_number: one for one in listed}
        self._names: dict[str, list[Listed]] = {}
        self._folded: dict[str, list[Listed]] = {}
        for one in listed:
            self._names.setdefault(one.name.casefold(), []).append(one)
            self._folded.setdefault(fold(one.name), []).append(one)
        self._seat_lines: dict[str, int] = {}
        self._person_lines: dict[int, int] = {}

    def pair(self, row: SeatRow) -> Pair:
        """Give who and where, and remember the row for those that say it again."""
        person, seat = self._person(row), self._seat(row.seat)
        if seat.label in self._seat_lines:
            other = str(self._seat_lines[seat.label])
            raise _Fault("seat_twice", seat=seat.label, other=other)
        if person.id in self._person_lines:
            other = str(self._person_lines[person.id])
            raise _Fault("person_twice", person=person.name, other=other)
        self._seat_lines[seat.label] = self._person_lines[person.id] = row.line
        return person.id, seat.label

    def _seat(self, written: str) -> Seat:
        if not written.strip():
            raise _Fault("seat_missing")
        like = self._loose.get(loose_label(written), [])
        seat = self._exact.get(written) or (like[0] if len(like) == 1 else None)
        if seat is None:
            raise _Fault("seat_unknown", seat=written.strip())
        if seat.blocked:
            raise _Fault("seat_blocked", seat=seat.label, reason=seat.blocked)
        return seat

    def _person(self, row: SeatRow) -> Listed:
        card, name = row.card_number.strip(), row.name.strip()
        if card:
            if card not in self._cards:
                raise _Fault("person_unknown", person=card)
            return self._cards[card]
        if not name:
            raise _Fault("person_missing")
        called = self._names.get(name.casefold()) or self._folded.get(fold(name), [])
        if not called:
            raise _Fault("person_unknown", person=name)
        if len(called) > 1:
            raise _Fault("person_ambiguous", person=name, count=str(len(called)))
        return called[0]


def loose_label(label: str) -> tuple[str, ...]:
    """Give a label's letters and numbers alone: "A-05", "a5" and "A 05" are one."""
    return tuple(part.lstrip("0") or "0" for part in re.findall(r"\d+|[^\W\d_]+", fold(label)))
