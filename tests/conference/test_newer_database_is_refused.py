"""A file is opened whole or refused with a sentence; what cannot be opened is not changed."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from sqlalchemy import inspect

from conference.database import Database
from conference.delegates import Delegate
from conference.refusals import DatabaseUnreadable, NewerDatabase
from tests.factories import all_rows, make_conference, make_database, make_delegates, reopen
from tests.models import every_table


def run_sql(file, *statements):
    with closing(sqlite3.connect(file)) as raw, raw:
        return [raw.execute(statement).fetchall() for statement in statements]


def test_a_new_file_gets_every_table_with_its_columns_and_indexes(tmp_path):
    db = reopen(tmp_path)

    with db.reading() as session:
        found = inspect(session.connection())
        made = {
            name: (
                {column["name"] for column in found.get_columns(name)},
                {tuple(index["column_names"]) for index in found.get_indexes(name)}
                | {tuple(u["column_names"]) for u in found.get_unique_constraints(name)},
            )
            for name in found.get_table_names()
        }
    db.close()

    tables = every_table().tables
    assert set(made) == {*tables, "alembic_version"}
    for name, table in tables.items():
        columns, keys = made[name]
        assert columns == {column.name for column in table.columns}
        assert {tuple(c.name for c in index.columns) for index in table.indexes} <= keys


def test_a_file_of_ours_is_opened_again_with_all_it_held(tmp_path):
    db = make_database(tmp_path)
    make_conference(db)
    make_delegates(db, "Nguyễn Văn An")
    db.close()

    again = reopen(tmp_path)

    assert [one.full_name for one in all_rows(again, Delegate)] == ["Nguyễn Văn An"]
    again.close()


def test_a_newer_database_is_refused_and_left_as_it_is(tmp_path):
    make_database(tmp_path).close()
    file = tmp_path / "conference.sqlite"
    run_sql(file, "UPDATE alembic_version SET version_num = '9999'")
    before = file.read_bytes()

    with pytest.raises(NewerDatabase) as refusal:
        reopen(tmp_path)

    assert refusal.value.details == {"name": "conference.sqlite"}
    assert file.read_bytes() == before


def test_what_is_no_database_is_refused_and_left_as_it_is(tmp_path):
    file = tmp_path / "conference.sqlite"
    file.write_text("Danh sách đại biểu\n" * 100)
    before = file.read_bytes()

    with pytest.raises(DatabaseUnreadable) as refusal:
        reopen(tmp_path)

    assert refusal.value.details["name"] == "conference.sqlite"
    assert file.read_bytes() == before


def test_the_database_of_another_program_gets_no_tables_of_ours(tmp_path):
    file = tmp_path / "conference.sqlite"
    run_sql(file, "CREATE TABLE contacts (name TEXT)", "INSERT INTO contacts VALUES ('An')")

    with pytest.raises(DatabaseUnreadable):
        reopen(tmp_path)

    tables, rows = run_sql(file, "SELECT name FROM sqlite_schema", "SELECT * FROM contacts")
    assert (tables, rows) == ([("contacts",)], [("An",)])


@pytest.mark.parametrize("place", ["no/such/folder.sqlite", "."])
def test_a_place_where_no_file_can_be_is_refused(tmp_path, place):
    with pytest.raises(DatabaseUnreadable):
        Database().open(f"sqlite:///{tmp_path / place}")


def test_a_database_that_cannot_be_opened_leaves_the_open_one_open(db, tmp_path):
    (tmp_path / "other.sqlite").write_text("x" * 4096)

    with pytest.raises(DatabaseUnreadable):
        db.open(f"sqlite:///{tmp_path / 'other.sqlite'}")

    assert [one.name for one in make_delegates(db, "Nguyễn Văn An")] == ["Nguyễn Văn An"]


def test_opening_another_changes_to_that_one(db, tmp_path):
    make_delegates(db, "Nguyễn Văn An")
    heard = []
    db.listen(heard.extend)

    db.open(f"sqlite:///{tmp_path / 'other.sqlite'}")
    nobody = all_rows(db, Delegate)
    make_conference(db)

    assert nobody == []
    assert [fact.kind for fact in heard] == ["ConferenceCreated"]
