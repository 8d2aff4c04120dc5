"""The reception desk in a real browser, by keyboard alone, with a scanner that types as they do."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.running import RunningServer

OpenPage = Callable[..., Page]

SIZES = [(1366, 768), (1024, 600), (360, 740)]
CITIZEN_CARD = "031085001234|123456789|NGUYEN VAN AN|01011985|Nam|Hai Phong|01012021"


def role(page: Page | Locator, name: str) -> Locator:
    return page.locator(f'[data-role="{name}"]').first


def scan(page: Page, code: str, *, delay_ms: float = 1, enter: bool = True) -> None:
    page.keyboard.type(code, delay=delay_ms)
    if enter:
        page.keyboard.press("Enter")


@pytest.fixture
def people(day: RunningServer) -> Iterator[tuple[str, str]]:
    """Names and codes of the demo, one after the other."""
    return iter(day.codes()[20:])


@pytest.fixture
def desk(open_page: OpenPage) -> Page:
    page = open_page("/kiosk/desk", "reception")
    expect(role(page, "search")).to_be_focused()
    return page


def verdict(page: Page) -> Locator:
    return role(page, "verdict-word")


def test_both_roads_lead_into_the_hall_by_keyboard_alone(
    desk: Page, people: Iterator[tuple[str, str]]
) -> None:
    # Fast, in the search box, where somebody has begun to type.
    name, code = next(people)
    desk.keyboard.type("tra", delay=40)
    scan(desk, code)
    expect(role(desk, "name")).to_have_text(name)
    expect(verdict(desk)).to_have_text("Mời vào")
    expect(role(desk, "search")).to_have_value("")

    # Slow, 50 ms a key, without an Enter at its end.
    name, code = next(people)
    scan(desk, code, delay_ms=50, enter=False)
    expect(role(desk, "name")).to_have_text(name)
    expect(role(desk, "search")).to_have_value("")

    # While a form is being filled in: nothing of it reaches the form.
    desk.keyboard.press("F4")
    expect(role(desk, "why")).to_be_visible()
    desk.fill("#why-words", "Quét thử")
    name, code = next(people)
    scan(desk, code)
    expect(role(desk, "name")).to_have_text(name)
    expect(desk.locator("#why-words")).to_have_value("Quét thử")

    # An input method that hides what a key wrote (Telex, VNI) cannot hide which key it was.
    name, code = next(people)
    desk.evaluate(
        """(code) => {
          const search = document.querySelector('[data-role="search"]');
          for (const digit of code) {
            search.dispatchEvent(new KeyboardEvent("keydown", {
              key: "Process", code: `Digit${digit}`, bubbles: true, cancelable: true,
            }));
          }
        }""",
        code,
    )
    expect(role(desk, "name")).to_have_text(name)

    # Read in part: said so, and nobody is let in.
    scan(desk, code[:22])
    expect(verdict(desk)).to_have_text("Cần xem lại")
    expect(role(desk, "search")).to_have_value("")

    # A citizen card is asked about and kept nowhere.
    scan(desk, CITIZEN_CARD)
    expect(role(desk, "matter")).to_contain_text("Số căn cước này không có trong danh sách")
    expect(role(desk, "search")).to_have_value("")
    assert CITIZEN_CARD[:12] not in desk.content()

    # The search: five keys and Enter: a card number, or a name's first letters.
    desk.keyboard.type("0077", delay=30)
    desk.keyboard.press("Enter")
    expect(verdict(desk)).to_have_text("Mời vào")
    expect(role(desk, "card-number")).to_have_text("0077")


def test_of_several_nobody_is_let_in_but_who_was_chosen(desk: Page) -> None:
    # Raw Telex, as it comes from a machine without an input method.
    desk.keyboard.type("nguyeenx", delay=20)
    expect(desk.locator("#result-0")).to_contain_text("Nguyễn")

    # Escape empties the field, then the card; of several nobody is taken but who was chosen.
    desk.keyboard.press("Escape")
    desk.keyboard.press("Escape")
    expect(role(desk, "card")).to_be_hidden()
    desk.keyboard.type("dung", delay=20)
    expect(desk.locator("#result-1")).to_be_visible()
    desk.keyboard.press("Enter")
    expect(role(desk, "search-note")).to_contain_text("vui lòng chọn")
    expect(role(desk, "card")).to_be_hidden()
    desk.keyboard.press("ArrowDown")
    desk.keyboard.press("ArrowDown")
    expect(desk.locator("#result-1")).to_have_attribute("aria-selected", "true")
    chosen = desk.locator("#result-1 [data-role=row-name]").inner_text()
    desk.keyboard.press("Shift+Enter")
    expect(role(desk, "name")).to_have_text(chosen)
    expect(verdict(desk)).to_have_text("Chưa điểm danh")

    # Enter in the empty field is the card's one primary button.
    desk.keyboard.press("Enter")
    expect(verdict(desk)).to_have_text("Mời vào")
    desk.keyboard.press("Enter")
    expect(role(desk, "card")).to_be_hidden()


@pytest.mark.long
def test_what_follows_a_check_in_is_done_from_the_keyboard(
    desk: Page, people: Iterator[tuple[str, str]]
) -> None:
    name, code = next(people)
    scan(desk, code)
    expect(role(desk, "badge-part")).to_be_visible()

    # Documents and badge: one key for all of them.
    desk.keyboard.press("F9")
    expect(role(desk, "kit").locator('[aria-pressed="false"]')).to_have_count(0)

    # A seat: the next free one stands in the field.
    before = role(desk, "seat").inner_text()
    desk.keyboard.press("F8")
    expect(role(desk, "seat-dialog")).to_be_visible()
    desk.keyboard.press("Enter")
    expect(role(desk, "seat-dialog")).to_be_hidden()
    expect(role(desk, "seat")).not_to_have_text(before)

    # Out for good, with a reason; then back: the first road in is the same as ever.
    desk.keyboard.press("F6")
    desk.keyboard.press("Enter")
    expect(desk.locator("#why-words")).to_have_value("Việc đột xuất")
    desk.keyboard.press("Enter")
    expect(verdict(desk)).to_have_text("Đã ra về")
    desk.keyboard.press("Enter")
    expect(verdict(desk)).to_have_text("Trở lại, mời vào")

    # Taken back: the delegate counts as not yet come. The field has its cursor again.
    desk.keyboard.press("F4")
    desk.keyboard.press("Enter")
    desk.keyboard.press("Enter")
    expect(verdict(desk)).to_have_text("Chưa điểm danh")
    desk.keyboard.type("zzzz", delay=20)
    expect(role(desk, "search-note")).to_contain_text("Không tìm thấy ai")
    expect(role(desk, "recent")).to_contain_text(name)

    # Nothing runs out of any screen, and the primary button is in sight on each.
    for width, height in SIZES:
        desk.set_viewport_size({"width": width, "height": height})
        assert desk.evaluate("document.documentElement.scrollWidth") <= width
        primary = role(desk, "primary").bounding_box()
        assert primary is not None
        assert primary["y"] + primary["height"] <= height


@pytest.mark.long
def test_a_delegation_comes_in_together_and_no_stray_key_lets_it_in(
    desk: Page, people: Iterator[tuple[str, str]]
) -> None:
    next(people)
    _, code = next(people)
    scan(desk, code)
    expect(verdict(desk)).to_have_text("Mời vào")
    desk.keyboard.press("F2")
    dialog = desk.locator("dialog[open]")
    ticks = dialog.locator("input:checked:not(:disabled)")
    free = dialog.locator("input:not(:disabled)")
    expect(role(dialog, "go")).to_be_disabled()
    expect(ticks).to_have_count(0)
    desk.keyboard.press("Enter")
    desk.keyboard.press("Enter")
    expect(ticks).to_have_count(free.count())
    role(dialog, "tick-none").click()
    expect(role(dialog, "go")).to_be_disabled()
    # All but one, who has not come: one press.
    role(dialog, "tick-all").click()
    ticks.first.uncheck()
    desk.keyboard.press("Enter")
    waiting = ticks.count()
    expect(role(dialog, "go-words")).to_have_text(f"Điểm danh {waiting} đại biểu")
    desk.keyboard.press("F2")
    expect(role(desk, "result")).to_contain_text(f"{waiting} đại biểu đã được điểm danh")
    role(desk, "open-unit").click()
    expect(free).to_have_count(1)
    desk.keyboard.press("Escape")
