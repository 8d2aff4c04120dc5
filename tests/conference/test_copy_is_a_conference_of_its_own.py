"""A copy has the list and the plan; its day, its codes and its sign-offs are its own."""

from __future__ import annotations

import pytest

import conference.copies.copying
from conference.agenda import AgendaItem, Cue
from conference.attendance import Attendance, Scan
from conference.awards import AwardCue, Batch, BatchState
from conference.copies import DayProof, copy_conference, copy_for_rehearsal, day_proof
from conference.delegates import (
    Approval,
    Delegate,
    EntryCode,
    Invitation,
    ListVersion,
    NewDelegate,
    Reply,
    add_delegates,
    issue_missing_codes,
    lock_list,
    note_reply,
)
from conference.doors import Door, change_door
from conference.honoured_guests import HonouredGuest, expect_guest, order_guests
from conference.identity import Conference, identity
from conference.journal import JournalEntry, broken_link
from conference.operators import all_operators
from conference.preparation import Task, TaskWords, tick_task, write_task
from conference.printing import PrintJob
from conference.refusals import DatabaseUnreadable, NotRecorded
from tests.factories import (
    AT,
    BY,
    GROUP,
    UNIT,
    all_rows,
    award_cue,
    cue,
    make_awards,
    make_delegates,
    make_operator,
    make_programme,
    print_next,
    reopen,
    scan,
)


@pytest.fixture
def played(db):
    """A conference whose day was held, with a list that was signed off and work that was done."""
    an, binh = make_delegates(db, "Nguyễn Văn An", "Lê Bình")
    make_programme(db, 10, 10)
    batch, *_ = make_awards(db)
    make_operator(db, "mien")
    db.write(lambda s: lock_list(s, by_name="Nguyễn Thị Miền", at=AT, by=BY))
    db.write(lambda s: note_reply(s, binh.id, reply=Reply.CONFIRMED, at=AT, by=BY))
    task = db.write(lambda s: write_task(s, None, TaskWords("Chuẩn bị hoa"), at=AT, by=BY))
    db.write(lambda s: tick_task(s, task, done=True, by_name="Miền", at=AT, by=BY))
    scan(db, an.code)
    print_next(db)
    award_cue(db, "call", batch)
    cue(db, "start")
    cue(db, "finish")
    return an


@pytest.fixture
def copy(played, tmp_path):
    """The copy made of it."""
    copy_conference(tmp_path / "conference.sqlite", tmp_path / "copy.sqlite", at=AT, by=BY)
    copied = reopen(tmp_path, "copy.sqlite")
    yield copied
    copied.close()


def number(db):
    return all_rows(db, Conference)[0].number


def test_the_copy_has_list_programme_awards_and_operators(db, copy):
    with copy.reading() as session:
        signs_in = [one.sign_in_name for one in all_operators(session)]

    names = [one.full_name for one in all_rows(copy, Delegate)]
    assert names == ["Nguyễn Văn An", "Lê Bình"]
    assert len(all_rows(copy, AgendaItem)) == len(all_rows(db, AgendaItem)) == 2
    assert len(all_rows(copy, Batch)) == len(all_rows(db, Batch))
    assert signs_in == ["mien"]


def test_nothing_of_the_day_and_of_its_preparation_goes_along(copy):
    with copy.reading() as session:
        proof, rehearsal = day_proof(session), identity(session).rehearsal

    assert (proof, rehearsal) == (DayProof(present=0, badges=0, batches=0), False)
    for table in (Scan, Attendance, PrintJob, Cue, AwardCue, EntryCode, Invitation, ListVersion):
        assert all_rows(copy, table) == [], table
    assert {one.state for one in all_rows(copy, Batch)} == {BatchState.PLANNED}
    assert [(one.done_at, one.done_by) for one in all_rows(copy, Task)] == [(None, "")]


@pytest.mark.parametrize("make", [copy_conference, copy_for_rehearsal])
def test_the_door_of_a_copy_is_open_and_its_guests_are_expected_anew(db, tmp_path, make):
    (an,) = make_delegates(db, "Nguyễn Văn An")

    def held(session):
        change_door(session, {"closed": True, "hall_capacity": 300}, at=AT, by=BY)
        order_guests(session, [an.id], at=AT, by=BY)
        expect_guest(session, an.id, expected_at=AT, note="Đón ở sảnh A", at=AT, by=BY)

    db.write(held)

    make(tmp_path / "conference.sqlite", tmp_path / "made.sqlite", at=AT, by=BY)

    made = reopen(tmp_path, "made.sqlite")
    (door,), (guest,) = all_rows(made, Door), all_rows(made, HonouredGuest)
    made.close()
    assert (door.closed, door.hall_capacity) == (False, 300)
    assert (guest.delegate_id, guest.expected_at, guest.note) == (an.id, None, "")


def test_the_copy_has_another_number_and_says_from_which_it_came(db, copy):
    entry = all_rows(copy, JournalEntry)[-1]
    with copy.reading() as session:
        broken = broken_link(session)

    assert number(copy) != number(db)
    assert entry.kind == "ConferenceCopied"
    assert entry.payload == {
        "number": number(copy),
        "from_number": number(db),
        "copied_at_entry": len(all_rows(db, JournalEntry)),
    }
    assert broken is None


def test_neither_opens_the_door_of_the_other(db, copy, played):
    copy.write(lambda s: issue_missing_codes(s, at=AT, by=BY))
    codes = [one.digits for one in all_rows(copy, EntryCode)]

    assert scan(copy, played.code)["reason"] == "other_conference"
    assert scan(db, codes[1])["reason"] == "other_conference"
    assert scan(copy, codes[0])["verdict"] == "admitted"


def test_the_original_is_untouched(db, copy):
    copy.write(lambda s: issue_missing_codes(s, at=AT, by=BY))

    with db.reading() as session:
        assert day_proof(session) == DayProof(present=1, badges=1, batches=0)
    assert len(all_rows(db, ListVersion)) == 1


def test_the_copy_of_a_rehearsal_is_none(played, tmp_path):
    real, rehearsal = tmp_path / "conference.sqlite", tmp_path / "rehearsal.sqlite"
    copy_for_rehearsal(real, rehearsal, at=AT, by=BY)

    copy_conference(rehearsal, tmp_path / "copy.sqlite", at=AT, by=BY)

    copied = reopen(tmp_path, "copy.sqlite")
    with copied.reading() as session:
        marked = identity(session).rehearsal
    copied.close()
    assert marked is False


def test_a_number_that_is_drawn_twice_is_drawn_again(db, tmp_path, monkeypatch):
    other = "000" if number(db) != "000" else "001"
    draws = iter([number(db), number(db), other])
    monkeypatch.setattr(conference.copies.copying, "new_conference_number", lambda: next(draws))

    copy_conference(tmp_path / "conference.sqlite", tmp_path / "copy.sqlite", at=AT, by=BY)

    copied = reopen(tmp_path, "copy.sqlite")
    assert number(copied) == other
    copied.close()


def test_where_nothing_can_be_written_no_copy_is_left(db, tmp_path):
    with pytest.raises(NotRecorded):
        copy_conference(
            tmp_path / "conference.sqlite", tmp_path / "nowhere" / "copy.sqlite", at=AT, by=BY
        )

    with pytest.raises(DatabaseUnreadable):
        (tmp_path / "broken.sqlite").write_bytes(b"no database at all " * 100)
        copy_conference(tmp_path / "broken.sqlite", tmp_path / "copy.sqlite", at=AT, by=BY)
    assert not (tmp_path / "copy.sqlite").exists()
    assert db.url is not None


def test_nobody_of_the_copy_came_after_a_lock(db, played, tmp_path):
    later = NewDelegate("Trần Chín", UNIT, GROUP)
    why = Approval("Giám đốc Sở", "Công văn 12")
    db.write(lambda s: add_delegates(s, [later], approval=why, at=AT, by=BY))

    copy_conference(tmp_path / "conference.sqlite", tmp_path / "copy.sqlite", at=AT, by=BY)
    copied = reopen(tmp_path, "copy.sqlite")
    found = [(one.supplement, one.approver) for one in all_rows(copied, Delegate)]
    copied.close()

    assert found == [(False, ""), (False, ""), (False, "Giám đốc Sở")]
