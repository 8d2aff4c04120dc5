"""Rows and choices as plain values: between the process that reads and the one that writes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from conference.delegates import AddressForm, NewDelegate, Sex
from conference.imports.incoming import Choices, Incoming


def incoming_words(one: Incoming) -> dict[str, Any]:
    """Give a row as `json.dumps` takes it."""
    # Not asdict, which copies each of two hundred thousand values deeply.
    person = dict(vars(one.person))
    person["birth_date"] = one.person.birth_date.isoformat() if one.person.birth_date else None
    return {"key": one.key, "card_number": one.card_number, "person": person}


def incoming_from(words: Mapping[str, Any]) -> Incoming:
    """Give back the row that `incoming_words` took apart."""
    person = dict(words["person"])
    form, born = person["own_address_form"], person["birth_date"]
    person["sex"] = Sex(person["sex"])
    person["own_address_form"] = AddressForm(form) if form else None
    person["birth_date"] = dt.date.fromisoformat(born) if born else None
    return Incoming(words["key"], NewDelegate(**person), words["card_number"])


def choices_of(params: Mapping[str, Any]) -> Choices:
    """Give what the clerk has said so far."""
    return Choices(
        groups=params.get("groups", {}),
        default_group=params.get("default_group", ""),
        people=params.get("people", {}),
        rest=params.get("rest", ""),
    )
