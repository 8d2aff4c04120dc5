"""The state of the run of show: a function of the plan and of the cues that still count.

Pure but for `rundown`, which reads both. What an item was played under is the plan as it stood
when the item began: a later edit rewrites no history.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from conference.agenda.frozen import FrozenPlan, thaw
from conference.agenda.records import (
    AgendaEntry,
    AgendaItem,
    AgendaStep,
    Command,
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
    def last_of_sitting(self) -> int | None:
        """The place of the last item of the sitting that runs or comes next; None without items."""
        at = self.live_item or self.next_item or (self.items[-1] if self.items else None)
        if at is None:
            return None
        return max(n for n, item in enumerate(self.items) if item.sitting_id == at.sitting_id)

    @property
    def between_sittings(self) -> bool:
        """Whether the next item is the first of its sitting and nothing runs."""
        upcoming = self.next_item
        if self.live_id is not None or upcoming is None:
            return False
        of_sitting = [item for item in self.items if item.sitting_id == upcoming.sitting_id]
        return of_sitting[0] is upcoming

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
            added=played.added,
            started=played.started,
            ended=played.ended,
            held=played.held,
            skipped=played.state is ItemState.SKIPPED,
        )

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


def rundown(session: Session) -> Rundown:
    """Play all cues that still count over the plan."""
    items = session.scalars(
        select(AgendaItem)
        .where(AgendaItem.removed.is_(False))
        .options(selectinload(AgendaItem.steps), selectinload(AgendaItem.entries))
        .order_by(AgendaItem.ordinal)
    ).all()
    cues = session.scalars(select(Cue).where(Cue.undone.is_(False)).order_by(Cue.id)).all()
    return play(list(items), [cue for cue in cues if cue.command is not Command.UNDO])


def play(items: list[AgendaItem], cues: Iterable[Cue]) -> Rundown:
    """Give the state that follows from these items and these cues, in order."""
    state = Rundown(items)
    for cue in cues:
        _PLAYS[cue.command](state, cue)
        # What the server notes by itself is not what an operator takes back.
        if cue.command not in NOTED:
            state.last_cue = cue
    return state


NOTED = frozenset({Command.INTERRUPT, Command.FOLLOW_CLOCK})


def _play_start(state: Rundown, cue: Cue) -> None:
    if state.live_id is not None:
        _play_finish(state, cue)
    state.start_held = state.start_held_since = None
    if cue.item_id is not None:
        state.live_id = cue.item_id
        added = state.played.get(cue.item_id, Played()).added
        state.played[cue.item_id] = Played(
            ItemState.LIVE, started=cue.at, added=added, plan=thaw(cue.plan)
        )


def _play_part(state: Rundown, cue: Cue) -> None:
    part = _part(cue)
    if state.live_id is None or part is None:
        return
    _end_part(state, cue.at)
    state.live_part = part
    state.parts[part] = Played(ItemState.LIVE, started=cue.at, added=state.of_part(part).added)


def _play_back(state: Rundown, _cue: Cue) -> None:
    if state.live_id is None or not state.before_live:
        return
    live, item_id = state.live_id, state.before_live.pop()
    # As if the item had not been begun; what it was given and what is skipped of it stays.
    state.played[live] = Played(added=state.played[live].added)
    row = state.live_item
    for part in parts_of(row) if row else ():
        if state.of_part(part).started is not None:
            del state.parts[part]
    state.live_part = None
    state.live_id = item_id
    state.played[item_id] = replace(state.played[item_id], state=ItemState.LIVE, ended=None)


def _play_anew(state: Rundown, cue: Cue) -> None:
    if state.live_id is not None:
        live = state.played[state.live_id]
        fresh = replace(live, state=ItemState.LIVE, started=cue.at, held=NEVER_HELD)
        state.played[state.live_id] = replace(fresh, interrupted=False)


def _play_hold(state: Rundown, cue: Cue) -> None:
    if state.live_id is None:
        state.start_held = cue
        state.start_held_since = state.start_held_since or cue.at
        return
    _hold(state, cue.at)
    held = state.played[state.live_id]
    state.played[state.live_id] = replace(held, reason=cue.reason)


def _hold(state: Rundown, at: dt.datetime) -> None:
    for played, key in _live_ones(state):
        since = played[key].held.since or at
        held = replace(played[key].held, since=since)
        played[key] = replace(played[key], state=ItemState.HELD, held=held)


def _play_resume(state: Rundown, cue: Cue) -> None:
    if state.live_id is None:
        state.start_held = state.start_held_since = None
        return
    _resume(state, cue.at)


def _resume(state: Rundown, at: dt.datetime) -> None:
    for played, key in _live_ones(state):
        held = Held(played[key].held.until(at))
        played[key] = replace(
            played[key], state=ItemState.LIVE, held=held, interrupted=False, reason=""
        )


def _play_finish(state: Rundown, cue: Cue) -> None:
    if state.live_id is None:
        return
    live = state.played[state.live_id]
    # Ended at the moment at which the server went down, nobody having said that it ran on.
    at = live.held.since if live.interrupted and live.held.since else cue.at
    _resume(state, at)
    _end_part(state, at)
    live = state.played[state.live_id]
    state.played[state.live_id] = replace(live, state=ItemState.DONE, ended=at)
    state.before_live.append(state.live_id)
    state.live_id = None


def _end_part(state: Rundown, at: dt.datetime) -> None:
    if state.live_part is not None:
        played = state.of_part(state.live_part)
        held = Held(played.held.until(at))
        state.parts[state.live_part] = replace(played, state=ItemState.DONE, ended=at, held=held)
    state.live_part = None


def _play_skip(state: Rundown, cue: Cue) -> None:
    skipped = Played(ItemState.SKIPPED, reason=cue.reason, agreed_by=cue.agreed_by)
    part = _part(cue)
    if part is not None:
        state.parts[part] = skipped
    elif cue.item_id is not None:
        added = state.played.get(cue.item_id, Played()).added
        state.played[cue.item_id] = replace(skipped, added=added)


def _play_restore(state: Rundown, cue: Cue) -> None:
    part = _part(cue)
    if part is not None:
        state.parts.pop(part, None)
    elif cue.item_id is not None:
        state.played[cue.item_id] = Played(added=state.played[cue.item_id].added)


def _play_add(state: Rundown, cue: Cue) -> None:
    span, part = dt.timedelta(milliseconds=cue.span_ms or 0), _part(cue)
    if part is not None:
        played = state.of_part(part)
        state.parts[part] = replace(played, added=played.added + span)
    elif cue.item_id is not None:
        item = state.played.get(cue.item_id, Played())
        state.played[cue.item_id] = replace(item, added=item.added + span)


def _play_interrupt(state: Rundown, cue: Cue) -> None:
    if state.live_id is not None:
        _hold(state, cue.at)
        live = state.played[state.live_id]
        state.played[state.live_id] = replace(live, interrupted=True)


def _play_follow_clock(state: Rundown, cue: Cue) -> None:
    """Move all that was played along with the clock, so that no count jumps, now or later."""
    span = dt.timedelta(milliseconds=cue.span_ms or 0)
    state.played = {key: _moved(one, span) for key, one in state.played.items()}
    state.parts = {key: _moved(one, span) for key, one in state.parts.items()}
    if state.start_held_since is not None:
        state.start_held_since += span


def _moved(one: Played, span: dt.timedelta) -> Played:
    since = one.held.since + span if one.held.since else None
    return replace(
        one,
        started=one.started + span if one.started else None,
        ended=one.ended + span if one.ended else None,
        held=replace(one.held, since=since),
    )


def _live_ones(state: Rundown) -> list[tuple[dict[Any, Played], Any]]:
    """Give where the live item and its live part stand: what stops, stops both."""
    found: list[tuple[dict[Any, Played], Any]] = [(state.played, state.live_id)]
    if state.live_part is not None:
        found.append((state.parts, state.live_part))
    return found


def _part(cue: Cue) -> PartKey | None:
    if cue.part_kind is None or cue.part_id is None:
        return None
    return cue.part_kind, cue.part_id


_PLAYS: dict[Command, Callable[[Rundown, Cue], None]] = {
    Command.START: _play_start,
    Command.NEXT: _play_start,
    Command.PART: _play_part,
    Command.BACK: _play_back,
    Command.ANEW: _play_anew,
    Command.HOLD: _play_hold,
    Command.RESUME: _play_resume,
    Command.FINISH: _play_finish,
    Command.SKIP: _play_skip,
    Command.RESTORE: _play_restore,
    Command.ADD: _play_add,
    Command.INTERRUPT: _play_interrupt,
    Command.FOLLOW_CLOCK: _play_follow_clock,
}
