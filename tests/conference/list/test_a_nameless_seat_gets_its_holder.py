""" "Đại diện …": a seat on the list before anybody knows who will sit on it."""

from __future__ import annotations

import pytest

from conference.delegates import HasAName, NameMissing, find_delegates, name_seat_holder
from conference.refusals import NotFound
from tests.conference.list.acting import add_one, do, facts, row


@pytest.fixture
def seat(db):
    """A seat of a company that has named nobody."""
    return add_one(db, "Đại diện Công ty A", named=False, position="Đại diện doanh nghiệp")


def test_the_name_is_written_and_what_stood_there_is_noted(db, seat):
    do(db, name_seat_holder, seat, full_name=" Đặng  Thị Ánh ", position="Giám đốc")

    holder = row(db, seat)
    assert (holder.full_name, holder.position, holder.named) == ("Đặng Thị Ánh", "Giám đốc", True)
    assert holder.note == "Đại diện Công ty A."
    assert facts(db, "SeatHolderNamed") == [{"delegate_id": seat}]
    with db.reading() as session:
        assert [one.id for one in session.scalars(find_delegates("dang anh"))] == [seat]


def test_the_office_stays_where_no_other_is_said(db, seat):
    do(db, name_seat_holder, seat, full_name="Đặng Thị Ánh")

    assert row(db, seat).position == "Đại diện doanh nghiệp"


def test_whoever_has_a_name_is_not_renamed_this_way(db, seat):
    do(db, name_seat_holder, seat, full_name="Đặng Thị Ánh")

    with pytest.raises(HasAName):
        do(db, name_seat_holder, seat, full_name="Lê An")
    assert row(db, seat).full_name == "Đặng Thị Ánh"


def test_nobody_and_a_seat_that_is_not_there_are_refused(db, seat):
    with pytest.raises(NameMissing):
        do(db, name_seat_holder, seat, full_name="  ")
    with pytest.raises(NotFound):
        do(db, name_seat_holder, 99, full_name="Lê An")
    assert not row(db, seat).named
