"""Takes sheets from the queue to the printer, one at a time, and writes down what became of them.

Each change of state is committed before the act: `sending` before the first byte, `printed` only
after the printer's word. No transaction stays open while a device works. What was on its way when
the machine died is uncertain after the restart, never printed again by itself.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from conference import printing
from conference.clock import Clock
from conference.database import Database, RunApart
from conference.journal import Recorded
from conference.printing import ClaimedSheet, SheetQueued
from conference.refusals import Refusal
from printers.badge_printer import (
    BadgePrinter,
    Outcome,
    PaperLevel,
    PrinterFault,
    PrinterState,
    PrinterStatus,
)

BY = "spooler"
ASK_AGAIN_S = 2.0
"""How often a printer that is not ready is asked whether it is now."""

_ABLE = {PrinterState.READY, PrinterState.UNKNOWN}
_log = logging.getLogger(__name__)

DrawSheet = Callable[[ClaimedSheet], bytes]
"""Gives the byte stream of a sheet, cut included."""


@dataclass(frozen=True)
class SpoolerState:
    """How printing stands, for the desk and for the health page.

    `reason` is an operator's own words, or the printer's state where that keeps it from printing.
    """

    running: bool
    paused: bool
    reason: str
    printer: PrinterStatus


class Spooler:
    """The one worker that owns the printer."""

    def __init__(
        self,
        db: Database,
        clock: Clock,
        printer: BadgePrinter,
        draw: DrawSheet,
        *,
        run_apart: RunApart,
        newest_sheet: Callable[[], int | None] = lambda: None,
    ) -> None:
        self.printer = printer
        self._db, self._clock, self._draw = db, clock, draw
        self._run_apart, self._newest_sheet = run_apart, newest_sheet
        self._wake = threading.Event()
        self._stopping = threading.Event()
        self._at_work = threading.Lock()
        self._thread: threading.Thread | None = None
        unknown = PrinterStatus(PrinterState.UNKNOWN, PaperLevel.UNKNOWN, "")
        self._state = SpoolerState(running=False, paused=False, reason="", printer=unknown)

    @property
    def state(self) -> SpoolerState:
        """How printing stands now."""
        return self._state

    def start(self) -> None:
        """Settle what a crash left behind, then serve the queue."""
        self._recover()
        self._stopping.clear()
        self._state = replace(self._state, running=True, paused=self._was_paused())
        self._thread = threading.Thread(target=self._loop, name="spooler", daemon=True)
        self._thread.start()
        self._wake.set()

    def stop(self) -> None:
        """Finish the sheet in the printer, then end."""
        self._stopping.set()
        self._wake.set()
        if self._thread is not None:
            self._thread.join()
        self.printer.close()
        self._state = replace(self._state, running=False)

    def hear(self, facts: Sequence[Recorded]) -> None:
        """Listen to the database: a queued sheet wakes the worker."""
        if any(fact.kind == SheetQueued.kind() for fact in facts):
            self._wake.set()

    def pause(self, *, reason: str, by: str) -> None:
        """Let the queue stand until `resume`; the sheet in the printer is finished."""
        self._state = replace(self._state, paused=True, reason=reason)
        self._note(lambda s: printing.pause_noted(s, automatic=False, at=self._clock(), by=by))

    def resume(self, *, by: str) -> None:
        """Serve the queue again."""
        self._state = replace(self._state, paused=False, reason="")
        self._note(lambda s: printing.resume_noted(s, at=self._clock(), by=by))
        self._wake.set()

    @contextmanager
    def standing_still(self) -> Iterator[None]:
        """Hold the worker between two sheets while another conference is opened."""
        with self._at_work:
            yield
            self._recover()
        self._wake.set()

    def _was_paused(self) -> bool:
        """Whether an operator had let printing stand before the restart."""
        with self._db.reading() as session:
            return printing.paused_by_hand(session)

    def _recover(self) -> None:
        try:
            self._db.write(lambda s: printing.recover(s, at=self._clock(), by=BY))
        except Refusal as refusal:
            _log.error("the queue could not be recovered: %s", refusal.code)

    def _loop(self) -> None:
        while not self._stopping.is_set():
            self._wake.wait(None if self._able() else ASK_AGAIN_S)
            self._wake.clear()
            try:
                self._serve()
            except Exception:  # noqa: BLE001 - a bug with one sheet must not end all printing
                _log.exception("the spooler goes on after a fault of its own")

    def _able(self) -> bool:
        return self._state.paused or self._state.printer.state in _ABLE

    def _serve(self) -> None:
        while not (self._stopping.is_set() or self._state.paused):
            with self._at_work:
                if not self._check_printer() or not self._print_next():
                    return

    def _check_printer(self) -> bool:
        """Ask the printer; tell the desk once when it falls out and once when it is back."""
        status = self.printer.status()
        before, able = self._able(), status.state in _ABLE
        reason = "" if able else status.state.value
        self._state = replace(self._state, printer=status, reason=reason)
        if before and not able:
            _log.warning("printer %s: %s", self.printer.name, status.detail)
            self._note(lambda s: printing.pause_noted(s, automatic=True, at=self._clock(), by=BY))
        if able and not before:
            _log.info("printer %s is ready again", self.printer.name)
            self._note(lambda s: printing.resume_noted(s, at=self._clock(), by=BY))
        return able

    def _print_next(self) -> bool:
        sheet = self._note(printing.claim_next)
        if sheet is None:
            return False
        stream: bytes = self._run_apart(lambda: self._draw(sheet))
        self._note(lambda s: printing.mark_sending(s, sheet.job_id, at=self._clock(), by=BY))
        try:
            outcome = self.printer.print_sheet(
                stream,
                sent=lambda: self._note(lambda s: printing.mark_confirming(s, sheet.job_id)),
            )
        except PrinterFault as fault:
            self._note_fault(sheet, fault)
            return False
        self._note_outcome(sheet, outcome)
        return True

    def _note_outcome(self, sheet: ClaimedSheet, outcome: Outcome) -> None:
        at, job_id = self._clock(), sheet.job_id
        if outcome is Outcome.PRINTED:
            number = self._newest_sheet()
            self._note(lambda s: printing.mark_printed(s, job_id, sheet=number, at=at, by=BY))
        elif outcome is Outcome.ASSUMED:
            self._note(lambda s: printing.mark_assumed(s, job_id, at=at, by=BY))
        else:
            self._note(lambda s: printing.mark_uncertain(s, job_id, fault="", at=at, by=BY))

    def _note_fault(self, sheet: ClaimedSheet, fault: PrinterFault) -> None:
        at, job_id, trouble = self._clock(), sheet.job_id, fault.status.state.value
        _log.warning("sheet %d: %s", job_id, fault.detail)
        note = printing.mark_uncertain if fault.body_sent else printing.give_back
        self._note(lambda s: note(s, job_id, fault=trouble, at=at, by=BY))
        self._state = replace(self._state, printer=fault.status, reason=trouble)
        self._wake.set()

    def _note(self, command: Callable[[Any], Any]) -> Any:
        return self._db.write(command)
