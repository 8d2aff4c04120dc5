"""What became of an invitation: handed out how, to whom, when; and what was answered."""

from __future__ import annotations

import datetime as dt

import pytest

from conference.delegates import (
    AbsenceReasonNeeded,
    Invitation,
    Reply,
    count_replies,
    note_reply,
    note_sent,
    replies,
)
from conference.delegates.sent_notes import SentNote, put_sent_notes_back, sent_notes
from conference.refusals import NotFound
from tests.conference.list.acting import add, add_one, count, do, facts, person, propose
from tests.factories import AT

YESTERDAY = AT - dt.timedelta(days=1)


def noted(db, delegate_id):
    with db.reading() as session:
        return replies(session)[delegate_id]


def counted(db):
    with db.reading() as session:
        return {reply: number for reply, number in count_replies(session).items() if number}


def test_invitations_go_out_together_and_say_how(db):
    ids = add(db, person("Lê An"), person("Trần Bình"))

    how = {"sent_by": " Văn thư ", "receiver": "Bà Hoa", "on": YESTERDAY}
    assert do(db, note_sent, ids, **how) == 2

    first = noted(db, ids[0])
    assert (first.issued_at, first.sent_by, first.receiver) == (YESTERDAY, "Văn thư", "Bà Hoa")
    assert first.reply is Reply.NONE
    assert facts(db, "InvitationsSent") == [{"delegate_ids": ids}]


def test_handed_over_once_more_the_later_note_stands_and_the_answer_stays(db):
    an = add_one(db)
    do(db, note_sent, [an], sent_by="Bưu điện", on=YESTERDAY)
    do(db, note_reply, an, reply=Reply.CONFIRMED)

    do(db, note_sent, [an], sent_by="Trao tay", on=AT)

    assert (noted(db, an).sent_by, noted(db, an).reply) == ("Trao tay", Reply.CONFIRMED)
    assert count(db, Invitation) == 1


def test_nothing_goes_out_to_who_is_not_on_the_list(db):
    proposed = propose(db, person("Lê An"))

    assert do(db, note_sent, [*proposed, 99], sent_by="Văn thư", on=AT) == 0
    with pytest.raises(NotFound):
        do(db, note_reply, proposed[0], reply=Reply.CONFIRMED)
    assert facts(db, "InvitationsSent") == []


def test_an_absence_has_a_reason_and_an_answer_can_be_taken_back(db):
    an = add_one(db)
    with pytest.raises(AbsenceReasonNeeded):
        do(db, note_reply, an, reply=Reply.ABSENT, words=" ")

    do(db, note_reply, an, reply=Reply.ABSENT, words=" Đi công tác ")
    assert (noted(db, an).reply_words, noted(db, an).replied_at) == ("Đi công tác", AT)
    do(db, note_reply, an, reply=Reply.NONE)

    assert (noted(db, an).reply, noted(db, an).replied_at) == (Reply.NONE, None)
    assert [one["reply"] for one in facts(db, "ReplyNoted")] == ["absent", "none"]


def test_who_never_answered_is_counted_as_such(db):
    an, binh, chi = add(db, person("Lê An"), person("Trần Bình"), person("Vũ Chi"))
    propose(db, person("Đỗ Dung"))
    do(db, note_reply, an, reply=Reply.CONFIRMED)
    do(db, note_sent, [binh], sent_by="Văn thư", on=AT)

    assert counted(db) == {Reply.CONFIRMED: 1, Reply.NONE: 2}
    do(db, note_reply, chi, reply=Reply.ABSENT, words="không rõ")
    assert counted(db) == {Reply.CONFIRMED: 1, Reply.NONE: 1, Reply.ABSENT: 1}


def test_a_note_is_taken_back_to_what_stood_before(db):
    an, binh = add(db, person("Lê An"), person("Trần Bình"))
    do(db, note_sent, [an], sent_by="Bưu điện", receiver="Bà Hoa", on=YESTERDAY)
    with db.reading() as session:
        before = sent_notes(session, [an, binh])
    do(db, note_sent, [an, binh], sent_by="Trao tay", on=AT)

    assert do(db, put_sent_notes_back, [*before, SentNote(99)]) == 2
    assert do(db, put_sent_notes_back, before) == 0

    assert (noted(db, an).sent_by, noted(db, an).issued_at) == ("Bưu điện", YESTERDAY)
    assert (noted(db, binh).sent_by, noted(db, binh).issued_at) == ("", None)
    assert facts(db, "SentNotesPutBack") == [{"delegate_ids": [an, binh]}]
