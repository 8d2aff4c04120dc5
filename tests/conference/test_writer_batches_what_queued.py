"""One thread writes; whatever queued during the last flush is committed together."""

from __future__ import annotations

import threading

import pytest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from conference.database import MOST_PER_BATCH, Database
from conference.delegates import Unit
from conference.refusals import NotReadable, NotRecorded
from tests.conference.queueing import Commits, write_together
from tests.factories import all_rows, at_one_instant


def add_unit(name):
    def command(session):
        session.add(Unit(name=name))
        return name

    return command


def test_commands_that_queued_up_are_committed_at_once_and_each_has_its_result(db):
    names = [f"Đơn vị {nth:02d}" for nth in range(40)]
    commits = Commits(db)

    results = write_together(db, [add_unit(name) for name in names])

    assert results == names
    assert [unit.name for unit in all_rows(db, Unit)] == names
    assert commits.count == 1


def test_a_longer_queue_is_committed_in_several_flushes(db):
    commits = Commits(db)

    write_together(db, [add_unit(f"Đơn vị {nth}") for nth in range(MOST_PER_BATCH + 1)])

    assert len(all_rows(db, Unit)) == MOST_PER_BATCH + 1
    assert commits.count == 2


def test_a_command_sees_what_those_before_it_in_the_batch_wrote(db):
    seen = write_together(
        db, [add_unit("Văn phòng Sở"), lambda s: s.scalar(select(Unit.name)), add_unit("Thanh tra")]
    )

    assert seen == ["Văn phòng Sở"] * 2 + ["Thanh tra"]


def test_all_commands_run_on_the_one_writing_thread(db):
    names = at_one_instant([lambda: db.write(lambda _: threading.current_thread().name)] * 8)

    assert names == ["writer"] * 8


def test_nothing_is_acknowledged_before_its_commit(db):
    committed = threading.Event()

    def read_while_writing(session):
        session.add(Unit(name="Văn phòng Sở"))
        session.flush()
        with db.reading() as other:
            return other.scalar(select(Unit.name)), committed.is_set()

    unseen = db.write(read_while_writing)

    assert unseen == (None, False)
    assert len(all_rows(db, Unit)) == 1


def test_a_reader_sees_one_state_however_much_is_written_meanwhile(db):
    with db.reading() as session:
        before = session.scalars(select(Unit.name)).all()
        db.write(add_unit("Văn phòng Sở"))
        after = session.scalars(select(Unit.name)).all()

    assert before == after == []


def test_a_reader_cannot_write(db):
    with db.reading() as session:
        session.add(Unit(name="Văn phòng Sở"))

        with pytest.raises(OperationalError, match="readonly"):
            session.flush()

    assert all_rows(db, Unit) == []


def test_closing_finishes_what_was_handed_over_and_refuses_what_comes_later(db):
    writer, closing = db._writer, threading.Thread(target=db.close, daemon=True)

    def close_meanwhile(session):
        closing.start()
        while not writer._closed:
            closing.join(0.001)
        # As a request that took hold of the writer just before it was closed.
        late = at_one_instant([lambda: writer.write(add_unit("too late"))], within_s=5)
        return add_unit("in time")(session), late

    in_time, (late,) = db.write(close_meanwhile)

    closing.join(30)
    assert not closing.is_alive()
    assert in_time == "in time"
    assert isinstance(late, NotRecorded)
    with pytest.raises(NotRecorded):
        db.write(add_unit("much too late"))
    with pytest.raises(NotReadable), db.reading():
        pass


def test_a_database_that_was_never_opened_records_nothing():
    closed = Database()

    with pytest.raises(NotRecorded):
        closed.write(add_unit("Văn phòng Sở"))

    closed.close()
