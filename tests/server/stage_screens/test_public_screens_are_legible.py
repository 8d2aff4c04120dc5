"""Hall, lobby, welcome, speaker's clock at every size: nothing clipped, nothing too small."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.server.conftest import Served
from tests.server.stage_screens.legible import StagePage, wrong_at
from tests.server.stage_screens.pictures import (
    AWARDS,
    HARD,
    LONGEST,
    MINUTE,
    NOW,
    OFFICE,
    UNIT,
    message,
)

PHONE = (360, 640)
SIZES = [(1920, 1080), (1024, 768), (1920, 640), PHONE]
WALLS = [(3840, 2160), (1080, 1920)]
"""A television of the newest kind, and one that stands on its end; for the hardest pictures."""


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


def opening(start_min: int) -> dict[str, int]:
    return {"sitting_id": 1, "since_ms": NOW, "start_ms": NOW + start_min * MINUTE}


def hall(**more: Any) -> dict[str, Any]:
    return {
        "server_ms": NOW, "phase": "running", "now": None, "award": None, "title_block": 0,
        "showing": "programme", "backdrop_url": None, **more,
    }  # fmt: skip


def running(title: str = LONGEST, part: str = "", manner: str = "plain") -> dict[str, Any]:
    of_part = {"title": part, "performer": HARD} if part else None
    return {"title": title, "performer": OFFICE, "manner": manner, "part": of_part}


def honours(count: int) -> dict[str, Any]:
    names = [{"name": f"{HARD} {nth}", "unit": UNIT} for nth in range(1, count + 1)]
    decision = "Quyết định số 512/QĐ-SKHCN"
    return hall(
        now=running(AWARDS), award={"form": "Giấy khen", "decision": decision, "names": names}
    )


HALL = {
    "title": hall(showing="title"),
    "item": hall(now=running()),
    "part": hall(now=running(part="Tham luận của cá nhân thứ nhất: " + AWARDS)),
    "short": hall(now=running(HARD)),
    "still": hall(now=running(manner="silence")),
    "honours": honours(8),
    "many": honours(20),
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
TIMER = {
    "left": timer(now=begun(1)),
    "soon": timer(**SPEECH, messages=[message("timer", "Xin rút ngắn, còn một ý. " * 11)]),
    "ended": timer(now=begun(20.5)),
    "over": timer(now=begun(33)),
    "held": timer(now=begun(5, held_since_ms=NOW - MINUTE)),
    "idle": timer(phase="not_started", next=item(1, at=30)),
    "start held": timer(
        phase="start_held", next=item(1, at=30), start_held={"since_ms": NOW - 12 * MINUTE}
    ),
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
    "held": lobby([item(nth + 1, AWARDS, at=25 + 20 * nth) for nth in range(7)],
                  phase="start_held", opening=opening(25)),
    "own reception, held": lobby(
        [item(1, "Đón tiếp đại biểu, ổn định tổ chức", at=25), item(2, at=45)],
        phase="start_held", opening=opening(25)),
}  # fmt: skip


# The ink of the widest digits, 4 and 0, side by side in their cells.
TOUCHING = """() => {
  const cell = document.querySelector('[data-role="minutes"] .digit');
  const style = getComputedStyle(cell);
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = `${style.fontWeight} 1000px "Be Vietnam Pro"`;
  pen.textAlign = "center";
  const [right, left] = [pen.measureText("4"), pen.measureText("0")];
  const ink = right.actualBoundingBoxRight + left.actualBoundingBoxLeft;
  return ink / 1000 * parseFloat(style.fontSize) > cell.getBoundingClientRect().width;
}"""


def welcome(*names: str, **more: Any) -> dict[str, Any]:
    office = {"address": "đồng chí", "position": OFFICE, "unit": UNIT, "at_ms": NOW - 1000}
    greetings = [office | {"id": nth, "name": name} for nth, name in enumerate(names, 1)]
    plain = {"server_ms": NOW, "silent": False, "now": None, "title_block": 0}
    return plain | {"greetings": greetings} | more


WELCOME = {
    "quiet": welcome(),
    "greets": welcome(*[HARD] * 6),
    "silent": welcome(silent=True, now=running()),
}


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


def some(pictures: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: pictures[name] for name in names}


def test_the_hall_is_legible_and_comes_back_to_the_title_from_any_state(opened: Any) -> None:
    page, views = opened("hall"), []
    screen = page.page.locator('[data-role="screen"]')

    wrong = wrong_at(page, HALL, SIZES, {"now": 7, "still-words": 7})
    wrong |= wrong_at(page, some(HALL, "part", "many"), WALLS, {"now": 7})
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
    # Nor does one that was on its way when it was taken away.
    page.show((1920, 1080), **hall(showing="title"))
    page.page.locator('[data-role="picture"]').dispatch_event("load")
    assert screen.get_attribute("data-picture") == "false"


def test_no_name_of_a_large_batch_is_left_out(opened: Any) -> None:
    page, shown = opened("hall"), {}
    names = page.page.locator('[data-role="name-text"]')
    place = page.page.locator('[data-role="names-page"]')
    turns = NOW - NOW % 8000

    for size in ((1920, 1080), (1024, 768), (1920, 640)):
        page.show(size, **honours(20))
        pages = place.inner_text().split("/")[1] if place.is_visible() else 1
        shown[size] = names.count() * int(pages)
    seen = []
    for later in (0, 8000):
        page.show((1024, 768), **(honours(40) | {"server_ms": turns + later}))
        seen += names.all_inner_texts()

    assert min(shown.values()) >= 20
    # Two pages, one after the other: no name twice, none of them the whole.
    assert len(seen) == len(set(seen)) < 40


def test_the_speakers_clock_is_legible_and_its_digits_fill_a_third_of_the_height(
    opened: Any,
) -> None:
    page = opened("timer", "technician")
    heights, words, touching = {}, {}, set()

    def look(name: str, size: tuple[int, int]) -> None:
        heights[name, size] = page.digits_height() / size[1]
        touching.add(page.page.evaluate(TOUCHING))
        words[name] = page.page.locator('[data-role="word"]').inner_text()

    wrong = wrong_at(page, TIMER, SIZES, {}, also=look)
    wrong |= wrong_at(page, some(TIMER, "soon", "over"), WALLS, {}, also=look)

    assert wrong == {}
    # Minutes alone stand in one line, which the width binds where that is the shorter side.
    assert min(heights.pop(("over", size)) for size in (PHONE, (1080, 1920))) > 0.18
    assert min(heights.values()) >= 0.3
    assert touching == {False}
    assert words == {
        "left": "CÒN LẠI", "soon": "SẮP HẾT GIỜ", "ended": "HẾT GIỜ", "over": "QUÁ GIỜ",
        "held": "TẠM DỪNG", "idle": "BÂY GIỜ", "start held": "GIỮ GIỜ BẮT ĐẦU",
    }  # fmt: skip


def test_the_lobby_is_legible_and_turns_a_long_programme_to_what_runs(opened: Any) -> None:
    page = opened("lobby")
    lines = page.page.locator('[data-role="row-line"]:visible')

    wrong = wrong_at(page, LOBBY, SIZES, {"still-words": 7})
    wrong |= wrong_at(page, some(LOBBY, "running", "held", "still"), WALLS, {"still-words": 7})
    page.show((1920, 1080), **LOBBY["long"])
    states = [lines.nth(nth).get_attribute("data-state") for nth in range(lines.count())]
    place = page.page.locator('[data-role="page"]').inner_text()
    page.show((1920, 1080), **LOBBY["before"])
    counted = lines.first.inner_text()
    moved = opening(35)
    page.show((1920, 1080), **(LOBBY["before"] | {"opening": moved}))
    later = [lines.nth(nth).inner_text() for nth in (0, 1)]
    page.show((1920, 1080), **LOBBY["held"])
    held = lines.first.inner_text()
    page.show((1920, 1080), **LOBBY["own reception, held"])

    assert wrong == {}
    assert "live" in states
    assert 2 <= len(states) < 25
    assert place.startswith("Trang ")
    assert "Đón tiếp đại biểu" in counted
    assert "phút nữa bắt đầu" in counted
    # A start that is held is counted down to by nobody; one that was moved has its new hours.
    assert "lùi lại ít phút" in held
    assert "phút nữa" not in held
    assert "Dự kiến bắt đầu lúc" in later[0]
    assert later[0][-5:] in later[1]
    assert "lùi lại ít phút" in page.page.locator('[data-role="note"]').inner_text()


def test_the_welcome_is_legible_and_the_guests_name_is_the_largest_thing(opened: Any) -> None:
    page = opened("welcome")

    wrong = wrong_at(page, WELCOME, [*SIZES, *WALLS], {"greet-name": 5})
    page.show((1920, 1080), **WELCOME["greets"])
    size = {one["role"]: one["size"] for one in page.measure()["found"]}

    assert wrong == {}
    assert size["greet-name"] == max(size.values())


def test_enter_ends_what_was_typed_to_pair_a_screen(opened: Any) -> None:
    page = opened("screen").page
    digits, keys = page.locator('[data-filled="true"]'), page.keyboard

    keys.type("1234567")
    keys.press("Enter")
    typed = digits.count()
    keys.press("ArrowRight")
    page.route("**/api/pair", lambda route: route.abort())
    with page.expect_request("**/api/pair") as asked:
        keys.press("Enter")

    assert typed == 7
    assert asked.value.post_data_json["pairing_code"] == "12345676"
