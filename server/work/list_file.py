"""Reads a list file and lays it beside the list; what the clerk sees is `list_preview`'s.

Nothing is written to the conference.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from conference.delegates import AddressForm, NewDelegate, Sex, WordsTooLong
from conference.delegates.words import OWN_COLUMNS, tidied
from conference.identity import the_conference
from conference.imports import (
    Incoming,
    choices_of,
    compare,
    incoming_words,
    is_seat_of_a_unit,
    remembered_headers,
)
from conference.names import fold
from conference.seating import WrittenSeats, the_hall
from seed.lists import Fault, Field, ListPerson, ReadList, Severity
from seed.lists import Wishes as Reading
from seed.lists.faults import Spot, fault
from seed.lists.reading import read_list
from server.work.job import Job
from server.work.list_preview import SUMMARY, Taken, write_preview

BROUGHT = "brought"
INCOMING = "incoming.json"

_FORMS = {
    "dong chi": AddressForm.COMRADE,
    "d/c": AddressForm.COMRADE,
    "ong": AddressForm.MR_MS,
    "ba": AddressForm.MR_MS,
    "ong/ba": AddressForm.MR_MS,
    "dai bieu": AddressForm.DELEGATE,
}
_KEPT = {
    "citizen_number": Field.CITIZEN_NUMBER,
    "ethnicity": Field.ETHNICITY,
    "party_member": Field.PARTY,
}
_SAME_NAME = (
    "position", "area", "honorific", "phone", "email", "citizen_number", "ethnicity",
    "party_member", "education", "political_theory", "direct_producer", "sector", "merits", "note",
    "seat", "birth_year", "attention", "tray", "heads_delegation",
)  # fmt: skip
_FROM = {
    "full_name": (Field.NAME, Field.GIVEN_NAME),
    "position": (Field.POSITION, Field.POSITION_UNIT),
    "unit": (Field.UNIT, Field.POSITION_UNIT),
    "own_address": (Field.ADDRESS_FORM,),
    "honorific": (Field.NAME, Field.GIVEN_NAME),
}
"""Which columns of a file a word may come from, where they are not called the same."""
_NEVER_TOO_LONG = 12
"""Characters that every column has room for."""
_MADE_HARMLESS = ("=", "+", "-", "@", "|", "%", "＝", "＋", "－", "＠")
"""What our own exports put an apostrophe before (`printers.documents.registers`)."""


def run(job: Job) -> str:
    """Read the file of the job, compare, and write the preview."""
    params = job.params
    with job.database() as db:
        with db.reading() as session:
            kept = the_conference(session).kept_fields
            remembered = remembered_headers(session)
        read = read_list(
            job.folder / BROUGHT,
            file_name=params["file_name"],
            wishes=_reading(params, kept, remembered),
            progress=job.progress,
        )
        with db.reading() as session:
            hall = the_hall(session)
            brought = taken(read, params, WrittenSeats(hall) if hall else None)
            found = compare(session, brought.people, choices_of(params))
            write_preview(job.folder, read, found, session, taken=brought)
    words = [incoming_words(one) for one in brought.people]
    (job.folder / INCOMING).write_text(json.dumps(words, ensure_ascii=False), encoding="utf-8")
    return SUMMARY


def _reading(
    params: Mapping[str, Any], kept: Sequence[str], remembered: Mapping[str, Mapping[str, str]]
) -> Reading:
    return Reading(
        remembered={
            key: {text: Field(name) for text, name in columns.items()}
            for key, columns in remembered.items()
        },
        chosen={
            sheet: {letter: Field(name) for letter, name in columns.items()}
            for sheet, columns in params.get("columns", {}).items()
        },
        sheets=frozenset(params["sheets"]) if params.get("sheets") else None,
        kept=frozenset(_KEPT[name] for name in kept),
        convert=params.get("convert", "auto"),
    )


def taken(read: ReadList, params: Mapping[str, Any], seats: WrittenSeats | None = None) -> Taken:
    """Take the people: no row with an error, hidden rows only where it is wished.

    Seats are written as the hall's plan calls them, where there is one.
    """
    hidden = sum(person.hidden for person in read.people)
    wanted = [one for one in read.people if params.get("hidden_rows") or not one.hidden]
    letters = {(s.sheet, c.field): c.letter for s in read.sheets for c in reversed(s.columns)}
    people, faults = [], []
    for person in wanted:
        incoming, fault_of_seat = _seated(incoming_of(person, params), person, seats)
        faults += [fault_of_seat] if fault_of_seat else []
        fault_of_it = _too_long(incoming.person, person, letters)
        if fault_of_it is None:
            people.append(incoming)
        else:
            faults.append(fault_of_it)
    errors = sum(one.severity is Severity.ERROR for one in read.faults)
    too_long = len(wanted) - len(people)
    unread = errors + too_long + len(read.people) - len(wanted)
    return Taken(people, faults, hidden=hidden, unread=unread)


def _seated(
    incoming: Incoming, person: ListPerson, seats: WrittenSeats | None
) -> tuple[Incoming, Fault | None]:
    """Give the seat the plan's name; a seat that it does not have stays and is a warning."""
    written = incoming.person.seat
    if seats is None or not written:
        return incoming, None
    spot = Spot(person.sheet, person.row, "", Field.SEAT)
    seat = seats.find(written)
    if seat is None:
        return incoming, fault("seat_not_in_plan", spot, value=written)
    named = replace(incoming, person=replace(incoming.person, seat=seat.label))
    if seat.blocked:
        return named, fault("seat_is_blocked", spot, value=seat.label, reason=seat.blocked)
    return named, None


def _too_long(
    new: NewDelegate, person: ListPerson, letters: Mapping[tuple[str, Field], str]
) -> Fault | None:
    """Give the fault of a row whose words the list has no room for."""
    for name in (*OWN_COLUMNS, "unit"):
        value = getattr(new, name)
        if not isinstance(value, str) or len(value) <= _NEVER_TOO_LONG:
            continue
        try:
            tidied(name, value)
        except WordsTooLong as refusal:
            field = _field_of(name, person.sheet, letters)
            letter = letters.get((person.sheet, field), "")
            spot = Spot(person.sheet, person.row, letter, field)
            return fault("text_too_long", spot, limit=refusal.details["most"])
    return None


def _field_of(name: str, sheet: str, letters: Iterable[tuple[str, Field]]) -> Field:
    maybe = _FROM.get(name) or (Field(name),)
    return next((one for one in maybe if (sheet, one) in letters), maybe[0])


def incoming_of(person: ListPerson, params: Mapping[str, Any]) -> Incoming:
    """Give a person of the file as the list takes one."""
    words = {name: _bare(getattr(person, name)) for name in _SAME_NAME}
    form, verbatim = _address(person.address_form)
    name = _bare(person.full_name)
    new = NewDelegate(
        full_name=name,
        unit=_bare(person.unit) or params.get("default_unit", ""),
        group=_bare(person.group),
        named=not is_seat_of_a_unit(name),
        own_address_form=form,
        own_address=verbatim,
        sex=Sex(person.sex) if person.sex else Sex.UNKNOWN,
        birth_date=dt.date.fromisoformat(person.birth_date) if person.birth_date else None,
        **words,
    )
    return Incoming(f"{person.sheet}!{person.row}", new, person.card_number)


def _bare(value: Any) -> Any:
    """Take off the apostrophe with which our own export has disarmed a formula."""
    if type(value) is str and value.startswith("'") and value[1:].startswith(_MADE_HARMLESS):
        return value[1:]
    return value


def _address(written: str) -> tuple[AddressForm | None, str]:
    if not written:
        return None, ""
    form = _FORMS.get(fold(written))
    return (form, "") if form else (AddressForm.VERBATIM, written)
