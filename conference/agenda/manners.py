"""How the hall behaves now: still at chào cờ, Quốc ca, phút mặc niệm, and only while they last."""

from __future__ import annotations

from sqlalchemy.orm import Session

from conference.agenda.customs import manner_of
from conference.agenda.playing import rundown
from conference.agenda.records import AgendaEntry, AgendaItem, AgendaStep, Manner
from conference.agenda.state import Rundown, part_row


def manner_now(state: Rundown, item: AgendaItem) -> Manner:
    """Give how the hall behaves in an item: where a step of it is chào cờ, as the live part says.

    Whoever introduces guests after the anthem does so before people who may sit.
    """
    part = part_row(item, state.live_part) if state.live_part else None
    parts: list[AgendaStep | AgendaEntry] = [*item.entries, *item.steps]
    if part is None or all(manner_of_part(one) is Manner.PLAIN for one in parts):
        return item.manner
    return manner_of_part(part)


def manner_of_part(part: AgendaStep | AgendaEntry) -> Manner:
    """Give how the hall behaves during a part: as the office says, else as its title does."""
    return manner_of(part.title) if part.manner is None else part.manner


def hall_is_still(session: Session) -> bool:
    """Whether the hall stands still now: nothing at the door makes a sound meanwhile."""
    state = rundown(session)
    live = state.live_item
    return live is not None and manner_now(state, live) is not Manner.PLAIN
