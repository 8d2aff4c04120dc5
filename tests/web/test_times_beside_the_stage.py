"""Long waits are told in hours everywhere; a start that is held is told as such to the MC."""

from __future__ import annotations

import json

import pytest

from tests.web.fake_control import at_the_control

NOW = 1_763_708_400_000
MINUTE = 60_000


def programme(wait_minutes: float) -> str:
    """One item that begins after so many minutes."""
    item = {
        "id": 1, "sitting_id": 1, "title": "Văn nghệ", "state": "planned", "hard": False,
        "planned_start_ms": NOW + wait_minutes * MINUTE, "length_ms": None, "added_ms": 0,
        "planned_end_ms": NOW + (wait_minutes + 20) * MINUTE, "started_ms": None,
        "ended_ms": None, "held_ms": 0, "held_since_ms": None, "steps": [], "entries": [],
    }  # fmt: skip
    return json.dumps({"items": [item], "now_id": None, "next_id": 1, "last": 0})


@pytest.mark.parametrize(
    ("minutes", "said"), [(90, "90 phút"), (694, "11 giờ 34 phút"), (120, "2 giờ"), (0, "ngay")]
)
def test_the_wings_say_a_long_wait_in_hours_as_the_control_does(minutes: int, said: str) -> None:
    words = at_the_control(
        """
        const { itemWords } = await import(`${STAGE}/wings_times.js`);
        console.log(JSON.stringify(itemWords(PROGRAMME, 1, NOW)));
    """.replace("PROGRAMME", programme(minutes)).replace("NOW", str(NOW)),
        texts={
            "starts_in": "{n} phút", "starts_now": "ngay",
            "starts_in_hours": "{h} giờ {m} phút", "starts_in_whole_hours": "{h} giờ",
        },
    )  # fmt: skip

    assert words == said


def test_the_mc_reads_that_the_start_is_held_beside_the_minutes_to_the_planned_one() -> None:
    number, label, strip = at_the_control(
        """
        const { paintTimes } = await import(`${STAGE}/mc_time.js`);
        const since = { since_ms: NOW - 130_000, reason: "Chờ đại biểu" };
        paintTimes({ ...PROGRAMME, phase: "start_held", start_held: since }, NOW);
        const words = ["number", "number-label"].map((name) => hook(name).textContent);
        const strip = hook("strip-left").rows.map((one) => one.textContent ?? one).join("");
        console.log(JSON.stringify([...words, strip]));
    """.replace("PROGRAMME", programme(2)).replace("NOW", str(NOW)),
        texts={
            "minutes_to_start": "phút nữa bắt đầu", "start_held_for": "GIỮ GIỜ {t}",
            "held_for": "TẠM DỪNG {t}", "expected": "", "planned": "", "on_time": "",
        },
    )  # fmt: skip

    assert (number, label) == ("2", "phút nữa bắt đầu · Chờ đại biểu")
    assert strip == "GIỮ GIỜ 02:10"
