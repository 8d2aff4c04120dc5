"""A word of 80 letters without a space: no page of the office is scrolled sideways for it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.running import RunningServer

LONG = "Nghiêngnghiêngquanghuyhoàngthươngnghiêngnghiêngquanghuyhoàngthươngnghiêngnghiêng"
LETTERS = 80
PHONE = {"width": 360, "height": 740}

WRITTEN_IN = {
    "delegate": ("full_name", "position", "area", "note", "attention", "tray", "approver"),
    "unit": ("name", "receiver"),
    "delegate_group": ("name", "badge_word"),
    "task": ("title", "unit", "owner", "due_text", "done_by"),
    "nominee": ("name", "note"),
    "agenda_item": ("title", "performer"),
    "agenda_step": ("title", "performer"),
    "award_block": ("title", "decision", "presenter", "signer_name"),
    "recipient": ("name", "detail", "unit"),
    "station": ("name",),
    "operator": ("full_name",),
    "conference": ("name", "form", "host", "superior_body", "place", "contact", "presided_by"),
    "substitution": ("letter", "approver"),
    "kit_item": ("name",),
}
"""Where people write words that pages show."""

PAGES = (
    "/admin/", "/admin/delegates", "/admin/delegates/1", "/admin/list", "/admin/import/",
    "/admin/composition", "/admin/composition?by=given", "/admin/nominees", "/admin/nominees/1",
    "/admin/invitations", "/admin/invitations?by=unit", "/admin/seating", "/admin/seating/usher",
    "/admin/readiness", "/admin/tasks", "/admin/conference", "/admin/conferences",
    "/admin/awards", "/admin/stations", "/admin/arrivals", "/admin/door", "/admin/handing",
)  # fmt: skip

WIDER_THAN_THE_PAGE = """() => {
  const width = document.documentElement.clientWidth;
  const over = document.documentElement.scrollWidth - width;
  const wide = [...document.querySelectorAll("body *")].filter((one) => {
    const { right, width: own } = one.getBoundingClientRect();
    return own && right > width + 1;
  });
  const name = (one) => `${one.tagName.toLowerCase()}.${one.className}`;
  return over > 0 ? [over, ...wide.slice(0, 6).map(name)] : null;
}"""


def spoil(file: Path) -> None:
    """Put the word behind every text that people write, in the rows that pages show first."""
    with closing(sqlite3.connect(file)) as connection, connection:
        for table, columns in WRITTEN_IN.items():
            words = ", ".join(f"{one} = {one} || ' {LONG}'" for one in columns)
            connection.execute(f"UPDATE {table} SET {words} WHERE id <= 12")
        lines = json.dumps(["HỘI NGHỊ", LONG.upper()], ensure_ascii=False)
        connection.execute("UPDATE conference SET title_lines = ?, venue_lines = ?", (lines, lines))


@pytest.fixture
def office(browser: Browser, fresh_day: RunningServer) -> Iterator[Page]:
    (file,) = (fresh_day.folder / "conferences").glob("*.db")
    spoil(file)
    fresh_day.start()
    page = browser.new_context(viewport=PHONE, base_url=fresh_day.url).new_page()  # type: ignore[arg-type]
    page.goto("/sign-in")
    page.fill("[name=operator_name]", "admin")
    page.fill("[name=password]", fresh_day.passwords()["admin"])
    page.press("[name=password]", "Enter")
    page.wait_for_url(lambda url: "/sign-in" not in url)
    yield page
    page.context.close()
    fresh_day.stop()


def too_wide(page: Page, path: str) -> Any:
    page.goto(path)
    page.wait_for_load_state("load")
    return page.evaluate(WIDER_THAN_THE_PAGE)


def test_no_page_of_the_office_is_wider_than_a_telephone(office: Page) -> None:
    assert len(LONG) == LETTERS

    ruined = {path: wide for path in PAGES if (wide := too_wide(office, path))}

    assert ruined == {}
