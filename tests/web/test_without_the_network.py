"""Stations go on without network and server; nobody is lost, nobody is counted twice."""

from __future__ import annotations

import os
import signal
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Route, expect
from sqlalchemy import select

from conference.attendance import Attendance, DecidedBy, DisputedEntry, DisputeKind, Scan
from conference.delegates import EntryCode
from conference.printing import PrintJob, SheetKind
from tests.browser import CHROMIUM, FLAGS
from tests.factories import all_rows
from tests.running import RunningServer
from tests.waiting import until
from tests.web.stations import (
    StationPage,
    dress,
    make_stations,
    open_station,
    percentile,
    records,
)

WAITS_MS = 1500
"""So long a station waits for a server that it believes in."""
NAMES = "Quầy 7", "Quầy 8", "Quầy 9"


@pytest.fixture
def tokens(fresh_day: RunningServer) -> Iterator[list[str]]:
    tokens = make_stations(fresh_day, *NAMES)
    fresh_day.start()
    yield tokens
    fresh_day.stop()


def test_three_stations_lose_nobody_and_count_nobody_twice(
    browser: Browser, fresh_day: RunningServer, tokens: list[str]
) -> None:
    server = fresh_day
    codes = [code for _, code in server.codes()]
    stations = [open_station(browser, server, token) for token in tokens]
    # A hundred scans each; some codes at one station twice, some at all three.
    own = [codes[:80], codes[30:110], codes[60:140]]
    scans = [[*some[:30], *some[30:80], *some[25:45]] for some in own]
    shown: list[list[dict]] = [[], [], []]

    for station, some, seen in zip(stations, scans, shown, strict=True):
        seen.extend(station.scan(*some[:20]))
    until(lambda: all(station.stands.get("waiting") == 0 for station in stations))
    # One has no network; then the server dies on all of them.
    stations[0].cut_off()
    alone = [stations[0].scan(*scans[0][20:50])]
    server.kill()
    for station in stations[1:]:
        station.wait_until(online=False)
    alone += [one.scan(*some[20:50]) for one, some in zip(stations[1:], scans[1:], strict=True)]
    for station in stations:
        station.reload()
        station.wait_until(online=False, waiting=30)
    alone += [one.scan(*some[50:90]) for one, some in zip(stations, scans, strict=True)]
    for nth, seen in enumerate(alone):
        shown[nth % 3] += seen
    server.start()
    for station, some, seen in zip(stations, scans, shown, strict=True):
        station.connect()
        station.reload()
        station.wait_until(waiting=0, online=True)
        seen.extend(station.scan(*some[90:]))
        station.wait_until(waiting=0)
        station.context.close()
    server.stop()

    slow = [one["ms"] for seen in alone for one in seen]
    # Nobody waits for a server that is known to be silent; how fast it is `make bench` reports.
    assert percentile(slow, 0.5) < WAITS_MS
    assert [Counter(one["verdict"] for one in seen).total() for seen in shown] == [100, 100, 100]
    assert {one["verdict"] for seen in shown for one in seen} == {"admitted", "repeat"}
    admitted = [
        code
        for some, seen in zip(scans, shown, strict=True)
        for code, one in zip(some, seen, strict=True)
        if one["verdict"] == "admitted"
    ]
    with records(server) as db:
        attempts, entries = all_rows(db, Scan), all_rows(db, Attendance)
        with db.reading() as session:
            owners = dict(session.execute(select(EntryCode.digits, EntryCode.delegate_id)).all())
        badges = [job.delegate_id for job in all_rows(db, PrintJob) if job.kind is SheetKind.BADGE]
        doubles = all_rows(db, DisputedEntry)
    assert len(attempts) == 300
    assert Counter(one.sequence for one in attempts) == dict.fromkeys(range(1, 101), 3)
    came = [one.delegate_id for one in entries]
    assert len(came) == len(set(came))
    assert set(came) == {owners[code] for code in admitted} == {owners[c] for c in codes[:140]}
    assert sorted(badges) == sorted(came)
    conflicts = Counter({owners[code]: n - 1 for code, n in Counter(admitted).items() if n > 1})
    assert Counter(one.delegate_id for one in doubles) == conflicts
    assert conflicts.total() > 0
    assert {one.kind for one in doubles} == {DisputeKind.DOUBLE}


def test_a_scan_that_the_server_does_not_answer_is_decided_here_and_then_by_the_server(
    browser: Browser, fresh_day: RunningServer, tokens: list[str]
) -> None:
    (_, code), *_ = fresh_day.codes()
    station = open_station(browser, fresh_day, tokens[0])
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    station.page.route("**/api/check-in", hold)

    (seen,) = station.scan(code)

    assert seen["verdict"] == "admitted"
    # By the page's timer, which may be a moment early.
    assert seen["ms"] >= WAITS_MS - 100
    provisional = station.page.locator('[data-role="answer"]')
    expect(provisional).to_be_visible()
    # The answer comes after all, and it is another one.
    station.page.evaluate("window.stands = {}")
    held[0].fulfill(
        json={
            "scan_id": held[0].request.post_data_json["scan_id"], "verdict": "refused",
            "reason": "withdrawn", "sentence": {"vi": "Kính mời đến bàn hỗ trợ.", "en": "Desk."},
            "delegate": None, "first": None, "badge": None, "rehearsal": False, "decided_ms": 1,
        }
    )  # fmt: skip
    expect(station.page.locator('[data-role="screen"]')).to_have_attribute(
        "data-verdict", "refused"
    )
    # Somebody went in by the station's word: the server is told so.
    station.wait_until(waiting=0)
    station.context.close()
    fresh_day.stop()
    with records(fresh_day) as db:
        (attempt,) = all_rows(db, Scan)
        assert (attempt.decided_by, attempt.shown) == (DecidedBy.STATION, "admitted")
        assert len(all_rows(db, Attendance)) == 1


def test_a_killed_browser_keeps_its_queue_and_opens_without_the_server(
    browser: Browser, fresh_day: RunningServer, tokens: list[str], tmp_path: Path
) -> None:
    server, profile = fresh_day, tmp_path / "profile"
    codes = [code for _, code in server.codes()][:5]

    def launched() -> StationPage:
        context = browser.browser_type.launch_persistent_context(
            profile, executable_path=CHROMIUM, args=FLAGS
        )
        return dress(context, server, tokens[0])

    station = launched()
    station.open(server.url)
    server.kill()
    station.wait_until(online=False)
    station.scan(*codes)
    kill_browser_of(profile)

    again = launched()
    again.page.goto(server.url + "/kiosk")
    again.wait_until(why="ready", waiting=5, last_sequence=5)
    again.wait_until(online=False)
    (repeat,) = again.scan(codes[0])
    server.start()
    again.wait_until(waiting=0, online=True)
    again.context.close()
    server.stop()

    assert repeat["verdict"] == "repeat"
    with records(server) as db:
        attempts = all_rows(db, Scan)
        assert len(all_rows(db, Attendance)) == 5
    assert {one.decided_by for one in attempts} == {DecidedBy.STATION}
    assert [one.sequence for one in attempts] == [1, 2, 3, 4, 5, 6]


def kill_browser_of(profile: Path) -> None:
    """End the browser with this profile as a flat battery would."""
    pids = [
        int(process.name)
        for process in Path("/proc").iterdir()
        if process.name.isdigit() and is_browser_of(process, profile)
    ]
    for pid in pids:
        os.kill(pid, signal.SIGKILL)


def is_browser_of(process: Path, profile: Path) -> bool:
    try:
        words = (process / "cmdline").read_bytes().split(b"\0")
    except OSError:
        return False
    return f"--user-data-dir={profile}".encode() in words and not any(
        word.startswith(b"--type=") for word in words
    )


def test_a_batch_that_the_server_refuses_drops_nothing_and_holds_up_nobody(
    browser: Browser, fresh_day: RunningServer, tokens: list[str]
) -> None:
    codes = [code for _, code in fresh_day.codes()][:4]
    station = open_station(browser, fresh_day, tokens[0])
    station.cut_off()
    station.scan(*codes)
    odd: list[str] = []

    def refuse_the_odd_one(route) -> None:
        scans = route.request.post_data_json["scans"]
        odd.append(scans[1]["scan_id"]) if not odd else None
        if odd[0] in {one["scan_id"] for one in scans}:
            route.fulfill(status=422, json={"error": {"code": "bad_request", "sentence": "…"}})
        else:
            route.continue_()

    station.page.route("**/api/check-in/batch", refuse_the_odd_one)
    station.connect()

    station.wait_until(waiting=1)
    station.page.unroute("**/api/check-in/batch")
    station.wait_until(waiting=0)
    station.context.close()
    fresh_day.stop()
    with records(fresh_day) as db:
        assert len(all_rows(db, Attendance)) == 4
