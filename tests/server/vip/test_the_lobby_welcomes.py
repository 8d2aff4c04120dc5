"""The welcome screen: public, names who comes, never a guest of honour unasked, silent in time."""

from __future__ import annotations

import json
from typing import Any

from conference.doors import change_door
from tests.server.conftest import HTML, Served
from tests.server.test_screens_follow import cue, newest
from tests.server.vip.test_vip_reception import receive, touch
from tests.waiting import until


def welcome(served: Served) -> dict[str, Any]:
    return newest(served.screen("/stage", "welcome"), "/stage")


def test_the_page_opens_to_everybody_and_carries_the_title_lines(served: Served) -> None:
    page = served.client().get("/stage/welcome", headers=HTML)

    assert page.status_code == 200
    assert "title-name" in page.text


def test_who_comes_is_greeted_by_name_office_and_unit_and_nobody_is_counted(
    running: Served,
) -> None:
    screen = running.screen("/stage", "welcome")
    before = newest(screen, "/stage")

    name = running.scan(running.codes[60]).json["delegate"]["name"]
    shown = until(lambda: newest(screen, "/stage"))

    assert before["greetings"] == []
    (greeted,) = shown["greetings"]
    assert greeted["name"] == name
    assert set(greeted) == {"id", "address", "name", "position", "unit", "at_ms"}
    assert set(shown) == {
        "room", "revision", "server_ms", "clock_turn", "until_ms", "rehearsal", "conference",
        "silent", "now", "title_block", "greetings",
    }  # fmt: skip


def test_a_refused_scan_shows_nobody(served: Served) -> None:
    served.scan("0" * 27)

    assert welcome(served)["greetings"] == []


def test_honoured_guests_are_greeted_in_public_only_where_that_was_asked(served: Served) -> None:
    ids = receive(served)
    touch(served, ids[0], "arrived")
    unasked = welcome(served)["greetings"]

    change = {"greet_honoured": True}
    served.db.write(lambda s: change_door(s, change, at=served.clock(), by="operator:1"))

    assert unasked == []
    assert [one["id"] for one in welcome(served)["greetings"]] == [ids[0]]


def test_from_the_first_item_on_there_is_the_present_item_and_nobody_else(served: Served) -> None:
    name = served.scan(served.codes[60]).json["delegate"]["name"]
    control = newest(served.screen("/stage", "control", "stage"), "/stage")
    cue(served, "start", control["rundown_revision"])

    shown = welcome(served)

    assert (shown["silent"], shown["greetings"]) == (True, [])
    assert shown["now"]["title"] == "Văn nghệ chào mừng"
    assert name not in json.dumps(shown, ensure_ascii=False)
