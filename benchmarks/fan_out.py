"""A cue until every hall screen has it: HTTP, durable commit, snapshot and sockets included."""

from __future__ import annotations

import asyncio
import statistics
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field

from benchmarks.figures import Figure, percentile, ratio, say, scaled
from benchmarks.load import ask, json_request, on_one_core
from benchmarks.screens import Watch, show
from benchmarks.serving import Running, prepare, serving, sign_in, workplace
from server.live import MERGE_S

ROUNDS = 5
CUES_PER_ROUND = 20
SCREENS = (1, 200)
ARRIVE_WITHIN_S = 10.0
REST_S = MERGE_S * 1.3
"""Between cues: what follows sooner is merged and waits on purpose."""


@dataclass
class Cues:
    """The stage manager: presses hold and resume in turn."""

    port: int
    cookie: str
    revision: int = 0
    commands: list[str] = field(default_factory=lambda: ["start"])

    async def press(self) -> None:
        """Give the next cue and note the rundown's new revision."""
        command = self.commands.pop()
        self.commands.append("resume" if command == "hold" else "hold")
        body = {"cue_id": str(uuid.uuid4()), "command": command, "revision": self.revision}
        request = json_request(self.port, "/stage/cues", body, cookie=self.cookie)
        self.revision = (await ask(self.port, request))["revision"]


@dataclass
class _Hall:
    """What the screens have seen since the last cue."""

    revision: int = 0
    arrivals_s: list[float] = field(default_factory=list)

    def seen(self, revision: int, at_s: float) -> None:
        """Note a snapshot; one that a connecting screen took is old news."""
        if revision > self.revision:
            self.arrivals_s.append(at_s)


@dataclass
class _Waits:
    """Milliseconds from pressing to having it, per screen; the slowest of each cue."""

    screens: int
    all_ms: list[float] = field(default_factory=list)
    each_ms: list[float] = field(default_factory=list)
    round_medians_ms: list[float] = field(default_factory=list)


def measure(scale: float = 1.0) -> Iterator[Figure]:
    """Connect one screen and two hundred in turns; give each the same number of cues."""
    waits = {count: _Waits(count) for count in SCREENS}
    with workplace() as place:
        prepared = prepare(place / "fan-out")
        with serving(prepared.path) as server, on_one_core():
            cues = Cues(server.port, sign_in(server, prepared.password))
            asyncio.run(_all_rounds(server, cues, waits, scale))
    for count, waited in waits.items():
        yield from _figures(count, waited)
    few, many = (waits[count].round_medians_ms for count in SCREENS)
    yield ratio(_name(SCREENS[1]), many, against=few, of=_name(SCREENS[0]))


def _name(count: int) -> str:
    return f"cue until all of {count} hall screens have it"


def _figures(count: int, waited: _Waits) -> Iterator[Figure]:
    yield Figure(f"{_name(count)}, median", statistics.median(waited.all_ms), "ms")
    yield Figure(f"{_name(count)}, p99", percentile(waited.all_ms, 99), "ms")
    if count > 1:
        name = f"cue until a screen of {count} has it"
        yield Figure(f"{name}, median", statistics.median(waited.each_ms), "ms")
        yield Figure(f"{name}, p99", percentile(waited.each_ms, 99), "ms")


async def _all_rounds(server: Running, cues: Cues, waits: dict[int, _Waits], scale: float) -> None:
    await cues.press()
    for nth in range(scaled(ROUNDS, scale)):
        say(f"  round {nth + 1}")
        for count in SCREENS:
            slowest_ms = await _round(server, cues, waits[count], scaled(CUES_PER_ROUND, scale))
            waits[count].all_ms += slowest_ms
            waits[count].round_medians_ms.append(statistics.median(slowest_ms))


async def _round(server: Running, cues: Cues, waits: _Waits, cue_count: int) -> list[float]:
    hall = _Hall(revision=cues.revision)
    watches = [Watch("/stage", "hall")] * waits.screens
    screens = await show(server.port, watches, hall.seen)
    slowest_ms = []
    for _ in range(cue_count):
        await asyncio.sleep(REST_S)
        arrivals_ms = await _cue(cues, hall, waits.screens)
        waits.each_ms += arrivals_ms
        slowest_ms.append(max(arrivals_ms))
    for screen in screens:
        screen.close()
    await asyncio.sleep(REST_S)
    return slowest_ms


async def _cue(cues: Cues, hall: _Hall, count: int) -> list[float]:
    hall.arrivals_s.clear()
    pressed_s = time.perf_counter()
    await cues.press()
    while len(hall.arrivals_s) < count:
        if time.perf_counter() > pressed_s + ARRIVE_WITHIN_S:
            raise TimeoutError(f"{len(hall.arrivals_s)} of {count} screens have it.")
        await asyncio.sleep(0.001)
    hall.revision = cues.revision
    return [(at_s - pressed_s) * 1000 for at_s in hall.arrivals_s]
