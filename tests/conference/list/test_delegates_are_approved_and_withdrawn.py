"""Proposed, approved, withdrawn: rows stay, seats become free, each step is in the journal."""

from __future__ import annotations

import pytest

from conference.delegates import (
    ListState,
    NothingToTakeBack,
    ReasonNeeded,
    SeatTaken,
    approve_delegates,
    listed_by_group,
    propose_again,
    take_back,
    withdraw_delegates,
)
from tests.conference.list.acting import add, add_one, do, facts, lock, person, propose, row


def states(db, ids):
    return [row(db, one).state for one in ids]


def test_the_proposed_are_approved_once(db):
    ids = propose(db, person("Lê An"), person("Trần Bình"))

    assert do(db, approve_delegates, ids) == 2
    assert do(db, approve_delegates, ids) == 0

    assert states(db, ids) == [ListState.APPROVED] * 2
    assert facts(db, "DelegatesApproved") == [
        {"delegate_ids": ids, "supplement": False, "withdrawn_before": []}
    ]


def test_a_proposed_delegate_keeps_the_seat_that_was_meant(db):
    ids = propose(db, person("Lê An", seat="A-1"), person("Trần Bình", seat="A-2"))

    do(db, approve_delegates, ids)

    assert [row(db, one).seat for one in ids] == ["A-1", "A-2"]


def test_a_withdrawal_needs_a_reason_and_keeps_the_row(db):
    ids = add(db, person("Lê An"), person("Trần Bình"))

    with pytest.raises(ReasonNeeded):
        do(db, withdraw_delegates, ids, reason=" ")
    assert do(db, withdraw_delegates, ids[:1], reason=" Bận  công tác ") == 1
    assert do(db, withdraw_delegates, ids[:1], reason="Bận") == 0

    assert row(db, ids[0]).withdrawal_reason == "Bận công tác"
    assert facts(db, "DelegatesWithdrawn") == [
        {"delegate_ids": ids[:1], "proposed_before": [], "counted_before": 2}
    ]
    with db.reading() as session:
        assert list(listed_by_group(session).values()) == [1]


def test_a_seat_that_became_free_may_be_given_and_is_not_taken_back(db):
    an = add_one(db, "Lê An", seat="A-1")
    do(db, withdraw_delegates, [an], reason="Bận")
    add_one(db, "Trần Bình", seat="A-1")

    for command in (approve_delegates, propose_again, take_back):
        with pytest.raises(SeatTaken) as refused:
            do(db, command, [an])
        assert refused.value.details == {"seat": "A-1", "name": "Trần Bình"}

    assert row(db, an).state is ListState.WITHDRAWN


def test_whoever_was_withdrawn_may_be_approved_or_proposed_again(db):
    ids = add(db, person("Lê An"), person("Trần Bình"))
    do(db, withdraw_delegates, ids, reason="Bận")

    assert do(db, approve_delegates, ids[:1]) == 1
    assert do(db, propose_again, ids) == 1
    assert do(db, propose_again, ids) == 0

    assert states(db, ids) == [ListState.APPROVED, ListState.PROPOSED]
    assert [row(db, one).withdrawal_reason for one in ids] == ["", ""]
    assert facts(db, "DelegatesProposed") == [{"delegate_ids": ids[1:]}]


def test_the_last_approval_goes_back_to_where_each_stood(db):
    an, binh = propose(db, person("Lê An"), person("Trần Bình"))
    do(db, withdraw_delegates, [binh], reason="Bận")
    do(db, approve_delegates, [an, binh])

    assert do(db, take_back, [binh, an]) == [an, binh]

    assert states(db, [an, binh]) == [ListState.PROPOSED, ListState.WITHDRAWN]
    assert facts(db, "ListChangeTakenBack") == [{"delegate_ids": [an, binh], "command": "approve"}]


def test_the_last_withdrawal_goes_back_after_the_lock_too(db):
    (an,) = add(db, person("Lê An"))
    (binh,) = propose(db, person("Trần Bình"))
    lock(db)
    do(db, withdraw_delegates, [an, binh], reason="Nhầm")

    do(db, take_back, [an, binh])

    assert states(db, [an, binh]) == [ListState.APPROVED, ListState.PROPOSED]
    assert row(db, an).withdrawal_reason == ""


def test_what_is_not_the_last_thing_one_did_is_not_taken_back(db):
    an, binh = propose(db, person("Lê An"), person("Trần Bình"))
    with pytest.raises(NothingToTakeBack):
        do(db, take_back, [an])
    do(db, approve_delegates, [an, binh])

    for ids, how in (([an], {}), ([an, binh], {"by": "operator:2"})):
        with pytest.raises(NothingToTakeBack):
            do(db, take_back, ids, **how)
    do(db, take_back, [an, binh])
    with pytest.raises(NothingToTakeBack):
        do(db, take_back, [an, binh])

    assert states(db, [an, binh]) == [ListState.PROPOSED] * 2
