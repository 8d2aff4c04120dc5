"""One afternoon, as people meet it: door, paper, stage, awards, a power cut, and on.

Real server process, real Chromium, codes typed as a scanner types them.
"""

from __future__ import annotations

import io
from collections.abc import Callable

import numpy as np
import pytest
import requests
import zxingcpp
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from tests.running import RunningServer
from tests.waiting import until

OpenPage = Callable[..., Page]


def role(page: Page, name: str):
    return page.locator(f'[data-role="{name}"]').first


def scan(page: Page, code: str, *, enter: bool = True) -> None:
    """Type as a keyboard-wedge scanner does: 1 ms a key."""
    page.keyboard.type(code, delay=1)
    if enter:
        page.keyboard.press("Enter")


def qr_of_newest_sheet(page: Page, day: RunningServer) -> str:
    png = page.request.get(day.url + "/print/sheets/latest.png").body()
    found = zxingcpp.read_barcodes(np.array(Image.open(io.BytesIO(png)).convert("L")))
    assert len(found) == 1
    return found[0].text


def press_until(page: Page, key: str, seen: Callable[[], None]) -> None:
    """Press a key until what is expected is seen.

    A press so soon after another counts as a double press and changes nothing, hence "until".
    """

    def pressed() -> bool:
        page.keyboard.press(key)
        try:
            seen()
        except AssertionError:
            return False
        return True

    until(pressed)


def begin_item(control: Page, number: int) -> None:
    """Press the one primary button until the item is live."""
    row = control.locator('[data-role="rundown"] > li').nth(number - 1)
    # Past the parts of the item before, where it has some.
    key = "x" if role(control, "leave").is_visible() else "n"
    press_until(
        control, key, lambda: expect(row).to_have_attribute("data-state", "live", timeout=1_000)
    )


def press_batch(control: Page, batches: Locator, state: str) -> None:
    """Press the award panel's step until the first batch is in this state."""
    first = batches.first
    press_until(
        control, "m", lambda: expect(first).to_have_attribute("data-state", state, timeout=1_000)
    )


def test_the_whole_day(day: RunningServer, open_page: OpenPage) -> None:
    people = day.codes()
    (first_name, first_code), (_, second_code) = people[0], people[1]

    # The door: a delegate scans and is greeted, a second scan is a repeat, a stranger is invited.
    kiosk = open_page("/kiosk")
    role(kiosk, "start").click()
    expect(role(kiosk, "view-idle")).to_be_visible()
    scan(kiosk, first_code)
    expect(role(kiosk, "answer")).to_have_attribute("data-verdict", "admitted")
    expect(role(kiosk, "name")).to_have_text(first_name)
    expect(role(kiosk, "seat")).to_have_text("A-01")
    scan(kiosk, second_code, enter=False)
    expect(role(kiosk, "seat")).to_have_text("A-02")
    scan(kiosk, "https://vi.wikipedia.org")
    expect(role(kiosk, "answer")).to_have_attribute("data-verdict", "refused")
    expect(role(kiosk, "sentence")).to_contain_text("Kính mời")

    # Paper: the badge is on the desk, and its code is a badge's.
    desk = open_page("/print/", "print")
    expect(role(desk, "count-printed")).to_have_text("2")
    badge_code = qr_of_newest_sheet(desk, day)
    assert badge_code[0] == "2"
    assert badge_code not in dict(people).values()
    scan(kiosk, badge_code)
    expect(role(kiosk, "answer")).to_have_attribute("data-verdict", "repeat")

    # The stage: three screens follow one control.
    control, mc = open_page("/stage/control", "stage"), open_page("/stage/mc", "mc", (1920, 1080))
    hall, lobby = (open_page(f"/stage/{name}", None, (1920, 1080)) for name in ("hall", "lobby"))
    if role(control, "begin-soon").is_visible():
        role(control, "begin-soon").click()
        expect(role(control, "live-left")).to_contain_text("2")
    begin_item(control, 1)
    expect(role(mc, "title")).to_have_text("Văn nghệ chào mừng")
    expect(role(hall, "now")).to_contain_text("Văn nghệ chào mừng")
    expect(lobby.locator('[data-role="timeline"] > li').first).to_have_attribute(
        "data-state", "live"
    )
    for number in range(2, 6):
        begin_item(control, number)
    expect(role(mc, "title")).to_contain_text("Biểu dương, tôn vinh")

    # Awards: called names stand on the MC's screen, and in the hall only once they are on stage.
    batches = control.locator('[data-role="batches"] > li')
    press_batch(control, batches, "gathering")
    expect(role(mc, "names")).to_contain_text("Phòng Chuyển đổi số")
    expect(role(hall, "honours")).to_be_hidden()
    press_batch(control, batches, "on_stage")
    expect(role(hall, "honours")).to_be_visible()
    expect(hall.locator('[data-role="names"]')).to_contain_text("Phòng Chuyển đổi số")

    _power_cut(day, {"kiosk": kiosk, "control": control, "hall": hall, "mc": mc}, first_code)

    # A certificate, from the awards page, on the same printer.
    awards = open_page("/admin/awards", "admin")
    awards.get_by_role("button", name="In giấy").first.click()
    expect(role(desk, "count-printed")).to_have_text("3", timeout=15_000)

    # The office: found without accents, and the count is right.
    office = open_page("/admin/delegates", "reception")
    office.keyboard.press("/")
    office.keyboard.type("mai bao anh")
    expect(office.locator("tbody tr")).to_have_count(1)
    expect(office.locator("tbody tr")).to_contain_text(first_name)
    health = requests.get(day.url + "/api/health", timeout=5).json()
    assert health["database"] == "ok"


def _power_cut(day: RunningServer, screens: dict[str, Page], code: str) -> None:
    """The server is killed and comes back where it was; the screens find it by themselves."""
    kiosk, control, hall, mc = (screens[name] for name in ("kiosk", "control", "hall", "mc"))
    day.kill()
    day.start()
    expect(hall.locator('[data-role="names"]')).to_contain_text("Phòng Chuyển đổi số")
    control.wait_for_selector('html[data-connection="live"]', timeout=15_000)
    press_batch(control, control.locator('[data-role="batches"] > li'), "done")
    expect(role(hall, "honours")).to_be_hidden(timeout=15_000)
    scan(kiosk, code)
    expect(role(kiosk, "answer")).to_have_attribute("data-verdict", "repeat", timeout=15_000)
    begin_item(control, 6)
    expect(role(mc, "title")).to_contain_text("Phát động phong trào", timeout=15_000)


@pytest.mark.parametrize("size", [(1024, 600), (1366, 768), (768, 1024)])
def test_the_kiosk_draws_the_way_to_the_seat_and_only_for_who_has_one(
    day: RunningServer, open_page: OpenPage, size: tuple[int, int]
) -> None:
    kiosk = open_page("/kiosk", None, size)
    role(kiosk, "start").click()
    expect(role(kiosk, "view-idle")).to_be_visible()

    scan(kiosk, day.codes()[0][1])
    expect(role(kiosk, "seat")).to_have_text("A-01")
    expect(role(kiosk, "seat-row")).to_have_text("Hàng A · Khối trái")
    expect(role(kiosk, "seat-map")).to_be_visible()
    assert kiosk.evaluate(
        "() => { const card = document.querySelector('[data-role=answer]');"
        " return card.scrollHeight <= card.clientHeight + 1; }"
    )

    scan(kiosk, "https://vi.wikipedia.org")
    expect(role(kiosk, "answer")).to_have_attribute("data-verdict", "refused")
    expect(role(kiosk, "seat-map")).to_be_hidden()


def test_a_rehearsal_says_so_everywhere_and_leaves_no_trace(
    day: RunningServer, open_page: OpenPage
) -> None:
    real_code = day.codes()[0][1]
    office, kiosk = open_page("/admin/", "admin"), open_page("/kiosk")
    control = open_page("/stage/control", "stage")

    office.get_by_role("button", name="Bắt đầu chạy thử").click()
    expect(kiosk.get_by_text("CHẠY THỬ").first).to_be_visible(timeout=15_000)
    expect(control.get_by_text("CHẠY THỬ").first).to_be_visible(timeout=15_000)
    rehearsal_code = day.codes()[0][1]
    scan(kiosk, real_code)
    expect(role(kiosk, "answer")).to_have_attribute("data-verdict", "refused")
    expect(role(kiosk, "sentence")).to_contain_text("vẫn còn nguyên giá trị")
    scan(kiosk, rehearsal_code)
    expect(role(kiosk, "answer")).to_have_attribute("data-verdict", "admitted")

    office.get_by_role("button", name="Trở về hội nghị thật").click()
    expect(role(office, "proof")).to_contain_text("0 có mặt", timeout=15_000)
    expect(role(office, "proof")).to_contain_text("0 thẻ")
    expect(role(office, "proof")).to_contain_text("0 lượt đã trao")
    expect(kiosk.get_by_text("CHẠY THỬ").first).to_be_hidden(timeout=15_000)
    scan(kiosk, rehearsal_code)
    expect(role(kiosk, "sentence")).to_contain_text("chạy thử", timeout=15_000)


def test_a_door_without_its_server_never_says_refused(
    day: RunningServer, open_page: OpenPage
) -> None:
    code = day.codes()[0][1]
    kiosk = open_page("/kiosk")
    role(kiosk, "start").click()
    expect(role(kiosk, "view-idle")).to_be_visible()

    day.kill()
    scan(kiosk, code)
    expect(role(kiosk, "answer")).to_have_attribute("data-verdict", "undecided", timeout=15_000)
    day.start()

    # The same scan is sent again by itself: the late answer is the real one, and counted once.
    expect(role(kiosk, "answer")).to_have_attribute("data-verdict", "admitted", timeout=20_000)


def test_a_printer_unplugged_is_seen_at_the_desk_and_nowhere_else(
    day: RunningServer, open_page: OpenPage
) -> None:
    day.stop()
    day.settings["HOINGHI_PRINTER"] = "tcp://127.0.0.1:1"
    day.start()
    kiosk, desk = open_page("/kiosk"), open_page("/print/", "print")

    scan(kiosk, day.codes()[0][1])

    expect(role(kiosk, "answer")).to_have_attribute("data-verdict", "admitted")
    expect(role(desk, "count-queued")).to_have_text("1")
    expect(role(desk, "printer-state-words")).not_to_have_text("Sẵn sàng", timeout=15_000)
