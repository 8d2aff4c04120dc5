"""Two laptops beside the stage: one holds the buttons, the other is told so and may take over."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

OpenPage = Callable[..., Page]


def role(page: Page, name: str):
    return page.locator(f'[data-role="{name}"]').first


def test_who_takes_over_goes_on_and_the_other_is_told(open_page: OpenPage) -> None:
    first, second = open_page("/stage/control", "stage"), open_page("/stage/control", "admin")
    expect(role(first, "primary")).to_have_attribute("aria-disabled", "false")
    role(first, "primary").click()
    expect(role(first, "status")).to_have_attribute("data-kind", "ok")
    expect(role(second, "hold")).to_have_attribute("aria-disabled", "false")

    role(second, "hold").click()
    expect(role(second, "status")).to_contain_text("Điều hành sân khấu")
    expect(role(second, "take-over")).to_be_visible()
    role(second, "take-over").click()
    expect(role(second, "take-over")).to_be_hidden()
    role(second, "hold").click()
    expect(role(first, "resume")).to_be_visible()

    role(first, "resume").click()
    expect(role(first, "status")).to_have_attribute("data-kind", "refused")
    expect(role(first, "take-over")).to_be_visible()
