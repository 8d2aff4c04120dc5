"""Whoever runs the door has its lists made as files, at the laptop and on the telephone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

OpenPage = Callable[..., Page]
LAPTOP, PHONE = (1366, 768), (390, 844)


@pytest.mark.parametrize(
    ("path", "size", "paper", "form", "name"),
    [
        ("/admin/arrivals", LAPTOP, "attendance", "xlsx", "diem-danh.xlsx"),
        ("/kiosk/leave", PHONE, "leaves", "csv", "cho-duyet.csv"),
        ("/kiosk/disputes", PHONE, "disputes", "csv", "can-doi-chieu.csv"),
    ],
)
def test_a_press_saves_the_file_and_leaves_a_link(  # noqa: PLR0917 - the row of the table
    open_page: OpenPage, path: str, size: tuple[int, int], paper: str, form: str, name: str
) -> None:
    page = open_page(path, "supervisor", size)
    button = page.locator(f'[data-paper="{paper}"][data-format="{form}"]')

    # Made beside the server, behind everything else that the machine has to do.
    with page.expect_download(timeout=120_000) as saved:
        button.click()

    assert saved.value.suggested_filename == name
    expect(page.locator('[data-role="made-link"]')).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
