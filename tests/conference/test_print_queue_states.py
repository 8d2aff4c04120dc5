"""Printed means the printer said so; what nobody knows is uncertain and a person decides."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import update

from conference import printing
from conference.journal import JournalEntry
from conference.printing import (
    UNDRAWABLE,
    FateOpen,
    NotUncertain,
    PrintJob,
    PrintState,
    Priority,
    ReasonMissing,
    SheetKind,
    StillWaiting,
)
from conference.refusals import NotFound
from tests.factories import (
    AT,
    BY,
    all_rows,
    badge_jobs,
    make_awards,
    make_delegates,
    new_id,
    print_next,
    scan,
    send_next,
)

SPOOLER = "spooler"


@pytest.fixture
def job(db):
    """One badge in the queue; gives the id of its job."""
    (an,) = make_delegates(db, "Nguyễn Văn An")
    scan(db, an.code)
    return badge_jobs(db)[0].id


def the(db, job_id):
    return next(one for one in all_rows(db, PrintJob) if one.id == job_id)


def mark(db, how, job_id, **what):
    return db.write(lambda s: how(s, job_id, at=AT, by=SPOOLER, **what))


def newest_fact(db):
    entry = all_rows(db, JournalEntry)[-1]
    return entry.kind, entry.payload


def reprint(db, job_id, **how):
    asked = {"request_id": new_id(), "reason": "Thẻ bị rách", "requested_by": "Bàn hỗ trợ"} | how
    return db.write(lambda s: printing.reprint(s, job_id, at=AT, by=BY, **asked))


def certificate(db, recipient_id, **how):
    asked = {"request_id": new_id(), "words": {"name": "x"}, "requested_by": "Ban Tổ chức"} | how
    return db.write(lambda s: printing.queue_certificate(s, recipient_id, at=AT, by=BY, **asked))


def test_a_sheet_goes_from_the_queue_to_the_printers_word(db, job):
    seen = [the(db, job).state]

    claimed = db.write(printing.claim_next)
    seen.append(the(db, job).state)
    mark(db, printing.mark_sending, job)
    seen.append(the(db, job).state)
    db.write(lambda s: printing.mark_confirming(s, job))
    seen.append(the(db, job).state)
    mark(db, printing.mark_printed, job, sheet=57)

    printed = the(db, job)
    assert (claimed.job_id, claimed.kind, claimed.issue) == (job, SheetKind.BADGE, 1)
    assert claimed.words == printed.words
    assert [*seen, printed.state] == [
        PrintState.QUEUED, PrintState.CLAIMED, PrintState.SENDING, PrintState.CONFIRMING,
        PrintState.PRINTED,
    ]  # fmt: skip
    assert (printed.sheet, printed.sent_at, printed.ended_at) == (57, AT, AT)
    assert newest_fact(db) == ("SheetPrinted", {"job_id": job})


def test_an_empty_queue_gives_nothing(db):
    assert db.write(printing.claim_next) is None


def test_a_claimed_sheet_is_not_taken_twice(db, job):
    db.write(printing.claim_next)

    assert db.write(printing.claim_next) is None


def test_a_delegate_at_the_door_goes_ahead_of_a_reprint_and_that_ahead_of_a_batch(db, job):
    make_awards(db)
    print_next(db)
    batch = certificate(db, 1, priority=Priority.BATCH)
    again = reprint(db, job)
    (binh,) = make_delegates(db, "Lê Bình")
    scan(db, binh.code)

    order = [db.write(printing.claim_next).job_id for _ in range(3)]

    assert order == [badge_jobs(db)[-1].id, again, batch]


def test_a_sheet_of_which_nothing_was_sent_waits_again_with_its_fault(db, job):
    db.write(printing.claim_next)

    mark(db, printing.give_back, job, fault="Máy in hết giấy")

    assert (the(db, job).state, the(db, job).fault) == (PrintState.QUEUED, "Máy in hết giấy")
    assert newest_fact(db) == ("SheetGivenBack", {"job_id": job})
    assert db.write(printing.claim_next).job_id == job


def test_the_same_fault_of_the_printer_is_noted_once(db, job):
    for fault in ("unknown", "unknown", "offline", "", ""):
        db.write(printing.claim_next)
        mark(db, printing.give_back, job, fault=fault)

    noted = [one.kind for one in all_rows(db, JournalEntry)].count("SheetGivenBack")
    assert noted == 4


def test_a_fault_is_forgotten_once_the_sheet_is_sent_again(db, job):
    db.write(printing.claim_next)
    mark(db, printing.give_back, job, fault="Máy in hết giấy")

    send_next(db)

    assert the(db, job).fault == ""


@pytest.mark.parametrize("undrawable", [True, False])
def test_a_sheet_put_aside_while_it_was_sent_is_a_question(db, job, undrawable):
    send_next(db)

    mark(db, printing.put_aside, job, undrawable=undrawable)

    assert (the(db, job).state, the(db, job).fault) == (PrintState.UNCERTAIN, "")


def test_a_sheet_that_cannot_be_drawn_is_spoiled_and_says_so(db, job):
    db.write(printing.claim_next)

    mark(db, printing.put_aside, job, undrawable=True)

    spoiled = the(db, job)
    assert (spoiled.state, spoiled.fault) == (PrintState.SPOILED, UNDRAWABLE)
    assert spoiled.ended_at == AT
    assert newest_fact(db) == ("SheetSpoiled", {"job_id": job})


def test_a_sheet_put_aside_through_no_fault_of_its_own_waits_again(db, job):
    db.write(printing.claim_next)

    mark(db, printing.put_aside, job, undrawable=False)

    assert the(db, job).state is PrintState.QUEUED


def test_a_sheet_that_has_ended_stays_as_it_is(db, job):
    print_next(db)

    mark(db, printing.put_aside, job, undrawable=True)

    assert the(db, job).state is PrintState.PRINTED


@pytest.mark.parametrize("came_out", [True, False])
@pytest.mark.parametrize("open_question", ["uncertain", "assumed"])
def test_a_person_settles_what_nobody_knows(db, job, open_question, came_out):
    send_next(db)
    if open_question == "uncertain":
        mark(db, printing.mark_uncertain, job, fault="Mất kết nối")
    else:
        mark(db, printing.mark_assumed, job)
    asked = the(db, job).state.value

    mark(db, printing.settle, job, came_out=came_out)

    assert asked == open_question
    assert the(db, job).state is (PrintState.PRINTED if came_out else PrintState.SPOILED)
    assert newest_fact(db) == ("SheetSettled", {"job_id": job, "came_out": came_out})
    with pytest.raises(NotUncertain):
        mark(db, printing.settle, job, came_out=came_out)


def test_only_an_open_question_can_be_settled(db, job):
    with pytest.raises(NotUncertain):
        mark(db, printing.settle, job, came_out=True)
    with pytest.raises(NotFound):
        mark(db, printing.settle, 999, came_out=True)


def test_a_reprint_is_a_new_row_with_the_next_issue_and_its_reason(db, job):
    print_next(db)

    second = reprint(db, job)
    print_next(db)
    third = reprint(db, job)

    assert [the(db, one).issue for one in (job, second, third)] == [1, 2, 3]
    assert the(db, second).parent_id == the(db, third).parent_id == job
    assert the(db, second).reason == "Thẻ bị rách"
    assert the(db, second).priority == Priority.REPRINT
    assert the(db, second).words["code"] == the(db, second).code != the(db, job).code
    assert the(db, job).state is PrintState.PRINTED


def test_a_reprint_asked_twice_by_one_request_is_queued_once(db, job):
    print_next(db)

    ids = [reprint(db, job, request_id="one-request") for _ in range(2)]

    assert ids[0] == ids[1]
    assert len(badge_jobs(db)) == 2


def test_a_sheet_on_its_way_need_not_be_printed_again(db, job):
    waiting = [the(db, job).state]
    for step in (printing.claim_next, lambda s: printing.mark_confirming(s, job)):
        with pytest.raises(StillWaiting):
            reprint(db, job)
        db.write(step)
        waiting.append(the(db, job).state)
    with pytest.raises(StillWaiting):
        reprint(db, job)

    assert waiting == [PrintState.QUEUED, PrintState.CLAIMED, PrintState.CONFIRMING]


def test_a_sheet_that_may_have_come_out_is_asked_about_before_it_is_printed_again(db, job):
    send_next(db)
    mark(db, printing.mark_uncertain, job, fault="offline")

    with pytest.raises(FateOpen):
        reprint(db, job)
    mark(db, printing.settle, job, came_out=False)

    assert the(db, reprint(db, job)).issue == 2


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_reprint_needs_a_reason(db, job, reason):
    print_next(db)

    with pytest.raises(ReasonMissing):
        reprint(db, job, reason=reason)


def test_a_sheet_that_does_not_exist_cannot_be_reprinted(db):
    with pytest.raises(NotFound):
        reprint(db, 999)


def test_a_certificate_asked_twice_by_one_request_is_one_and_by_two_a_second_issue(db):
    make_awards(db)

    first, same = (certificate(db, 1, request_id="one") for _ in range(2))
    print_next(db)
    second = certificate(db, 1, request_id="two")

    assert first == same != second
    assert [the(db, one).issue for one in (first, second)] == [1, 2]
    with db.reading() as session:
        newest = printing.certificates_of(session)
    assert {recipient: one.id for recipient, one in newest.items()} == {1: second}


def test_a_certificate_that_waits_or_may_have_come_out_is_not_queued_beside_it(db):
    make_awards(db)
    first = certificate(db, 1, request_id="one")

    with pytest.raises(StillWaiting):
        certificate(db, 1)
    send_next(db)
    with pytest.raises(StillWaiting):
        certificate(db, 1)
    mark(db, printing.mark_uncertain, first, fault="offline")
    with pytest.raises(FateOpen):
        certificate(db, 1)

    assert certificate(db, 1, request_id="one") == first
    assert certificate(db, 2) != first


def test_a_certificate_is_reprinted_without_a_code(db):
    make_awards(db)
    first = certificate(db, 1)
    print_next(db)

    second = reprint(db, first)
    print_next(db)

    assert (the(db, second).issue, the(db, second).code) == (2, None)
    assert the(db, second).recipient_id == 1
    assert the(db, second).state is PrintState.PRINTED


def test_the_desk_counts_every_state_and_sees_open_questions_first(db):
    for nth, one in enumerate(make_delegates(db, count=4)):
        scan(db, one.code, at=AT + dt.timedelta(minutes=nth))
    unclear = send_next(db)
    mark(db, printing.mark_uncertain, unclear, fault="Mất kết nối")
    print_next(db)

    with db.reading() as session:
        counted = printing.counts(session)
        shown = [one.id for one in printing.newest_jobs(session, limit=2)]
        badges = printing.badges_printed(session)

    assert {state for state, number in counted.items() if number} == {
        PrintState.QUEUED, PrintState.PRINTED, PrintState.UNCERTAIN,
    }  # fmt: skip
    assert counted[PrintState.QUEUED] == 2
    assert counted[PrintState.SPOILED] == 0
    assert shown == [unclear, 4, 3]
    assert badges == 2


def test_the_newest_sheet_is_the_one_of_this_conference(db):
    for one in make_delegates(db, count=2):
        scan(db, one.code)
    with db.reading() as session:
        before = printing.newest_sheet(session)
    print_next(db, sheet=57)
    print_next(db, sheet=58)

    with db.reading() as session:
        assert (before, printing.newest_sheet(session)) == (None, 58)


def pause(db, *, automatic):
    db.write(lambda s: printing.pause_noted(s, automatic=automatic, at=AT, by=BY))


def resume(db, *, automatic):
    db.write(lambda s: printing.resume_noted(s, automatic=automatic, at=AT, by=BY))


def by_hand(db):
    with db.reading() as session:
        return printing.paused_by_hand(session)


def test_a_pause_and_its_end_are_facts(db):
    pause(db, automatic=True)
    paused = newest_fact(db)
    resume(db, automatic=False)

    assert paused == ("SpoolerPaused", {"automatic": True})
    assert newest_fact(db) == ("SpoolerResumed", {"automatic": False})


@pytest.mark.parametrize(
    ("notes", "stands"),
    [
        ("", False), ("h", True), ("hr", False), ("a", False), ("aR", False), ("aRh", True),
        ("ha", True), ("haR", True), ("haRr", False), ("har", False),
    ],
)  # fmt: skip
def test_a_pause_by_hand_outlives_a_restart_and_one_for_want_of_paper_does_not(db, notes, stands):
    """Notes: h paused by hand, r resumed by hand; a and R are the printer's own."""
    how = {"h": (pause, False), "r": (resume, False), "a": (pause, True), "R": (resume, True)}
    for note in notes:
        command, automatic = how[note]
        command(db, automatic=automatic)

    assert by_hand(db) is stands


def test_a_resume_written_before_it_said_whose_it_was_counts_as_by_hand(db):
    pause(db, automatic=False)
    resume(db, automatic=True)
    older = update(JournalEntry).where(JournalEntry.kind == "SpoolerResumed").values(payload={})
    db.write(lambda s: s.execute(older))

    assert by_hand(db) is False
