"""A screen is paired by its remote control, follows the control, and its fall is noticed there."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Browser, Page, expect

from tests.running import RunningServer
from tests.waiting import until

OpenPage = Callable[..., Page]


def role(page: Page, name: str):
    return page.locator(f'[data-role="{name}"]').first


def press_read(screen: Page) -> bool:
    screen.keyboard.press("r")
    return role(screen, "messages").is_hidden()


def test_a_screen_is_paired_switched_told_and_missed(
    open_page: OpenPage, browser: Browser, day: RunningServer
) -> None:
    control = open_page("/stage/control", "stage")
    expect(role(control, "primary")).to_have_attribute("aria-disabled", "false")
    control.keyboard.press("v")
    role(control, "screen-new-name").fill("Bục ĐẶNG THỊ ỮNG")
    role(control, "screen-new-view").select_option("hall")
    role(control, "screen-add").click()
    expect(role(control, "code-card")).to_be_visible()
    code = "".join(filter(str.isdigit, role(control, "code-digits").inner_text()))

    # A remote control: arrows and its middle key alone.
    machine = browser.new_context(viewport={"width": 1280, "height": 720})
    screen = machine.new_page()
    screen.goto(day.url + "/stage/screen")
    expect(role(screen, "key")).to_be_visible()
    screen.keyboard.press("ArrowDown")
    for digit in code[:2]:
        screen.locator(f'[data-digit="{digit}"]').focus()
        screen.keyboard.press("Enter")
    screen.keyboard.press("ArrowDown")
    screen.keyboard.type(code[2:])
    screen.wait_for_url("**/stage/hall?screen")
    expect(control.locator('.screen-row[data-state="live"]')).to_be_visible()
    expect(role(control, "code-card")).to_be_hidden()

    role(control, "screen-view").select_option("mc")
    screen.wait_for_url("**/stage/mc?screen")
    expect(role(screen, "clock")).not_to_be_empty()

    role(control, "screen-flash").click()
    expect(role(screen, "screen-name")).to_have_text("Bục ĐẶNG THỊ ỮNG")
    expect(role(screen, "screen-name")).to_be_hidden(timeout=8000)

    control.keyboard.press("l")
    control.keyboard.type("Xin mời đại biểu Ễnh Ửng lên sân khấu")
    control.keyboard.press("Enter")
    expect(role(screen, "message-words")).to_have_text("Xin mời đại biểu Ễnh Ửng lên sân khấu")
    expect(role(screen, "clock")).to_be_in_viewport(ratio=1)
    strip, clock = role(screen, "messages").bounding_box(), role(screen, "clock").bounding_box()
    assert strip is not None
    assert clock is not None
    assert strip["y"] >= clock["y"] + clock["height"] or strip["y"] + strip["height"] <= clock["y"]
    # The first press may come too soon: it could have been meant for what stood there before.
    until(lambda: press_read(screen))
    expect(role(control, "sent-state")).to_contain_text("Bục ĐẶNG THỊ ỮNG")

    role(control, "hall-black").click()
    expect(role(control, "hall-black-text")).to_have_text("Bấm lần nữa để tắt hình")
    # A mouse leaves nothing typed behind: the next key is a command, though the drawer is open.
    role(control, "quick-texts").locator("button").first.click()
    control.keyboard.press("t")
    expect(role(control, "hall-title")).to_have_attribute("aria-pressed", "true")

    machine.close()
    expect(role(control, "screens-summary")).to_contain_text("MẤT KẾT NỐI", timeout=10_000)
