"""Two hundred screens of the stage: what a join costs, what a cue costs, and what waiting costs."""

from __future__ import annotations

import asyncio
import statistics
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

from benchmarks.fan_out import Cues
from benchmarks.figures import Figure, percentile, say, scaled
from benchmarks.load import on_one_core
from benchmarks.screens import Screen, Watch, show
from benchmarks.serving import Running, prepare, serving, sign_in, workplace
from server.live import MERGE_S

SCREENS = 200
STAFF = ("control", "mc")
PUBLIC = ("hall", "lobby", "welcome")
CUES = 40
ARRIVE_WITHIN_S = 10.0
REST_S = MERGE_S * 1.3
IDLE_S = 15.0
KILO = 1000


@dataclass
class _Measured:
    """What came of it."""

    join_bytes: dict[str, int] = field(default_factory=dict)
    joined_together_bytes: float = 0.0
    joined_ms: float = 0.0
    idle_percent: float = 0.0
    slowest_ms: list[float] = field(default_factory=list)
    messages: list[float] = field(default_factory=list)


def measure(scale: float = 1.0) -> Iterator[Figure]:
    """Let two hundred screens join, wait, and follow; most are the hall's and the lobby's."""
    with workplace() as place:
        prepared = prepare(place / "stage")
        with serving(prepared.path) as server, on_one_core():
            cookie = sign_in(server, prepared.password)
            measured = asyncio.run(_all(server, cookie, scale))
    for room, count in measured.join_bytes.items():
        yield Figure(f"one screen joins the {room}: received", count / KILO, "kB")
    many = f"{SCREENS} screens of the stage"
    yield Figure(f"{many} join: received by each", measured.joined_together_bytes / KILO, "kB")
    yield Figure(f"{many} join: until the last shows", measured.joined_ms, "ms")
    yield Figure(f"{many} wait: processor time of one core", measured.idle_percent, "%")
    slowest = measured.slowest_ms
    yield Figure(f"cue until all of {many} have it, median", statistics.median(slowest), "ms")
    yield Figure(f"cue until all of {many} have it, p99", percentile(slowest, 99), "ms")
    yield Figure("snapshots that a cue sends to a screen", statistics.mean(measured.messages), "1")


async def _all(server: Running, cookie: str, scale: float) -> _Measured:
    measured, arrivals = _Measured(), _Arrivals()
    cues = Cues(server.port, cookie)
    await cues.press()
    for room in (*STAFF, *PUBLIC):
        (screen,) = await show(server.port, [Watch("/stage", room, cookie)])
        measured.join_bytes[room] = screen.received_bytes
        screen.close()
    say("  joining")
    screens = await _join(server, cookie, measured, arrivals)
    say("  waiting")
    measured.idle_percent = await _idle_percent(server, max(IDLE_S * scale, 1.0))
    say("  following")
    for _ in range(scaled(CUES, scale)):
        await asyncio.sleep(REST_S)
        await _cue(cues, screens, arrivals, measured)
    for screen in screens:
        screen.close()
    return measured


async def _join(
    server: Running, cookie: str, measured: _Measured, arrivals: _Arrivals
) -> list[Screen]:
    """Let all screens join at once: a few of the staff's, all others of the hall and the lobby."""
    rooms = [*STAFF, *(PUBLIC[nth % len(PUBLIC)] for nth in range(SCREENS - len(STAFF)))]
    began_s = time.perf_counter()
    watches = [Watch("/stage", room, cookie if room in STAFF else "") for room in rooms]
    screens = await show(server.port, watches, arrivals.seen)
    measured.joined_ms = (time.perf_counter() - began_s) * 1000
    measured.joined_together_bytes = statistics.mean(one.received_bytes for one in screens)
    return screens


async def _idle_percent(server: Running, span_s: float) -> float:
    """Give how much of a core the server takes while nothing but heartbeats happens."""
    await asyncio.sleep(1.0)
    cpu_s, began_s = server.cpu_s(), time.perf_counter()
    await asyncio.sleep(span_s)
    return 100 * (server.cpu_s() - cpu_s) / (time.perf_counter() - began_s)


@dataclass
class _Arrivals:
    """The moments at which screens had what came after the last cue."""

    at_s: list[float] = field(default_factory=list)

    def seen(self, _revision: int, at_s: float) -> None:
        """Note a snapshot."""
        self.at_s.append(at_s)


async def _cue(cues: Cues, screens: list[Screen], arrivals: _Arrivals, measured: _Measured) -> None:
    """Press once; wait for every screen, and for anything that comes after."""
    arrivals.at_s.clear()
    before = [screen.snapshots for screen in screens]
    pressed_s = time.perf_counter()
    await cues.press()
    while len(arrivals.at_s) < len(screens):
        if time.perf_counter() > pressed_s + ARRIVE_WITHIN_S:
            raise TimeoutError(f"{len(arrivals.at_s)} of {len(screens)} screens have it.")
        await asyncio.sleep(0.001)
    measured.slowest_ms.append((max(arrivals.at_s) - pressed_s) * 1000)
    await asyncio.sleep(REST_S)
    after = [screen.snapshots for screen in screens]
    measured.messages.append(
        statistics.mean(late - early for late, early in zip(after, before, strict=True))
    )
