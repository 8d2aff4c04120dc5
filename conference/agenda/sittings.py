"""What the programme says of a sitting: whether the stage is busy with it, when it is to begin."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from conference.agenda.playing import rundown
from conference.agenda.records import AgendaItem
from conference.agenda.state import Rundown
from conference.identity import Sitting, sitting_at, the_conference
from conference.refusals import NotFound
from conference.timing import forecast

_LONG_BEFORE = dt.datetime.min.replace(tzinfo=dt.UTC)
"""So early that the hour of the day delays nothing."""


def sitting_on_stage(session: Session, now: dt.datetime) -> int:
    """Give the sitting whose people the stage looks at: the live item's while one is live.

    Otherwise that of the door, which opens two hours ahead of a sitting: the last items of the
    morning may still run then, before people who came for the morning.
    """
    live = rundown(session).live_item
    return live.sitting_id if live else sitting_at(the_conference(session), now).id


def planned_start(state: Rundown, sitting: Sitting) -> dt.datetime:
    """Give the hour that people were told for the first item that will be played of a sitting.

    As the forecast has it: where the first item is skipped, the next begins at its hour unless it
    has a hard start or a gap before it. The sitting's own hour where no item says one.
    """
    pairs = zip(state.items, state.slots(), strict=True)
    mine = [(item, slot) for item, slot in pairs if item.sitting_id == sitting.id]
    chain = forecast([slot for _, slot in mine], _LONG_BEFORE)
    starts = (foretold.start for (item, _), foretold in zip(mine, chain, strict=True)
              if item is state.next_item)  # fmt: skip
    return next(starts, None) or sitting.starts_at


def place_of_sitting(session: Session, items: Sequence[AgendaItem], sitting_id: int) -> int:
    """Give the place among all items at which a sitting's first one stands, or would stand.

    Raises:
        NotFound: there is no such sitting.
    """
    of_sitting = (nth for nth, one in enumerate(items) if one.sitting_id == sitting_id)
    first = next(of_sitting, None)
    if first is not None:
        return first
    places = dict(session.execute(select(Sitting.id, Sitting.ordinal)).all())
    if sitting_id not in places:
        raise NotFound
    return sum(places[one.sitting_id] < places[sitting_id] for one in items)
