"""A file laid beside the list: who is new, changed, the same, missing, or to be asked about.

Nobody is lost or invented: every row of the file and every delegate of the list has a place in the
comparison. An empty cell takes nothing away. Nothing is written here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from conference.delegates import Delegate, ListState, NewDelegate, Substitution
from conference.imports.finding import Groups, Units
from conference.imports.incoming import (
    NO_CHOICES,
    Change,
    Choices,
    ComparedRow,
    Decision,
    Incoming,
    Standing,
)
from conference.imports.matching import Matches


@dataclass(frozen=True)
class SeatClash:
    """A row that claims a seat which somebody else has after the file is taken in."""

    key: str
    seat: str
    name: str


@dataclass(frozen=True)
class Comparison:
    """The whole file beside the whole list."""

    rows: tuple[ComparedRow, ...]
    missing: tuple[int, ...]
    """Ids of delegates on the list whom the file does not name."""
    new_units: tuple[str, ...]
    groups: Mapping[str, str]
    """What the file calls a group → the conference's name for it, empty where nobody knows."""
    seat_clashes: tuple[SeatClash, ...] = ()

    def counts(self) -> dict[str, int]:
        """Count the rows by standing, and who is missing."""
        counted = {standing.value: 0 for standing in Standing}
        for row in self.rows:
            counted[row.standing] += 1
        return counted | {"missing": len(self.missing)}

    @property
    def digest(self) -> str:
        """The SHA-256 of all that would be written: what was shown, and nothing else."""
        whole = hashlib.sha256(repr(self.missing).encode())
        for row in self.rows:
            one = row.incoming
            said = (one.key, row.standing.value, row.delegate_id, row.changes)
            whole.update(repr((*said, one.person.unit, one.person.group)).encode())
        return whole.hexdigest()


def compare(
    session: Session, incoming: Sequence[Incoming], choices: Choices = NO_CHOICES
) -> Comparison:
    """Lay a file beside the list; nothing is written. The words of the file are NFC and tidy."""
    listed = session.scalars(
        select(Delegate)
        .options(joinedload(Delegate.unit), joinedload(Delegate.group))
        .order_by(Delegate.id)
    ).all()
    units = Units(session, (one.person.unit for one in incoming))
    groups = Groups(session, choices)
    people = [_settled(one, units, groups) for one in incoming]
    matches = Matches(listed, choices, in_whose_place=_substitutes(session))
    matches.take(people)
    seats = _Seats(listed, matches.taken)
    found = list(_twins_asked([matches.row(one) for one in people], choices))
    rows = tuple(seats.settled(found))
    return Comparison(
        rows=rows,
        missing=tuple(
            one.id
            for one in listed
            if one.state is not ListState.WITHDRAWN and one.id not in matches.taken
        ),
        new_units=tuple(units.new),
        groups=groups.found,
        seat_clashes=tuple(seats.clashes),
    )


def _twins_asked(rows: Sequence[ComparedRow], choices: Choices) -> Iterator[ComparedRow]:
    """Ask about a new person whom an earlier row names in the same words, number or year too.

    Two rows of one name and unit alone may be two people: nothing says otherwise.
    """
    first: dict[NewDelegate, str] = {}
    for row in rows:
        person, key = row.incoming.person, row.incoming.key
        known = person.birth_year or person.phone or person.citizen_number or person.email
        if row.standing is not Standing.NEW or not known or not person.named:
            yield row
            continue
        twin = first.setdefault(person, key)
        if twin == key or key in choices.people or choices.rest == Decision.OTHER:
            yield row
        else:
            out = choices.rest == Decision.LEAVE_OUT
            yield replace(row, standing=Standing.LEFT_OUT if out else Standing.ASK, twin=twin)


def _settled(one: Incoming, units: Units, groups: Groups) -> Incoming:
    """Give the row with the names that the conference has for its unit and its group."""
    person = one.person
    unit, group = units.named(person.unit), groups.named(person.group)
    if (unit, group) == (person.unit, person.group):
        return one
    given = units.as_given(person.unit)
    return replace(one, person=replace(person, unit=unit, group=group, unit_as_given=given))


def _substitutes(session: Session) -> dict[int, int]:
    """Give who comes in whose place: absent → substitute."""
    standing = select(Substitution.absent_id, Substitution.substitute_id)
    return dict(session.execute(standing.where(Substitution.taken_back.is_(False))).all())


class _Seats:
    """Who sits where once the file is taken in: two on one seat are told before, not after."""

    def __init__(self, listed: Sequence[Delegate], taken: set[int]) -> None:
        self._by_id = {one.id: one for one in listed}
        self._holders = {
            one.seat: one.full_name
            for one in listed
            if one.seat and one.state is not ListState.WITHDRAWN and one.id not in taken
        }
        self.clashes: list[SeatClash] = []

    def settled(self, rows: Sequence[ComparedRow]) -> Iterator[ComparedRow]:
        """Note the seats of rows; who returns and finds the own one taken has none."""
        stays = {Standing.CHANGED, Standing.UNCHANGED, Standing.NEW, Standing.REPLACED}
        for row in rows:
            if row.standing in stays:
                self._sit(row)
        for row in rows:
            yield self._returned(row) if row.standing is Standing.RETURNING else row

    def _sit(self, row: ComparedRow) -> None:
        person = row.incoming.person
        delegate = self._by_id.get(row.sits_for or row.delegate_id or 0)
        seat, name = delegate.seat if delegate else "", person.full_name
        if delegate and row.sits_for:
            # The row changes nothing: the substitute stays where the list says.
            name = delegate.full_name
        else:
            seat = person.seat or seat
        if not seat:
            return
        if seat in self._holders:
            self.clashes.append(SeatClash(row.incoming.key, seat, self._holders[seat]))
        self._holders.setdefault(seat, name)

    def _returned(self, row: ComparedRow) -> ComparedRow:
        seat = self._by_id[row.delegate_id or 0].seat
        if row.incoming.person.seat or seat not in self._holders:
            self._sit(row)
            return row
        return replace(row, changes=(*row.changes, Change("seat", seat, "")))
