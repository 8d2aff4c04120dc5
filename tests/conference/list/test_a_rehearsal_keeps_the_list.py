"""A rehearsal has the list as it is, with answers and substitutes; only the day is forgotten."""

from __future__ import annotations

from conference.attendance import Attendance, Scan
from conference.copies import become_rehearsal
from conference.delegates import (
    Duty,
    DutyHolder,
    ListVersion,
    Reply,
    Substitution,
    give_duty,
    invitations,
    note_reply,
    replies,
)
from tests.conference.list.acting import do, lock, send
from tests.factories import AT, BY, all_rows, make_delegates, scan


def test_the_copy_keeps_answers_substitutes_duties_and_versions_and_forgets_the_day(db):
    an, binh = make_delegates(db, "Nguyễn Văn An", "Lê Bình")
    do(db, note_reply, binh.id, reply=Reply.CONFIRMED)
    do(db, give_duty, binh.id, Duty.CHAIR)
    lock(db)
    scan(db, an.code)
    substitute = send(db, an.id)

    db.write(lambda s: become_rehearsal(s, at=AT, by=BY))

    for table in (ListVersion, DutyHolder, Substitution):
        assert len(all_rows(db, table)) == 1
    with db.reading() as session:
        assert {row.reply for row in replies(session).values()} == {
            Reply.CONFIRMED, Reply.SUBSTITUTE,
        }  # fmt: skip
        valid = {card.id for card, _ in invitations(session)}
    assert valid == {binh.id, substitute}
    assert all_rows(db, Scan) == all_rows(db, Attendance) == []
    assert scan(db, an.code)["reason"] == "real_code_in_rehearsal"
