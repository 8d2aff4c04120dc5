"""Each way a scan can fail has its own reason for staff and a sentence that accuses nobody."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import select

from conference.attendance import undecided
from conference.codes import CodeKind, new_code
from conference.copies import become_rehearsal
from conference.delegates import CodeState, Delegate, EntryCode, ListState, issue_invitations
from conference.identity import NoConference
from conference.verdicts import Reason, Verdict, sentences
from tests.factories import AT, make_conference, make_delegates, print_next, scan

FRIENDLY = ("Kính mời quý đại biểu", "Xin quý đại biểu")


def set_state(db, delegate_id, state):
    db.write(lambda s: setattr(s.get_one(Delegate, delegate_id), "state", state))


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        (CodeKind.INVITATION, "not_on_list"),
        (CodeKind.BADGE, "badge_not_invitation"),
        (CodeKind.AWARD_SLIP, "slip_not_invitation"),
    ],
)
def test_a_code_of_ours_that_the_list_does_not_know(empty_db, kind, reason):
    number = make_conference(empty_db)

    answer = scan(empty_db, new_code(kind, number))

    assert (answer["verdict"], answer["reason"]) == ("refused", reason)


def test_a_code_of_another_conference_is_named_as_such(empty_db):
    number = make_conference(empty_db)
    other = f"{(int(number) + 1) % 1000:03d}"

    answer = scan(empty_db, new_code(CodeKind.INVITATION, other))

    assert answer["reason"] == "other_conference"


@pytest.mark.parametrize(
    ("state", "reason"), [(ListState.PROPOSED, "not_approved"), (ListState.WITHDRAWN, "withdrawn")]
)
def test_who_is_not_approved_is_not_admitted_and_not_shown(db, state, reason):
    (an,) = make_delegates(db, "Nguyễn Văn An")
    set_state(db, an.id, state)

    answer = scan(db, an.code)

    assert (answer["verdict"], answer["reason"]) == ("refused", reason)
    assert answer["delegate"] is None
    assert "An" not in answer["sentence"]["vi"].replace("Ban", "")


def test_an_invitation_that_was_issued_anew_opens_nothing(empty_db):
    number = make_conference(empty_db)
    (an,) = make_delegates(empty_db, "Nguyễn Văn An")
    empty_db.write(
        lambda s: issue_invitations(s, conference_number=number, rehearsal=False, at=AT, by="x")
    )

    assert scan(empty_db, an.code)["reason"] == "replaced"


def test_a_badge_is_no_invitation_before_the_first_entry_and_a_repeat_after_it(db):
    an, binh = make_delegates(db, "Nguyễn Văn An", "Lê Bình")
    scan(db, an.code)
    print_next(db)
    with db.reading() as session:
        badge = session.scalars(
            select(EntryCode.digits).where(
                EntryCode.kind == CodeKind.BADGE, EntryCode.state == CodeState.ACTIVE
            )
        ).one()

    after = scan(db, badge)
    db.write(
        lambda s: setattr(s.get_one(EntryCode, badge), "delegate_id", binh.id)
    )  # as if it were on the neck of somebody who has not come
    before = scan(db, badge)

    assert after["verdict"] == "repeat"
    assert before["reason"] == "badge_not_invitation"


def test_a_badge_whose_sheet_has_not_been_sent_opens_nothing(db):
    (an,) = make_delegates(db, "Nguyễn Văn An")
    scan(db, an.code)
    with db.reading() as session:
        reserved = session.scalars(
            select(EntryCode.digits).where(EntryCode.state == CodeState.RESERVED)
        ).one()

    assert scan(db, reserved)["reason"] == "replaced"


def test_a_rehearsal_code_at_the_real_door_and_the_other_way_round(empty_db):
    number = make_conference(empty_db)
    rehearsed = new_code(CodeKind.INVITATION, number, rehearsal=True)
    (an,) = make_delegates(empty_db, "Nguyễn Văn An")

    at_the_real_door = scan(empty_db, rehearsed)
    empty_db.write(lambda s: become_rehearsal(s, at=AT, by="x"))
    in_the_rehearsal = scan(empty_db, an.code)

    assert at_the_real_door["reason"] == "rehearsal_code"
    assert in_the_rehearsal["reason"] == "real_code_in_rehearsal"
    assert in_the_rehearsal["rehearsal"] is True


@pytest.mark.parametrize(
    ("scanned", "reason"),
    [
        ("031085001234|142536475|Nguyễn Văn An", "citizen_card"),
        ("12345", "damaged"),
        ("https://example.vn", "foreign"),
    ],
)
def test_what_is_no_code_of_ours_is_told_apart(db, scanned, reason):
    answer = scan(db, scanned)

    assert (answer["verdict"], answer["reason"]) == ("refused", reason)


def test_a_door_that_cannot_decide_does_not_sound_like_a_refusal():
    answer = json.loads(undecided("5a0e", at=AT, rehearsal=True))

    assert (answer["verdict"], answer["reason"]) == ("undecided", "undecided")
    assert answer["scan_id"] == "5a0e"
    assert answer["rehearsal"] is True
    assert "bàn hỗ trợ" not in answer["sentence"]["vi"]
    assert [answer[part] for part in ("delegate", "first", "badge")] == [None, None, None]


def test_an_undecided_scan_may_be_judged_again(empty_db):
    with pytest.raises(NoConference):
        scan(empty_db, "1" * 27, scan_id="early")

    make_conference(empty_db)
    (an,) = make_delegates(empty_db, "Nguyễn Văn An")

    assert scan(empty_db, an.code, scan_id="early")["verdict"] == "admitted"


@pytest.mark.parametrize("reason", list(Reason))
def test_every_reason_has_a_verdict_and_a_sentence_in_both_languages(reason):
    said = sentences(reason, address="bà", name="Lê {Bình}", seat="", first="13h42")

    assert reason.verdict in set(Verdict)
    assert set(said) == {"vi", "en"}
    assert all(said.values())
    if reason.verdict in {Verdict.REFUSED, Verdict.UNDECIDED}:
        assert any(friendly in said["vi"] for friendly in FRIENDLY)


def test_a_sentence_without_its_words_still_stands():
    assert sentences(Reason.ADMITTED)["vi"].startswith("Kính chào đại biểu")
