"""Counting who is here, so that one more arrival costs one more step and not the whole list.

Pure: what stands in the records is put in as plain values, again whenever it has changed.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from conference.doors import QuorumBase

MINUTE_MS = 60_000

Move = tuple[int, int]
"""When, in ms, and by how many: 1 comes in, -1 goes out."""


class Person(NamedTuple):
    """What is counted of a delegate who is approved, or was invited and is off the list.

    `excused` has said that he is not coming; `head` is the name of a head of a delegation.
    """

    group_id: int
    unit_id: int
    approved: bool = True
    counted: bool = True
    confirmed: bool = False
    excused: bool = False
    head: str = ""

    def is_of(self, base: QuorumBase) -> bool:
        """Whether the quorum is a share of those to whom this delegate belongs."""
        of = {
            QuorumBase.COUNTED: self.counted,
            QuorumBase.LISTED: True,
            QuorumBase.CONFIRMED: self.confirmed,
        }
        return self.approved and of[base]


class Stay(NamedTuple):
    """An entry that stands: through which lane (0: no station), when, and all comings and goings.

    `moves` begin with the entry.
    """

    lane: int
    moves: tuple[Move, ...]

    @property
    def inside(self) -> bool:
        """Whether the delegate is in the hall."""
        return sum(step for _, step in self.moves) > 0


@dataclass
class Count:
    """How many of a group, a unit or of all.

    `excused` have not come and said so, `withdrawn` of them are off the list; the rest of the list
    is absent without a word.
    """

    listed: int = 0
    came: int = 0
    present: int = 0
    excused: int = 0
    withdrawn: int = 0

    @property
    def left(self) -> int:
        """How many came and are not inside."""
        return self.came - self.present

    @property
    def absent(self) -> int:
        """How many of the list have neither come nor said anything."""
        return self.listed - self.came - (self.excused - self.withdrawn)

    def take(self, person: Person, stay: Stay | None, step: int) -> None:
        """Count a delegate in (1) or out again (-1)."""
        if not person.approved:
            self.excused += step
            self.withdrawn += step
            return
        self.listed += step
        if stay is not None:
            self.came += step
            self.present += step * stay.inside
        elif person.excused:
            self.excused += step


class Tally:
    """Who is here, counted; every question is answered from counts that are kept up to date."""

    def __init__(self, base: QuorumBase) -> None:
        self.base = base
        self.total, self.counted = Count(), Count()
        self.groups: defaultdict[int, Count] = defaultdict(Count)
        self.units: defaultdict[int, Count] = defaultdict(Count)
        self.lanes: Counter[int] = Counter()
        self.came: Counter[int] = Counter()
        """First entries by the minute in which they were made, in ms."""
        self.net: Counter[int] = Counter()
        """By how many the hall filled in each minute."""
        self.base_net: Counter[int] = Counter()
        """The same of those of whom the quorum is a share."""
        self.base_size = 0
        self.moves: list[Move] = []
        """Comings and goings of those of whom the quorum is a share, in order."""
        self.heads: defaultdict[int, dict[int, str]] = defaultdict(dict)
        """Names of heads of delegations by unit and delegate."""
        self._people: dict[int, Person] = {}
        self._stays: dict[int, Stay] = {}

    def put(self, delegate_id: int, person: Person | None, stay: Stay | None) -> None:
        """Take what the records say of a delegate now, in place of what they said before."""
        before = self._people.pop(delegate_id, None)
        if before is not None:
            self._take(delegate_id, before, self._stays.pop(delegate_id, None), -1)
        if person is None:
            return
        self._people[delegate_id] = person
        if stay is not None:
            self._stays[delegate_id] = stay
        self._take(delegate_id, person, stay, 1)

    def stay_of(self, delegate_id: int) -> Stay | None:
        """Give a delegate's stay, None for somebody who has not come."""
        return self._stays.get(delegate_id)

    @property
    def newest_id(self) -> int:
        """The largest id of anybody counted; 0 of nobody."""
        return max(self._people, default=0)

    def _take(self, delegate_id: int, person: Person, stay: Stay | None, step: int) -> None:
        counts = [self.total, self.groups[person.group_id], self.units[person.unit_id]]
        for count in (*counts, self.counted) if person.counted else counts:
            count.take(person, stay, step)
        if person.is_of(self.base):
            self.base_size += step
            self._take_moves(stay.moves if stay else (), step)
        if person.approved and stay is not None:
            self._take_minutes(stay, step)
        if person.head and person.approved:
            heads = self.heads[person.unit_id]
            heads.update({delegate_id: person.head}) if step > 0 else heads.pop(delegate_id, None)

    def _take_moves(self, moves: Sequence[Move], step: int) -> None:
        for move in moves:
            if step > 0:
                insort(self.moves, move)
            else:
                del self.moves[bisect_left(self.moves, move)]
            self.base_net[_minute(move[0])] += step * move[1]

    def _take_minutes(self, stay: Stay, step: int) -> None:
        self.lanes[stay.lane] += step
        self.came[_minute(stay.moves[0][0])] += step
        for at_ms, way in stay.moves:
            self.net[_minute(at_ms)] += step * way


def _minute(at_ms: int) -> int:
    return at_ms - at_ms % MINUTE_MS
