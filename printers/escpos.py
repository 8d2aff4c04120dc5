"""ESC/POS: sheets become bytes, status bytes become words.

Source throughout: Epson, ESC/POS Command Reference (download4.epson.biz/sec_pubs/pos/reference_en).
The rule guarded here: no dot pattern may be read as a real-time command, which printers obey even
in the middle of a picture (a drawer pulse, a cleared buffer, a stray status byte).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from PIL import Image

from printers.badge_printer import PaperLevel, PrinterState, PrinterStatus

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

INITIALIZE = b"\x1b@"  # ESC @
MOTION_UNITS = b"\x1dP"  # GS P x y, in units per inch
FEED_DOTS = b"\x1bJ"  # ESC J n, in vertical motion units
RASTER = b"\x1dv0\x00"  # GS v 0, m = 0: one bit is one dot; then xL xH yL yH
PARTIAL_CUT = b"\x1dV\x01"  # GS V 1
FEED_AND_CUT = b"\x1dVB\x00"  # GS V 66 0: feeds to the cutter by itself
REAL_TIME_STATUS = b"\x10\x04"  # DLE EOT n, n = 1 ... 4
PAPER_STATUS_IN_ORDER = b"\x1dr\x01"  # GS r 1: answered when all before it is done
PROCESS_ID = b"\x1d(H\x06\x0000"  # GS ( H, function 48; then four characters

MM_PER_INCH = 25.4
BAND_ROWS = 128  # clones garble taller pictures (ESC-POS-.NET #156, python-escpos #662)
LEAST_BLANK_ROWS = 8  # a shorter run costs more in stops of the motor than it saves in bytes
LONGEST_FEED = 255
# What a printer may still wait for when a picture was broken off: a band of the widest roll.
# NUL means nothing between commands, so too many do no harm (receiptio does the same).
FLUSH = bytes(BAND_ROWS * 128) + INITIALIZE
# DLE EOT, DLE ENQ, DLE DC4: obeyed on arrival, wherever they stand.
REAL_TIME_COMMAND = re.compile(rb"\x10[\x04\x05\x14]")
HARMLESS_DOT = 0x40
INK_IS_ONE = bytes(255 - value for value in range(256))
SEVERAL_BYTES: Mapping[bytes, int] = {INITIALIZE: 2, FEED_DOTS: 3, b"\x1dV": 3, MOTION_UNITS: 4}


def encode_sheet(image: Image.Image, *, feed_mm: float, dots_per_mm: int) -> bytes:
    """Encode a two-coloured picture as one sheet: bands, blank runs as feeds, feed, partial cut.

    `feed_mm` is the way from the head to the cutter. GS P comes first because ESC J counts motion
    units, not dots: on TM-T88III, T90, L90 and Metapace T-3 a unit is half a dot by default.

    Raises:
        ValueError: the head is finer than 10 dots per millimetre; GS P cannot say that.
    """
    width_bytes = (image.width + 7) // 8
    rows = _rows(image, width_bytes)
    units_per_inch = round(dots_per_mm * MM_PER_INCH)
    parts = [INITIALIZE, MOTION_UNITS, bytes((units_per_inch, units_per_inch))]
    for start, end, blank in _runs(rows, width_bytes):
        if blank:
            parts.append(_feed(end - start))
        else:
            parts += _bands(rows, start, end, width_bytes)
    parts += [_feed(round(feed_mm * dots_per_mm)), PARTIAL_CUT]
    return b"".join(parts)


def rows_in(stream: bytes) -> int:
    """Count the rows of dots that an encoded sheet moves the paper by, feeds included."""
    rows, place = 0, 0
    while place < len(stream):
        if stream.startswith(RASTER, place):
            width_bytes, height = _raster_size(stream[place + 4 : place + 8])
            rows += height
            place += 8 + width_bytes * height
            continue
        head = stream[place : place + 2]
        if head == FEED_DOTS:
            rows += stream[place + 2]
        place += SEVERAL_BYTES.get(head, 1)
    return rows


def process_id_query(ticket: bytes) -> bytes:
    """Ask for these four characters back when all before is printed (GS ( H, Epson only)."""
    return PROCESS_ID + ticket


def process_id_answer(ticket: bytes) -> bytes:
    """Return the block with which a printer answers `process_id_query`."""
    return b"\x37\x22" + ticket + b"\0"


def _raster_size(header: bytes) -> tuple[int, int]:
    return header[0] + 256 * header[1], header[2] + 256 * header[3]


def _rows(image: Image.Image, width_bytes: int) -> bytes:
    """Return the picture's rows with a set bit for each black dot, padded with white."""
    if image.width % 8:
        padded = Image.new("1", (width_bytes * 8, image.height), 1)
        padded.paste(image, (0, 0))
        image = padded
    return image.convert("1", dither=Image.Dither.NONE).tobytes().translate(INK_IS_ONE)


def _runs(rows: bytes, width_bytes: int) -> Iterator[tuple[int, int, bool]]:
    """Split the rows into runs (start, end, blank); short blank runs stay with their neighbours."""
    white = bytes(width_bytes)
    height = len(rows) // width_bytes
    start = blank_from = 0
    for row in range(height + 1):
        is_blank = row < height and rows[row * width_bytes : (row + 1) * width_bytes] == white
        if is_blank:
            continue
        if row - blank_from >= LEAST_BLANK_ROWS:
            if blank_from > start:
                yield start, blank_from, False
            yield blank_from, row, True
            start = row
        blank_from = row + 1
    if height > start:
        yield start, height, False


def _bands(rows: bytes, start: int, end: int, width_bytes: int) -> Iterator[bytes]:
    for top in range(start, end, BAND_ROWS):
        bottom = min(top + BAND_ROWS, end)
        size = bytes((width_bytes % 256, width_bytes // 256, bottom - top, 0))
        dots = rows[top * width_bytes : bottom * width_bytes]
        yield RASTER + size + _without_real_time_commands(dots)


def _without_real_time_commands(dots: bytes) -> bytes:
    """Flip one dot wherever two bytes of a picture would be obeyed as a command.

    Within a band is enough: its header ends in 00 and the next command begins with ESC or GS.
    """
    if not REAL_TIME_COMMAND.search(dots):
        return dots
    return REAL_TIME_COMMAND.sub(lambda hit: bytes((hit[0][0], hit[0][1] | HARMLESS_DOT)), dots)


def _feed(rows: int) -> bytes:
    full, rest = divmod(rows, LONGEST_FEED)
    lengths = [LONGEST_FEED] * full + ([rest] if rest else [])
    return b"".join(FEED_DOTS + bytes((length,)) for length in lengths)


# Status bytes. Each kind of answer has fixed bits by which it is known (reference, "DLE EOT",
# "GS r", "GS a"); block data begins with a header byte and ends with NUL.
REAL_TIME_MASK, REAL_TIME_BITS = 0b1001_0011, 0b0001_0010
PUSHED_MASK, PUSHED_BITS = 0b1001_0011, 0b0001_0000
IN_ORDER_MASK, IN_ORDER_BITS = 0b1001_0000, 0b0000_0000
PUSHED_LENGTH = 4
BLOCK_HEADERS = b"\x35\x37\x3b\x3d\x5f"
LONGEST_BLOCK = 128


class AnswerKind(StrEnum):
    """Why a printer said something."""

    REAL_TIME = "real_time"
    IN_ORDER = "in_order"
    PUSHED = "pushed"
    BLOCK = "block"


@dataclass(frozen=True)
class Answer:
    """One whole answer: a status byte, four pushed ones, or a block up to its final NUL."""

    kind: AnswerKind
    data: bytes


class AnswerSorter:
    """Cuts what a printer sends into answers; a byte that can be none of them is dropped.

    Without it the digits within a block of data would be read as "paper end".
    """

    def __init__(self) -> None:
        self._pending = b""

    def feed(self, data: bytes) -> list[Answer]:
        """Take bytes in any portions and return the answers that are complete."""
        self._pending += data
        answers: list[Answer] = []
        while self._pending:
            length, kind = self._next()
            if length == 0:
                break
            if kind is not None:
                answers.append(Answer(kind, self._pending[:length]))
            self._pending = self._pending[length:]
        return answers

    def _next(self) -> tuple[int, AnswerKind | None]:
        """Return the next answer's length and kind: length 0 is "wait", kind None is "drop"."""
        first = self._pending[0]
        if first in BLOCK_HEADERS:
            end = self._pending.find(b"\0")
            if end < 0:
                return (0 if len(self._pending) < LONGEST_BLOCK else 1), None
            return end + 1, AnswerKind.BLOCK
        if first & REAL_TIME_MASK == REAL_TIME_BITS:
            return 1, AnswerKind.REAL_TIME
        if first & IN_ORDER_MASK == IN_ORDER_BITS:
            return 1, AnswerKind.IN_ORDER
        if first & PUSHED_MASK == PUSHED_BITS:
            return self._next_pushed()
        return 1, None

    def _next_pushed(self) -> tuple[int, AnswerKind | None]:
        rest = self._pending[1:PUSHED_LENGTH]
        if any(byte & IN_ORDER_MASK != IN_ORDER_BITS for byte in rest):
            return 1, None
        return (0, None) if len(rest) < PUSHED_LENGTH - 1 else (PUSHED_LENGTH, AnswerKind.PUSHED)


# Which bit of the answer to DLE EOT n says what; the first that is set names the state.
OFFLINE_BIT = 0x08  # n = 1
IN_ORDER_PAPER_END_BITS = 0x0C  # GS r 1
PAPER_NEAR_END_BITS, PAPER_END_BITS = 0x0C, 0x60  # n = 4
CAUSES: tuple[tuple[int, int, PrinterState, str], ...] = (
    (2, 0x04, PrinterState.COVER_OPEN, "The cover is open."),
    (2, 0x20, PrinterState.PAPER_OUT, "The paper has run out."),
    (4, PAPER_END_BITS, PrinterState.PAPER_OUT, "The paper has run out."),
    (3, 0x08, PrinterState.CUTTER_ERROR, "The cutter is jammed."),
    (3, 0x20, PrinterState.OFFLINE, "The printer reports an error that it cannot recover from."),
    (3, 0x40, PrinterState.OFFLINE, "The print head is too hot; it goes on when it has cooled."),
    (2, 0x40, PrinterState.OFFLINE, "The printer reports an error."),
    (2, 0x08, PrinterState.OFFLINE, "Somebody is feeding paper by the button."),
    (1, OFFLINE_BIT, PrinterState.OFFLINE, "The printer is offline."),
)


def read_status(answers: Mapping[int, int]) -> PrinterStatus:
    """Turn the answers to DLE EOT 1 ... 4 into a status; a missing answer says nothing."""
    paper = _paper_level(answers.get(4))
    for query, bits, state, detail in CAUSES:
        if answers.get(query, 0) & bits:
            level = PaperLevel.OUT if state is PrinterState.PAPER_OUT else paper
            return PrinterStatus(state, level, detail)
    if 1 not in answers:
        return PrinterStatus(PrinterState.UNKNOWN, paper, "The printer does not say how it is.")
    detail = "The paper is nearly out." if paper is PaperLevel.LOW else "The printer is ready."
    return PrinterStatus(PrinterState.READY, paper, detail)


def _paper_level(answer: int | None) -> PaperLevel:
    if answer is None:
        return PaperLevel.UNKNOWN
    if answer & PAPER_END_BITS:
        return PaperLevel.OUT
    return PaperLevel.LOW if answer & PAPER_NEAR_END_BITS else PaperLevel.PLENTY
