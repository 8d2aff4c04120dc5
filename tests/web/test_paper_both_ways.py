"""The paper list and back again in a browser: number, Enter, number, Enter; and what was given."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

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


def test_a_name_that_several_have_holds_up_no_number_and_the_next_enter_chooses_nobody(
    open_page: OpenPage,
) -> None:
    page = open_page("/kiosk/paper", "reception")
    words = page.locator("[data-role=words]")
    waiting = page.locator("[data-verdict=open]")

    for typed in ("nguyen", "tran"):
        words.fill(typed)
        words.press("Enter")
        expect(waiting.first).to_contain_text("chờ chọn tên ở trên")
    page.keyboard.type("11")
    page.keyboard.press("Enter")
    page.keyboard.type("12")
    page.keyboard.press("Enter")

    expect(page.locator("[data-verdict=admitted]")).to_have_count(2)
    expect(waiting).to_have_count(2)
    expect(page.locator("[data-role=choices-words]")).to_contain_text("nguyen")
    words.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("[data-role=choices-words]")).to_contain_text("tran")
    page.keyboard.press("Escape")
    expect(page.locator("[data-verdict=admitted]")).to_have_count(3)
    expect(waiting).to_have_count(0)
    expect(words).to_be_focused()


@pytest.mark.long
def test_whoever_types_on_while_a_name_is_looked_up_chooses_nobody(open_page: OpenPage) -> None:
    page = open_page("/kiosk/paper", "reception")
    words = page.locator("[data-role=words]")
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/kiosk/paper/tick", hold, times=1)
    words.fill("nguyen")
    with page.expect_request("**/kiosk/paper/tick"):
        words.press("Enter")

    words.fill("11")
    held[0].continue_()
    expect(page.locator("[data-role=choice]").first).to_be_visible()
    page.keyboard.press("Enter")

    expect(page.locator("[data-verdict=admitted]")).to_have_count(1)
    expect(page.locator("[data-verdict=open]")).to_have_count(1)


@pytest.mark.long
def test_the_question_whom_a_name_means_is_in_sight(open_page: OpenPage) -> None:
    page = open_page("/kiosk/paper", "reception")
    page.set_viewport_size({"width": 1280, "height": 800})

    page.locator("[data-role=words]").fill("nguyen thi")
    page.locator("[data-role=words]").press("Enter")

    expect(page.locator("[data-role=choice]").first).to_be_visible()
    box = page.locator("[data-role=choices]").bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= 800


@pytest.mark.long
def test_lines_without_an_answer_survive_a_reload(open_page: OpenPage) -> None:
    page = open_page("/kiosk/paper", "reception")
    words = page.locator("[data-role=words]")
    page.route("**/kiosk/paper/tick", lambda route: route.abort())
    for typed in ("nguyen", "14", "15"):
        words.fill(typed)
        words.press("Enter")
    expect(page.locator("[data-verdict=undecided]")).to_have_count(3)
    page.unroute("**/kiosk/paper/tick")

    page.reload()

    expect(page.locator("[data-verdict=admitted]")).to_have_count(2)
    expect(page.locator("[data-role=choices-words]")).to_contain_text("nguyen")
    page.keyboard.press("Escape")
    page.reload()
    expect(page.locator("[data-role=tick]")).to_have_count(2)


@pytest.mark.long
def test_a_line_that_was_refused_can_be_sent_again_or_given_up(open_page: OpenPage) -> None:
    page = open_page("/kiosk/paper", "reception")
    words, time = page.locator("[data-role=words]"), page.locator("[data-role=time]")
    time.fill("25h")
    for typed in ("16", "17"):
        words.fill(typed)
        words.press("Enter")
    refused = page.locator("[data-role=tick][data-verdict=refused]")
    expect(refused).to_have_count(2)

    refused.first.locator("[data-role=drop]").click()
    time.fill("")
    refused.locator("[data-role=again]").click()

    expect(page.locator("[data-role=tick]")).to_have_count(1)
    expect(page.locator("[data-verdict=admitted]")).to_have_count(1)


@pytest.mark.long
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
