"""A touch at the entrance reaches the stage at once; the MC's list waits for its manager."""

from __future__ import annotations

from typing import Any

from tests.server.conftest import Served
from tests.server.test_screens_follow import cue, newest
from tests.server.vip.test_vip_reception import receive, touch
from tests.waiting import until


def stage(served: Served, room: str = "control") -> dict[str, Any]:
    shown: dict[str, Any] = newest(served.screen("/stage", room, "admin"), "/stage")["guests"]
    return shown


def hand_over(served: Served, ids: list[int], role: str = "stage") -> Any:
    return served.client(role).post("/stage/guests", json={"delegate_ids": ids})


def test_an_arrival_is_pushed_to_mc_and_control_in_protocol_order(running: Served) -> None:
    ids = receive(running)
    control, mc = (running.screen("/stage", room, "admin") for room in ("control", "mc"))
    for screen in (control, mc):
        screen.get_received("/stage")

    touch(running, ids[2], "arrived")
    touch(running, ids[0], "in_hall")

    def both() -> Any:
        here = newest(control, "/stage").get("guests", {"here": []})["here"]
        return here if len(here) == 2 else None

    def both_wait() -> Any:
        waiting = newest(mc, "/stage").get("introduction", {"waiting": []})["waiting"]
        return waiting if len(waiting) == 2 else None

    assert [(one["id"], one["ordinal"], one["state"]) for one in until(both)] == [
        (ids[0], 1, "in_hall"),
        (ids[2], 3, "arrived"),
    ]
    assert [one["id"] for one in until(both_wait)] == [ids[0], ids[2]]


def test_only_public_words_of_a_guest_reach_the_stage(served: Served) -> None:
    ids = receive(served)
    touch(served, ids[0], "arrived")

    (guest,) = stage(served)["here"]

    assert set(guest) == {
        "id", "ordinal", "name", "position", "unit", "state", "at_ms", "late", "here", "listed",
    }  # fmt: skip
    assert (guest["late"], guest["here"], guest["listed"]) == (False, True, False)
    assert stage(served, "control")["expected"] == 2


def test_the_list_of_the_mc_waits_for_the_stage_manager(served: Served) -> None:
    ids = receive(served)
    touch(served, ids[2], "arrived")
    before = stage(served)["mc_list"]

    answer = hand_over(served, [ids[2]])
    touch(served, ids[0], "arrived")
    after = stage(served)

    assert before == []
    assert answer.json == {"done": True, "delegate_ids": [ids[2]]}
    assert [one["id"] for one in after["mc_list"]] == [ids[2]]
    assert [one["listed"] for one in after["here"]] == [False, True]


def test_who_has_gone_keeps_the_line_until_the_list_is_made_anew(served: Served) -> None:
    ids = receive(served)
    touch(served, ids[0], "arrived")
    hand_over(served, [ids[0]])

    touch(served, ids[0], "expected")
    (line,) = stage(served)["mc_list"]
    hand_over(served, [])

    assert line["here"] is False
    assert stage(served)["mc_list"] == []


def test_who_comes_after_the_first_item_began_is_marked_late(served: Served) -> None:
    ids = receive(served)
    touch(served, ids[0], "arrived")
    control = newest(served.screen("/stage", "control", "stage"), "/stage")
    cue(served, "start", control["rundown_revision"])
    served.clock.forward(minutes=3)

    touch(served, ids[1], "arrived")

    assert [one["late"] for one in stage(served)["here"]] == [False, True]


def test_a_guest_does_not_make_the_rundown_look_stale(served: Served) -> None:
    ids = receive(served)
    control = newest(served.screen("/stage", "control", "stage"), "/stage")

    touch(served, ids[0], "arrived")
    answer = cue(served, "start", control["rundown_revision"])

    assert answer.status_code == 200


def test_only_the_stage_manager_moves_the_list(served: Served) -> None:
    answers = [hand_over(served, [1], role).status_code for role in ("mc", "vip_reception")]

    assert answers == [403, 403]


def test_a_name_that_is_put_right_is_news_for_the_wall_too(served: Served) -> None:
    guest_id, *_ = receive(served)
    before = newest(served.screen("/stage", "hall"), "/stage")["revision"]

    body = {"position": "Phó Chủ tịch"}
    served.client("admin").post(f"/admin/delegates/{guest_id}", json=body)

    assert newest(served.screen("/stage", "hall"), "/stage")["revision"] > before


def test_a_name_that_is_put_right_is_put_right_on_the_stage(running: Served) -> None:
    ids = receive(running)
    touch(running, ids[0], "arrived")
    screen = running.screen("/stage", "mc", "mc")
    screen.get_received("/stage")

    body = {"position": "Phó Chủ tịch"}
    done = running.client("admin").post(f"/admin/delegates/{ids[0]}", json=body)

    def put_right() -> bool:
        shown = newest(screen, "/stage").get("introduction", {"waiting": []})["waiting"]
        return [one["position"] for one in shown] == ["Phó Chủ tịch"]

    assert done.status_code == 200
    until(put_right)
