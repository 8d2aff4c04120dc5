"""What can be wrong with a printer, and how it says so in its real-time status."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet


class Fault(StrEnum):
    """A mishap of the virtual printer; all but `power_cycle` last until they are mended.

    `slow` is not done yet and calls itself ready, `stall` reads nothing more, `mute` says nothing,
    `late` tells the next caller what this one asked behind its sheet, `paper_end_unseen` swallows
    sheets without paper and admits it only when asked in order, as some clones do.
    """

    PAPER_LOW = "paper_low"
    PAPER_OUT = "paper_out"
    COVER_OPEN = "cover_open"
    CUTTER_ERROR = "cutter_error"
    OFFLINE = "offline"
    SLOW = "slow"
    STALL = "stall"
    MUTE = "mute"
    LATE = "late"
    PAPER_END_UNSEEN = "paper_end_unseen"
    POWER_CYCLE = "power_cycle"


# Nothing is printed while one of these lasts; what was received waits.
HALTING = frozenset(
    {
        Fault.PAPER_OUT,
        Fault.COVER_OPEN,
        Fault.CUTTER_ERROR,
        Fault.OFFLINE,
        Fault.SLOW,
        Fault.STALL,
    }
)
FIXED_BITS = 0x12
OFFLINE_BIT = 0x08
# (n of DLE EOT n, fault) -> the bits it sets (Epson reference, "DLE EOT").
STATUS_BITS: dict[tuple[int, Fault], int] = {
    (1, Fault.PAPER_OUT): OFFLINE_BIT,
    (1, Fault.COVER_OPEN): OFFLINE_BIT,
    (1, Fault.CUTTER_ERROR): OFFLINE_BIT,
    (1, Fault.OFFLINE): OFFLINE_BIT,
    (2, Fault.COVER_OPEN): 0x04,
    (2, Fault.PAPER_OUT): 0x20,
    (2, Fault.CUTTER_ERROR): 0x40,
    (3, Fault.CUTTER_ERROR): 0x08,
    (4, Fault.PAPER_LOW): 0x0C,
    (4, Fault.PAPER_OUT): 0x6C,
}
# The same for GS r 1, whose bits lie elsewhere.
IN_ORDER_BITS: dict[Fault, int] = {Fault.PAPER_LOW: 0x03, Fault.PAPER_END_UNSEEN: 0x0F}


def in_order_status(faults: AbstractSet[Fault]) -> int:
    """Answer GS r 1 as a printer with these faults does."""
    bits = 0
    for fault in faults:
        bits |= IN_ORDER_BITS.get(fault, 0)
    return bits


def real_time_status(query: int, faults: AbstractSet[Fault]) -> bytes:
    """Answer DLE EOT `query` as a printer with these faults does."""
    bits = FIXED_BITS
    for fault in faults:
        bits |= STATUS_BITS.get((query, fault), 0)
    return bytes((bits,))
