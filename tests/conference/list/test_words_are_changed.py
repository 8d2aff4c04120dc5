"""A delegate's words change: what was named and nothing else, and the journal says which."""

from __future__ import annotations

import pytest

from conference.delegates import (
    AddressForm,
    GroupUnknown,
    NameMissing,
    SeatTaken,
    Sex,
    Unit,
    UnitMissing,
    WordsTooLong,
    add_alias,
    change_delegate,
    find_delegates,
    withdraw_delegates,
)
from conference.refusals import NotFound
from tests.conference.list.acting import add_one, change, count, do, facts, row
from tests.factories import GUESTS, UNIT


def found(db, query):
    with db.reading() as session:
        return [one.full_name for one in session.scalars(find_delegates(query))]


def test_only_what_differs_is_changed_and_recorded(db):
    an = add_one(db, position="Chuyên viên", phone="0912345678")

    changed = change(db, an, position=" Trưởng  phòng", phone="0912345678", seat="A-1")

    assert changed == ["position", "seat"]
    assert facts(db, "DelegateChanged") == [{"delegate_id": an, "columns": changed}]


def test_the_same_words_again_change_nothing(db):
    an = add_one(db, position="Chuyên viên")

    assert change(db, an, position="Chuyên viên", unit=UNIT) == []
    assert facts(db, "DelegateChanged") == []


def test_order_search_and_address_follow_the_words(db):
    an = add_one(db, "Lê An")

    change(db, an, full_name="Đặng Thị Ánh", sex=Sex.FEMALE, own_address_form=AddressForm.MR_MS)

    assert found(db, "dang anh") == ["Đặng Thị Ánh"]
    assert found(db, "le") == []
    assert row(db, an).address == "bà"


def test_a_new_unit_is_made_and_a_former_name_leads_to_the_present_one(db):
    an = add_one(db)
    change(db, an, unit="Phòng Chuyển đổi số")
    do(db, add_alias, "Phòng CNTT", row(db, an).unit_id)

    assert change(db, an, unit="Phòng CNTT") == ["unit"]

    assert row(db, an).unit.name == "Phòng Chuyển đổi số"
    assert row(db, an).unit_as_given == "Phòng CNTT"
    assert count(db, Unit) == 2
    assert found(db, "chuyen") == ["Lê An"]


def test_a_group_is_named(db):
    an = add_one(db)

    assert change(db, an, group=GUESTS) == ["group"]
    assert row(db, an).group.name == GUESTS


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"full_name": ""}, NameMissing),
        ({"position": "Ă" * 201}, WordsTooLong),
        ({"own_address": "Ă" * 41}, WordsTooLong),
        ({"unit": ""}, UnitMissing),
        ({"group": "Không có"}, GroupUnknown),
        ({"seat": "B-1", "unit": "Đơn vị mới", "position": "Mới"}, SeatTaken),
        ({"card_number": "0007"}, KeyError),
    ],
)
def test_what_cannot_be_changes_nothing_at_all(db, changes, refusal):
    an = add_one(db)
    add_one(db, "Trần Bình", seat="B-1")

    with pytest.raises(refusal):
        change(db, an, **changes)

    kept = row(db, an)
    assert (kept.full_name, kept.position, kept.seat, kept.unit.name) == ("Lê An", "", "", UNIT)


def test_a_seat_of_somebody_withdrawn_is_free(db):
    an, binh = add_one(db, seat="A-1"), add_one(db, "Trần Bình")
    do(db, withdraw_delegates, [an], reason="Bận")

    assert change(db, binh, seat="A-1") == ["seat"]
    assert change(db, an, seat="A-1", position="Cũ") == ["position"]


def test_a_name_given_to_a_nameless_seat_makes_it_named(db):
    seat = add_one(db, "Đại diện Công ty A", named=False)
    kept = add_one(db, "Đại diện Công ty B", named=False)

    change(db, seat, full_name="Lê An")
    change(db, kept, full_name="Đại diện Công ty C", named=False)

    assert [row(db, one).named for one in (seat, kept)] == [True, False]


def test_nobody_is_not_changed(db):
    with pytest.raises(NotFound):
        do(db, change_delegate, 99, {"position": "Mới"})
