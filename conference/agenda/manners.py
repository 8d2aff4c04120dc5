"""How the hall behaves now: still at chào cờ, Quốc ca, phút mặc niệm, and only while they last."""

from __future__ import annotations

from sqlalchemy.orm import Session

from conference.agenda.customs import manner_of
from conference.agenda.playing import Rundown, part_row, rundown
from conference.agenda.records import AgendaItem, Manner


def manner_now(state: Rundown, item: AgendaItem) -> Manner:
    """Give how the hall behaves in an item: where a step of it is "Chào cờ", as the live part says.

    Whoever introduces guests after the anthem does so before people who may sit.
    """
    part = part_row(item, state.live_part) if state.live_part else None
    titles = [one.title for one in item.entries] + [one.title for one in item.steps]
    if part is None or all(manner_of(title) is Manner.PLAIN for title in titles):
        return item.manner
    return manner_of(part.title)


def hall_is_still(session: Session) -> bool:
    """Whether the hall stands still now: nothing at the door makes a sound meanwhile."""
    state = rundown(session)
    live = state.live_item
    return live is not None and manner_now(state, live) is not Manner.PLAIN
