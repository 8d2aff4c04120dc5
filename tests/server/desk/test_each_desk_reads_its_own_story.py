"""A desk reads what happened at it, undo and leave too; unpaired machines read each their own."""

from __future__ import annotations

from typing import Any

from flask.testing import FlaskClient

from kiosk.desk import desk_room
from kiosk.devices import DEVICE_COOKIE
from tests.factories import AT, new_id
from tests.server.conftest import HTML
from tests.server.desk.conftest import Desk


def unpaired(desk: Desk) -> FlaskClient:
    client = desk.office.client("reception")
    client.get("/kiosk/desk", headers=HTML)
    return client


def check_in(client: FlaskClient, delegate_id: int) -> None:
    body = {"scan_id": new_id(), "delegate_id": delegate_id, "source": "name_search"}
    assert client.post("/api/check-in/by-hand", json=body).json["verdict"] == "admitted"


def recent(client: FlaskClient) -> Any:
    return client.get("/kiosk/desk/recent").json


def test_two_unpaired_desks_of_one_operator_do_not_see_each_others_attempts(desk: Desk) -> None:
    one, other = unpaired(desk), unpaired(desk)

    check_in(one, desk.id_of("Nguyễn Văn Tùng"))
    tick = {"scan_id": new_id(), "delegate_id": desk.id_of("Lê Đăng An")}
    assert one.post("/kiosk/paper/tick", json=tick).json["done"]

    assert [row["name"] for row in recent(one)["attempts"]] == ["Nguyễn Văn Tùng"]
    assert recent(other)["attempts"] == []


def test_a_machine_keeps_the_cookie_that_it_has(desk: Desk) -> None:
    client = unpaired(desk)
    before = client.get_cookie(DEVICE_COOKIE)

    again = client.get("/kiosk/desk", headers=HTML)

    assert before is not None
    assert before.http_only
    assert DEVICE_COOKIE not in "".join(again.headers.getlist("Set-Cookie"))


def test_undo_and_leave_stand_in_the_story_of_the_desk_and_of_the_delegate(desk: Desk) -> None:
    tung, an = desk.id_of("Nguyễn Văn Tùng"), desk.id_of("Lê Đăng An")
    desk.check_in(tung)
    desk.check_in(an)
    desk.send("/api/check-in/undo", {"delegate_id": tung, "reason": "Nhầm người"})
    desk.send("/api/leave", {"delegate_id": an, "reason": "Có việc"})

    told = desk.get("/kiosk/desk/recent")
    story = desk.get(f"/api/delegates/{tung}")["happened"]

    assert {(one["kind"], one["words"]) for one in told["happened"]} == {
        ("attempt", ""), ("taken_back", "Nhầm người"), ("left", "Có việc"),
    }  # fmt: skip
    assert [(row["name"], row["taken_back"]) for row in told["attempts"]] == [
        ("Lê Đăng An", False), ("Nguyễn Văn Tùng", True),
    ]  # fmt: skip
    assert {one["kind"] for one in story} == {"attempt", "taken_back"}
    assert all(one["by_name"] for one in story)


def test_a_card_says_when_somebody_came_in_last(desk: Desk) -> None:
    tung = desk.id_of("Nguyễn Văn Tùng")
    desk.check_in(tung)
    before = desk.get(f"/api/delegates/{tung}")
    desk.send("/api/leave", {"delegate_id": tung, "reason": "Có việc"})
    desk.send("/api/return", {"delegate_id": tung})

    after = desk.get(f"/api/delegates/{tung}")

    assert (before["back_ms"], before["back_station"]) == (None, "")
    assert (after["back_ms"] is not None, after["back_station"]) == (True, "Bàn 2")


def test_every_desk_hears_that_somebody_left(desk: Desk) -> None:
    def newest() -> Any:
        with desk.office.db.reading() as session:
            return desk_room().question(session, AT)["newest"]

    tung = desk.id_of("Nguyễn Văn Tùng")
    desk.check_in(tung)
    seen = newest()

    desk.send("/api/leave", {"delegate_id": tung, "reason": "Có việc"})

    assert newest() != seen
