"""From an address to a driver: the one place that knows which drivers there are."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from printers.badge_printer import ModelClass
from printers.drivers.network import NetworkPrinter

if TYPE_CHECKING:
    from collections.abc import Callable

    from printers.badge_printer import BadgePrinter
    from printers.drivers.wire import TimeLimits

RAW_PRINT_PORT = 9100
LATER = ("usb", "serial")


class PrinterAddressError(ValueError):
    """An address that names no printer we can reach; its text says what to write instead."""


def open_printer(
    address: str,
    *,
    name: str,
    model: ModelClass = ModelClass.CLONE,
    limits: TimeLimits | None = None,
    pause: Callable[[float], object] = time.sleep,
) -> BadgePrinter:
    """Return the driver for an address such as "tcp://192.168.1.50" or "tcp://printer-2:9100".

    Nothing is connected yet: a printer that is switched off has a driver too.

    Raises:
        PrinterAddressError: the address is not of a kind that there is a driver for.
    """
    host, port = _network_place(address)
    return NetworkPrinter(name, host, port, model=model, limits=limits, pause=pause)


def _network_place(address: str) -> tuple[str, int]:
    """Split a network address into host and port."""
    advice = f'Write "tcp://host" or "tcp://host:{RAW_PRINT_PORT}", not {address!r}.'
    try:
        parts = urlsplit(address.strip())
        port = parts.port
    except ValueError as exc:
        raise PrinterAddressError(f"This is not an address. {advice}") from exc
    if parts.scheme in LATER:
        raise PrinterAddressError(
            f"Printers at {parts.scheme}:// are not supported yet, only network ones. {advice}"
        )
    beyond_host = parts.path.strip("/") or parts.query or parts.fragment or parts.username
    if parts.scheme != "tcp" or not parts.hostname or beyond_host:
        raise PrinterAddressError(f"This is not a network printer's address. {advice}")
    if port == 0:
        raise PrinterAddressError(f"No printer listens at port 0. {advice}")
    return parts.hostname, port or RAW_PRINT_PORT
