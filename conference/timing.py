"""Pure time arithmetic of a run of show: no clock, no table.

The twin in the browser is `stage/static/rundown.js`; both are tested on the same cases
(tests/web/test_rundown_twin.py).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

ZERO = dt.timedelta(0)


@dataclass(frozen=True)
class Held:
    """Stretches during which an item stood still: those that ended, and the one that runs."""

    total: dt.timedelta = ZERO
    since: dt.datetime | None = None

    def until(self, now: dt.datetime) -> dt.timedelta:
        """Sum what was held up to now."""
        running = max(now - self.since, ZERO) if self.since else ZERO
        return self.total + running


NEVER_HELD = Held()


@dataclass(frozen=True)
class Slot:
    """One item as time sees it: what was planned, what has happened."""

    planned_start: dt.datetime
    planned_end: dt.datetime
    started: dt.datetime | None = None
    ended: dt.datetime | None = None
    held: Held = NEVER_HELD
    skipped: bool = False

    @property
    def planned_length(self) -> dt.timedelta:
        """The minutes the plan gives to this item."""
        return self.planned_end - self.planned_start


@dataclass(frozen=True)
class Forecast:
    """When an item did or will begin and end."""

    start: dt.datetime
    end: dt.datetime


def running_time(slot: Slot, now: dt.datetime) -> dt.timedelta:
    """How long a begun item has run, holds taken out; never negative."""
    if slot.started is None:
        return ZERO
    return max((slot.ended or now) - slot.started - slot.held.until(slot.ended or now), ZERO)


def time_left(slot: Slot, now: dt.datetime) -> dt.timedelta:
    """What remains of the planned length; negative once the item overruns."""
    return slot.planned_length - running_time(slot, now)


def forecast(slots: Sequence[Slot], now: dt.datetime) -> list[Forecast]:
    """Foretell every item's start and end.

    Gaps of the plan absorb a delay first; what follows then moves. An item that runs over ends now
    at the earliest; a skipped one takes no time; one not yet begun never begins in the past.
    """
    chain: list[Forecast] = []
    free_from: dt.datetime | None = None
    for slot in slots:
        at = _forecast_one(slot, free_from, now)
        chain.append(at)
        if not slot.skipped:
            free_from = at.end
    return chain


def _forecast_one(slot: Slot, free_from: dt.datetime | None, now: dt.datetime) -> Forecast:
    if slot.started is not None and slot.ended is not None:
        return Forecast(slot.started, slot.ended)
    if slot.started is not None:
        due = slot.started + slot.planned_length + slot.held.until(now)
        return Forecast(slot.started, max(now, due))
    earliest = free_from or slot.planned_start
    if slot.skipped:
        return Forecast(earliest, earliest)
    start = max(slot.planned_start, earliest, now)
    return Forecast(start, start + slot.planned_length)


def drift(slots: Sequence[Slot], now: dt.datetime) -> dt.timedelta:
    """How much later than planned the last item will end; negative when early."""
    if not slots:
        return ZERO
    return forecast(slots, now)[-1].end - slots[-1].planned_end
