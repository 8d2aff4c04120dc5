"""The spooler fails on one sheet: that sheet is put aside and seen, and the others come out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from conference import printing
from conference.delegates import CodeState, EntryCode
from conference.printing import PrintJob, PrintState
from conference.refusals import NotRecorded
from tests.factories import new_id
from tests.server.conftest import Served
from tests.server.test_screens_follow import newest


class Bug(Exception):  # noqa: N818 - a bug, not an error of ours
    """A bug with one sheet."""


def failing_first(work: Callable[..., Any], fault: Exception, *, times: int = 1) -> Any:
    """Do the work as ever, but let the first calls fail."""
    faults = [fault] * times

    def do(*given: Any, **named: Any) -> Any:
        if faults:
            raise faults.pop()
        return work(*given, **named)

    return do


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("printers.spooler.ASK_AGAIN_S", 0.01)


@pytest.fixture
def scanned(served: Served) -> Served:
    """Three badges wait; printing has not begun."""
    for code in served.codes[:3]:
        served.scan(code)
    return served


def draw_fails_first(served: Served) -> None:
    spooler = served.server.printing.spooler
    spooler._draw = failing_first(spooler._draw, Bug("no such glyph"))


def job(served: Served, job_id: int) -> PrintJob:
    with served.db.reading() as session:
        return session.get_one(PrintJob, job_id)


def test_the_sheet_is_spoiled_and_the_others_come_out(scanned: Served) -> None:
    draw_fails_first(scanned)

    scanned.server.start()
    scanned.wait_for_jobs(PrintState.PRINTED, 2)

    states = [job(scanned, number).state for number in (1, 2, 3)]
    assert states == [PrintState.SPOILED, PrintState.PRINTED, PrintState.PRINTED]
    with scanned.db.reading() as session:
        code = session.get_one(EntryCode, job(scanned, 1).code)
    assert code.state is CodeState.REPLACED


def test_the_desk_says_why_and_may_ask_for_it_again(scanned: Served) -> None:
    draw_fails_first(scanned)
    scanned.server.start()
    scanned.wait_for_jobs(PrintState.PRINTED, 2)

    desk = newest(scanned.screen("/print", "desk", "print"), "/print")
    answer = scanned.client("print").post(
        "/print/jobs/1/reprint", json={"request_id": new_id(), "reason": "Không vẽ được"}
    )
    scanned.wait_for_jobs(PrintState.PRINTED, 3)

    shown = next(one for one in desk["jobs"] if one["id"] == 1)
    assert (shown["state"], shown["fault"]) == ("spoiled", "undrawable")
    assert answer.json["done"] is True


def test_what_the_printer_did_and_nobody_could_note_is_a_question(
    scanned: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    noting = failing_first(printing.mark_printed, NotRecorded())
    monkeypatch.setattr(printing, "mark_printed", noting)

    scanned.server.start()
    scanned.wait_for_jobs(PrintState.PRINTED, 2)

    assert job(scanned, 1).state is PrintState.UNCERTAIN


def test_a_sheet_that_was_not_sent_for_want_of_a_note_is_printed_later(
    scanned: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    noting = failing_first(printing.mark_sending, NotRecorded())
    monkeypatch.setattr(printing, "mark_sending", noting)

    scanned.server.start()
    scanned.wait_for_jobs(PrintState.PRINTED, 3)

    sheets = scanned.server.printing.sheets
    assert sheets is not None
    assert len(sheets.list(10)) == 3


@pytest.mark.usefixtures("impatient")
def test_a_sheet_that_cannot_even_be_put_aside_is_kept_in_hand_until_it_can(
    scanned: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    draw_fails_first(scanned)
    putting_aside = failing_first(printing.put_aside, NotRecorded(), times=3)
    monkeypatch.setattr(printing, "put_aside", putting_aside)

    scanned.server.start()
    scanned.wait_for_jobs(PrintState.PRINTED, 2)

    assert job(scanned, 1).state is PrintState.SPOILED


@pytest.mark.usefixtures("impatient")
def test_the_queue_goes_on_by_itself_when_no_sheet_could_be_taken(
    scanned: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    taking = failing_first(printing.claim_next, NotRecorded(), times=3)
    monkeypatch.setattr(printing, "claim_next", taking)

    scanned.server.start()

    scanned.wait_for_jobs(PrintState.PRINTED, 3)
    assert [job(scanned, nth).state for nth in (1, 2, 3)] == [PrintState.PRINTED] * 3


@pytest.mark.usefixtures("impatient")
def test_what_a_restart_could_not_settle_is_settled_later(
    scanned: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    scanned.db.write(printing.claim_next)
    settling = failing_first(printing.recover, NotRecorded(), times=3)
    monkeypatch.setattr(printing, "recover", settling)

    scanned.server.start()

    scanned.wait_for_jobs(PrintState.PRINTED, 3)
    assert [job(scanned, nth).state for nth in (1, 2, 3)] == [PrintState.PRINTED] * 3
