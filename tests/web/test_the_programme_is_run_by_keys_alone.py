"""A programme with parts, from its first item to its end, without a mouse."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from tests.waiting import until

OpenPage = Callable[..., Page]

SKIP_THE_REST = """
async () => {
  const { rundown_revision } = await (await fetch("/stage/cuts")).json();
  let revision = rundown_revision;
  for (const row of document.querySelectorAll('[data-role="rundown"] > li')) {
    if (row.dataset.state !== "planned") continue;
    const answer = await fetch("/stage/cues", {
      method: "POST",
      headers: {
        "Content-Type": "application/json",
        "X-Hoinghi-Conference": document.body.dataset.conference,
      },
      body: JSON.stringify({
        cue_id: `test-skips-${row.dataset.item}`, command: "skip", revision, agreed_by: "Chủ trì",
        item_id: Number(row.dataset.item), reason: "Không đủ thời gian",
      }),
    });
    revision = (await answer.json()).revision;
  }
}
"""

COUNT_CLICKS = """
() => {
  window.clicks = 0;
  window.addEventListener("click", () => { window.clicks += 1; });
}
"""


SIZES = [(1366, 768), (1920, 1080), (1024, 600), (768, 1024), (360, 740)]
SMALL_BUTTONS = """
() => [...document.querySelectorAll(".actions button, .tools button, .part button")]
  .filter((one) => one.offsetParent !== null)
  .filter((one) => one.offsetHeight < 44 || one.offsetWidth < 44)
  .map((one) => one.dataset.role)
"""


def role(page: Page, name: str) -> Locator:
    return page.locator(f'[data-role="{name}"]').first


def press_until(page: Page, key: str, seen: Callable[[], None]) -> None:
    """Press a key until what is expected is seen: two presses in a moment are one."""

    def pressed() -> bool:
        page.keyboard.press(key)
        try:
            seen()
        except AssertionError:
            return False
        return True

    until(pressed)


def becomes(row: Locator, state: str) -> Callable[[], None]:
    return lambda: expect(row).to_have_attribute("data-state", state, timeout=900)


def rows_of(page: Page) -> Locator:
    return page.locator('[data-role="rundown"] > li')


def within(row: Locator, name: str) -> Locator:
    return row.locator(f'[data-role="{name}"]')


def test_a_programme_is_run_by_keys_alone(open_page: OpenPage) -> None:
    page = open_page("/stage/control", "stage")
    expect(rows_of(page).nth(2)).to_be_visible()

    _begin_and_pass_over_parts(page)
    _change_the_order_and_leave_one_out(page)
    _hold_and_say_why(page)
    _give_minutes_and_go_back(page)
    _open_the_help(page)
    _hold_enter_down_on_a_button(page)
    _choose_a_row_by_enter(page)
    _fit_every_screen(page)
    _end_with_a_second_press(page)


def _begin_and_pass_over_parts(page: Page) -> None:
    first, second = rows_of(page).nth(0), rows_of(page).nth(1)
    press_until(page, "n", becomes(first, "live"))
    part = first.locator('[data-role="row-parts"] > li').nth(0)
    press_until(page, "n", becomes(part, "live"))
    expect(within(part, "part-time")).to_contain_text(":")
    expect(role(page, "live-part")).to_contain_text("Tiết mục 1")
    press_until(page, "x", becomes(second, "live"))
    expect(within(first, "row-forecast")).to_contain_text("thực tế")


def _change_the_order_and_leave_one_out(page: Page) -> None:
    third, fourth = rows_of(page).nth(2), rows_of(page).nth(3)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(third).to_have_attribute("data-chosen", "true")
    title = within(third, "row-title").text_content() or ""
    page.keyboard.press("Alt+ArrowDown")
    expect(within(fourth, "row-title")).to_have_text(title)
    expect(fourth).to_be_focused()
    page.keyboard.press("s")
    page.keyboard.type("Không đủ thời gian")
    page.keyboard.press("Enter")
    expect(fourth).to_have_attribute("data-state", "skipped")
    expect(within(fourth, "row-note")).to_contain_text("Không đủ thời gian")
    page.keyboard.press("s")
    expect(fourth).to_have_attribute("data-state", "planned")
    page.keyboard.press("Shift+U")
    expect(within(third, "row-title")).to_have_text(title)
    page.keyboard.press("Escape")


def _hold_and_say_why(page: Page) -> None:
    page.keyboard.press("h")
    expect(role(page, "live")).to_have_attribute("data-state", "held")
    page.keyboard.press("r")
    page.keyboard.type("Sự cố âm thanh, ánh sáng")
    page.keyboard.press("Enter")
    expect(role(page, "live-note")).to_have_text("Sự cố âm thanh, ánh sáng")
    press_until(page, "n", becomes(rows_of(page).nth(1), "live"))


def _give_minutes_and_go_back(page: Page) -> None:
    first, second = rows_of(page).nth(0), rows_of(page).nth(1)
    page.keyboard.press("]")
    expect(within(second, "row-added")).to_contain_text("5")
    page.keyboard.press("-")
    expect(within(second, "row-added")).to_contain_text("4")
    page.keyboard.press("b")
    expect(first).to_have_attribute("data-state", "live")
    page.keyboard.press("u")
    expect(second).to_have_attribute("data-state", "live")


def _open_the_help(page: Page) -> None:
    """No key acts behind it."""
    page.keyboard.press("?")
    expect(role(page, "help")).to_be_visible()
    page.keyboard.press("k")
    page.keyboard.press("Escape")
    expect(role(page, "help")).to_be_hidden()
    expect(rows_of(page).nth(1)).to_have_attribute("data-state", "live")


def _hold_enter_down_on_a_button(page: Page) -> None:
    """A folder that lies on the key: the browser would click at each repeat."""
    page.evaluate(COUNT_CLICKS)
    role(page, "open-help").focus()
    page.evaluate("document.querySelector('[data-role=help]').showModal = () => {}")
    for _ in range(5):
        page.keyboard.down("Enter")
    page.keyboard.up("Enter")
    assert page.evaluate("window.clicks") == 1
    page.evaluate("delete document.querySelector('[data-role=help]').showModal")


def _choose_a_row_by_enter(page: Page) -> None:
    row = rows_of(page).nth(2)
    row.focus()
    page.keyboard.press("Enter")
    expect(row).to_have_attribute("data-chosen", "true")
    expect(within(row, "row-chosen")).to_have_text("đã chọn")
    expect(row).to_be_focused()
    page.keyboard.press("Space")
    expect(row).to_have_attribute("data-chosen", "false")


def _fit_every_screen(page: Page) -> None:
    """Nothing moves sideways, the big button stays in sight, and a thumb finds every button."""
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(role(page, "tools")).to_be_visible()
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        expect(role(page, "primary")).to_be_in_viewport(ratio=0.99)
        assert page.evaluate(SMALL_BUTTONS) == [], (width, height)
    page.set_viewport_size({"width": 1366, "height": 768})
    page.keyboard.press("Escape")


def _end_with_a_second_press(page: Page) -> None:
    live = rows_of(page).nth(1)
    page.evaluate(SKIP_THE_REST)
    expect(role(page, "primary-word")).to_have_text("Kết thúc chương trình")
    page.keyboard.press("n")
    expect(role(page, "primary-word")).to_contain_text("Bấm lần nữa")
    page.keyboard.press("n")
    expect(live).to_have_attribute("data-state", "live")
    press_until(page, "n", becomes(live, "done"))
    expect(role(page, "primary-word")).to_have_text("Chương trình đã kết thúc")
