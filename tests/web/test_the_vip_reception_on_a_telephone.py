"""A telephone's touch is on the MC's screen at once, and moves no line that is being read."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

OpenPage = Callable[..., Page]
PHONE = (360, 740)


def role(page: Page, name: str):
    return page.locator(f'[data-role="{name}"]').first


def guest(page: Page, nth: int):
    return page.locator('[data-role="guests"] > li').nth(nth)


def touch(page: Page, nth: int, state: str) -> None:
    guest(page, nth).locator(f'[data-role="touch"][data-state="{state}"]').click()


def test_from_the_entrance_to_the_mc(open_page: OpenPage) -> None:
    # The office has ordered the guests weeks ago; the groups propose a substitute named since then,
    # and the second guest is moved up.
    office = open_page("/kiosk/vip", "admin", PHONE)
    role(office, "open-order").click()
    expect(office.locator(".order-row")).to_have_count(27)
    role(office, "propose").click()
    expect(office.locator(".order-row")).to_have_count(28)
    second = office.locator(".order-row").nth(1).locator("strong").inner_text()
    office.locator('[data-role="order-up"]').nth(1).click()
    role(office, "order-save").click()
    expect(office.locator(".order-row").first).to_be_hidden()

    phone = open_page("/kiosk/vip", "vip_reception", PHONE)
    mc, control = open_page("/stage/mc", "mc"), open_page("/stage/control", "stage")
    expect(guest(phone, 0).locator('[data-role="name"]')).to_have_text(second)
    expect(role(mc, "screen")).not_to_have_attribute("data-view", "loading")

    # One touch: the MC reads of the arrival, but in no list yet.
    expect(phone.locator('[data-role="touch"]').first).to_be_visible()
    touch(phone, 0, "arrived")
    expect(role(mc, "guest-fresh")).to_contain_text(second)

    # The stage manager lets the guest join; the next one waits in the strip and moves nothing.
    expect(role(control, "guests-fresh")).to_contain_text(second)
    control.keyboard.press("g")
    expect(role(control, "guests-fresh")).to_be_hidden()
    mc.keyboard.press("g")
    expect(mc.locator('[data-role="guest-list"] > li')).to_have_count(1)
    third = guest(phone, 2).locator('[data-role="name"]').inner_text()
    touch(phone, 2, "in_hall")
    expect(role(mc, "guest-arrivals")).to_contain_text(third)
    expect(mc.locator('[data-role="guest-list"] > li')).to_have_count(1)

    # What no longer fits the filter keeps its place under the thumb; the last touch is undone.
    phone.locator('[data-filter="awaited"]').click()
    expect(phone.locator('[data-role="guests"] > li')).to_have_count(25)
    touch(phone, 0, "in_lounge")
    expect(guest(phone, 0)).to_have_attribute("data-settled", "true")
    expect(role(phone, "undo-text")).to_contain_text("Ở phòng khách")
    role(phone, "undo").click()
    expect(guest(phone, 0)).to_have_attribute("data-settled", "false")
    expect(guest(phone, 0)).to_have_attribute("data-state", "expected")
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
