"""When a row and a delegate agree, and what the row would change; an empty cell says nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from conference.delegates import PLAIN_COLUMNS, Delegate, ListState, NewDelegate, Sex
from conference.imports.incoming import Change, Incoming
from conference.names import fold, tidy

Agrees = Callable[[Incoming, Delegate], bool]

_OF_THE_SEAT = frozenset({"unit", "group", "seat", "area"})
"""What a row "Đại diện …" may say of a seat that somebody was named for at the door."""
_MARKS_OF_A_PERSON = ("birth_year", "citizen_number")


def listed(agrees: Agrees) -> Agrees:
    """Narrow an agreement to who stands on the list."""
    return lambda one, d: d.state is not ListState.WITHDRAWN and agrees(one, d)


def withdrawn(agrees: Agrees) -> Agrees:
    """Narrow an agreement to who was taken off the list."""
    return lambda one, d: d.state is ListState.WITHDRAWN and agrees(one, d)


def same_in_all(one: Incoming, delegate: Delegate) -> bool:
    """Whether both are the same in every word, and silent of the same things."""
    person = one.person
    return (
        delegate.state is not ListState.WITHDRAWN
        and person.unit == delegate.unit.name
        and person.full_name == delegate.full_name
        and all(getattr(person, name) == getattr(delegate, name) for name in PLAIN_COLUMNS)
    )


def nothing_new(one: Incoming, delegate: Delegate) -> bool:
    """Whether the row says nothing of the delegate that the list does not say."""
    return nothing_against(one, delegate) and not changes(one.person, delegate)


def same_person(one: Incoming, delegate: Delegate) -> bool:
    """Whether unit and year agree, be it that nobody said a year, and no number differs."""
    years = one.person.birth_year == delegate.birth_year
    return years and nothing_against(one, delegate)


def nothing_against(one: Incoming, delegate: Delegate) -> bool:
    """Whether the unit agrees, and neither a year nor a number speaks against it."""
    return one.person.unit == delegate.unit.name and not _contradicted(one, delegate)


def could_be(one: Incoming, delegate: Delegate) -> bool:
    """Whether only the clerk can know: one of unit, year and number may have been corrected."""
    return one.person.unit == delegate.unit.name or not _contradicted(one, delegate)


def _contradicted(one: Incoming, delegate: Delegate) -> bool:
    pairs = ((getattr(one.person, n), getattr(delegate, n)) for n in _MARKS_OF_A_PERSON)
    return any(mine and theirs and mine != theirs for mine, theirs in pairs)


def stands_for(note: str) -> str:
    """Give the words of the seat "Đại diện …" whose holder was named at the door, else nothing."""
    head, stop, _ = note.partition(". ")
    head = head if stop else note.rstrip(".")
    return head if is_seat_of_a_unit(head) else ""


def is_seat_of_a_unit(name: str) -> bool:
    """Tell whether a "name" is a seat whose holder nobody knows yet: "Đại diện Sở Nội vụ"."""
    return f"{fold(name)} ".startswith("dai dien ")


def changes(person: NewDelegate, delegate: Delegate) -> tuple[Change, ...]:
    """Give what the row would change; an empty cell takes nothing away."""
    found = tuple(_changes(person, delegate))
    if delegate.named and not person.named:
        # The holder has come, with an own name and office.
        return tuple(change for change in found if change.column in _OF_THE_SEAT)
    return found


def _changes(person: NewDelegate, delegate: Delegate) -> Iterator[Change]:
    whole = (
        ("full_name", delegate.full_name, person.full_name),
        ("unit", delegate.unit.name, person.unit),
        ("group", delegate.group.name, person.group),
        *((name, getattr(delegate, name), getattr(person, name)) for name in PLAIN_COLUMNS),
    )
    for column, before, after in whole:
        if _says(column, after) and after != before and not _same_words(before, after):
            yield Change(column, before, after)
    born, year = delegate.birth_date, person.birth_year
    if born is not None and year and born.year != year and person.birth_date is None:
        yield Change("birth_date", born, None)


def _says(column: str, value: Any) -> bool:
    # Whether a seat has a name follows from the name; no mark of a head of delegation says nothing.
    silent = value in {"", None} or value is Sex.UNKNOWN
    return not silent and column != "named" and not (column == "heads_delegation" and not value)


def _same_words(before: Any, after: Any) -> bool:
    return type(after) is str and tidy(after) == before
