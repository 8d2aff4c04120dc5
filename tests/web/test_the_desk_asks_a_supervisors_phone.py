"""A walk-in and a substitute without a PIN: the phone decides, and the desk sees it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.running import RunningServer
from tests.waiting import until

OpenPage = Callable[..., Page]


def role(page: Page | Locator, name: str) -> Locator:
    return page.locator(f'[data-role="{name}"]').first


def is_on_top(part: Locator) -> bool:
    """Whether a part can be brought into sight and nothing covers its middle."""
    part.scroll_into_view_if_needed()
    seen: bool = part.evaluate(
        """(part) => {
          const { x, y, width, height } = part.getBoundingClientRect();
          return part.contains(document.elementFromPoint(x + width / 2, y + height / 2));
        }"""
    )
    return seen


def scan(desk: Page, code: str) -> None:
    desk.keyboard.type(code, delay=1)
    desk.keyboard.press("Enter")


def test_a_newcomer_is_asked_for_by_phone_and_comes_in_with_the_yes(
    open_page: OpenPage, day: RunningServer
) -> None:
    name, code = day.codes()[26]
    phone = open_page("/kiosk/leave", "supervisor", (390, 844))
    desk = open_page("/kiosk/desk", "reception", (1024, 600))

    # Whoever is not found is written down with the name that was typed; all that lacks is named.
    desk.keyboard.type("Quách Thị Xoan", delay=10)
    expect(role(desk, "search-note")).to_contain_text("Không tìm thấy ai")
    role(desk, "open-walk-in").click()
    walk_in = role(desk, "walk-in")
    expect(desk.locator("#walk-in-name")).to_have_value("Quách Thị Xoan")
    desk.locator("#walk-in-born").fill("85")
    role(walk_in, "go").click()
    expect(role(walk_in, "fault")).to_have_text(
        "Còn trống: Đơn vị, Thành phần. Năm sinh gồm bốn chữ số, ví dụ 1985."
    )
    expect(role(walk_in, "fault")).to_be_in_viewport()
    expect(role(walk_in, "go")).to_be_in_viewport()
    desk.keyboard.press("Escape")
    desk.keyboard.press("Escape")

    # A badge is offered to nobody who is not inside.
    desk.keyboard.type("0077", delay=20)
    expect(desk.locator("#result-0")).to_contain_text("0077")
    desk.keyboard.press("Shift+Enter")
    expect(role(desk, "badge-part")).to_be_visible()
    expect(role(desk, "open-print")).to_be_hidden()

    desk.keyboard.type(day.codes()[26][0], delay=5)
    expect(desk.locator("#result-0")).to_contain_text(name)
    desk.keyboard.press("Shift+Enter")
    expect(role(desk, "name")).to_have_text(name)
    role(desk, "open-substitute").click()
    desk.locator("#substitute-name").fill("Bùi Thị Bích")
    desk.keyboard.press("Enter")
    expect(role(desk, "result")).to_contain_text("đến điện thoại của Phụ trách")
    expect(role(desk, "verdict-word")).to_have_text("Chờ duyệt")
    expect(role(desk, "waiting")).to_contain_text("Bùi Thị Bích")
    expect(role(desk, "open-print")).to_be_hidden()

    asked = phone.locator('[data-role="waiting"] > li')
    expect(asked).to_contain_text("Bùi Thị Bích")
    expect(asked).to_contain_text(f"Dự thay {name}")
    role(phone, "grant").click()
    phone.get_by_role("button", name="Lãnh đạo Ban Tổ chức đồng ý").click()

    expect(role(desk, "verdict-word")).to_have_text("Đang ở trong hội trường")
    expect(role(desk, "open-substitute")).to_be_hidden()
    expect(role(desk, "result")).to_contain_text("đã duyệt, mời vào")
    box, waits = (role(desk, one).bounding_box() for one in ("result", "waiting-part"))
    assert box is not None
    assert waits is not None
    assert waits["y"] + waits["height"] <= box["y"]

    # The old invitation leads to who comes instead.
    scan(desk, code)
    expect(role(desk, "verdict-word")).to_have_text("Cần xem lại")
    expect(role(desk, "open-print")).to_be_hidden()
    role(desk, "open-replaced").click()
    expect(role(desk, "name")).to_have_text("Bùi Thị Bích")


@pytest.mark.long
def test_a_namesake_from_another_unit_is_another_request(
    open_page: OpenPage, day: RunningServer
) -> None:
    desk = open_page("/kiosk/desk", "reception", (1024, 600))
    sent: list[str] = []

    def fall_silent(route: Route) -> None:
        sent.append(route.request.post_data_json["request_id"])
        route.abort()

    desk.route("**/kiosk/desk/walk-ins", fall_silent)
    role(desk, "open-walk-in").click()
    walk_in = role(desk, "walk-in")
    desk.locator("#walk-in-name").fill("Nguyễn Văn An")
    desk.locator("#walk-in-group").select_option(index=1)
    for unit in ("Phòng Một", "Phòng Một", "Phòng Hai"):
        desk.locator("#walk-in-unit").fill(unit)
        with desk.expect_event("requestfailed"):
            role(walk_in, "go").click()
        expect(role(walk_in, "go")).to_be_enabled()

    assert (sent[0] == sent[1], sent[1] == sent[2]) == (True, False)


@pytest.mark.long
def test_nothing_is_covered_on_a_page_magnified_to_twice_its_size(
    open_page: OpenPage, day: RunningServer
) -> None:
    desk = open_page("/kiosk/desk", "reception", (1024, 600))
    scan(desk, day.codes()[30][1])
    expect(role(desk, "verdict-word")).to_have_text("Mời vào")

    for width, height in [(512, 300), (640, 400), (960, 540), (683, 384)]:
        desk.set_viewport_size({"width": width, "height": height})
        for part in ("seat", "kit", "open-unit", "primary"):
            shown = role(desk, part)
            # What else the page paints after a change of size may move the part once more.
            until(partial(is_on_top, shown))
