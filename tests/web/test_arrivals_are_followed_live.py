"""The office follows who comes, live, in a real browser, and sets the door while they come."""

from __future__ import annotations

from collections.abc import Callable

import requests
from playwright.sync_api import Page, expect

from tests.factories import new_id
from tests.running import RunningServer

OpenPage = Callable[..., Page]


def role(page: Page, name: str):
    return page.locator(f'[data-role="{name}"]').first


def scan(day: RunningServer, code: str) -> None:
    body = {"scan_id": new_id(), "code": code, "foreign": False}
    assert requests.post(day.url + "/api/check-in", json=body, timeout=10).ok


def test_arrivals_the_quorum_and_who_is_missing_are_followed_without_a_click(
    day: RunningServer, open_page: OpenPage
) -> None:
    codes = [code for _, code in day.codes()]
    page = open_page("/admin/arrivals", "supervisor")
    expect(role(page, "total-present")).to_have_text("0")
    expect(role(page, "chart")).to_be_hidden()
    listed = int(role(page, "total-listed").inner_text())

    # The organiser asks for one percent while the doors are open.
    door = open_page("/admin/door", "admin")
    door.fill("#door-quorum_percent", "1")
    door.keyboard.press("Enter")
    expect(role(door, "undo-words")).to_contain_text("Tỷ lệ tối thiểu")
    expect(page.locator('[data-role="quorum"][data-state="short"]')).to_be_visible()

    for code in codes[:3]:
        scan(day, code)

    # Told within moments: numbers, curve and its twin, lanes, the quorum with its time.
    expect(role(page, "total-present")).to_have_text("3")
    expect(page.locator('[data-role="quorum"][data-state="reached"]')).to_contain_text(
        f"3/{listed}"
    )
    expect(page.locator('[data-role="chart"] canvas')).to_be_visible()
    expect(page.locator('[data-role="chart-words"]')).to_contain_text("3")
    expect(page.locator(".lane")).to_have_count(1)
    expect(page.locator(".people tbody tr").first).to_be_visible()

    # Who is missing of a unit: one press, and the address says it.
    page.locator('[data-role="units"] [data-role="see-absent"][href]').first.click()
    page.wait_for_url(lambda url: "unit=" in url and "standing=not_come" in url)

    # Taken back: the setting, and with it the line.
    role(door, "undo-go").click()
    expect(door.locator("#door-quorum_percent")).to_have_value("")
    expect(page.locator('[data-role="quorum"][data-state="none"]')).to_be_visible()
