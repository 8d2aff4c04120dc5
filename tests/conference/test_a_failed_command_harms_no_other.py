"""A command that fails takes back its own work and nobody else's, in the same batch or later."""

from __future__ import annotations

import pytest
from sqlalchemy import insert, text
from sqlalchemy.exc import IntegrityError, InterfaceError, ProgrammingError, StatementError

from conference.base import table_of
from conference.delegates import CodesIssued, Unit
from conference.identity import the_conference
from conference.journal import JournalEntry, record
from conference.refusals import NotFound
from tests.conference.failing import Fault
from tests.conference.queueing import Commits, write_together
from tests.factories import AT, BY, all_rows


def add(name):
    def command(session):
        session.add(Unit(name=name))
        record(session, CodesIssued(count=1), at=AT, by=BY)
        return name

    return command


def refused(session):
    add("refused")(session)
    session.flush()
    raise NotFound(what="x")


def with_a_bug(session):
    add("with a bug")(session)
    raise Fault


def twice_in_the_flush(session):
    session.add_all([Unit(name="twice"), Unit(name="twice")])


def twice_by_statement(session):
    session.execute(insert(table_of(Unit)), [{"name": "thrice"}, {"name": "thrice"}])


def of_a_type_no_column_has(session):
    session.execute(insert(table_of(Unit)), {"name": object()})


def with_a_naive_moment(session):
    the_conference(session)
    record(session, CodesIssued(count=1), at=AT.replace(tzinfo=None), by=BY)


@pytest.mark.parametrize(
    ("failing", "raised"),
    [
        (refused, NotFound),
        (with_a_bug, Fault),
        (twice_in_the_flush, IntegrityError),
        (twice_by_statement, IntegrityError),
        (of_a_type_no_column_has, (InterfaceError, ProgrammingError)),
        (with_a_naive_moment, (ValueError, StatementError)),
    ],
)
def test_those_before_and_after_it_in_the_batch_are_kept(db, failing, raised):
    entries_before = len(all_rows(db, JournalEntry))
    commits = Commits(db)

    before, failed, after = write_together(db, [add("before"), failing, add("after")])

    assert (before, after) == ("before", "after")
    assert isinstance(failed, raised)
    assert [unit.name for unit in all_rows(db, Unit)] == ["before", "after"]
    assert len(all_rows(db, JournalEntry)) == entries_before + 2
    assert commits.count == 1


def test_what_a_failed_command_changed_in_memory_is_forgotten(db):
    def rename(session):
        the_conference(session).name = "Đổi tên"
        raise Fault

    _, name = write_together(db, [rename, lambda s: the_conference(s).name])

    assert name.startswith("Hội nghị tuyên dương")


def test_a_failed_command_fails_for_its_caller_only(db):
    with pytest.raises(NotFound):
        db.write(refused)

    assert db.write(add("later")) == "later"


def test_the_database_itself_refuses_what_must_be_unique(db):
    db.write(lambda s: s.execute(text("INSERT INTO unit (name) VALUES ('Văn phòng Sở')")))

    with pytest.raises(IntegrityError):
        db.write(lambda s: s.execute(text("INSERT INTO unit (name) VALUES ('Văn phòng Sở')")))


@pytest.mark.parametrize(("failing", "trace"), [(refused, False), (with_a_bug, True)])
def test_one_of_several_that_fails_gives_nothing_and_only_a_bug_leaves_a_trace(
    db, caplog, failing, trace
):
    given = [db.write_one_of_several(one) for one in (add("A"), failing, add("B"))]

    assert given == ["A", None, "B"]
    assert [one.name for one in all_rows(db, Unit)] == ["A", "B"]
    (line,) = caplog.records
    assert bool(line.exc_info) is trace
