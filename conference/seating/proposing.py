"""Who sits where by rule: a pure, deterministic proposal that a person looks at first.

Protocol: the presidium at its table, seats of honour in front from the middle outwards, today's
recipients together by the aisle, delegations together, press and performers apart. Blocked and
spare seats are never used; who finds no seat is named, never dropped.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from conference.delegates import Duty, GroupKind
from conference.seating.hall import Hall, Purpose
from conference.seating.places import Seat, SeatKind, free_seats
from conference.seating.stretches import parts_of, runs_of, take

_AT_THE_TABLE = {Duty.CHAIR: 0, Duty.PRESIDIUM: 1}

Pair = tuple[int, str]
"""A delegate's id and the label of a seat."""


@dataclass(frozen=True)
class Person:
    """What the rule knows of a delegate; `seat` is the present one."""

    id: int
    name: str
    unit_id: int
    unit: str = ""
    group_id: int = 0
    kind: GroupKind = GroupKind.MODEL
    protocol_rank: int = 50
    duty: Duty | None = None
    duty_ordinal: int = 0
    seat: str = ""


@dataclass(frozen=True)
class SeatingRule:
    """What the organiser chose.

    `in_front` and `apart` name groups; where they are None, leaders sit in front and press and
    service apart. `recipients` are ids in calling order. With `keep`, whoever has a seat that can
    be used keeps it.
    """

    in_front: Collection[int] | None = None
    apart: Collection[int] | None = None
    recipients: Sequence[int] = ()
    keep: bool = False


@dataclass(frozen=True)
class Proposal:
    """Who gets which seat, who gets none, and which units had to be split."""

    pairs: tuple[Pair, ...]
    unseated: tuple[Person, ...] = ()
    split_units: tuple[int, ...] = ()


@dataclass
class _Table:
    """Seats still free while a proposal is made, and who sits where so far."""

    free: dict[str, Seat]
    pairs: list[Pair] = field(default_factory=list)
    unseated: list[Person] = field(default_factory=list)
    split_units: list[int] = field(default_factory=list)

    def put(self, people: Iterable[Person], places: Iterable[Seat]) -> list[Person]:
        """Seat people in this order as far as there are seats; give those that are left."""
        waiting, rest = iter(places), []
        for person in people:
            seat = next(waiting, None)
            if seat is None:
                rest.append(person)
                continue
            self.pairs.append((person.id, seat.label))
            del self.free[seat.label]
        return rest

    def kept_for(self, *purposes: Purpose | None) -> list[Seat]:
        """Give the free seats of the hall that are kept for these; None: for nobody in special."""
        return [
            seat
            for seat in self.free.values()
            if seat.kind is SeatKind.HALL and seat.purpose in purposes
        ]


def propose_seats(hall: Hall, people: Sequence[Person], rule: SeatingRule) -> Proposal:
    """Propose a seat for each of these people; `people` stand in the order of their list."""
    table = _Table({seat.label: seat for seat in free_seats(hall)})
    waiting = _keep(table, people) if rule.keep else list(people)
    waiting = _seat_presidium(table, waiting)
    apart = [one for one in waiting if _is_apart(one, rule)]
    waiting = [one for one in waiting if not _is_apart(one, rule)]
    waiting = _seat_in_front(table, waiting, rule)
    waiting = _seat_recipients(table, waiting, rule.recipients)
    _seat_apart(table, apart, room_for=len(waiting))
    _seat_delegations(table, waiting)
    order = {person.id: nth for nth, person in enumerate(people)}
    return Proposal(
        tuple(sorted(table.pairs, key=lambda pair: order[pair[0]])),
        tuple(sorted(table.unseated, key=lambda person: order[person.id])),
        tuple(table.split_units),
    )


def _keep(table: _Table, people: Iterable[Person]) -> list[Person]:
    waiting = []
    for person in people:
        seat = table.free.get(person.seat)
        waiting += table.put([person], [seat] if seat else [])
    return waiting


def _seat_presidium(table: _Table, people: Sequence[Person]) -> list[Person]:
    """Seat chairs, then the presidium, at their table; who finds no place goes to the front."""
    ranked = [
        (_AT_THE_TABLE[one.duty], one.duty_ordinal, nth, one)
        for nth, one in enumerate(people)
        if one.duty in _AT_THE_TABLE
    ]
    called = [one for *_, one in sorted(ranked)]
    table_seats = [seat for seat in table.free.values() if seat.kind is SeatKind.PRESIDIUM]
    rest = table.put(called, sorted(table_seats, key=lambda seat: (abs(seat.x_mm), seat.x_mm)))
    return rest + [one for one in people if one.duty not in _AT_THE_TABLE]


def _is_apart(person: Person, rule: SeatingRule) -> bool:
    if person.duty in _AT_THE_TABLE or person.id in rule.recipients:
        return False
    if rule.apart is None:
        return person.kind in {GroupKind.PRESS, GroupKind.SERVICE}
    return person.group_id in rule.apart


def _is_in_front(person: Person, rule: SeatingRule) -> bool:
    if person.duty in _AT_THE_TABLE:
        return True
    if rule.in_front is None:
        return person.kind is GroupKind.LEADER
    return person.group_id in rule.in_front


def _seat_in_front(table: _Table, people: Sequence[Person], rule: SeatingRule) -> list[Person]:
    """Seat guests of honour by group, then duty, in the front rows from the middle outwards."""
    honoured = [one for one in people if _is_in_front(one, rule)]
    honoured.sort(
        key=lambda one: (one.duty not in _AT_THE_TABLE, one.protocol_rank, one.duty is None)
    )
    places = _front_to_back(table.kept_for(Purpose.VIP)) + _front_to_back(table.kept_for(None))
    rest = table.put(honoured, places)
    # Nobody is in front of the last seat: they wait with the others and are named with them.
    return rest + [one for one in people if not _is_in_front(one, rule)]


def _front_to_back(places: Iterable[Seat]) -> list[Seat]:
    return sorted(places, key=lambda seat: (seat.y_mm, abs(seat.x_mm), seat.x_mm))


def _seat_recipients(
    table: _Table, people: Sequence[Person], recipients: Sequence[int]
) -> list[Person]:
    """Seat recipients in calling order, row by row of one block, each row from the aisle on.

    Rows kept for them come first; without any, the block nearest to the middle.
    """
    place = {one: nth for nth, one in enumerate(recipients)}
    called = sorted((one for one in people if one.id in place), key=lambda one: place[one.id])
    kept, others = table.kept_for(Purpose.RECIPIENTS), table.kept_for(None)
    rest = table.put(called, _by_the_aisle(kept) + _by_the_aisle(others))
    return rest + [one for one in people if one.id not in place]


def _by_the_aisle(places: Sequence[Seat]) -> list[Seat]:
    """Order seats block by block, the block nearest to stage and middle first."""
    near: dict[str, int] = {}
    for seat in places:
        distance = abs(seat.x_mm) + max(seat.y_mm, 0)
        near[seat.block] = min(near.get(seat.block, distance), distance)
    return sorted(
        places,
        key=lambda seat: (near[seat.block], seat.block, seat.row_nth, abs(seat.x_mm), seat.x_mm),
    )


def _seat_apart(table: _Table, people: Sequence[Person], *, room_for: int) -> None:
    """Seat press and performers at their rows, else at the back and side, after the delegates.

    `room_for` seats are left to the others.
    """
    kept, others = table.kept_for(Purpose.APART), table.kept_for(None)
    spare = max(len(others) - room_for, 0)
    at_the_back = sorted(others, key=lambda seat: (-seat.y_mm, -abs(seat.x_mm), seat.x_mm))
    ordered = sorted(people, key=lambda one: (one.protocol_rank, one.group_id, one.unit_id))
    table.unseated += table.put(ordered, _front_to_back(kept) + at_the_back[:spare])


# --- delegations ------------------------------------------------------------------------------


def _seat_delegations(table: _Table, people: Sequence[Person]) -> None:
    """Seat each unit together; of two orders take the one that splits fewer units."""
    units = _units(people)
    by_rank = sorted(units, key=lambda one: (one[0].protocol_rank, -len(one)))
    by_size = sorted(units, key=lambda one: -len(one))
    tries = []
    for ordered in (by_rank, by_size):
        one_try = _Table({seat.label: seat for seat in table.kept_for(None)})
        _place_units(one_try, ordered)
        tries.append(one_try)
    best = min(tries, key=lambda one: (len(one.unseated), len(one.split_units)))
    table.pairs += best.pairs
    table.unseated += best.unseated
    table.split_units += best.split_units


def _units(people: Sequence[Person]) -> list[list[Person]]:
    units: dict[int, list[Person]] = {}
    for person in people:
        units.setdefault(person.unit_id, []).append(person)
    return list(units.values())


def _place_units(table: _Table, units: Sequence[list[Person]]) -> None:
    """Seat the units; those of one person last, because they fit anywhere."""
    runs = runs_of(table.free.values())
    for unit in [one for one in units if len(one) > 1] + [one for one in units if len(one) == 1]:
        parts = parts_of(runs, len(unit))
        rest = unit
        for run, count in parts:
            table.put(rest[:count], take(run, count))
            rest = rest[count:]
        table.unseated += rest
        if len(parts) > 1 or (parts and rest):
            table.split_units.append(unit[0].unit_id)
        runs = [run for run in runs if run]
