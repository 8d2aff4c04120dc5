"""The plan's largest number stops reception; a supervisor goes on with a reason (ADR 0009)."""

from __future__ import annotations

import pytest

from conference.delegates import (
    Approval,
    CapacityReached,
    ListState,
    approve_delegates,
    change_delegate,
    counted_approved,
    take_back,
    withdraw_delegates,
)
from tests.conference.list.acting import (
    SUPERVISED,
    add,
    add_one,
    change,
    do,
    person,
    propose,
    row,
    send,
    set_capacity,
)
from tests.factories import GROUP, GUESTS


def counted(db):
    with db.reading() as session:
        return counted_approved(session)


@pytest.fixture
def full(db):
    """A list of two, and the plan allows no third; give their ids."""
    set_capacity(db, 2)
    return add(db, person("Lê An", seat="A-1"), person("Trần Bình"))


def test_the_last_place_may_be_taken_and_the_next_may_not(db):
    set_capacity(db, 2)

    add(db, person("Lê An"), person("Trần Bình"))

    with pytest.raises(CapacityReached) as refused:
        add_one(db, "Vũ Chi")
    assert refused.value.details == {"capacity": 2}
    assert counted(db) == 2


@pytest.mark.parametrize(
    "approval",
    [
        Approval(),
        Approval("Giám đốc Sở", "Khách của Thành phố"),
        Approval("Giám đốc Sở", "  ", may_exceed=True),
    ],
)
def test_a_right_without_a_reason_or_a_reason_without_the_right_is_not_enough(db, full, approval):
    with pytest.raises(CapacityReached):
        add(db, person("Vũ Chi"), approval=approval)


def test_a_supervisor_goes_on_with_a_reason(db, full):
    (chi,) = add(db, person("Vũ Chi"), approval=SUPERVISED)

    assert counted(db) == 3
    assert row(db, chi).approval_reason == "Khách của Thành phố"
    assert not row(db, chi).supplement


def test_groups_that_do_not_count_proposed_people_and_the_withdrawn_take_no_place(db, full):
    add_one(db, "Khách Mời", group=GUESTS)
    propose(db, person("Vũ Chi"))
    do(db, withdraw_delegates, full[:1], reason="Bận công tác")

    add_one(db, "Đỗ Dung")

    assert counted(db) == 2


def test_approving_more_than_fit_approves_nobody(db):
    set_capacity(db, 2)
    proposed = propose(db, person("Lê An"), person("Trần Bình"), person("Vũ Chi"))

    with pytest.raises(CapacityReached):
        do(db, approve_delegates, proposed)

    assert {row(db, one).state for one in proposed} == {ListState.PROPOSED}
    assert do(db, approve_delegates, proposed[:2]) == 2


def test_a_guest_cannot_slip_into_a_group_that_counts(db, full):
    guest = add_one(db, "Khách Mời", group=GUESTS)

    with pytest.raises(CapacityReached):
        change(db, guest, group=GROUP)
    do(db, change_delegate, guest, {"group": GROUP}, approval=SUPERVISED)

    assert counted(db) == 3


def test_whoever_counts_already_may_change_between_groups(db, full):
    assert change(db, full[0], group=GUESTS) == ["group"]
    assert counted(db) == 1
    assert change(db, full[0], group=GROUP) == ["group"]


def test_a_proposed_guest_takes_no_place_in_any_group(db, full):
    (guest,) = propose(db, person("Khách Mời", group=GUESTS))

    assert change(db, guest, group=GROUP) == ["group"]


def test_a_substitute_comes_even_where_the_number_was_exceeded(db, full):
    add(db, person("Vũ Chi"), approval=SUPERVISED)

    send(db, full[0], "Đỗ Dung")

    assert counted(db) == 3


def test_a_withdrawal_is_taken_back_only_while_the_place_is_free(db, full):
    do(db, withdraw_delegates, full[:1], reason="Bận")
    add_one(db, "Vũ Chi")

    with pytest.raises(CapacityReached):
        do(db, take_back, full[:1])
