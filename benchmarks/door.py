"""The hour before the opening: twenty stations scan at a steady pace while twenty screens watch.

Not how much the server can do (`check-ins` says that) but how long somebody waits at a busy door:
each station makes its scans at fixed moments whether or not the last was answered, and a wait is
counted from the moment at which the scan was due, so that a server that stands still is seen.
Two of three scans are first entries, the others repeats and codes of nobody. Beside it the same
pace on an empty JSON route of the same server; the two take turns.
"""

from __future__ import annotations

import asyncio
import http.cookiejar
import itertools
import json
import random
import statistics
import time
import urllib.request
import uuid
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial

from benchmarks.check_ins import EMPTY_PATH, SAME, empty_servers
from benchmarks.figures import Figure, percentile, ratio, say, scaled
from benchmarks.load import json_request, on_one_core
from benchmarks.screens import Watch, show
from benchmarks.serving import HOST, Prepared, Running, prepare, serving, sign_in, workplace

STATIONS, SCANS_PER_S = 20, 5
LASTS_S = 60.0
TURNS = 4
EMPTY_LASTS_S = 6.0
SCREENS = (
    *[("/kiosk", "door")] * 8,
    *[("/kiosk", "desk")] * 4,
    ("/stage", "hall"),
    ("/stage", "lobby"),
    ("/stage", "mc"),
    ("/stage", "control"),
    *[("/admin", "office")] * 2,
    *[("/print", "desk")] * 2,
)
SETTLES_S = 1.0
ANSWER_WITHIN_S = 10.0
UNKNOWN_EVERY, REPEAT_EVERY = 12, 4
"""Of the scans one in so many is a code of nobody, one in so many of the others a repeat."""

_HEAD_END = b"\r\n\r\n"
_LENGTH = b"content-length:"


@dataclass
class _Paced:
    """What came of a pace that was kept for a while."""

    waits_ms: list[float] = field(default_factory=list)
    errors: int = 0
    cpu_s: float = 0.0

    def add(self, other: _Paced) -> None:
        """Take another turn's in."""
        self.waits_ms += other.waits_ms
        self.errors += other.errors
        self.cpu_s += other.cpu_s


class _Station(asyncio.Protocol):
    """One kept-alive connection; a scan that is due while another is under way waits its turn."""

    def __init__(self, paced: _Paced, expect: bytes) -> None:
        self._paced, self._expect = paced, expect
        self._waiting: deque[tuple[float, bytes]] = deque()
        self._due_s: float | None = None
        self._answer = b""
        self._transport: asyncio.Transport | None = None
        self.idle = asyncio.Event()
        self.idle.set()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 - the protocol's
        self._paced.errors += len(self._waiting) + (self._due_s is not None)
        self._waiting.clear()
        self._due_s = None

    def scan(self, due_s: float, request: bytes) -> None:
        """Send now, or as soon as the one before is answered."""
        self._waiting.append((due_s, request))
        self.idle.clear()
        if self._due_s is None:
            self._send_next()

    def hang_up(self) -> None:
        """Close the connection."""
        if self._transport is not None:
            self._transport.close()

    def data_received(self, data: bytes) -> None:
        self._answer += data
        head_end = self._answer.find(_HEAD_END)
        if head_end < 0 or self._due_s is None:
            return
        length = _length(self._answer[:head_end])
        if len(self._answer) < head_end + len(_HEAD_END) + length:
            return
        self._paced.waits_ms.append((time.perf_counter() - self._due_s) * 1000)
        right = self._answer.startswith(b"HTTP/1.1 200") and self._expect in self._answer
        self._paced.errors += not right
        self._send_next()

    def _send_next(self) -> None:
        if not self._waiting or self._transport is None:
            self._due_s = None
            self.idle.set()
            return
        self._due_s, request = self._waiting.popleft()
        self._answer = b""
        self._transport.write(request)


def _length(head: bytes) -> int:
    lines = head.lower().split(b"\r\n")
    return next((int(line[len(_LENGTH) :]) for line in lines if line.startswith(_LENGTH)), 0)


def measure(scale: float = 1.0) -> Iterator[Figure]:
    """Take turns between the door and the empty route; one server and one folder for all turns."""
    lasts_s = max(LASTS_S * scale / TURNS, 1.0)
    needed = int(lasts_s * TURNS * STATIONS * SCANS_PER_S) + STATIONS
    with workplace() as place:
        prepared = prepare(place / "prepared", more_delegates=needed)
        with empty_servers(prepared) as empties:
            mine = prepared.copy("door")
            with serving(mine.path) as server, on_one_core():
                door = _Door(server, empties[SAME], mine, lasts_s)
                asyncio.run(door.take(scaled(TURNS, min(scale * 4, 1.0))))
    yield from door.figures()


class _Door:
    """The stations, the screens and the turns."""

    def __init__(self, server: Running, empty: Running, prepared: Prepared, lasts_s: float) -> None:
        self._server, self._empty, self._lasts_s = server, empty, lasts_s
        self._cookie = sign_in(server, prepared.password)
        self._fresh = iter(prepared.codes)
        self._used: list[str] = []
        self._chance = random.Random(20)
        self._cards = [_pair(server, self._cookie, f"Quầy {nth}") for nth in range(1, STATIONS + 1)]
        self._doors: list[_Paced] = []
        self._empties: list[_Paced] = []
        self._snapshots = 0

    async def take(self, turns: int) -> None:
        """Let the screens watch and take the turns."""
        watches = [Watch(namespace, room, self._cookie) for namespace, room in SCREENS]
        screens = await show(self._server.port, watches, self._seen)
        for nth in range(turns):
            say(f"  turn {nth + 1}")
            self._doors.append(await self._keep_pace(self._server, self._lasts_s))
            self._empties.append(
                await self._keep_pace(self._empty, min(EMPTY_LASTS_S, self._lasts_s))
            )
        for screen in screens:
            screen.close()

    def _seen(self, _revision: int, _at_s: float) -> None:
        self._snapshots += 1

    async def _keep_pace(self, server: Running, lasts_s: float) -> _Paced:
        paced, loop = _Paced(), asyncio.get_running_loop()
        scans = server is self._server
        one = partial(_Station, paced, b'"verdict": ' if scans else b'"done"')
        made = [await loop.create_connection(one, HOST, server.port) for _ in range(STATIONS)]
        stations = [station for _, station in made]
        begins_s = time.perf_counter() + 0.1
        due, before_s = _due_moments(begins_s, lasts_s), server.cpu_s()
        for nth, due_s in enumerate(due):
            request = self._scan(nth % STATIONS) if scans else _nothing(server)
            await asyncio.sleep(due_s - time.perf_counter())
            stations[nth % STATIONS].scan(due_s, request)
        await _until_answered(stations)
        paced.cpu_s = server.cpu_s() - before_s
        for station in stations:
            station.hang_up()
        await asyncio.sleep(SETTLES_S)
        return paced

    def _scan(self, nth: int) -> bytes:
        body = {
            "scan_id": str(uuid.uuid4()),
            "code": self._code(),
            "foreign": False,
            "device_ms": 1_787_000_000_000,
            "source": "scanner",
        }
        return json_request(self._server.port, "/api/check-in", body, cookie=self._cards[nth])

    def _code(self) -> str:
        if self._chance.randrange(UNKNOWN_EVERY) == 0:
            return "1" * 27
        if self._used and self._chance.randrange(REPEAT_EVERY) == 0:
            return self._chance.choice(self._used)
        self._used.append(next(self._fresh))
        return self._used[-1]

    def figures(self) -> Iterator[Figure]:
        """Say how long people waited, and beside what."""
        name = f"{STATIONS} stations x {SCANS_PER_S} scans/s, {len(SCREENS)} screens watching"
        whole = _Paced()
        for turn in self._doors:
            whole.add(turn)
        yield Figure(f"{name}, scans", len(whole.waits_ms), "scans")
        yield Figure(f"{name}, errors", whole.errors, "scans")
        for percent in (50, 95, 99):
            value = percentile(whole.waits_ms, percent)
            yield Figure(f"{name}, answer, p{percent}", value, "ms")
        yield Figure(f"{name}, answer, longest", max(whole.waits_ms), "ms")
        yield Figure(f"{name}, snapshots", self._snapshots, "snapshots")
        if whole.cpu_s:
            each_ms = whole.cpu_s * 1000 / len(whole.waits_ms)
            yield Figure(f"{name}, server's processor time a scan, screens included", each_ms, "ms")
        for percent in (50, 95):
            mine, base = (_each(turns, percent) for turns in (self._doors, self._empties))
            yield Figure(f"{SAME}, same pace, answer, p{percent}", statistics.median(base), "ms")
            yield ratio(f"{name}, answer, p{percent}", mine, against=base, of=f"{SAME}, same pace")


def _each(turns: Sequence[_Paced], percent: float) -> list[float]:
    return [percentile(turn.waits_ms, percent) for turn in turns]


def _due_moments(begins_s: float, lasts_s: float) -> Iterator[float]:
    """Give when each scan is due, the stations one after the other in even steps."""
    step_s = 1 / (STATIONS * SCANS_PER_S)
    count = round(lasts_s / step_s)
    return (begins_s + nth * step_s for nth in itertools.islice(itertools.count(), count))


async def _until_answered(stations: Sequence[_Station]) -> None:
    """Wait for what is still under way; what never comes is counted when the station hangs up."""
    answered = asyncio.gather(*(station.idle.wait() for station in stations))
    with suppress(TimeoutError):
        await asyncio.wait_for(answered, ANSWER_WITHIN_S)


def _nothing(server: Running) -> bytes:
    return json_request(server.port, EMPTY_PATH, {"scan_id": str(uuid.uuid4()), "code": "0" * 27})


def _pair(server: Running, cookie: str, name: str) -> str:
    """Make a station and pair it; give the Cookie header of its device."""
    jar = http.cookiejar.CookieJar()
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))

    def post(path: str, body: dict[str, str], **headers: str) -> dict[str, str]:
        asked = urllib.request.Request(
            f"{server.address}{path}",
            json.dumps(body).encode(),
            {"Content-Type": "application/json"} | headers,
        )
        answer: dict[str, str] = json.load(browser.open(asked))
        return answer

    made = post("/admin/stations", {"name": name, "kind": "kiosk"}, Cookie=cookie)
    post("/api/pair", {"pairing_code": made["pairing_code"]})
    return "; ".join(f"{one.name}={one.value}" for one in jar)
