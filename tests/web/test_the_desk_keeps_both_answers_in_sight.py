"""What a station answered by itself and what the server says of it: neither hides the other."""

from __future__ import annotations

from typing import Any

import pytest

from tests.web.fake_page import on_a_page

TEXTS = {
    "verdict_admitted": "Mời vào", "verdict_repeat": "Đã điểm danh trước đó",
    "verdict_refused": "Cần xem lại", "verdict_undecided": "Chưa quyết định được",
    "provisional": "Tạm", "confirmed": "Xác nhận", "differs": "Quầy: {shown}. Máy chủ: {server}.",
    "differs_admitted": "Quầy: {shown}. Máy chủ: {server}. Đối chiếu.",
    "recent_provisional": "Tạm, chờ", "recent_confirmed": "Tự trả lời, xác nhận",
    "recent_card": "Số thẻ {number}", "recent_code": "Mã …{tail}",
}  # fmt: skip

DECIDED = """
const { attemptsOf, createDecided, standingOfAnswer, standingOfAttempt } =
  await import("STATIC/desk_decided.js");
const say = (given) => console.log(JSON.stringify(given));
"""


def decided(script: str) -> Any:
    return on_a_page(DECIDED + script, texts=TEXTS)


@pytest.mark.parametrize(
    ("answer", "before", "kind", "words"),
    [
        ("null", "undefined", "", ""),
        ('{ verdict: "admitted" }', "undefined", "", ""),
        ('{ verdict: "admitted", provisional: true }', "undefined", "provisional", "Tạm"),
        ('{ verdict: "admitted" }', '"admitted"', "confirmed", "Xác nhận"),
        ('{ verdict: "admitted" }', '"refused"', "differs",
         "Quầy: Cần xem lại. Máy chủ: Mời vào."),
        ('{ verdict: "refused" }', '"admitted"', "differs",
         "Quầy: Mời vào. Máy chủ: Cần xem lại. Đối chiếu."),
        ('{ verdict: "admitted", shown: "admitted", judged: { verdict: "repeat" } }', "undefined",
         "differs", "Quầy: Mời vào. Máy chủ: Đã điểm danh trước đó. Đối chiếu."),
        ('{ verdict: "admitted", shown: "admitted", judged: { verdict: "admitted" } }', "undefined",
         "confirmed", "Xác nhận"),
    ],
)  # fmt: skip
def test_a_card_says_whose_answer_it_is(answer: str, before: str, kind: str, words: str) -> None:
    shown = decided(f"say(standingOfAnswer({answer}, {before}));")

    assert shown == {"kind": kind, "words": words}


def test_one_that_was_left_undecided_is_not_taken_for_one_let_in() -> None:
    shown = decided('say(standingOfAttempt({ shown: "undecided", verdict: "admitted" }));')

    assert shown == {"kind": "differs", "words": "Quầy: Chưa quyết định được. Máy chủ: Mời vào."}


def test_what_waits_stands_first_under_its_name_or_what_was_read() -> None:
    listed = decided(
        """
        const decided = createDecided();
        decided.note({ scan_id: "a" }, {
          verdict: "admitted", reason: "admitted", delegate: { name: "An", mark: "A" },
        });
        const queued = (scan_id, sequence, more = {}) => ({
          scan_id, sequence, code: "123456789", source: "scanner", foreign: false, device_ms: 5,
          shown: "admitted", shown_reason: "admitted", ...more,
        });
        const queue = [
          queued("a", 1), queued("b", 2), queued("c", 3, { source: "card_number", code: "0077" }),
          queued("d", 4, { foreign: true }), queued("taken", 5),
        ];
        const server = [{ scan_id: "taken", shown: "admitted", verdict: "repeat", name: "Bình" }];
        say(attemptsOf(queue, server, decided).map(({ name, waits }) => [name, Boolean(waits)]));
        """
    )

    assert listed == [
        ["", True], ["Số thẻ 0077", True], ["Mã …6789", True], ["An", True], ["Bình", False],
    ]  # fmt: skip


def test_what_the_page_saw_stays_beside_a_servers_answer_that_knows_nothing_of_it() -> None:
    shown = decided(
        """
        const decided = createDecided();
        decided.note({ scan_id: "a" }, { verdict: "repeat", reason: "repeat", delegate: null });
        const server = [
          { scan_id: "a", shown: null, verdict: "admitted" },
          { scan_id: "b", shown: null, verdict: "admitted" },
        ];
        say(attemptsOf([], server, decided).map((one) => standingOfAttempt(one).kind));
        """
    )

    assert shown == ["differs", ""]


def test_a_reading_that_waits_is_not_taken_for_one_that_was_read() -> None:
    known = on_a_page(
        """
        const { createSameRead } = await import("STATIC/scanner.js");
        let now = 0;
        const again = createSameRead(() => now);
        const told = [again({ code: "a" })];
        for (now = 1000; now <= 9000; now += 1000) {
          told.push(again({ code: "a" }, { waits: true }), again({ code: "b" }, { waits: true }));
        }
        told.push(again({ code: "a" }), again({ code: "b" }), again({ code: "b" }));
        console.log(JSON.stringify(told));
        """,
        texts={},
    )

    assert known == [False, *[True, False] * 9, True, False, True]
