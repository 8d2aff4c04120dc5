"""The server is stopped, and killed at any moment, while the programme runs.

Longer in `make faults`: see tests/fault_rounds.py.
"""

from __future__ import annotations

import random
import signal
import statistics
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
import requests
import socketio

from conference.agenda import Cue
from conference.clock import system_clock
from conference.database import Database
from conference.journal import broken_link
from conference.remotes import Caller, make_remote
from conference.screens import Showing, hall_now
from conference.screens.records import StageMessage
from stage.remote_presses import Presses
from tests.factories import all_rows, at_one_instant, new_id
from tests.fault_rounds import rounds
from tests.running import RunningServer

KILLS = rounds(2, 50)
STOPPED_S = rounds(1, 5)
CLIENTS = 20
TRIPS = 5
AGREE_MS = 100
"""How far apart two screens may be; nobody in a hall sees that."""


class Desk:
    """A remote control of the running server."""

    def __init__(self, day: RunningServer) -> None:
        self.day, db = day, open_records(day)
        offer = db.write(
            lambda s: make_remote(s, name="Thử máy", at=system_clock(), by="operator:1")
        )
        db.close()
        self._caller = Caller(offer.remote_id, "")
        self.headers = {"Authorization": f"Bearer {offer.token}"}

    def get(self) -> dict[str, Any]:
        return self._told(requests.get(self._url("state"), headers=self.headers, timeout=20))

    def post(self, path: str, **body: Any) -> dict[str, Any]:
        answer = requests.post(self._url(path), json=body, headers=self.headers, timeout=20)
        return self._told(answer)

    def press(self, path: str, cue_id: str) -> dict[str, Any]:
        return self.post(path, cue_id=cue_id)

    def kept_as(self, path: str, named: str) -> str:
        """Under which id the records keep this press."""
        return Presses(time.monotonic).cue_id(self._caller, path, named)

    def _url(self, path: str) -> str:
        return f"{self.day.url}/api/stage/{path}"

    @staticmethod
    def _told(answer: requests.Response) -> dict[str, Any]:
        answer.raise_for_status()
        said: dict[str, Any] = answer.json()
        return said


def open_records(day: RunningServer) -> Database:
    db = Database()
    db.open(f"sqlite:///{day.folder}/conferences/so-khcn-demo.db")
    return db


@pytest.fixture(autouse=True)
def _no_end(request: pytest.FixtureRequest) -> Iterator[None]:
    """Whatever fails, no stopped process is left behind."""
    day: RunningServer = request.getfixturevalue("fresh_day")
    yield
    if day._process is not None:
        day._process.send_signal(signal.SIGCONT)
        day.stop()


def test_nothing_that_was_acknowledged_is_lost(fresh_day: RunningServer) -> None:
    """Killed 0 to 50 ms after the answer to a cue, while more of them are on their way."""
    day, desk = fresh_day, Desk(fresh_day)
    chance = random.Random(5)
    answered: list[str] = []
    said: list[int] = []
    day.start()
    desk.press("step", "begin")

    for nth in range(KILLS):
        if nth:
            day.start()
            assert desk.get()["phase"] in {"running", "held"}
        said.append(desk.post("message", to="mc", words=f"Lời nhắn {nth}")["message_id"])
        desk.post("hall", showing="black" if nth % 2 else "title", sure=True)
        _press_until_killed(day, desk, answered, after_s=chance.uniform(0, 0.05))
        db = open_records(day)
        kept = {cue.cue_id for cue in all_rows(db, Cue)}
        assert {one for one in answered if one not in kept} == set()
        assert {one.id for one in all_rows(db, StageMessage)} >= set(said)
        with db.reading() as session:
            assert hall_now(session).showing is (Showing.BLACK if nth % 2 else Showing.TITLE)
            assert broken_link(session) is None
        db.close()

    day.start()
    before = desk.get()["revision"]
    again = desk.press("step", "begin")
    assert (again["repeat"], again["revision"]) == (True, before)
    assert len(answered) >= KILLS


def _press_until_killed(
    day: RunningServer, desk: Desk, answered: list[str], *, after_s: float
) -> None:
    """Hold and resume on and on; kill the server so long after it answered for the third time."""
    enough, total = threading.Event(), len(answered) + 3

    def go_on() -> None:
        path = "resume" if desk.get()["phase"] == "held" else "hold"
        while True:
            named = new_id()
            desk.press(path, named)
            answered.append(desk.kept_as(path, named))
            path = "resume" if path == "hold" else "hold"
            if len(answered) >= total:
                enough.set()

    def until_it_is_gone() -> None:
        try:
            go_on()
        except requests.RequestException:
            return

    pressing = threading.Thread(target=until_it_is_gone)
    pressing.start()
    assert enough.wait(30)
    threading.Event().wait(after_s)
    day.kill()
    pressing.join(30)


class Screens:
    """Screens of the hall that measure the server's clock as browsers do."""

    def __init__(self, url: str, count: int) -> None:
        self._clients = [socketio.Client(reconnection=False) for _ in range(count)]
        for client in self._clients:
            client.connect(
                url,
                namespaces=["/stage"],
                auth={"room": "hall"},
                transports=["websocket"],
                wait_timeout=20,
            )

    def offsets_ms(self) -> list[float]:
        """By how much each finds the server's clock ahead of its own: the best of five trips."""
        return [self._offset_ms(client) for client in self._clients]

    @staticmethod
    def _offset_ms(client: Any) -> float:
        trips = []
        for _ in range(TRIPS):
            sent = time.monotonic() * 1000
            server_ms = client.call("clock", namespace="/stage", timeout=20)["server_ms"]
            back = time.monotonic() * 1000
            trips.append((back - sent, server_ms - (sent + back) / 2))
        return min(trips)[1]

    def close(self) -> None:
        # Each waits for seconds until its own threads have noticed.
        at_one_instant([client.disconnect for client in self._clients])


def test_a_server_that_stood_still_moves_no_screen(fresh_day: RunningServer) -> None:
    """Stopped for seconds and let go: twenty screens agree on the second, before and after."""
    day, desk = fresh_day, Desk(fresh_day)
    day.start()
    desk.press("step", "begin")
    screens = Screens(day.url, CLIENTS)
    before_ms, first = screens.offsets_ms(), desk.get()
    began_s = time.monotonic()

    assert day._process is not None
    day._process.send_signal(signal.SIGSTOP)
    answers: list[dict[str, Any]] = []
    waiting = [
        threading.Thread(target=lambda: answers.append(desk.press("hold", "while it stood")))
        for _ in range(2)
    ]
    for one in waiting:
        one.start()
    threading.Event().wait(STOPPED_S)
    day._process.send_signal(signal.SIGCONT)
    for one in waiting:
        one.join(20)
    desk.press("resume", "afterwards")
    after_ms, last = screens.offsets_ms(), desk.get()
    gone_ms = (time.monotonic() - began_s) * 1000
    screens.close()

    assert max(before_ms) - min(before_ms) < AGREE_MS
    assert max(after_ms) - min(after_ms) < AGREE_MS
    assert abs(statistics.median(after_ms) - statistics.median(before_ms)) < AGREE_MS
    assert sorted(one["repeat"] for one in answers) == [False, True]
    assert last["server_ms"] - first["server_ms"] == pytest.approx(gone_ms, abs=1000)
    ran_ms = first["now"]["left_ms"] - last["now"]["left_ms"]
    assert 0 <= ran_ms <= gone_ms + AGREE_MS


def test_the_clock_goes_on_while_the_server_is_away(fresh_day: RunningServer) -> None:
    day, desk = fresh_day, Desk(fresh_day)
    day.start()
    desk.press("step", "begin")
    asked_s = time.monotonic()
    before = desk.get()
    told_s = time.monotonic()
    day.stop()

    day.start()
    asked_again_s = time.monotonic()
    after = desk.get()
    told_again_s = time.monotonic()

    least_ms, most_ms = (asked_again_s - told_s) * 1000, (told_again_s - asked_s) * 1000
    assert after["phase"] == "running"
    assert least_ms - 20 <= after["server_ms"] - before["server_ms"] <= most_ms + 20
    ran_ms = before["now"]["left_ms"] - after["now"]["left_ms"]
    assert least_ms - 20 <= ran_ms <= most_ms + 20
