"""The stage manager's doors beside the cues: order, notes, cuts, buttons; nobody is overwritten."""

from __future__ import annotations

import uuid
from typing import Any

import pytest

from conference.agenda import AgendaItem
from conference.clock import to_ms
from conference.identity import Sitting
from tests.server.conftest import Served


def shown(served: Served) -> dict[str, Any]:
    """What the control page shows now."""
    screen = served.screen("/stage", "control", "stage")
    got = [one["args"][0] for one in screen.get_received("/stage") if one["name"] == "snapshot"]
    newest: dict[str, Any] = got[-1]
    return newest


def press(served: Served, command: str, role: str = "stage", **more: Any) -> Any:
    seen = more.pop("revision", None) or shown(served)["rundown_revision"]
    body = {"cue_id": str(uuid.uuid4()), "command": command, "revision": seen, **more}
    return served.client(role).post("/stage/cues", json=body)


def ask(served: Served, path: str, role: str = "stage", **body: Any) -> Any:
    seen = {"revision": shown(served)["rundown_revision"]}
    return served.client(role).post(path, json=seen | body)


def code(answer: Any) -> str:
    return answer.json["error"]["code"]


def order(served: Served) -> list[int]:
    return [item["id"] for item in shown(served)["items"]]


def item_at(served: Served, nth: int) -> dict[str, Any]:
    item: dict[str, Any] = shown(served)["items"][nth]
    return item


def protect(served: Served, item_id: int) -> None:
    def change(session: Any) -> None:
        session.get_one(AgendaItem, item_id).protected = True

    served.db.write(change)


def test_the_big_button_goes_through_the_parts_before_it_goes_on(served: Served) -> None:
    steps = [shown(served)["step"]]
    for _ in range(4):
        step = steps[-1]
        target = {"part": step["part"]} if step["part"] else {}
        assert press(served, step["command"], item_id=step["item_id"], **target).status_code == 200
        steps.append(shown(served)["step"])

    first, second = (item["id"] for item in shown(served)["items"][:2])
    assert [(one["command"], one["item_id"]) for one in steps] == [
        ("start", first), ("part", first), ("part", first), ("part", first), ("next", second),
    ]  # fmt: skip
    entries = item_at(served, 0)["entries"]
    assert [one["state"] for one in entries] == ["done", "done", "live"]
    assert shown(served)["now_part"] == {"kind": "entry", "id": entries[2]["id"]}


def test_what_is_held_goes_on_first_and_the_last_item_only_ends(served: Served) -> None:
    press(served, "start", item_id=order(served)[0])
    press(served, "hold")
    held = shown(served)["step"]
    press(served, "resume")
    for _ in order(served)[1:]:
        press(served, "next")
    last = item_at(served, -1)
    for _ in last["entries"] + last["steps"]:
        press(served, "part")
    end = shown(served)["step"]
    press(served, "finish")

    assert held["command"] == "resume"
    assert end == {"command": "finish", "item_id": last["id"], "part": None}
    assert shown(served)["step"] is None


def test_nothing_is_left_out_without_a_reason_nor_what_is_protected_without_consent(
    served: Served,
) -> None:
    _, second, third, *_ = order(served)
    protect(served, third)

    unsaid = press(served, "skip", item_id=second)
    unasked = press(served, "skip", item_id=third, reason="Không đủ thời gian")
    agreed = press(
        served, "skip", item_id=third, reason="Không đủ thời gian", agreed_by="Đ/c Giám đốc Sở"
    )

    assert (code(unsaid), code(unasked)) == ("skip_reason_needed", "skip_consent_needed")
    assert agreed.status_code == 200
    detail = shown(served)["details"][str(third)]
    assert (detail["reason"], detail["agreed_by"]) == ("Không đủ thời gian", "Đ/c Giám đốc Sở")


def test_a_part_is_left_out_and_comes_back(served: Served) -> None:
    first = item_at(served, 0)
    part = {"kind": "entry", "id": first["entries"][1]["id"]}

    press(served, "skip", item_id=first["id"], part=part, reason="Người thực hiện vắng mặt")
    left_out = item_at(served, 0)["entries"][1]["state"]
    press(served, "restore", item_id=first["id"], part=part)

    assert left_out == "skipped"
    assert item_at(served, 0)["entries"][1]["state"] == "planned"


def test_why_the_hall_stands_still_is_said_afterwards_and_the_clock_of_the_hold_goes_on(
    served: Served,
) -> None:
    press(served, "hold", reason="Chờ lãnh đạo")
    began = shown(served)["start_held"]["since_ms"]
    served.clock.forward(minutes=3)
    press(served, "hold", reason="Chờ đại biểu ổn định chỗ ngồi")

    assert shown(served)["start_held"] == {
        "since_ms": began, "reason": "Chờ đại biểu ổn định chỗ ngồi",
    }  # fmt: skip
    press(served, "resume")
    assert shown(served)["start_held"] is None


def test_what_waits_changes_places_and_the_change_is_taken_back(served: Served) -> None:
    before = order(served)
    press(served, "start", item_id=before[0])

    moved = ask(served, "/stage/order", item_id=before[3], after_id=before[0])
    after, undoable = order(served), shown(served)["edit_undoable"]
    undone = ask(served, "/stage/edits/undo")

    assert (moved.status_code, undone.status_code) == (200, 200)
    assert after == [before[0], before[3], before[1], before[2], *before[4:]]
    assert undoable
    assert order(served) == before
    assert code(ask(served, "/stage/edits/undo")) == "nothing_to_undo"


def test_what_has_begun_keeps_its_place_and_what_is_over_its_note(served: Served) -> None:
    first, second, *_ = order(served)
    press(served, "start", item_id=first)

    refused = [
        ask(served, "/stage/order", item_id=first, after_id=second),
        ask(served, "/stage/order", item_id=second, after_id=None),
    ]
    noted = ask(served, "/stage/notes", item_id=first, note="Micro số 2")
    press(served, "next")
    refused.append(ask(served, "/stage/notes", item_id=first, note="Micro số 3"))

    assert noted.status_code == 200
    assert [code(one) for one in refused] == ["item_is_played"] * 3
    assert shown(served)["details"][str(first)]["cue_note"] == "Micro số 2"


def test_who_edits_over_an_older_rundown_is_told_and_changes_nothing(served: Served) -> None:
    seen, before = shown(served)["rundown_revision"], order(served)
    ask(served, "/stage/notes", item_id=before[1], note="Micro số 2")

    late = [
        ask(served, "/stage/order", "admin", item_id=before[3], after_id=None, revision=seen),
        ask(served, "/stage/notes", "admin", item_id=before[1], note="Micro số 5", revision=seen),
        ask(served, "/stage/edits/undo", "admin", revision=seen),
    ]

    assert [code(one) for one in late] == ["stale_rundown"] * 3
    assert "Điều hành sân khấu" in late[0].json["error"]["sentence"]
    assert order(served) == before
    assert shown(served)["details"][str(before[1])]["cue_note"] == "Micro số 2"


def test_a_note_of_nothing_is_refused(served: Served) -> None:
    assert ask(served, "/stage/notes", item_id=999_999, note="…").status_code == 404
    assert ask(served, "/stage/order", item_id=999_999, after_id=None).status_code == 404


def late_programme(served: Served, *, minutes: int) -> dict[str, Any]:
    """Begin the last item so late that its sitting will end too late by so many minutes."""
    items = shown(served)["items"]
    with served.db.reading() as session:
        ends_ms = to_ms(session.get_one(Sitting, items[-1]["sitting_id"]).ends_at)
    began = items[0]["planned_start_ms"] + (ends_ms - items[-1]["planned_end_ms"])
    served.clock.forward(seconds=(began - to_ms(served.clock())) / 1000 + minutes * 60)
    press(served, "start", item_id=items[0]["id"])
    cuts: dict[str, Any] = served.client("stage").get("/stage/cuts").json
    return cuts


def take(served: Served, cut: dict[str, Any], **more: Any) -> Any:
    wanted = {name: cut[name] for name in ("kind", "item_id", "span_ms", "entry_ids")}
    words = {"cue_id": str(uuid.uuid4()), "reason": "Rút ngắn để kết thúc đúng giờ"}
    return ask(served, "/stage/cuts", **(wanted | words | more))


def test_what_can_be_cut_is_told_with_the_minutes_and_taken_by_one_press(served: Served) -> None:
    told = late_programme(served, minutes=12)
    best = next(one for one in told["cuts"] if one["kind"] == "skip" and not one["asks"])

    answer = take(served, best)

    assert told["over_ms"] == 12 * 60_000
    assert answer.json == {"done": True, "repeat": False}
    left = served.client("stage").get("/stage/cuts").json
    assert left["over_ms"] == told["over_ms"] - best["wins_ms"]
    assert best["item_id"] not in {one["item_id"] for one in left["cuts"]}


def test_a_cut_of_several_cues_is_one_press_and_one_undo(served: Served) -> None:
    told = late_programme(served, minutes=12)
    fewer = next(one for one in told["cuts"] if len(one["entry_ids"]) > 1 and not one["asks"])
    cue_id = str(uuid.uuid4())

    seen = shown(served)["rundown_revision"]
    first, again = (take(served, fewer, cue_id=cue_id, revision=seen) for _ in range(2))
    skipped = entries(served, fewer["item_id"])
    won = told["over_ms"] - served.client("stage").get("/stage/cuts").json["over_ms"]
    press(served, "undo")

    assert (first.json["repeat"], again.json["repeat"]) == (False, True)
    assert [one["id"] for one in skipped if one["state"] == "skipped"] == fewer["entry_ids"]
    assert won == fewer["wins_ms"]
    assert {one["state"] for one in entries(served, fewer["item_id"])} == {"planned"}
    assert served.client("stage").get("/stage/cuts").json["over_ms"] == told["over_ms"]


def test_a_cut_that_takes_no_minutes_is_refused(served: Served) -> None:
    item_id, *_ = order(served)
    body = {"kind": "shorten", "item_id": item_id, "cue_id": str(uuid.uuid4()), "reason": "Rút"}

    assert code(ask(served, "/stage/cuts", **body)) == "cue_not_possible"


def entries(served: Served, item_id: int) -> list[dict[str, Any]]:
    item = next(one for one in shown(served)["items"] if one["id"] == item_id)
    found: list[dict[str, Any]] = item["entries"]
    return found


def test_a_protected_item_is_shortened_only_with_consent(served: Served) -> None:
    _, second, *_ = order(served)
    protect(served, second)
    told = late_programme(served, minutes=12)
    asks = next(one for one in told["cuts"] if one["item_id"] == second)

    refused = take(served, asks)
    agreed = take(served, asks, agreed_by="Đ/c Giám đốc Sở")

    assert asks["asks"]
    assert code(refused) == "skip_consent_needed"
    assert agreed.status_code == 200
    assert shown(served)["details"][str(second)]["agreed_by"] == "Đ/c Giám đốc Sở"


def test_a_cut_over_an_older_rundown_is_refused(served: Served) -> None:
    told = late_programme(served, minutes=12)
    seen = shown(served)["rundown_revision"]
    press(served, "add", item_id=order(served)[0], span_ms=60_000)

    assert code(take(served, told["cuts"][0], revision=seen)) == "stale_rundown"


def test_without_a_programme_nothing_can_be_cut(served: Served) -> None:
    def empty(session: Any) -> None:
        for item in session.query(AgendaItem):
            item.removed = True

    served.db.write(empty)

    told = served.client("stage").get("/stage/cuts").json

    assert (told["over_ms"], told["cuts"]) == (None, [])
    assert shown(served)["step"] is None


def test_the_buttons_are_somebodys_and_are_given_back_by_nobody_else(served: Served) -> None:
    press(served, "start", item_id=order(served)[0])
    held = shown(served)["buttons"]
    served.client("admin").post("/stage/buttons/give-back")
    still = shown(served)["buttons"]
    served.client("stage").post("/stage/buttons/give-back")

    assert held["holder"].startswith("operator:")
    assert held["since_ms"] == to_ms(served.clock())
    assert still == held
    assert shown(served)["buttons"] is None


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/stage/order", {"item_id": 1}),
        ("/stage/notes", {"item_id": 1, "note": "x" * 301}),
        ("/stage/cuts", {"item_id": 1, "kind": "all", "cue_id": "12345678", "reason": ""}),
        ("/stage/cues", {"cue_id": "12345678", "command": "interrupt"}),
    ],
)
def test_a_body_of_another_shape_changes_nothing(
    served: Served, path: str, body: dict[str, Any]
) -> None:
    assert ask(served, path, **body).status_code == 422
