"""Who is there: screens and staff answer heartbeats; silence is noticed, builds are compared."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from conference.clock import to_ms
from conference.journal import head
from conference.refusals import NotReadable
from server.live import HEARTBEAT_S
from server.presence import SILENT
from tests.server.conftest import Served
from tests.server.stage_screens.paired import listed, new_screen, post, told
from tests.waiting import until


def the_screen(served: Served) -> dict[str, Any]:
    [screen] = listed(served)["screens"]
    assert isinstance(screen, dict)
    return screen


def build_of(served: Served) -> str:
    page = served.client("stage").get("/stage/control").text
    return page.split('data-build="')[1].split('"')[0]


def test_a_screen_goes_from_its_code_to_being_there(served: Served) -> None:
    offer = post(served, "/screens", name="Bục MC", view="mc").json
    states = [the_screen(served)["state"]]
    until_ms = the_screen(served)["code_until_ms"]
    browser = served.client()
    browser.post("/api/pair", json={"pairing_code": offer["pairing_code"]})
    states.append(the_screen(served)["state"])

    assert states == ["unpaired", "unseen"]
    assert until_ms == offer["expires_ms"] == to_ms(served.clock()) + 600_000


def test_what_answers_is_there_and_what_is_silent_is_lost_within_ten_seconds(
    served: Served,
) -> None:
    page = new_screen(served).follow("mc", build=build_of(served))
    seen = []

    for _ in range(3):
        served.clock.forward(seconds=4)
        page.emit("here", namespace="/stage")
        seen.append(the_screen(served)["state"])
    last_ms = to_ms(served.clock())
    served.clock.forward(seconds=5)
    seen.append(the_screen(served)["state"])
    served.clock.forward(milliseconds=1)
    fallen = the_screen(served)

    assert [*seen, fallen["state"]] == ["live", "live", "live", "live", "lost"]
    assert fallen["last_ms"] == last_ms
    # A heartbeat, the silence, and the control's look each three seconds.
    assert HEARTBEAT_S + SILENT.total_seconds() + 3 <= 10


def test_a_closed_page_is_lost_at_once_and_back_when_it_comes_back(served: Served) -> None:
    device = new_screen(served)
    page = device.follow("mc")
    since_ms = the_screen(served)["since_ms"]

    page.disconnect(namespace="/stage")
    lost = the_screen(served)["state"]
    served.clock.forward(minutes=10)
    later = the_screen(served)["state"]
    device.follow("mc")

    assert (lost, later, the_screen(served)["state"]) == ("lost", "lost", "live")
    assert the_screen(served)["since_ms"] == since_ms + 600_000


def test_an_old_page_is_marked_and_one_of_today_is_not(served: Served) -> None:
    device = new_screen(served)

    device.follow("mc", build="0.0.9+old")
    old = the_screen(served)
    device.follow("mc", build=build_of(served))

    assert (old["build"], old["old_build"]) == ("0.0.9+old", True)
    assert the_screen(served)["old_build"] is False


def test_staff_pages_are_listed_by_who_opened_them(served: Served) -> None:
    pages = [served.screen("/stage", "mc", "mc"), served.screen("/stage", "control", "stage")]
    served.screen("/stage", "hall", "mc")
    served.screen("/admin", "office", "admin")

    first = listed(served)["staff"]
    pages[0].disconnect(namespace="/stage")
    second = listed(served)["staff"]
    served.clock.forward(minutes=6)
    third = listed(served)["staff"]

    assert [(one["room"], one["state"]) for one in first] == [("mc", "live"), ("control", "live")]
    assert [one["role"] for one in first] == ["Người dẫn chương trình", "Điều hành sân khấu"]
    assert [one["state"] for one in second] == ["lost", "live"]
    assert [(one["room"], one["state"]) for one in third] == [("control", "lost")]


def test_a_page_of_the_office_that_follows_the_stage_is_nobody_who_fell(served: Served) -> None:
    page = served.server.socketio.test_client(
        served.server.app,
        namespace="/stage",
        auth={"room": "cues", "office": True},
        flask_test_client=served.client("technician"),
    )
    told_of = told(page, "you")
    here = listed(served)["staff"]
    page.disconnect(namespace="/stage")

    assert (told_of, here, listed(served)["staff"]) == ([], [], [])


def test_a_staff_page_that_was_closed_is_nobody_who_fell_and_a_dark_wall_is(served: Served) -> None:
    office, wall = served.screen("/stage", "mc", "mc"), new_screen(served).follow("mc")

    for page in (office, wall):
        page.emit("leaving", namespace="/stage")
        page.disconnect(namespace="/stage")

    assert listed(served)["staff"] == []
    assert the_screen(served)["state"] == "lost"


def test_a_page_that_was_not_closed_after_all_may_still_fall(served: Served) -> None:
    page = served.screen("/stage", "mc", "mc")

    page.emit("leaving", namespace="/stage")
    page.emit("here", namespace="/stage")
    page.disconnect(namespace="/stage")

    assert [one["state"] for one in listed(served)["staff"]] == ["lost"]


def test_a_page_loaded_anew_is_one_page_and_two_machines_are_two(served: Served) -> None:
    first = served.screen("/stage", "mc", "mc")
    first.disconnect(namespace="/stage")
    served.screen("/stage", "mc", "mc")
    anew = listed(served)["staff"]

    served.screen("/stage", "mc", "mc")
    two = listed(served)["staff"]

    assert ([one["state"] for one in anew], len(two)) == (["live"], 2)


def test_public_viewers_are_asked_nothing_and_only_counted(served: Served) -> None:
    viewers = [served.screen("/stage", "hall") for _ in range(3)]
    watched = served.screen("/stage", "mc", "mc")

    words = listed(served)

    assert [told(one, "you") for one in viewers] == [[], [], []]
    assert told(watched, "you") == [{"screen": None}]
    assert words["viewers"]["hall"] == 3
    assert words["screens"] == []
    assert [one["room"] for one in words["staff"]] == ["mc"]


def test_a_view_opened_by_hand_on_a_screens_machine_is_not_the_screen(served: Served) -> None:
    device = new_screen(served, view="hall")

    page = device.follow("hall", named=False)

    assert told(page, "you") == []
    assert the_screen(served)["state"] == "unseen"


def test_a_flashed_screen_shows_its_name_and_a_missing_one_is_said_to_be(served: Served) -> None:
    device = new_screen(served)

    nobody = post(served, f"/screens/{device.id}/flash").json
    page = device.follow("mc")
    shown = post(served, f"/screens/{device.id}/flash").json

    assert (nobody["shown"], shown["shown"]) == (False, True)
    assert told(page, "flash") == [{"name": "Bục MC"}]


def test_presence_is_recorded_nowhere(served: Served) -> None:
    device = new_screen(served)
    with served.db.reading() as session:
        before = head(session)

    page = device.follow("mc")
    page.emit("here", namespace="/stage")
    post(served, f"/screens/{device.id}/flash")
    page.disconnect(namespace="/stage")
    listed(served)

    with served.db.reading() as session:
        assert head(session) == before


def test_orders_that_cannot_be_read_now_are_given_when_they_can(
    serve: Callable[..., Served], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("server.live.AGAIN_S", 0.01)
    running = serve()
    running.server.start()
    device = new_screen(running)
    page = device.follow("mc")
    page.get_received("/stage")
    paired, tried = running.server.screens.paired, []

    def not_now(token: str) -> None:
        tried.append(token)
        raise NotReadable

    with monkeypatch.context() as patch:
        patch.setattr(paired, "holding", not_now)
        post(running, f"/screens/{device.id}/view", view="hall")
        until(lambda: len(tried) > 1)
    [you] = until(lambda: told(page, "you"))

    assert you["screen"]["view"] == "hall"
