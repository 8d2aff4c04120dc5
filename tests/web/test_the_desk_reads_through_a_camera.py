"""A reception tablet without a scanner reads through its camera, beside search and scanner."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from printers.documents.pictures import draw_invitation
from tests.browser import CHROMIUM, FLAGS
from tests.printers.documents.conftest import FULL
from tests.running import RunningServer
from tests.waiting import until
from tests.web.fake_camera import empty_table, photographed, write_video

FONTS = Path(__file__).parents[2] / "server" / "static" / "dist" / "fonts"
MODULES = 21
TABLET = {"width": 1024, "height": 600}
BESIDE = 'document.querySelector("[data-role=search]") === document.activeElement'


@pytest.fixture(scope="module")
def day(todays_demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    """One server for this file: its tests ask for different delegates."""
    folder = tmp_path_factory.mktemp("desk-camera")
    shutil.copytree(todays_demo, folder, dirs_exist_ok=True)
    server = RunningServer(folder)
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="module")
def people(day: RunningServer) -> list[tuple[str, str]]:
    """Name and invitation code of every delegate."""
    return day.codes()


def role(page: Page, name: str) -> Locator:
    return page.locator(f'[data-role="{name}"]').first


def held_up(code: str) -> Image.Image:
    """An invitation with this code before the camera."""
    sheet = Image.open(BytesIO(draw_invitation(replace(FULL, code=code), FONTS)))
    corners = zxingcpp.read_barcodes(np.array(sheet.convert("L")))[0].position
    one, other = corners.top_left, corners.bottom_right
    middle = ((one.x + other.x) // 2, (one.y + other.y) // 2)
    return photographed(sheet, middle, modules_dots=(other.x - one.x) / MODULES)


def look_on(page: Page, for_s: float) -> None:
    """Let the camera see what it sees for so long."""
    seen = "document.querySelector('video').currentTime"
    page.wait_for_function(f"(until) => {seen} >= until", arg=page.evaluate(seen) + for_s)


def sign_in(context: BrowserContext, day: RunningServer) -> None:
    page = context.new_page()
    page.goto(day.url + "/sign-in")
    page.fill("[name=operator_name]", "reception")
    page.fill("[name=password]", day.passwords()["reception"])
    page.press("[name=password]", "Enter")
    page.wait_for_url(lambda url: "/sign-in" not in url)
    page.close()


@pytest.fixture
def through_a_camera(browser: Browser, day: RunningServer, tmp_path: Path) -> Callable[..., Any]:
    """Open the desk in a browser of its own, whose camera plays these pictures over and over."""

    @contextmanager
    def opened(pictures: list[Image.Image]) -> Iterator[Page]:
        video = write_video(tmp_path / "camera.y4m", pictures)
        fake = [
            "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream",
            f"--use-file-for-fake-video-capture={video}",
        ]  # fmt: skip
        seeing = browser.browser_type.launch(executable_path=CHROMIUM, args=[*FLAGS, *fake])
        complaints: list[str] = []
        context = seeing.new_context(viewport=TABLET)
        sign_in(context, day)
        page = context.new_page()
        page.on("pageerror", lambda fault: complaints.append(str(fault)))
        page.on(
            "console",
            lambda line: complaints.append(line.text) if "Content Security" in line.text else None,
        )
        page.goto(day.url + "/kiosk/desk")
        expect(role(page, "search")).to_be_focused()
        yield page
        seeing.close()
        assert complaints == []

    return opened


def sent_scans(page: Page) -> list[dict[str, Any]]:
    """Every scan that the page sends, from now on."""
    scans: list[dict[str, Any]] = []
    page.on(
        "request",
        lambda request: (
            scans.append(request.post_data_json) if request.url.endswith("/api/check-in") else None
        ),
    )
    return scans


def test_a_button_opens_the_camera_which_reads_beside_the_scanner_and_leaves_the_cursor_alone(
    people: list[tuple[str, str]], through_a_camera: Callable[..., Any]
) -> None:
    (name, code), (other_name, other) = people[30:32]

    with through_a_camera([held_up(code)]) as page:
        scans = sent_scans(page)
        expect(role(page, "camera-part")).to_be_hidden()

        # What somebody types while the camera opens goes on.
        page.keyboard.type("tra", delay=20)
        role(page, "camera-toggle").click()
        assert page.evaluate(BESIDE)
        expect(role(page, "name")).to_have_text(name, timeout=15_000)
        expect(role(page, "verdict-word")).to_have_text("Mời vào")
        expect(role(page, "camera-picture")).to_be_visible()
        assert page.evaluate(BESIDE)

        # The scanner reads the same code, then another; the first still lies before the camera.
        page.keyboard.type(code + "\n", delay=1)
        page.keyboard.type(other + "\n", delay=1)
        expect(role(page, "name")).to_have_text(other_name)
        look_on(page, for_s=4)
        expect(role(page, "name")).to_have_text(other_name)

    assert [(scan["code"], scan["source"]) for scan in scans] == [
        (code, "camera"), (other, "scanner"),
    ]  # fmt: skip


def test_a_sheet_is_finished_before_the_camera_speaks(
    people: list[tuple[str, str]], through_a_camera: Callable[..., Any]
) -> None:
    (name, code), (other_name, other) = people[33:35]

    with through_a_camera([held_up(code)]) as page:
        scans = sent_scans(page)
        page.keyboard.type(other + "\n", delay=1)
        expect(role(page, "name")).to_have_text(other_name)
        page.keyboard.press("F4")
        expect(role(page, "why")).to_be_visible()
        # Opened from behind the sheet, as one that was open already.
        page.evaluate("document.querySelector('[data-role=camera-toggle]').click()")
        expect(role(page, "camera-picture")).to_be_visible(timeout=15_000)
        look_on(page, for_s=2)
        expect(role(page, "why")).to_be_visible()
        assert [scan["code"] for scan in scans] == [other]

        page.keyboard.press("Escape")

        expect(role(page, "name")).to_have_text(name, timeout=15_000)

    assert [scan["code"] for scan in scans] == [other, code]


@pytest.mark.long
def test_a_station_opens_its_camera_as_it_was_left(
    through_a_camera: Callable[..., Any],
) -> None:
    with through_a_camera([empty_table()]) as page:
        role(page, "camera-toggle").click()
        expect(role(page, "camera-picture")).to_be_visible(timeout=15_000)
        until(
            lambda: page.evaluate("document.querySelectorAll('[data-role=camera-option]').length")
        )
        role(page, "camera-choice").select_option("front")

        page.reload()
        expect(role(page, "camera-picture")).to_be_visible(timeout=15_000)
        expect(role(page, "camera-choice")).to_have_value("front")
        expect(role(page, "camera-state")).to_have_text("Camera đang đọc mã.")

        role(page, "camera-toggle").click()
        expect(role(page, "camera-part")).to_be_hidden()
        assert page.evaluate("document.querySelector('video').srcObject") is None
        page.reload()
        expect(role(page, "camera-words")).to_have_text("Mở camera")
        expect(role(page, "camera-part")).to_be_hidden()

        # Paired as another station, this machine has another choice.
        page.evaluate(
            "localStorage.setItem('hoinghi.desk_camera.7', JSON.stringify({ open: true }))"
        )
        page.reload()
        expect(role(page, "camera-part")).to_be_hidden()


@pytest.mark.long
def test_a_page_that_the_browser_does_not_trust_says_why_its_camera_stays_shut(
    people: list[tuple[str, str]], open_page: Callable[..., Page]
) -> None:
    name, code = people[36]
    page = open_page("/kiosk/desk", "reception")
    page.add_init_script("Object.defineProperty(window, 'isSecureContext', { value: false });")
    page.reload()

    role(page, "camera-toggle").click()

    expect(role(page, "camera-state")).to_contain_text("HTTPS")
    expect(role(page, "camera-picture")).to_be_hidden()
    page.keyboard.type(code + "\n", delay=1)
    expect(role(page, "name")).to_have_text(name)
