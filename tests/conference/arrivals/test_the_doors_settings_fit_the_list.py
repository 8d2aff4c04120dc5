"""Readiness: settings of the door that do not go together with the list are named."""

from __future__ import annotations

import pytest

from conference.arrivals import checks
from conference.delegates import Reply, change_group, note_reply
from conference.readiness import Gate, Standing
from tests.conference.arrivals.hall import set_door
from tests.conference.list.acting import change, do
from tests.factories import AT, GUESTS, make_delegates


def lines(db):
    with db.reading() as session:
        return {line.code: line for line in checks(session, AT)}


def standings(db):
    return {code: line.standing for code, line in lines(db).items()}


def test_of_a_door_that_nobody_has_set_only_the_desk_is_asked_for(db):
    found = lines(db)

    assert list(found) == ["door_open", "door_support_desk"]
    assert found["door_open"].standing is Standing.IN_ORDER
    assert found["door_support_desk"].standing is Standing.CARE
    assert {(line.owner, line.path) for line in found.values()} == {("Văn phòng Sở", "/admin/door")}


def test_a_named_desk_is_in_order_and_a_closed_list_is_not(db):
    set_door(db, support_desk="số 3", closed=True)

    found = lines(db)

    assert found["door_support_desk"].standing is Standing.IN_ORDER
    assert (found["door_open"].standing, found["door_open"].gate) == (
        Standing.MISSING, Gate.TEN_MINUTES_BEFORE
    )  # fmt: skip


def test_more_approved_than_the_hall_holds_is_a_care(db):
    make_delegates(db, count=3)
    set_door(db, hall_capacity=2)

    line = lines(db)["door_capacity"]

    assert (line.standing, line.details) == (Standing.CARE, {"count": 3, "most": 2})
    set_door(db, hall_capacity=3)
    assert standings(db)["door_capacity"] is Standing.IN_ORDER


@pytest.mark.parametrize(
    ("base", "with_a_guest"),
    [
        ("counted", Standing.CARE),
        ("listed", Standing.IN_ORDER),
        ("confirmed", Standing.CARE),
    ],
)
def test_a_quorum_of_nobody_is_a_care_until_somebody_belongs_to_it(db, base, with_a_guest):
    set_door(db, quorum_percent=50, quorum_base=base)
    assert standings(db)["door_quorum"] is Standing.CARE
    make_delegates(db, "Phạm Khách", group=GUESTS)
    assert standings(db)["door_quorum"] is with_a_guest

    one = make_delegates(db, "Lê An")[0]
    do(db, note_reply, one.id, reply=Reply.CONFIRMED)

    assert standings(db)["door_quorum"] is Standing.IN_ORDER


def test_badges_printed_beforehand_need_a_tray_each(db):
    one, other = (one.id for one in make_delegates(db, "Lê An", "Lê Bình"))
    change(db, one, tray="khay A, ô 1")
    assert "door_trays" not in lines(db)
    set_door(db, preprinted=True)

    line = lines(db)["door_trays"]

    assert (line.standing, line.items) == (Standing.CARE, ("Lê Bình (0002)",))
    change(db, other, tray="khay A, ô 2")
    assert standings(db)["door_trays"] is Standing.IN_ORDER


def test_a_group_of_a_sitting_that_there_is_not_is_named(db):
    do(db, change_group, 1, {"sitting_ordinals": [1]})
    assert "door_group_sittings" not in lines(db)

    do(db, change_group, 1, {"sitting_ordinals": [1, 7]})

    assert lines(db)["door_group_sittings"].items == ("Điển hình tiên tiến",)


def test_two_groups_of_one_colour_are_named(db):
    assert "door_group_colours" not in lines(db)
    do(db, change_group, 1, {"colour": "red"})
    assert standings(db)["door_group_colours"] is Standing.IN_ORDER

    do(db, change_group, 2, {"colour": "red"})

    assert lines(db)["door_group_colours"].items == ("Khách mời, Điển hình tiên tiến",)
