"""A telephone's touch is on the MC's screen at once, and moves no line that is being read."""

from __future__ import annotations

from collections.abc import Callable

import pytest
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

    # One touch: the MC reads of who came into the hall, but in no list yet.
    expect(phone.locator('[data-role="touch"]').first).to_be_visible()
    touch(phone, 0, "in_hall")
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
    expect(role(phone, "undo-text")).to_contain_text("Phòng khách")
    role(phone, "undo").click()
    expect(guest(phone, 0)).to_have_attribute("data-settled", "false")
    expect(guest(phone, 0)).to_have_attribute("data-state", "expected")
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE[0]


def name_of(page: Page, nth: int) -> str:
    return guest(page, nth).locator('[data-role="name"]').inner_text()


def test_what_takes_an_arrival_back_asks_first_and_each_touch_is_undone(
    open_page: OpenPage,
) -> None:
    phone = open_page("/kiosk/vip", "vip_reception", PHONE)
    first, second = name_of(phone, 0), name_of(phone, 1)

    # The dots are a sheet, for whoever is awaited and for whoever is here.
    touch(phone, 0, "expected")
    phone.get_by_label("Giờ", exact=True).fill("14:30")
    phone.get_by_role("button", name="Lưu giờ", exact=True).click()
    expect(guest(phone, 0).locator('[data-role="state"]')).to_have_text("Dự kiến 14h30")
    expect(role(phone, "undo-text")).to_have_text(f"Hoàn tác: {first}, Dự kiến 14h30")

    touch(phone, 0, "in_lounge")
    expect(guest(phone, 0)).to_have_attribute("data-state", "in_lounge")
    expect(role(phone, "undo-text")).to_have_text(f"Hoàn tác: {first}, Phòng khách")
    touch(phone, 0, "expected")
    expect(role(phone, "hour-warning")).to_contain_text("lượt đến này được bỏ")
    phone.get_by_role("button", name="Đóng").first.click()
    expect(guest(phone, 0)).to_have_attribute("data-state", "in_lounge")
    touch(phone, 0, "not_coming")
    phone.get_by_role("button", name="Giữ nguyên").click()
    expect(guest(phone, 0)).to_have_attribute("data-state", "in_lounge")
    touch(phone, 0, "not_coming")
    phone.get_by_role("button", name="Bỏ lượt đến, ghi: Không dự").click()
    expect(guest(phone, 0)).to_have_attribute("data-state", "not_coming")

    # Nobody has come: one touch, as ever; then all of it goes back, step by step.
    touch(phone, 1, "not_coming")
    expect(guest(phone, 1)).to_have_attribute("data-state", "not_coming")
    steps = [f"{second}, Không dự", f"{first}, Không dự", f"{first}, Phòng khách"]
    for step in [*steps, f"{first}, Dự kiến 14h30"]:
        expect(role(phone, "undo-text")).to_have_text(f"Hoàn tác: {step}")
        role(phone, "undo").click()
        expect(role(phone, "result")).to_have_text(f"Đã hoàn tác: {step}.")
    expect(role(phone, "undo")).to_be_hidden()
    expect(guest(phone, 0).locator('[data-role="state"]')).to_have_text("Chưa đến")
    expect(guest(phone, 1)).to_have_attribute("data-state", "expected")


@pytest.mark.long
def test_a_few_letters_without_marks_find_a_guest(open_page: OpenPage) -> None:
    phone = open_page("/kiosk/vip", "vip_reception", PHONE)
    wanted = name_of(phone, 20)
    folded = phone.evaluate(
        "(name) => name.normalize('NFD').replace(/\\p{M}/gu, '').replace(/đ/gi, 'd')", wanted
    )
    phone.locator('[data-filter="here"]').click()
    expect(phone.locator('[data-role="guests"] > li')).to_have_count(0)

    role(phone, "seek").fill(folded.lower())

    assert folded != wanted
    expect(guest(phone, 0).locator('[data-role="name"]')).to_have_text(wanted)
    role(phone, "seek").fill("khong ai ten nhu vay")
    expect(role(phone, "none-sought")).to_be_visible()
    role(phone, "seek").fill("")
    expect(role(phone, "none-here")).to_be_visible()
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE[0]


@pytest.mark.long
def test_touches_wait_for_the_server_and_the_message_goes_with_them(open_page: OpenPage) -> None:
    phone = open_page("/kiosk/vip", "vip_reception", PHONE)
    other = open_page("/kiosk/vip", "admin", PHONE)
    expect(guest(other, 0)).to_be_visible()
    expect(guest(phone, 0)).to_be_visible()
    away = "**/kiosk/vip/*/*"
    phone.route(away, lambda asked: asked.abort())

    touch(phone, 0, "arrived")
    touch(phone, 1, "in_hall")
    expect(role(phone, "waiting")).to_contain_text("2 thao tác")
    expect(guest(phone, 1)).to_have_attribute("data-state", "in_hall")
    expect(guest(phone, 1).locator('[data-role="state"]')).to_contain_text("chờ gửi")
    # A page that was closed by the telephone has lost nothing.
    phone.reload()
    expect(guest(phone, 1)).to_have_attribute("data-state", "in_hall")
    touch(phone, 1, "in_lounge")
    expect(role(phone, "waiting")).to_contain_text("3 thao tác")
    expect(guest(other, 1)).to_have_attribute("data-state", "expected")

    phone.unroute(away)
    expect(guest(other, 0)).to_have_attribute("data-state", "arrived")
    expect(guest(other, 1)).to_have_attribute("data-state", "in_lounge")
    expect(role(phone, "waiting")).to_be_hidden()
    expect(role(phone, "result")).to_have_text("Đã gửi 3 thao tác còn giữ.")


@pytest.mark.long
def test_a_touch_that_waited_undoes_nothing_that_others_noted(open_page: OpenPage) -> None:
    phone = open_page("/kiosk/vip", "vip_reception", PHONE)
    other = open_page("/kiosk/vip", "admin", PHONE)
    expect(guest(phone, 0)).to_be_visible()
    phone.route("**/kiosk/vip/*/*", lambda asked: asked.abort())
    touch(phone, 0, "arrived")
    expect(role(phone, "waiting")).to_be_visible()

    touch(other, 0, "in_hall")
    expect(guest(other, 0)).to_have_attribute("data-state", "in_hall")
    phone.unroute("**/kiosk/vip/*/*")

    expect(role(phone, "result")).to_contain_text("vừa được người khác cập nhật")
    expect(guest(phone, 0)).to_have_attribute("data-state", "in_hall")
    expect(role(phone, "waiting")).to_be_hidden()
