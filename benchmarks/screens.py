"""Screens without a browser: as much of WebSocket and Socket.IO as a listening screen needs.

Two hundred full clients would cost more than the server that is measured; these look at the first
bytes of a message and at its revision.
"""

from __future__ import annotations

import asyncio
import base64
import json
import re
import secrets
import struct
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from benchmarks.serving import HOST

CONNECT_WITHIN_S = 15.0
_REVISION = re.compile(rb'"revision": ?(\d+)')
_HEAD_END = b"\r\n\r\n"
_TEXT, _CLOSE, _PING, _PONG = 1, 8, 9, 10
_FINAL, _MASKED = 0x80, 0x80
_TWO_BYTES, _EIGHT_BYTES = 126, 127

Seen = Callable[[int, float], None]
"""Told each snapshot's revision and the moment (`time.perf_counter`) it was there."""


class ScreenRefusedError(Exception):
    """The server would not have this screen."""


@dataclass(frozen=True)
class Watch:
    """Which room a screen shows, and as whom."""

    namespace: str
    room: str
    cookie: str = ""


class Screen(asyncio.Protocol):
    """A screen that takes every snapshot of its room."""

    def __init__(self, watch: Watch, port: int, seen: Seen) -> None:
        self._watch, self._port, self._seen = watch, port, seen
        self._buffer = b""
        self._upgraded = False
        self.received_bytes = self.snapshots = 0
        self._transport: asyncio.Transport | None = None
        self._connect = f"40{watch.namespace},"
        self._snapshot = f'42{watch.namespace},["snapshot"'.encode()
        self._refused = f"44{watch.namespace},".encode()
        self.showing: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ask for the upgrade to a WebSocket."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        lines = [
            "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1",
            f"Host: {HOST}:{self._port}",
            f"Origin: http://{HOST}:{self._port}",
            "Connection: Upgrade",
            "Upgrade: websocket",
            "Sec-WebSocket-Version: 13",
            f"Sec-WebSocket-Key: {base64.b64encode(secrets.token_bytes(16)).decode()}",
        ]
        if self._watch.cookie:
            lines.append(f"Cookie: {self._watch.cookie}")
        transport.write("\r\n".join(lines).encode() + _HEAD_END)

    def connection_lost(self, exc: Exception | None) -> None:
        """Tell whoever waits for the first snapshot that there will be none."""
        if not self.showing.done():
            self.showing.set_exception(exc or ScreenRefusedError("The server hung up."))

    def close(self) -> None:
        """Hang up."""
        if self._transport is not None:
            self._transport.close()

    def data_received(self, data: bytes) -> None:
        """Take whole frames off what has come so far."""
        self.received_bytes += len(data)
        self._buffer += data
        if not self._upgraded and not self._take_upgrade():
            return
        while (frame := self._next_frame()) is not None:
            self._take(*frame)

    def _take_upgrade(self) -> bool:
        head, found, rest = self._buffer.partition(_HEAD_END)
        if not found:
            return False
        if not head.startswith(b"HTTP/1.1 101"):
            self.showing.set_exception(ScreenRefusedError(head[:200]))
            return False
        self._buffer, self._upgraded = rest, True
        return True

    def _next_frame(self) -> tuple[int, bytes] | None:
        """Cut the next whole frame off; a server's frames are not masked (RFC 6455, 5.1)."""
        have = self._buffer
        if len(have) < 2:
            return None
        length, start = have[1], 2
        if length == _TWO_BYTES and len(have) >= 4:
            (length,), start = struct.unpack_from(">H", have, 2), 4
        elif length == _EIGHT_BYTES and len(have) >= 10:
            (length,), start = struct.unpack_from(">Q", have, 2), 10
        elif length >= _TWO_BYTES:
            return None
        if len(have) < start + length:
            return None
        self._buffer = have[start + length :]
        return have[0] & 0x0F, have[start : start + length]

    def _take(self, opcode: int, message: bytes) -> None:
        if opcode == _TEXT:
            self._hear(message)
        elif opcode == _PING:
            self._send(_PONG, message)
        elif opcode == _CLOSE:
            self.close()

    def _hear(self, message: bytes) -> None:
        if message.startswith(self._snapshot):
            self.snapshots += 1
            revision = _REVISION.search(message)
            self._seen(int(revision[1]) if revision else 0, time.perf_counter())
            if not self.showing.done():
                self.showing.set_result(None)
        elif message.startswith(b"0"):
            auth = json.dumps({"room": self._watch.room})
            self._send(_TEXT, f"{self._connect}{auth}".encode())
        elif message == b"2":
            self._send(_TEXT, b"3")
        elif message.startswith(self._refused):
            self.showing.set_exception(ScreenRefusedError(message))

    def _send(self, opcode: int, message: bytes) -> None:
        """Send a short frame; its mask of zeros changes nothing and is allowed."""
        if self._transport is not None:
            head = bytes((_FINAL | opcode, _MASKED | len(message)))
            self._transport.write(head + bytes(4) + message)


async def show(port: int, watches: list[Watch], seen: Seen = lambda *_: None) -> list[Screen]:
    """Connect these screens and wait until each shows its first snapshot.

    Raises:
        ScreenRefusedError: the server would not have one of them.
    """
    loop = asyncio.get_running_loop()
    screens = []
    for watch in watches:
        _, screen = await loop.create_connection(partial(Screen, watch, port, seen), HOST, port)
        screens.append(screen)
    shown = asyncio.gather(*(screen.showing for screen in screens))
    await asyncio.wait_for(shown, CONNECT_WITHIN_S)
    return screens
