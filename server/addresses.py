"""Under which names and addresses this machine can be reached in the hall."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterable

import ifaddr

_ANY = {"0.0.0.0", "::", ""}  # noqa: S104 - compared with, not bound


def own_names(further: Iterable[str] = ()) -> set[str]:
    """Name every host name under which the server may be asked."""
    host = socket.gethostname().casefold()
    return {"localhost", host, f"{host}.local", "hoinghi.local", *(n.casefold() for n in further)}


def lan_addresses() -> list[str]:
    """Give the machine's IPv4 addresses in the hall's network.

    Asked of the network cards, because a hall without Internet has no default route to ask.
    """
    found = (ip.ip for adapter in ifaddr.get_adapters() for ip in adapter.ips if ip.is_IPv4)
    addresses = (ipaddress.ip_address(str(ip)) for ip in found)
    return [str(ip) for ip in addresses if not (ip.is_loopback or ip.is_link_local)]


def reachable_addresses(host: str, port: int) -> list[str]:
    """Give the base addresses to print and show, the LAN's first, for a listening address."""
    hosts = [*lan_addresses(), "localhost"] if host in _ANY else [host]
    return [f"http://{name}:{port}" for name in hosts]


def hall_addresses(host: str, port: int) -> list[str]:
    """Give the base addresses that other machines can use; none where only this one can."""
    own = {"localhost", "127.0.0.1", "::1"}
    hosts = lan_addresses() if host in _ANY else [host]
    return [f"http://{name}:{port}" for name in hosts if name not in own]
