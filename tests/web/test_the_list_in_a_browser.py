"""The office's list in a real browser: found, added, withdrawn, undone, edited, locked."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

OpenPage = Callable[..., Page]


def role(page: Page, name: str):
    return page.locator(f'[data-role="{name}"]').first


def row(page: Page, name: str):
    return page.locator(".delegates tbody tr").filter(has_text=name)


def test_a_delegate_is_added_withdrawn_undone_edited_and_locked(open_page: OpenPage) -> None:
    page = open_page("/admin/delegates", "admin")

    # Added from the keyboard to a list that is locked; what was typed survives a refusal.
    page.keyboard.press("+")
    page.fill("#add-full_name", "Quách Thị Xoan")
    role(page, "add-go").click()
    expect(role(page, "add-fault")).to_be_visible()
    expect(page.locator("#add-full_name")).to_have_value("Quách Thị Xoan")
    page.fill("#add-unit", "Phòng Mới lập")
    page.select_option("#add-group", index=1)
    role(page, "add-go").click()
    expect(role(page, "add-fault")).to_contain_text("người duyệt")
    page.fill("#add-approver", "Giám đốc Sở")
    page.fill("#add-reason", "Công văn số 12")
    role(page, "add-go").click()
    expect(role(page, "result")).to_contain_text("Quách Thị Xoan")

    # Found without accents; the address says what is shown.
    page.keyboard.press("/")
    page.keyboard.type("quach thi xoan")
    expect(page.locator(".delegates tbody tr")).to_have_count(1)
    assert "q=quach+thi+xoan" in page.url

    # Withdrawn with a reason, and undone.
    row(page, "Quách Thị Xoan").get_by_role("checkbox").check()
    role(page, "withdraw").click()
    page.fill('[data-role="because-reason"]', "Đi công tác")
    role(page, "because-go").click()
    expect(row(page, "Quách Thị Xoan")).to_contain_text("Đi công tác")
    role(page, "undo-go").click()
    expect(row(page, "Quách Thị Xoan")).to_have_attribute("data-state", "approved")

    # Edited in place, saved from the keyboard, undone.
    row(page, "Quách Thị Xoan").get_by_role("link").click()
    page.fill("#word-position", "Kỹ sư")
    page.keyboard.press("Control+Enter")
    expect(role(page, "person")).to_contain_text("Kỹ sư")
    role(page, "undo-go").click()
    expect(role(page, "person")).not_to_contain_text("Kỹ sư")
    expect(page.locator("#word-position")).to_have_value("")

    # Locked anew, with the addition in it.
    page.goto(page.url.split("/admin/")[0] + "/admin/list")
    expect(role(page, "supplements")).to_contain_text("Công văn số 12")
    role(page, "open-lock").click()
    role(page, "lock-go").click()
    expect(role(page, "result")).to_contain_text("Đã chốt danh sách lần 2")
    expect(role(page, "versions").locator("tbody tr")).to_have_count(2)
