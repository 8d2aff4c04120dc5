"""The kiosk in a real Chromium: every scanner, every size, every state, and staff's own panel."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.running import RunningServer

OpenPage = Callable[..., Page]

SIZES = [(1024, 600), (1366, 768), (1920, 1080), (768, 1024), (360, 740)]
LONGEST = {
    "id": 1,
    "name": "Công Tằng Tôn Nữ Nguyễn Thị Phương Quỳnh Hương Giang",
    "mark": "B",
    "position": "Phó Giám đốc phụ trách Trung tâm Ứng dụng tiến bộ khoa học và công nghệ",
    "unit": "Trung tâm Kỹ thuật Tiêu chuẩn Đo lường Chất lượng và Đổi mới sáng tạo thành phố",
    "group": "Tập thể, cá nhân điển hình tiên tiến",
    "colour": "violet",
    "seat": "A-01",
    "area": "Khối trái",
    "card_number": "0147",
}
ACCUSING = re.compile(r"bị từ chối|không hợp lệ|thu hồi|đến muộn", re.IGNORECASE)


@pytest.fixture(scope="module")
def day(todays_demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    """One server for this file: its tests ask for different delegates, or fake the answers."""
    folder = tmp_path_factory.mktemp("kiosk")
    shutil.copytree(todays_demo, folder, dirs_exist_ok=True)
    server = RunningServer(folder)
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="module")
def people(day: RunningServer) -> list[tuple[str, str]]:
    """Name and invitation code of every delegate."""
    return day.codes()


def role(page: Page, name: str) -> Any:
    return page.locator(f'[data-role="{name}"]').first


def scan(page: Page, code: str, *, delay_ms: int = 1) -> None:
    page.keyboard.type(code, delay=delay_ms)
    page.keyboard.press("Enter")


def an_answer(scan_id: str, verdict: str = "admitted", **more: Any) -> dict[str, Any]:
    known = {"vi": "Kính chào. Kính mời đại biểu vào hội trường, ghế A-01.", "en": "Welcome."}
    answer = {
        "scan_id": scan_id, "verdict": verdict, "reason": verdict, "sentence": known,
        "delegate": LONGEST if verdict in {"admitted", "repeat"} else None,
        "first": {"at_ms": 1_787_000_000_000, "station": "Quầy 1"} if verdict == "repeat" else None,
        "badge": None, "rehearsal": False, "decided_ms": 1_787_000_000_000,
    }  # fmt: skip
    return answer | more


def answer_with(page: Page, *answers: dict[str, Any]) -> None:
    """Have the door answer these, one after the other, and the last one from then on."""
    left = list(answers)

    def fulfil(route: Route) -> None:
        asked = json.loads(route.request.post_data or "{}")
        given = left.pop(0) if len(left) > 1 else left[0]
        route.fulfill(json=an_answer(asked["scan_id"], **given))

    page.route("**/api/check-in", fulfil)


FAULTS_OF_LAYOUT = """() => {
  const faults = [];
  const page = document.documentElement;
  if (page.scrollWidth > innerWidth || page.scrollHeight > innerHeight) faults.push("page scrolls");
  for (const box of document.querySelectorAll(".view, .answer, .foot, .programme, .seat")) {
    if (box.hidden || !box.offsetParent && box.offsetWidth === 0) continue;
    if (box.scrollWidth > box.clientWidth + 1 || box.scrollHeight > box.clientHeight + 1)
      faults.push(`${box.className} overflows`);
  }
  const walk = document.createTreeWalker(document.querySelector(".kiosk"), NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const { parentElement: element, textContent } = walk.currentNode;
    const { width, height, left, right, bottom } = element.getBoundingClientRect();
    if (!textContent.trim() || !width || !height || element.closest("svg, .row-title *")) continue;
    if (parseFloat(getComputedStyle(element).fontSize) < 24) faults.push(`small: ${textContent}`);
    if (left < -1 || right > innerWidth + 1 || bottom > innerHeight + 1)
      faults.push(`outside: ${textContent}`);
  }
  return faults;
}"""


def faults(page: Page) -> list[str]:
    page.evaluate("() => document.fonts.ready")
    found: list[str] = page.evaluate(FAULTS_OF_LAYOUT)
    return found


def test_every_state_fits_every_size_in_light_and_dark(
    people: list[tuple[str, str]], open_page: OpenPage
) -> None:
    code = people[0][1]
    seen: dict[str, list[str]] = {}
    kiosk = open_page("/kiosk")
    answer_with(kiosk, {"verdict": "admitted", "badge": {"queued": True, "pool": "máy in bàn 2"}})

    for size, look in zip([*SIZES, SIZES[0]], ["light", "dark"] * 3, strict=True):
        kiosk.set_viewport_size({"width": size[0], "height": size[1]})
        kiosk.emulate_media(color_scheme=look)
        kiosk.evaluate("() => sessionStorage.clear()")
        kiosk.reload()
        where = f"{size} {look}"
        seen[f"{where} start"] = faults(kiosk)
        role(kiosk, "start").click()
        expect(role(kiosk, "view-idle")).to_be_visible()
        assert kiosk.evaluate("() => document.documentElement.dataset.theme") == look
        seen[f"{where} idle"] = faults(kiosk)
        scan(kiosk, code)
        expect(role(kiosk, "badge-words")).to_have_text("Thẻ ra ở máy in bàn 2")
        seen[f"{where} admitted"] = faults(kiosk)

    assert {state: found for state, found in seen.items() if found} == {}


def test_the_card_says_all_that_a_delegate_needs_and_nothing_for_staff(
    people: list[tuple[str, str]], open_page: OpenPage
) -> None:
    code = people[0][1]
    kiosk = open_page("/kiosk")
    answer_with(
        kiosk,
        {"badge": {"queued": False, "tray": "khay B, ô 14"}, "attention": "Đi xe lăn"},
        {"verdict": "repeat", "provisional": True},
        {"verdict": "refused"},
    )

    scan(kiosk, code)
    expect(role(kiosk, "badge-words")).to_have_text("Thẻ ở khay B, ô 14")
    expect(role(kiosk, "name")).to_have_text(f"{LONGEST['name']} (B)")
    expect(role(kiosk, "group")).to_have_attribute("data-colour", "violet")
    expect(role(kiosk, "group")).to_contain_text("màu tím")
    expect(role(kiosk, "card-number")).to_have_text("0147")
    expect(role(kiosk, "standing")).to_be_hidden()
    assert "xe lăn" not in role(kiosk, "answer").inner_text()

    # The next scan takes the screen at once; the station's own verdict says that it is one.
    scan(kiosk, people[1][1])
    expect(role(kiosk, "answer")).to_have_attribute("data-verdict", "repeat")
    expect(role(kiosk, "standing")).to_have_text("Kết quả tạm, đang chờ máy chủ")
    expect(role(kiosk, "answer")).to_have_attribute("aria-live", "assertive")

    scan(kiosk, people[2][1])
    expect(role(kiosk, "verdict")).to_have_text("Kính mời đến bàn hỗ trợ")
    assert not ACCUSING.search(kiosk.content())


REWRITTEN = """(keys) => keys.forEach(([code, key]) => {
  const press = new KeyboardEvent("keydown", { code, key, bubbles: true, cancelable: true });
  window.dispatchEvent(press);
})"""
VIETNAMESE_LAYOUT = dict(zip("1234567890", "ăâêôàảãáạđ", strict=True))


@pytest.mark.parametrize("written", ["as typed", "by an input method", "by the Vietnamese layout"])
def test_a_scanner_is_understood_at_any_speed_and_through_any_input_method(
    people: list[tuple[str, str]], open_page: OpenPage, written: str
) -> None:
    (first, code), (second, other) = people[:2]
    kiosk = open_page("/kiosk")

    if written == "as typed":
        scan(kiosk, code, delay_ms=1)
        expect(role(kiosk, "name-words")).to_have_text(first)
        scan(kiosk, other, delay_ms=50)
        expect(role(kiosk, "name-words")).to_have_text(second)
        return
    hidden = written == "by an input method"
    keys = [(f"Digit{d}", "Process" if hidden else VIETNAMESE_LAYOUT[d]) for d in code]
    kiosk.evaluate(REWRITTEN, [*keys, ("Enter", "Enter")])
    expect(role(kiosk, "name-words")).to_have_text(first)


def test_a_door_that_cannot_serve_names_the_desk_and_comes_back_by_itself(
    day: RunningServer, people: list[tuple[str, str]], open_page: OpenPage
) -> None:
    code = people[9][1]
    kiosk, desk = open_page("/kiosk"), open_page("/print/", "print")
    role(kiosk, "start").click()
    expect(role(kiosk, "view-idle")).to_be_visible()

    # The printer stands: nobody at the door waits for it, the badge is had at the desk.
    pause = {"command": "pause", "reason": "hết giấy"}
    assert desk.request.post(day.url + "/print/spooler", data=pause).ok
    expect(role(kiosk, "answer")).to_have_attribute("data-printer", "stands")
    scan(kiosk, people[8][1])
    expect(role(kiosk, "answer")).to_have_attribute("data-verdict", "admitted")
    expect(role(kiosk, "badge-words")).to_contain_text("bàn đón tiếp")
    assert faults(kiosk) == []
    assert desk.request.post(day.url + "/print/spooler", data=pause | {"command": "resume"}).ok
    expect(role(kiosk, "view-idle")).to_be_visible(timeout=15_000)

    # The server answers, and cannot record: nobody is greeted, until it can.
    answer_with(kiosk, {"verdict": "undecided"})
    scan(kiosk, code)
    expect(role(kiosk, "answer")).to_have_attribute("data-verdict", "undecided")
    expect(role(kiosk, "view-out-of-order")).to_be_visible(timeout=15_000)
    expect(role(kiosk, "out-of-order-why")).to_contain_text("chưa ghi được")
    kiosk.unroute("**/api/check-in")
    expect(role(kiosk, "answer")).to_have_attribute("data-verdict", "admitted", timeout=15_000)
    expect(role(kiosk, "view-idle")).to_be_visible(timeout=15_000)


COUNT_TONES = """
  window.tones = 0;
  const create = AudioContext.prototype.createOscillator;
  AudioContext.prototype.createOscillator = function () {
    window.tones += 1;
    return create.call(this);
  };
"""


@pytest.mark.long
def test_from_the_first_programme_item_the_door_is_silent(
    people: list[tuple[str, str]], open_page: OpenPage
) -> None:
    (first, code), (second, other) = people[:2]
    kiosk, control = open_page("/kiosk"), open_page("/stage/control", "stage")
    kiosk.add_init_script(COUNT_TONES)
    kiosk.reload()
    role(kiosk, "start").click()
    expect(role(kiosk, "timeline").locator("li").first).to_contain_text("Văn nghệ chào mừng")
    scan(kiosk, code)
    expect(role(kiosk, "name-words")).to_have_text(first)
    expect(role(kiosk, "sentence")).to_contain_text(first)
    before = kiosk.evaluate("() => window.tones")

    control.locator('[data-role="live-left"]').wait_for(state="attached")
    control.keyboard.press("n")
    live = role(kiosk, "timeline").locator('li[data-state="live"]')
    expect(role(kiosk, "view-idle")).to_be_visible(timeout=15_000)
    expect(live).to_contain_text("Đang diễn ra")
    scan(kiosk, other)
    expect(role(kiosk, "name-words")).to_have_text(second)

    assert before > 0
    assert kiosk.evaluate("() => window.tones") == before
    expect(role(kiosk, "sentence")).to_have_text("Kính mời vào hội trường.")
    expect(role(kiosk, "seat")).to_be_visible()


@pytest.mark.long
def test_staff_set_a_station_and_no_delegate_opens_their_panel(
    people: list[tuple[str, str]], open_page: OpenPage
) -> None:
    code = people[0][1]
    kiosk = open_page("/kiosk")
    sent: list[str] = []
    kiosk.on("request", lambda request: sent.append(request.url))
    panel = role(kiosk, "settings")

    role(kiosk, "station").click()
    expect(panel).to_be_hidden()
    place = role(kiosk, "station").bounding_box()
    kiosk.mouse.move(place["x"] + 5, place["y"] + 5)
    kiosk.mouse.down()
    expect(panel).to_be_visible()
    kiosk.mouse.up()

    scan(kiosk, code)
    expect(role(kiosk, "test-result")).to_contain_text("27 ký tự: mã giấy mời")
    assert code not in kiosk.content()
    kiosk.get_by_label("Tối").check()
    role(kiosk, "set-volume").fill("20")
    role(kiosk, "close-settings").click()
    kiosk.reload()

    assert kiosk.evaluate("() => document.documentElement.dataset.theme") == "dark"
    kiosk.keyboard.press("F2")
    expect(panel).to_be_visible()
    expect(role(kiosk, "set-volume")).to_have_value("20")
    assert not [url for url in sent if url.endswith("/api/check-in")]
