"""Serves over gevent's pywsgi, with the two mends it needs (ADR 0015).

Stock pywsgi writes head and body in two sends without TCP_NODELAY, so that every answer waits 44 ms
for the other side's delayed acknowledgement; and a busy keep-alive connection never lets others in.
"""

from __future__ import annotations

import socket
from collections.abc import Callable
from typing import Any

import gevent
from gevent.pywsgi import WSGIHandler, WSGIServer
from gevent.threadpool import ThreadPool

from conference.database import RunApart

STOP_WITHIN_S = 2.0


class PromptHandler(WSGIHandler):
    """Sends at once, and lets other connections in before each request."""

    def handle(self) -> None:
        """Serve a connection."""
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        super().handle()

    def handle_one_request(self) -> Any:
        """Serve one request of a kept-alive connection."""
        gevent.sleep(0)
        return super().handle_one_request()


def apart(workers: int) -> RunApart:
    """Give a runner on real threads: the hub goes on while they wait for disk or processor."""
    pool = ThreadPool(workers)

    def run(work: Callable[[], Any]) -> Any:
        return pool.apply(work)

    return run


def bind(host: str, port: int) -> socket.socket:
    """Take the port; OSError where another program has it."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    # On Windows SO_REUSEADDR would let two servers share the port.
    exclusive = getattr(socket, "SO_EXCLUSIVEADDRUSE", socket.SO_REUSEADDR)
    listening.setsockopt(socket.SOL_SOCKET, exclusive, 1)
    listening.bind((host, port))
    listening.listen(1024)
    return listening


def serve_until_stopped(
    app: Callable[..., Any], listening: socket.socket, on_stop: Callable[[], None]
) -> None:
    """Serve until SIGINT or SIGTERM, then stop what runs behind it."""
    # Access lines would hold query strings, and so names; errors still go to the log.
    http = WSGIServer(listening, app, handler_class=PromptHandler, log=None)
    stopped = gevent.event.Event()
    for sign in (gevent.signal.SIGINT, gevent.signal.SIGTERM):
        gevent.signal_handler(sign, stopped.set)
    http.start()
    stopped.wait()
    http.stop(timeout=STOP_WITHIN_S)
    on_stop()
