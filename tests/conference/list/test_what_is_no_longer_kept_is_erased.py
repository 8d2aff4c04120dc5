"""Sensitive columns that the organiser no longer keeps are emptied, after being asked twice."""

from __future__ import annotations

import pytest

from conference.database import Database
from conference.delegates import Delegate, KeptDataExists, forget_fields
from conference.journal import head
from tests.factories import AT, BY, make_delegates


@pytest.fixture
def somebody(db: Database) -> int:
    (one,) = make_delegates(
        db,
        "Nguyễn Thị Miền",
        citizen_number="031185001234",
        ethnicity="Kinh",
        party_member=True,
    )
    return one.id


def forget(db: Database, *columns: str, although: bool = True) -> int:
    return db.write(lambda s: forget_fields(s, columns, although=although, at=AT, by=BY))


def test_what_is_there_goes_only_when_asked_twice(db: Database, somebody: int) -> None:
    with pytest.raises(KeptDataExists) as refusal:
        forget(db, "citizen_number", although=False)
    with db.reading() as session:
        before = session.get_one(Delegate, somebody).citizen_number

    count = forget(db, "citizen_number")

    assert (refusal.value.details, before, count) == ({"count": 1}, "031185001234", 1)
    with db.reading() as session:
        assert session.get_one(Delegate, somebody).citizen_number == ""


def test_only_what_is_named_is_erased(db: Database, somebody: int) -> None:
    forget(db, "party_member", "ethnicity")

    with db.reading() as session:
        row = session.get_one(Delegate, somebody)
        assert (row.party_member, row.ethnicity) == (None, "")
        assert row.citizen_number == "031185001234"


@pytest.mark.parametrize("columns", [(), ("phone",), ("full_name", "seat")])
def test_nothing_else_can_be_erased_that_way(
    db: Database, somebody: int, columns: tuple[str, ...]
) -> None:
    with db.reading() as session:
        before = head(session)

    assert forget(db, *columns, although=False) == 0
    with db.reading() as session:
        assert head(session) == before
        assert session.get_one(Delegate, somebody).full_name == "Nguyễn Thị Miền"


def test_where_nothing_is_held_nobody_is_asked(db: Database) -> None:
    make_delegates(db, "Trần Bảo")

    assert forget(db, "citizen_number", "party_member", although=False) == 0
