"""Takes sheets from the queue to the printer, one at a time, and writes down what became of them.

Each change of state is committed before the act: `sending` before the first byte, `printed` only
after the printer's word. No transaction stays open while a device works. What was on its way when
the machine died is uncertain after the restart, never printed again by itself. A sheet on which
the spooler itself fails is put aside, so that the others come out.
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
from conference.refusals import NotRecorded, Refusal
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

_log = logging.getLogger(__name__)

DrawSheet = Callable[[ClaimedSheet], bytes]
"""Gives the byte stream of a sheet, cut included."""


@dataclass(frozen=True)
class SpoolerState:
    """How printing stands, for the desk and for the health page.

    `paused` is an operator's doing, explained in `words`; `trouble` is the state of the printer
    that keeps it from printing.
    """

    running: bool
    paused: bool
    words: str
    trouble: str
    printer: PrinterStatus

    @property
    def reason(self) -> str:
        """Why printing stands still: the operator's word goes before the printer's."""
        return self.words if self.paused else self.trouble


@dataclass(frozen=True)
class _InHand:
    """A sheet between its claim and its end, and what the spooler failed on."""

    job_id: int
    fault: Exception | None = None


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
        # Whoever wants the worker to stand waits here, and the worker passes between two sheets:
        # a lock that is taken anew at once gives nobody else a turn.
        self._next_turn = threading.Lock()
        self._thread: threading.Thread | None = None
        self._in_hand: _InHand | None = None
        self._recovered = False
        # What was learned of the printer: it would not have the last sheet; it can say how it is.
        self._refused, self._can_answer = False, False
        self._told_that_it_stands = False
        self._changing = threading.Lock()
        unknown = PrinterStatus(PrinterState.UNKNOWN, PaperLevel.UNKNOWN, "")
        self._state = SpoolerState(
            running=False, paused=False, words="", trouble="", printer=unknown
        )

    @property
    def state(self) -> SpoolerState:
        """How printing stands now."""
        return self._state

    def start(self) -> None:
        """Settle what a crash left behind, then serve the queue."""
        self._recover()
        self._stopping.clear()
        self._become(running=True, paused=self._was_paused())
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
        self._become(running=False)

    def hear(self, facts: Sequence[Recorded]) -> None:
        """Listen to the database: a queued sheet wakes the worker."""
        if any(fact.kind == SheetQueued.kind() for fact in facts):
            self._wake.set()

    def pause(self, *, reason: str, by: str) -> None:
        """Let the queue stand until `resume`; the sheet in the printer is finished."""
        self._become(paused=True, words=reason)
        self._note(lambda s: printing.pause_noted(s, automatic=False, at=self._clock(), by=by))

    def resume(self, *, by: str) -> None:
        """Serve the queue again."""
        self._become(paused=False, words="")
        self._note(lambda s: printing.resume_noted(s, automatic=False, at=self._clock(), by=by))
        self._wake.set()

    @contextmanager
    def standing_still(self) -> Iterator[None]:
        """Hold the worker between two sheets while another conference is opened."""
        with self._next_turn, self._at_work:
            try:
                yield
            finally:
                self._recover()
        self._wake.set()

    def _become(self, **what: Any) -> None:
        with self._changing:
            self._state = replace(self._state, **what)

    def _was_paused(self) -> bool:
        """Whether an operator had let printing stand before the restart."""
        with self._db.reading() as session:
            return printing.paused_by_hand(session)

    def _recover(self) -> None:
        """Settle what nobody has in hand any more; what cannot be noted now is noted later."""
        self._in_hand, self._recovered = None, False
        try:
            self._note(lambda s: printing.recover(s, at=self._clock(), by=BY))
            self._recovered = True
        except Refusal as refusal:
            _log.error("the queue could not be recovered: %s", refusal.code)

    def _loop(self) -> None:
        wait_s = None
        while not self._stopping.is_set():
            self._wake.wait(wait_s)
            self._wake.clear()
            try:
                self._serve()
                wait_s = ASK_AGAIN_S if self._must_ask_again() else None
            except Exception as fault:  # noqa: BLE001 - a bug with one sheet must not end all printing
                _log.exception("the spooler goes on after a fault of its own")
                wait_s = self._after(fault)

    def _must_ask_again(self) -> bool:
        waiting = bool(self._state.trouble) and not self._state.paused
        return waiting or not self._recovered

    def _after(self, fault: Exception) -> float:
        """Give how long to wait: a sheet is put aside at once, and what fails again later."""
        if self._in_hand is None or self._in_hand.fault is not None:
            return ASK_AGAIN_S
        self._in_hand = replace(self._in_hand, fault=fault)
        return 0.0

    def _serve(self) -> None:
        with self._a_turn():
            self._put_aside_what_failed()
        while self._may_go_on():
            with self._a_turn():
                if not self._check_printer() or not self._may_go_on() or not self._print_next():
                    return

    @contextmanager
    def _a_turn(self) -> Iterator[None]:
        with self._next_turn:
            pass
        with self._at_work:
            yield

    def _may_go_on(self) -> bool:
        return not (self._stopping.is_set() or self._state.paused)

    def _put_aside_what_failed(self) -> None:
        if not self._recovered:
            self._recover()
        if self._in_hand is not None:
            job_id, at = self._in_hand.job_id, self._clock()
            # What the database would not take is no fault of the sheet.
            undrawable = not isinstance(self._in_hand.fault, NotRecorded)
            self._note(lambda s: printing.put_aside(s, job_id, undrawable=undrawable, at=at, by=BY))
            self._in_hand = None

    def _check_printer(self) -> bool:
        """Ask the printer whether a sheet may be tried, and tell the desk what that changes."""
        status = self.printer.status()
        ready, silent = (status.state is one for one in (PrinterState.READY, PrinterState.UNKNOWN))
        self._can_answer = self._can_answer or ready
        # A mute model never says how it is and prints what it is sent; one that could say so and
        # does not is out of order.
        if not ready and (not silent or self._can_answer):
            self._stand_for(status)
            return False
        self._become(printer=status)
        if not self._refused:
            self._go_on()
        return True

    def _stand_for(self, status: PrinterStatus) -> None:
        self._become(printer=status, trouble=status.state.value)
        self._tell_once()

    def _go_on(self) -> None:
        self._refused = False
        self._become(trouble="")
        self._tell_once()

    def _tell_once(self) -> None:
        """Tell the desk once that the printer fell out, and once that it is back."""
        stands, printer = bool(self._state.trouble), self._state.printer
        if stands is self._told_that_it_stands:
            return
        _log.warning("printer %s: %s", self.printer.name, printer.detail)
        note = printing.pause_noted if stands else printing.resume_noted
        self._note(lambda s: note(s, automatic=True, at=self._clock(), by=BY))
        self._told_that_it_stands = stands

    def _print_next(self) -> bool:
        """Take the next sheet to the printer; False when there is none or it will not have it."""
        sheet = self._note(printing.claim_next)
        if sheet is None:
            self._go_on()
            return False
        self._in_hand = _InHand(sheet.job_id)
        stream: bytes = self._run_apart(lambda: self._draw(sheet))
        try:
            outcome = self.printer.print_sheet(
                stream,
                about_to_send=lambda: self._note_sending(sheet),
                sent=lambda: self._note(lambda s: printing.mark_confirming(s, sheet.job_id)),
            )
        except PrinterFault as fault:
            self._note_fault(sheet, fault)
            return fault.body_sent
        self._note_outcome(sheet, outcome)
        return True

    def _note_sending(self, sheet: ClaimedSheet) -> None:
        self._go_on()
        self._note(lambda s: printing.mark_sending(s, sheet.job_id, at=self._clock(), by=BY))

    def _note_outcome(self, sheet: ClaimedSheet, outcome: Outcome) -> None:
        at, job_id = self._clock(), sheet.job_id
        if outcome is Outcome.PRINTED:
            number = self._newest_sheet()
            self._note(lambda s: printing.mark_printed(s, job_id, sheet=number, at=at, by=BY))
        elif outcome is Outcome.ASSUMED:
            self._note(lambda s: printing.mark_assumed(s, job_id, at=at, by=BY))
        else:
            self._note(lambda s: printing.mark_uncertain(s, job_id, fault="", at=at, by=BY))
        self._in_hand = None

    def _note_fault(self, sheet: ClaimedSheet, fault: PrinterFault) -> None:
        """Note what a fault left of the sheet; a printer that took nothing of it is blocked."""
        at, job_id, trouble = self._clock(), sheet.job_id, fault.status.state.value
        _log.warning("sheet %d: %s", job_id, fault.detail)
        note = printing.mark_uncertain if fault.body_sent else printing.give_back
        self._note(lambda s: note(s, job_id, fault=trouble, at=at, by=BY))
        self._in_hand = None
        if not fault.body_sent:
            self._refused = True
            self._can_answer = self._can_answer or fault.status.state is PrinterState.UNKNOWN
            self._stand_for(fault.status)

    def _note(self, command: Callable[[Any], Any]) -> Any:
        return self._db.write(command)
