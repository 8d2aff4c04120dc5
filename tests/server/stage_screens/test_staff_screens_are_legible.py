"""Backstage, cue list, MC, control: nothing clipped or too small, no name of a batch left out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.server.conftest import Served
from tests.server.stage_screens.legible import StagePage, wrong_at
from tests.server.stage_screens.pictures import (
    HARD,
    award,
    batch,
    message,
    real,
    running,
    with_long_words,
)

LAPTOP, PHONE = (1366, 768), (390, 844)
SIZES = [(1920, 1080), LAPTOP, (1024, 768), PHONE]
WALLS = [(3840, 2160), (1080, 1920), (1920, 640)]
MC_SIZES = [(1920, 1080), LAPTOP, (1024, 768)]
SCROLLS = ("page",)
"""The wings and the technicians scroll; what stands side by side is still never cut off."""


@pytest.fixture
def opened(browser: Browser, served: Served) -> Iterator[Any]:
    """A room's page in the browser, signed in."""
    pages: list[StagePage] = []

    def open_room(room: str, role: str) -> StagePage:
        pages.append(StagePage(browser, served.client(role), room))
        pages[-1].open(f"/stage/{room}")
        return pages[-1]

    yield open_room
    for page in pages:
        page.close()


def test_the_wings_are_legible_and_say_who_is_absent_in_words(opened: Any, served: Served) -> None:
    page, picture = opened("backstage", "backstage"), real(served, "backstage", "backstage")
    hard = with_long_words(real(served, "backstage", "backstage"))
    line = batch(10, "planned")
    hard |= {"award": award(line, item_id=hard["soon"][0]), "messages": [message("backstage")]}
    picture["items"][0]["title"] = "Văn nghệ chào mừng"

    wrong = wrong_at(page, {"hard": hard}, [*SIZES, *WALLS], {}, scrolls=SCROLLS)
    large = wrong_at(page, {"short": picture}, SIZES[:3], {"item-title": 3.6}, scrolls=SCROLLS)
    page.show(LAPTOP, **picture)
    title = page.page.locator('[data-role="item-title"]').first
    size = title.evaluate("(title) => parseFloat(getComputedStyle(title).fontSize)")
    page.show(LAPTOP, **hard)
    told = page.page.locator('[data-role="place-presence"]').all_text_contents()

    assert (wrong, large) == ({}, {})
    assert round(size / LAPTOP[1], 3) >= 0.07
    # Nobody scrolls a television: whoever is called is on it.
    called = award(batch(10, "gathering"), batch(10, "planned", id=2), item_id=hard["soon"][0])
    page.show((1920, 1080), **(hard | {"award": called, "messages": []}))
    names = page.page.locator('.batch[data-state="gathering"] [data-role="place-name"]')
    lowest = names.last.bounding_box()
    assert names.count() == 10
    assert lowest is not None
    assert lowest["y"] + lowest["height"] <= 1080
    # Marks are for the eye; whoever listens hears a word.
    assert [told.count("có mặt"), told.count("chưa có mặt")] == [7, 3]
    assert page.page.locator('[data-role="place-mark"]:not([aria-hidden="true"])').count() == 0


def test_the_cue_list_is_legible_and_its_buttons_can_be_touched(
    opened: Any, served: Served
) -> None:
    page = opened("cues", "technician")
    hard = with_long_words(real(served, "cues", "technician")) | {"messages": [message("cues")]}
    low = """() => [...document.querySelectorAll("button, .foot-link")]
      .filter((one) => one.offsetParent !== null && one.offsetHeight < 44)
      .map((one) => one.dataset.role ?? one.className)"""
    overlaps = """() => [...document.querySelectorAll('[data-role="cue-row"]')].filter((row) => {
      const words = row.querySelector(".cue-what").getBoundingClientRect();
      const act = row.querySelector(".cue-acts").getBoundingClientRect();
      return words.right > act.left + 1 && words.bottom > act.top + 1 && words.top < act.bottom;
    }).length"""
    found = {}

    def look(_name: str, size: tuple[int, int]) -> None:
        found[size] = (page.page.evaluate(low), page.page.evaluate(overlaps))

    wrong = wrong_at(
        page, {"hard": hard}, [*SIZES, *WALLS], {"item-title": 4}, also=look, scrolls=SCROLLS
    )

    assert wrong == {}
    assert found == dict.fromkeys(found, ([], 0))


def test_the_mc_has_every_name_of_a_large_batch_and_marks_only_what_is_in_sight(
    opened: Any, served: Served
) -> None:
    page, picture = opened("mc", "mc"), real(served, "mc", "mc")
    item_id = picture["items"][4]["id"]
    names = page.page.locator('[data-role="name-text"]')
    absent = page.page.locator('.name[data-present="false"] [data-role="name-detail"]:visible')
    called = {
        f"{count} {state}": picture | {"award": award(batch(count, state), item_id=item_id)}
        for count, state in ((10, "gathering"), (16, "on_stage"))
    }

    wrong = wrong_at(page, called, MC_SIZES, {})
    page.show((1024, 768), **(picture | {"award": award(batch(20, "gathering"), item_id=item_id)}))
    seen, pages = 0, 0
    while True:
        pages, seen = pages + 1, seen + names.count()
        missing = absent.count()
        before = page.page.locator('[data-role="page"]').inner_text()
        page.page.keyboard.press("PageDown")
        if page.page.locator('[data-role="page"]').inner_text() == before:
            break

    assert wrong == {}
    assert (seen, pages > 1, missing > 0) == (20, True, True)
    # An announcement that the guests or the names hide is not the one that D marks as read.
    asked: list[str] = []
    page.page.route("**/stage/announcements", lambda route: asked.append(route.request.url))
    now = picture["server_ms"]
    due = {"minutes_before": 15, "words": HARD, "due_ms": now - 1000}
    opening = {"sitting_id": 1, "start_ms": now + 900_000, "announcements": [due]}
    page.show(LAPTOP, **(called["10 gathering"] | {"opening": opening}))
    page.page.keyboard.press("d")
    hidden = list(asked)
    page.show(LAPTOP, **(picture | {"opening": opening}))
    with page.page.expect_request("**/stage/announcements"):
        page.page.keyboard.press("d")
    assert hidden == []
    # Nor does G open afterwards what it could not show while the batch had the screen.
    guests = {"manner": "by_name", "ids": [1], "text": HARD, "late": False, "fresh": False}
    waits = {"introduction": picture["introduction"] | {"lines": [guests]}}
    toggle, offered = page.page.locator('[data-role="guest-toggle"]'), []
    for shown in (called["10 gathering"] | waits, picture | waits):
        page.show(LAPTOP, **shown)
        offered.append(toggle.is_visible())
        page.page.keyboard.press("g")
        offered.append(toggle.get_attribute("aria-expanded"))
    assert offered == [False, "false", True, "true"]


def test_the_control_is_cut_off_nowhere_and_keeps_what_is_about_to_be_pressed(
    opened: Any, served: Served
) -> None:
    page = opened("control", "stage")
    picture = with_long_words(real(served, "control", "stage"))
    picture = running(picture, 2)
    sizes = [(1920, 1080), LAPTOP, (3840, 2160)]
    overlaps = """() => [...document.querySelectorAll(".row")].filter((row) => {
      const boxOf = (one) => {
        const words = document.createRange();
        words.selectNodeContents(one);
        return words.getBoundingClientRect();
      };
      const times = boxOf(row.querySelector(".row-times"));
      return [...row.querySelectorAll(".row-words > *")].map(boxOf).some((words) =>
        words.right > times.left && words.bottom > times.top && words.top < times.bottom);
    }).length"""
    small = """() => [...document.querySelectorAll("body *")].filter((one) => {
      if (!one.checkVisibility() || one.closest(".visually-hidden, .hall-preview")) return false;
      const words = [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
      return words && parseFloat(getComputedStyle(one).fontSize) < 12;
    }).map((one) => one.textContent.trim())"""

    for size in sizes:
        page.show(size, **picture)
        assert page.page.evaluate(overlaps) == 0
        assert page.page.evaluate("document.documentElement.scrollWidth") <= size[0]
        assert page.page.evaluate(small) == []

    at = "document.activeElement.dataset.role + document.activeElement.textContent.trim()"
    page.page.locator('[data-role="open-messages"]').click()
    page.page.locator('[data-role="quick"]').nth(1).focus()
    before = page.page.evaluate(at)
    sent = message("mc") | {"state": "waiting", "readings": []}
    page.show(LAPTOP, **(picture | {"messages": [sent]}))
    assert page.page.evaluate(at) == before

    now = picture["server_ms"]
    opening = picture["opening"] | {"since_ms": now - 1000}
    page.show(LAPTOP, **(picture | {"opening": opening}))
    page.page.locator(".opening-all summary").click()
    page.page.locator('[data-role="announcement-made"]').nth(1).focus()
    came = opening | {"gate": opening["gate"][1:]}
    page.show(LAPTOP, **(picture | {"opening": came}))
    assert page.page.evaluate("document.activeElement.dataset.role") == "announcement-made"
