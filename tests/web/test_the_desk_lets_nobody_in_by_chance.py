"""Enter takes nobody who could be another; what was undone, left or refused is shown as such."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.web.fake_page import on_a_page

PEOPLE = [
    ("Đặng Thị Vân", "0005"), ("Đặng Thị Văn", "0057"), ("Nguyễn Hải Ánh", "0050"),
    ("Trần Văn Tú", "0051"), ("Trần Văn Tú", "0052"), ("Lê Hoà", "0053"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "found", "certain"),
    [
        ("nguyen", [0, 2, 3], -1),
        ("van phong", [2], 0),
        ("nguyen hai anh", [0, 2, 3], 1),
        ("Nguyễn  hải Ánh", [0, 2, 3], 1),
        ("dang thi van", [1, 0], -1),
        ("đặng thị văn", [0, 1], 1),
        ("đặng thị vần", [0, 2], -1),
        ("trần văn tú", [3, 4], -1),
        ("0005", [1, 0], 1),
        ("005", [1, 0], -1),
        ("le hoa", [5, 2], 0),
        ("", [], -1),
    ],
)
def test_enter_takes_only_who_cannot_be_another(words: str, found: list[int], certain: int) -> None:
    people = [{"name": PEOPLE[one][0], "card_number": PEOPLE[one][1]} for one in found]

    taken = on_a_page(
        f"""
        const {{ certainOf }} = await import("STATIC/desk_certain.js");
        console.log(certainOf({json.dumps(words)}, {json.dumps(people)}));
        """,
        texts={},
    )

    assert taken == certain


TEXTS = {
    "verdict_admitted": "Mời vào", "verdict_returned": "Trở lại", "matter_capacity": "Đã đủ người",
    "history_left": "Ra về", "history_taken_back": "Hoàn tác", "history_undone": "đã hoàn tác",
    "history_leave": "Được duyệt: {words}", "hour_minute": "{h}h{m}",
}  # fmt: skip


def line(kind: str, at_ms: int, **more: Any) -> dict[str, Any]:
    return {
        "kind": kind, "at_ms": at_ms, "delegate_id": 1, "name": "An", "mark": "",
        "station": "Bàn 3", "words": "", "by_name": "Cúc", "attempt": None,
    } | more  # fmt: skip


def attempt(verdict: str = "admitted", reason: str = "admitted", **more: Any) -> dict[str, Any]:
    return {"verdict": verdict, "reason": reason, "taken_back": False} | more


def test_the_card_tells_reasons_who_granted_and_what_was_undone() -> None:
    happened = [
        line("taken_back", 4, words="Nhầm người", station=""),
        line("left", 3, words="Việc đột xuất"),
        line("attempt", 2, words="Còn chỗ (Miền)", attempt=attempt(taken_back=True)),
        line("attempt", 1, by_name="Bàn 3", attempt=attempt("refused", "capacity")),
    ]

    told = on_a_page(
        f"""
        const {{ paintHistory }} = await import("STATIC/desk_history.js");
        paintHistory({json.dumps({"happened": happened})});
        const rows = hook("history").rows;
        console.log(JSON.stringify(rows.map((row) => [row.hook("history-words").textContent,
          row.dataset.undone])));
        """,
        texts=TEXTS,
    )

    assert told == [
        ["Hoàn tác · Nhầm người · Cúc", "false"],
        ["Ra về · Việc đột xuất · Bàn 3 · Cúc", "false"],
        ["Mời vào · Được duyệt: Còn chỗ (Miền) · Bàn 3 · Cúc · đã hoàn tác", "true"],
        ["Đã đủ người · Bàn 3", "false"],
    ]


def test_the_list_of_the_desk_has_no_tick_for_who_left_or_was_taken_back() -> None:
    seen = {"shown": None, "delegate_id": 1, "name": "An"}
    attempts = [
        seen | {"scan_id": "b", "at_ms": 3} | attempt(reason="returned"),
        seen | {"scan_id": "a", "at_ms": 1} | attempt(taken_back=True),
        seen | {"scan_id": "c", "at_ms": 0, "delegate_id": 2} | attempt(leave="Còn chỗ (Miền)"),
    ]
    others = [line("left", 2, words="Việc đột xuất")]

    told = on_a_page(
        f"""
        const {{ attemptsOf, createDecided, standingOfAttempt }} =
          await import("STATIC/desk_decided.js");
        const lines = attemptsOf([], {json.dumps(attempts)}, createDecided(), {json.dumps(others)});
        console.log(JSON.stringify(lines.map((one) => standingOfAttempt(one).words)));
        """,
        texts=TEXTS,
    )

    assert told == [
        "đã hoàn tác", "Ra về · Việc đột xuất · Cúc", "đã hoàn tác", "Được duyệt: Còn chỗ (Miền)",
    ]  # fmt: skip


def test_who_was_granted_goes_from_the_list_by_itself() -> None:
    leave = {
        "id": 1, "delegate_id": 1, "name": "An", "mark": "", "asked_ms": 1, "decided_words": "",
    }  # fmt: skip
    asked = [{"leaves": [leave | {"state": state}]} for state in ("waiting", "granted")]

    seen = on_a_page(
        """
        const { createSide } = await import("STATIC/desk_side.js");
        const told = [];
        const onDecided = ({ state }) => told.push(state);
        const side = createSide({ onDecided, kept: async () => [] });
        const rows = () => hook("waiting").rows.length;
        await side.renewLeaves();
        await side.renewLeaves();
        const before = rows();
        timers.filter(({ ms }) => ms >= 60000).forEach(({ act }) => act());
        console.log(JSON.stringify([told, before, rows(), hook("waiting-part").hidden]));
        """,
        texts=TEXTS | {"leave_waiting": "chờ {t}", "leave_granted": "đã duyệt"},
        answers={"/kiosk/leave/asked": asked},
    )

    assert seen == [["granted"], 1, 0, True]


def test_a_seat_that_was_refused_is_not_offered_again() -> None:
    seats = [{"seats": [{"seat": one} for one in free]} for free in (["A-05", "A-06"], ["A-06"])]
    taken = {"status": 409, "body": {"error": {"sentence": "Ghế A-05 đã xếp cho Bình."}}}

    seen = on_a_page(
        """
        const { changeSeat } = await import("STATIC/desk_things.js");
        const an = { delegate: { id: 1, name: "An" }, scan: null, about: null };
        await changeSeat({ standing: () => an, onClose() {}, onChanged() {} });
        const dialog = hook("seat-dialog"), words = dialog.hook("words");
        const fault = () => dialog.hook("fault").textContent;
        const first = words.value;
        words.value = " ";
        await submit(dialog.hook("form"));
        const empty = [fault(), sent.length];
        words.value = "A-05";
        await submit(dialog.hook("form"));
        const offered = dialog.hook("presets").rows.slice(1).map((chip) => chip.textContent);
        console.log(JSON.stringify([first, empty, fault(), offered, words.value]));
        """,
        texts={
            "seat_title": "{name}", "seat_empty": "Chọn ghế", "free_seats_hint": "Gần nhất",
            "no_free_seat": "Hết", "refused": "Chưa được", "unknown": "Chưa rõ",
        },
        answers={"/kiosk/desk/delegates/1/seats": seats, "/kiosk/desk/delegates/1/seat": taken},
    )  # fmt: skip

    assert seen == ["A-05", ["Chọn ghế", 1], "Ghế A-05 đã xếp cho Bình.", ["A-06"], ""]
