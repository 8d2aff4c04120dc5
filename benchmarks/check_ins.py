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
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from pathlib import Path

from benchmarks.figures import Figure, percentile, ratio, say, scaled
from benchmarks.load import Load, ask, json_request, on_one_core, put_load
from benchmarks.screens import Watch, show
from benchmarks.serving import Prepared, Running, prepare, serving, sign_in, workplace
from seed.demo import DEMO_NAME
from server.folder import DataFolder

ROUNDS = 4
PER_CELL = {1: 150, 16: 400, 64: 400}
"""Requests of a cell by the number of its clients."""
WARM_UP = 60
DURABLE_INSERTS = 500
AT_MOST_S = 2.0
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
CPU = "server's processor time each"
PAUSED, PRINTING = "spooler paused", "virtual printer printing"

EMPTY_PATH = "/empty"

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
        with empty_servers(prepared) as empties:
            for nth in range(scaled(ROUNDS, scale)):
                say(f"  round {nth + 1}")
                _round(prepared, empties, rounds, scale)
    yield from _figures(rounds)


def _case(printing: str, clients: int) -> str:
    return f"check-ins, {_clients(clients)}, {INCLUDED}, {printing}"


def _clients(count: int) -> str:
    return "1 client" if count == 1 else f"{count} clients"


@contextmanager
def empty_servers(prepared: Prepared) -> Iterator[dict[str, Running]]:
    """Run what check-ins are compared with; nothing is written there, so once will do."""
    command = (sys.executable, "-m", "benchmarks.empty_server")
    bare_folder = prepared.path.with_name("bare")
    bare_folder.mkdir()
    with (
        serving(prepared.copy("same").path, *command, "same", probe=EMPTY_PATH) as same,
        serving(bare_folder, *command, "bare", probe=EMPTY_PATH) as bare,
    ):
        yield {SAME: same, BARE: bare}


def _round(prepared: Prepared, empties: dict[str, Running], rounds: _Rounds, scale: float) -> None:
    nth = len(rounds.rates.get(RAW, []))
    mine = prepared.copy(f"round-{nth}")
    with serving(mine.path) as server, on_one_core():
        turn = _Turn(server, mine, empties, rounds, scale)
        asyncio.run(turn.take(nth))


@dataclass
class _Turn:
    """One round: every case once, each round beginning with another."""

    real: Running
    prepared: Prepared
    empties: dict[str, Running]
    rounds: _Rounds
    scale: float

    def __post_init__(self) -> None:
        """Sign in where the screens of the staff are."""
        self._codes = iter(self.prepared.codes)
        self._cookie = sign_in(self.real, self.prepared.password)
        self._database = DataFolder(self.prepared.path).file_of(DEMO_NAME)

    async def take(self, nth: int) -> None:
        """Measure every case once."""
        watches = [Watch(namespace, room, self._cookie) for namespace, room in ROOMS]
        screens = await show(self.real.port, watches)
        await self._spooler("pause")
        await self._check_in(WARM_UP, 4)
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
                partial(self._paused, clients),
                partial(self._empty, SAME, clients),
                partial(self._empty, BARE, clients),
                partial(self._printing, clients),
            ]
        return cells

    async def _raw(self) -> None:
        count = scaled(DURABLE_INSERTS, self.scale)
        rate = _durable_inserts(self.prepared.path / "raw.db", count)
        self.rounds.rates.setdefault(RAW, []).append(rate)

    async def _paused(self, clients: int) -> None:
        load, cpu_s = await self._check_in(self._count(clients), clients)
        self.rounds.note(_case(PAUSED, clients), load, cpu_s)

    async def _printing(self, clients: int) -> None:
        await self._spooler("resume")
        before = self._printed()
        load, cpu_s = await self._check_in(self._count(clients), clients)
        printed = self._printed() - before
        self.rounds.sheets_per_s.append(printed / (load.ended_s - load.began_s))
        self.rounds.note(_case(PRINTING, clients), load, cpu_s)
        await self._spooler("pause")
        await asyncio.sleep(SHEET_ENDS_S)

    async def _empty(self, name: str, clients: int) -> None:
        server = self.empties[name]
        body = _scan("0" * 27)
        requests = [json_request(server.port, EMPTY_PATH, body)] * self._count(clients) * 2
        load, cpu_s = await _measured(server, requests, clients, b'"done"')
        self.rounds.note(f"{name}, {_clients(clients)}", load, cpu_s)

    async def _check_in(self, count: int, clients: int) -> tuple[Load, float]:
        requests = [
            json_request(self.real.port, "/api/check-in", _scan(code))
            for code in islice(self._codes, count)
        ]
        return await _measured(self.real, requests, clients, b'"verdict": "admitted"')

    def _count(self, clients: int) -> int:
        return max(scaled(PER_CELL[clients], self.scale), clients)

    async def _spooler(self, command: str) -> None:
        body = {"command": command, "reason": ""}
        request = json_request(self.real.port, "/print/spooler", body, cookie=self._cookie)
        await ask(self.real.port, request)

    def _printed(self) -> int:
        reading = sqlite3.connect(f"file:{self._database}?mode=ro", uri=True)
        try:
            count = "SELECT count(*) FROM print_job WHERE ended_at IS NOT NULL"
            printed: int = reading.execute(count).fetchone()[0]
            return printed
        finally:
            reading.close()


async def _measured(
    server: Running, requests: list[bytes], clients: int, expect: bytes
) -> tuple[Load, float]:
    """Put the load on; give it with the processor time that the server took, in seconds."""
    before_s = server.cpu_s()
    load = await put_load(
        server.port, requests, clients=clients, expect=expect, at_most_s=AT_MOST_S
    )
    return load, server.cpu_s() - before_s


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
    for name, per_round in rounds.rates.items():
        yield Figure(name, statistics.median(per_round), "1/s")
        if name in rounds.waits_ms:
            yield from _details(name, rounds)
    sheets = statistics.median(rounds.sheets_per_s)
    yield Figure("sheets printed by the virtual printer during check-ins", sheets, "1/s")
    for printing in (PAUSED, PRINTING):
        for clients in PER_CELL:
            yield from _ratios(_case(printing, clients), clients, rounds)


def _details(name: str, rounds: _Rounds) -> Iterator[Figure]:
    waits_ms, cpu_ms = rounds.waits_ms[name], statistics.median(rounds.cpu_ms[name])
    yield Figure(f"{name}, answer, median", statistics.median(waits_ms), "ms")
    yield Figure(f"{name}, answer, p99", percentile(waits_ms, 99), "ms")
    if cpu_ms:
        yield Figure(f"{name}, {CPU}", cpu_ms, "ms")


def _ratios(name: str, clients: int, rounds: _Rounds) -> Iterator[Figure]:
    rates, cpu_ms = rounds.rates, rounds.cpu_ms
    same, bare = (f"{empty}, {_clients(clients)}" for empty in (SAME, BARE))
    for base in (same, bare, RAW):
        yield ratio(name, rates[name], against=rates[base], of=base)
    if all(cpu_ms[same]):
        of = f"{same}, {CPU}"
        yield ratio(f"{name}, {CPU}", cpu_ms[name], against=cpu_ms[same], of=of)
