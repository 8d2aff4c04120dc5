"""Hoàn tác: the last approval or withdrawal is taken back exactly, by whoever did it."""

from __future__ import annotations

import pytest

from conference.delegates import (
    NO_APPROVAL,
    Approval,
    CapacityReached,
    Delegate,
    ListChangeTakenBack,
    ListState,
    NewDelegate,
    NothingToTakeBack,
    SeatTaken,
    Substitute,
    add_delegates,
    approve_delegates,
    change_delegate,
    lock_list,
    name_substitute,
    propose_again,
    take_back,
    withdraw_delegates,
)
from conference.identity import describe_conference
from conference.journal import JournalEntry
from tests.factories import AT, BY, GROUP, UNIT, all_rows

WHY = Approval("Giám đốc Sở", "Công văn 12")


@pytest.fixture
def listed(db):
    """Two approved delegates and one who is proposed; their ids."""
    people = [NewDelegate(name, UNIT, GROUP) for name in ("Đặng Thị Ánh", "Trần Hòa")]
    proposed = [NewDelegate("Lê Đăng An", UNIT, GROUP)]
    return [
        *db.write(lambda s: add_delegates(s, people, at=AT, by=BY)),
        *db.write(lambda s: add_delegates(s, proposed, state=ListState.PROPOSED, at=AT, by=BY)),
    ]


def states(db):
    return [row.state for row in all_rows(db, Delegate)]


def withdraw(db, ids, by=BY):
    db.write(lambda s: withdraw_delegates(s, ids, reason="Đi công tác", at=AT, by=by))


def approve(db, ids, approval=NO_APPROVAL):
    db.write(lambda s: approve_delegates(s, ids, approval=approval, at=AT, by=BY))


def undo(db, ids, by=BY):
    return db.write(lambda s: take_back(s, ids, at=AT, by=by))


def test_each_delegate_comes_back_to_where_it_stood(db, listed):
    before = states(db)
    withdraw(db, listed)

    restored = undo(db, listed)

    assert restored == listed
    assert states(db) == before
    assert [row.withdrawal_reason for row in all_rows(db, Delegate)] == [""] * 3


def test_the_approval_of_then_still_holds_after_the_lock(db, listed):
    db.write(lambda s: lock_list(s, by_name="", at=AT, by=BY))
    approve(db, listed[2:], WHY)
    withdraw(db, listed)

    undo(db, listed)
    row = all_rows(db, Delegate)[2]

    assert (row.state, row.supplement, row.approver) == ("approved", True, "Giám đốc Sở")
    assert not all_rows(db, Delegate)[0].supplement


def test_an_approval_is_taken_back_to_proposed_or_withdrawn(db, listed):
    withdraw(db, listed[:1])
    approve(db, [listed[0], listed[2]])

    undo(db, [listed[2], listed[0]])
    first, _, third = all_rows(db, Delegate)

    assert (first.state, third.state) == (ListState.WITHDRAWN, ListState.PROPOSED)
    assert first.withdrawal_reason != ""


def test_the_journal_says_what_was_taken_back(db, listed):
    withdraw(db, listed)
    undo(db, listed)
    entry = all_rows(db, JournalEntry)[-1]

    assert entry.kind == ListChangeTakenBack.kind()
    assert entry.payload == {"delegate_ids": listed, "command": "withdraw"}


def test_nothing_is_taken_back_twice(db, listed):
    withdraw(db, listed)
    undo(db, listed)

    with pytest.raises(NothingToTakeBack):
        undo(db, listed)


def test_only_whoever_did_it_takes_it_back(db, listed):
    withdraw(db, listed, by="operator:7")

    with pytest.raises(NothingToTakeBack):
        undo(db, listed)


def test_only_exactly_those_it_was_done_to(db, listed):
    withdraw(db, listed[:2])

    for ids in (listed[:1], listed, []):
        with pytest.raises(NothingToTakeBack):
            undo(db, ids)


def test_an_older_change_of_others_is_in_nobodys_way(db, listed):
    withdraw(db, listed[:1])
    withdraw(db, listed[1:2])

    assert undo(db, listed[:1]) == listed[:1]


def test_what_was_done_since_stays(db, listed):
    withdraw(db, listed[:1])
    db.write(lambda s: propose_again(s, listed[:1], at=AT, by=BY))

    with pytest.raises(NothingToTakeBack):
        undo(db, listed[:1])


def test_an_approved_delegate_who_sent_a_substitute_stays_away(db, listed):
    approve(db, listed[2:])
    coming = Substitute("Vũ Thị Hà", "Kỹ sư", "12/CV", "Giám đốc")
    db.write(lambda s: name_substitute(s, listed[2], coming, at=AT, by=BY))

    with pytest.raises(NothingToTakeBack):
        undo(db, listed[2:])


def test_a_place_that_was_given_away_is_not_taken_back(db, listed):
    db.write(lambda s: change_delegate(s, listed[0], {"seat": "A-01"}, at=AT, by=BY))
    withdraw(db, listed[:1])
    db.write(lambda s: change_delegate(s, listed[1], {"seat": "A-01"}, at=AT, by=BY))

    with pytest.raises(SeatTaken):
        undo(db, listed[:1])


def test_the_largest_number_holds_for_those_who_come_back(db, listed):
    db.write(lambda s: describe_conference(s, {"capacity": 2}, at=AT, by=BY))
    withdraw(db, listed[:1])
    approve(db, listed[2:])

    with pytest.raises(CapacityReached):
        undo(db, listed[:1])


def test_a_substitute_comes_even_where_a_supervisor_went_beyond_the_largest_number(db, listed):
    db.write(lambda s: describe_conference(s, {"capacity": 1}, at=AT, by=BY))
    coming = Substitute("Vũ Thị Hà", "Kỹ sư", "12/CV", "Giám đốc")

    db.write(lambda s: name_substitute(s, listed[0], coming, at=AT, by=BY))

    assert states(db).count(ListState.APPROVED) == 2


def test_who_was_withdrawn_by_mistake_comes_back_to_a_list_beyond_its_largest_number(db, listed):
    db.write(lambda s: describe_conference(s, {"capacity": 1}, at=AT, by=BY))
    withdraw(db, listed[:1])

    undo(db, listed[:1])

    assert states(db)[0] is ListState.APPROVED


def test_who_is_proposed_again_is_no_supplement(db, listed):
    db.write(lambda s: lock_list(s, by_name="", at=AT, by=BY))
    approve(db, listed[2:], WHY)

    undo(db, listed[2:])
    row = all_rows(db, Delegate)[2]

    assert (row.supplement, row.approver, row.approval_reason) == (False, "", "")
