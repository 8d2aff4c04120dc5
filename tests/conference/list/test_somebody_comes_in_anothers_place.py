"""Dự thay: B for A with an own office, by letter; one seat, one count, A's code off and B's on."""

from __future__ import annotations

import pytest

from conference.attendance import present_by_group, present_count
from conference.delegates import (
    ApproverMissing,
    ListState,
    NameMissing,
    NotOnTheList,
    Reply,
    SubstituteGone,
    Substitution,
    approve_delegates,
    counted_approved,
    find_delegates,
    invitations,
    issue_missing_codes,
    replies,
    substitutions,
    take_back_substitution,
    withdraw_delegates,
)
from conference.refusals import NotFound
from tests.conference.list.acting import (
    APPROVED_BY,
    add_one,
    change,
    do,
    facts,
    lock,
    person,
    propose,
    row,
    send,
)
from tests.factories import GUESTS, UNIT, all_rows, badge_jobs, make_delegates, scan


def code_of(db, delegate_id):
    with db.reading() as session:
        ((_, digits),) = invitations(session, [delegate_id])
    return digits


def counted(db):
    with db.reading() as session:
        return counted_approved(session)


def in_place(db):
    with db.reading() as session:
        return [(one.absent_id, one.substitute_id) for one in substitutions(session)]


def answer_of(db, delegate_id):
    with db.reading() as session:
        return replies(session)[delegate_id].reply


@pytest.fixture
def an(db):
    """Somebody with a seat and an invitation."""
    (one,) = make_delegates(db, "Lê An", seat="A-1", position="Giám đốc")
    return one


def test_b_takes_seat_and_group_with_an_own_office(db, an):
    b = send(db, an.id, "Trần Bình", position=" Phó Giám đốc", unit="Phòng Tổng hợp")

    came, stayed = row(db, b), row(db, an.id)
    assert (came.seat, came.position, came.unit.name) == ("A-1", "Phó Giám đốc", "Phòng Tổng hợp")
    assert (came.group_id, came.state) == (stayed.group_id, ListState.APPROVED)
    assert (stayed.seat, stayed.state) == ("", ListState.WITHDRAWN)
    assert came.note == "Dự thay Lê An"
    assert in_place(db) == [(an.id, b)]
    (kept,) = all_rows(db, Substitution)
    assert (kept.letter, kept.approver) == ("15/GM", "Chánh Văn phòng")


def test_b_comes_from_as_unit_where_nobody_says_another(db, an):
    assert row(db, send(db, an.id)).unit.name == UNIT


def test_the_seat_counts_once(db, an):
    before = counted(db)

    send(db, an.id)

    assert counted(db) == before == 1


def test_the_door_invites_a_to_the_desk_and_admits_b(db, an):
    b = send(db, an.id)

    refused, admitted = scan(db, an.code), scan(db, code_of(db, b))

    assert (refused["verdict"], refused["reason"]) == ("refused", "replaced")
    assert refused["delegate"] is None
    assert "bàn hỗ trợ" in refused["sentence"]["vi"]
    assert admitted["verdict"] == "admitted"
    assert admitted["delegate"]["seat"] == "A-1"


def test_a_badge_that_a_has_in_hand_opens_nothing_either(db, an):
    scan(db, an.code)
    (badge,) = badge_jobs(db)
    send(db, an.id)

    assert scan(db, badge.code)["reason"] == "replaced"


def test_a_code_that_was_not_replaced_still_says_that_its_holder_was_withdrawn(db, an):
    do(db, withdraw_delegates, [an.id], reason="Bận")

    assert scan(db, an.code)["reason"] == "withdrawn"


def test_what_they_answered_is_known_of_both(db, an):
    b = send(db, an.id)

    assert answer_of(db, an.id) is Reply.SUBSTITUTE
    assert answer_of(db, b) is Reply.CONFIRMED


def test_after_the_lock_b_is_a_supplement_with_the_letter_as_reason(db, an):
    lock(db)

    by_letter = row(db, send(db, an.id))
    without = row(db, send(db, by_letter.id, "Vũ Chi", letter=""))

    assert by_letter.supplement
    assert (by_letter.approver, by_letter.approval_reason) == ("Chánh Văn phòng", "15/GM")
    assert without.approval_reason == "Đã cử người dự thay"


@pytest.mark.parametrize(
    ("words", "refusal"), [({"name": " "}, NameMissing), ({"approver": " "}, ApproverMissing)]
)
def test_without_a_name_or_an_approver_nothing_changes(db, an, words, refusal):
    with pytest.raises(refusal):
        send(db, an.id, **words)

    assert row(db, an.id).state is ListState.APPROVED
    assert scan(db, an.code)["verdict"] == "admitted"


def test_only_who_is_on_the_list_sends_somebody(db):
    (proposed,) = propose(db, person("Lê An"))

    with pytest.raises(NotOnTheList):
        send(db, proposed)
    with pytest.raises(NotFound):
        send(db, 99)


def test_a_comes_after_all_and_b_stays_away(db, an):
    b = send(db, an.id)
    of_b = code_of(db, b)

    assert do(db, take_back_substitution, b) == an.id

    assert row(db, an.id).seat == "A-1"
    assert (row(db, b).seat, row(db, b).state) == ("", ListState.WITHDRAWN)
    assert counted(db) == 1
    assert in_place(db) == []
    assert answer_of(db, an.id) is Reply.CONFIRMED
    assert scan(db, an.code)["reason"] == scan(db, of_b)["reason"] == "replaced"
    assert scan(db, code_of(db, an.id))["verdict"] == "admitted"
    assert facts(db, "SubstitutionTakenBack") == [{"absent_id": an.id, "substitute_id": b}]


def test_nobody_comes_back_twice(db, an):
    b = send(db, an.id)
    do(db, take_back_substitution, b)

    for nobody in (b, an.id, 99):
        with pytest.raises(NotFound):
            do(db, take_back_substitution, nobody)


def test_c_for_b_for_a_is_one_seat_and_goes_back_step_by_step(db, an):
    b = send(db, an.id)
    c = send(db, b, "Vũ Chi")

    assert (counted(db), in_place(db), row(db, c).seat) == (1, [(b, c)], "A-1")
    with pytest.raises(SubstituteGone):
        do(db, take_back_substitution, b)
    assert do(db, take_back_substitution, c) == b
    assert do(db, take_back_substitution, b) == an.id
    assert (counted(db), row(db, an.id).seat) == (1, "A-1")


def test_b_who_was_withdrawn_brings_nobody_back_unseen(db, an):
    b = send(db, an.id)
    do(db, withdraw_delegates, [b], reason="Bận")

    with pytest.raises(SubstituteGone):
        do(db, take_back_substitution, b)
    assert in_place(db) == []


def test_a_who_was_approved_again_does_not_push_b_out(db, an):
    b = send(db, an.id)
    do(db, approve_delegates, [an.id], approval=APPROVED_BY)

    with pytest.raises(SubstituteGone):
        do(db, take_back_substitution, b)
    assert row(db, b).state is ListState.APPROVED


def test_a_substitute_of_a_guest_is_a_guest(db):
    guest = add_one(db, "Khách Mời", group=GUESTS)
    do(db, issue_missing_codes)

    assert row(db, send(db, guest)).group.name == GUESTS
    assert counted(db) == 0


def test_each_is_found_by_the_seat_that_is_now_their_own(db, an):
    b = send(db, an.id)
    change(db, b, seat="B-7")

    assert (at_seat(db, "a-1"), at_seat(db, "b-7")) == ([], [b])
    do(db, take_back_substitution, b)

    assert (at_seat(db, "a-1"), at_seat(db, "b-7")) == ([], [an.id])


def at_seat(db, seat):
    with db.reading() as session:
        return [one.id for one in session.scalars(find_delegates(seat))]


def test_who_had_come_before_the_substitute_did_counts_once(db, an):
    scan(db, an.code)
    b = send(db, an.id)
    scan(db, code_of(db, b))

    with db.reading() as session:
        assert present_count(session, 1) == sum(present_by_group(session, 1).values()) == 1
