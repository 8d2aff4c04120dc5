"""Deny by default on sockets too: a message that nobody declared does nothing."""

from __future__ import annotations

import pytest

from server.sockets import MAY_SEND, ScreenNamespace
from tests.server.conftest import Served
from tests.server.test_screens_follow import cue, newest
from tests.waiting import until


def test_every_message_that_is_handled_says_from_whom() -> None:
    handled = {name[3:] for name in dir(ScreenNamespace) if name.startswith("on_")}

    assert handled == set(MAY_SEND)


def test_a_handler_that_nobody_declared_is_never_called(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    called: list[str] = []
    monkeypatch.setattr(
        ScreenNamespace, "on_forgotten", lambda *_: called.append("forgotten"), raising=False
    )
    screen = served.screen("/stage", "mc", "admin")

    screen.emit("forgotten", namespace="/stage")

    assert called == []


@pytest.mark.parametrize("message", ["snapshot", "reload", "", "cue", "__init__", "any_event"])
def test_an_unknown_message_does_nothing(served: Served, message: str) -> None:
    screen, other = served.screen("/stage", "mc", "mc"), served.screen("/stage", "hall")
    before = served.client().get("/api/health").json["revision"]
    screen.get_received("/stage")
    other.get_received("/stage")

    screen.emit(message, {"room": "control"}, namespace="/stage")

    assert screen.get_received("/stage") == other.get_received("/stage") == []
    assert served.client().get("/api/health").json["revision"] == before
    assert screen.is_connected("/stage")


def test_a_screen_in_a_room_cannot_enter_another_by_a_message(served: Served) -> None:
    screen = served.screen("/stage", "hall", "admin")
    screen.get_received("/stage")

    screen.emit("connect", {}, {"room": "control"}, namespace="/stage")

    assert screen.get_received("/stage") == []
    assert served.server.screens.watching() == 1


def test_a_screen_that_says_it_left_hears_no_more(running: Served) -> None:
    screen, witness = (running.screen("/stage", "mc", "mc") for _ in range(2))
    revision = newest(running.screen("/stage", "control", "stage"), "/stage")["rundown_revision"]
    witness.get_received("/stage")
    screen.emit("disconnect", namespace="/stage")
    screen.get_received("/stage")

    cue(running, "start", revision)
    until(lambda: newest(witness, "/stage"))
    screen.emit("refresh", namespace="/stage")

    assert newest(screen, "/stage") == {}
