"""The paper list and back again in a browser: number, Enter, number, Enter; and what was given."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

OpenPage = Callable[..., Page]


def test_ticks_are_typed_without_waiting_and_the_last_is_taken_back(open_page: OpenPage) -> None:
    page = open_page("/kiosk/paper", "reception")
    words = page.locator("[data-role=words]")
    ticks = page.locator("[data-role=tick]")

    for number in ("1", "2", "2", "3 4 5"):
        words.fill(number)
        words.press("Enter")
    expect(ticks).to_have_count(6)
    expect(page.locator("[data-verdict=admitted]")).to_have_count(5)
    expect(page.locator("[data-verdict=repeat]")).to_have_count(1)

    words.fill("nguyen")
    words.press("Enter")
    expect(page.locator("[data-role=choice]").first).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(ticks).to_have_count(7)
    expect(words).to_be_focused()

    ticks.first.locator("[data-role=undo]").click()
    expect(ticks.first).to_have_attribute("data-undone", "true")
    page.reload()
    expect(ticks).to_have_count(7)
    expect(ticks.first).to_have_attribute("data-undone", "true")


def test_what_is_typed_without_the_network_stays_and_is_sent_again(open_page: OpenPage) -> None:
    page = open_page("/kiosk/paper", "reception")
    words = page.locator("[data-role=words]")

    page.context.set_offline(True)
    words.fill("9")
    words.press("Enter")
    expect(page.locator("[data-verdict=undecided]")).to_have_count(1)
    page.context.set_offline(False)
    page.locator("[data-role=again]").click()

    expect(page.locator("[data-verdict=admitted]")).to_have_count(1)


def test_money_is_added_signed_for_and_its_sheet_made(open_page: OpenPage) -> None:
    page = open_page("/admin/handing", "supervisor")

    page.click("[data-role=open-add]")
    page.fill("#item-name", "Tiền thưởng")
    page.select_option("#item-kind", "money")
    page.fill("#item-amount", "500000")
    page.click("[data-role=item-save]")
    page.click("text=Tiền thưởng >> nth=0")
    page.locator("[data-role=pick]").first.check()
    page.click("[data-role=sign][data-signed=true]")

    expect(page.locator("text=đã có bản ký >> nth=0")).to_be_visible()
    with page.expect_download() as download:
        page.click("[data-role=sheet][data-format=pdf]")
    assert download.value.suggested_filename == "ky-nhan.pdf"
