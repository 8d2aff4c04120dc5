"""PIN, limits of the door, places, pairing: the page says at once what became of it."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.house.tree import ROOT
from tests.running import RunningServer

OpenPage = Callable[..., Page]
PHONE = (390, 844)


def role(page: Page, name: str):
    return page.locator(f'[data-role="{name}"]').first


def test_a_pin_that_was_just_chosen_is_there(open_page: OpenPage) -> None:
    phone = open_page("/kiosk/pin", "supervisor", PHONE)
    expect(role(phone, "state")).to_have_text("Chưa có mã PIN.")

    role(phone, "pin").fill("739164")
    role(phone, "pin-again").fill("739164")
    role(phone, "pin-go").click()

    expect(role(phone, "result")).to_contain_text("Đã lưu mã PIN")
    expect(role(phone, "state")).to_have_text("Đã có mã PIN; mã mới sẽ thay mã cũ.")
    expect(role(phone, "state")).to_have_attribute("data-kind", "good")
    expect(role(phone, "sign-good")).to_be_visible()
    expect(role(phone, "sign-care")).to_be_hidden()


def test_a_number_out_of_its_limits_is_told_them_and_does_not_stay(open_page: OpenPage) -> None:
    office = open_page("/admin/door", "admin")
    percent, capacity = (
        office.locator("#door-quorum_percent"),
        office.locator("#door-hall_capacity"),
    )
    was = percent.input_value()

    percent.fill("500")
    percent.press("Enter")
    expect(role(office, "result")).to_contain_text("từ 1 đến 100")
    expect(role(office, "result")).to_contain_text("500")
    expect(percent).to_have_value(was)

    capacity.fill("-5")
    capacity.press("Enter")
    expect(role(office, "result")).to_contain_text("từ 1 đến 100000")
    expect(capacity).not_to_have_value("-5")


@pytest.mark.long
def test_a_telephone_finds_whose_places_are_to_be_decided(
    open_page: OpenPage, day: RunningServer
) -> None:
    phone = open_page("/kiosk/leave", "supervisor", PHONE)
    phone.get_by_role("link", name="Dự thay").click()
    name = day.codes()[4][0]

    role(phone, "seek").fill("khong ai ca")
    expect(role(phone, "seek-note")).to_contain_text("Không tìm thấy ai")
    role(phone, "seek").fill(name)
    phone.get_by_role("link", name=name).first.click()

    expect(phone.locator(".who .name")).to_contain_text(name)


@pytest.mark.long
def test_a_telephone_signs_out_and_changes_the_language_where_it_works(
    open_page: OpenPage,
) -> None:
    phone = open_page("/kiosk/vip", "vip_reception", PHONE)

    role(phone, "page-tools").locator("summary").click()
    role(phone, "page-tools").get_by_role("button", name="EN").click()
    expect(phone.locator("html")).to_have_attribute("lang", "en")
    role(phone, "page-tools").locator("summary").click()
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    role(phone, "sign-out").click()

    phone.goto(phone.url.rstrip("/") + "/kiosk/vip")
    assert "/sign-in" in phone.url


@pytest.mark.long
def test_a_kiosk_that_keeps_its_pages_leaves_the_sign_in_alone(open_page: OpenPage) -> None:
    kiosk = open_page("/kiosk")

    # Ready: the worker has asked for every page that it keeps, the desk's among them.
    kiosk.evaluate("() => navigator.serviceWorker.ready.then(() => true)")

    # The cookie of the sign-in's form; another one here would make an open form worthless.
    assert "hoinghi" not in {cookie["name"] for cookie in kiosk.context.cookies()}


@pytest.mark.long
def test_the_first_bar_of_the_curve_has_both_its_halves() -> None:
    address = (ROOT / "admin/static/arrivals_axis.js").as_uri()
    script = (
        f'import {{ withRoom }} from "{address}"; console.log(JSON.stringify(withRoom(600, 1500)))'
    )

    done = subprocess.run(
        ["node", "--input-type=module", "-e", script], capture_output=True, text=True, check=True
    )

    half_of_a_bar_s = 30
    first, last = json.loads(done.stdout)
    assert first <= 600 - half_of_a_bar_s
    assert last >= 1500 + half_of_a_bar_s
