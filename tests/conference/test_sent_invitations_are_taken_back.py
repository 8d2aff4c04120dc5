"""That invitations went out is taken back: what was noted before stands again."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from conference.delegates import SentNote, note_sent, put_sent_notes_back, sent_notes
from conference.journal import JournalEntry
from tests.factories import AT, BY, make_delegates


@pytest.fixture
def ids(db):
    return [one.id for one in make_delegates(db, "Nguyễn Văn An", "Trần Thị Bình")]


def send(db, ids, **words):
    db.write(lambda s: note_sent(s, ids, on=AT, at=AT, by=BY, **({"sent_by": "Zalo"} | words)))


def put_back(db, notes):
    return db.write(lambda s: put_sent_notes_back(s, notes, at=AT, by=BY))


def notes_of(db, ids):
    with db.reading() as session:
        return sent_notes(session, ids)


def test_what_never_went_out_has_an_empty_note(db, ids):
    assert notes_of(db, ids) == [SentNote(one) for one in ids]


def test_a_note_is_put_back_once(db, ids):
    before = notes_of(db, ids)
    send(db, ids, receiver="Bà Lan")

    first, second = put_back(db, before), put_back(db, before)

    assert (first, second) == (2, 0)
    assert notes_of(db, ids) == before


def test_the_earlier_note_stands_again(db, ids):
    send(db, ids[:1], sent_by="văn thư", receiver="Ông Hùng")
    before = notes_of(db, ids)
    send(db, ids, receiver="Bà Lan")

    put_back(db, before)

    assert notes_of(db, ids) == before
    assert before[0] == SentNote(ids[0], AT, "văn thư", "Ông Hùng")


def test_an_invitation_of_which_nothing_is_known_is_passed_over(db, ids):
    assert put_back(db, [SentNote(ids[0], AT, "Zalo", "Bà Lan")]) == 0


def test_the_journal_says_whose_and_never_who_took_them(db, ids):
    before = notes_of(db, ids)
    send(db, ids, receiver="Bà Lan")

    put_back(db, before)

    with db.reading() as session:
        last = session.scalars(select(JournalEntry).order_by(JournalEntry.id.desc())).first()
    assert last.kind == "SentNotesPutBack"
    assert last.payload == {"delegate_ids": ids}
