"""Under which names this server may be asked; any other is a page that was bound to our address."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import urlsplit

Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


class HostCheck:
    """Refuses requests under a name that is not ours, sockets included (DNS rebinding)."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = {name.casefold() for name in names}

    def around(self, wsgi: Wsgi) -> Wsgi:
        """Put the check before a WSGI application."""

        def checked(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
            if self.allows(environ.get("HTTP_HOST", "")):
                return wsgi(environ, start)
            start("400 Bad Request", [("Content-Type", "text/plain; charset=utf-8")])
            return ["Máy chủ không nhận tên miền này.\n".encode()]

        return checked

    def allows(self, host: str) -> bool:
        """Whether a Host header names us: a known name, or a private or loopback address.

        An address cannot be rebound, and a name that we do not know is nobody's business here.
        """
        try:
            name = (urlsplit(f"//{host}").hostname or "").casefold()
            if name in self._names:
                return True
            address = ipaddress.ip_address(name)
        except ValueError:
            return False
        return address.is_private or address.is_loopback or address.is_link_local

    def allows_origin(self, origin: str | None, environ: dict[str, Any]) -> bool:
        """Whether a socket's Origin is the very host it asks, and that host is ours."""
        host = environ.get("HTTP_HOST", "")
        return origin is not None and place_of(origin) == host and self.allows(host)


def place_of(address: str) -> str | None:
    """Give the host and port of an address; None if it is no address."""
    try:
        return urlsplit(address).netloc
    except ValueError:
        return None
