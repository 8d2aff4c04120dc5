"""When the sittings of a plan begin and end: as it says, as its programme shows, or by custom."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from seed.plan import Plan, PlannedSitting

AFTERNOON = "chiều"


@dataclass(frozen=True)
class SittingHours:
    """Hall times of a sitting; `assumed` where the plan gives none and somebody must confirm."""

    starts: dt.time
    ends: dt.time
    assumed: bool = False


_MORNING_HOURS = SittingHours(dt.time(8, 0), dt.time(11, 30), assumed=True)
_AFTERNOON_HOURS = SittingHours(dt.time(14, 0), dt.time(17, 0), assumed=True)


def sitting_hours(plan: Plan) -> list[SittingHours]:
    """Give the hours of every sitting, in order."""
    return [
        _stated(sitting) or _programmed(plan, nth) or _customary(plan, nth)
        for nth, sitting in enumerate(plan.sittings)
    ]


def _stated(sitting: PlannedSitting) -> SittingHours | None:
    if sitting.starts is None or sitting.ends is None:
        return None
    return SittingHours(sitting.starts, sitting.ends)


def _programmed(plan: Plan, nth: int) -> SittingHours | None:
    """From the first timed item of the sitting to the last."""
    own = [item for item in plan.items if item.sitting == nth + 1]
    starts = [item.start for item in own if item.start is not None]
    ends = [item.end for item in own if item.end is not None]
    return SittingHours(min(starts), max(ends)) if starts and ends else None


def _customary(plan: Plan, nth: int) -> SittingHours:
    sitting = plan.sittings[nth]
    second = any(one.day_offset == sitting.day_offset for one in plan.sittings[:nth])
    return _AFTERNOON_HOURS if second or AFTERNOON in sitting.name.casefold() else _MORNING_HOURS
