"""The supervisor's own phone: a request appears by itself; one touch and a reason settle it."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable

from playwright.sync_api import Page, expect

PHONE = (360, 740)


def post(page: Page, path: str, **body: object) -> dict[str, object]:
    """Send what another page of this sign-in would send."""
    headers = {"Content-Type": "application/json", "Origin": page.url.split("/kiosk")[0]}
    answer = page.request.post(
        page.url.split("/kiosk")[0] + path, data=json.dumps(body), headers=headers
    )
    given: dict[str, object] = answer.json()
    return given


def fits(page: Page) -> bool:
    """Whether nothing sticks out at the side."""
    return bool(
        page.evaluate(
            "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
        )
    )


def test_a_request_is_granted_on_the_phone_and_places_are_decided_there(
    open_page: Callable[..., Page],
) -> None:
    phone = open_page("/kiosk/leave", "supervisor", PHONE)
    desk = open_page("/kiosk/places", "reception")
    expect(phone.get_by_text("Không có đề nghị nào đang chờ")).to_be_visible()

    asked = {"delegate_id": 5, "rule": "list_closed", "words": "Xe của đoàn đến muộn"}
    post(desk, "/kiosk/leave", request_id=str(uuid.uuid4()), **asked)
    card = phone.locator('[data-role="waiting"] > li')
    expect(card).to_have_count(1)
    expect(card).to_contain_text("Đã hết giờ đón tiếp")
    expect(phone.locator('[data-role="count-leave"]')).to_have_text("1")
    assert fits(phone)
    card.get_by_role("button", name="Duyệt", exact=True).click()
    phone.get_by_role("button", name="Lãnh đạo Ban Tổ chức đồng ý").click()

    expect(phone.locator('[data-role="result"]')).to_contain_text("Đã duyệt")
    expect(card).to_have_count(0)
    (leave,) = json.loads(
        desk.request.get(desk.url.split("/kiosk")[0] + "/kiosk/leave/asked").text()
    )["leaves"]
    assert (leave["state"], leave["decided_words"]) == ("granted", "Lãnh đạo Ban Tổ chức đồng ý")

    phone.goto(phone.url.replace("/leave", "/places/5"))
    seat = phone.locator(".place").first
    seat.get_by_role("button", name="Người khác").click()
    phone.get_by_label("Họ tên, chức vụ").fill("Đại diện Sở Nội vụ")
    phone.get_by_role("button", name="Ghi người này").click()
    expect(seat.locator(".fate")).to_contain_text("Đại diện Sở Nội vụ")
    seat.get_by_role("button", name="Đã báo").click()
    expect(seat.locator(".told")).to_be_visible()
    assert fits(phone)
