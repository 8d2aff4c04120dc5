"""What a driver promises to whoever hands it sheets.

The rule guarded here: printed means the printer said so, after the cut. What it did not say is
uncertain, a person decides about it, and nothing is ever printed twice silently.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable


class PrinterState(StrEnum):
    """What keeps a printer from printing, or that nothing does."""

    READY = "ready"
    BUSY = "busy"
    PAPER_OUT = "paper_out"
    COVER_OPEN = "cover_open"
    CUTTER_ERROR = "cutter_error"
    OFFLINE = "offline"
    UNKNOWN = "unknown"


class PaperLevel(StrEnum):
    """How much of the roll is left, as far as a printer can tell."""

    PLENTY = "plenty"
    LOW = "low"
    OUT = "out"
    UNKNOWN = "unknown"


class Outcome(StrEnum):
    """How a sheet's way to the paper ended; `uncertain` is what a fault with `body_sent` means."""

    PRINTED = "printed"
    UNCERTAIN = "uncertain"
    ASSUMED = "assumed"


class ModelClass(StrEnum):
    """How a model confirms a sheet: Epson by the sheet's own id, a clone in order, a mute never."""

    EPSON = "epson"
    CLONE = "clone"
    MUTE = "mute"


@dataclass(frozen=True)
class PrinterStatus:
    """What a printer says of itself; `detail` is one sentence for the log and the desk."""

    state: PrinterState
    paper: PaperLevel
    detail: str


class PrinterFault(Exception):  # noqa: N818 - the house speaks of faults: this is device trouble
    """A sheet did not come out as promised.

    `body_sent` False: nothing of the sheet left us, trying again is safe. True: it is uncertain
    whether it is on paper.
    """

    def __init__(self, status: PrinterStatus, detail: str, *, body_sent: bool) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.body_sent = body_sent


class BadgePrinter(Protocol):
    """A printer of sheets, owned by one worker at a time."""

    @property
    def name(self) -> str:
        """The name on the printer's label and in the desk's list."""

    def status(self) -> PrinterStatus:
        """Ask the printer how it is; never raises, and no answer is `unknown`, never `plenty`."""

    def print_sheet(
        self,
        stream: bytes,
        *,
        sent: Callable[[], None],
        about_to_send: Callable[[], None] = ...,
    ) -> Outcome:
        """Print one encoded sheet and wait until the printer says that it is done.

        `about_to_send` is called once the printer is ready, before the first byte of the sheet
        leaves; `sent` once the last byte was handed over, before the wait. Returns `printed` after
        an answer that follows the cut, `assumed` for a printer that never answers.

        Raises:
            PrinterFault: with `body_sent` False nothing was printed, with True nobody knows.
        """

    def close(self) -> None:
        """Release the device; a later call may open it again."""
