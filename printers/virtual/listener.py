"""The virtual printer's plug: a TCP listener that serves one caller after the other.

Like an Epson's, its oldest connection prints and the others wait; like a cheap print server, it
gives what it still has to say to whoever is connected then.
"""

from __future__ import annotations

import contextlib
import socket
import struct
import sys
import threading
from collections import deque
from typing import TYPE_CHECKING

from printers.virtual.faults import HALTING, Fault, in_order_status, real_time_status
from printers.virtual.interpreter import Interpreter, RealTimeWatch, Sheet

if TYPE_CHECKING:
    from printers.virtual.sheets import SheetStore

PIECE_BYTES = 4096
# Small steps, so that a mishap "at row N" strikes near that row: a row has 72 bytes.
STEP_BYTES = 512
RECEIVE_BUFFER_BYTES = 64 * 1024
# As small as a printer's, so that a stalled one is felt by its caller.
SOCKET_BUFFER_BYTES = 8 * 1024
WAITING_CALLERS = 8
MOST_OWED_REPLIES = 16
RESET_ON_CLOSE = struct.pack("hh" if sys.platform == "win32" else "ii", 1, 0)


class VirtualPrinter:
    """A printer on a loopback port that saves each sheet it cuts."""

    def __init__(self, *, sheets: SheetStore, host: str = "127.0.0.1", port: int = 0) -> None:
        self.sheets = sheets
        self._place = (host, port)
        self._listening: socket.socket | None = None
        self._thread: threading.Thread | None = None
        self._stopping = False
        # Guards all below; notified when a fault or the printer's end changes what may go on.
        self._changed = threading.Condition()
        self._connection: socket.socket | None = None
        self._faults: set[Fault] = set()
        self._coming: list[tuple[Fault, int]] = []
        self._owed: deque[bytes] = deque(maxlen=MOST_OWED_REPLIES)
        self._switch_on()

    @property
    def address(self) -> str:
        """Where it listens, as `catalogue.open_printer` reads it."""
        host, port = self._place
        return f"tcp://{host}:{port}"

    @property
    def faults(self) -> frozenset[Fault]:
        """What is wrong with it now."""
        with self._changed:
            return frozenset(self._faults)

    @property
    def unknown_commands(self) -> dict[bytes, int]:
        """What it was sent and did not understand since it was switched on, and how often."""
        with self._changed:
            return dict(self._interpreter.unknown)

    def start(self) -> None:
        """Listen from now on.

        Raises:
            OSError: the port is taken.
        """
        listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        try:
            if sys.platform != "win32":
                listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, SOCKET_BUFFER_BYTES)
            listening.bind(self._place)
            listening.listen(WAITING_CALLERS)
        except OSError:
            listening.close()
            raise
        self._listening, self._stopping = listening, False
        self._place = listening.getsockname()
        self._thread = threading.Thread(target=self._serve, args=(listening,), daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Hang up and listen no more; a second call does nothing."""
        if self._listening is None or self._thread is None:
            return
        with self._changed:
            self._stopping = True
            self._hang_up()
            self._changed.notify_all()
        # Closing a listener does not wake its accept() everywhere; a caller does. Should it be gone
        # already, nobody needs waking.
        with contextlib.suppress(OSError):
            socket.create_connection(self._place, timeout=1.0).close()
        self._thread.join()
        self._listening.close()
        self._listening = None

    def strike(self, fault: Fault, *, at_row: int = 0) -> None:
        """Let a mishap happen: now, or when a sheet has reached `at_row`."""
        with self._changed:
            if at_row:
                self._coming.append((fault, at_row))
            else:
                self._begin(fault)

    def mend(self, *faults: Fault) -> None:
        """Put these mishaps right, or all: a new roll, the cover closed. What waited is printed."""
        mended = set(faults or Fault)
        with self._changed:
            self._faults -= mended
            self._coming = [coming for coming in self._coming if coming[0] not in mended]
            self._interpreter.paper_bits = in_order_status(self._faults)
            self._advance()
            self._changed.notify_all()

    def _switch_on(self) -> None:
        self._interpreter = Interpreter()
        self._watch = RealTimeWatch()
        self._backlog = bytearray()

    def _begin(self, fault: Fault) -> None:
        if fault is Fault.POWER_CYCLE:
            # The sheet and all that was buffered are gone, and the caller hears of it by a reset.
            self._hang_up()
            self._switch_on()
        else:
            self._faults.add(fault)
        self._interpreter.paper_bits = in_order_status(self._faults)

    def _hang_up(self) -> None:
        """End the present connection from any thread; its own thread closes it."""
        connection, self._connection = self._connection, None
        if connection is not None:
            with contextlib.suppress(OSError):
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET_ON_CLOSE)
                connection.shutdown(socket.SHUT_RDWR)

    def _serve(self, listening: socket.socket) -> None:
        while not self._stopping:
            connection, _address = listening.accept()
            with connection:
                self._serve_caller(connection)

    def _serve_caller(self, connection: socket.socket) -> None:
        with self._changed:
            if self._stopping:
                return
            self._connection = connection
            while self._owed:
                self._say(connection, self._owed.popleft())
        # A caller that vanishes is the caller's trouble; the next one is served.
        with contextlib.suppress(OSError):
            while self._is_served(connection) and (data := connection.recv(PIECE_BYTES)):
                self._receive(connection, data)
        with self._changed:
            if self._connection is connection:
                self._connection = None

    def _is_served(self, connection: socket.socket) -> bool:
        """Wait while nothing more can be taken; False once this caller was hung up on."""
        with self._changed:
            self._changed.wait_for(self._can_take_more)
            return self._connection is connection

    def _can_take_more(self) -> bool:
        if self._stopping or self._connection is None:
            return True
        return Fault.STALL not in self._faults and len(self._backlog) < RECEIVE_BUFFER_BYTES

    def _receive(self, connection: socket.socket, data: bytes) -> None:
        """Answer the status queries at once, then print as far as possible."""
        with self._changed:
            if self._connection is not connection:
                return
            for query in self._watch.feed(data):
                self._reply(real_time_status(query, self._faults))
            self._backlog += data
            self._advance()

    def _advance(self) -> None:
        """Print what was received, step by step, until it is done or a mishap stops it."""
        while self._backlog and not self._faults & HALTING:
            step = bytes(self._backlog[:STEP_BYTES])
            del self._backlog[:STEP_BYTES]
            for result in self._interpreter.feed(step):
                if not isinstance(result, Sheet):
                    self._reply(result.data, owed=True)
                elif not (result.is_blank or Fault.PAPER_END_UNSEEN in self._faults):
                    self.sheets.save(result)
            self._let_come()

    def _let_come(self) -> None:
        """Begin the mishaps whose row has been reached."""
        due = [coming for coming in self._coming if self._interpreter.rows >= coming[1]]
        for coming in due:
            self._coming.remove(coming)
            self._begin(coming[0])

    def _reply(self, data: bytes, *, owed: bool = False) -> None:
        """Send to the present caller; a reply that is owed is kept for the next when it must."""
        if Fault.MUTE in self._faults:
            return
        if owed and (self._connection is None or Fault.LATE in self._faults):
            self._owed.append(data)
        elif self._connection is not None:
            self._say(self._connection, data)

    @staticmethod
    def _say(connection: socket.socket, data: bytes) -> None:
        with contextlib.suppress(OSError):
            connection.sendall(data)
