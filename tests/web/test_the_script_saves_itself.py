"""Lời dẫn: saved while it is typed; without the network or beside a colleague nothing is lost."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.running import RunningServer

SCRIPTS = "**/admin/scripts/items/**"


def words(page: Page):
    return page.locator('[data-role="words"]').first


def saving(page: Page):
    return page.locator('[data-role="saving"]').first


def test_what_is_typed_is_saved_kept_and_never_written_over(
    day: RunningServer, open_page: Callable[..., Page]
) -> None:
    mine, theirs = open_page("/admin/scripts", "stage"), open_page("/admin/scripts", "admin")
    conflict = mine.locator('[data-role="conflict"]').first

    words(theirs).fill("Bản của Ban Tổ chức.\n\nTrang hai.")
    expect(saving(theirs)).to_have_text("Đã lưu")
    expect(theirs.locator('[data-role="pages"]').first).to_have_text("2 trang")

    # A colleague was faster: both texts are shown, and mine stays where it was typed.
    words(mine).fill("Bản của điều hành.")
    expect(conflict).to_be_visible()
    expect(conflict).to_contain_text("Ban Tổ chức vừa sửa")
    expect(conflict).to_contain_text("Trang hai.")
    expect(words(mine)).to_have_value("Bản của điều hành.")
    conflict.get_by_role("button", name="Giữ bản của tôi").click()
    expect(saving(mine)).to_have_text("Đã lưu")
    mine.locator('[data-role="take-back"]').first.click()
    expect(words(mine)).to_have_value("Bản của Ban Tổ chức.\n\nTrang hai.")

    # Without the network the page keeps it, and this machine over a reload too.
    mine.route(SCRIPTS, lambda route: route.abort())
    words(mine).fill("Viết khi mất mạng.")
    expect(saving(mine)).to_contain_text("Chưa lưu được")
    mine.unroute(SCRIPTS)
    mine.reload()
    expect(words(mine)).to_have_value("Viết khi mất mạng.")
    expect(saving(mine)).to_have_text("Đã lưu")

    theirs.reload()
    expect(words(theirs)).to_have_value("Viết khi mất mạng.")
    theirs.locator('[data-role="cards"]').first.click()
    expect(theirs.get_by_role("link", name="Mở để in")).to_be_visible(timeout=15_000)
