"""A line of the paper list that is sent again keeps the time and sitting it was entered with."""

from __future__ import annotations

from typing import Any

import pytest

from tests.web.fake_page import on_a_page

MORNING, AFTERNOON = 1, 2

PAGE = """
Object.assign(Hook.prototype, { prepend(...rows) { this.rows.unshift(...rows); } });
hook("entered").dataset.count = "0";
const set = (time, sitting) => {
  hook("time").value = time;
  hook("sitting").value = String(sitting);
};
async function enter(words) {
  hook("words").value = words;
  await submit(hook("form"));
}
async function again() {
  hook("ticks").rows[0].hook("again").onclick();
  await settle();
}
const done = () => {
  const bodies = sent.map(({ body }) => body);
  const same = new Set(bodies.map((one) => one.scan_id)).size === 1;
  console.log(JSON.stringify([same, ...bodies.map((one) => [one.time, one.sitting_id])]));
};
set(ENTERED);
await import("STATIC/paper_ticks.js");
await enter("7");
"""

NEVER_MIND = {"done": False, "choices": []}
SILENCE = None


def refused(code: str) -> dict[str, Any]:
    return {"status": 409, "body": {"error": {"code": code, "sentence": "Chưa ghi."}}}


def sent(script: str, *answers: dict[str, Any] | None, time: str = "8h") -> list[Any]:
    """Enter one line in the morning, go on so; give time and sitting each time it was sent."""
    words = ("waiting", "sending", "unknown", "refused", "nobody", "time_wrong")
    whole = PAGE.replace("ENTERED", f'"{time}", {MORNING}') + script + "done();"
    given = {"/kiosk/paper/tick": [*answers, NEVER_MIND]}
    same_tick, *when = on_a_page(whole, texts=dict.fromkeys(words, ""), answers=given)
    assert same_tick
    return when


@pytest.mark.parametrize("answer", [SILENCE, refused("not_found"), refused("not_readable")])
def test_what_was_no_fault_of_time_or_sitting_stays_in_the_morning(
    answer: dict[str, Any] | None,
) -> None:
    when = sent('set("14h", 2); await again();', answer)

    assert when == [["8h", MORNING]] * 2


def test_a_time_that_was_refused_is_taken_anew_and_the_sitting_stays() -> None:
    when = sent('set("9h", 2); await again();', refused("written_time_wrong"), time="23h")

    assert when == [["23h", MORNING], ["9h", MORNING]]


@pytest.mark.parametrize(
    ("changed", "taken"),
    [
        ('"9h", 1', ["9h", MORNING]),
        ('"14h", 2', ["14h", AFTERNOON]),
        ('"14h", 1', ["14h", MORNING]),
    ],
)
def test_where_time_and_sitting_disagree_what_was_changed_is_taken(
    changed: str, taken: list[Any]
) -> None:
    disagree = refused("written_time_of_another_sitting")

    when = sent(f"set({changed}); await again();", disagree, time="14h")

    assert when == [["14h", MORNING], taken]


def test_what_the_page_said_when_the_line_was_sent_is_no_change() -> None:
    when = sent(
        'set("15h", 2); await again(); await again();',
        SILENCE,
        refused("written_time_of_another_sitting"),
        time="14h",
    )

    assert when == [["14h", MORNING]] * 3
