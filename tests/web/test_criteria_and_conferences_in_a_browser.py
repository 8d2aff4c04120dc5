"""In a real browser: other criteria and back without losing an answer; a conference put aside."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.running import RunningServer

OpenPage = Callable[..., Page]


def role(page: Page, name: str) -> Any:
    return page.locator(f'[data-role="{name}"]').first


def test_other_criteria_are_looked_at_chosen_and_taken_back(open_page: OpenPage) -> None:
    page = open_page("/admin/nominees", "admin")
    line, first = role(page, "criteria-line"), "Sở Khoa học và Công nghệ 2025"

    role(page, "open-criteria").click()
    expect(role(page, "criteria-go")).to_be_disabled()
    page.locator('[name="source"][value="so-noi-vu-2025"]').check()
    expect(role(page, "effect")).to_contain_text("Nội dung đã trả lời vẫn được dùng:")
    role(page, "criteria-go").click()
    expect(line).to_contain_text("Sở Nội vụ 2025")
    expect(role(page, "result")).to_contain_text("Đã chọn tiêu chuẩn khác")
    role(page, "undo").click()

    expect(role(page, "criteria-line")).to_contain_text(first)
    role(page, "open-criteria").click()
    expect(page.locator('[name="source"][value="own"]')).to_be_checked()


def rate(page: Page, year: int, rating: str) -> None:
    with page.expect_response(lambda answer: answer.request.method == "POST") as kept:
        page.select_option(f"#year-{year}", rating)
    assert kept.value.ok


@pytest.mark.long
def test_an_answer_given_on_an_old_page_touches_no_other(open_page: OpenPage) -> None:
    page = open_page("/admin/nominees", "admin")
    dossier = page.locator("a.name").first.get_attribute("href")
    page, other = open_page(dossier, "admin"), open_page(dossier, "admin")

    # Two clerks in one dossier, each with a page from before the other's answer.
    rate(page, 2020, "done")
    rate(other, 2021, "none")
    rate(other, 2022, "")
    page.reload()

    expect(page.locator("#year-2020")).to_have_value("done")
    expect(page.locator("#year-2021")).to_have_value("none")
    expect(page.locator("#year-2022")).to_have_value("")


@pytest.mark.long
def test_a_copy_made_by_mistake_is_put_aside(open_page: OpenPage, day: RunningServer) -> None:
    page = open_page("/admin/conferences", "admin")
    role(page, "ask-copy").click()
    page.fill("#copy-name", "tao-nham")
    role(page, "copy").click()
    role(page, "ask-remove").click()

    page.fill("#remove-name", "tao")
    role(page, "remove").click()
    expect(role(page, "remove-fault")).to_contain_text("Tên gõ lại không đúng")
    page.fill("#remove-name", "tao-nham")
    role(page, "remove").click()

    expect(role(page, "result")).to_contain_text("Đã bỏ hội nghị tao-nham")
    expect(page.locator('[data-role="ask-remove"]')).to_have_count(0)
    expect(role(page, "removed")).to_contain_text("hoinghi conference restore")
    shown = role(page, "removed").inner_text()
    command = re.search(r"hoinghi (conference) (restore) (\S+)", shown)
    assert command is not None
    day.run(*command.groups())
    page.reload()
    expect(role(page, "ask-remove")).to_have_attribute("data-name", "tao-nham")
