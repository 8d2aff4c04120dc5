"""A light load: prepared requests over kept-alive connections, one after the other on each.

What the load costs must not be taken for the server's, so that nothing is parsed but the length.
"""

from __future__ import annotations

import asyncio
import json
import os
import re
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from benchmarks.serving import HOST

ANSWER_WITHIN_S = 10.0
_LENGTH = re.compile(rb"\r\nContent-Length: *(\d+)", re.IGNORECASE)
_HEAD_END = b"\r\n\r\n"


class WrongAnswerError(Exception):
    """The server answered something else than what is measured."""


@dataclass
class Load:
    """What came of it: moments are of `time.perf_counter`."""

    began_s: float = 0.0
    ended_s: float = 0.0
    waits_ms: list[float] = field(default_factory=list)

    @property
    def per_second(self) -> float:
        """Answers a second over all clients."""
        return len(self.waits_ms) / (self.ended_s - self.began_s)


def json_request(port: int, path: str, body: dict[str, Any], *, cookie: str = "") -> bytes:
    """Prepare a POST with the headers that a browser's page sends."""
    content = json.dumps(body).encode()
    head = [
        f"POST {path} HTTP/1.1",
        f"Host: {HOST}:{port}",
        "Content-Type: application/json",
        f"Content-Length: {len(content)}",
        f"Origin: http://{HOST}:{port}",
        "Sec-Fetch-Site: same-origin",
        "User-Agent: Mozilla/5.0 (X11; Linux x86_64) hoinghi-benchmark",
        "Accept: */*",
        "Accept-Language: vi,en;q=0.8",
    ]
    if cookie:
        head.append(f"Cookie: {cookie}")
    return "\r\n".join(head).encode() + _HEAD_END + content


async def put_load(
    port: int, requests: Sequence[bytes], *, clients: int, expect: bytes, at_most_s: float
) -> Load:
    """Send the requests over so many connections until all are answered or time is up.

    Raises:
        WrongAnswerError: an answer was not 200 or lacks the expected bytes.
    """
    load, waiting = Load(), iter(requests)
    loop, one = asyncio.get_running_loop(), partial(_Client, load, waiting, expect)
    connected = [await loop.create_connection(one, HOST, port) for _ in range(clients)]
    ready = [client for _, client in connected]
    load.began_s = time.perf_counter()
    for client in ready:
        client.begin(load.began_s + at_most_s)
    try:
        await asyncio.wait_for(
            asyncio.gather(*(client.done for client in ready)), at_most_s + ANSWER_WITHIN_S
        )
    finally:
        for client in ready:
            client.hang_up()
    load.ended_s = time.perf_counter()
    return load


async def ask(port: int, request: bytes) -> dict[str, Any]:
    """Send one request over a connection of its own; give the answer's JSON."""
    reader, writer = await asyncio.open_connection(HOST, port)
    writer.write(request)
    head = await reader.readuntil(_HEAD_END)
    length = _LENGTH.search(head)
    body = await reader.readexactly(int(length[1]) if length else 0)
    writer.close()
    await writer.wait_closed()
    if not head.startswith(b"HTTP/1.1 200"):
        raise WrongAnswerError(head[:60] + body[:200])
    answer: dict[str, Any] = json.loads(body)
    return answer


class _Client(asyncio.Protocol):
    """One connection: sends, waits for the whole answer, sends the next."""

    def __init__(self, load: Load, waiting: Iterator[bytes], expect: bytes) -> None:
        self._load, self._waiting, self._expect = load, waiting, expect
        self._transport: asyncio.Transport | None = None
        self._answer = b""
        self._sent_s = self._until_s = 0.0
        self.done: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def connection_lost(self, exc: Exception | None) -> None:
        if not self.done.done():
            self.done.set_exception(exc or WrongAnswerError("The server hung up."))

    def begin(self, until_s: float) -> None:
        """Send the first request; no more after this moment."""
        self._until_s = until_s
        self._send_next()

    def hang_up(self) -> None:
        """Close the connection."""
        if not self.done.done():
            self.done.cancel()
        if self._transport is not None:
            self._transport.close()

    def data_received(self, data: bytes) -> None:
        self._answer += data
        head_end = self._answer.find(_HEAD_END)
        length = _LENGTH.search(self._answer) if head_end > 0 else None
        if length is None or len(self._answer) < head_end + len(_HEAD_END) + int(length[1]):
            return
        now_s = time.perf_counter()
        self._load.waits_ms.append((now_s - self._sent_s) * 1000)
        if not self._answer.startswith(b"HTTP/1.1 200") or self._expect not in self._answer:
            self.done.set_exception(WrongAnswerError(self._answer[:600]))
        else:
            self._send_next()

    def _send_next(self) -> None:
        now_s = time.perf_counter()
        request = next(self._waiting, None) if now_s < self._until_s else None
        if request is None or self._transport is None:
            self.done.set_result(None)
            return
        self._answer, self._sent_s = b"", now_s
        self._transport.write(request)


@contextmanager
def on_one_core() -> Iterator[None]:
    """Keep this thread on the last core, where the system lets us, so the server has the others.

    Processes started meanwhile would inherit it: start the servers before.
    """
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {max(before)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)
