"""A rehearsal is a copy set back to the morning; the real conference is untouched by it."""

from __future__ import annotations

import datetime as dt

import pytest

from conference.agenda import AgendaItem, Cue, Phase, rundown
from conference.attendance import Attendance, Scan
from conference.awards import AwardCue, Batch, BatchState
from conference.copies import (
    AlreadyRehearsing,
    AnotherNotNow,
    ConferenceUnderWay,
    DayProof,
    NotRehearsing,
    RehearsalNeedsFile,
    copy_for_rehearsal,
    day_proof,
    refuse_another_now,
    refuse_rehearsal_now,
)
from conference.delegates import invitations
from conference.identity import identity
from conference.journal import JournalEntry, broken_link
from conference.operators import all_operators
from conference.printing import PrintJob
from tests.factories import (
    AT,
    BY,
    all_rows,
    award_cue,
    cue,
    make_awards,
    make_delegates,
    make_operator,
    make_programme,
    make_sitting,
    print_next,
    reopen,
    scan,
)


@pytest.fixture
def played(db):
    """A conference with one arrival, a printed badge, a cue taken back and a batch called."""
    an, _binh = make_delegates(db, "Nguyễn Văn An", "Lê Bình")
    make_programme(db, 10, 10)
    batch, *_ = make_awards(db)
    make_operator(db, "mien")
    scan(db, an.code)
    print_next(db)
    award_cue(db, "call", batch)
    cue(db, "start")
    cue(db, "undo")
    return an


@pytest.fixture
def rehearsal(db, played, tmp_path):
    """The rehearsal copied from it."""
    target = tmp_path / "rehearsal.sqlite"
    copy_for_rehearsal(tmp_path / "conference.sqlite", target, at=AT, by=BY)
    copied = reopen(tmp_path, "rehearsal.sqlite")
    yield copied
    copied.close()


def proof(db):
    with db.reading() as session:
        return day_proof(session)


def test_the_copy_is_marked_and_its_day_is_set_back_to_the_morning(rehearsal):
    with rehearsal.reading() as session:
        marked, phase = identity(session).rehearsal, rundown(session).phase

    assert marked is True
    assert phase is Phase.NOT_STARTED
    assert proof(rehearsal) == DayProof(present=0, badges=0, batches=0)
    for table in (Scan, Attendance, PrintJob, Cue, AwardCue):
        assert all_rows(rehearsal, table) == []
    assert {batch.state for batch in all_rows(rehearsal, Batch)} == {BatchState.PLANNED}


def test_the_copy_keeps_list_operators_and_history_and_its_chain_holds(db, rehearsal):
    with rehearsal.reading() as session:
        names = [card.name for card, _ in invitations(session)]
        signs_in = [one.sign_in_name for one in all_operators(session)]
        broken = broken_link(session)

    entries = all_rows(rehearsal, JournalEntry)
    copied_at = len(all_rows(db, JournalEntry))
    assert names == ["Nguyễn Văn An", "Lê Bình"]
    assert signs_in == ["mien"]
    assert broken is None
    begun = next(entry for entry in entries if entry.kind == "RehearsalBegun")
    assert begun.payload == {"copied_at_entry": copied_at}


def test_each_door_refuses_the_codes_of_the_other_by_name(db, rehearsal, played):
    with rehearsal.reading() as session:
        rehearsed = invitations(session)[0][1]

    assert scan(db, rehearsed)["reason"] == "rehearsal_code"
    assert scan(rehearsal, played.code)["reason"] == "real_code_in_rehearsal"
    assert scan(rehearsal, rehearsed)["verdict"] == "admitted"


def test_the_real_day_is_untouched_by_a_rehearsal(db, rehearsal):
    before = proof(db)
    entries = len(all_rows(db, JournalEntry))
    with rehearsal.reading() as session:
        codes = [code for _, code in invitations(session)]
    for code in codes:
        scan(rehearsal, code)
    print_next(rehearsal)

    assert proof(rehearsal) == DayProof(present=2, badges=1, batches=0)
    assert proof(db) == before == DayProof(present=1, badges=1, batches=0)
    assert len(all_rows(db, JournalEntry)) == entries


def test_a_new_rehearsal_replaces_the_one_before_and_leaves_nothing_behind(db, tmp_path):
    real, copy = tmp_path / "conference.sqlite", tmp_path / "rehearsal.sqlite"
    make_delegates(db, "Nguyễn Văn An")
    for name in ("rehearsal.sqlite-wal", "rehearsal.unfinished"):
        (tmp_path / name).write_text("left by a crash")

    copy_for_rehearsal(real, copy, at=AT, by=BY)
    copy_for_rehearsal(real, copy, at=AT, by=BY)

    copied = reopen(tmp_path, "rehearsal.sqlite")
    assert proof(copied) == DayProof(0, 0, 0)
    copied.close()
    assert not list(tmp_path.glob("*.unfinished*"))
    assert not (tmp_path / "rehearsal.sqlite-wal").exists()


def test_a_rehearsal_may_begin_before_and_after_but_not_amid_the_conference(db):
    make_programme(db, 10, 10)
    refused = []
    for command in ("start", "hold", "finish", "next", "finish"):
        with db.reading() as session:
            phase = rundown(session).phase
            try:
                refuse_rehearsal_now(session)
            except ConferenceUnderWay:
                refused.append(phase)
        cue(db, command)

    with db.reading() as session:
        refuse_rehearsal_now(session)
    assert refused == [Phase.RUNNING, Phase.HELD, Phase.BETWEEN, Phase.RUNNING]


def test_while_a_start_is_held_nothing_else_is_opened(db):
    first, second = make_programme(db, 10, 10)

    def another_sitting(session):
        later = make_sitting(2, "Tối", dt.time(19, 0), dt.time(20, 0))
        session.add(later)
        session.flush()
        session.get_one(AgendaItem, second).sitting_id = later.id

    def refused():
        found = []
        with db.reading() as session:
            for ask in (refuse_rehearsal_now, refuse_another_now):
                try:
                    ask(session, although_begun=True)
                except (ConferenceUnderWay, AnotherNotNow) as refusal:
                    found.append(type(refusal))
        return found

    db.write(another_sitting)
    before = refused()
    cue(db, "hold", reason="Chờ chủ trì")
    first_held = refused()
    for command in ("start", "finish", "hold"):
        cue(db, command, **({"item_id": first} if command == "start" else {}))
    with db.reading() as session:
        phase = rundown(session).phase

    assert phase is Phase.START_HELD
    assert before == []
    assert first_held == refused() == [ConferenceUnderWay, AnotherNotNow]


def test_a_rehearsal_is_not_copied_once_more(rehearsal):
    with rehearsal.reading() as session, pytest.raises(AlreadyRehearsing):
        refuse_rehearsal_now(session)


def test_the_refusals_of_a_rehearsal_have_their_own_codes():
    codes = {kind.code for kind in (AlreadyRehearsing, NotRehearsing, RehearsalNeedsFile)}

    assert codes == {"already_rehearsing", "not_rehearsing", "rehearsal_needs_file"}
