"""The cable: bytes out in small pieces, answers in, each with a time limit."""

from __future__ import annotations

import contextlib
import socket
import time
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from escpos.printer import Network

from printers.escpos import REAL_TIME_STATUS, Answer, AnswerKind, AnswerSorter, rows_in

if TYPE_CHECKING:
    from collections.abc import Callable

PIECE_BYTES = 4096
ANSWER_BYTES = 256
REMEMBERED_ANSWERS = 64
# What lies in buffers is lost when the printer's power fails, so little may lie there; and a cable
# that was pulled is noticed in seconds. The last option exists on Linux only.
SOCKET_OPTIONS = (
    ("SOL_SOCKET", "SO_SNDBUF", 16 * 1024),
    ("IPPROTO_TCP", "TCP_NODELAY", 1),
    ("IPPROTO_TCP", "TCP_USER_TIMEOUT", 5000),
)


@dataclass(frozen=True)
class TimeLimits:
    """How long each thing may take; a queue of people is waiting."""

    connect_s: float = 2.0
    answer_s: float = 1.0
    write_s: float = 5.0
    # On top of the time that the paper needs.
    confirm_s: float = 4.0
    look_every_s: float = 0.5
    # Longer than one sheet: by then the late answer of a given-up sheet has come.
    quiet_s: float = 2.5
    # The slowest of the models in printing.md, section 6.
    paper_mm_per_s: float = 100.0
    cut_s: float = 0.5
    dots_per_mm: int = 8

    def paper_needs_s(self, stream: bytes) -> float:
        """Estimate how long a sheet takes from its first row to its cut."""
        return rows_in(stream) / self.dots_per_mm / self.paper_mm_per_s + self.cut_s


class Wire(Network):  # type: ignore[misc] # python-escpos carries no types
    """One TCP connection to a printer; python-escpos sends, the rest is ours."""

    # The library's: False is "not opened yet", else the socket.
    _device: Any = False

    def __init__(self, host: str, port: int, limits: TimeLimits) -> None:
        super().__init__(host, port, timeout=limits.connect_s)
        self._limits = limits
        self._sorter = AnswerSorter()
        self._heard: deque[Answer] = deque(maxlen=REMEMBERED_ANSWERS)

    def open(self, raise_not_found: bool = True) -> None:  # noqa: ARG002, FBT001, FBT002 - its form
        """Connect with our options; the library's own way leaks the socket when it is refused.

        Raises:
            OSError: nobody listens there, or not in time.
        """
        family, kind, protocol, _name, address = socket.getaddrinfo(
            self.host, self.port, type=socket.SOCK_STREAM
        )[0]
        connection = socket.socket(family, kind, protocol)
        try:
            for level, option, value in SOCKET_OPTIONS:
                if hasattr(socket, option):
                    connection.setsockopt(getattr(socket, level), getattr(socket, option), value)
            connection.settimeout(self._limits.connect_s)
            connection.connect(address)
        except OSError:
            connection.close()
            raise
        self.device = connection

    def close(self) -> None:
        """Hang up; the library's own way writes a line into the root log for every sheet."""
        connection, self._device = self._device, False
        if connection:
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
            connection.close()

    def write(self, data: bytes) -> None:
        """Hand over all bytes, piece by piece.

        Raises:
            OSError: the printer is gone, or took no piece for `write_s`.
        """
        self.device.settimeout(self._limits.write_s)
        for start in range(0, len(data), PIECE_BYTES):
            self._raw(data[start : start + PIECE_BYTES])

    def drain(self) -> None:
        """Forget whatever the printer has said so far."""
        while self._read_within(0.0):
            pass
        self._sorter = AnswerSorter()
        self._heard.clear()

    def ask(self, query: int) -> int | None:
        """Send DLE EOT `query` and return the status byte, None when none came in time."""
        self.write(REAL_TIME_STATUS + bytes((query,)))
        answer = self.hear(_is_real_time, within_s=self._limits.answer_s)
        return None if answer is None else answer.data[0]

    def hear(self, wanted: Callable[[Answer], bool], *, within_s: float) -> Answer | None:
        """Wait for an answer of the wanted sort; others are kept for who asks for them.

        Raises:
            OSError: the printer is gone.
        """
        deadline = time.monotonic() + within_s
        while True:
            for answer in self._heard:
                if wanted(answer):
                    self._heard.remove(answer)
                    return answer
            data = self._read_within(deadline - time.monotonic())
            if data is None:
                return None
            self._heard.extend(self._sorter.feed(data))

    def _read_within(self, within_s: float) -> bytes | None:
        """Read what is there, waiting at most so long for a first byte; None when none came."""
        self.device.settimeout(max(within_s, 0.0))
        try:
            data: bytes = self.device.recv(ANSWER_BYTES)
        except (TimeoutError, BlockingIOError):
            return None
        if not data:
            raise ConnectionResetError("The printer closed the connection.")
        return data


def _is_real_time(answer: Answer) -> bool:
    return answer.kind is AnswerKind.REAL_TIME
