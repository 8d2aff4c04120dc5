"""A printer at the end of a network cable (raw TCP, port 9100).

One connection carries one sheet: an Epson serves only its oldest connection, and one left open
keeps all others waiting. The rules guarded here: what an earlier sheet left behind never confirms
the next one, and a half-received picture never swallows it.
"""

from __future__ import annotations

import itertools
import socket
import threading
import time
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from escpos.exceptions import Error as EscposError

from printers.badge_printer import (
    ModelClass,
    Outcome,
    PaperLevel,
    PrinterFault,
    PrinterState,
    PrinterStatus,
)
from printers.drivers.wire import TimeLimits, Wire
from printers.escpos import (
    FEED_AND_CUT,
    FLUSH,
    IN_ORDER_PAPER_END_BITS,
    OFFLINE_BIT,
    PAPER_STATUS_IN_ORDER,
    Answer,
    AnswerKind,
    process_id_answer,
    process_id_query,
    read_status,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

DEVICE_TROUBLE = (EscposError, OSError)
PRINTER_QUERY, OTHER_QUERIES = 1, (2, 3, 4)
# Offline alone may be a clone's way to say that it is printing; these cannot be mistaken.
SURE_TROUBLE = (PrinterState.PAPER_OUT, PrinterState.COVER_OPEN, PrinterState.CUTTER_ERROR)
MOST_LATE_ANSWERS = 8
TICKETS = 10_000
SENTENCES: tuple[tuple[type[BaseException], str], ...] = (
    (TimeoutError, "The printer did not respond in time."),
    (ConnectionRefusedError, "Nothing accepts print data at the printer's address."),
    (socket.gaierror, "No device of that name is known on the network."),
    (ConnectionError, "The connection to the printer broke."),
)


def _unknown(detail: str) -> PrinterStatus:
    return PrinterStatus(PrinterState.UNKNOWN, PaperLevel.UNKNOWN, detail)


def _tell_nobody() -> None:
    """Stand for a callback that nobody gave."""


NEVER_ASKED = _unknown("The printer has not been asked yet.")
MUTE = _unknown("The printer can be reached; this model cannot say how it is.")
NOT_CONFIRMED = _unknown("The printer did not confirm the sheet in time.")
NOT_SETTLED = _unknown("The printer does not say that it has finished what it was sent before.")


@dataclass(frozen=True)
class Leftover:
    """What the sheet before may have left in the printer."""

    broken_off: bool = False
    answer_owed: bool = False
    needs_s: float = 0.0


class NetworkPrinter:
    """Prints sheets on a printer that listens on TCP; see `BadgePrinter` for the promises.

    `pause` is how the estimated wait for a mute model is spent; the caller's hub knows how.
    """

    def __init__(
        self,
        name: str,
        host: str,
        port: int,
        *,
        model: ModelClass = ModelClass.CLONE,
        limits: TimeLimits | None = None,
        pause: Callable[[float], object] = time.sleep,
    ) -> None:
        self.name = name
        self._host, self._port = host, port
        self._model = model
        self._limits = limits or TimeLimits()
        self._pause = pause
        self._one_at_a_time = threading.Lock()
        self._tickets = itertools.count(1)
        self._last_status = NEVER_ASKED
        # What this printer was sent before we came is not known: the first sheet flushes it.
        self._leftover: Leftover | None = Leftover()

    def status(self) -> PrinterStatus:
        """Ask the printer how it is; while a sheet is under way it is `busy` and is not asked."""
        if not self._one_at_a_time.acquire(blocking=False):
            busy = "A sheet is being printed."
            return replace(self._last_status, state=PrinterState.BUSY, detail=busy)
        try:
            with closing(self._new_wire()) as wire:
                wire.open()
                return self._look(wire)
        except DEVICE_TROUBLE as exc:
            return self._unreachable(exc)
        finally:
            self._one_at_a_time.release()

    def print_sheet(
        self,
        stream: bytes,
        *,
        sent: Callable[[], None],
        about_to_send: Callable[[], None] = _tell_nobody,
    ) -> Outcome:
        """Print one sheet over a connection of its own; the wait grows with the sheet's length.

        `about_to_send` is called once the printer is ready, before the sheet's first byte leaves.

        Raises:
            PrinterFault: see `BadgePrinter.print_sheet`.
        """
        with self._one_at_a_time, closing(self._new_wire()) as wire:
            with self._device_trouble(body_sent=False):
                wire.open()
                self._make_ready(wire)
            # These two outside: trouble in the caller's books is not the device's.
            about_to_send()
            with self._device_trouble(body_sent=True):
                confirms = self._send(wire, stream)
            sent()
            with self._device_trouble(body_sent=True):
                return self._wait_until_printed(wire, confirms, self._limits.paper_needs_s(stream))

    def close(self) -> None:
        """Do nothing: no connection outlives its sheet."""

    def _new_wire(self) -> Wire:
        return Wire(self._host, self._port, self._limits)

    @contextmanager
    def _device_trouble(self, *, body_sent: bool) -> Iterator[None]:
        try:
            yield
        except DEVICE_TROUBLE as exc:
            status = self._unreachable(exc)
            raise PrinterFault(status, status.detail, body_sent=body_sent) from exc

    def _unreachable(self, exc: BaseException) -> PrinterStatus:
        """Say in one sentence what the exception means; remember it as the printer's status."""
        known = (sentence for kind, sentence in SENTENCES if isinstance(exc, kind))
        detail = next(known, f"The printer cannot be reached: {exc}.")
        self._last_status = PrinterStatus(PrinterState.OFFLINE, PaperLevel.UNKNOWN, detail)
        return self._last_status

    def _look(self, wire: Wire, *, fresh: bool = True) -> PrinterStatus:
        """Ask DLE EOT 1 to 4; `fresh` forgets older answers first, which may be another query's."""
        if self._model is ModelClass.MUTE:
            self._last_status = MUTE
            return MUTE
        answers: dict[int, int] = {}
        for query in (PRINTER_QUERY, *OTHER_QUERIES):
            if fresh:
                wire.drain()
            answer = wire.ask(query)
            if answer is not None:
                answers[query] = answer
            elif query == PRINTER_QUERY:
                break
        self._last_status = read_status(answers)
        return self._last_status

    def _make_ready(self, wire: Wire) -> None:
        """Let nothing of the sheet leave us unless the printer is ready and rid of the last one."""
        status = self._look(wire)
        if status.state is not PrinterState.READY and self._model is not ModelClass.MUTE:
            raise PrinterFault(status, status.detail, body_sent=False)
        if self._leftover is not None:
            self._settle(wire, self._leftover)
        wire.drain()

    def _settle(self, wire: Wire, leftover: Leftover) -> None:
        """Flush a half-received picture and wait for the answers of the sheet before.

        A scrap that was broken off is cut off as well, or it would hang on the next sheet.
        """
        wire.drain()
        wire.write(FLUSH + (FEED_AND_CUT if leftover.broken_off else b""))
        if self._model is not ModelClass.MUTE:
            wire.write(PAPER_STATUS_IN_ORDER)
            within_s = self._limits.confirm_s + leftover.needs_s
            if wire.hear(_is_in_order, within_s=within_s) is None:
                raise PrinterFault(NOT_SETTLED, NOT_SETTLED.detail, body_sent=False)
            # GS r carries no id: ours and the owed one look alike, so wait until no more come.
            for _ in range(MOST_LATE_ANSWERS if leftover.answer_owed else 0):
                if wire.hear(_is_in_order, within_s=self._limits.quiet_s) is None:
                    break
        self._leftover = None

    def _send(self, wire: Wire, stream: bytes) -> Callable[[Answer], bool]:
        """Send the sheet and the question behind it; return how its answer is known."""
        owed = Leftover(answer_owed=True, needs_s=self._limits.paper_needs_s(stream))
        question, confirms = self._question()
        self._leftover = replace(owed, broken_off=True)
        wire.write(stream + question)
        self._leftover = owed
        return confirms

    def _question(self) -> tuple[bytes, Callable[[Answer], bool]]:
        """Return what to ask behind the cut and what answers it."""
        if self._model is ModelClass.MUTE:
            return b"", _is_in_order
        if self._model is ModelClass.CLONE:
            return PAPER_STATUS_IN_ORDER, _is_in_order
        ticket = f"{next(self._tickets) % TICKETS:04d}".encode("ascii")
        expected = Answer(AnswerKind.BLOCK, process_id_answer(ticket))
        return process_id_query(ticket), expected.__eq__

    def _wait_until_printed(
        self, wire: Wire, confirms: Callable[[Answer], bool], needs_s: float
    ) -> Outcome:
        if self._model is ModelClass.MUTE:
            # The connection stays open meanwhile: some models drop their buffer with it.
            self._pause(needs_s)
            self._leftover = None
            return Outcome.ASSUMED
        deadline = time.monotonic() + self._limits.confirm_s + needs_s
        while (left_s := deadline - time.monotonic()) > 0:
            within_s = min(left_s, self._limits.look_every_s)
            answer = wire.hear(confirms, within_s=within_s)
            if answer is not None:
                self._leftover = None
                return self._judge(answer)
            self._stop_if_stuck(wire)
        self._last_status = NOT_CONFIRMED
        raise PrinterFault(NOT_CONFIRMED, NOT_CONFIRMED.detail, body_sent=True)

    def _judge(self, answer: Answer) -> Outcome:
        """Believe an answer, unless it says itself that there was no paper to print on."""
        bits = answer.data[0] & IN_ORDER_PAPER_END_BITS
        if answer.kind is AnswerKind.IN_ORDER and bits == IN_ORDER_PAPER_END_BITS:
            detail = "The paper ran out while the sheet was printed."
            self._last_status = PrinterStatus(PrinterState.PAPER_OUT, PaperLevel.OUT, detail)
            raise PrinterFault(self._last_status, detail, body_sent=True)
        return Outcome.PRINTED

    def _stop_if_stuck(self, wire: Wire) -> None:
        """End the wait early when the printer itself says why it cannot go on."""
        answer = wire.ask(PRINTER_QUERY)
        if answer is None or not answer & OFFLINE_BIT:
            return
        status = self._look(wire, fresh=False)
        if status.state in SURE_TROUBLE:
            raise PrinterFault(status, status.detail, body_sent=True)


def _is_in_order(answer: Answer) -> bool:
    return answer.kind is AnswerKind.IN_ORDER
