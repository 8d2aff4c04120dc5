"""Pictures of every screen for the README, taken from a running demo: `make screenshots`.

Usage: python tools/screenshots.py FOLDER
"""

from __future__ import annotations

import io
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, expect, sync_playwright

sys.path.insert(0, str(Path(__file__).parent.parent))

from tests.running import RunningServer
from tests.server.importing import GROUP, xlsx
from tests.waiting import until

CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]
LAPTOP, PROJECTOR, PHONE = (1366, 768), (1920, 1080), (390, 844)
LIVE = {"leave", "welcome", "arrivals"}
"""Pages that say when they have their first snapshot."""
WALLS = (("Màn hình LED", "hall"), ("Tivi sảnh", "lobby"), ("Đồng hồ bục", "timer"))
LARGEST_BYTES = 200_000
SMALLER = ((1366, 256), (1120, 256), (1120, 128), (960, 128), (960, 64))
"""Widths and numbers of colours, tried until a picture is small: a README has two columns."""


NAME_A_SCREEN = """async (body) => {
  const { conference, rehearsal } = document.body.dataset;
  const headers = { "Content-Type": "application/json", Accept: "application/json",
    "X-Hoinghi-Conference": conference, "X-Hoinghi-Rehearsal": rehearsal };
  const how = { method: "POST", headers, body: JSON.stringify(body) };
  return (await (await fetch("/stage/screens", how)).json()).pairing_code;
}"""


class Photographer:
    """Opens screens of a running day and keeps their pictures."""

    def __init__(self, day: RunningServer, browser: Browser, folder: Path) -> None:
        self._day, self._browser, self._folder = day, browser, folder
        self._staff = browser.new_context(locale="vi-VN")
        page = self._staff.new_page()
        page.goto(day.url + "/sign-in")
        page.fill("[name=operator_name]", "admin")
        page.fill("[name=password]", day.passwords()["admin"])
        page.press("[name=password]", "Enter")
        page.wait_for_url(lambda url: "/sign-in" not in url)
        page.close()

    def open(self, path: str, size: tuple[int, int] = LAPTOP, *, staff: bool = True) -> Page:
        """Open a screen at its real size."""
        page = self._staff.new_page() if staff else self._browser.new_page()
        page.set_viewport_size({"width": size[0], "height": size[1]})
        page.goto(self._day.url + path)
        page.wait_for_function("() => document.fonts.status === 'loaded'")
        return page

    def keep(self, page: Page, name: str) -> None:
        """Save what the page shows."""
        taken = page.screenshot(animations="disabled")
        (self._folder / f"{name}.png").write_bytes(made_small(taken))

    def pair(self, control: Page, name: str, view: str) -> None:
        """Name a screen, pair it and open it, as somebody in front of it would."""
        asked = {"name": name, "view": view}
        code = control.evaluate(NAME_A_SCREEN, asked)
        screen = self._browser.new_context(locale="vi-VN").new_page()
        screen.request.post(self._day.url + "/api/pair", data={"pairing_code": code})
        screen.goto(self._day.url + "/stage/screen")
        screen.wait_for_selector('html[data-connection="live"]')

    def keep_sheet(self, number: int, name: str) -> None:
        """Save a sheet of the virtual printer."""
        picture = self._staff.request.get(f"{self._day.url}/print/sheets/{number}.png")
        (self._folder / f"{name}.png").write_bytes(picture.body())


def made_small(taken: bytes) -> bytes:
    """Give a picture in few enough bytes for a README."""
    picture = Image.open(io.BytesIO(taken)).convert("RGB")
    for most, colours in SMALLER:
        width = min(most, picture.width)
        size = (width, round(picture.height * width / picture.width))
        scaled = picture.resize(size, Image.Resampling.LANCZOS)
        made = io.BytesIO()
        scaled.quantize(colours, dither=Image.Dither.NONE).save(made, "PNG", optimize=True)
        if made.tell() <= LARGEST_BYTES:
            break
    return made.getvalue()


def press_until(page: Page, key: str, row: str, state: str) -> None:
    """Press a key until the first such row is in this state."""

    def reached() -> bool:
        page.keyboard.press(key)
        try:
            expect(page.locator(row).first).to_have_attribute("data-state", state, timeout=1_500)
        except AssertionError:
            return False
        return True

    until(reached)


@contextmanager
def running_demo() -> Iterator[RunningServer]:
    """A fresh demo in a temporary folder, served until the pictures are taken."""
    with tempfile.TemporaryDirectory() as folder:
        day = RunningServer(Path(folder))
        day.run("demo")
        day.start()
        try:
            yield day
        finally:
            day.stop()


def take_the_door(camera: Photographer, codes: list[str]) -> None:
    """The kiosk, waiting and answering; and the badge that came out."""
    kiosk = camera.open("/kiosk", staff=False)
    camera.keep(kiosk, "kiosk-start")
    kiosk.locator('[data-role="start"]').click()
    expect(kiosk.locator('[data-role="view-idle"]')).to_be_visible()
    camera.keep(kiosk, "kiosk-idle")
    answer = kiosk.locator('[data-role="answer"]')
    for scanned, name in ((codes[4], "admitted"), ("https://a.vn", "refused")):
        kiosk.keyboard.type(scanned, delay=1)
        kiosk.keyboard.press("Enter")
        expect(answer).to_have_attribute("data-verdict", name)
        if name == "admitted":
            expect(kiosk.locator('[data-role="seat-map"]')).to_be_visible()
        camera.keep(kiosk, f"kiosk-{name}")
    for code in codes[6:70:2]:
        kiosk.keyboard.type(code, delay=1)
        kiosk.keyboard.press("Enter")
        expect(answer).to_have_attribute("data-verdict", "admitted")


def take_the_reception(camera: Photographer) -> None:
    """Those who receive: the desk with somebody found by name, protocol, the lobby, who is here."""
    desk = camera.open("/kiosk/desk")
    desk.keyboard.type("nguyen v", delay=20)
    expect(desk.locator('[data-role="row-name"]').first).to_be_visible()
    camera.keep(desk, "reception-search")
    card = desk.locator('[data-role="card"]')

    def opened() -> bool:
        # Taken once the results are those of all that was typed.
        desk.keyboard.press("Shift+Enter")
        return card.is_visible()

    until(opened)
    camera.keep(desk, "reception-card")
    guests = camera.open("/kiosk/vip", PHONE)
    guests.locator('[data-role="touch"]').first.click()
    camera.keep(guests, "vip")
    for path, name, size in (
        ("/kiosk/leave", "leave", PHONE),
        ("/stage/welcome", "welcome", PROJECTOR),
        ("/admin/arrivals", "arrivals", LAPTOP),
        ("/admin/door", "door", LAPTOP),
        ("/admin/handing", "handing", LAPTOP),
        ("/kiosk/paper", "paper-ticks", LAPTOP),
    ):
        page = camera.open(path, size)
        page.wait_for_selector('html[data-connection="live"]') if name in LIVE else None
        camera.keep(page, name)


def take_the_stage(camera: Photographer) -> None:
    """All who work at the stage and all who watch it, while items run and a batch is called."""
    control = camera.open("/stage/control")
    expect(control.locator('[data-role="rundown"] > li').first).to_be_visible()
    soon = control.locator('[data-role="begin-soon"]')
    if soon.is_visible():
        soon.click()
    mc, hall, lobby = (camera.open(f"/stage/{name}", PROJECTOR) for name in ("mc", "hall", "lobby"))
    items = '[data-role="rundown"] > li'
    for number in range(1, 5):
        press_until(control, "n", f"{items}:nth-child({number})", "live")
    take_the_wings(camera, control, f"{items}:nth-child(4)")
    press_until(control, "n", f"{items}:nth-child(5)", "live")
    expect(mc.locator('[data-role="title"]')).to_contain_text("Biểu dương")
    for page, name in ((control, "control"), (mc, "mc"), (hall, "hall"), (lobby, "lobby")):
        camera.keep(page, name)
    for state in ("gathering", "on_stage", "done"):
        press_until(control, "m", '[data-role="batches"] > li', state)
    second = '[data-role="batches"] > li:nth-child(2)'
    for state in ("gathering", "on_stage"):
        press_until(control, "m", second, state)
    expect(hall.locator('[data-role="honours"]')).to_be_visible()
    camera.keep(mc, "mc-award")
    camera.keep(hall, "hall-award")


def take_the_wings(camera: Photographer, control: Page, item: str) -> None:
    """Who speaks, who goes on next, what is switched, and the screens: while somebody speaks."""
    press_until(control, "n", f'{item} [data-role="row-parts"] > li', "live")
    for name, size in (("timer", PROJECTOR), ("backstage", LAPTOP), ("cues", LAPTOP)):
        page = camera.open(f"/stage/{name}", size)
        page.wait_for_selector('html[data-connection="live"]')
        camera.keep(page, name)
    for name, view in WALLS:
        camera.pair(control, name, view)
    control.keyboard.press("v")
    expect(control.locator('.screen-row[data-state="live"]')).to_have_count(len(WALLS))
    camera.keep(control, "control-screens")
    control.keyboard.press("Escape")


def take_the_programme(camera: Photographer) -> None:
    """The programme as the office writes it, what is said at it, and what became of it."""
    for path in ("programme", "scripts", "report"):
        page = camera.open(f"/admin/{path}")
        camera.keep(page, path)


def take_the_office(camera: Photographer) -> None:
    """The address board, the office, the awards page, the print desk, and two sheets."""
    camera.keep(camera.open("/", staff=False), "start")
    awards = camera.open("/admin/awards")
    awards.get_by_role("button", name="In giấy").nth(5).click()
    desk = camera.open("/print/")
    printed = desk.locator('[data-role="count-printed"]')
    expect(desk.locator('[data-role="count-queued"]')).to_have_text("0", timeout=30_000)
    expect(desk.locator('[data-role="sheet"]')).to_be_visible()
    camera.keep(desk, "desk")
    camera.keep_sheet(1, "badge")
    camera.keep_sheet(int(printed.inner_text()), "certificate")
    for path, name in (("/admin/", "office"), ("/admin/delegates", "delegates")):
        page = camera.open(path)
        page.wait_for_selector('html[data-connection="live"]') if name == "office" else None
        camera.keep(page, name)
    camera.keep(awards, "awards")


def take_the_list(camera: Photographer) -> None:
    """The list as the office prepares it: a file's preview, the lock, seats, papers, readiness."""
    bring = camera.open("/admin/import/")
    header = ["STT", "Họ và tên", "Năm sinh", "Chức vụ", "Đơn vị công tác", "Thành phần"]
    rows = [
        [1, "Đ/c Phạm Thị Hồng Nhung", 1984, "Phó Trưởng phòng", "Phòng Chuyển đổi số", GROUP],
        [2, "Trần Quốc Bảo", 1990, "Kỹ sư", "Trung tâm Đổi mới sáng tạo", GROUP],
        [3, "Lê Minh Châu", "12/13/1988", "Chuyên viên", "Văn phòng Sở", GROUP],
    ]
    file = {"name": "danh-sach.xlsx", "mimeType": "", "buffer": xlsx([header, *rows])}
    bring.locator('[data-role="file"]').set_input_files(file)
    bring.wait_for_url(lambda url: url.rstrip("/").rsplit("/", 1)[-1] != "import")
    camera.keep(bring, "import-preview")
    for path, name in (
        ("/admin/list", "list"),
        ("/admin/seating", "seating"),
        ("/admin/invitations", "invitations"),
        ("/admin/composition", "composition"),
        ("/admin/nominees", "nominees"),
        ("/admin/readiness", "readiness"),
        ("/admin/conferences", "conferences"),
    ):
        camera.keep(camera.open(path), name)


def main(folder: Path) -> None:
    """Take all pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    with running_demo() as day, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        camera = Photographer(day, browser, folder)
        take_the_door(camera, [code for _, code in day.codes()])
        take_the_reception(camera)
        take_the_stage(camera)
        take_the_programme(camera)
        take_the_office(camera)
        take_the_list(camera)
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
