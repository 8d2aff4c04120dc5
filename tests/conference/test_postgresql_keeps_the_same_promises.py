"""What door and stage promise on SQLite holds on PostgreSQL, with several processes writing."""

from __future__ import annotations

import json
import threading

import pytest
from sqlalchemy import func, insert, select, text
from sqlalchemy.exc import IntegrityError

from conference.agenda import CueDone, StaleRundown, rundown, rundown_revision
from conference.attendance import (
    ScanSource,
    admit_by_hand,
    attempts,
    check_in,
    leave,
    passages,
    statistics,
    take_back_entry,
    whose_code,
)
from conference.base import table_of
from conference.copies import day_proof
from conference.database import Database
from conference.delegates import CodesIssued, Delegate, Unit, find_delegates
from conference.doors import change_door
from conference.journal import JournalEntry, broken_link, record
from conference.refusals import DatabaseUnreadable, NotRecorded
from tests.conference.failing import failing_after
from tests.factories import (
    AT,
    BY,
    all_rows,
    arrivals,
    at_one_instant,
    badge_jobs,
    cue,
    make_awards,
    make_conference,
    make_delegates,
    make_operator,
    make_programme,
    make_station,
    new_id,
    print_next,
    scan,
    scan_text,
)


@pytest.fixture
def db(postgres_db):
    make_conference(postgres_db)
    return postgres_db


def test_a_day_passes_as_on_sqlite(db):
    make_delegates(db, "Lê Bình")
    (an,) = make_delegates(db, "Đặng Thị Ánh", seat="A-12")
    make_programme(db, 10, 10)
    make_awards(db)
    make_operator(db, "mien")
    station, _ = make_station(db)

    first = scan_text(db, an.code, scan_id="one", station=station)
    again = scan_text(db, an.code, scan_id="one")
    print_next(db)
    cue(db, "start")

    assert first == again
    assert scan(db, an.code)["verdict"] == "repeat"
    with db.reading() as session:
        found = session.scalars(find_delegates("dang")).all()
        proof, broken = day_proof(session), broken_link(session)
    assert [row.full_name for row in found] == ["Đặng Thị Ánh"]
    assert (proof.present, proof.badges, broken) == (1, 1, None)


def test_sixty_four_scans_at_one_instant_make_one_entry_and_one_badge(db):
    (an,) = make_delegates(db, "Nguyễn Văn An")

    answers = at_one_instant([lambda: scan(db, an.code) for _ in range(64)])

    verdicts = sorted(answer["verdict"] for answer in answers)
    assert verdicts == ["admitted"] + ["repeat"] * 63
    assert len(arrivals(db)) == len(badge_jobs(db)) == 1
    with db.reading() as session:
        assert broken_link(session) is None


def test_the_door_keeps_its_rules_and_counts_alike(db):
    an, binh, chi = make_delegates(db, "Đặng Thị Ánh", "Lê Bình", "Trần Chi")
    station, _ = make_station(db)
    db.write(lambda s: change_door(s, {"hall_capacity": 2}, at=AT, by=BY))

    came = [scan(db, one.code, station=station)["reason"] for one in (an, binh, chi)]
    db.write(lambda s: leave(s, an.id, reason="Gọi", station_name="", at=AT, by=BY))
    returned = scan(db, an.code)["reason"]
    for _ in range(2):
        db.write(lambda s: take_back_entry(s, an.id, reason="Nhầm", at=AT, by=BY))
        again = scan(db, an.code)["reason"]
    by_name = at_one_instant(
        [
            lambda: db.write(
                lambda s: admit_by_hand(
                    s, an.id, scan_id=new_id(), source=ScanSource.NAME_SEARCH, at=AT, by=BY
                )
            )
        ]
        * 8
    )

    assert (came, returned, again) == (["admitted", "admitted", "capacity"], "returned", "admitted")
    assert all(json.loads(text)["verdict"] == "repeat" for text in by_name)
    with db.reading() as session:
        counted, asked = statistics(session, 1), whose_code(session, an.code, at=AT)
        newest, seen = attempts(session, limit=1), passages(session, an.id)
        typed = session.scalars(find_delegates("ddawngj")).all()
        carded = session.scalars(find_delegates("2")).all()
    assert (counted.all.came, counted.all.present, asked[0]) == (2, 2, an.id)
    assert sum(number for _, number in counted.attempts_per_minute) == 14
    assert (newest[0].delegate_id, len(seen)) == (an.id, 7)
    assert [row.full_name for row in typed] == ["Đặng Thị Ánh"]
    assert carded == []


def test_two_operators_of_two_processes_make_one_step(db):
    items = make_programme(db, 10, 10, 10)
    cue(db, "start")
    other = Database()
    other.open(db.url)
    with db.reading() as session:
        seen = rundown_revision(session)

    outcomes = at_one_instant([lambda d=d: cue(d, "next", seen_revision=seen) for d in (db, other)])

    other.close()
    assert CueDone() in outcomes
    assert [type(one) for one in outcomes].count(StaleRundown) == 1
    with db.reading() as session:
        assert rundown(session).live_id == items[1]


def test_journal_numbers_become_visible_in_order(db):
    """A transaction that begins first and commits last has the higher number."""
    begun, go_on, numbers = threading.Event(), threading.Event(), []
    db.listen(lambda facts: numbers.extend((fact.id, fact.payload["count"]) for fact in facts))

    def slow(session):
        record(session, CodesIssued(count=1), at=AT, by=BY)
        begun.set()
        assert go_on.wait(30)

    def quick(session):
        record(session, CodesIssued(count=2), at=AT, by=BY)

    first = threading.Thread(target=db.write, args=(slow,), daemon=True)
    second = threading.Thread(target=db.write, args=(quick,), daemon=True)
    first.start()
    assert begun.wait(30)
    second.start()
    seen_meanwhile = len(all_rows(db, JournalEntry))
    go_on.set()
    for thread in (first, second):
        thread.join(30)

    assert seen_meanwhile == 1
    assert [entry.payload["count"] for entry in all_rows(db, JournalEntry)[1:]] == [1, 2]
    assert sorted(numbers) == [(2, 1), (3, 2)]


def test_a_reader_sees_one_state_however_much_is_written_meanwhile(db):
    with db.reading() as session:
        before = session.scalar(select(func.count()).select_from(Delegate))
        make_delegates(db, "Nguyễn Văn An")
        after = session.scalar(select(func.count()).select_from(Delegate))

    assert before == after == 0


def test_a_command_that_fails_leaves_nothing_and_harms_no_other(db):
    (an,) = make_delegates(db, "Nguyễn Văn An")
    entries = len(all_rows(db, JournalEntry))

    failing_after(db, lambda s, at: check_in(s, scan_id=new_id(), scanned=an.code, at=at))
    twice = [{"name": "Văn phòng"}, {"name": "Văn phòng"}]
    with pytest.raises(IntegrityError):
        db.write(lambda s: s.execute(insert(table_of(Unit)), twice))

    assert arrivals(db) == []
    assert len(all_rows(db, JournalEntry)) == entries
    assert scan(db, an.code)["verdict"] == "admitted"


def test_a_connection_lost_amid_a_command_is_never_shown_as_recorded(db, caplog):
    heard = []
    db.listen(heard.extend)

    def lose(session):
        record(session, CodesIssued(count=1), at=AT, by=BY)
        session.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))

    with pytest.raises(NotRecorded):
        db.write(lose)

    assert heard == []
    assert "a command was not recorded" in caplog.text
    assert db.write(lambda s: s.scalar(select(func.count()).select_from(JournalEntry))) == 1


def test_nobody_hears_of_a_command_without_facts(db):
    heard = []
    db.listen(heard.extend)

    assert db.write(lambda _: "nothing") == "nothing"
    assert heard == []


def test_a_server_that_is_not_there_is_unreadable(postgres):
    with pytest.raises(DatabaseUnreadable):
        Database().open(postgres.set(query={"host": "/nowhere"}))


def test_the_database_of_another_program_gets_no_tables_of_ours(postgres_db):
    postgres_db.write(lambda s: s.execute(text("DROP TABLE alembic_version")))

    with pytest.raises(DatabaseUnreadable):
        Database().open(postgres_db.url)
