"""Each of the plans that come with hoinghi is loaded, opened, looked at on every page, and run."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from conference.database import Database
from conference.operators import Role, add_operator
from seed.plan import load_plan, plan_names
from server.app import create_server
from server.folder import DataFolder
from server.making import make_from_plan
from server.settings import Settings
from tests.factories import AT, DAY, SetClock
from tests.server.conftest import HTML, Served

PLANS = plan_names()
GUESTS = "http://192.168.50.2:8000"


@pytest.fixture
def serve_plan(tmp_path: Path) -> Iterator[Callable[[str], Served]]:
    started: list[Served] = []

    def start(name: str) -> Served:
        folder, clock, db = DataFolder(tmp_path), SetClock(), Database()
        folder.prepare()
        settings = Settings(data_dir=tmp_path, virtual_printer_port=0, guest_address=GUESTS)
        make_from_plan(settings, folder, clock, plan_name=name, held_on=DAY)
        db.open(f"sqlite:///{folder.file_of(folder.open_name or '')}")
        db.write(
            lambda s: add_operator(
                s, sign_in_name="admin", full_name="Ban Tổ chức", role=Role.ADMIN,
                password_hash="$argon2id$not-a-real-one", at=AT, by="test",
            )
        )  # fmt: skip
        served = Served(create_server(settings, clock, db), folder, clock, {})
        started.append(served)
        return served

    yield start
    for served in started:
        served.server.stop()


def pages(served: Served) -> list[str]:
    """Every address of a page: what needs no id, is no file, and no data for a paired device."""
    rules = [rule for rule in served.server.app.url_map.iter_rules() if "GET" in rule.methods]
    plain = (one.rule for one in rules if not one.arguments and "." not in one.rule)
    return sorted(rule for rule in plain if not rule.startswith(("/kiosk/pack", "/api/stage/")))


def shown(served: Served, room: str) -> dict[str, Any]:
    """What a screen of the stage is given now."""
    screen = served.screen("/stage", room, "admin")
    got = [m["args"][0] for m in screen.get_received("/stage") if m["name"] == "snapshot"]
    screen.disconnect(namespace="/stage")
    snapshot: dict[str, Any] = got[-1]
    return snapshot


def press(served: Served, command: str) -> None:
    body = {
        "cue_id": str(uuid.uuid4()),
        "command": command,
        "revision": shown(served, "control")["rundown_revision"],
    }
    answer = served.client("admin").post("/stage/cues", json=body)
    assert answer.status_code == 200, answer.text


@pytest.mark.parametrize("name", PLANS)
def test_every_page_of_every_plan_opens(serve_plan: Callable[[str], Served], name: str) -> None:
    served = serve_plan(name)
    client, paths = served.client("admin"), pages(served)

    answers = {path: client.get(path, headers=HTML, buffered=True).status_code for path in paths}

    assert {"/admin/", "/admin/awards", "/stage/control", "/stage/hall"} <= set(paths)
    assert {path: status for path, status in answers.items() if status != 200} == {}


@pytest.mark.parametrize("name", PLANS)
def test_every_plan_runs_from_its_first_item_to_its_last(
    serve_plan: Callable[[str], Served], name: str
) -> None:
    served, plan = serve_plan(name), load_plan(name)

    for nth in range(len(plan.items)):
        press(served, "next" if nth else "start")
        served.clock.forward(minutes=7)
        assert shown(served, "hall")["now"]["title"] == plan.items[nth].title
    press(served, "finish")

    over = shown(served, "control")
    assert over["phase"] == "finished"
    assert {item["state"] for item in over["items"]} == {"done"}


@pytest.mark.parametrize("name", [name for name in PLANS if name != "so-khcn-2025"])
def test_screens_of_an_untimed_plan_are_given_no_time_that_nobody_said(
    serve_plan: Callable[[str], Served], name: str
) -> None:
    served = serve_plan(name)

    for room in ("control", "mc", "lobby"):
        snapshot = shown(served, room)
        times = {
            item[key]
            for item in snapshot["items"]
            for key in ("planned_start_ms", "planned_end_ms", "length_ms")
        }
        assert (times, snapshot["planned_end_ms"]) == ({None}, None)


def test_the_award_panel_shows_the_block_of_the_item_that_runs(
    serve_plan: Callable[[str], Served],
) -> None:
    served, plan = serve_plan("so-ngoai-vu-2025"), load_plan("so-ngoai-vu-2025")
    items_with_awards = [nth for nth, item in enumerate(plan.items) if item.awards]
    seen = []

    for nth in range(items_with_awards[-1] + 1):
        press(served, "next" if nth else "start")
        if nth in items_with_awards:
            seen.append(shown(served, "mc")["award"])

    assert [award["title"] for award in seen] == [award.title for award in plan.awards]
    assert [(award["batches"], award["next_id"]) for award in seen] == [([], None)] * 2


def test_the_awards_page_of_a_plan_names_the_award_and_says_that_nobody_is_listed(
    serve_plan: Callable[[str], Served],
) -> None:
    served = serve_plan("xa-dai-son-2025")

    page = served.client("admin").get("/admin/awards", headers=HTML).text

    assert "Giấy khen của Chủ tịch Ủy ban nhân dân xã Đại Sơn" in page
    assert "Chưa có danh sách người nhận" in page
    assert "chưa có phần khen thưởng" not in page
