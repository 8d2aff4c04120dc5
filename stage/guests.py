"""The honoured guests as stage manager and MC see them, in protocol order.

Two lists: who is here now, and the list that the MC reads from. The second one is moved by the
stage manager alone; whoever is missing from it meanwhile keeps the line and is marked.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from conference.clock import to_ms
from conference.honoured_guests import GuestNow, guests_now


def guests_words(
    session: Session, sitting_ids: Sequence[int], began: dt.datetime | None, *_: object
) -> dict[str, Any]:
    """Give who is here in protocol order, the MC's list, and how many are still expected.

    `sitting_ids` are the sittings whose entries say who is here; `began` is when the first item of
    the one on the stage began: who comes later is late.
    """
    guests = guests_now(session, *sitting_ids)
    on_list = [one for one in guests if one.guest.mc_ordinal is not None]
    return {
        "here": [_words(one, began) for one in guests if one.here],
        "mc_list": [
            _words(one, began) for one in sorted(on_list, key=lambda one: one.guest.mc_ordinal or 0)
        ],
        "expected": sum(one.awaited for one in guests),
    }


def _words(one: GuestNow, began: dt.datetime | None) -> dict[str, Any]:
    delegate, came = one.guest.delegate, one.arrived_at
    return {
        "id": delegate.id,
        "ordinal": one.guest.ordinal,
        "name": delegate.full_name,
        "position": delegate.position,
        "unit": delegate.unit.name,
        "state": one.state,
        "at_ms": to_ms(came) if came else None,
        "late": bool(came and began and came > began),
        "here": one.here,
        "listed": one.guest.mc_ordinal is not None,
    }
