"""What the programme says of a sitting: whether the stage is busy with it, when it is to begin."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from conference.agenda.playing import rundown
from conference.agenda.records import AgendaItem
from conference.agenda.state import Rundown
from conference.identity import Sitting, sitting_open, the_conference
from conference.refusals import NotFound
from conference.timing import forecast

_LONG_BEFORE = dt.datetime.min.replace(tzinfo=dt.UTC)
"""So early that the hour of the day delays nothing."""


@dataclass(frozen=True)
class OnStage:
    """The sitting that the stage is busy with, and those whose entries say who is in the hall.

    `present_in` holds them in their order: the door opens two hours ahead of a sitting, so that who
    comes to the last items of the morning is entered for the afternoon.
    """

    sitting_id: int
    present_in: tuple[int, ...]


@dataclass(frozen=True)
class _Hours:
    id: int
    starts_at: dt.datetime


@dataclass(frozen=True)
class StageSittings:
    """What it depends on, beside the hour, which sitting the stage is busy with: plain values.

    `under_way` is the sitting that `Rundown.sitting_on_stage_id` gives, `with_items` are those that
    have items of their own: a programme of the whole day may stand in its first sitting.
    """

    sittings: tuple[_Hours, ...]
    under_way: int | None
    with_items: frozenset[int]

    def now(self, now: dt.datetime) -> OnStage:
        """Give the sitting under way; the door's where none is, or where that has no items."""
        door = self.door(now)
        stage = self.under_way if door in self.with_items else None
        order = [one.id for one in self.sittings]
        first, last = sorted((order.index(door), order.index(stage or door)))
        return OnStage(stage or door, tuple(order[first : last + 1]))

    def door(self, now: dt.datetime) -> int:
        """Give the sitting that the door is open for."""
        sitting_id: int = sitting_open(self.sittings, now).id
        return sitting_id


def stage_sittings(session: Session, state: Rundown) -> StageSittings:
    """Give by what this programme's sitting on stage is told at any hour."""
    return StageSittings(
        tuple(_Hours(one.id, one.starts_at) for one in the_conference(session).sittings),
        state.sitting_on_stage_id,
        frozenset(one.sitting_id for one in state.items),
    )


def on_stage(session: Session, now: dt.datetime) -> OnStage:
    """Give the sitting whose people the stage looks at, and where their entries stand."""
    return stage_sittings(session, rundown(session)).now(now)


def sitting_on_stage(session: Session, now: dt.datetime) -> int:
    """Give the sitting whose people the stage looks at."""
    return on_stage(session, now).sitting_id


def present_in(session: Session, sitting_id: int, now: dt.datetime) -> tuple[int, ...]:
    """Give the sittings whose entries say who is in the hall for this one: its own alone.

    For the one on the stage those up to the door's, too.
    """
    shown = on_stage(session, now)
    return shown.present_in if shown.sitting_id == sitting_id else (sitting_id,)


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
