"""A badge that is asked for at the desk: today's words, a reason for every further one."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select

from conference.codes import CodeKind
from conference.database import Database
from conference.delegates import (
    CodeState,
    Delegate,
    EntryCode,
    ListState,
    card_of,
)
from conference.identity import the_conference
from conference.printing import (
    BadgeForNobody,
    FateOpen,
    PrintJob,
    PrintState,
    ReasonMissing,
    StillWaiting,
    badge_again,
    claim_next,
    mark_printed,
    mark_sending,
    mark_uncertain,
    newest_badge,
)
from tests.factories import AT, BY, make_delegates, new_id, scan


def print_again(db: Database, delegate_id: int, **how: Any) -> int:
    seat = how.pop("seat", None)

    def command(session: Any) -> int:
        conference = the_conference(session)
        card = card_of(session.get_one(Delegate, delegate_id))
        asked = {"request_id": new_id(), "reason": "", "requested_by": "Bàn 2"} | how
        return badge_again(
            session,
            card if seat is None else replace(card, seat=seat),
            conference_number=conference.number,
            title_lines=conference.title_lines,
            rehearsal=False,
            pool="máy in bàn 2",
            at=AT,
            by=BY,
            **asked,
        )

    return db.write(command)


def job(db: Database, delegate_id: int) -> PrintJob:
    with db.reading() as session:
        found = newest_badge(session, delegate_id)
    assert found is not None
    return found


def come_out(db: Database) -> None:
    """Let the printer say that the next sheet came out."""

    def print_it(session: Any) -> None:
        sheet = claim_next(session)
        assert sheet is not None
        mark_sending(session, sheet.job_id, at=AT, by="spooler")
        mark_printed(session, sheet.job_id, sheet=1, at=AT, by="spooler")

    db.write(print_it)


def test_the_first_badge_needs_no_reason_and_says_where_it_comes_out(db):
    (an,) = make_delegates(db, "Nguyễn Văn An")

    job_id = print_again(db, an.id)

    found = job(db, an.id)
    assert (found.id, found.issue, found.pool, found.parent_id) == (job_id, 1, "máy in bàn 2", None)


def test_nobody_has_a_newest_badge_before_there_was_one(db):
    an, binh = make_delegates(db, "Nguyễn Văn An", "Lê Bình")
    scan(db, binh.code)

    with db.reading() as session:
        assert newest_badge(session, an.id) is None


def test_one_that_waits_takes_the_new_words_and_no_second_is_queued(db):
    (an,) = make_delegates(db, "Nguyễn Văn An", seat="A-12")
    scan(db, an.code)
    waiting = job(db, an.id)

    job_id = print_again(db, an.id, seat="B-03")

    found = job(db, an.id)
    assert (job_id, found.issue, found.code) == (waiting.id, 1, waiting.code)
    assert (found.words["seat"], found.words["code"]) == ("B-03", waiting.code)


def test_after_one_came_out_another_takes_todays_words_and_a_reason(db):
    (an,) = make_delegates(db, "Nguyễn Văn An", seat="A-12")
    scan(db, an.code)
    come_out(db)
    first = job(db, an.id)

    with pytest.raises(ReasonMissing):
        print_again(db, an.id, seat="B-03", reason=" ")
    print_again(db, an.id, seat="B-03", reason="Đổi ghế")

    found = job(db, an.id)
    assert (found.issue, found.reason, found.parent_id) == (2, "Đổi ghế", first.id)
    assert found.words["seat"] == "B-03"
    assert found.code != first.code


def test_the_same_request_prints_once(db):
    (an,) = make_delegates(db, "Nguyễn Văn An")
    scan(db, an.code)
    come_out(db)
    request_id = new_id()

    first = print_again(db, an.id, request_id=request_id, reason="Mất thẻ")
    come_out(db)
    again = print_again(db, an.id, request_id=request_id, reason="Mất thẻ")

    assert again == first
    assert job(db, an.id).issue == 2


def test_a_request_that_changed_the_waiting_one_prints_no_second_when_it_is_sent_again(db):
    (an,) = make_delegates(db, "Nguyễn Văn An")
    scan(db, an.code)
    request_id = new_id()
    first = print_again(db, an.id, request_id=request_id, reason="Sai chức vụ")
    come_out(db)

    again = print_again(db, an.id, request_id=request_id, reason="Sai chức vụ")

    assert again == first
    assert job(db, an.id).issue == 1


def test_each_request_about_the_waiting_one_keeps_its_answer(db):
    (an,) = make_delegates(db, "Nguyễn Văn An", seat="A-12")
    scan(db, an.code)
    requests = [new_id(), new_id(), new_id()]
    answers = [print_again(db, an.id, request_id=one, reason="Sai chức vụ") for one in requests]
    come_out(db)

    again = [print_again(db, an.id, request_id=one, reason="Sai chức vụ") for one in requests]

    assert again == answers
    assert job(db, an.id).issue == 1


def test_an_earlier_request_that_comes_again_puts_no_older_words_on_the_waiting_one(db):
    (an,) = make_delegates(db, "Nguyễn Văn An", seat="A-12")
    scan(db, an.code)
    earlier = new_id()
    print_again(db, an.id, request_id=earlier, seat="B-03")
    print_again(db, an.id, seat="C-07")

    print_again(db, an.id, request_id=earlier, seat="B-03")

    assert job(db, an.id).words["seat"] == "C-07"


@pytest.mark.parametrize("state", [ListState.PROPOSED, ListState.WITHDRAWN])
def test_no_badge_is_printed_for_who_is_not_approved(db, state):
    (an,) = make_delegates(db, "Nguyễn Văn An")
    db.write(lambda s: setattr(s.get_one(Delegate, an.id), "state", state))

    with pytest.raises(BadgeForNobody):
        print_again(db, an.id)

    with db.reading() as session:
        assert newest_badge(session, an.id) is None


@pytest.mark.parametrize("state", [PrintState.CLAIMED, PrintState.SENDING])
def test_one_on_its_way_is_not_printed_again(db, state):
    (an,) = make_delegates(db, "Nguyễn Văn An")
    scan(db, an.code)
    db.write(lambda s: setattr(s.scalars(select(PrintJob)).one(), "state", state))

    with pytest.raises(StillWaiting):
        print_again(db, an.id, reason="Mất thẻ")


def test_one_whose_fate_is_open_is_answered_for_first(db):
    (an,) = make_delegates(db, "Nguyễn Văn An")
    scan(db, an.code)
    db.write(lambda s: mark_uncertain(s, 1, fault="", at=AT, by="spooler"))

    with pytest.raises(FateOpen):
        print_again(db, an.id, reason="Mất thẻ")


def test_a_badge_that_was_made_beforehand_is_counted_and_dies_of_the_new_one(db):
    (an,) = make_delegates(db, "Nguyễn Văn An")
    made = EntryCode(digits="5" * 27, delegate_id=an.id, kind=int(CodeKind.BADGE), issue=3)
    db.write(lambda s: s.add(made))

    print_again(db, an.id, reason="Không thấy thẻ trong khay")
    come_out(db)

    assert job(db, an.id).issue == 4
    with db.reading() as session:
        assert session.get_one(EntryCode, "5" * 27).state is CodeState.REPLACED
