"""The browser's time arithmetic is the server's: both foretell the same for the same programmes."""

from __future__ import annotations

import datetime as dt
import json
import random
import subprocess
from pathlib import Path
from typing import Any

from conference.clock import to_ms
from conference.timing import Held, Slot, drift, forecast, time_left

ROOT = Path(__file__).parents[2]
TWIN = ROOT / "stage" / "static" / "rundown.js"
NOON = dt.datetime(2026, 11, 20, 5, 0, tzinfo=dt.UTC)
CASES = 400

ASK = """
import { driftMs, forecast, timeLeftMs } from TWIN;
import { readFileSync } from "node:fs";
const cases = JSON.parse(readFileSync(0, "utf8"));
console.log(JSON.stringify(cases.map(({ items, now }) => ({
  chain: forecast(items, now),
  drift: driftMs(items, now),
  left: items.map((item) => (item.started_ms === null ? null : timeLeftMs(item, now))),
}))));
"""


def some_time_of(draw: random.Random, start: dt.datetime, end: dt.datetime) -> dict[str, Any]:
    """What a plan says of an item's time: hours, a start only, a length only, or nothing at all."""
    says = draw.random()
    if says < 0.55:
        return {"planned_start": start, "planned_end": end}
    anchored = says < 0.7
    length = dt.timedelta(minutes=draw.randint(1, 30)) if draw.random() < 0.5 else None
    return {
        "planned_start": start if anchored else None, "planned_end": None, "length": length
    }  # fmt: skip


def some_programme(draw: random.Random) -> tuple[list[Slot], dt.datetime]:
    """A programme with gaps, timed in part, that has come to some point."""
    minutes = lambda most: dt.timedelta(minutes=draw.randint(0, most))  # noqa: E731
    slots, at, clock = [], NOON, NOON + dt.timedelta(minutes=draw.randint(-10, 10))
    played = draw.randint(0, 6)
    for nth in range(6):
        start = at + (minutes(5) if draw.random() < 0.5 else dt.timedelta(0))
        at = start + dt.timedelta(minutes=draw.randint(1, 30))
        plan = some_time_of(draw, start, at) | {
            "hard": draw.random() < 0.2,
            "added": dt.timedelta(minutes=draw.choice([0, 0, 0, 1, 5, -1, -5, -40])),
        }
        held = Held(minutes(4)) if draw.random() < 0.4 else Held()
        if nth < played and draw.random() < 0.1:
            slots.append(Slot(**plan))
        elif nth < played:
            ended = clock + minutes(30) + held.total + dt.timedelta(minutes=1)
            slots.append(Slot(**plan, started=clock, ended=ended, held=held))
            clock = ended
        elif nth == played and draw.random() < 0.7:
            since = clock + minutes(10) if draw.random() < 0.5 else None
            slots.append(Slot(**plan, started=clock, held=Held(held.total, since)))
        else:
            slots.append(Slot(**plan, skipped=draw.random() < 0.2))
    return slots, clock + dt.timedelta(minutes=draw.randint(0, 60))


def as_sent(slot: Slot) -> dict[str, Any]:
    """An item as a snapshot carries it, as far as time goes."""
    ms = lambda moment: to_ms(moment) if moment else None  # noqa: E731
    live = "held" if slot.held.since else "live"
    begun = "done" if slot.ended else live
    return {
        "state": "skipped" if slot.skipped else begun if slot.started else "planned",
        "planned_start_ms": ms(slot.planned_start),
        "planned_end_ms": ms(slot.planned_end),
        "length_ms": in_ms(slot.length),
        "hard": slot.hard,
        "added_ms": in_ms(slot.added),
        "started_ms": ms(slot.started),
        "ended_ms": ms(slot.ended),
        "held_ms": slot.held.total // dt.timedelta(milliseconds=1),
        "held_since_ms": ms(slot.held.since),
    }


def in_ms(span: dt.timedelta | None) -> int | None:
    return None if span is None else span // dt.timedelta(milliseconds=1)


def test_browser_and_server_foretell_the_same() -> None:
    draw = random.Random(20250825)
    programmes = [some_programme(draw) for _ in range(CASES)]
    known = [drift(slots, now) is not None for slots, now in programmes]
    assert min(known.count(True), known.count(False)) > CASES // 10
    sent = [
        {"items": [as_sent(slot) for slot in slots], "now": to_ms(now)} for slots, now in programmes
    ]

    asked = subprocess.run(
        ["node", "--input-type=module", "-e", ASK.replace("TWIN", json.dumps(TWIN.as_uri()))],
        input=json.dumps(sent), capture_output=True, text=True, check=True,
    )  # fmt: skip
    answers = json.loads(asked.stdout)

    for (slots, now), answer in zip(programmes, answers, strict=True):
        chain = forecast(slots, now)
        times = [tuple(entry.values()) for entry in answer["chain"]]
        assert times == [
            tuple(to_ms(moment) if moment else None for moment in (one.start, one.end))
            for one in chain
        ]
        assert answer["drift"] == in_ms(drift(slots, now))
        assert answer["left"] == [
            in_ms(time_left(slot, now)) if slot.started else None for slot in slots
        ]
