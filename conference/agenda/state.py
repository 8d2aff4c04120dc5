"""How the run of show stands: items in order, what happened to each, and what comes next."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from conference.agenda.frozen import FrozenPlan
from conference.agenda.records import (
    AgendaEntry,
    AgendaItem,
    AgendaStep,
    Cue,
    ItemState,
    PartKind,
    Phase,
)
from conference.timing import NEVER_HELD, ZERO, Held, Slot

PartKey = tuple[PartKind, int]
"""A step or an entry, by its id."""


@dataclass(frozen=True)
class Played:
    """What happened to one item, or to a part of one.

    `plan` is what it was played under, None until it began. `reason` and `agreed_by` are of a
    skip: why, and who agreed to it. `interrupted` says that the server was down since `held.since`.
    """

    state: ItemState = ItemState.PLANNED
    started: dt.datetime | None = None
    ended: dt.datetime | None = None
    held: Held = NEVER_HELD
    added: dt.timedelta = ZERO
    reason: str = ""
    agreed_by: str = ""
    interrupted: bool = False
    plan: FrozenPlan | None = None

    @property
    def given(self) -> dt.timedelta:
        """What a part gives to its item's length: what it was given, unless it is left out."""
        return ZERO if self.state is ItemState.SKIPPED else self.added


@dataclass(frozen=True)
class Upcoming:
    """What the one big button does next: begin an item, or a part of the live one."""

    item: AgendaItem
    part: PartKey | None = None


@dataclass
class Rundown:
    """The programme as it stands: items in order, and what happened to each and to its parts."""

    items: list[AgendaItem]
    played: dict[int, Played] = field(default_factory=dict)
    parts: dict[PartKey, Played] = field(default_factory=dict)
    live_id: int | None = None
    live_part: PartKey | None = None
    before_live: list[int] = field(default_factory=list)
    """The items that ran before the live one, in the order in which they did."""
    start_held: Cue | None = None
    """The last word on why the programme does not begin yet."""
    start_held_since: dt.datetime | None = None
    start_released: dt.datetime | None = None
    """When a start that was held was held no longer; None once an item has begun."""
    last_cue: Cue | None = None

    def of(self, item: AgendaItem) -> Played:
        """Give what happened to this item."""
        return self.played.get(item.id, Played())

    def of_part(self, part: PartKey) -> Played:
        """Give what happened to this step or entry."""
        return self.parts.get(part, Played())

    @property
    def live_item(self) -> AgendaItem | None:
        """The item that runs or is held."""
        return next((item for item in self.items if item.id == self.live_id), None)

    @property
    def begun(self) -> bool:
        """Whether any item has begun; time given or taken before the day begins nothing."""
        return any(one.started is not None for one in self.played.values())

    @property
    def under_way(self) -> bool:
        """Whether people wait or listen: it runs, pauses, or a sitting's start is held."""
        over = not self.begun or self.phase is Phase.FINISHED
        return self.start_held is not None or not over

    @property
    def last_of_sitting(self) -> int | None:
        """The place of the last item of the sitting that runs or comes next; None without items."""
        at = self.live_item or self.next_item or (self.items[-1] if self.items else None)
        if at is None:
            return None
        return max(n for n, item in enumerate(self.items) if item.sitting_id == at.sitting_id)

    @property
    def between_sittings(self) -> bool:
        """Whether nothing runs and no item of the next one's sitting has begun."""
        upcoming = self.next_item
        if self.live_id is not None or upcoming is None:
            return False
        of_sitting = (item for item in self.items if item.sitting_id == upcoming.sitting_id)
        return all(self.of(item).started is None for item in of_sitting)

    @property
    def sitting_on_stage_id(self) -> int | None:
        """The sitting that is under way: of the live item, or of the next where it has begun."""
        at = self.live_item or (None if self.between_sittings else self.next_item)
        return at.sitting_id if at else None

    @property
    def next_item(self) -> AgendaItem | None:
        """The first planned item after everything that has been played."""
        begun = [n for n, item in enumerate(self.items) if self.of(item).started is not None]
        rest = self.items[begun[-1] + 1 :] if begun else self.items
        return next((item for item in rest if self.of(item).state is ItemState.PLANNED), None)

    @property
    def next_part(self) -> PartKey | None:
        """The first part of the live item that waits, after all of it that has been played."""
        live = self.live_item
        if live is None:
            return None
        keys = parts_of(live)
        begun = [nth for nth, key in enumerate(keys) if self.of_part(key).started is not None]
        rest = keys[begun[-1] + 1 :] if begun else keys
        waiting = (key for key in rest if self.of_part(key).state is ItemState.PLANNED)
        return next(waiting, None)

    @property
    def upcoming(self) -> Upcoming | None:
        """What comes next: a part of the live item first; None after the last item."""
        live, part = self.live_item, self.next_part
        if live is not None and part is not None:
            return Upcoming(live, part)
        item = self.next_item
        return None if item is None else Upcoming(item)

    @property
    def phase(self) -> Phase:
        """Where the whole conference stands."""
        if self.live_id is not None:
            held = self.played[self.live_id].state is ItemState.HELD
            return Phase.HELD if held else Phase.RUNNING
        if self.start_held:
            return Phase.START_HELD
        if not self.begun:
            return Phase.NOT_STARTED
        return Phase.BETWEEN if self.next_item else Phase.FINISHED

    def slots(self) -> list[Slot]:
        """Give the items as `conference.timing` sees them."""
        firsts = {item.sitting_id: item.id for item in reversed(self.items)}
        return [
            self._slot(item, hard=item.hard_start or firsts[item.sitting_id] == item.id)
            for item in self.items
        ]

    def _slot(self, item: AgendaItem, *, hard: bool) -> Slot:
        played = self.of(item)
        plan = played.plan or item
        return Slot(
            planned_start=plan.planned_start,
            planned_end=plan.planned_end,
            length=plan.length or self._length_of_entries(item),
            hard=hard,
            added=self._added(item),
            started=played.started,
            ended=played.ended,
            held=played.held,
            skipped=played.state is ItemState.SKIPPED,
        )

    def _added(self, item: AgendaItem) -> dt.timedelta:
        """Sum what the item was given and what its parts were: their minutes are the item's too."""
        of_parts = (self.of_part(part).given for part in parts_of(item))
        return sum(of_parts, self.of(item).added)

    def _length_of_entries(self, item: AgendaItem) -> dt.timedelta | None:
        """Sum what the entries take where the item has no time of its own and all of them do."""
        lengths = [
            one.length_min
            for one in item.entries
            if self.of_part((PartKind.ENTRY, one.id)).state is not ItemState.SKIPPED
        ]
        known = [one for one in lengths if one is not None]
        whole = bool(lengths) and len(known) == len(lengths)
        return dt.timedelta(minutes=sum(known)) if whole else None


def parts_of(item: AgendaItem) -> list[PartKey]:
    """Give the parts of an item in the order in which they are played: its queue, then its steps.

    Three tiết mục of one performance come before whoever thanks them.
    """
    entries = [(PartKind.ENTRY, one.id) for one in item.entries]
    return entries + [(PartKind.STEP, one.id) for one in item.steps]


def part_row(item: AgendaItem, part: PartKey) -> AgendaStep | AgendaEntry | None:
    """Give the row of a part of this item; None where it has no such part."""
    kind, part_id = part
    rows: list[AgendaStep | AgendaEntry]
    rows = [*item.entries] if kind is PartKind.ENTRY else [*item.steps]
    return next((one for one in rows if one.id == part_id), None)
