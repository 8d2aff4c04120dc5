"""The whole server on a machine whose clock is set: what screens are told, who stays signed in."""

from __future__ import annotations

import datetime as dt
import shutil
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from conference.clock import to_ms
from conference.database import Database
from server.app import create_server
from server.folder import DataFolder
from server.settings import Settings
from tests.machine_clock import MachineClock
from tests.server.conftest import Served

STEPS = [{"seconds": -10}, {"hours": -1}, {"seconds": 60}, {"days": 1}, {"days": -1}]


@pytest.fixture
def machine() -> MachineClock:
    return MachineClock()


@pytest.fixture
def hall(tmp_path: Path, demo_folder: Path, machine: MachineClock) -> Iterator[Served]:
    path = tmp_path / "data"
    shutil.copytree(demo_folder, path)
    folder, db = DataFolder(path), Database()
    db.open(f"sqlite:///{folder.file_of(folder.open_name or '')}")
    server = create_server(Settings(data_dir=path, virtual_printer_port=0), machine.steady(), db)
    yield Served(server, folder, machine, {})  # type: ignore[arg-type]
    server.stop()


def snapshot(hall: Served, room: str = "control", role: str | None = "stage") -> dict[str, Any]:
    screen = hall.screen("/stage", room, role)
    (message,) = [m for m in screen.get_received("/stage") if m["name"] == "snapshot"]
    shown: dict[str, Any] = message["args"][0]
    return shown


def start(hall: Served) -> None:
    seen = {"cue_id": str(uuid.uuid4()), "revision": snapshot(hall)["rundown_revision"]}
    assert hall.client("stage").post("/stage/cues", json=seen | {"command": "start"}).json["done"]


def look(hall: Served) -> None:
    assert hall.server.clock_watch is not None
    hall.server.clock_watch.round()


def run_ms(hall: Served) -> int:
    """How long the live item has run, as a screen counts it."""
    shown = snapshot(hall, "lobby", None)
    (live,) = [one for one in shown["items"] if one["id"] == shown["now_id"]]
    passed: int = shown["server_ms"] - live["started_ms"]
    return passed


def test_screens_count_on_and_the_control_chooses(hall: Served, machine: MachineClock) -> None:
    start(hall)
    stage = hall.client("stage")
    stage.get("/stage/control")

    for turn, step in enumerate(STEPS, start=1):
        machine.set_by(**step)
        machine.forward(seconds=10)
        look(hall)
        apart_ms = dt.timedelta(**step) // dt.timedelta(milliseconds=1)
        shown = snapshot(hall)
        assert shown["clock_warning"]["ms"] == pytest.approx(apart_ms, abs=10)
        assert run_ms(hall) == pytest.approx(turn * 10_000, abs=50)
        assert stage.get("/stage/control").status_code == 200, "nobody is signed out"

        assert stage.post("/stage/clock", json={"follow": True}).json == {"done": True}
        shown = snapshot(hall)
        assert (shown["clock_warning"], shown["clock_turn"]) == (None, turn)
        assert shown["server_ms"] == pytest.approx(to_ms(machine.wall), abs=10)
        assert run_ms(hall) == pytest.approx(turn * 10_000, abs=50)
        assert stage.get("/stage/control").status_code == 200, "nor afterwards"


def test_only_the_control_is_told_of_the_machines_clock(hall: Served) -> None:
    assert snapshot(hall)["clock_warning"] is None
    assert not any("clock_warning" in snapshot(hall, one, "mc") for one in ("mc", "hall", "lobby"))


def test_a_sign_in_still_ends_after_its_hours(hall: Served, machine: MachineClock) -> None:
    stage = hall.client("stage")
    with stage.session_transaction() as cookie:
        cookie.permanent = True
    machine.forward(hours=13)
    assert stage.get("/stage/control").status_code == 200

    machine.forward(hours=14, minutes=1)

    assert stage.get("/stage/control").status_code == 401


@pytest.mark.parametrize("follow", [True, False])
def test_without_a_second_clock_there_is_nothing_to_choose(served: Served, follow: bool) -> None:
    answer = served.client("stage").post("/stage/clock", json={"follow": follow})

    assert answer.json["error"]["code"] == "clocks_agree"


def test_another_conference_is_looked_at_anew(
    hall: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[str] = []
    watch = hall.server.clock_watch
    monkeypatch.setattr(hall.server.opened, "_write_invitations", lambda *_: None)
    monkeypatch.setattr(watch, "another_opened", lambda: looked.append("anew"))

    hall.server.opened.begin_rehearsal("operator:1", although_begun=True)

    assert looked == ["anew"]


def test_a_clock_that_is_set_loses_no_screen_and_keeps_no_dead_one(
    hall: Served, machine: MachineClock
) -> None:
    def seen() -> list[tuple[bool, int]]:
        return [(one.live, one.last_ms) for one in hall.server.screens.presence.seen()]

    hall.screen("/stage", "mc", "mc")
    looks = []
    for step in ({"hours": 1}, {"hours": -2}):
        machine.set_by(**step)
        look(hall)
        looks.append((seen(), to_ms(machine.wall)))
    machine.forward(seconds=6)
    silent = seen()

    assert [shown for shown, _ in looks] == [[(True, now_ms)] for _, now_ms in looks]
    assert silent == [(False, to_ms(machine.wall) - 6000)]
