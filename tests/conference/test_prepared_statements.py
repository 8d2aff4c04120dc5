"""A prepared statement does what SQLAlchemy's own execution does, faults included."""

from __future__ import annotations

import pytest
from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

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


RENAME = update(UNITS).where(UNITS.c.id == bindparam("of")).values(name=bindparam("called"))


def test_an_update_is_run_for_each_row_without_sqlalchemys_execution(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename, put = (
        Prepared(RENAME),
        Prepared(insert(UNITS).returning(UNITS.c.id), "name", "receiver"),
    )
    ids = [db.write(lambda s, name=name: put.insert_for_id(s, named(name))) for name in ("A", "B")]

    def write(session: Session) -> None:
        monkeypatch.setattr(session, "execute", None)
        rows = [{"of": one, "called": f"Đơn vị {one}"} for one in ids]
        rename.update_many(session, rows)
        monkeypatch.undo()

    db.write(write)

    with db.reading() as session:
        names = [session.get_one(Unit, one).name for one in ids]
    assert names == [f"Đơn vị {one}" for one in ids]


def test_an_update_that_the_database_refuses_changes_no_row(db: Database) -> None:
    rename, put = (
        Prepared(RENAME),
        Prepared(insert(UNITS).returning(UNITS.c.id), "name", "receiver"),
    )
    ids = [db.write(lambda s, name=name: put.insert_for_id(s, named(name))) for name in ("A", "B")]

    with pytest.raises(IntegrityError):
        db.write(lambda s: rename.update_many(s, [{"of": one, "called": "C"} for one in ids]))

    with db.reading() as session:
        assert [session.get_one(Unit, one).name for one in ids] == ["A", "B"]
