"""The disk fails for a moment: screens keep waiting and are told once it answers again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from conference.database import Database
from conference.refusals import NotReadable
from server import live
from tests.server.conftest import HTML, Served
from tests.server.test_screens_follow import cue, newest
from tests.waiting import until


class Disk:
    """Fails for everybody who reads, as long as a test wants."""

    def __init__(self, db: Database) -> None:
        self.failing, self.refused = False, 0
        self._real = db.reading

    @contextmanager
    def reading(self) -> Iterator[Any]:
        if self.failing:
            self.refused += 1
            raise NotReadable
        with self._real() as session:
            yield session


@pytest.fixture
def disk_of(monkeypatch: pytest.MonkeyPatch) -> Callable[[Served], Disk]:
    def give(served: Served) -> Disk:
        disk = Disk(served.db)
        monkeypatch.setattr(served.db, "reading", disk.reading)
        return disk

    monkeypatch.setattr(live, "AGAIN_S", 0.05)
    monkeypatch.setattr(live, "HEARTBEAT_S", 0.05)
    return give


def test_a_room_that_could_not_be_read_is_sent_once_it_can_be(running: Served, disk_of) -> None:
    disk = disk_of(running)
    hall = running.screen("/stage", "hall")
    revision = newest(running.screen("/stage", "control", "stage"), "/stage")["rundown_revision"]
    hall.get_received("/stage")
    cue(running, "start", revision)
    until(lambda: newest(hall, "/stage"))
    disk.failing = True
    (audience,) = (
        one
        for one in running.server.screens._audiences.values()
        if one.screens and one.room.name == "hall"
    )
    audience.changed.set()
    refused = disk.refused
    until(lambda: disk.refused > refused)
    hall.get_received("/stage")

    disk.failing = False
    shown = until(lambda: newest(hall, "/stage"))

    assert shown["phase"] == "running"


def test_heartbeats_go_on_after_a_round_that_failed(running: Served, disk_of) -> None:
    disk = disk_of(running)
    hall, mc = running.screen("/stage", "hall"), running.screen("/stage", "mc", "mc")
    disk.failing = True
    until(lambda: disk.refused > 2)
    hall.get_received("/stage")

    disk.failing = False

    assert until(lambda: newest(hall, "/stage", "heartbeat"))
    assert mc.is_connected("/stage")


def test_a_screen_that_comes_meanwhile_is_refused_and_not_left_waiting(
    served: Served, disk_of
) -> None:
    disk = disk_of(served)
    clients = {"hall": served.client(), "mc": served.client("mc")}
    disk.failing = True

    def connect(room: str) -> bool:
        screen = served.server.socketio.test_client(
            served.server.app,
            namespace="/stage",
            auth={"room": room},
            flask_test_client=clients[room],
        )
        connected: bool = screen.is_connected("/stage")
        return connected

    during, watching = [connect(room) for room in clients], served.server.screens.watching()
    disk.failing = False
    after = [connect(room) for room in clients]

    assert (during, watching) == ([False, False], 0)
    assert after == [True, True]


def test_a_refresh_that_cannot_be_answered_leaves_the_screen_connected(
    served: Served, disk_of
) -> None:
    disk = disk_of(served)
    hall = served.screen("/stage", "hall")
    hall.get_received("/stage")
    disk.failing = True

    hall.emit("refresh", namespace="/stage")
    during = newest(hall, "/stage")
    disk.failing = False
    hall.emit("refresh", namespace="/stage")

    assert during == {}
    assert newest(hall, "/stage")["room"] == "hall"


@pytest.mark.parametrize("page", ["/", "/sign-in", "/stage/mc", "/admin/", "/nowhere"])
def test_a_page_is_answered_in_words_by_its_own_or_by_the_error_page(
    served: Served, disk_of, page: str
) -> None:
    disk, admin = disk_of(served), served.client("admin")
    disk.failing = True

    answer = admin.get(page, headers=HTML)

    assert answer.status_code in {200, 404, 503}
    assert "<html" in answer.text
