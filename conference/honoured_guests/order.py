"""Who is received by protocol, and in which order; and the list that the MC reads from.

The MC's list changes when the stage manager says so and never by itself: no arrival moves a line
while it is being read.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from conference.agenda import on_stage
from conference.delegates import Delegate, DelegateGroup, GroupKind, ListState
from conference.honoured_guests.records import GuestsHandedToMc, GuestsOrdered, HonouredGuest
from conference.honoured_guests.watching import guests_now, honoured_ids
from conference.journal import record
from conference.refusals import N_, NotFound, Refusal

UNRANKED = 50
"""The protocol rank of a group that nobody has ranked."""


class GuestOrderMoved(Refusal):
    """Somebody else has changed the order since this page was filled."""

    code = "guest_order_moved"
    sentence = N_(
        "Thứ tự khách vừa được người khác thay đổi; thứ tự này chưa được lưu. Vui lòng xem lại "
        "rồi sắp lại nếu vẫn cần."
    )


def propose_guests(session: Session) -> list[int]:
    """Give whom protocol would receive: leaders and ranked guests, in protocol order.

    By the rank of their group, then as they stand on the list: a file of the office is written
    from high to low.
    """
    honoured = (
        select(Delegate.id)
        .join(DelegateGroup, DelegateGroup.id == Delegate.group_id)
        .where(
            Delegate.state == ListState.APPROVED,
            or_(
                DelegateGroup.kind == GroupKind.LEADER,
                (DelegateGroup.kind == GroupKind.GUEST) & (DelegateGroup.protocol_rank < UNRANKED),
            ),
        )
        .order_by(DelegateGroup.protocol_rank, DelegateGroup.ordinal, Delegate.id)
    )
    return list(session.scalars(honoured))


def order_guests(
    session: Session,
    delegate_ids: Sequence[int],
    *,
    seen: Sequence[int] | None = None,
    at: dt.datetime,
    by: str,
) -> int:
    """Receive these delegates in this order, and nobody else; give how many they are.

    Who was received before keeps state and ticks. `seen` is the order that the sender's page
    showed; None asks for no such check.

    Raises:
        GuestOrderMoved: the order is another than the one seen; nothing was changed.
        NotFound: one of them is no delegate; nothing was changed.
    """
    wanted, present = list(dict.fromkeys(delegate_ids)), honoured_ids(session)
    # Sent again after silence, an order is no news: what it asked for is so already.
    if wanted == present:
        return len(wanted)
    if seen is not None and list(seen) != present:
        raise GuestOrderMoved
    known = set(session.scalars(select(Delegate.id).where(Delegate.id.in_(wanted))))
    if known != set(wanted):
        raise NotFound
    rows = {row.delegate_id: row for row in session.scalars(select(HonouredGuest))}
    for gone in rows.keys() - known:
        session.delete(rows[gone])
    for ordinal, delegate_id in enumerate(wanted, start=1):
        row = rows.get(delegate_id) or HonouredGuest(delegate_id=delegate_id)
        row.ordinal = ordinal
        session.add(row)
    session.flush()
    record(session, GuestsOrdered(count=len(wanted)), at=at, by=by)
    return len(wanted)


def hand_to_mc(
    session: Session, delegate_ids: Sequence[int], *, at: dt.datetime, by: str
) -> list[int]:
    """Put these guests on the list that the MC reads from, in protocol order; give that list.

    Who is on it and no longer here leaves it; of the given ones only who is here joins it. Here is
    who is in the sitting that is on the stage: its last items may run when the next door is open.
    """
    guests = guests_now(session, *on_stage(session, at).present_in)
    wanted = {*delegate_ids, *mc_list(session)}
    listed = [
        one.guest.delegate_id for one in guests if one.here and one.guest.delegate_id in wanted
    ]
    if listed != mc_list(session):
        for one in guests:
            on_it = one.guest.delegate_id in listed
            one.guest.mc_ordinal = listed.index(one.guest.delegate_id) + 1 if on_it else None
        record(session, GuestsHandedToMc(delegate_ids=listed), at=at, by=by)
    return listed


def mc_list(session: Session) -> list[int]:
    """Give the ids of the guests on the MC's list, in the order in which the MC reads them."""
    listed = select(HonouredGuest.delegate_id).where(HonouredGuest.mc_ordinal.is_not(None))
    return list(session.scalars(listed.order_by(HonouredGuest.mc_ordinal)))
