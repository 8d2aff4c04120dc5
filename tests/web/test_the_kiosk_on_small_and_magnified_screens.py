"""A telephone, a screen at 200 %, a low tablet: nothing is cut, and the way out is in sight."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.running import RunningServer
from tests.web.test_the_kiosk_in_a_browser import LONGEST, answer_with, role, scan

OpenPage = Callable[..., Page]
SIXTEEN_SYLLABLES = (
    "Nguyễn Phúc Công Tằng Tôn Nữ Thị Phương Quỳnh Hương Giang Thùy Linh Ngọc Ánh Dương"
)
BRIEF = LONGEST | {"name": "Đặng Thị Vân", "position": "Chuyên viên", "unit": "Văn phòng Sở"}
BADGE = {"queued": True, "pool": "máy in bàn 2"}


@pytest.fixture(scope="module")
def day(todays_demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    """One server for this file: its tests fake the answers."""
    folder = tmp_path_factory.mktemp("kiosk")
    shutil.copytree(todays_demo, folder, dirs_exist_ok=True)
    server = RunningServer(folder)
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="module")
def code(day: RunningServer) -> str:
    return day.codes()[0][1]


def test_a_telephone_shows_a_seat_map_that_can_be_read(open_page: OpenPage, code: str) -> None:
    kiosk = open_page("/kiosk", size=(390, 844))
    answer_with(kiosk, {"delegate": BRIEF, "badge": BADGE})

    scan(kiosk, code)

    expect(role(kiosk, "seat-map")).to_be_visible()
    box = role(kiosk, "seat-map").bounding_box()
    assert min(box["width"], box["height"]) >= 210
    expect(role(kiosk, "seat")).to_have_text("A-01")
    assert kiosk.evaluate(CUT) == []


@pytest.mark.parametrize("size", [(400, 600), (420, 560)])
def test_a_seat_map_that_nobody_could_read_is_not_shown(
    open_page: OpenPage, code: str, size: tuple[int, int]
) -> None:
    kiosk = open_page("/kiosk", size=size)
    answer_with(kiosk, {"delegate": BRIEF, "badge": BADGE})

    with kiosk.expect_response(lambda answer: "seat" in answer.url):
        scan(kiosk, code)

    expect(role(kiosk, "answer")).to_have_attribute("data-map", "false")
    expect(role(kiosk, "seat-map")).to_be_hidden()


@pytest.mark.parametrize("verdict", ["admitted", "repeat"])
@pytest.mark.parametrize("size", [(640, 400), (512, 300), (320, 420)])
def test_the_longest_name_is_never_cut(
    open_page: OpenPage, code: str, size: tuple[int, int], verdict: str
) -> None:
    kiosk = open_page("/kiosk", size=size)
    answer_with(
        kiosk,
        {"verdict": verdict, "delegate": LONGEST | {"name": SIXTEEN_SYLLABLES}, "badge": BADGE},
    )

    scan(kiosk, code)

    expect(role(kiosk, "name")).to_be_visible()
    assert kiosk.evaluate(CUT) == []


def test_half_the_height_at_200_percent_needs_no_scrolling(open_page: OpenPage, code: str) -> None:
    kiosk = open_page("/kiosk", size=(640, 400))
    answer_with(kiosk, {"delegate": LONGEST | {"name": SIXTEEN_SYLLABLES}, "badge": BADGE})

    scan(kiosk, code)

    expect(role(kiosk, "badge-words")).to_be_in_viewport(ratio=1)
    expect(role(kiosk, "verdict")).to_be_in_viewport(ratio=1)
    assert role(kiosk, "answer").get_attribute("data-tight") != "4"


@pytest.mark.long
def test_a_verdict_is_one_line(open_page: OpenPage, code: str) -> None:
    kiosk = open_page("/kiosk", size=(1280, 800))
    alone = BRIEF | {"position": "", "unit": "", "group": ""}
    answer_with(kiosk, {"verdict": "repeat", "delegate": alone})

    scan(kiosk, code)

    expect(role(kiosk, "verdict").last).to_have_text("Đã điểm danh trước đó")
    assert kiosk.evaluate(LINES_OF_VERDICT) == 1


@pytest.mark.long
@pytest.mark.parametrize("size", [(1024, 600), (640, 400), (390, 844)])
def test_the_settings_are_closed_without_scrolling(
    open_page: OpenPage, size: tuple[int, int]
) -> None:
    kiosk = open_page("/kiosk", size=size)

    kiosk.keyboard.press("F2")

    expect(role(kiosk, "close-settings")).to_be_in_viewport(ratio=1)
    expect(role(kiosk, "settings").locator("h2")).to_be_in_viewport(ratio=1)
    role(kiosk, "close-settings").click()
    expect(role(kiosk, "settings")).to_be_hidden()


@pytest.mark.long
def test_the_settings_give_the_kiosk_its_language(open_page: OpenPage) -> None:
    kiosk = open_page("/kiosk", size=(1024, 600))
    role(kiosk, "start").click()

    kiosk.keyboard.press("F2")
    role(kiosk, "settings").get_by_role("button", name="EN").click()

    expect(kiosk.locator("html")).to_have_attribute("lang", "en")
    expect(role(kiosk, "view-idle")).to_be_visible()
    kiosk.keyboard.press("F2")
    role(kiosk, "settings").get_by_role("button", name="VI").click()
    expect(kiosk.locator("html")).to_have_attribute("lang", "vi")


CUT = """() => {
  const card = document.querySelector(".answer");
  const box = card.getBoundingClientRect();
  const scrolls = getComputedStyle(card).overflowY === "auto";
  const walk = document.createTreeWalker(card, NodeFilter.SHOW_TEXT);
  const cut = [];
  while (walk.nextNode()) {
    const { parentElement: element, textContent } = walk.currentNode;
    const { width, top, bottom, left, right } = element.getBoundingClientRect();
    if (!textContent.trim() || !width || element.closest("svg")) continue;
    const above = top + card.scrollTop < box.top - 1;
    const end = box.top + (scrolls ? card.scrollHeight : box.height);
    const below = bottom + card.scrollTop > end + 1;
    if (above || below || left < -1 || right > innerWidth + 1) cut.push(textContent);
  }
  return cut;
}"""
LINES_OF_VERDICT = """() => {
  const words = document.createRange();
  words.selectNodeContents(document.querySelector(".verdict span[data-role='verdict']"));
  return new Set([...words.getClientRects()].map(({ top }) => Math.round(top))).size;
}"""
