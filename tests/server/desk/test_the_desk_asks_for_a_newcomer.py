"""A walk-in or a substitute without a PIN at the desk: the supervisor's phone decides."""

from __future__ import annotations

from typing import Any

import pytest

from conference.delegates import Delegate, ListState
from conference.overrides import Override, OverrideState
from tests.factories import GROUP, all_rows, new_id
from tests.server.desk.conftest import PIN, Desk

NEW = {"full_name": "Quách Thị Xoan", "unit": "Phòng Mới lập", "group": GROUP}
COMES = {"full_name": "Bùi Thị Bích", "position": "Phó Trưởng phòng", "letter": "Giấy cử số 5"}
WALK_INS = "/kiosk/desk/walk-ins"


def walk_in(desk: Desk, role: str = "reception", **more: Any) -> Any:
    return desk.send(WALK_INS, {"request_id": new_id()} | NEW | more, role)


def substitute(desk: Desk, role: str = "reception", **more: Any) -> Any:
    tung = desk.id_of("Nguyễn Văn Tùng")
    body = {"request_id": new_id()} | COMES | more
    return desk.send(f"/kiosk/desk/delegates/{tung}/substitute", body, role)


def decide(desk: Desk, asked: Any, *, granted: bool = True, words: str = "Đã gặp") -> Any:
    path = f"/kiosk/leave/{asked.json['leave_id']}/decide"
    return desk.send(path, {"granted": granted, "words": words}, "supervisor")


def code_of(answer: Any) -> str:
    code: str = answer.json["error"]["code"]
    return code


def asked_by_the_desk(desk: Desk) -> list[dict[str, Any]]:
    leaves: list[dict[str, Any]] = desk.get("/kiosk/leave/asked")["leaves"]
    return leaves


def test_a_walk_in_after_the_lock_waits_as_a_request_of_the_desk(desk: Desk) -> None:
    desk.office.lock()

    asked = walk_in(desk, reason="Đơn vị cử đến")

    (leave,) = asked_by_the_desk(desk)
    assert (leave["name"], leave["words"], leave["station"], leave["state"]) == (
        "Quách Thị Xoan", "Đơn vị cử đến", "Bàn 2", "waiting",
    )  # fmt: skip
    row = desk.office.row(asked.json["delegate_id"])
    assert row.state is ListState.PROPOSED
    assert desk.get(f"/kiosk/desk/delegates/{row.id}")["leave_waits"]


def test_a_yes_from_the_phone_puts_the_walk_in_on_the_list_and_lets_them_in(desk: Desk) -> None:
    desk.office.lock()
    asked = walk_in(desk, reason="Đơn vị cử đến")

    answer = decide(desk, asked)

    row = desk.office.row(asked.json["delegate_id"])
    assert answer.json["verdict"] == "admitted"
    assert (row.state, row.supplement, row.approver) == (
        ListState.APPROVED, True, "Nguyễn Thị Miền",
    )  # fmt: skip
    assert not desk.get(f"/kiosk/desk/delegates/{row.id}")["leave_waits"]


@pytest.mark.parametrize("asks", [lambda d: walk_in(d, reason="Đơn vị cử"), substitute])
def test_a_no_takes_the_newcomer_off_the_list_again(desk: Desk, asks: Any) -> None:
    desk.office.lock()
    asked = asks(desk)

    decide(desk, asked, granted=False, words="Không rõ người")

    row = desk.office.row(asked.json["delegate_id"])
    assert (row.state, row.withdrawal_reason) == (ListState.WITHDRAWN, "Không rõ người")
    assert desk.office.row(desk.id_of("Nguyễn Văn Tùng")).state is ListState.APPROVED


def test_a_desk_that_asks_no_more_leaves_nobody_proposed(desk: Desk) -> None:
    desk.office.lock()
    asked = walk_in(desk, reason="Đơn vị cử")

    desk.send(f"/kiosk/leave/{asked.json['leave_id']}/withdraw", {})

    assert desk.office.row(asked.json["delegate_id"]).state is ListState.WITHDRAWN


def test_a_substitute_without_a_pin_waits_and_nobody_steps_back_yet(desk: Desk) -> None:
    asked = substitute(desk)

    (leave,) = asked_by_the_desk(desk)
    tung, comes = (
        desk.office.row(one) for one in (desk.id_of("Nguyễn Văn Tùng"), asked.json["delegate_id"])
    )
    assert (leave["name"], leave["stands_in_for"], leave["words"]) == (
        "Bùi Thị Bích", "Nguyễn Văn Tùng", "Giấy cử: Giấy cử số 5",
    )  # fmt: skip
    assert (tung.state, comes.state) == (ListState.APPROVED, ListState.PROPOSED)
    assert desk.get(f"/kiosk/desk/delegates/{comes.id}")["stands_in_for"] == "Nguyễn Văn Tùng"


def test_a_yes_puts_the_substitute_in_the_place_and_lets_them_in(desk: Desk) -> None:
    tung = desk.id_of("Nguyễn Văn Tùng")
    desk.plan_hall((tung, "A-01"))
    asked = substitute(desk)

    answer = decide(desk, asked)
    again = decide(desk, asked)

    comes, absent = desk.office.row(asked.json["delegate_id"]), desk.office.row(tung)
    assert (answer.json["verdict"], again.json) == ("admitted", answer.json)
    assert (comes.state, comes.seat, comes.approver) == (
        ListState.APPROVED, "A-01", "Nguyễn Thị Miền",
    )  # fmt: skip
    assert (absent.state, absent.seat) == (ListState.WITHDRAWN, "")
    assert desk.get(f"/kiosk/desk/delegates/{tung}")["replaced_by"] == {
        "id": comes.id, "name": "Bùi Thị Bích", "mark": "",
    }  # fmt: skip


def test_a_yes_for_a_place_that_is_gone_changes_nothing(desk: Desk) -> None:
    first, second = substitute(desk), substitute(desk, full_name="Vũ Thị Mai")
    decide(desk, first)

    late = decide(desk, second)

    assert code_of(late) == "substitute_for_nobody"
    assert desk.office.row(second.json["delegate_id"]).state is ListState.PROPOSED
    states = [one.state for one in all_rows(desk.office.db, Override)]
    assert states == [OverrideState.GRANTED, OverrideState.WAITING]


@pytest.mark.parametrize("asks", [lambda d, r: walk_in(d, request_id=r, reason="Cử"),
                                  lambda d, r: substitute(d, request_id=r)])  # fmt: skip
def test_what_is_sent_twice_is_asked_once(desk: Desk, asks: Any) -> None:
    desk.office.lock()
    request_id = new_id()

    first, again = (asks(desk, request_id).json for _ in range(2))

    assert first == again
    assert len(all_rows(desk.office.db, Override)) == 1
    names = [one.full_name for one in all_rows(desk.office.db, Delegate)]
    assert len(names) == len(desk.office.people) + 1


@pytest.mark.parametrize(
    ("missing", "code"),
    [("full_name", "name_missing"), ("unit", "unit_missing"), ("group", "group_unknown"),
     ("reason", "addition_reason_needed")],
)  # fmt: skip
def test_what_a_form_lacks_is_named_before_anybody_is_asked(
    desk: Desk, missing: str, code: str
) -> None:
    desk.office.lock()
    whole = {"reason": "Đơn vị cử"}

    answer = walk_in(desk, **(whole | {missing: ""}))

    assert code_of(answer) == code
    assert asked_by_the_desk(desk) == []


def test_a_pin_after_silence_approves_who_was_asked_for_and_nobody_else(desk: Desk) -> None:
    desk.give_supervisor_a_pin()
    request_id = new_id()
    asked = substitute(desk, request_id=request_id)

    put, again = (substitute(desk, request_id=request_id, pin=PIN).json for _ in range(2))

    names = [one.full_name for one in all_rows(desk.office.db, Delegate)]
    assert (
        put == again == {"done": True, "delegate_id": asked.json["delegate_id"], "leave_id": None}
    )
    assert desk.office.row(put["delegate_id"]).state is ListState.APPROVED
    assert names.count("Bùi Thị Bích") == 1
    assert [one["state"] for one in asked_by_the_desk(desk)] == ["withdrawn"]


def test_a_pin_without_a_reason_asks_for_the_reason(desk: Desk) -> None:
    desk.office.lock()
    desk.give_supervisor_a_pin()

    assert code_of(walk_in(desk, pin=PIN)) == "addition_reason_needed"


def test_a_pin_where_no_supervisor_has_one_says_so_and_names_both_roads(desk: Desk) -> None:
    desk.office.lock()

    answer = walk_in(desk, pin=PIN, reason="Đơn vị cử")

    assert code_of(answer) == "pin_nobodys"
    assert "/kiosk/pin" in answer.json["error"]["sentence"]
    assert asked_by_the_desk(desk) == []


def test_no_group_is_chosen_before_somebody_chooses(desk: Desk) -> None:
    page = desk.client().get("/kiosk/desk").text

    assert '<select id="walk-in-group" name="group" required><option value="">' in page
