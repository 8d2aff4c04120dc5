"""Two laptops beside the stage: one holds the buttons, the other sees it and may take over."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.waiting import until

OpenPage = Callable[..., Page]


def role(page: Page, name: str):
    return page.locator(f'[data-role="{name}"]').first


def take_over(page: Page) -> None:
    """Press twice; a second press that comes too soon is a trembling finger, hence "until"."""

    def pressed() -> bool:
        if role(page, "take-over").is_visible():
            role(page, "take-over").click()
        try:
            expect(role(page, "holder")).to_have_attribute("data-whose", "mine", timeout=900)
        except AssertionError:
            return False
        return True

    until(pressed)


def test_who_takes_over_goes_on_and_the_other_is_told(open_page: OpenPage) -> None:
    first, second = open_page("/stage/control", "stage"), open_page("/stage/control", "admin")
    expect(role(first, "primary")).to_have_attribute("aria-disabled", "false")
    expect(role(first, "holder")).to_have_attribute("data-whose", "free")
    role(first, "primary").click()
    expect(role(first, "status")).to_have_attribute("data-kind", "ok")

    # Seen by both before anybody is refused anything.
    expect(role(first, "holder")).to_have_attribute("data-whose", "mine")
    expect(role(second, "holder-words")).to_contain_text("Điều hành sân khấu")
    expect(role(second, "take-over")).to_be_visible()

    role(second, "hold").click()
    expect(role(second, "status")).to_contain_text("Điều hành sân khấu")
    expect(role(second, "holder")).to_have_attribute("data-refused", "true")
    role(second, "take-over").click()
    expect(role(second, "take-over")).to_contain_text("Bấm lần nữa")
    expect(role(first, "holder")).to_have_attribute("data-whose", "mine")
    take_over(second)
    role(second, "hold").click()
    expect(role(first, "resume")).to_be_visible()

    role(first, "resume").click()
    expect(role(first, "status")).to_have_attribute("data-kind", "refused")
    role(second, "give-back").click()
    expect(role(first, "holder")).to_have_attribute("data-whose", "free")
    role(first, "resume").click()
    expect(role(second, "hold")).to_be_visible()
