"""The history of one delegate: what was done to the row, newest first, and nobody else's."""

from __future__ import annotations

from conference.delegates import (
    Duty,
    Reply,
    approve_delegates,
    delegate_history,
    give_duty,
    note_reply,
    withdraw_delegates,
)
from tests.conference.list.acting import add, change, do, person, send
from tests.factories import AT


def history(db, delegate_id):
    with db.reading() as session:
        return delegate_history(session, delegate_id)


def test_what_was_done_to_one_is_told_newest_first(db):
    an, binh = add(db, person("Lê An"), person("Trần Bình"))
    change(db, an, position="Trưởng phòng")
    change(db, binh, position="Chuyên viên")
    do(db, give_duty, an, Duty.CHAIR)
    do(db, withdraw_delegates, [an, binh], reason="Bận")
    do(db, approve_delegates, [an])
    do(db, note_reply, an, reply=Reply.CONFIRMED)

    told = history(db, an)

    assert [one.kind for one in told] == [
        "ReplyNoted", "DelegatesApproved", "DelegatesWithdrawn", "DutyGiven", "DelegateChanged",
    ]  # fmt: skip
    assert {(one.by, one.at) for one in told} == {("operator:1", AT)}
    assert [one.kind for one in history(db, binh)] == ["DelegatesWithdrawn", "DelegateChanged"]


def test_a_substitution_is_told_of_both(db):
    (an,) = add(db, person("Lê An"))
    b = send(db, an)

    assert "SubstituteNamed" in {one.kind for one in history(db, an)}
    assert "SubstituteNamed" in {one.kind for one in history(db, b)}
