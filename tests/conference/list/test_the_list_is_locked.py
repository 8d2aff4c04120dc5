"""Chốt danh sách: numbered versions that stay as they were; who comes later is a supplement."""

from __future__ import annotations

import pytest

from conference.delegates import (
    Approval,
    ApprovalNeeded,
    ListVersion,
    NobodyApproved,
    approve_delegates,
    list_rows,
    list_versions,
    mark_namesakes,
    withdraw_delegates,
)
from tests.conference.list.acting import (
    APPROVED_BY,
    add,
    add_one,
    change,
    count,
    do,
    facts,
    lock,
    person,
    propose,
    row,
)
from tests.factories import AT, GUESTS


def test_an_empty_list_is_not_locked(db):
    propose(db, person("Lê An"))

    with pytest.raises(NobodyApproved):
        lock(db)


def test_the_same_list_twice_is_one_version(db):
    add_one(db)

    first, again = lock(db), lock(db)

    assert (first.number, first.count, first.repeat) == (1, 1, False)
    assert (again.number, again.count, again.repeat) == (1, 1, True)
    assert count(db, ListVersion) == len(facts(db, "ListLocked")) == 1


def test_a_version_says_who_and_when_and_stays_as_it_was(db):
    an = add_one(db, "Lê An")
    lock(db)
    change(db, an, full_name="Lê Ân", position="Trưởng phòng")

    second = lock(db)

    with db.reading() as session:
        newest, first = list_versions(session)
        assert second.number == newest.number == 2
        assert (first.locked_at, first.by_name) == (AT, "Nguyễn Thị Miền")
        assert [one["name"] for one in first.rows] == ["Lê An"]
        assert [one["name"] for one in newest.rows] == ["Lê Ân"]
        assert first.digest != newest.digest


def test_the_list_stands_by_group_then_in_vietnamese_order(db):
    add(
        db, person("Lê Đào"), person("Trần Bình"), person("Vũ Dung"), person("Mai An", group=GUESTS)
    )
    (gone,) = add(db, person("Lê An"))
    do(db, withdraw_delegates, [gone], reason="Bận")

    with db.reading() as session:
        names = [one["name"] for one in list_rows(session)]

    assert names == ["Mai An", "Trần Bình", "Vũ Dung", "Lê Đào"]


def test_namesakes_stay_apart_in_a_version(db):
    add(db, person("Lê An"), person("Lê An"))
    do(db, mark_namesakes)

    with db.reading() as session:
        assert [one["mark"] for one in list_rows(session)] == ["A", "B"]


@pytest.mark.parametrize("approval", [Approval(), Approval("Giám đốc", ""), Approval(" ", "Lý do")])
def test_after_the_lock_nobody_comes_on_the_list_without_approver_and_reason(db, approval):
    (proposed,) = propose(db, person("Trần Bình"))
    add_one(db)
    lock(db)

    with pytest.raises(ApprovalNeeded) as refused:
        add(db, person("Vũ Chi"), approval=approval)
    with pytest.raises(ApprovalNeeded):
        do(db, approve_delegates, [proposed], approval=approval)

    assert refused.value.details == {"number": 1}


def test_after_the_lock_who_is_approved_is_a_supplement(db):
    an = add_one(db)
    (proposed,) = propose(db, person("Trần Bình"))
    lock(db)

    (chi,) = add(db, person("Vũ Chi"), approval=APPROVED_BY)
    do(db, approve_delegates, [proposed], approval=APPROVED_BY)

    assert [row(db, one).supplement for one in (an, chi, proposed)] == [False, True, True]
    assert row(db, chi).approver == "Giám đốc Sở"
    assert row(db, proposed).approval_reason == "Công văn 12/SKHCN-VP"


def test_after_the_lock_anybody_may_still_be_proposed(db):
    add_one(db)
    lock(db)

    (binh,) = propose(db, person("Trần Bình"))

    assert not row(db, binh).supplement
