"""The MC's screen: keys turn pages and cue nothing, no line moves while read, nothing is cut."""

from __future__ import annotations

import contextlib
import json
import re
import sqlite3
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.running import RunningServer

OpenPage = Callable[..., Page]
LETTERS = "ĐẶNG THỊ ỮNG - NGUYỄN KHẨU - HẠNG BA"
LONG_TITLE = (
    "Báo cáo tổng kết phong trào thi đua và công tác khen thưởng giai đoạn 2020-2025, phương hướng,"
    " nhiệm vụ công tác thi đua, khen thưởng giai đoạn 2025-2030"
)
SIZES = [(1920, 1080), (1366, 768), (1280, 720), (1024, 768), (768, 1024), (360, 740)]

# Every box with words of its own: inside the window, not cut by a parent, large enough to be read.
FAULTS = """([least]) => {
  const faults = [];
  const hasWords = (node) => node.nodeType === 3 && node.nodeValue.trim();
  const apart = '[data-role="number"], .digit, kbd';
  for (const box of document.querySelectorAll('[data-role="screen"] *')) {
    const { width, height, top, bottom, left, right } = box.getBoundingClientRect();
    if (![...box.childNodes].some(hasWords) || width < 2 || height < 2) continue;
    const style = getComputedStyle(box);
    const size = parseFloat(style.fontSize);
    const fault = (what) => faults.push(`${what}: ${box.textContent.trim().slice(0, 30)}`);
    if (left < -1 || right > innerWidth + 1) fault("outside");
    if (top < -1 || bottom > innerHeight + 1) fault("above or below");
    if (size < least * innerHeight - 0.01) fault(`small ${size}`);
    if (parseFloat(style.lineHeight) < 1.3 * size && !box.matches(apart)) fault("tight");
    for (let up = box.parentElement; up !== document.body; up = up.parentElement) {
      const edge = up.getBoundingClientRect();
      const cuts = getComputedStyle(up).overflowY === "hidden";
      if (cuts && (bottom > edge.bottom + 2 || top < edge.top - 2)) fault(`cut by ${up.className}`);
    }
  }
  const page = document.scrollingElement;
  if (page.scrollHeight > innerHeight || page.scrollWidth > innerWidth) faults.push("scrolls");
  return faults;
}"""


def role(page: Page, name: str):
    return page.locator(f'[data-role="{name}"]').first


def ask(page: Page, path: str, body: dict) -> dict:
    """Send what another page would, from this one."""
    script = """async ([path, body]) => {
      const { conference, rehearsal } = document.body.dataset;
      const headers = {"Content-Type": "application/json", Accept: "application/json",
        "X-Hoinghi-Conference": conference ?? "", "X-Hoinghi-Rehearsal": rehearsal ?? "false"};
      const answer = await fetch(path, {method: "POST", headers, body: JSON.stringify(body)});
      return {status: answer.status, body: await answer.json()};
    }"""
    return page.evaluate(script, [path, body])


def receive(office: Page, count: int) -> list[int]:
    """Let so many guests come into the hall, of whom the stage manager lists all but two."""
    ids = list(range(1, count + 1))
    for one in ids[:-2]:
        come_in(office, one)
    ask(office, "/stage/guests", {"delegate_ids": ids[:-2]})
    return ids


def come_in(office: Page, guest: int) -> None:
    touch = {"touch_id": f"touch-{guest:08}", "state": "in_hall"}
    assert ask(office, f"/kiosk/vip/{guest}/state", touch)["status"] == 200


def read_away(mc: Page) -> None:
    """Press until the message is read: it takes no press of its first moment."""
    for _ in range(5):
        mc.keyboard.press("r")
        with contextlib.suppress(AssertionError):
            expect(role(mc, "messages")).to_be_hidden(timeout=1_000)
            break
    expect(role(mc, "messages")).to_be_hidden()


def test_the_mc_turns_pages_marks_guests_and_reads_a_message(open_page: OpenPage) -> None:
    mc, control = open_page("/stage/mc", "mc"), open_page("/stage/control", "admin")
    expect(role(mc, "script-words")).not_to_be_empty()

    # Pages are turned to the last, which says so, and to a preview of what comes next: no cue.
    pages = int(role(mc, "page").inner_text().split("/")[1])
    first = role(mc, "script-words").inner_text()
    for _ in range(pages - 1):
        mc.keyboard.press("PageDown")
    expect(role(mc, "page-note")).to_have_text("Trang cuối của nội dung này")
    mc.keyboard.press("Space")
    expect(role(mc, "script")).to_have_attribute("data-where", "next")
    expect(role(mc, "script-mark")).to_contain_text("XEM TRƯỚC")
    for _ in range(pages):
        mc.keyboard.press("PageUp")
    expect(role(mc, "script-words")).to_have_text(re.sub(r"\s+", " ", first))
    expect(role(mc, "screen")).to_have_attribute("data-view", "before")

    # Larger letters are cut into more pages, and nothing of the words is lost.
    mc.keyboard.press("Equal")
    mc.keyboard.press("Equal")
    assert int(role(mc, "page").inner_text().split("/")[1]) >= pages
    # Loaded anew, it is as large as before, and goes on where it was read.
    mc.keyboard.press("PageDown")
    read = role(mc, "script-words").inner_text()
    mc.reload()
    expect(role(mc, "larger")).to_have_attribute("aria-disabled", "false")
    expect(role(mc, "script-words")).to_have_text(re.sub(r"\s+", " ", read))
    mc.keyboard.press("Minus")
    mc.keyboard.press("Minus")

    _mark_guests_whose_lines_stay(mc, control)

    # Late or early in words; a message stands beside the time until it is read.
    ask(control, "/stage/messages", {"to": "mc", "words": LETTERS})
    expect(role(mc, "message-words")).to_have_text(LETTERS)
    expect(role(mc, "drift")).to_have_text(
        re.compile(r"^(chậm|sớm)( \d+ giờ)?( \d+ phút)?$|^đúng giờ$")
    )
    message, clock = role(mc, "messages").bounding_box(), role(mc, "clock").bounding_box()
    for shown in ("count", "title", "script", "coming"):
        box = role(mc, shown).bounding_box()
        assert box["y"] >= message["y"] + message["height"] - 1, shown
    assert clock["y"] + clock["height"] <= message["y"] + 1
    read_away(mc)


def _mark_guests_whose_lines_stay(mc: Page, control: Page) -> None:
    """Lines are marked by key and by touch; who joins is announced and moves no line."""
    ids = receive(control, 5)
    mc.keyboard.press("g")
    lines = mc.locator('[data-role="guest-list"] > li')
    expect(lines).to_have_count(3)
    names = mc.locator('[data-role="guest-name"]')
    read = names.all_inner_texts()
    mc.keyboard.press("Enter")
    expect(lines.nth(0)).to_have_attribute("data-done", "true")
    expect(lines.nth(1)).to_have_attribute("data-cursor", "true")
    lines.nth(2).locator("button").click()
    expect(lines.nth(2)).to_have_attribute("data-done", "true")
    mc.keyboard.press("Enter")
    mc.keyboard.press("Enter")
    expect(mc.locator('[data-done="true"]')).to_have_count(3)
    lines.nth(1).locator("button").focus()
    for one in ids[-2:]:
        come_in(control, one)
    ask(control, "/stage/guests", {"delegate_ids": ids})
    expect(role(mc, "guests-new")).to_contain_text("Có 2 đại biểu mới")
    expect(lines).to_have_count(3)
    assert names.all_inner_texts() == read
    # Nor does the focus leave its line, on which somebody is about to press.
    assert mc.evaluate("document.activeElement.closest('li')?.dataset.key") is not None
    mc.keyboard.press("n")
    expect(lines).to_have_count(5)
    mc.reload()
    expect(lines).to_have_count(5)
    expect(role(mc, "guests-new")).to_be_hidden()
    mc.keyboard.press("g")


def write_long_words(day: RunningServer) -> None:
    """Give the first item the longest words, and the first guest the highest letters."""
    (file,) = (day.folder / "conferences").glob("*.db")
    page = " ".join([LETTERS] * 18)
    with contextlib.closing(sqlite3.connect(file, isolation_level=None)) as records:
        records.execute(
            "UPDATE agenda_item SET title = ?, performer = ? WHERE id = 1", (LONG_TITLE, LETTERS)
        )
        records.execute("UPDATE delegate SET full_name = ? WHERE id = 1", (LETTERS,))
        done = records.execute("UPDATE script SET words = ? WHERE item_id = 1", (page,))
        assert done.rowcount > 0


def test_nothing_is_cut_or_too_small(day: RunningServer, open_page: OpenPage) -> None:
    write_long_words(day)
    mc, control = open_page("/stage/mc", "mc"), open_page("/stage/control", "admin")
    expect(role(mc, "title")).to_have_text(LONG_TITLE)
    receive(control, 5)
    faults = {}

    def look(named: str) -> None:
        for width, height in SIZES:
            mc.set_viewport_size({"width": width, "height": height})
            mc.evaluate("() => new Promise((done) => setTimeout(done, 60))")
            found = mc.evaluate(FAULTS, [0.03 if width >= height else 0.015])
            faults.update({f"{named} {width}x{height}": found} if found else {})

    look("script")
    mc.keyboard.press("g")
    expect(role(mc, "guest-name")).to_contain_text(LETTERS)
    look("guests")
    ask(control, "/stage/messages", {"to": "mc", "words": LETTERS})
    expect(role(mc, "message-words")).to_have_text(LETTERS)
    look("guests, message")
    mc.keyboard.press("g")
    look("script, message")

    assert faults == {}, json.dumps(faults, ensure_ascii=False, indent=1)
