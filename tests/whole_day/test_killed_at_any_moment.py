"""Killed with -9 at any moment and started again: nothing that was answered is lost."""

from __future__ import annotations

import threading
import uuid

import requests

from conference.database import Database
from conference.journal import broken_link
from tests.running import RunningServer

ROUNDS = 4
LANES = 4


def test_no_answered_scan_is_lost_and_none_is_counted_twice(fresh_day: RunningServer) -> None:
    day = fresh_day
    codes = [code for _, code in day.codes()]
    answered: dict[str, bytes] = {}

    for nth in range(ROUNDS):
        day.start()
        kill_after = len(answered) + 7 + 5 * nth
        _scan_until_killed(day, codes[nth::ROUNDS], answered, kill_after)
    day.start()
    again = {
        scan_id: requests.post(
            day.url + "/api/check-in", json={"scan_id": scan_id, "code": "asked again"}, timeout=10
        ).content
        for scan_id in answered
    }
    day.stop()

    assert len(answered) >= ROUNDS * 7
    assert again == answered
    db = Database()
    db.open(f"sqlite:///{day.folder}/conferences/so-khcn-demo.db")
    with db.reading() as session:
        assert broken_link(session) is None
    db.close()


def _scan_until_killed(
    day: RunningServer, codes: list[str], answered: dict[str, bytes], kill_after: int
) -> None:
    """Scan on several lanes; the one whose answer makes it enough kills the server."""
    lock = threading.Lock()

    def lane(own: list[str]) -> None:
        with requests.Session() as http:
            for code in own:
                scan_id = str(uuid.uuid4())
                try:
                    answer = http.post(
                        day.url + "/api/check-in",
                        json={"scan_id": scan_id, "code": code},
                        timeout=10,
                    )
                except requests.RequestException:
                    return
                with lock:
                    answered[scan_id] = answer.content
                    if len(answered) == kill_after:
                        day.kill()

    lanes = [threading.Thread(target=lane, args=(codes[n::LANES],)) for n in range(LANES)]
    for thread in lanes:
        thread.start()
    for thread in lanes:
        thread.join()
