"""Whoever comes without an invitation is found by five keys: by name, or by the card's number."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from conference.delegates import Delegate, find_delegates
from conference.names import fold, initials
from tests.server.conftest import Served

KEYS = 5
SHOWN = 12
"""Rows that the desk shows at once."""


def short_queries(name: str) -> Iterator[str]:
    """What a hurried hand types: initials, or a letter of one name and the beginning of another."""
    *others, given = fold(name).split()
    yield initials(name)[:KEYS]
    yield given[:KEYS]
    for other in (others[0], others[-1]):
        yield f"{other[:1]} {given[: KEYS - 2]}"
        yield f"{other[:2]} {given[: KEYS - 3]}"


def place(session: Session, delegate: Delegate, query: str) -> int:
    found = session.scalars(find_delegates(query).limit(SHOWN)).unique().all()
    return found.index(delegate) if delegate in found else SHOWN


def test_everybody_is_in_sight_after_five_keys_of_the_name_and_most_come_first(
    served: Served,
) -> None:
    with served.db.reading() as session:
        places = [
            min(place(session, one, query) for query in short_queries(one.full_name))
            for one in session.scalars(select(Delegate)).unique()
        ]

    assert max(places) < SHOWN
    assert places.count(0) >= 0.85 * len(places)


def test_a_cards_number_brings_its_delegate_first(served: Served) -> None:
    with served.db.reading() as session:
        delegates = session.scalars(select(Delegate)).unique().all()
        first = {one.id: place(session, one, one.card_number) for one in delegates}

    assert set(first.values()) == {0}
