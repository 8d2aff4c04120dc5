"""A real Chromium with a fake camera reads our invitations, photographed well and badly."""

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
import qrcode
import zxingcpp
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from printers.documents.pictures import draw_invitation
from tests.browser import CHROMIUM, FLAGS
from tests.printers.documents.conftest import FULL
from tests.running import RunningServer
from tests.waiting import until
from tests.web.fake_camera import FRAMES_PER_S, empty_table, photographed, write_video

BAD_PHOTOGRAPHS: dict[str, dict[str, float]] = {
    "held well": {},
    "turned": {"turned": 25},
    "from the side": {"slant": 0.35},
    "out of focus": {"blur": 2.2},
    "in the dark": {"light": 0.25, "noise": 6},
    "a poor sensor": {"noise": 35},
    "all of it": {"turned": 20, "blur": 1.5, "light": 0.4, "noise": 8},
}
FONTS = Path(__file__).parents[2] / "server" / "static" / "dist" / "fonts"
SHOWN_FRAMES = 8
MODULES = 21


@pytest.fixture(scope="module")
def day(todays_demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    """One server for this file: its tests ask for different delegates, or fake the answers."""
    folder = tmp_path_factory.mktemp("camera")
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


def photographs(code: str, **how: float) -> list[Image.Image]:
    """A second of an invitation with this code before the camera, then an empty table."""
    sheet = Image.open(BytesIO(draw_invitation(replace(FULL, code=code), FONTS)))
    corners = zxingcpp.read_barcodes(np.array(sheet.convert("L")))[0].position
    one, other = corners.top_left, corners.bottom_right
    picture = photographed(
        sheet,
        ((one.x + other.x) // 2, (one.y + other.y) // 2),
        modules_dots=(other.x - one.x) / MODULES,
        **how,
    )
    return [picture] * SHOWN_FRAMES + [empty_table()] * 2


@pytest.fixture
def through_a_camera(browser: Browser, day: RunningServer, tmp_path: Path) -> Callable[..., Any]:
    """Open the kiosk in a browser of its own, whose camera plays these pictures."""

    @contextmanager
    def opened(pictures: list[Image.Image], origin: str = day.url) -> Iterator[Page]:
        video = write_video(tmp_path / "camera.y4m", pictures)
        fake = [
            "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream",
            f"--use-file-for-fake-video-capture={video}",
        ]  # fmt: skip
        seeing = browser.browser_type.launch(executable_path=CHROMIUM, args=[*FLAGS, *fake])
        complaints: list[str] = []
        page = seeing.new_page(viewport={"width": 1366, "height": 768})
        page.on("pageerror", lambda fault: complaints.append(str(fault)))
        page.on(
            "console",
            lambda line: complaints.append(line.text) if "Content Security" in line.text else None,
        )
        page.goto(origin + "/kiosk")
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


def test_invitations_are_read_however_badly_they_are_held(
    people: list[tuple[str, str]], through_a_camera: Callable[..., Any]
) -> None:
    shown = people[: len(BAD_PHOTOGRAPHS)]
    pictures = [
        picture
        for (_, code), how in zip(shown, BAD_PHOTOGRAPHS.values(), strict=True)
        for picture in photographs(code, **how)
    ]
    # Longer than the memory for a code, so that every round of the video is read anew.
    assert len(pictures) > 4 * FRAMES_PER_S

    with through_a_camera(pictures) as page:
        scans = sent_scans(page)
        role(page, "start").click()
        expect(role(page, "answer")).to_be_visible(timeout=10_000)
        until(
            lambda: (page.wait_for_timeout(100), len({s["code"] for s in scans}))[1] == len(shown)
        )

    codes = [scan["code"] for scan in scans]
    read = {how: code in codes for how, (_, code) in zip(BAD_PHOTOGRAPHS, shown, strict=True)}
    assert read == dict.fromkeys(BAD_PHOTOGRAPHS, True)
    assert set(codes) == {code for _, code in shown}
    assert {scan["foreign"] for scan in scans} == {False}


def test_a_code_that_both_readers_read_is_one_read_and_a_camera_shows_what_it_sees(
    people: list[tuple[str, str]], through_a_camera: Callable[..., Any]
) -> None:
    (_, code), (other_name, other) = people[8:10]

    with through_a_camera(photographs(code)[:SHOWN_FRAMES]) as page:
        scans = sent_scans(page)
        role(page, "start").click()
        expect(role(page, "answer")).to_have_attribute("data-verdict", "admitted", timeout=15_000)
        page.keyboard.type(code + "\n", delay=1)
        page.keyboard.type(other + "\n", delay=1)
        expect(role(page, "name-words")).to_have_text(other_name)
        # Held before the camera for as long as two cards are shown: still one read.
        expect(role(page, "view-idle")).to_be_visible(timeout=15_000)
        expect(role(page, "viewfinder")).to_be_visible()
        assert page.evaluate("() => document.querySelector('video').videoWidth") > 0

    assert [scan["code"] for scan in scans] == [code, other]


@pytest.mark.long
def test_of_a_citizen_card_nothing_leaves_the_camera_but_that_it_is_one(
    through_a_camera: Callable[..., Any],
) -> None:
    card = "031085001234|012345678|Nguyễn Văn Ánh|15051985|Nam|Số 5 Trần Phú, Hải Phòng|10052021"
    drawn = qrcode.make(card, box_size=6).convert("L")
    table = empty_table()
    table.paste(drawn, ((table.width - drawn.width) // 2, (table.height - drawn.height) // 2))

    with through_a_camera([table]) as page:
        scans = sent_scans(page)
        role(page, "start").click()
        expect(role(page, "sentence")).to_contain_text("thẻ căn cước", timeout=15_000)
        # It is left lying there, and says nothing more.
        expect(role(page, "view-idle")).to_be_visible(timeout=15_000)

    assert [(scan["code"], scan["foreign"]) for scan in scans] == [("000000000000|", True)]


@pytest.mark.long
def test_a_page_that_the_browser_does_not_trust_says_why_it_has_no_camera(
    people: list[tuple[str, str]], open_page: Callable[..., Page]
) -> None:
    page = open_page("/kiosk")
    # What a page under http://10.0.0.5 is told; a test has no address but this machine's own.
    page.add_init_script("Object.defineProperty(window, 'isSecureContext', { value: false });")
    page.reload()
    page.keyboard.press("F2")
    role(page, "set-camera").select_option("front")

    expect(role(page, "camera-state")).to_contain_text("HTTPS")
    expect(role(page, "camera-state")).to_contain_text("USB")
    page.keyboard.type(people[0][1] + "\n", delay=1)
    expect(role(page, "test-result")).to_contain_text("mã giấy mời")


PULLED_OUT = """() => {
  const [track] = document.querySelector("video").srcObject.getVideoTracks();
  track.dispatchEvent(new Event("ended"));
}"""


@pytest.mark.long
def test_a_station_that_lost_its_only_reader_names_the_desk_until_it_sees_again(
    people: list[tuple[str, str]], through_a_camera: Callable[..., Any]
) -> None:
    with through_a_camera([empty_table()]) as page:
        role(page, "start").click()
        expect(role(page, "viewfinder")).to_be_visible(timeout=15_000)

        page.evaluate(PULLED_OUT)
        expect(role(page, "out-of-order-why")).to_contain_text("chưa đọc được mã")
        expect(role(page, "viewfinder")).to_be_visible(timeout=15_000)
        expect(role(page, "view-idle")).to_be_visible()

        # Where a scanner was heard, a camera less is no reason to send anybody away.
        page.keyboard.type(people[10][1] + "\n", delay=1)
        expect(role(page, "name-words")).to_have_text(people[10][0])
        page.evaluate(PULLED_OUT)
        expect(role(page, "view-idle")).to_be_visible(timeout=15_000)
