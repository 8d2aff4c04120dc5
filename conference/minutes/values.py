"""What happened in a sitting, as plain values; nothing here reads a table or a clock."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import pairwise

from conference.agenda import FrozenPlan, ItemState, PartKey, Played
from conference.timing import ZERO

ONE_MINUTE = dt.timedelta(minutes=1)


@dataclass(frozen=True)
class PartHappened:
    """What became of a step or an entry; `pressed_by` began it, or left it out.

    `passed_over`: its item is over, and it was never begun.
    """

    key: PartKey
    label: str
    title: str
    performer: str
    played: Played
    pressed_by: str
    passed_over: bool


@dataclass(frozen=True)
class ItemHappened:
    """What became of an item.

    `plan` is what it was played under, or the plan of today where it was not begun; `length` is
    what that gives it. `took` leaves holds out, and is None until the item has ended. `pauses` are
    the reasons that were given for holds; `pressed_by` began it, or left it out.
    """

    item_id: int
    plan: FrozenPlan
    length: dt.timedelta | None
    played: Played
    took: dt.timedelta | None
    measured: dt.timedelta | None
    pauses: tuple[str, ...]
    pressed_by: str
    parts: tuple[PartHappened, ...]

    @property
    def begun(self) -> bool:
        """Whether it was played, to its end or not."""
        return self.played.started is not None

    @property
    def over(self) -> bool:
        """Whether it was played and has ended."""
        return self.played.state is ItemState.DONE

    @property
    def skipped(self) -> bool:
        """Whether it was left out."""
        return self.played.state is ItemState.SKIPPED

    @property
    def span(self) -> dt.timedelta | None:
        """From its beginning to its end, holds and all."""
        started, ended = self.played.started, self.played.ended
        return None if started is None or ended is None else ended - started

    @property
    def began_late(self) -> dt.timedelta | None:
        """How much later than planned it began; negative when early, None if nobody can say."""
        return _between(self.plan.planned_start, self.played.started)

    @property
    def ended_late(self) -> dt.timedelta | None:
        """How much later than planned it ended."""
        return _between(self.plan.planned_end, self.played.ended)


@dataclass(frozen=True)
class Gap:
    """Time in which nothing ran, between two items."""

    after_item_id: int
    before_item_id: int
    span: dt.timedelta


@dataclass(frozen=True)
class Drift:
    """How late the programme was at a moment: when an item began, or ended."""

    at: dt.datetime
    late: dt.timedelta
    item_id: int
    at_end: bool


@dataclass(frozen=True)
class Edited:
    """A change of the plan that was made while the sitting ran; the moment as it was noted."""

    at: dt.datetime
    by_name: str
    titles: tuple[str, ...]


@dataclass(frozen=True)
class Happened:
    """A sitting as it went; `items` in the order of the programme.

    `start_held` are the reasons for which its start was held back, late in the end or not.
    """

    sitting_id: int
    name: str
    items: tuple[ItemHappened, ...]
    start_held: tuple[str, ...]
    edits: tuple[Edited, ...]

    @property
    def in_order(self) -> list[ItemHappened]:
        """The items that were played, in the order in which they were."""
        begun = [(one.played.started, nth, one) for nth, one in enumerate(self.items)]
        return [one for at, _, one in sorted((at, nth, one) for at, nth, one in begun if at)]

    @property
    def began(self) -> dt.datetime | None:
        """When the first item began."""
        return next((one.played.started for one in self.in_order), None)

    @property
    def ended(self) -> dt.datetime | None:
        """When the last item ended; None while one runs, or is still to come."""
        ends = [one.played.ended for one in self.in_order]
        known = [end for end in ends if end is not None]
        whole = len(known) == len(ends) and not self._to_come
        return max(known) if known and whole else None

    @property
    def _to_come(self) -> bool:
        """Whether the last item of the programme that was not left out has not begun."""
        kept = [one for one in self.items if not one.skipped]
        return bool(kept) and not kept[-1].begun

    @property
    def planned_start(self) -> dt.datetime | None:
        """When it was to begin, as far as the plan says so."""
        return min((at for one in self.items if (at := one.plan.planned_start)), default=None)

    @property
    def planned_end(self) -> dt.datetime | None:
        """When it was to end."""
        return max((at for one in self.items if (at := one.plan.planned_end)), default=None)

    @property
    def began_late(self) -> dt.timedelta | None:
        """How much later than planned it began."""
        return _between(self.planned_start, self.began)

    @property
    def began_behind(self) -> bool:
        """Whether it began a minute or more after its hour, as far as anybody can say."""
        return self.began_late is not None and self.began_late >= ONE_MINUTE

    @property
    def ended_late(self) -> dt.timedelta | None:
        """How much later than planned it ended."""
        return _between(self.planned_end, self.ended)

    @property
    def held(self) -> dt.timedelta:
        """How long items stood still, all together."""
        return sum((one.played.held.total for one in self.items), ZERO)

    @property
    def gaps(self) -> list[Gap]:
        """What lay between items that were played one after the other."""
        return [
            Gap(before.item_id, after.item_id, span)
            for before, after in pairwise(self.in_order)
            if (span := _between(before.played.ended, after.played.started))
        ]

    @property
    def drifts(self) -> list[Drift]:
        """How late the programme was, item by item, as far as the plan gives hours."""
        return [
            Drift(at, late, one.item_id, at_end)
            for one in self.in_order
            for at, late, at_end in (
                (one.played.started, one.began_late, False),
                (one.played.ended, one.ended_late, True),
            )
            if at is not None and late is not None
        ]


def _between(planned: dt.datetime | None, really: dt.datetime | None) -> dt.timedelta | None:
    return None if planned is None or really is None else really - planned
