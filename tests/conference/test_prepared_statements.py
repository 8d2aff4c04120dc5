"""A prepared statement does what SQLAlchemy's own execution does, faults included."""

from __future__ import annotations

import pytest
from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from conference.base import table_of
from conference.database import Database
from conference.delegates import Unit
from conference.identity import Conference
from conference.prepared import Prepared

UNITS = table_of(Unit)


def named(name: str) -> dict[str, str]:
    return {"name": name, "receiver": ""}


def test_rows_carry_python_values_under_their_names(db: Database) -> None:
    question = Prepared(select(Conference.number, Conference.title_lines, Conference.rehearsal))

    with db.reading() as session:
        (row,) = question.rows(session, {})
        usual = session.execute(select(Conference)).scalar_one()

    assert (row.number, row.title_lines, row.rehearsal) == (
        usual.number, usual.title_lines, usual.rehearsal
    )  # fmt: skip
    assert isinstance(row.title_lines, list)
    assert row.rehearsal is False


def test_an_insert_may_ask_for_the_new_id(db: Database) -> None:
    put = Prepared(insert(UNITS).returning(UNITS.c.id), "name", "receiver")

    ids = [db.write(lambda s, name=name: put.insert_for_id(s, named(name))) for name in ("A", "B")]

    with db.reading() as session:
        found = {one.id: one.name for one in session.scalars(select(Unit))}
    assert [found[one] for one in ids] == ["A", "B"]


def test_what_the_database_refuses_is_sqlalchemys_own_error(db: Database) -> None:
    put = Prepared(insert(UNITS), "name", "receiver")
    db.write(lambda s: put.insert(s, named("A")))

    with pytest.raises(IntegrityError):
        db.write(lambda s: put.insert(s, named("A")))
