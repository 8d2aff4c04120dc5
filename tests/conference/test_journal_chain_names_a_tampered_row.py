"""The journal is a chain: whoever changes, removes or slips in a row is found out."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from conference.delegates import CodesIssued, DelegatesListed
from conference.journal import (
    Fact,
    JournalEntry,
    _link,
    broken_link,
    head,
    record,
    revision,
)
from tests.factories import AT, BY, all_rows, make_delegates, scan


@pytest.fixture
def chained(db):
    """A database with ten entries of two kinds."""

    def note(session):
        for count in range(9):
            kind = CodesIssued if count % 2 else DelegatesListed
            record(session, kind(count=count), at=AT, by=BY)

    db.write(note)
    return db


def tamper(folder, statement):
    with closing(sqlite3.connect(folder / "conference.sqlite")) as raw, raw:
        raw.execute(statement)


def first_broken(db):
    with db.reading() as session:
        return broken_link(session)


def test_an_untouched_journal_holds(chained):
    assert first_broken(chained) is None


def test_an_empty_journal_holds(empty_db):
    assert first_broken(empty_db) is None


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ("""UPDATE journal SET payload = '{"count": 99}' WHERE id = 4""", 4),
        ("UPDATE journal SET at = at + 1 WHERE id = 5", 5),
        ("UPDATE journal SET by = 'operator:9' WHERE id = 6", 6),
        ("UPDATE journal SET kind = 'CodesIssued' WHERE id = 2", 2),
        ("UPDATE journal SET chain = 'f' || substr(chain, 2) || 'x' WHERE id = 7", 7),
        ("DELETE FROM journal WHERE id = 3", 3),
        ("DELETE FROM journal WHERE id = 1", 1),
        ("UPDATE journal SET id = 20 WHERE id = 10", 10),
    ],
)
def test_a_changed_row_is_named(chained, tmp_path, statement, named):
    tamper(tmp_path, statement)

    assert first_broken(chained) == named


def test_an_entry_written_after_a_row_was_slipped_in_does_not_hide_it(chained, tmp_path):
    tamper(
        tmp_path,
        "INSERT INTO journal SELECT 11, at, kind, by, payload, chain FROM journal WHERE id = 10",
    )

    chained.write(lambda s: record(s, CodesIssued(count=1), at=AT, by=BY))

    assert first_broken(chained) == 11


def test_a_gap_is_named_even_where_the_chain_was_made_to_fit(chained):
    def skip_a_number(session):
        newest = session.get_one(JournalEntry, 10)
        chain = _link(newest.chain, 12, AT, "CodesIssued", BY, {"count": 1})
        session.add(
            JournalEntry(id=12, at=AT, kind="CodesIssued", by=BY, payload={"count": 1}, chain=chain)
        )

    chained.write(skip_a_number)

    assert first_broken(chained) == 11


def test_numbers_have_no_gaps_and_revisions_follow_kinds(chained):
    with chained.reading() as session:
        newest = head(session)
        listed = revision(session, [DelegatesListed.kind()])
        issued = revision(session, [CodesIssued.kind()])
        none = revision(session, ["NeverHappened"])

    assert [entry.id for entry in all_rows(chained, JournalEntry)] == list(range(1, 11))
    assert (newest, listed, issued, none) == (10, 10, 9, 0)


def test_an_empty_journal_has_number_nought(empty_db):
    with empty_db.reading() as session:
        assert head(session) == 0


def test_facts_carry_no_names(db):
    (an,) = make_delegates(db, "Nguyễn Văn An", unit="Phòng Chuyển đổi số")
    scan(db, an.code)

    written = " ".join(str(entry.payload) for entry in all_rows(db, JournalEntry))

    assert "Nguyễn" not in written
    assert "Chuyển" not in written


def test_every_kind_of_fact_is_known_by_its_name():
    assert Fact.kinds["CodesIssued"] is CodesIssued
    assert all(kind.kind() == name for name, kind in Fact.kinds.items())
