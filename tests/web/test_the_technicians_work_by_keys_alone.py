"""The cue list in a browser: keys and a telephone; the wings see what was made ready."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

OpenPage = Callable[..., Page]
WIDTHS = ((1366, 768), (768, 1024), (360, 740))


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


def state(page: Page, nth: int) -> str:
    return str(page.locator('[data-role="cue-row"]').nth(nth).get_attribute("data-state"))


def test_a_technician_works_by_keys_and_the_wings_see_it(open_page: OpenPage) -> None:
    desk, wings = open_page("/stage/cues", "technician"), open_page("/stage/backstage", "backstage")
    rows = desk.locator('[data-role="cue-row"]')
    expect(rows.first).to_have_attribute("data-chosen", "true")
    carried = wings.locator('[data-role="setting-list"] > li').first
    expect(carried).to_have_attribute("data-state", "planned")

    for wanted in ("standby", "running", "done"):
        desk.keyboard.press("Enter")
        expect(rows.first).to_have_attribute("data-state", wanted)
    desk.keyboard.press("z")
    expect(rows.first).to_have_attribute("data-state", "running")
    expect(carried).to_have_attribute("data-state", "running")

    desk.keyboard.press("ArrowDown")
    expect(rows.nth(1)).to_have_attribute("data-chosen", "true")
    desk.keyboard.press("Enter")
    expect(rows.nth(1)).to_have_attribute("data-state", "standby")
    assert state(desk, 0) == "running"

    for page in (desk, wings):
        for width, height in WIDTHS:
            page.set_viewport_size({"width": width, "height": height})
            assert fits(page), (page.url, width)
