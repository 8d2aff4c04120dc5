"""Which delegate a row of the file means: by what is surest first, and never by a guess.

Two are one person when a number agrees, or name and unit do and neither the year of birth nor a
number speaks against it. Where that fits two delegates or two rows, and where only the name
agrees, the clerk is asked.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

from conference.delegates import Delegate, ListState
from conference.imports.agreeing import (
    Agrees,
    changes,
    could_be,
    listed,
    nothing_against,
    nothing_new,
    same_in_all,
    same_person,
    stands_for,
    withdrawn,
)
from conference.imports.incoming import Choices, ComparedRow, Decision, Incoming, Standing
from conference.names import spoken_key

Pair: TypeAlias = tuple[Incoming, Delegate]
Pool: TypeAlias = Iterable[tuple[Incoming, list[Delegate]]]
"""Rows, and whom each may mean."""

_MARKED = re.compile(r"(?P<name>.+\S)\s*\((?P<mark>[A-Z]{1,2})\)")


class Matches:
    """Gives each row of the file the delegate it means; nobody is given twice."""

    def __init__(
        self, people: Sequence[Delegate], choices: Choices, *, in_whose_place: Mapping[int, int]
    ) -> None:
        # Who still stands on the list goes before who was taken off it.
        ordered = sorted(people, key=lambda one: one.state is ListState.WITHDRAWN)
        self._by_id = {one.id: one for one in ordered}
        self._choices, self._in_whose_place = choices, in_whose_place
        self._means: dict[str, Delegate] = {}
        self._sounds: dict[str, str] = {}
        self.taken: set[int] = set()
        self._of_name: defaultdict[str, list[Delegate]] = defaultdict(list)
        self._of_unit: defaultdict[tuple[str, str], list[Delegate]] = defaultdict(list)
        self._of_citizen: dict[str, Delegate] = {}
        self._of_mark: dict[tuple[str, str], Delegate] = {}
        for one in ordered:
            name, unit = self._sound(one.full_name), one.unit.name
            self._of_name[name].append(one)
            self._of_unit[name, unit].append(one)
            self._of_mark.setdefault((name, one.namesake_mark), one)
            if one.citizen_number:
                self._of_citizen.setdefault(one.citizen_number, one)
            if one.named and (seat := stands_for(one.note)):
                self._of_unit[self._sound(seat), unit].append(one)
        self._of_card = {one.card_number.lstrip("0"): one for one in ordered}

    def _sound(self, name: str) -> str:
        """Give what is alike for one name however it is spelt; the same names come often."""
        if name not in self._sounds:
            self._sounds[name] = spoken_key(name)
        return self._sounds[name]

    def take(self, people: Sequence[Incoming]) -> None:
        """Match all rows, by what is surest first."""
        self._take_chosen(people)
        undecided = [one for one in people if one.key not in self._choices.people]
        pool = [(one, found) for one in undecided if (found := self._of_one_unit(one))]
        # Before the number of a card: a file may have cards of its own.
        self._give_all(self._exact(pool))
        numbered = [(one, found) for one in undecided if (found := self._of_numbers(one))]
        self._give_all(self._alone(numbered, lambda *_: True))
        for here in (listed, withdrawn):
            for agrees in (nothing_new, same_person, nothing_against):
                self._give_all(self._alone(pool, here(agrees)))
            self._give_all(self._as_many(pool, here(nothing_against)))

    def _take_chosen(self, people: Sequence[Incoming]) -> None:
        for one in people:
            chosen = self._choices.people.get(one.key, "")
            delegate = self._by_id.get(int(chosen)) if chosen.isdecimal() else None
            if delegate is not None and delegate.id not in self.taken:
                self._give(one, delegate)

    def _open(self, pool: Pool, agrees: Agrees) -> Pool:
        """Keep the rows that mean nobody yet, and the delegates who are meant by none."""
        for one, maybe in pool:
            if one.key in self._means:
                continue
            free = [d for d in maybe if d.id not in self.taken and agrees(one, d)]
            if free:
                yield one, free

    def _alone(self, pool: Pool, agrees: Agrees) -> list[Pair]:
        """Pair the rows that mean one delegate with the delegates whom one row means."""
        wanted = list(self._open(pool, agrees))
        meant = Counter(delegate.id for _, found in wanted for delegate in found)
        return [
            (one, found[0]) for one, found in wanted if len(found) == 1 and meant[found[0].id] == 1
        ]

    def _exact(self, pool: Pool) -> list[Pair]:
        """Pair rows with delegates who are the same in every word: which of two, is all one."""
        pairs, given = [], set()
        for one, found in self._open(pool, same_in_all):
            delegate = next((d for d in found if d.id not in given), None)
            if delegate is not None:
                given.add(delegate.id)
                pairs.append((one, delegate))
        return pairs

    def _as_many(self, pool: Pool, agrees: Agrees) -> list[Pair]:
        """Pair delegates with as many rows where, whoever is who, nothing changes.

        Rows that are left over are asked about. Where delegates would be, nobody is paired: which
        of them the file does not name, is not all one.
        """
        sets: defaultdict[tuple[int, ...], list[Incoming]] = defaultdict(list)
        for one, found in self._open(pool, agrees):
            if not any(changes(one.person, delegate) for delegate in found):
                sets[tuple(delegate.id for delegate in found)].append(one)
        return [
            (one, self._by_id[delegate_id])
            for ids, rows in sets.items()
            if len(ids) <= len(rows)
            for one, delegate_id in zip(rows, ids, strict=False)
        ]

    def _of_one_unit(self, one: Incoming) -> list[Delegate]:
        """Give those of the row's name and unit; a holder of "Đại diện …" has that name too."""
        found = self._of_unit.get((self._sound(one.person.full_name), one.person.unit), [])
        return [d for d in found if d.named is one.person.named or not one.person.named]

    def _of_numbers(self, one: Incoming) -> list[Delegate]:
        """Give whom a number means, or a mark: only with the name is a card's number one."""
        of_card = self._of_card.get(one.card_number.lstrip("0"))
        name = self._sound(one.person.full_name)
        sure = [
            of_card if of_card and self._sound(of_card.full_name) == name else None,
            self._of_citizen.get(one.person.citizen_number),
            self._marked(one),
        ]
        return list({d.id: d for d in sure if d is not None}.values())

    def _marked(self, one: Incoming) -> Delegate | None:
        """Give whom "Lê Kiên (A)" means, where the list has marked its namesakes so."""
        name = one.person.full_name
        if not name.endswith(")") or (found := _MARKED.fullmatch(name)) is None:
            return None
        return self._of_mark.get((self._sound(found["name"]), found["mark"]))

    def _alike(self, one: Incoming) -> list[Delegate]:
        """Give everybody who may be meant, in whichever unit."""
        of_name = self._of_name.get(self._sound(one.person.full_name), [])
        found = [*of_name, *self._of_one_unit(one), *self._of_numbers(one)]
        return list({d.id: d for d in found}.values())

    def _asked(self, one: Incoming) -> tuple[int, ...]:
        """Give those of whom only the clerk knows: of one name, or of one card and another name.

        A second row of somebody whom an earlier row means already is asked about too.
        """
        of_card = self._of_card.get(one.card_number.lstrip("0")) if one.card_number else None
        alike = self._alike(one)
        maybe = [d for d in alike if could_be(one, d)] + ([of_card] if of_card else [])
        free = dict.fromkeys(d.id for d in maybe if d.id not in self.taken)
        return tuple(free) or tuple(d.id for d in alike if nothing_against(one, d))

    def _said(self, chosen: str) -> tuple[int, ...]:
        """Give whom the clerk has named for two rows: the second is asked about, never new."""
        named = self._by_id.get(int(chosen)) if chosen.isdecimal() else None
        return (named.id,) if named is not None else ()

    def _give_all(self, pairs: Iterable[tuple[Incoming, Delegate]]) -> None:
        for one, delegate in pairs:
            self._give(one, delegate)

    def _give(self, one: Incoming, delegate: Delegate) -> None:
        self._means[one.key] = delegate
        self.taken.add(delegate.id)
        if (substitute := self._substitute_of(delegate)) is not None:
            self.taken.add(substitute.id)

    def _substitute_of(self, delegate: Delegate) -> Delegate | None:
        """Give who comes now for somebody who sent a substitute, who may have sent another."""
        here: Delegate | None = delegate
        while here is not None and here.state is ListState.WITHDRAWN:
            here = self._by_id.get(self._in_whose_place.get(here.id, 0))
        return None if here is delegate else here

    def row(self, one: Incoming) -> ComparedRow:
        """Say what a row means for the list."""
        chosen = self._choices.people.get(one.key, "")
        if chosen == Decision.LEAVE_OUT:
            return ComparedRow(one, Standing.LEFT_OUT)
        delegate = self._means.get(one.key)
        if delegate is None:
            return self._unmatched(one, chosen or self._choices.rest)
        if (substitute := self._substitute_of(delegate)) is not None:
            return ComparedRow(one, Standing.REPLACED, delegate.id, sits_for=substitute.id)
        if self._marked(one) is delegate:
            person = replace(one.person, full_name=delegate.full_name)
            one = replace(one, person=person)
        found = changes(one.person, delegate)
        if delegate.state is ListState.WITHDRAWN:
            return ComparedRow(one, Standing.RETURNING, delegate.id, found)
        standing = Standing.CHANGED if found else Standing.UNCHANGED
        return ComparedRow(one, standing, delegate.id, found)

    def _unmatched(self, one: Incoming, chosen: str) -> ComparedRow:
        alike = self._asked(one) or self._said(chosen)
        if alike and chosen == Decision.LEAVE_OUT:
            return ComparedRow(one, Standing.LEFT_OUT, alike=alike)
        ask = alike and chosen != Decision.OTHER
        return ComparedRow(one, Standing.ASK if ask else Standing.NEW, alike=alike)
