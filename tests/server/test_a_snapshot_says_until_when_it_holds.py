"""The next sitting's door opens without a fact: a snapshot says when; asked anew it is right."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from conference.clock import to_ms
from conference.identity import DOOR_OPENS_AHEAD, Sitting, next_sitting_opens, the_conference
from tests.server.conftest import Served
from tests.server.test_screens_follow import cue, newest

AN_HOUR = dt.timedelta(hours=1)
ROOMS = [
    ("/stage", "welcome", None),
    ("/kiosk", "door", None),
    ("/kiosk", "vip", "vip_reception"),
    ("/kiosk", "desk", "reception"),
    ("/kiosk", "leave", "supervisor"),
    ("/admin", "arrivals", "supervisor"),
]


def add_sitting(served: Served, ordinal: int, starts_at: dt.datetime) -> None:
    words = {"ordinal": ordinal, "name": f"Buổi {ordinal}"}
    one = Sitting(**words, starts_at=starts_at, ends_at=starts_at + AN_HOUR)
    served.db.write(lambda s: s.add(one))


def asked_anew(screen: Any, namespace: str) -> dict[str, Any]:
    screen.get_received(namespace)
    screen.emit("refresh", namespace=namespace)
    return newest(screen, namespace)


@pytest.mark.parametrize(("namespace", "room", "role"), ROOMS)
def test_every_room_says_when_the_next_door_opens(
    served: Served, namespace: str, room: str, role: str | None
) -> None:
    evening = served.clock() + dt.timedelta(hours=5)
    alone = newest(served.screen(namespace, room, role), namespace)
    add_sitting(served, 2, evening)

    before = newest(served.screen(namespace, room, role), namespace)

    assert alone["until_ms"] is None
    assert before["until_ms"] == to_ms(evening - DOOR_OPENS_AHEAD)


def test_the_lobby_that_asks_anew_at_that_moment_greets_the_next_sitting(served: Served) -> None:
    add_sitting(served, 2, served.clock() + dt.timedelta(hours=5))
    control = newest(served.screen("/stage", "control", "stage"), "/stage")
    cue(served, "start", control["rundown_revision"])
    lobby = served.screen("/stage", "welcome")
    before = newest(lobby, "/stage")

    served.clock.forward(hours=3)
    after = asked_anew(lobby, "/stage")

    assert (before["silent"], after["silent"]) == (True, False)
    assert after["revision"] == before["revision"]
    assert after["until_ms"] is None


def test_the_arrivals_that_are_asked_anew_count_the_next_sitting(served: Served) -> None:
    add_sitting(served, 2, served.clock() + dt.timedelta(hours=5))
    served.scan(served.codes[0])
    page = served.screen("/admin", "arrivals", "supervisor")
    before = newest(page, "/admin")

    served.clock.forward(hours=3)
    after = asked_anew(page, "/admin")

    assert (before["total"]["present"], after["total"]["present"]) == (1, 0)
    assert after["sitting"]["name"] == "Buổi 2"


def test_of_several_the_next_one_counts_and_after_the_last_there_is_none(served: Served) -> None:
    begins = served.clock() + dt.timedelta(hours=5)
    for ordinal, days in ((2, 0), (3, 1)):
        add_sitting(served, ordinal, begins + dt.timedelta(days=days))
    opens = begins - DOOR_OPENS_AHEAD

    with served.db.reading() as session:
        conference = the_conference(session)
        moments = [served.clock(), opens, opens + dt.timedelta(days=1)]
        found = [next_sitting_opens(conference, moment) for moment in moments]

    assert found == [opens, opens + dt.timedelta(days=1), None]
