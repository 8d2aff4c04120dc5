"""A printer that does not say how it is gets nothing: printing stands, is seen, and goes on."""

from __future__ import annotations

from collections import Counter

import pytest
from sqlalchemy import select

from conference.delegates import CodeState, EntryCode
from conference.journal import JournalEntry
from conference.printing import PrintJob, PrintState
from printers.drivers.wire import TimeLimits
from printers.virtual import Fault
from tests.server.conftest import Served
from tests.server.test_screens_follow import newest
from tests.waiting import until

IMPATIENT = TimeLimits(answer_s=0.3, write_s=0.3, confirm_s=0.05)


@pytest.fixture(autouse=True)
def impatient(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("printers.spooler.ASK_AGAIN_S", 0.01)
    monkeypatch.setattr(served.server.printing.spooler.printer, "_limits", IMPATIENT)


def strike(served: Served, fault: Fault) -> None:
    assert served.server.printing.virtual is not None
    served.server.printing.virtual.strike(fault)


def mend(served: Served) -> None:
    assert served.server.printing.virtual is not None
    served.server.printing.virtual.mend()


def print_facts(served: Served) -> dict[str, int]:
    with served.db.reading() as session:
        kinds = session.scalars(select(JournalEntry.kind)).all()
    noted = Counter(kind for kind in kinds if kind.startswith(("Sheet", "Spooler")))
    return dict(noted)


def wait_for_another(served: Served, method: str) -> None:
    """Wait until the spooler has turned to the printer once more and is done with that."""
    printer = served.server.printing.spooler.printer
    real, looks = getattr(printer, method), []

    def counting(*given, **named):
        looks.append(method)
        return real(*given, **named)

    setattr(printer, method, counting)
    until(lambda: len(looks) > 1)


def test_printing_stands_with_a_reason_and_nothing_is_noted_twice(served: Served) -> None:
    strike(served, Fault.MUTE)
    served.scan(served.codes[0])

    served.server.start()
    until(lambda: served.server.printing.spooler.state.trouble)
    wait_for_another(served, "status")
    desk = newest(served.screen("/print", "desk", "print"), "/print")
    health = served.client().get("/api/health").json

    assert (desk["spooler"]["state"], desk["spooler"]["reason"]) == ("paused", "unknown")
    assert desk["spooler"]["by_hand"] is False
    assert health["spooler"] == "paused"
    assert print_facts(served) == {"SheetQueued": 1, "SheetGivenBack": 1, "SpoolerPaused": 1}


def test_the_code_of_a_badge_that_was_not_sent_does_not_count(served: Served) -> None:
    strike(served, Fault.MUTE)
    served.scan(served.codes[0])

    served.server.start()
    until(lambda: served.server.printing.spooler.state.trouble)

    with served.db.reading() as session:
        job = session.scalars(select(PrintJob)).one()
        code = session.get_one(EntryCode, job.code)
    assert (job.state, job.sent_at) == (PrintState.QUEUED, None)
    assert code.state is CodeState.RESERVED


def test_printing_goes_on_when_the_printer_answers_again(served: Served) -> None:
    strike(served, Fault.MUTE)
    served.scan(served.codes[0])
    served.server.start()
    until(lambda: served.server.printing.spooler.state.trouble)

    mend(served)
    served.wait_for_jobs(PrintState.PRINTED, 1)

    assert served.server.printing.spooler.state.reason == ""
    assert print_facts(served) == {
        "SheetQueued": 1, "SheetGivenBack": 1, "SpoolerPaused": 1, "SpoolerResumed": 1,
        "SheetSending": 1, "SheetPrinted": 1,
    }  # fmt: skip


def test_a_printer_that_fell_silent_between_two_sheets_is_not_even_offered_the_next(
    served: Served,
) -> None:
    served.server.start()
    served.scan(served.codes[0])
    served.wait_for_jobs(PrintState.PRINTED, 1)

    # Between two turns: one that has just asked the printer would still offer it the sheet.
    with served.server.printing.spooler.standing_still():
        strike(served, Fault.MUTE)
        served.scan(served.codes[1])
    until(lambda: served.server.printing.spooler.state.trouble)

    assert "SheetGivenBack" not in print_facts(served)


def test_a_printer_that_says_ready_and_takes_nothing_is_noted_once(served: Served) -> None:
    strike(served, Fault.SLOW)
    served.scan(served.codes[0])

    served.server.start()
    until(lambda: served.server.printing.spooler.state.trouble)
    wait_for_another(served, "print_sheet")

    assert print_facts(served) == {"SheetQueued": 1, "SheetGivenBack": 1, "SpoolerPaused": 1}
