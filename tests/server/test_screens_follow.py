"""Screens over sockets: whole snapshots, the right rooms for the right people, nothing secret."""

from __future__ import annotations

import json
import uuid
from typing import Any

import pytest
from flask_socketio.test_client import SocketIOTestClient

from conference.clock import to_ms
from tests.server.conftest import Served
from tests.waiting import until

ROOMS = [
    ("/kiosk", "door", None),
    ("/stage", "hall", None),
    ("/stage", "lobby", None),
    ("/stage", "mc", "mc"),
    ("/stage", "control", "stage"),
    ("/admin", "office", "reception"),
    ("/print", "desk", "print"),
]


def newest(screen: SocketIOTestClient, namespace: str, name: str = "snapshot") -> dict[str, Any]:
    got = [m["args"][0] for m in screen.get_received(namespace) if m["name"] == name]
    return got[-1] if got else {}


def presents(screen: SocketIOTestClient) -> list[int]:
    got = screen.get_received("/admin")
    return [m["args"][0]["present"] for m in got if m["name"] == "snapshot"]


def cue(served: Served, command: str, revision: int, cue_id: str | None = None) -> Any:
    body = {"cue_id": cue_id or str(uuid.uuid4()), "command": command, "revision": revision}
    return served.client("stage").post("/stage/cues", json=body)


def award_cue(served: Served, command: str, batch_id: int, revision: int) -> Any:
    body = {"cue_id": str(uuid.uuid4()), "command": command, "revision": revision}
    return served.client("stage").post("/stage/awards/cues", json=body | {"batch_id": batch_id})


@pytest.mark.parametrize(("namespace", "room", "role"), ROOMS)
def test_a_screen_gets_its_whole_room_when_it_connects(
    served: Served, namespace: str, room: str, role: str | None
) -> None:
    screen = served.screen(namespace, room, role)

    snapshot = newest(screen, namespace)

    assert snapshot["room"] == room
    assert snapshot["server_ms"] == to_ms(served.clock())
    assert snapshot["conference"]["title_lines"][3] == "TUYÊN DƯƠNG ĐIỂN HÌNH TIÊN TIẾN"
    assert snapshot["rehearsal"] is False


@pytest.mark.parametrize(
    ("namespace", "room", "role"),
    [
        ("/stage", "mc", None),
        ("/stage", "control", "mc"),
        ("/stage", "control", None),
        ("/admin", "office", "print"),
        ("/print", "desk", None),
        ("/stage", "nowhere", "admin"),
        ("/stage", "door", "admin"),
    ],
)
def test_a_room_that_is_not_ones_own_refuses_the_screen(
    served: Served, namespace: str, room: str, role: str | None
) -> None:
    screen = served.screen(namespace, room, role)

    assert not screen.is_connected(namespace)


def test_a_screen_that_names_no_room_is_refused(served: Served) -> None:
    screen = served.server.socketio.test_client(served.server.app, namespace="/stage")

    assert not screen.is_connected("/stage")


def test_a_cue_moves_every_stage_screen(running: Served) -> None:
    screens = {room: running.screen("/stage", room, "admin") for room in ("control", "mc", "hall")}
    first, *_ = (newest(screen, "/stage") for screen in screens.values())

    answer = cue(running, "start", first["rundown_revision"])
    shown = {room: until(lambda s=screen: newest(s, "/stage")) for room, screen in screens.items()}

    assert answer.json["done"] is True
    assert shown["control"]["now_id"] == shown["mc"]["now_id"] == first["next_id"]
    assert shown["hall"]["now"]["title"] == "Văn nghệ chào mừng"
    assert shown["control"]["revision"] > first["revision"]


def test_two_operators_who_press_together_make_one_step(served: Served) -> None:
    revision = newest(served.screen("/stage", "control", "stage"), "/stage")["rundown_revision"]

    first, second = cue(served, "start", revision), cue(served, "start", revision)

    assert first.status_code == 200
    assert second.status_code == 409
    assert second.json["error"]["code"] == "stale_rundown"
    assert "Điều hành sân khấu" in second.json["error"]["sentence"]


def test_a_double_press_is_one_step_and_says_so(served: Served) -> None:
    revision = newest(served.screen("/stage", "control", "stage"), "/stage")["rundown_revision"]
    cue_id = str(uuid.uuid4())

    first, again = (cue(served, "start", revision, cue_id) for _ in range(2))

    assert (first.json["repeat"], again.json["repeat"]) == (False, True)
    assert again.json["revision"] == first.json["revision"]


def test_an_arrival_does_not_make_the_stage_look_stale(served: Served) -> None:
    revision = newest(served.screen("/stage", "control", "stage"), "/stage")["rundown_revision"]

    served.scan(served.codes[0])
    answer = cue(served, "start", revision)

    assert answer.status_code == 200


def test_the_hall_sees_names_only_while_they_stand_on_the_stage(served: Served) -> None:
    control = newest(served.screen("/stage", "control", "stage"), "/stage")["award"]
    batch = control["batches"][0]
    seen = []

    seen.append(newest(served.screen("/stage", "hall"), "/stage")["award"])
    for command in ("call", "on_stage", "done"):
        revision = newest(served.screen("/stage", "control", "stage"), "/stage")["award"][
            "revision"
        ]
        award_cue(served, command, batch["id"], revision)
        seen.append(newest(served.screen("/stage", "hall"), "/stage")["award"])

    assert [bool(shown) for shown in seen] == [False, False, True, False]
    assert [one["name"] for one in seen[2]["names"]] == [one["name"] for one in batch["recipients"]]
    assert set(seen[2]) == {"form", "decision", "label", "names"}


def test_a_batch_left_open_covers_nothing_that_comes_after_it(served: Served) -> None:
    """Called or on stage as its item ended, it is shown again only where somebody means it."""

    def control() -> dict[str, Any]:
        return newest(served.screen("/stage", "control", "stage"), "/stage")

    def press(command: str) -> None:
        award_cue(served, command, batch, control()["award"]["revision"])

    def shown() -> tuple[bool, bool, bool]:
        mc = newest(served.screen("/stage", "mc", "mc"), "/stage")["award"]["in_turn"]
        hall = newest(served.screen("/stage", "hall"), "/stage")["award"]
        return control()["award"]["in_turn"], mc, hall is not None

    award = control()["award"]
    batch = award["next_id"]
    body = {"cue_id": str(uuid.uuid4()), "command": "start", "item_id": award["item_id"]}
    revision = {"revision": control()["rundown_revision"]}
    assert served.client("stage").post("/stage/cues", json=body | revision).status_code == 200
    press("call")
    press("on_stage")
    seen = [shown()]
    cue(served, "next", control()["rundown_revision"])
    seen.append(shown())
    press("undo")
    press("on_stage")
    seen.append(shown())
    cue(served, "finish", control()["rundown_revision"])
    seen.append(shown())
    cue(served, "back", control()["rundown_revision"])

    told = control()

    assert seen == [(True,) * 3, (False,) * 3, (True,) * 3, (False,) * 3]
    assert told["award"]["pressed_ms"] == told["server_ms"]


def test_public_screens_never_hold_the_award_order_or_who_is_absent(served: Served) -> None:
    award = newest(served.screen("/stage", "control", "stage"), "/stage")["award"]
    people = [batch for batch in award["batches"] if batch["kind"] == "individual"]
    names = {one["name"] for batch in people for one in batch["recipients"]}

    public = [
        json.dumps(newest(served.screen(space, room), space), ensure_ascii=False)
        for space, room in (("/stage", "hall"), ("/stage", "lobby"), ("/kiosk", "door"))
    ]

    assert len(names) == 23
    assert not any(name in shown for name in names for shown in public)
    assert not any('present": false' in shown for shown in public)


def test_the_public_lobby_is_not_told_who_pressed_the_button(served: Served) -> None:
    control = newest(served.screen("/stage", "control", "stage"), "/stage")
    cue(served, "start", control["rundown_revision"])

    staff = newest(served.screen("/stage", "control", "stage"), "/stage")
    lobby = newest(served.screen("/stage", "lobby"), "/stage")

    assert staff["last_cue"]["by"] == "Điều hành sân khấu"
    assert set(lobby) == {
        "room", "revision", "server_ms", "clock_turn", "until_ms", "rehearsal", "conference",
        "phase", "now_id", "next_id", "now_part", "last",
        "planned_end_ms", "items", "title_block", "opening",
    }  # fmt: skip


def test_a_screen_that_missed_something_learns_it_from_the_heartbeat(running: Served) -> None:
    screen = running.screen("/stage", "lobby")
    before = newest(screen, "/stage")["revision"]
    cue(running, "start", before)

    running.server.screens.beat()
    beat = newest(screen, "/stage", "heartbeat")
    screen.emit("refresh", namespace="/stage")
    after = newest(screen, "/stage")

    assert beat["revision"] > before
    assert beat["server_ms"] == to_ms(running.clock())
    assert after["revision"] == beat["revision"]


def test_a_screen_may_ask_for_the_servers_clock(served: Served) -> None:
    screen = served.screen("/stage", "hall")

    answer = screen.emit("clock", namespace="/stage", callback=True)

    assert answer == {"server_ms": to_ms(served.clock())}


def test_changes_that_follow_quickly_are_merged(running: Served) -> None:
    screen = running.screen("/admin", "office", "admin")
    screen.get_received("/admin")

    for code in running.codes[:40]:
        running.scan(code)
    got: list[int] = []
    until(lambda: got.extend(presents(screen)) or 40 in got)

    assert got == sorted(got)
    assert len(got) < 40


def test_a_screen_that_left_is_forgotten(served: Served) -> None:
    screen = served.screen("/stage", "hall")
    watching = served.server.screens.watching()

    screen.disconnect(namespace="/stage")

    assert (watching, served.server.screens.watching()) == (1, 0)


def test_the_stage_begins_in_two_minutes_when_a_demo_is_out_of_hours(served: Served) -> None:
    served.clock.forward(hours=-5)
    control = newest(served.screen("/stage", "control", "stage"), "/stage")

    answer = served.client("stage").post(
        "/stage/begin-soon", json={"revision": control["rundown_revision"]}
    )
    moved = newest(served.screen("/stage", "control", "stage"), "/stage")

    assert control["begin_soon"]["offered"] is True
    assert answer.json["done"] is True
    assert moved["items"][0]["planned_start_ms"] == to_ms(served.clock()) + 120_000
    lengths = [i["planned_end_ms"] - i["planned_start_ms"] for i in moved["items"]]
    assert lengths == [i["planned_end_ms"] - i["planned_start_ms"] for i in control["items"]]
