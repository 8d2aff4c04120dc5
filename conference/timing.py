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
    """One item as time sees it: what was planned, what has happened.

    An untimed plan gives no moments, at most a `length`; what is not known is None, never guessed.
    `added` is what the stage manager gave or took away; a `hard` start is never made earlier.
    """

    planned_start: dt.datetime | None
    planned_end: dt.datetime | None
    length: dt.timedelta | None = None
    hard: bool = False
    added: dt.timedelta = ZERO
    started: dt.datetime | None = None
    ended: dt.datetime | None = None
    held: Held = NEVER_HELD
    skipped: bool = False

    @property
    def planned_length(self) -> dt.timedelta | None:
        """The time the plan gives to this item, if it says so."""
        if self.planned_start is None or self.planned_end is None:
            return self.length
        return self.planned_end - self.planned_start

    @property
    def given_length(self) -> dt.timedelta | None:
        """The planned length with what was given or taken away; never negative."""
        length = self.planned_length
        return None if length is None else max(length + self.added, ZERO)


@dataclass(frozen=True)
class Forecast:
    """When an item did or will begin and end; None where nobody can know yet."""

    start: dt.datetime | None
    end: dt.datetime | None


def running_time(slot: Slot, now: dt.datetime) -> dt.timedelta:
    """How long a begun item has run, holds taken out; never negative."""
    if slot.started is None:
        return ZERO
    return max((slot.ended or now) - slot.started - slot.held.until(slot.ended or now), ZERO)


def time_left(slot: Slot, now: dt.datetime) -> dt.timedelta | None:
    """What remains of the given length; negative once the item overruns, None without one."""
    length = slot.given_length
    return None if length is None else length - running_time(slot, now)


def forecast(slots: Sequence[Slot], now: dt.datetime) -> list[Forecast]:
    """Foretell every item's start and end, as far as the plan allows.

    Gaps of the plan absorb a delay first; what follows then moves. Time that was won moves what
    follows ahead too, but never over a gap of the plan or a hard start: people were told that hour.
    An item that runs over ends now at the earliest; a skipped one takes no time, and keeps the hour
    that people were told for what follows; one not yet begun never begins in the past. An item
    without a planned start follows the one before it. After one whose end is not known nothing is,
    until an item with a planned start. An item that was passed over is not foretold: nobody knows
    whether it will be fetched back.
    """
    chain: list[Forecast] = []
    before: Forecast | None = None
    plan_before: dt.datetime | None = None
    begun = max((nth for nth, slot in enumerate(slots) if slot.started is not None), default=0)
    for nth, slot in enumerate(slots):
        if nth < begun and slot.started is None and not slot.skipped:
            chain.append(Forecast(None, None))
            plan_before = slot.planned_end
            continue
        tied = slot.hard or plan_before is None or slot.planned_start != plan_before
        at = _forecast_one(slot, before, now, tied=tied)
        chain.append(at)
        plan_before = slot.planned_end
        if before is None or (slot.skipped and tied) or _later(slot, at, before):
            before = at
    return chain


def _forecast_one(slot: Slot, before: Forecast | None, now: dt.datetime, *, tied: bool) -> Forecast:
    """Foretell one item; a `tied` one does not begin ahead of its plan."""
    if slot.started is not None:
        return Forecast(slot.started, slot.ended or _live_end(slot, slot.started, now))
    earliest = before.end if before else slot.planned_start
    if slot.skipped:
        known = [moment for moment in (slot.planned_start, earliest) if moment is not None]
        at = max(known) if tied and known and (before is None or earliest) else earliest
        return Forecast(at, at)
    bounds = [slot.planned_start, earliest] if tied or earliest is None else [earliest]
    known = [moment for moment in bounds if moment is not None]
    if not known:
        return Forecast(None, None)
    start, length = max(*known, now), slot.given_length
    return Forecast(start, None if length is None else start + length)


def _later(slot: Slot, at: Forecast, before: Forecast) -> bool:
    """Whether what follows waits for this item rather than for the one before it."""
    if slot.skipped:
        return False
    if slot.started is None:
        return True
    # Of what has begun, what ends last: a live item that was fetched back, too.
    return at.end is None or (before.end is not None and at.end >= before.end)


def _live_end(slot: Slot, started: dt.datetime, now: dt.datetime) -> dt.datetime | None:
    length = slot.given_length
    return None if length is None else max(now, started + length + slot.held.until(now))


def drift(slots: Sequence[Slot], now: dt.datetime, last: int = -1) -> dt.timedelta | None:
    """How much later than planned an item will end; negative when early, None if unknown.

    `last` is its place: the last of the sitting that is asked about.
    """
    if not slots:
        return ZERO
    planned, expected = slots[last].planned_end, forecast(slots, now)[last].end
    return None if planned is None or expected is None else expected - planned
