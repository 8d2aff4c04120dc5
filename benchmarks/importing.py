"""A list of 10,000 rows from the file to the list, beside what reading and writing take at least.

The preview is the whole way of a job: its process, guard, reading, comparison, pages. Then the door
is asked while files are read, a list and a hostile one, beside the same door at rest.
"""

from __future__ import annotations

import asyncio
import io
import sqlite3
import statistics
import time
import urllib.request
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import xlsxwriter  # type: ignore[import-untyped]
from python_calamine import CalamineWorkbook

from admin.imports import BROUGHT, KIND, take_preview
from benchmarks.figures import Figure, percentile, ratio, say, scaled
from benchmarks.load import Load, json_request, put_load
from benchmarks.serving import BY, Running, prepare, serving, sign_in, workplace
from conference.clock import system_clock
from conference.database import Database
from conference.delegates import all_groups
from conference.imports import Wishes
from seed.demo import DEMO_NAME
from server.folder import DataFolder
from server.jobs import ChildJobs

ROWS = 10_000
ROUNDS = 3
AT_THE_DOOR = 300
LONGEST_S = 30.0
_FAMILY = ("Nguyễn", "Trần", "Lê", "Đặng", "Võ", "Tô", "Phạm")
_GIVEN = ("Tùng", "Hà", "Đạt", "Thuỷ", "Thúy", "Hoà", "Ánh", "Ý", "Lập", "Kiên", "Hùng")
_HEADER = (
    "STT", "Họ và tên", "Chức vụ", "Đơn vị", "Thành phần", "Năm sinh", "Giới tính", "SĐT", "Email",
)  # fmt: skip

PREVIEW, COMMIT = "preview of an xlsx", "confirmation of a preview"
READ, INSERTED = "the same file read by calamine alone", "as many rows inserted by sqlite3"
DOOR = "check-in of an unknown code, 4 clients"


def measure(scale: float = 1.0) -> Iterator[Figure]:
    """Bring the list into a fresh copy of the demo each round, then ask the door."""
    count = scaled(ROWS, scale)
    times: dict[str, list[float]] = {}
    with workplace() as place:
        prepared = prepare(place / "prepared")
        for nth in range(scaled(ROUNDS, scale)):
            say(f"  round {nth + 1}")
            _round(prepared.copy(f"round-{nth}").path, count, times)
        served = prepared.copy("served")
        with serving(served.path) as server:
            waits = _door(server, sign_in(server, prepared.password), count, scale)
    rows = f"{count} rows"
    for name, seconds in times.items():
        yield Figure(f"{name}, {rows}", statistics.median(seconds), "s")
    yield ratio(f"{PREVIEW}, {rows}", times[PREVIEW], against=times[READ], of=READ)
    yield ratio(f"{COMMIT}, {rows}", times[COMMIT], against=times[INSERTED], of=INSERTED)
    rest, reading = (percentile(load.waits_ms, 95) for load in waits)
    yield Figure(f"{DOOR}, p95, at rest", rest, "ms")
    yield Figure(f"{DOOR}, p95, while files are read", reading, "ms")
    yield ratio(f"{DOOR}, p95, while files are read", [reading], against=[rest], of="at rest")


def _round(path: Path, count: int, times: dict[str, list[float]]) -> None:
    folder, db = DataFolder(path), Database()
    db.open(f"sqlite:///{folder.file_of(DEMO_NAME)}")
    try:
        with db.reading() as session:
            group = all_groups(session)[0].name
        data = _list_of(count, group)
        jobs = ChildJobs(folder.jobs, db, system_clock)
        began_s = time.perf_counter()
        job = jobs.wait(jobs.start(KIND, {"file_name": "a.xlsx"}, {BROUGHT: data}).id)
        _note(times, PREVIEW, began_s)
        where, wishes, now = jobs.folder(job.id), Wishes(approve=False), system_clock()
        began_s = time.perf_counter()
        db.write(
            lambda s: take_preview(
                s, where, job.id, job.params, wishes=wishes, by_name=BY, at=now, by=BY
            )
        )
        _note(times, COMMIT, began_s)
    finally:
        db.close()
    _timed(times, READ, lambda: _read(data))
    _timed(times, INSERTED, lambda: _insert(path / "raw.db", count))


def _note(times: dict[str, list[float]], name: str, began_s: float) -> None:
    times.setdefault(name, []).append(time.perf_counter() - began_s)


def _timed(times: dict[str, list[float]], name: str, act: Callable[[], None]) -> None:
    began_s = time.perf_counter()
    act()
    _note(times, name, began_s)


def _list_of(count: int, group: str) -> bytes:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target) as book:
        sheet = book.add_worksheet("Danh sách")
        sheet.write_row(0, 0, _HEADER)
        for n in range(1, count + 1):
            name = f"{_FAMILY[n % 7]} {_GIVEN[n % 5]} {_GIVEN[n % 11]} {n}"
            sex, phone = "Nam" if n % 2 else "Nữ", f"09{n:08}"
            row = (n, name, "Kế toán", f"Phòng {n % 97}, Sở {n % 300}", group, 1950 + n % 50)
            sheet.write_row(n, 0, (*row, sex, phone, f"a{n}@b.vn"))
    return target.getvalue()


def _read(data: bytes) -> None:
    CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()


def _insert(file: Path, count: int) -> None:
    db = sqlite3.connect(file, isolation_level=None)
    db.execute("PRAGMA journal_mode=WAL")
    db.execute("PRAGMA synchronous=FULL")
    db.execute("CREATE TABLE delegate (id INTEGER PRIMARY KEY, a, b, c, d, e, f, g)")
    words = ("Nguyễn Văn Tùng", "Kế toán", "Phòng 1", "1970", "0912345678", "a@b.vn", "x" * 80)
    db.execute("BEGIN")
    insert = "INSERT INTO delegate (a, b, c, d, e, f, g) VALUES (?, ?, ?, ?, ?, ?, ?)"
    db.executemany(insert, (words for _ in range(count)))
    db.execute("COMMIT")
    db.close()


def _door(server: Running, cookie: str, count: int, scale: float) -> tuple[Load, Load]:
    """Ask the door at rest, then while lists are read, as long as they are."""
    asked = scaled(AT_THE_DOOR, scale)
    asyncio.run(_ask(server, asked))
    rest = asyncio.run(_ask(server, asked))
    data = _list_of(count, "Khách mời")
    _bring(server, cookie, data)
    _bring(server, cookie, data[: len(data) // 2])
    return rest, asyncio.run(_ask(server, asked))


async def _ask(server: Running, count: int) -> Load:
    requests = [
        json_request(server.port, "/api/check-in", {"scan_id": str(uuid.uuid4()), "code": "1" * 27})
        for _ in range(count)
    ]
    return await put_load(
        server.port, requests, clients=4, expect=b'"verdict"', at_most_s=LONGEST_S
    )


def _bring(server: Running, cookie: str, data: bytes) -> None:
    headers = {"Cookie": cookie, "X-File-Name": "a.xlsx", "Accept": "application/json"}
    request = urllib.request.Request(f"{server.address}/admin/import/", data, headers)
    urllib.request.urlopen(request).read()
