"""The MC's screen is given what is read soon, and only that: a join stays small."""

from __future__ import annotations

import json
from typing import Any

from tests.server.conftest import Served
from tests.server.test_screens_follow import award_cue, cue, newest
from tests.server.vip.test_guests_reach_the_stage import hand_over
from tests.server.vip.test_vip_reception import receive, touch
from tests.waiting import until

LARGEST_JOIN = 10_000


def shown(served: Served, room: str = "mc") -> dict[str, Any]:
    return newest(served.screen("/stage", room, "admin"), "/stage")


def press(served: Served, *commands: str) -> None:
    for command in commands:
        revision = shown(served, "control")["rundown_revision"]
        assert cue(served, command, revision).status_code == 200


def item_ids(snapshot: dict[str, Any]) -> list[int]:
    return [item["id"] for item in snapshot["items"]]


def test_before_the_start_the_words_of_the_first_two_items_are_there(served: Served) -> None:
    told = shown(served)

    assert [one["item_id"] for one in told["script"]] == item_ids(told)[:2]
    assert all(page["words"] for one in told["script"] for page in one["pages"])


def test_the_words_follow_the_rundown_to_the_last_item(served: Served) -> None:
    press(served, "start", "next")
    second = shown(served)
    press(served, *["next"] * (len(second["items"]) - 2))
    last = shown(served)
    press(served, "finish")
    over = shown(served)

    assert [one["item_id"] for one in second["script"]] == item_ids(second)[1:3]
    assert [one["item_id"] for one in last["script"]] == item_ids(last)[-1:]
    assert (over["phase"], over["script"]) == ("finished", [])


def test_parts_are_sent_of_what_is_on_and_what_comes_next_only(served: Served) -> None:
    with_parts = [item["number"] for item in shown(served, "control")["items"] if item["entries"]]
    first = shown(served)

    assert len(with_parts) == 2
    assert [item["number"] for item in first["items"] if item.get("entries")] == with_parts[:1]
    assert "details" not in first


def test_who_is_in_the_hall_and_on_the_list_is_a_line(served: Served) -> None:
    ids = receive(served)
    touch(served, ids[0], "in_hall")
    touch(served, ids[1], "arrived")
    hand_over(served, ids[:1])

    told = shown(served)

    assert [line["ids"] for line in told["introduction"]["lines"]] == [[ids[0]]]
    assert [one["id"] for one in told["introduction"]["waiting"]] == [ids[1]]
    assert (told["introduction"]["waits"], told["guests"]) == (1, {"present": 2, "expected": 1})


def test_a_mark_of_the_mc_is_on_every_mc_screen(running: Served) -> None:
    ids = receive(running)
    touch(running, ids[0], "in_hall")
    hand_over(running, ids[:1])
    screen = running.screen("/stage", "mc", "mc")
    screen.get_received("/stage")

    marked = running.client("mc").post("/stage/introductions", json={"delegate_ids": ids[:1]})

    def introduced() -> bool:
        lines = newest(screen, "/stage").get("introduction", {"lines": []})["lines"]
        return [line["introduced"] for line in lines] == [True]

    assert marked.status_code == 200
    until(introduced)


def test_new_words_reach_the_mc_at_once(running: Served) -> None:
    screen = running.screen("/stage", "mc", "mc")
    first = newest(screen, "/stage")["script"][0]["item_id"]

    office, address = running.client("admin"), f"/admin/scripts/items/{first}"
    seen = office.get(address).json["revision"]
    written = office.post(address, json={"words": "Kính thưa Hội nghị!", "seen": seen})

    def read_out() -> bool:
        script = newest(screen, "/stage").get("script", [{"pages": [{"words": ""}]}])
        return bool(script[0]["pages"][0]["words"] == "Kính thưa Hội nghị!")

    assert written.status_code == 200, written.text
    until(read_out)


def test_names_are_those_of_the_batch_that_is_called(served: Served) -> None:
    award = shown(served, "control")["award"]
    award_cue(served, "call", award["next_id"], award["revision"])

    told = shown(served)["award"]

    assert len(told["batches"]) > 2
    assert [one["id"] for one in told["batches"] if one["recipients"]] == [told["called_id"]]
    assert all(one["count"] for one in told["batches"])


def test_a_full_list_of_guests_still_joins_in_one_small_message(served: Served) -> None:
    ids = receive(served, 20)
    for one in ids:
        touch(served, one, "in_hall")
    hand_over(served, ids[:16])

    told = shown(served)

    assert sum(len(line["ids"]) for line in told["introduction"]["lines"]) == 16
    size = len(json.dumps(told, separators=(",", ":"), ensure_ascii=False).encode())
    assert size < LARGEST_JOIN, size
