"""Who performs each item, as staff see it: by name, with office and unit, here or not.

For control, MC and backstage only: that somebody is missing is never shown to the public.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from conference.agenda import AgendaItem, PartKey
from conference.attendance import present_ids
from conference.clock import to_ms
from conference.delegates import Delegate
from conference.performers import PerformerNow, performers_now

Words = dict[str, Any]


@dataclass(frozen=True)
class ProgrammePeople:
    """Who performs what, but for who of them has come: arrivals do not change it.

    `by_item` is by the item's id, `to_come` holds who has something still to do, and all of it.
    """

    by_item: dict[str, list[Words]]
    to_come: list[Words]
    delegate_ids: list[int]


def programme_people(session: Session) -> ProgrammePeople:
    """Put who performs what into words, without who has come."""
    by_item: dict[str, list[Words]] = {}
    ids: list[int] = []
    people = performers_now(session)
    for one in people:
        ids += [one.delegate.id, *([one.substitute.id] if one.substitute else [])]
        for performance in one.performances:
            words = _person(one) | {"does": performance.does, "part": _part(performance.part)}
            by_item.setdefault(str(performance.item.id), []).append(words)
    return ProgrammePeople(by_item, [_line(one) for one in people if one.to_come], ids)


def with_presence(session: Session, people: ProgrammePeople, sitting_ids: Sequence[int]) -> Words:
    """Give who performs what, and who of them is waited for: whom these sittings have no entry of.

    `performers`: by the item's id (as text, in JSON) a list of {delegate_id, name, position, unit,
    does, part: {kind, id} | null, present, substitute: {delegate_id, name, position, present} |
    null} in the order of the programme. `missing_performers`: who is not in the hall and has
    something still to do, as {delegate_id, name, items: [{id, number, title, start_ms}]}, naming
    all of their items.
    """
    here = present_ids(session, *sitting_ids, among=people.delegate_ids)
    performers = {key: [_marked(one, here) for one in them] for key, them in people.by_item.items()}
    missing = [one for one in people.to_come if one["delegate_id"] not in here]
    return {"performers": performers, "missing_performers": missing}


def _marked(words: Words, here: set[int]) -> Words:
    substitute = words["substitute"]
    if substitute is not None:
        substitute = substitute | {"present": substitute["delegate_id"] in here}
    return words | {"present": words["delegate_id"] in here, "substitute": substitute}


def _person(one: PerformerNow) -> Words:
    substitute = _named(one.substitute) if one.substitute else None
    return _named(one.delegate) | {"unit": one.delegate.unit.name, "substitute": substitute}


def _named(delegate: Delegate) -> Words:
    return {
        "delegate_id": delegate.id,
        "name": delegate.full_name,
        "position": delegate.position,
    }


def _line(one: PerformerNow) -> Words:
    # Somebody with two parts of one item has one item.
    items = {performance.item.id: performance.item for performance in one.to_come}
    return {
        "delegate_id": one.delegate.id,
        "name": one.delegate.full_name,
        "items": [_item(item) for item in items.values()],
    }


def _item(item: AgendaItem) -> Words:
    start = item.planned_start
    return {
        "id": item.id,
        "number": item.number,
        "title": item.title,
        "start_ms": None if start is None else to_ms(start),
    }


def _part(part: PartKey | None) -> Words | None:
    return None if part is None else {"kind": part[0], "id": part[1]}
