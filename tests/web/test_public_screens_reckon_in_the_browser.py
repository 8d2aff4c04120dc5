"""What the speaker's clock and the lobby work out by themselves, asked of their scripts alone."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

STATIC = Path(__file__).parents[2] / "stage" / "static"
NOW = 1_763_708_400_000
MINUTE = 60_000


def asked(module: str, calls: list[tuple[str, list[Any]]]) -> list[Any]:
    """Call functions of a module, one after the other; give what each returns."""
    script = f"""
import * as module from {json.dumps(str(STATIC / module))};
import {{ readFileSync }} from "node:fs";
const plain = (answer) => (answer instanceof Map ? [...answer] : answer ?? null);
const calls = JSON.parse(readFileSync(0, "utf8"));
console.log(JSON.stringify(calls.map(([name, given]) => plain(module[name](...given)))));
"""
    done = subprocess.run(
        ["node", "--input-type=module", "-e", script],
        input=json.dumps(calls), capture_output=True, text=True, check=True,
    )  # fmt: skip
    answers: list[Any] = json.loads(done.stdout)
    return answers


def item(number: int = 1, **more: Any) -> dict[str, Any]:
    return {
        "id": number, "sitting_id": 1, "title": "Tham luận", "state": "planned", "hard": False,
        "planned_start_ms": NOW, "planned_end_ms": NOW + 20 * MINUTE, "length_ms": None,
        "added_ms": 0, "started_ms": None, "ended_ms": None, "held_ms": 0, "held_since_ms": None,
        "steps": [], "entries": [], **more,
    }  # fmt: skip


def entry(number: int, **more: Any) -> dict[str, Any]:
    plain = item(number, kind="entry") | more
    return {key: value for key, value in plain.items() if not key.startswith("planned_")}


def shown(live: dict[str, Any] | None, now: int, part: dict[str, Any] | None = None) -> list[str]:
    (answer,) = asked("speaker_time.js", [("speakerTime", [live, part, now])])
    number = ":".join(filter(None, [answer["minutes"], answer["seconds"]]))
    return [answer["state"], answer["sign"] + number]


@pytest.mark.parametrize(
    ("gone_s", "said"),
    [
        (0, ["left", "20:00"]),
        (18 * 60 - 0.5, ["left", "2:01"]),
        (18 * 60, ["soon", "2:00"]),
        (20 * 60 - 0.5, ["soon", "0:01"]),
        (20 * 60 + 0.5, ["ended", "0:00"]),
        (20 * 60 + 59, ["ended", "−0:59"]),
        (21 * 60, ["over", "−1:00"]),
        (30 * 60, ["over", "−10"]),
    ],
)
def test_the_clock_goes_from_left_over_soon_and_ended_to_over(
    gone_s: float, said: list[str]
) -> None:
    live = item(state="live", started_ms=NOW)

    assert shown(live, NOW + int(gone_s * 1000)) == said


def test_a_short_speech_is_warned_in_its_last_fifth_only() -> None:
    speech = entry(7, state="live", started_ms=NOW, length_ms=3 * MINUTE)
    live, part = item(state="live", started_ms=NOW, entries=[speech]), {"kind": "entry", "id": 7}

    said = [shown(live, NOW + gone_s * 1000, part) for gone_s in (60, 144)]

    assert said == [["left", "2:00"], ["soon", "0:36"]]


def test_a_speaker_without_a_time_of_his_own_has_his_share_of_the_item() -> None:
    entries = [
        entry(1, state="done", length_ms=None, started_ms=NOW, ended_ms=NOW + MINUTE),
        entry(2, state="live", length_ms=None, started_ms=NOW + MINUTE, added_ms=MINUTE),
        entry(3, state="skipped", length_ms=None), entry(4, length_ms=8 * MINUTE),
    ]  # fmt: skip
    # What one is given is given to the item too (conference/agenda/state.py).
    live = item(state="live", started_ms=NOW, added_ms=MINUTE, entries=entries)

    # 20 minutes less the 8 of the last one, shared by two; and one more that he was given.
    assert shown(live, NOW + MINUTE, {"kind": "entry", "id": 2}) == ["left", "7:00"]


def test_minutes_given_to_one_speaker_are_nobody_elses() -> None:
    first = entry(1, state="live", length_ms=None, started_ms=NOW, added_ms=5 * MINUTE)
    flowers = entry(9, length_ms=None, added_ms=MINUTE) | {"kind": "step"}
    after = entry(2, state="live", length_ms=None, started_ms=NOW)
    entries = [first, after]
    live = item(state="live", started_ms=NOW, added_ms=6 * MINUTE, entries=entries, steps=[flowers])

    said = [shown(live, NOW, {"kind": "entry", "id": number}) for number in (1, 2)]

    assert said == [["left", "15:00"], ["left", "10:00"]]


def test_a_step_runs_in_the_time_of_its_item_and_an_item_without_time_counts_up() -> None:
    step = item(3, kind="step", state="live", started_ms=NOW + MINUTE)
    live = item(state="live", started_ms=NOW, steps=[step])
    untimed = live | {"planned_start_ms": None, "planned_end_ms": None}
    open_entry = untimed | {"entries": [entry(5, length_ms=None)]}

    said = [
        shown(live, NOW + 2 * MINUTE, {"kind": "step", "id": 3}),
        shown(untimed, NOW + 2 * MINUTE),
        shown(open_entry, NOW + 100 * MINUTE, {"kind": "entry", "id": 5}),
        shown(None, NOW),
    ]

    assert said == [["left", "18:00"], ["open", "2:00"], ["open", "100"], ["idle", ""]]


def test_a_held_item_keeps_its_remaining_time_and_says_how_long_it_is_held() -> None:
    live = item(state="held", started_ms=NOW, held_ms=MINUTE, held_since_ms=NOW + 5 * MINUTE)

    (answer,) = asked("speaker_time.js", [("speakerTime", [live, None, NOW + 8 * MINUTE])])

    assert (answer["state"], answer["minutes"], answer["seconds"]) == ("held", "16", "00")
    assert answer["heldMs"] == 3 * MINUTE


def lobby(items: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    return {"items": items, "now_id": None, "next_id": None, **more}


def test_the_lobby_shows_the_sitting_that_runs_without_what_is_left_out() -> None:
    items = [
        item(1, state="done", started_ms=NOW), item(2, state="skipped"), item(3),
        item(4, sitting_id=2),
    ]  # fmt: skip

    first, second = asked(
        "lobby_timeline.js",
        [
            ("rowsOf", [lobby(items, next_id=3)]),
            ("rowsOf", [lobby(items, next_id=4)]),
        ],
    )

    assert [(row["kind"], row["state"]) for row in first] == [("item", "done"), ("item", "next")]
    assert [row["kind"] for row in second] == ["reception", "item"]


def test_a_reception_that_the_plan_has_itself_is_not_shown_twice() -> None:
    plan = lobby([item(1, title="Đón tiếp đại biểu, ổn định tổ chức"), item(2)], next_id=1)

    rows, none = asked("lobby_timeline.js", [("rowsOf", [plan]), ("rowsOf", [lobby([])])])

    assert [row["kind"] for row in rows] == ["item", "item"]
    assert none == []


def test_the_lobby_tells_only_hours_that_moved_by_five_minutes_or_more() -> None:
    items = [
        item(1, state="live", started_ms=NOW + 6 * MINUTE),
        item(2, planned_start_ms=NOW + 20 * MINUTE, planned_end_ms=NOW + 30 * MINUTE),
        item(3, planned_start_ms=NOW + 33 * MINUTE, planned_end_ms=NOW + 40 * MINUTE),
    ]

    (told,) = asked("lobby_timeline.js", [("foretold", [items, NOW + 7 * MINUTE])])

    assert told == [[2, NOW + 26 * MINUTE]]


@pytest.mark.parametrize(
    ("state", "late_min", "told"),
    [
        ("live", 4, None), ("live", 5, NOW + 5 * MINUTE), ("held", 9, NOW + 9 * MINUTE),
        ("live", -105, NOW - 105 * MINUTE), ("done", 9, None), ("planned", 0, None),
    ],
)  # fmt: skip
def test_what_runs_says_since_when_if_that_is_not_what_was_planned(
    state: str, late_min: int, told: int | None
) -> None:
    started = None if state == "planned" else NOW + late_min * MINUTE

    (began,) = asked(
        "lobby_timeline.js", [("beganOtherwise", [item(state=state, started_ms=started)])]
    )

    assert began == told
    (none,) = asked(
        "lobby_timeline.js",
        [("beganOtherwise", [item(state="live", started_ms=NOW, planned_start_ms=None)])],
    )
    assert none is None


def test_pages_hold_what_fits_and_never_lose_a_row() -> None:
    pages, alone = asked(
        "lobby_timeline.js",
        [("pagesOf", [[40, 40, 40, 90, 10], 100]), ("pagesOf", [[500, 20], 100])],
    )

    assert pages == [0, 0, 1, 2, 2]
    assert alone == [0, 1]


def start_told(now: int, **snapshot: Any) -> list[Any]:
    rows = [{"kind": "reception", "item": None}, {"kind": "item", "item": item(1)}]
    shown = {"phase": "not_started", "opening": None, **snapshot}
    (answer,) = asked("lobby_timeline.js", [("startOf", [shown, rows, now])])
    return [answer["held"], answer["moved"], answer["left_ms"]]


def opening(start_ms: int, sitting_id: int = 1) -> dict[str, int]:
    return {"sitting_id": sitting_id, "since_ms": 0, "start_ms": start_ms}


def test_the_time_to_the_start_ends_with_the_start() -> None:
    assert start_told(NOW - 5 * MINUTE) == [False, False, 5 * MINUTE]
    assert start_told(NOW) == [False, False, None]


def test_the_lobby_counts_to_no_hour_that_is_held_and_to_the_one_that_was_moved() -> None:
    planned, later = opening(NOW), opening(NOW + MINUTE)

    assert start_told(NOW - MINUTE, opening=planned)[:2] == [False, False]
    assert start_told(NOW - MINUTE, opening=planned, phase="start_held")[0] is True
    assert start_told(NOW - MINUTE, opening=later) == [False, True, 2 * MINUTE]
    # Past the hour to which it was moved, none is told.
    assert start_told(NOW + MINUTE, opening=later) == [False, False, None]


def test_the_start_of_another_sitting_is_not_told_under_this_ones_rows() -> None:
    afternoon = opening(NOW + 2 * MINUTE, sitting_id=2)

    before = start_told(NOW - MINUTE, opening=afternoon)

    assert before == [False, False, MINUTE]


def test_a_sitting_that_has_begun_has_no_start_to_come() -> None:
    rows = [
        {"kind": "item", "state": "done", "item": item(1, started_ms=NOW, state="done")},
        {"kind": "item", "state": "next", "item": item(2)},
    ]
    given = {"phase": "between", "opening": opening(NOW + 2 * MINUTE)}

    (told,) = asked("lobby_timeline.js", [("startOf", [given, rows, NOW + MINUTE])])

    assert (told["moved"], told["at_ms"], told["left_ms"]) == (False, NOW, None)


def test_the_lobby_counts_to_the_start_though_the_first_item_was_left_out() -> None:
    first = item(2, planned_start_ms=NOW + 20 * MINUTE, planned_end_ms=NOW + 30 * MINUTE)
    rows = [{"kind": "reception", "item": None}, {"kind": "item", "item": first}]
    given = {"phase": "not_started", "opening": opening(NOW)}

    (told,) = asked("lobby_timeline.js", [("startOf", [given, rows, NOW - 5 * MINUTE])])

    assert (told["moved"], told["at_ms"], told["left_ms"]) == (False, NOW, 5 * MINUTE)
