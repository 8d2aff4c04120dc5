"""What can be cut: each way to end earlier, with the minutes it wins; pure."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterator
from dataclasses import dataclass, replace

from conference.agenda.records import AgendaItem, ItemState, PartKind
from conference.agenda.state import Rundown
from conference.timing import ZERO, Slot, forecast

SHORTER_BY = dt.timedelta(minutes=5)
"""What a speaker can be asked for; a third of the item where that is less."""


class CutKind(enum.StrEnum):
    """How time is won."""

    SKIP = "skip"
    SHORTEN = "shorten"
    FEWER = "fewer"


@dataclass(frozen=True)
class Cut:
    """One way to end earlier: what is done to which item, and how much sooner the sitting ends.

    `span` is what a SHORTEN takes, `entry_ids` are what FEWER leaves out. `asks` says that the
    chair has to agree.
    """

    kind: CutKind
    item_id: int
    wins: dt.timedelta
    asks: bool
    span: dt.timedelta = ZERO
    entry_ids: tuple[int, ...] = ()


def over_time(
    state: Rundown, sitting_id: int, ends_at: dt.datetime, now: dt.datetime
) -> dt.timedelta | None:
    """Give how long after its end this sitting is forecast to end; None where nobody can know."""
    last = _last_of(state, sitting_id)
    if last is None:
        return None
    end = forecast(state.slots(), now)[last].end
    return None if end is None else end - ends_at


def cuts(state: Rundown, sitting_id: int, now: dt.datetime) -> list[Cut]:
    """Give each way in which this sitting would end earlier, the most won first.

    What needs the chair's consent comes last. What wins nothing, a gap of the plan having absorbed
    it, is not offered.
    """
    last, slots = _last_of(state, sitting_id), state.slots()
    if last is None:
        return []
    end = forecast(slots, now)[last].end
    if end is None:
        return []
    found = []
    for nth, item in enumerate(state.items):
        if item.sitting_id != sitting_id:
            continue
        for cut, slot in _ways(state, item, slots[nth]):
            tried = forecast([*slots[:nth], slot, *slots[nth + 1 :]], now)[last].end
            if tried is not None and tried < end:
                found.append(replace(cut, wins=end - tried))
    return sorted(found, key=lambda cut: (cut.asks, -cut.wins))


def _last_of(state: Rundown, sitting_id: int) -> int | None:
    nths = [nth for nth, item in enumerate(state.items) if item.sitting_id == sitting_id]
    return nths[-1] if nths else None


def _ways(state: Rundown, item: AgendaItem, slot: Slot) -> Iterator[tuple[Cut, Slot]]:
    """Give each way to cut this item, and the item as time would see it then."""
    stands = state.of(item).state
    if stands in {ItemState.DONE, ItemState.SKIPPED}:
        return
    if stands is ItemState.PLANNED:
        skip = Cut(CutKind.SKIP, item.id, ZERO, item.protected)
        yield skip, replace(slot, skipped=True)
    length = slot.given_length
    if length is None:
        return
    shorter = min(SHORTER_BY, _whole_minutes(length / 3))
    if shorter and not item.protected:
        cut = Cut(CutKind.SHORTEN, item.id, ZERO, asks=False, span=shorter)
        yield cut, replace(slot, added=slot.added - shorter)
    yield from _fewer(state, item, slot, length)


def _fewer(
    state: Rundown, item: AgendaItem, slot: Slot, length: dt.timedelta
) -> Iterator[tuple[Cut, Slot]]:
    """Leave out the last entries of a queue, one, two …; the first always stays."""
    key = PartKind.ENTRY
    stands = {one.id: state.of_part((key, one.id)) for one in item.entries}
    waiting = [one for one in item.entries if stands[one.id].state is ItemState.PLANNED]
    counted = [one for one in item.entries if stands[one.id].state is not ItemState.SKIPPED]
    most = len(waiting) if len(waiting) < len(counted) else len(waiting) - 1
    given = sum((one.given for one in stands.values()), ZERO)
    won = back = ZERO
    for count in range(1, most + 1):
        one = waiting[-count]
        minutes = one.length_min
        won += (length - given) / len(counted) if minutes is None else _minutes(minutes)
        # What it had been given goes with it.
        back += stands[one.id].added
        ids = tuple(left.id for left in waiting[-count:])
        yield (
            Cut(CutKind.FEWER, item.id, ZERO, item.protected, span=won, entry_ids=ids),
            replace(slot, added=slot.added - won - back),
        )


def _minutes(count: int) -> dt.timedelta:
    return dt.timedelta(minutes=count)


def _whole_minutes(span: dt.timedelta) -> dt.timedelta:
    return span // dt.timedelta(minutes=1) * dt.timedelta(minutes=1)
