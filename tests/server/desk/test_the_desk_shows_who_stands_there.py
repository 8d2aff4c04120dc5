"""What the reception desk asks for: the page, a card, a delegation, the last attempts, seats."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import Any

import pytest

from conference.clock import to_ms
from conference.delegates import Delegate
from conference.verdicts import STAFF_WORDS
from tests.factories import AT
from tests.server.desk.conftest import Desk


def texts_of(page: str) -> dict[str, Any]:
    found = re.search(r'data-texts="([^"]*)"', page)
    assert found is not None
    texts: dict[str, Any] = json.loads(unescape(found[1]))
    return texts


def test_the_page_carries_the_staffs_words_for_every_reason(desk: Desk) -> None:
    page = desk.client().get("/kiosk/desk").text

    texts = texts_of(page)

    assert {f"matter_{reason}" for reason in STAFF_WORDS} <= texts.keys()
    assert {f"todo_{reason}" for reason in STAFF_WORDS} <= texts.keys()


def test_the_page_says_which_station_it_is_and_where_badges_come_out(desk: Desk) -> None:
    page = desk.client().get("/kiosk/desk").text

    assert "Bàn 2" in page
    assert 'data-pool="máy in bàn 2"' in page


def test_a_machine_that_was_not_paired_is_told_so(desk: Desk) -> None:
    assert "Chưa ghép quầy" in desk.office.page("/kiosk/desk", "reception")


@pytest.mark.parametrize(("role", "decides"), [("reception", "false"), ("supervisor", "true")])
def test_who_is_signed_in_says_who_may_set_a_rule_aside(
    desk: Desk, role: str, decides: str
) -> None:
    assert f'data-decides="{decides}"' in desk.client(role).get("/kiosk/desk").text


def test_a_card_knows_its_badge_and_where_it_comes_out(desk: Desk) -> None:
    tung = desk.id_of("Nguyễn Văn Tùng")
    before = desk.get(f"/kiosk/desk/delegates/{tung}")

    desk.check_in(tung)
    after = desk.get(f"/kiosk/desk/delegates/{tung}")

    assert before["badge"] is None
    assert after["badge"] == {"state": "queued", "issue": 1, "pool": "máy in bàn 2"}


def test_a_card_counts_who_of_the_delegation_has_not_come(desk: Desk) -> None:
    tung = desk.id_of("Nguyễn Văn Tùng")
    before = desk.get(f"/kiosk/desk/delegates/{tung}")["delegation_waiting"]

    desk.check_in(tung)

    assert desk.get(f"/kiosk/desk/delegates/{tung}")["delegation_waiting"] == before - 1


def test_nobody_has_no_card(desk: Desk) -> None:
    assert desk.client().get("/kiosk/desk/delegates/999").status_code == 404


def test_a_delegation_says_who_is_inside_already(desk: Desk) -> None:
    tung = desk.id_of("Nguyễn Văn Tùng")
    desk.check_in(tung)
    unit_id = desk.office.row(tung).unit_id

    delegation = desk.get(f"/kiosk/desk/delegations/{unit_id}")

    assert delegation["unit"] == "Phòng Chuyển đổi số"
    assert [one["id"] for one in delegation["people"] if one["inside"]] == [tung]
    assert len(delegation["people"]) == len(desk.office.people)


def test_a_unit_without_anybody_is_an_empty_delegation(desk: Desk) -> None:
    assert desk.get("/kiosk/desk/delegations/999") == {"unit": "", "people": []}


def test_a_desk_sees_its_own_last_attempts_newest_first(desk: Desk) -> None:
    tung, an = desk.id_of("Nguyễn Văn Tùng"), desk.id_of("Lê Đăng An")
    desk.check_in(tung)
    desk.check_in(an)
    desk.office.client("reception").post(
        "/api/check-in/by-hand",
        json={"scan_id": "another-desk", "delegate_id": tung, "source": "name_search"},
    )

    own = desk.get("/kiosk/desk/recent")["attempts"]

    assert [(one["delegate_id"], one["verdict"]) for one in own] == [
        (an, "admitted"), (tung, "admitted"),
    ]  # fmt: skip


def test_an_attempt_that_the_station_decided_itself_says_what_it_showed_and_when(
    desk: Desk,
) -> None:
    code = next(one.code for one in desk.office.people if one.name == "Nguyễn Văn Tùng")
    desk.check_in(desk.id_of("Nguyễn Văn Tùng"))
    made_ms = to_ms(AT) - 90_000
    scan = {
        "scan_id": "while-alone-1", "code": code, "device_ms": made_ms, "sequence": 1,
        "decided_by": "station", "shown": "admitted", "shown_reason": "admitted",
    }  # fmt: skip
    assert desk.send("/api/check-in/batch", {"scans": [scan]}).status_code == 200

    alone, before = desk.get("/kiosk/desk/recent")["attempts"]

    assert (alone["shown"], alone["verdict"], alone["at_ms"]) == ("admitted", "repeat", made_ms)
    assert (before["shown"], before["verdict"]) == (None, "admitted")


def test_an_attempt_with_a_strange_code_names_nobody(desk: Desk) -> None:
    body = {"scan_id": "strange-code", "code": "031085001234|", "foreign": True}
    desk.client().post("/api/check-in", json=body)

    (attempt,) = desk.get("/kiosk/desk/recent")["attempts"]

    assert (attempt["name"], attempt["delegate_id"]) == ("", None)
    assert attempt["reason"] == "citizen_card"


def test_a_machine_that_was_not_paired_sees_what_no_station_did(desk: Desk) -> None:
    tung = desk.id_of("Nguyễn Văn Tùng")
    desk.check_in(tung)

    attempts = desk.office.client("reception").get("/kiosk/desk/recent").json["attempts"]

    assert attempts == []


def test_free_seats_are_offered_beside_the_own_unit(desk: Desk) -> None:
    tung, an = desk.id_of("Nguyễn Văn Tùng"), desk.id_of("Lê Đăng An")
    desk.plan_hall((tung, "B-02"))

    seats = desk.get(f"/kiosk/desk/delegates/{an}/seats")["seats"]

    assert [one["seat"] for one in seats[:2]] == ["B-01", "B-03"]


def test_a_seat_without_a_name_and_whose_place_it_is_stand_on_the_card(desk: Desk) -> None:
    tung = desk.id_of("Nguyễn Văn Tùng")

    def unname(session: Any) -> None:
        session.get_one(Delegate, tung).named = False

    desk.office.db.write(unname)

    card = desk.get(f"/kiosk/desk/delegates/{tung}")

    assert (card["named"], card["stands_in_for"]) == (False, "")
