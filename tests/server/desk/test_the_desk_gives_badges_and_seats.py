"""A badge and a seat at the desk: today's words, a reason for a further badge, no seat twice."""

from __future__ import annotations

from typing import Any

import pytest

from conference.delegates import withdraw_delegates
from conference.identity import the_conference
from conference.printing import PrintState, newest_badge
from tests.factories import AT, BY, new_id
from tests.server.desk.conftest import Desk


def badge(desk: Desk, delegate_id: int) -> Any:
    with desk.office.db.reading() as session:
        return newest_badge(session, delegate_id)


def came_out(desk: Desk, delegate_id: int) -> None:
    def settle(session: Any) -> None:
        newest_badge(session, delegate_id).state = PrintState.PRINTED

    desk.office.db.write(settle)


def test_a_badge_comes_out_at_the_desks_own_printers(desk: Desk) -> None:
    tung = desk.id_of("Nguyễn Văn Tùng")

    answer = desk.send(f"/kiosk/desk/delegates/{tung}/badge", {"request_id": new_id()})

    assert answer.json["pool"] == "máy in bàn 2"
    assert (badge(desk, tung).pool, badge(desk, tung).requested_by) == ("máy in bàn 2", "Bàn 2")


def test_another_badge_needs_a_reason(desk: Desk) -> None:
    tung = desk.id_of("Nguyễn Văn Tùng")
    desk.check_in(tung)
    came_out(desk, tung)
    path = f"/kiosk/desk/delegates/{tung}/badge"

    silent = desk.send(path, {"request_id": new_id()})
    told = desk.send(path, {"request_id": new_id(), "reason": "Thẻ bị mất"})

    assert silent.json["error"]["code"] == "reason_missing"
    assert told.json["done"]
    assert (badge(desk, tung).issue, badge(desk, tung).reason) == (2, "Thẻ bị mất")


def test_a_new_seat_stands_on_the_badge_that_follows(desk: Desk) -> None:
    tung = desk.id_of("Nguyễn Văn Tùng")
    desk.plan_hall((tung, "A-01"))
    desk.check_in(tung)
    came_out(desk, tung)

    given = desk.send(f"/kiosk/desk/delegates/{tung}/seat", {"seat": "b3"})
    body = {"request_id": new_id(), "reason": "Đổi ghế"}
    desk.send(f"/kiosk/desk/delegates/{tung}/badge", body)

    assert given.json == {"done": True, "seat": "B-03"}
    assert badge(desk, tung).words["seat"] == "B-03"


def test_a_seat_is_left_off_the_badge_where_seats_are_free(desk: Desk) -> None:
    tung = desk.id_of("Nguyễn Văn Tùng")
    desk.plan_hall((tung, "A-01"))

    def free_seating(session: Any) -> None:
        the_conference(session).seats_numbered = False

    desk.office.db.write(free_seating)
    desk.send(f"/kiosk/desk/delegates/{tung}/badge", {"request_id": new_id()})

    assert badge(desk, tung).words["seat"] == ""


def test_a_seat_that_somebody_has_is_refused_in_words(desk: Desk) -> None:
    tung, an = desk.id_of("Nguyễn Văn Tùng"), desk.id_of("Lê Đăng An")
    desk.plan_hall((tung, "A-01"))

    answer = desk.send(f"/kiosk/desk/delegates/{an}/seat", {"seat": "A-01"})

    assert answer.json["error"]["code"] == "seat_taken"
    assert "Ghế A-01 đã được xếp cho Nguyễn Văn Tùng" in answer.json["error"]["sentence"]


@pytest.mark.parametrize("nothing", ["", " "])
def test_an_empty_seat_is_asked_for_in_words(desk: Desk, nothing: str) -> None:
    tung = desk.id_of("Nguyễn Văn Tùng")

    answer = desk.send(f"/kiosk/desk/delegates/{tung}/seat", {"seat": nothing})

    assert answer.json["error"]["code"] == "seat_not_named"
    assert "Chưa nhập số ghế" in answer.json["error"]["sentence"]


def test_nobody_gets_no_badge(desk: Desk) -> None:
    answer = desk.send("/kiosk/desk/delegates/999/badge", {"request_id": new_id()})

    assert answer.status_code == 404


def test_reception_prints_no_badge_for_who_was_withdrawn(desk: Desk) -> None:
    tung = desk.id_of("Nguyễn Văn Tùng")
    withdraw = {"reason": "Không dự", "at": AT, "by": BY}
    desk.office.db.write(lambda s: withdraw_delegates(s, [tung], **withdraw))

    answer = desk.send(f"/kiosk/desk/delegates/{tung}/badge", {"request_id": new_id()})

    assert answer.json["error"]["code"] == "badge_for_nobody"
    assert badge(desk, tung) is None
