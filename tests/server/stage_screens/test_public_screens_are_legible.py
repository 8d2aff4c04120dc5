"""Hall, speaker's clock and lobby at every size: nothing clipped, nothing too small to be read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.server.conftest import Served
from tests.server.stage_screens.legible import StagePage

SIZES = [(1920, 1080), (1024, 768), (1920, 640), (360, 640)]
HARD = "ĐẶNG THỊ ỮNG - NGUYỄN KHẨU - HẠNG BA"
LONGEST = (
    "Báo cáo tổng kết phong trào thi đua và công tác khen thưởng giai đoạn 2020-2025, phương "
    "hướng, nhiệm vụ công tác thi đua, khen thưởng giai đoạn 2025-2030"
)
AWARDS = "Biểu dương, tôn vinh, khen thưởng các tập thể, cá nhân điển hình tiên tiến"
OFFICE = "Đ/c Lê Văn Kiên, Phó Giám đốc Sở Khoa học và Công nghệ thành phố Hải Phòng"
NOW = 1_763_708_400_000
MINUTE = 60_000


def played(**more: Any) -> dict[str, Any]:
    return {
        "added_ms": 0, "started_ms": None, "ended_ms": None, "held_ms": 0, "held_since_ms": None,
        "state": "planned", **more,
    }  # fmt: skip


def entry(number: int, title: str, **more: Any) -> dict[str, Any]:
    words = {"kind": "entry", "id": number, "title": title, "performer": OFFICE, "length_ms": None}
    return words | played(**more)


def item(number: int, title: str = LONGEST, *, at: int | None = 0, **more: Any) -> dict[str, Any]:
    start = None if at is None else NOW + at * MINUTE
    return {
        "id": number, "sitting_id": 1, "number": str(number), "title": title, "performer": OFFICE,
        "optional": False, "manner": "plain", "hard": False, "length_ms": None,
        "planned_start_ms": start, "planned_end_ms": None if start is None else start + 20 * MINUTE,
        "steps": [], "entries": [], **played(**more),
    }  # fmt: skip


def hall(**more: Any) -> dict[str, Any]:
    return {
        "server_ms": NOW, "phase": "running", "now": None, "award": None, "title_block": 0,
        "showing": "programme", "backdrop_url": None, **more,
    }  # fmt: skip


def running(title: str = LONGEST, part: str = "", manner: str = "plain") -> dict[str, Any]:
    of_part = {"title": part, "performer": HARD} if part else None
    return {"title": title, "performer": OFFICE, "manner": manner, "part": of_part}


NAMES = [{"name": HARD, "unit": "Trung tâm Ứng dụng khoa học công nghệ"} for _ in range(8)]
HALL = {
    "title": hall(showing="title"),
    "item": hall(now=running()),
    "part": hall(now=running(part="Tham luận của cá nhân thứ nhất: " + AWARDS)),
    "short": hall(now=running(HARD)),
    "still": hall(now=running(manner="silence")),
    "honours": hall(
        now=running(AWARDS),
        award={"form": "Giấy khen", "decision": "Quyết định số 512/QĐ-SKHCN", "names": NAMES},
    ),
    "black": hall(showing="black", now=running()),
}


def timer(**more: Any) -> dict[str, Any]:
    return {
        "server_ms": NOW, "phase": "running", "now": None, "now_part": None, "next": None,
        "messages": [], **more,
    }  # fmt: skip


def begun(minutes: float, **more: Any) -> dict[str, Any]:
    return item(1, state="live", started_ms=NOW - int(minutes * MINUTE), **more)


SPEECH = {
    "now": begun(12, entries=[entry(1, "Tham luận: " + LONGEST, state="live",
                                    started_ms=NOW - 9 * MINUTE, length_ms=10 * MINUTE)]),
    "now_part": {"kind": "entry", "id": 1},
}  # fmt: skip
MESSAGE = {"id": 1, "to": "timer", "by": "Điều hành", "sent_ms": NOW}
TIMER = {
    "left": timer(now=begun(1)),
    "soon": timer(**SPEECH, messages=[MESSAGE | {"words": "Xin rút ngắn, còn một ý. " * 11}]),
    "ended": timer(now=begun(20.5)),
    "over": timer(now=begun(33)),
    "held": timer(now=begun(5, held_since_ms=NOW - MINUTE)),
    "idle": timer(phase="not_started", next=item(1, at=30)),
}


def lobby(items: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    upcoming = next((one["id"] for one in items if one["state"] == "planned"), None)
    return {
        "server_ms": NOW, "phase": "running", "now_id": None, "next_id": upcoming,
        "now_part": None, "last": len(items) - 1, "planned_end_ms": None, "items": items,
        "title_block": 0, **more,
    }  # fmt: skip


def programme(count: int, done: int) -> list[dict[str, Any]]:
    states = ["done"] * done + ["live"] + ["planned"] * (count - done - 1)
    titles = [LONGEST, AWARDS, HARD]
    times = {
        "done": lambda at: {"started_ms": NOW + at * MINUTE, "ended_ms": NOW + at * MINUTE + 1},
        "live": lambda at: {"started_ms": NOW + at * MINUTE},
        "planned": lambda _: {},
    }
    return [
        item(nth + 1, titles[nth % 3], at=20 * nth, state=state, **times[state](20 * nth))
        for nth, state in enumerate(states)
    ]


LOBBY = {
    "running": lobby(programme(9, 3), now_id=4, server_ms=NOW + 65 * MINUTE),
    "before": lobby([item(nth + 1, AWARDS, at=25 + 20 * nth) for nth in range(7)],
                    phase="not_started"),
    "long": lobby(programme(25, 11), now_id=12, server_ms=NOW + 225 * MINUTE),
    "untimed": lobby([item(nth + 1, AWARDS, at=None) for nth in range(7)], phase="not_started"),
    "still": lobby([begun(1, manner="flag_salute"), item(2, at=20)], now_id=1),
}  # fmt: skip


@pytest.fixture
def opened(browser: Browser, served: Served) -> Iterator[Any]:
    """A room's page in the browser."""
    pages: list[StagePage] = []

    def open_room(room: str, role: str | None = None) -> StagePage:
        pages.append(StagePage(browser, served.client(role), room))
        pages[-1].open(f"/stage/{room}")
        return pages[-1]

    yield open_room
    for page in pages:
        page.close()


def faults(page: StagePage, size: tuple[int, int], least: dict[str, float]) -> list[Any]:
    """What is clipped, off the screen, or smaller than it may be, in hundredths of the height."""
    width, height = size
    measured = page.measure()
    found = [("clipped", role) for role in measured["clipped"]]
    for text in measured["found"]:
        left, top, right, bottom = text["box"]
        if min(left, top) < -1 or right > width + 1 or bottom > height + 1:
            found.append(("off the screen", text["words"]))
        # A telephone is read from the hand.
        smallest = least.get(text["role"], 3) * height / 100 if width > height else 12
        if text["size"] < smallest - 0.1:
            found.append((f"{text['size']} px", text["words"]))
    return found


def wrong_at(
    page: StagePage,
    pictures: dict[str, Any],
    least: dict[str, float],
    also: Callable[[str, tuple[int, int]], None] = lambda _name, _size: None,
) -> dict[Any, Any]:
    """What is wrong with each picture at each size; `also` looks at the same."""
    found = {}
    for name, snapshot in pictures.items():
        for size in SIZES:
            page.show(size, **snapshot)
            also(name, size)
            if wrong := faults(page, size, least):
                found[name, size] = wrong
    return found


def test_the_hall_is_legible_and_comes_back_to_the_title_from_any_state(opened: Any) -> None:
    page, views = opened("hall"), []
    screen = page.page.locator('[data-role="screen"]')

    wrong = wrong_at(page, HALL, {"now": 7, "still-words": 7})
    for shown in ("honours", "still", "part"):
        for showing in ("title", "black", "programme"):
            page.show((1920, 1080), **(HALL[shown] | {"showing": showing}))
            views.append((screen.get_attribute("data-view"), len(page.measure()["found"]) > 0))
    page.show((1920, 1080), **hall(showing="title", backdrop_url="/stage/pictures/none.png"))

    assert wrong == {}
    assert views == [
        ("title", True), ("black", False), ("honours", True),
        ("title", True), ("black", False), ("still", True),
        ("title", True), ("black", False), ("item", True),
    ]  # fmt: skip
    # A picture that is not to be had leaves the red ground, and no broken frame.
    assert not page.page.locator('[data-role="picture"]').is_visible()


def test_the_speakers_clock_is_legible_and_its_digits_fill_a_third_of_the_height(
    opened: Any,
) -> None:
    page = opened("timer", "technician")
    heights, words = {}, {}

    def look(name: str, size: tuple[int, int]) -> None:
        heights[name, size] = page.digits_height() / size[1]
        words[name] = page.page.locator('[data-role="word"]').inner_text()

    wrong = wrong_at(page, TIMER, {}, look)

    assert wrong == {}
    # Minutes alone stand in one line, which a telephone's width binds.
    assert heights.pop(("over", (360, 640))) > 0.18
    assert min(heights.values()) >= 0.3
    assert words == {
        "left": "CÒN LẠI", "soon": "SẮP HẾT GIỜ", "ended": "HẾT GIỜ", "over": "QUÁ GIỜ",
        "held": "TẠM DỪNG", "idle": "BÂY GIỜ",
    }  # fmt: skip


def test_the_lobby_is_legible_and_turns_a_long_programme_to_what_runs(opened: Any) -> None:
    page = opened("lobby")
    lines = page.page.locator('[data-role="row-line"]:visible')

    wrong = wrong_at(page, LOBBY, {"still-words": 7})
    page.show((1920, 1080), **LOBBY["long"])
    states = [lines.nth(nth).get_attribute("data-state") for nth in range(lines.count())]
    place = page.page.locator('[data-role="page"]').inner_text()
    page.show((1920, 1080), **LOBBY["before"])

    assert wrong == {}
    assert "live" in states
    assert 2 <= len(states) < 25
    assert place.startswith("Trang ")
    assert "Đón tiếp đại biểu" in lines.first.inner_text()
    assert "phút nữa bắt đầu" in lines.first.inner_text()
