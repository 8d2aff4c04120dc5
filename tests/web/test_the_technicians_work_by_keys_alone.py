"""The cue list in a browser: keys and a telephone; the wings see what was made ready."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

OpenPage = Callable[..., Page]
ONE_PRESS_MS = 1000
"""More than what stage/static/cue_list.js takes for one press."""
WIDTHS = ((1366, 768), (768, 1024), (360, 740))


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


def state(page: Page, nth: int) -> str:
    return str(page.locator('[data-role="cue-row"]').nth(nth).get_attribute("data-state"))


def press(page: Page, key: str, row: Locator, wanted: str) -> None:
    """Press a key, a moment after the last one: two presses in a moment are one."""
    page.clock.fast_forward(ONE_PRESS_MS)
    page.keyboard.press(key)
    expect(row).to_have_attribute("data-state", wanted)


def stop_the_clock(page: Page) -> None:
    """Let no time pass on this page, however long the machine takes."""
    page.clock.pause_at(page.evaluate("Date.now() + 1000") / 1000)


def set_state(page: Page, cue: int, wanted: str) -> None:
    """Press on another machine, meanwhile."""
    body = {"cue_id": cue, "state": wanted, "seen": "planned"}
    script = """(body) => fetch("/stage/cue-sheet/state", {
      method: "POST",
      body: JSON.stringify(body),
      headers: {
        "Content-Type": "application/json",
        "X-Hoinghi-Conference": document.body.dataset.conference,
      },
    }).then((answer) => answer.ok)"""
    assert page.evaluate(script, body)


def test_a_technician_works_by_keys_and_the_wings_see_it(open_page: OpenPage) -> None:
    desk, wings = open_page("/stage/cues", "technician"), open_page("/stage/backstage", "backstage")
    rows = desk.locator('[data-role="cue-row"]')
    expect(rows.first).to_have_attribute("data-chosen", "true")
    desk.clock.install()
    carried = wings.locator('[data-role="setting-list"] > li').first
    expect(carried).to_have_attribute("data-state", "planned")

    for wanted in ("standby", "running", "done"):
        press(desk, "Enter", rows.first, wanted)
    desk.keyboard.press("z")
    expect(rows.first).to_have_attribute("data-state", "running")
    expect(carried).to_have_attribute("data-state", "running")

    desk.keyboard.press("ArrowDown")
    expect(rows.nth(1)).to_have_attribute("data-chosen", "true")
    desk.keyboard.press("Enter")
    expect(rows.nth(1)).to_have_attribute("data-state", "standby")
    assert state(desk, 0) == "running"

    _one_press_is_one_step(desk)
    _the_focus_keeps_its_cue(desk)

    for page in (desk, wings):
        for width, height in WIDTHS:
            page.set_viewport_size({"width": width, "height": height})
            assert fits(page), (page.url, width)


def _one_press_is_one_step(desk: Page) -> None:
    """A double press, and a key that is held down, step once, whatever came in between."""
    rows = desk.locator('[data-role="cue-row"]')
    go = rows.nth(2).locator('[data-role="go"]')
    stop_the_clock(desk)
    go.click()
    expect(rows.nth(2)).to_have_attribute("data-state", "standby")
    go.click()
    desk.clock.resume()
    go.focus()
    for _ in range(4):
        desk.keyboard.down("Enter")
    desk.keyboard.up("Enter")
    # What is answered after those presses has seen them all.
    set_state(desk, _cue(desk, 3), "standby")
    expect(rows.nth(3)).to_have_attribute("data-state", "standby")
    assert state(desk, 2) == "standby"


def _the_focus_keeps_its_cue(desk: Page) -> None:
    """A picture that somebody else brought about moves neither the focus nor the choice."""
    rows = desk.locator('[data-role="cue-row"]')
    rows.nth(4).locator('[data-role="go"]').focus()
    expect(rows.nth(4)).to_have_attribute("data-chosen", "true")
    at = _cue(desk, 4)
    set_state(desk, _cue(desk, 5), "standby")
    expect(rows.nth(5)).to_have_attribute("data-state", "standby")
    focused = "document.activeElement.closest('[data-cue]')?.dataset.cue"
    assert desk.evaluate(focused) == str(at)
    # Left behind on a button, the focus would have Enter press that cue instead of the chosen one.
    desk.keyboard.press("ArrowDown")
    assert desk.evaluate(focused) == str(_cue(desk, 5))


def _cue(desk: Page, nth: int) -> int:
    row = desk.locator('[data-role="cue-row"]').nth(nth)
    return int(row.get_attribute("data-cue") or 0)
