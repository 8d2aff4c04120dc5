"""Opening another conference waits for the sheet in the printer, not for the whole queue.

In the real process, because only its event loop lets a worker take its lock again and again.
"""

from __future__ import annotations

import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
import requests

from server.folder import DataFolder
from tests.factories import new_id
from tests.running import RunningServer

BATCHES = (1, 2, 3)


@pytest.fixture
def process(tmp_path: Path, demo_folder: Path) -> Iterator[RunningServer]:
    folder = tmp_path / "data"
    shutil.copytree(demo_folder, folder)
    server = RunningServer(folder)
    server.start()
    yield server
    server.stop()


def office(process: RunningServer) -> requests.Session:
    """A browser in which the office has signed in."""
    browser, page = requests.Session(), process.url + "/sign-in"
    shown = browser.get(page, headers={"Accept": "text/html"}, timeout=10).text
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', shown)
    assert token is not None
    words = {"operator_name": "admin", "password": process.passwords()["admin"]}
    browser.post(page, data=words | {"csrf_token": token[1]}, timeout=10)
    return browser


def states(file: Path) -> dict[str, int]:
    with closing(sqlite3.connect(file)) as db:
        return dict(db.execute("SELECT state, count(*) FROM print_job GROUP BY state").fetchall())


def test_a_rehearsal_begins_after_the_sheet_in_the_printer(process: RunningServer) -> None:
    folder = DataFolder(process.folder)
    real = folder.file_of(folder.open_name or "")
    browser = office(process)

    def order(path: str, **body: str) -> None:
        browser.post(process.url + path, json=body, timeout=60).raise_for_status()

    order("/print/spooler", command="pause", reason="")
    for batch in BATCHES:
        order(f"/admin/batches/{batch}/certificates", request_id=new_id())
    waiting = states(real)["queued"]
    order("/print/spooler", command="resume")
    order("/admin/rehearsal", command="begin")
    left = states(real).get("queued", 0)

    assert left > waiting // 2
