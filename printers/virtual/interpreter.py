"""Reads ESC/POS as a printer does: bytes in, sheets and replies out. No sockets, no clock.

Source: Epson, ESC/POS Command Reference. What is not understood is counted, never fatal, and no
stream, however wild, makes the memory grow beyond one sheet of bounded length.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from PIL import Image

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

INTRODUCERS = b"\x1b\x1c\x1d\x10"  # ESC, FS, GS, DLE
NAME_BYTES = 2
LF = 0x0A
HEAD_DOTS = 576
ROW_BYTES = HEAD_DOTS // 8
PAPER_QUERIES = (b"\x01", b"1")
PLAIN_MODES = b"\x000"
DOTS_PER_INCH = 203
# As in Epson's models: half a dot. Who feeds by ESC J without GS P gets half of it, here as there.
DEFAULT_UNITS_PER_INCH = 406
LINE_ROWS = 30
LONGEST_SHEET_ROWS = 20_000
MOST_KINDS_OF_UNKNOWN = 100
FEEDING_CUTS = b"\x41\x42\x61\x62\x67\x68"  # GS V with a further byte
STATUS_QUERY = re.compile(rb"\x10\x04([\x01-\x04])")
MAKER, MODEL = b"HOINGHI", b"VIRTUAL 80"
PRINTER_IDS: Mapping[int, bytes] = {
    1: b"\x20",
    2: b"\x02",
    3: b"\x01",
    65: b"\x5f1.0\0",
    66: b"\x5f" + MAKER + b"\0",
    67: b"\x5f" + MODEL + b"\0",
    68: b"\x5f000001\0",
}


@dataclass(frozen=True)
class Sheet:
    """A finished sheet: `rows` of `HEAD_DOTS` dots, one bit each, set bits black."""

    rows: int
    dots: bytes

    def image(self) -> Image.Image:
        """Return the sheet as a picture (mode "1", black on white)."""
        size = (HEAD_DOTS, self.rows)
        return Image.frombytes("1", size, bytes(byte ^ 0xFF for byte in self.dots))

    @property
    def is_blank(self) -> bool:
        """Tell a strip of white paper from a sheet."""
        return not any(self.dots)


@dataclass(frozen=True)
class Reply:
    """Bytes that the printer sends back, in the order of the commands."""

    data: bytes


Result: TypeAlias = Sheet | Reply


class RealTimeWatch:
    """Finds DLE EOT n in a stream at its arrival, wherever it stands, even across portions."""

    def __init__(self) -> None:
        self._tail = b""

    def feed(self, data: bytes) -> list[int]:
        """Return the n of each query that `data` completes."""
        seen = self._tail + data
        # At most the beginning of a query is kept: one is never answered twice.
        self._tail = seen[-2:]
        return [query[0] for query in STATUS_QUERY.findall(seen)]


class Interpreter:
    """One printer's mind, from its power switch on; feed it in any portions."""

    def __init__(self) -> None:
        self.unknown: Counter[bytes] = Counter()
        self.paper_bits = 0  # what GS r 1 answers
        self._pending = bytearray()
        self._results: list[Result] = []
        self._page = bytearray()
        self._raster_width = self._raster_missing = 0
        self._units_per_inch = DEFAULT_UNITS_PER_INCH
        # The bytes behind the two that name a command, and what it does with them.
        self._commands: Mapping[bytes, tuple[int, Callable[[bytes], None]]] = {
            b"\x1b@": (0, self._initialize),
            b"\x1bJ": (1, self._feed_units),
            b"\x1bd": (1, self._feed_lines),
            b"\x1dP": (2, self._set_units),
            b"\x1dV": (1, self._cut),
            b"\x1da": (1, self._accept),
            b"\x1dr": (1, self._send_status),
            b"\x1dI": (1, self._send_id),
            b"\x1dv": (6, self._begin_raster),
            b"\x1d(": (3, self._extended),
            b"\x10\x04": (1, self._accept),
            b"\x10\x05": (1, self._accept),
            b"\x10\x14": (3, self._accept),
        }

    @property
    def rows(self) -> int:
        """Rows of dots on the sheet that is under way."""
        return len(self._page) // ROW_BYTES

    def feed(self, data: bytes) -> list[Result]:
        """Take the next bytes; return the sheets and replies that they complete, in order."""
        self._pending += data
        while self._step():
            pass
        results, self._results = self._results, []
        return results

    def _step(self) -> bool:
        """Take one command, or a raster's next rows, from what is pending; False when it waits."""
        if self._raster_missing:
            return self._take_raster()
        if not self._pending:
            return False
        if self._pending[0] not in INTRODUCERS:
            self._take_single()
            return True
        if len(self._pending) < NAME_BYTES:
            return False
        name = bytes(self._pending[:NAME_BYTES])
        length, handle = self._commands.get(name, (0, None))
        end = NAME_BYTES + length
        if len(self._pending) >= end:
            end += _further_bytes(name, self._pending[NAME_BYTES:end])
        if len(self._pending) < end:
            return False
        arguments = bytes(self._pending[NAME_BYTES:end])
        del self._pending[:end]
        if handle is None:
            self._wonder(name)
        else:
            handle(arguments)
        return True

    def _take_single(self) -> None:
        """Take a byte that stands alone; text is only counted, this head draws pictures."""
        byte = self._pending[0]
        if byte == 0:
            self._pending = self._pending.lstrip(b"\0")
            return
        del self._pending[0]
        if byte == LF:
            self._feed_rows(LINE_ROWS)
        else:
            self._wonder(b"text")

    def _take_raster(self) -> bool:
        """Move whole rows from what is pending to the page."""
        width = self._raster_width
        whole = min(len(self._pending), self._raster_missing) // width * width
        if not whole:
            return False
        for start in range(0, whole, width):
            row = self._pending[start : start + min(width, ROW_BYTES)]
            self._add(row.ljust(ROW_BYTES, b"\0"))
        del self._pending[:whole]
        self._raster_missing -= whole
        return True

    def _begin_raster(self, arguments: bytes) -> None:
        """GS v 0 m xL xH yL yH: the picture's bytes follow; double sizes are printed plain."""
        _zero, mode, x_low, x_high, y_low, y_high = arguments
        self._raster_width = x_low + 256 * x_high
        self._raster_missing = self._raster_width * (y_low + 256 * y_high)
        if mode not in PLAIN_MODES:
            self._wonder(b"raster mode")
        if self._raster_width > ROW_BYTES:
            self._wonder(b"raster wider than the head")

    def _cut(self, arguments: bytes) -> None:
        """GS V: the sheet falls out."""
        for units in arguments[1:]:
            self._feed_units(bytes((units,)))
        if self._page:
            self._results.append(Sheet(self.rows, bytes(self._page)))
        self._page.clear()

    def _send_status(self, arguments: bytes) -> None:
        """GS r: answered here and now, that is, after all that came before it."""
        bits = self.paper_bits if arguments in PAPER_QUERIES else 0
        self._results.append(Reply(bytes((bits,))))

    def _send_id(self, arguments: bytes) -> None:
        reply = PRINTER_IDS.get(arguments[0])
        if reply is None:
            self._wonder(b"GS I")
        else:
            self._results.append(Reply(reply))

    def _extended(self, arguments: bytes) -> None:
        """GS ( x: only the process id (x = H, function 48) means something to this printer."""
        kind, payload = arguments[:1], arguments[3:]
        if kind == b"H" and payload[:2] == b"00":
            self._results.append(Reply(b"\x37\x22" + payload[2:] + b"\0"))
        else:
            self._wonder(b"\x1d(" + kind)

    def _initialize(self, _arguments: bytes) -> None:
        self._units_per_inch = DEFAULT_UNITS_PER_INCH

    def _set_units(self, arguments: bytes) -> None:
        self._units_per_inch = arguments[1] or DEFAULT_UNITS_PER_INCH

    def _feed_units(self, arguments: bytes) -> None:
        self._feed_rows(arguments[0] * DOTS_PER_INCH // self._units_per_inch)

    def _feed_lines(self, arguments: bytes) -> None:
        self._feed_rows(arguments[0] * LINE_ROWS)

    def _accept(self, _arguments: bytes) -> None:
        """Nothing to do: ASB is taken and not pushed, real-time commands were obeyed on arrival."""

    def _feed_rows(self, rows: int) -> None:
        self._add(bytes(rows * ROW_BYTES))

    def _add(self, dots: bytes | bytearray) -> None:
        """Move the paper on, unless somebody forgot to cut: what is too long is not kept."""
        if self.rows < LONGEST_SHEET_ROWS:
            self._page += dots
        else:
            self._wonder(b"sheet too long")

    def _wonder(self, about: bytes) -> None:
        """Count what was not understood, a bounded number of kinds of it."""
        if about in self.unknown or len(self.unknown) < MOST_KINDS_OF_UNKNOWN:
            self.unknown[about] += 1


def _further_bytes(name: bytes, arguments: bytearray) -> int:
    """Return how many bytes follow a command's fixed ones."""
    if name == b"\x1dV":
        return 1 if arguments[0] in FEEDING_CUTS else 0
    if name == b"\x1d(":
        return arguments[1] + 256 * arguments[2]
    return 0
