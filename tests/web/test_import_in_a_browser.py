"""The office drops a file, corrects a column, answers for a namesake and writes the list."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.running import RunningServer
from tests.server.importing import GROUP, xlsx

LOADING_MS = 30_000

DROP = """([words, name]) => {
  const bytes = Uint8Array.from(atob(words), (c) => c.charCodeAt(0));
  const carried = new DataTransfer();
  carried.items.add(new File([bytes], name));
  const place = document.querySelector('[data-role="drop"]');
  for (const kind of ["dragenter", "dragover", "drop"]) {
    place.dispatchEvent(new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer: carried }));
  }
}"""  # noqa: E501


@pytest.fixture
def office(open_page: Callable[..., Page]) -> Page:
    page: Page = open_page("/admin/import/", "admin")
    return page


def role(page: Page, name: str):
    return page.locator(f'[data-role="{name}"]')


def drop(page: Page, data: bytes, name: str) -> None:
    page.evaluate(DROP, [base64.b64encode(data).decode(), name])
    page.wait_for_url(re.compile(r"/admin/import/\w{32}"), timeout=LOADING_MS)


def read_again(page: Page) -> None:
    before = page.url
    role(page, "again").click()
    page.wait_for_url(lambda url: url != before, timeout=LOADING_MS)


def test_from_the_file_to_the_list(day: RunningServer, office: Page) -> None:
    (namesake, _), *_ = day.codes()
    header = ["STT", "Họ và tên", "Thuộc về", "Thành phần"]
    rows = [[1, namesake, "Trường Chính trị", GROUP], [2, "Võ Thị Tám", "Trường Chính trị", GROUP]]

    drop(office, xlsx([header, *rows]), "Đại biểu bổ sung.xlsx")
    expect(office.locator("h1")).to_contain_text("Đại biểu bổ sung.xlsx")

    # A column that nobody knows; what was chosen must be applied before anything is written.
    role(office, "column-choice").nth(2).select_option("unit")
    expect(role(office, "unapplied")).to_be_visible()
    role(office, "confirm").click()
    expect(role(office, "result")).to_contain_text("chưa áp dụng")
    read_again(office)

    # A namesake in another unit.
    expect(role(office, "who")).to_have_count(1)
    role(office, "confirm").click()
    expect(role(office, "result")).to_contain_text("trùng tên")
    expect(role(office, "who")).to_be_focused()
    role(office, "who").select_option("other")
    read_again(office)
    expect(office.locator(".preview tbody tr")).to_have_count(2)

    # The demo's list is locked: the approver is asked for, and the hand is led there.
    role(office, "confirm").click()
    expect(role(office, "result")).to_contain_text("người duyệt")
    expect(office.locator("#approver")).to_be_focused()
    office.fill("#approver", "Giám đốc Sở")
    office.fill("#reason", "Công văn 12")
    role(office, "confirm").click()
    office.wait_for_url("**/admin/delegates", timeout=LOADING_MS)

    assert "Võ Thị Tám" in day.run("delegates", "list")


def test_a_file_that_is_no_list_says_what_to_do_and_the_next_one_is_read(office: Page) -> None:
    chooser = role(office, "file")
    chooser.set_input_files({"name": "a.pdf", "mimeType": "x/y", "buffer": b"%PDF-1.7"})
    expect(role(office, "result")).to_contain_text("Vui lòng chọn tệp", timeout=LOADING_MS)

    chooser.focus()
    expect(chooser).to_be_focused()
    chooser.set_input_files({"name": "b.csv", "mimeType": "x/y", "buffer": b""})
    expect(role(office, "result")).to_contain_text("Chưa nhận được tệp nào")
