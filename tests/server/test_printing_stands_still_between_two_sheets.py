"""Who lets printing stand is obeyed before the next sheet, whatever the printer does."""

from __future__ import annotations

import threading

import pytest

from conference import printing
from conference.printing import PrintState
from tests.factories import new_id
from tests.server.conftest import Served
from tests.server.test_rehearsal import codes_of, rehearse
from tests.server.test_screens_follow import newest
from tests.waiting import until


def test_the_printer_falling_out_does_not_hide_a_pause_by_hand(
    serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    served = serve(printer="tcp://127.0.0.1:1")
    spooler = served.server.printing.spooler
    asked, answer, real = threading.Event(), threading.Event(), spooler.printer.status

    def status():
        asked.set()
        answer.wait()
        return real()

    monkeypatch.setattr(spooler.printer, "status", status)
    served.server.start()
    asked.wait()

    spooler.pause(reason="Thay cuộn giấy", by="operator:1")
    answer.set()
    until(lambda: spooler.state.trouble)

    assert (spooler.state.paused, spooler.state.reason) == (True, "Thay cuộn giấy")
    with served.db.reading() as session:
        assert printing.paused_by_hand(session)


def test_no_sheet_is_begun_after_the_pause_was_answered(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    served.scan(served.codes[0])
    spooler = served.server.printing.spooler
    real, done = spooler.printer.status, threading.Event()

    def status():
        if not done.is_set():
            spooler.pause(reason="Nghỉ", by="operator:1")
        done.set()
        return real()

    monkeypatch.setattr(spooler.printer, "status", status)
    served.server.start()
    done.wait()
    with spooler.standing_still(), served.db.reading() as session:
        assert printing.counts(session)[PrintState.QUEUED] == 1

    spooler.resume(by="operator:1")

    served.wait_for_jobs(PrintState.PRINTED, 1)


def test_the_desk_shows_the_newest_sheet_of_the_conference_that_is_open(running: Served) -> None:
    certificate, wanted = "/admin/recipients/5/certificate", {"request_id": new_id()}
    running.client("admin").post(certificate, json=wanted)
    running.wait_for_jobs(PrintState.PRINTED, 1)
    rehearse(running, "begin")
    begun = newest(running.screen("/print", "desk", "print"), "/print")["latest_sheet"]
    spare = running.client("print").get("/print/sheets/latest.png").status_code
    running.scan(codes_of(running)[0])
    running.wait_for_jobs(PrintState.PRINTED, 1)
    rehearsed = newest(running.screen("/print", "desk", "print"), "/print")["latest_sheet"]

    rehearse(running, "end")
    after = newest(running.screen("/print", "desk", "print"), "/print")["latest_sheet"]

    assert (begun, spare, rehearsed, after) == (None, 404, 2, 1)
    assert running.picture("/print/sheets/latest.png") == running.picture("/print/sheets/1.png")
