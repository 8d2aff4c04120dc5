"""Under which names and addresses this machine can be reached in the hall."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterable

_ANY = {"0.0.0.0", "::", ""}  # noqa: S104 - compared with, not bound
_A_PLACE_OUTSIDE = ("192.0.2.1", 9)
"""TEST-NET-1 (RFC 5737); nothing is sent, the route to it only tells our address."""


def own_names(further: Iterable[str] = ()) -> set[str]:
    """Name every host name under which the server may be asked."""
    host = socket.gethostname().casefold()
    return {"localhost", host, f"{host}.local", "hoinghi.local", *(n.casefold() for n in further)}


def lan_addresses() -> list[str]:
    """Give the machine's IPv4 addresses in the hall's network, the default route's first."""
    found = [_address_of_default_route()]
    try:
        found += [str(info[4][0]) for info in socket.getaddrinfo(socket.gethostname(), None)]
    except OSError:
        # No name service: the default route's address is all we know.
        found += []
    usable = [address for address in found if address and _is_lan(address)]
    return list(dict.fromkeys(usable))


def _address_of_default_route() -> str:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(_A_PLACE_OUTSIDE)
        except OSError:
            return ""
        return str(probe.getsockname()[0])


def _is_lan(address: str) -> bool:
    parsed = ipaddress.ip_address(address.split("%", 1)[0])
    return parsed.version == 4 and not parsed.is_loopback  # noqa: PLR2004 - IPv4


def reachable_addresses(host: str, port: int) -> list[str]:
    """Give the base addresses to print and show, the LAN's first, for a listening address."""
    hosts = [*lan_addresses(), "localhost"] if host in _ANY else [host]
    return [f"http://{name}:{port}" for name in hosts]
