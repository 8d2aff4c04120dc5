"""The office edits the programme by keyboard and hand while another does; nothing typed is lost."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.factories import new_id
from tests.seed.lists.programmes import S2

OpenPage = Callable[..., Page]

SEND = """([path, body]) => fetch(path, {
  method: "POST",
  headers: {
    "Content-Type": "application/json",
    "X-Hoinghi-Conference": document.body.dataset.conference,
  },
  body: JSON.stringify(body),
}).then((answer) => answer.status)"""


def role(page: Page, name: str):
    return page.locator(f'[data-role="{name}"]')


def row(page: Page, nth: int):
    return role(page, "row").nth(nth)


def step(page: Page, command: str, **more: int) -> None:
    """Press a button of the control from a page of the office."""
    revision = int(page.locator("[data-revision]").first.get_attribute("data-revision") or 0)
    body = {"cue_id": new_id(), "command": command, "revision": revision, **more}
    answered = page.evaluate(SEND, ["/stage/cues", body])
    assert answered == 200
    expect(page.locator(f'[data-revision="{revision}"]')).to_have_count(0)


def write_the_rest_of_what_runs(page: Page) -> None:
    """An item runs: its title stays, the note and what has not begun of it are written."""
    runs = row(page, 1)
    step(page, "start", item_id=int(runs.get_attribute("data-item") or 0))
    step(page, "part")
    runs.locator('[data-role="edit"]').click()
    parts = page.locator('[data-kind="entries"] .part-row')
    expect(page.locator('[name="title"]')).to_be_disabled()
    expect(parts.nth(0).locator('[data-field="title"]')).to_be_disabled()
    parts.nth(1).locator('[data-field="performer"]').fill("Đội văn nghệ Sở")
    page.fill('[name="cue_note"]', "Micro 2")
    role(page, "item-save").click()
    expect(runs.locator(".note")).to_have_text("Micro 2")
    expect(runs.locator(".part-performer").nth(1)).to_have_text("Đội văn nghệ Sở")


def test_an_afternoon_of_edits(open_page: OpenPage) -> None:
    mine, other = open_page("/admin/programme", "admin"), open_page("/admin/programme", "stage")
    mine.set_viewport_size({"width": 1366, "height": 1000})

    # By keyboard: the second goes up, and its button keeps the hand.
    row(mine, 1).locator('[data-role="edit"]').focus()
    mine.keyboard.press("Alt+ArrowUp")
    expect(row(mine, 0).locator(".item-title")).to_have_text("Tuyên bố lý do, giới thiệu đại biểu")
    expect(row(mine, 0).locator(".hours strong")).to_have_text("14h00-14h10")
    expect(row(other, 0).locator(".item-title")).to_contain_text("Tuyên bố lý do")
    role(mine, "undo").click()
    expect(row(mine, 0).locator(".item-title")).to_have_text("Văn nghệ chào mừng")

    # Two edit one item: the slower one is told who was faster, and keeps what was typed.
    row(mine, 2).locator('[data-role="edit"]').click()
    mine.fill('[name="performer"]', "Đ/c Vũ Thị Hà")
    expect(row(other, 0).locator(".item-title")).to_have_text("Văn nghệ chào mừng")
    row(other, 2).locator('[data-role="edit"]').click()
    other.fill('[name="start"]', "14g35")
    role(other, "item-save").click()
    expect(row(other, 2).locator(".hours strong")).to_have_text("14h35-14h50")
    expect(row(mine, 2).locator(".hours strong")).to_have_text("14h35-14h50")
    role(mine, "item-save").click()
    expect(role(mine, "item-fault")).to_contain_text("Điều hành sân khấu")
    expect(mine.locator(".now-is")).to_have_text("Hiện nay: 14h35")
    expect(mine.locator('[name="performer"]')).to_have_value("Đ/c Vũ Thị Hà")
    mine.fill('[name="start"]', "14h35")
    role(mine, "item-save").click()
    expect(role(mine, "item-dialog")).to_be_hidden()
    expect(row(mine, 2).locator(".written")).to_have_text("Đ/c Vũ Thị Hà")
    expect(mine.locator("tr.gap")).to_contain_text("Trống 5 phút")

    # Somebody of the list is linked, and waited for.
    row(mine, 2).locator('[data-role="choose-person"]').click()
    mine.fill('[data-role="person-search"]', "nguyen")
    role(mine, "person-link").first.click()
    expect(role(mine, "missing")).to_contain_text("14h35-14h50")

    # By hand: the handle carries the second item over the first.
    handle, first = row(mine, 1).locator('[data-role="handle"]'), row(mine, 0).locator(".hours")
    handle.drag_to(first, target_position={"x": 5, "y": 2})
    expect(row(mine, 0).locator(".item-title")).to_contain_text("Tuyên bố lý do")

    # A table pasted from Word is looked at first, then written as one edit.
    role(mine, "bring").click()
    mine.fill('[data-role="bring-words"]', S2)
    role(mine, "bring-read").click()
    mine.wait_for_url("**/admin/programme/import/**")
    expect(mine.locator(".faults").first).to_be_visible()
    role(mine, "confirm").click()
    mine.wait_for_url("**/admin/programme")
    expect(role(mine, "row")).to_have_count(6)
    expect(role(other, "row")).to_have_count(6)
    role(mine, "undo").click()
    expect(role(mine, "row")).to_have_count(8)

    write_the_rest_of_what_runs(mine)
    assert mine.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
