"""The browser tells the announcements before the start as the server does, at any moment."""

from __future__ import annotations

import datetime as dt
import json
import random
import subprocess
from pathlib import Path
from typing import Any

from conference.clock import to_ms
from conference.opening import AnnouncementNow, AnnouncementState, Before, Wording, states

TWIN = Path(__file__).parents[2] / "stage" / "static" / "opening_states.js"
NOON = dt.datetime(2026, 11, 20, 5, 0, tzinfo=dt.UTC)
CASES = 400

ASK = """
import { dueOf, statesOf } from TWIN;
import { readFileSync } from "node:fs";
const cases = JSON.parse(readFileSync(0, "utf8"));
console.log(JSON.stringify(cases.map(({ opening, now }) => ({
  states: statesOf(opening, now),
  due: dueOf(opening, now)?.minutes_before ?? null,
  none: dueOf(null, now),
}))));
"""


def some_start(draw: random.Random) -> tuple[Before, dt.datetime]:
    """Some announcements before a start, some of them made, at a moment around one of them."""
    wanted = sorted(draw.sample(range(1, 40), draw.randint(1, 4)), reverse=True)
    held = draw.random() < 0.25
    announcements = []
    for minutes in wanted:
        due_at = None if held else NOON - dt.timedelta(minutes=minutes)
        made_at = NOON - dt.timedelta(minutes=minutes) if draw.random() < 0.3 else None
        announcements.append(AnnouncementNow(Wording(minutes, "Còn"), due_at, made_at, ""))
    since = NOON - dt.timedelta(minutes=9) if held else None
    near = draw.choice([*wanted, 0])
    now = NOON - dt.timedelta(minutes=near) + dt.timedelta(seconds=draw.choice([-1, 0, 1, 70]))
    return Before(1, 5, NOON, NOON, since, tuple(announcements)), now


def as_sent(before: Before) -> dict[str, Any]:
    """The same as a snapshot carries it."""
    ms = lambda moment: to_ms(moment) if moment else None  # noqa: E731
    return {
        "start_ms": ms(before.start),
        "announcements": [
            {"minutes_before": one.wording.minutes_before, "words": one.wording.words,
             "due_ms": ms(one.due_at), "made_ms": ms(one.made_at)}
            for one in before.announcements
        ],
    }  # fmt: skip


def test_browser_and_server_say_the_same_of_each_announcement() -> None:
    draw = random.Random(20261120)
    cases = [some_start(draw) for _ in range(CASES)]
    expected = [states(before, now) for before, now in cases]
    assert {state for each in expected for state in each} == set(AnnouncementState)
    sent = [{"opening": as_sent(before), "now": to_ms(now)} for before, now in cases]

    asked = subprocess.run(
        ["node", "--input-type=module", "-e", ASK.replace("TWIN", json.dumps(TWIN.as_uri()))],
        input=json.dumps(sent), capture_output=True, text=True, check=True,
    )  # fmt: skip
    answers = json.loads(asked.stdout)

    for (before, _), said, answer in zip(cases, expected, answers, strict=True):
        due = [nth for nth, state in enumerate(said) if state is AnnouncementState.DUE]
        minutes = [before.announcements[nth].wording.minutes_before for nth in due]
        assert answer["states"] == said
        assert answer["due"] == (minutes[0] if minutes else None)
        assert answer["none"] is None
