"""First entries a second through HTTP, beside what the disk and the web server could do at most.

The whole way is measured: the scan's row, the attendance, the journal with its chain, the badge's
code and print job in one durable transaction (WAL, synchronous=FULL), and the snapshots to one
screen of each room. Printing is measured apart: the virtual printer draws, sends and interprets
each sheet inside the server process, as fast as it can, which no paper does.
"""

from __future__ import annotations

import asyncio
import sqlite3
import statistics
import sys
import time
import uuid
from collections.abc import Awaitable, Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from benchmarks.figures import Figure, percentile, ratio, say, scaled
from benchmarks.load import Load, ask, json_request, on_one_core, put_load
from benchmarks.screens import Watch, show
from benchmarks.serving import Prepared, Running, prepare, serving, sign_in, workplace
from seed.demo import DEMO_NAME
from server.folder import DataFolder

ROUNDS = 5
PER_CELL = {1: 250, 16: 500, 64: 500}
"""Requests of a cell by the number of its clients."""
WARM_UP = 60
DURABLE_INSERTS = 1000
AT_MOST_S = 4.0
"""Of a cell; a slow machine sends fewer requests."""
SHEET_ENDS_S = 0.4
"""After a pause the sheet in the printer is finished."""

ROOMS = (
    ("/kiosk", "door"),
    ("/stage", "hall"),
    ("/stage", "lobby"),
    ("/stage", "mc"),
    ("/stage", "control"),
    ("/admin", "office"),
    ("/print", "desk"),
)
INCLUDED = f"print job and broadcast to {len(ROOMS)} screens included"
RAW = "sqlite3 durable inserts, one per commit"
SAME = "empty JSON route added to the same server"
BARE = "empty JSON route of a bare Flask on the same serving stack"
PAUSED, PRINTING = "spooler paused", "virtual printer printing"

Cell = Callable[[], Awaitable[None]]


@dataclass
class _Rounds:
    """What the rounds gave, by case: a value per round, waits and processor times of all."""

    rates: dict[str, list[float]] = field(default_factory=dict)
    cpu_ms: dict[str, list[float]] = field(default_factory=dict)
    waits_ms: dict[str, list[float]] = field(default_factory=dict)
    sheets_per_s: list[float] = field(default_factory=list)

    def note(self, name: str, load: Load, cpu_s: float) -> None:
        """Add a cell's result."""
        self.rates.setdefault(name, []).append(load.per_second)
        self.cpu_ms.setdefault(name, []).append(cpu_s * 1000 / len(load.waits_ms))
        self.waits_ms.setdefault(name, []).extend(load.waits_ms)


def measure(scale: float = 1.0) -> Iterator[Figure]:
    """Take turns between the cases in each round; a round has a fresh server and data folder."""
    rounds = _Rounds()
    needed = WARM_UP + 2 * sum(PER_CELL.values())
    with workplace() as place:
        prepared = prepare(place / "prepared", more_delegates=needed)
        for nth in range(scaled(ROUNDS, scale)):
            say(f"  round {nth + 1}")
            _round(prepared, nth, rounds, scale)
    yield from _figures(rounds)


def _case(printing: str, clients: int) -> str:
    return f"check-ins, {_clients(clients)}, {INCLUDED}, {printing}"


def _clients(count: int) -> str:
    return "1 client" if count == 1 else f"{count} clients"


def _round(prepared: Prepared, nth: int, rounds: _Rounds, scale: float) -> None:
    mine, idle = prepared.copy(f"round-{nth}"), prepared.copy(f"idle-{nth}")
    empty_server = (sys.executable, "-m", "benchmarks.empty_server")
    with ExitStack() as stack:
        real = stack.enter_context(serving(mine.path))
        same = stack.enter_context(serving(idle.path, *empty_server, "same", probe="/empty"))
        bare_folder = prepared.path.with_name(f"bare-{nth}")
        bare_folder.mkdir()
        bare = stack.enter_context(serving(bare_folder, *empty_server, "bare", probe="/empty"))
        stack.enter_context(on_one_core())
        turn = _Turn(real, mine, {SAME: same, BARE: bare}, rounds, scale)
        asyncio.run(turn.take(nth))


class _Turn:
    """One round: every case once, each round beginning with another."""

    def __init__(
        self,
        real: Running,
        prepared: Prepared,
        empties: dict[str, Running],
        rounds: _Rounds,
        scale: float,
    ) -> None:
        self._real, self._prepared, self._empties = real, prepared, empties
        self._rounds, self._scale = rounds, scale
        self._codes = iter(prepared.codes)
        self._cookie = sign_in(real, prepared.password)
        self._database = DataFolder(prepared.path).file_of(DEMO_NAME)

    async def take(self, nth: int) -> None:
        """Measure every case once."""
        watches = [Watch(namespace, room, self._cookie) for namespace, room in ROOMS]
        screens = await show(self._real.port, watches)
        await self._spooler("pause")
        await self._check_in("", WARM_UP, 4)
        cells = self._cells()
        shift = nth * 3 % len(cells)
        for cell in cells[shift:] + cells[:shift]:
            await cell()
        for screen in screens:
            screen.close()

    def _cells(self) -> list[Cell]:
        cells: list[Cell] = [self._raw]
        for clients in PER_CELL:
            cells += [
                lambda count=clients: self._paused(count),
                lambda count=clients: self._empty(SAME, count),
                lambda count=clients: self._empty(BARE, count),
                lambda count=clients: self._printing(count),
            ]
        return cells

    async def _raw(self) -> None:
        count = scaled(DURABLE_INSERTS, self._scale)
        rate = _durable_inserts(self._prepared.path / "raw.db", count)
        self._rounds.rates.setdefault(RAW, []).append(rate)

    async def _paused(self, clients: int) -> None:
        await self._check_in(_case(PAUSED, clients), self._count(clients), clients)

    async def _printing(self, clients: int) -> None:
        await self._spooler("resume")
        before, began_s = self._printed(), time.perf_counter()
        await self._check_in(_case(PRINTING, clients), self._count(clients), clients)
        printed, took_s = self._printed() - before, time.perf_counter() - began_s
        self._rounds.sheets_per_s.append(printed / took_s)
        await self._spooler("pause")
        await asyncio.sleep(SHEET_ENDS_S)

    async def _empty(self, name: str, clients: int) -> None:
        server = self._empties[name]
        body = _scan("0" * 27)
        requests = [json_request(server.port, "/empty", body)] * self._count(clients) * 2
        await self._load(f"{name}, {_clients(clients)}", server, requests, clients, b'"done"')

    async def _check_in(self, name: str, count: int, clients: int) -> None:
        requests = [
            json_request(self._real.port, "/api/check-in", _scan(code))
            for code in islice(self._codes, count)
        ]
        await self._load(name, self._real, requests, clients, b'"verdict": "admitted"')

    async def _load(
        self, name: str, server: Running, requests: list[bytes], clients: int, expect: bytes
    ) -> None:
        before_s = server.cpu_s()
        load = await put_load(
            server.port, requests, clients=clients, expect=expect, at_most_s=AT_MOST_S
        )
        if name:
            self._rounds.note(name, load, server.cpu_s() - before_s)

    def _count(self, clients: int) -> int:
        return max(scaled(PER_CELL[clients], self._scale), clients)

    async def _spooler(self, command: str) -> None:
        body = {"command": command, "reason": ""}
        request = json_request(self._real.port, "/print/spooler", body, cookie=self._cookie)
        await ask(self._real.port, request)

    def _printed(self) -> int:
        reading = sqlite3.connect(f"file:{self._database}?mode=ro", uri=True)
        try:
            count = "SELECT count(*) FROM print_job WHERE ended_at IS NOT NULL"
            printed: int = reading.execute(count).fetchone()[0]
            return printed
        finally:
            reading.close()


def _scan(code: str) -> dict[str, object]:
    return {
        "scan_id": str(uuid.uuid4()),
        "code": code,
        "foreign": False,
        "device_ms": 1_787_000_000_000,
    }


def _durable_inserts(file: Path, count: int) -> float:
    """Insert rows as long as a scan's, a durable commit each; give the rows a second."""
    db = sqlite3.connect(file, isolation_level=None)
    db.execute("PRAGMA journal_mode=WAL")
    db.execute("PRAGMA synchronous=FULL")
    db.execute("CREATE TABLE IF NOT EXISTS scan (id INTEGER PRIMARY KEY, scan_id, at, answer)")
    answer = "x" * 600
    began_s = time.perf_counter()
    for nth in range(count):
        db.execute("INSERT INTO scan (scan_id, at, answer) VALUES (?, ?, ?)", (nth, nth, answer))
    took_s = time.perf_counter() - began_s
    db.close()
    return count / took_s


def _figures(rounds: _Rounds) -> Iterator[Figure]:
    rates, cpu_ms = rounds.rates, rounds.cpu_ms
    for name, per_round in rates.items():
        yield Figure(name, statistics.median(per_round), "1/s")
        if name == RAW:
            continue
        if statistics.median(cpu_ms[name]) > 0:
            cpu = statistics.median(cpu_ms[name])
            yield Figure(f"{name}, server's processor time each", cpu, "ms")
        if name.startswith("check-ins"):
            waits_ms = rounds.waits_ms[name]
            yield Figure(f"{name}, answer, median", statistics.median(waits_ms), "ms")
            yield Figure(f"{name}, answer, p99", percentile(waits_ms, 99), "ms")
    sheets = statistics.median(rounds.sheets_per_s)
    yield Figure("sheets printed by the virtual printer during check-ins", sheets, "1/s")
    for printing in (PAUSED, PRINTING):
        for clients in PER_CELL:
            name = _case(printing, clients)
            for empty in (f"{SAME}, {_clients(clients)}", f"{BARE}, {_clients(clients)}"):
                yield ratio(name, rates[name], against=rates[empty], of=empty)
            yield ratio(name, rates[name], against=rates[RAW], of=RAW)
