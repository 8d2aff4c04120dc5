"""Guests whom protocol receives: in protocol order, one state each, no scan asked of them.

Tables and facts stand in `records`, who is received and read out in `order`, where they are in
`watching`, and what protocol does in `receiving`.
"""

from conference.honoured_guests.order import (
    GuestOrderMoved,
    hand_to_mc,
    mc_list,
    order_guests,
    propose_guests,
)
from conference.honoured_guests.receiving import (
    RECEPTION,
    GuestIsHere,
    GuestMovedOn,
    GuestNoteTooLong,
    GuestOffTheList,
    expect_guest,
    note_state,
    tick,
)
from conference.honoured_guests.records import (
    GUEST_FACTS,
    HERE,
    GuestHourNoted,
    GuestsHandedToMc,
    GuestsOrdered,
    GuestState,
    GuestStateNoted,
    GuestTick,
    GuestTicked,
    HonouredGuest,
)
from conference.honoured_guests.watching import (
    GuestNow,
    guests_now,
    honoured_entries,
    honoured_ids,
)

__all__ = [
    "GUEST_FACTS",
    "HERE",
    "RECEPTION",
    "GuestHourNoted",
    "GuestIsHere",
    "GuestMovedOn",
    "GuestNoteTooLong",
    "GuestNow",
    "GuestOffTheList",
    "GuestOrderMoved",
    "GuestState",
    "GuestStateNoted",
    "GuestTick",
    "GuestTicked",
    "GuestsHandedToMc",
    "GuestsOrdered",
    "HonouredGuest",
    "expect_guest",
    "guests_now",
    "hand_to_mc",
    "honoured_entries",
    "honoured_ids",
    "mc_list",
    "note_state",
    "order_guests",
    "propose_guests",
    "tick",
]
