"""How many are in the hall, and whether the quorum is there, without a look at everybody."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from conference.arrivals import Listed, inside_count, listed_count
from conference.delegates import Delegate, DelegateGroup
from conference.doors import QuorumBase, change_door
from tests.factories import AT, BY, GUESTS, make_delegates, scan


def as_guest(session, delegate_id):
    guests = session.scalars(select(DelegateGroup).where(DelegateGroup.name == GUESTS)).one()
    session.get_one(Delegate, delegate_id).group_id = guests.id


def test_nobody_is_counted_on_an_empty_list(db):
    with db.reading() as session:
        assert (listed_count(session), inside_count(session, 1)) == (Listed(0, None), (0, 0))


@pytest.mark.parametrize(
    ("base", "needed", "counted"),
    [(QuorumBase.COUNTED, 2, 1), (QuorumBase.LISTED, 3, 2), (QuorumBase.CONFIRMED, 0, 0)],
)
def test_the_quorum_counts_its_own(db, base, needed, counted):
    people = make_delegates(db, count=4)
    db.write(lambda s: as_guest(s, people[3].id))
    rules = {"quorum_percent": 66, "quorum_base": base}
    db.write(lambda s: change_door(s, rules, at=AT, by=BY))
    for one in (people[0], people[3]):
        scan(db, one.code)

    with db.reading() as session:
        listed, inside = listed_count(session), inside_count(session, 1)

    assert (listed, inside) == (Listed(4, needed), (2, counted))
