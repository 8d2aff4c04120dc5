"""A bug that shows once silences no room, no heartbeat and no watch over the clock."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import Any

import pytest

from server import live, steady_clock
from server.steady_clock import ClockWatch, SteadyClock
from tests.server.conftest import Served
from tests.server.stage_screens.paired import new_screen, post, told
from tests.server.test_screens_follow import newest
from tests.waiting import until


class Once:
    """Fails the first time that it is asked, as a bug does, and then does what it stands for."""

    def __init__(self, real: Any, *, always: bool = False) -> None:
        self.real, self.asked, self.always = real, 0, always

    def __call__(self, *given: Any) -> Any:
        self.asked += 1
        if self.asked == 1 or self.always:
            raise KeyError("a bug")
        return self.real(*given)


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("MERGE_S", "HEARTBEAT_S", "AGAIN_S"):
        monkeypatch.setattr(live, name, 0.01)


def test_a_room_whose_question_failed_is_told_the_next_change(
    running: Served, caplog: pytest.LogCaptureFixture
) -> None:
    wall = running.screen("/stage", "hall")
    wall.get_received("/stage")
    audience = running.server.screens.audience("/stage", "hall")
    assert audience is not None
    once = Once(audience.room.question)
    audience.room = replace(audience.room, question=once)

    post(running, "/hall", showing="black")
    until(lambda: once.asked)
    post(running, "/hall", showing="title")

    assert until(lambda: newest(wall, "/stage"))["showing"] == "title"
    assert "telling the screens of hall" in caplog.text


def test_heartbeats_and_orders_go_on_after_a_bug(
    running: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    screens, device = running.server.screens, new_screen(running, view="hall")
    # Of a public view, so that it stays when it is switched.
    page = device.follow("hall")
    beat, orders = Once(screens.beat), Once(screens.give_orders)
    monkeypatch.setattr(screens, "beat", beat)
    monkeypatch.setattr(screens, "give_orders", orders)
    until(lambda: beat.asked)
    page.get_received("/stage")

    post(running, f"/screens/{device.id}/view", view="lobby")

    # Nobody switches it again: the order that the bug swallowed is given once more.
    assert until(lambda: told(page, "you"))[-1]["screen"]["view"] == "lobby"
    assert orders.asked > 1
    assert until(lambda: beat.asked > 2)


def test_a_bug_that_stays_with_one_room_leaves_the_others_their_heartbeats(
    running: Served, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    screens = running.server.screens
    first, last = sorted(("hall", "lobby"), key=[name for _, name in screens._audiences].index)
    broken, page = (running.screen("/stage", name) for name in (first, last))
    beat_one = screens._beat_one

    def beat(audience: Any) -> None:
        if audience.room.name == first:
            raise KeyError("a bug")
        beat_one(audience)

    monkeypatch.setattr(screens, "_beat_one", beat)
    monkeypatch.setattr(screens, "_drop_ended_sign_ins", Once(None, always=True))
    until(lambda: f"heartbeats of {first}" in caplog.text)
    for one in (broken, page):
        one.get_received("/stage")

    assert until(lambda: told(page, "heartbeat"))
    assert not told(broken, "heartbeat")


def test_the_watch_over_the_clock_goes_on_after_a_bug(
    served: Served, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(steady_clock, "LOOK_EVERY_S", 0.01)
    watch = ClockWatch(
        served.db, SteadyClock(), served.folder.alive_file, conference=lambda: "hall"
    )
    round_ = Once(watch.round)
    watch.begin()
    monkeypatch.setattr(watch, "round", round_)

    with caplog.at_level(logging.ERROR):
        watch._thread.start()
        until(lambda: round_.asked > 2)
    watch.stop()
    watch._thread.join()

    assert caplog.text.count("the watch over the clock failed") == 1
