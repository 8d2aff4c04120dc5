"""What could not be made durable is refused, all of it, and later commands find a sound file."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from conference.attendance import check_in
from conference.delegates import CodesIssued, Unit
from conference.journal import broken_link, record
from conference.refusals import NotFound, NotRecorded
from tests.conference.queueing import write_together
from tests.factories import AT, BY, all_rows, arrivals, badge_jobs, make_delegates, new_id, scan


def fill_the_disk(session):
    """Let SQLite answer "database or disk is full" from now on, on this connection."""
    session.execute(text("PRAGMA max_page_count = 1"))
    session.add_all(Unit(name=f"{nth} " + "x" * 290) for nth in range(200))


def add(name):
    def command(session):
        session.add(Unit(name=name))
        record(session, CodesIssued(count=1), at=AT, by=BY)

    return command


def refused(_session):
    raise NotFound


def scanned(code):
    return lambda s: check_in(s, scan_id=new_id(), scanned=code, at=AT)


def broken_at_commit(session):
    """Leave a row whose unit does not exist, which SQLite finds out at the commit only."""
    session.execute(text("PRAGMA defer_foreign_keys = ON"))
    session.execute(text("UPDATE delegate SET unit_id = 999"))


@pytest.mark.parametrize("trouble", [fill_the_disk, broken_at_commit])
def test_nothing_of_the_flush_is_acknowledged_and_nothing_of_it_is_kept(db, trouble, caplog):
    (an,) = make_delegates(db, "Nguyễn Văn An")
    units_before = len(all_rows(db, Unit))
    heard = []
    db.listen(heard.extend)

    outcomes = write_together(db, [scanned(an.code), refused, trouble, add("after")])

    assert [type(outcome) for outcome in outcomes] == [
        NotRecorded, NotFound, NotRecorded, NotRecorded,
    ]  # fmt: skip
    assert arrivals(db) == badge_jobs(db) == heard == []
    assert len(all_rows(db, Unit)) == units_before
    assert "of 4 commands was recorded" in caplog.text


@pytest.mark.parametrize("trouble", [fill_the_disk, broken_at_commit])
def test_once_there_is_room_again_the_same_scan_is_admitted_and_the_journal_is_whole(db, trouble):
    (an,) = make_delegates(db, "Nguyễn Văn An")
    with pytest.raises(NotRecorded):
        db.write(trouble)

    answer = scan(db, an.code)

    assert answer["verdict"] == "admitted"
    with db.reading() as session:
        assert broken_link(session) is None


def test_a_file_that_cannot_be_reached_any_more_is_not_recorded(db, tmp_path):
    writer = db._writer
    with pytest.raises(NotRecorded):
        db.write(fill_the_disk)  # the connection is dropped
    away = tmp_path / "away"
    away.mkdir()
    for file in tmp_path.glob("conference.sqlite*"):
        file.rename(away / file.name)
    (tmp_path / "conference.sqlite").mkdir()

    with pytest.raises(NotRecorded):
        db.write(add("nowhere"))

    assert db._writer is writer
