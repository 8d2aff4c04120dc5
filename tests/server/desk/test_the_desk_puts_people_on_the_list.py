"""A holder, a substitute, a walk-in: what needs a supervisor asks for one, signed in or by PIN."""

from __future__ import annotations

from typing import Any

from conference.delegates import ListState, NewDelegate, add_delegates
from tests.factories import AT, BY, GROUP, new_id
from tests.server.desk.conftest import PIN, SUPERVISOR, Desk

B = {"full_name": "Bùi Thị Bích", "position": "Phó Trưởng phòng", "letter": "Giấy cử số 5"}
NEW = {"full_name": "Quách Thị Xoan", "unit": "Phòng Mới lập", "group": GROUP}
WALK_INS = "/kiosk/desk/walk-ins"


def walk_in(desk: Desk, **more: Any) -> Any:
    return desk.send(WALK_INS, {"request_id": new_id()} | NEW | more)


def substitute(desk: Desk, role: str = "reception", **more: Any) -> Any:
    tung = desk.id_of("Nguyễn Văn Tùng")
    body = {"request_id": new_id()} | B | more
    return desk.send(f"/kiosk/desk/delegates/{tung}/substitute", body, role)


def test_reception_alone_puts_no_substitute_on_the_list(desk: Desk) -> None:
    answer = substitute(desk)

    assert answer.json["leave_id"]
    assert desk.office.row(answer.json["delegate_id"]).state is ListState.PROPOSED
    assert desk.office.row(desk.id_of("Nguyễn Văn Tùng")).state is ListState.APPROVED


def test_a_supervisors_pin_approves_a_substitute_by_name(desk: Desk) -> None:
    desk.give_supervisor_a_pin()

    new_id = substitute(desk, pin=PIN).json["delegate_id"]

    row = desk.office.row(new_id)
    assert (row.full_name, row.approver) == ("Bùi Thị Bích", SUPERVISOR)
    assert desk.office.row(desk.id_of("Nguyễn Văn Tùng")).state is ListState.WITHDRAWN


def test_a_supervisor_who_is_signed_in_needs_no_pin(desk: Desk) -> None:
    assert substitute(desk, "supervisor").json["done"]


def test_the_substitutes_card_says_in_whose_place(desk: Desk) -> None:
    new_id = substitute(desk, "supervisor").json["delegate_id"]

    card = desk.get(f"/kiosk/desk/delegates/{new_id}")

    assert card["stands_in_for"] == "Nguyễn Văn Tùng"


def test_a_pin_that_is_nobodys_changes_nothing(desk: Desk) -> None:
    desk.give_supervisor_a_pin()

    answer = substitute(desk, pin="731905")

    assert answer.json["error"]["code"] == "pin_wrong"
    assert desk.office.row(desk.id_of("Nguyễn Văn Tùng")).state is ListState.APPROVED


def test_somebody_new_is_added_while_the_list_is_open_and_comes_in(desk: Desk) -> None:
    added = walk_in(desk, birth_year="1985")

    answer = desk.check_in(added.json["delegate_id"])

    assert desk.office.row(added.json["delegate_id"]).birth_year == 1985
    assert answer["verdict"] == "admitted"


def test_somebody_who_is_sent_twice_stands_on_the_list_once(desk: Desk) -> None:
    request_id = new_id()

    first, again = (walk_in(desk, request_id=request_id).json for _ in range(2))
    other = walk_in(desk).json

    assert again == first
    assert other["delegate_id"] != first["delegate_id"]


def test_after_the_lock_a_walk_in_needs_a_supervisor_and_a_reason(desk: Desk) -> None:
    desk.office.lock()
    desk.give_supervisor_a_pin()

    approved = walk_in(desk, pin=PIN, reason="Đơn vị cử")

    assert approved.json["leave_id"] is None
    row = desk.office.row(approved.json["delegate_id"])
    assert (row.supplement, row.approval_reason) == (True, "Đơn vị cử")


def test_a_seat_without_a_name_gets_the_name_of_who_has_come(desk: Desk) -> None:
    person = NewDelegate("Đại diện Sở Y tế", "Sở Y tế", GROUP, named=False)
    (seat,) = desk.office.db.write(lambda s: add_delegates(s, [person], at=AT, by=BY))

    who = {"full_name": "Vũ Thị Mai", "position": "Bác sĩ"}
    answer = desk.send(f"/kiosk/desk/delegates/{seat}/holder", who)

    assert answer.json == {"done": True, "delegate_id": seat}
    row = desk.office.row(seat)
    assert (row.full_name, row.position) == ("Vũ Thị Mai", "Bác sĩ")


def test_what_the_form_does_not_ask_for_is_malformed(desk: Desk) -> None:
    assert walk_in(desk, citizen_number="031085001234").status_code == 422
