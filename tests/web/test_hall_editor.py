"""The hall's editor in a real browser: drawn, blocked by mouse and by keyboard, seated, undone."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

OpenPage = Callable[..., Page]
ROOT = Path(__file__).parents[2]
PLAN_JS = ROOT / "admin" / "static" / "hall_plan.js"
PLAN: dict[str, Any] = {
    "blocks": [
        {"name": "Trái", "rows": [4, 4], "x_mm": -2000, "y_mm": 1500, "seat_mm": 600, "row_mm": 800}
    ],
    "reserves": [{"name": "VIP", "block": "Trái", "first_row": 1, "last_row": 1}],
    "areas": [],
    "doors": [],
    "blocked": {"A-01": "loa"},
}


def role(page: Page, name: str):
    return page.locator(f'[data-role="{name}"]').first


def seat(page: Page, label: str):
    return page.locator(f'[data-role="drawing"] [data-seat="{label}"]')


def said(page: Page, words: str) -> None:
    expect(role(page, "result")).to_contain_text(words)


def made_of(expression: str) -> Any:
    """Give what an expression over the module `hall` and the plan comes to."""
    script = (
        f"import * as hall from {json.dumps(PLAN_JS.as_uri())};"
        f"const plan = {json.dumps(PLAN)}; const before = JSON.stringify(plan);"
        f"const made = {expression};"
        "if (JSON.stringify(plan) !== before) throw new Error('the plan itself was changed');"
        "console.log(JSON.stringify(made));"
    )
    asked = subprocess.run(
        ["node", "--input-type=module", "-e", script], capture_output=True, text=True, check=True
    )
    return json.loads(asked.stdout)


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("rows", "3×12 10", [12, 12, 12, 10]),
        ("rows", "2 x 8, 9", [8, 8, 9]),
        ("numbers", "6; 12", [6, 12]),
        ("metres", "-3.9", -3900),
        ("letters", "i, o", "IO"),
        ("words", "Khối 1", "Khối 1"),
        ("", "15", 15),
    ],
)
def test_a_field_is_read_as_people_write_it(kind: str, text: str, value: Any) -> None:
    assert made_of(f"hall.fieldValue({json.dumps(kind)}, {json.dumps(text)})") == value


def test_a_renamed_block_keeps_its_reserved_rows_and_a_dropped_one_takes_them_along() -> None:
    renamed = made_of("hall.changed(plan, 'blocks.0.name', 'Khối A')")
    dropped = made_of("hall.without(plan, 'blocks.0')")

    assert renamed["reserves"][0]["block"] == renamed["blocks"][0]["name"] == "Khối A"
    assert dropped["blocks"] == dropped["reserves"] == []


def test_a_seat_is_blocked_with_its_reason_and_opened_again() -> None:
    assert made_of("hall.toggled(plan, 'B-01', 'hỏng').blocked") == {"A-01": "loa", "B-01": "hỏng"}
    assert made_of("hall.toggled(plan, 'A-01', 'hỏng').blocked") == {}


@pytest.mark.long
@pytest.mark.parametrize("part", ["blocks", "reserves", "areas", "doors"])
def test_what_is_added_has_a_name_of_its_own(part: str) -> None:
    twice = made_of(f"hall.added(hall.added(plan, '{part}', 'Trái'), '{part}', 'Trái')")[part]

    assert len({one["name"] for one in twice}) == len(twice) == len(PLAN[part]) + 2


@pytest.mark.long
def test_the_hall_is_drawn_blocked_seated_and_undone(open_page: OpenPage) -> None:
    page = open_page("/admin/seating", "admin")

    # A hall is begun from the two-block preset.
    role(page, "preset-people").fill("160")
    role(page, "preset-go").click()
    expect(seat(page, "A-01")).to_be_visible()
    expect(role(page, "count-blocked")).to_have_text("0")

    # Mouse: a seat is blocked. Keyboard: the arrow goes to the next row, Space blocks that one.
    page.locator("#mode-block").check()
    seat(page, "C-07").click()
    expect(seat(page, "C-07")).to_have_attribute("data-mark", "blocked")
    expect(seat(page, "C-07")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(seat(page, "D-07")).to_be_focused()
    page.keyboard.press("Space")
    expect(role(page, "count-blocked")).to_have_text("2")

    # Undo opens the last one only.
    page.keyboard.press("u")
    expect(role(page, "count-blocked")).to_have_text("1")
    expect(seat(page, "C-07")).to_have_attribute("data-mark", "blocked")

    # A row grows by the form.
    page.locator("#part-block-0 summary").click()
    rows = page.locator('[data-at="blocks.0.rows"]')
    rows.fill("8×9 12")
    rows.blur()
    expect(seat(page, "I-23")).to_be_visible()
    expect(page.locator("#part-block-0")).to_have_attribute("open", "")

    # A plan that cannot be is refused with its sentence, and the one in use stays.
    rows.fill("0")
    rows.blur()
    said(page, "blocks.0.rows.0")
    expect(seat(page, "I-23")).to_be_visible()

    # The rule is looked at before it is written, and taken back.
    before = seat(page, "A-01").get_attribute("aria-label") or ""
    role(page, "propose").click()
    expect(role(page, "preview-says")).to_contain_text("đại biểu sẽ được xếp hoặc đổi ghế")
    role(page, "preview-write").click()
    said(page, "Đã xếp chỗ")
    expect(role(page, "count-unseated")).to_have_text("0")
    expect(seat(page, "A-01")).not_to_have_attribute("aria-label", before)
    expect(seat(page, "C-07")).to_have_attribute("data-mark", "blocked")

    # Two change places.
    page.locator("#mode-swap").check()
    holder = seat(page, "A-01").get_attribute("aria-label") or ""
    seat(page, "A-01").click()
    seat(page, "A-02").click()
    said(page, "Đã đổi chỗ")
    moved = re.compile(re.escape(holder.split(": ")[1]) + "$")
    expect(seat(page, "A-02")).to_have_attribute("aria-label", moved)

    # Everything is taken back, and put back.
    role(page, "clear-seats").click()
    expect(role(page, "count-seated")).to_have_text("0")
    role(page, "undo").click()
    expect(role(page, "count-unseated")).to_have_text("0")


@pytest.mark.long
@pytest.mark.parametrize("size", [(1366, 768), (1024, 600)])
def test_the_page_fits_small_laptops_and_paper(
    open_page: OpenPage,
    size: tuple[int, int],
) -> None:
    page = open_page("/admin/seating", "admin", size)
    role(page, "preset-go").click()
    expect(seat(page, "A-01")).to_be_visible()

    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    box = role(page, "drawing").bounding_box()
    page.emulate_media(media="print")

    assert wide <= 0
    assert box is not None
    assert box["width"] >= size[0] / 2
    expect(page.locator(".seating-side")).to_be_hidden()
    expect(seat(page, "A-01")).to_be_visible()


@pytest.mark.long
def test_the_usher_finds_the_way(open_page: OpenPage) -> None:
    page = open_page("/admin/seating", "admin")
    role(page, "preset-go").click()
    expect(seat(page, "A-01")).to_be_visible()

    usher = open_page("/admin/seating/usher", "reception")
    usher.fill("#q", "B-05")
    usher.keyboard.press("Enter")

    expect(usher.locator("[data-highlight='B-05']")).to_be_visible()
    expect(usher.locator("[data-way]")).to_have_count(1)
