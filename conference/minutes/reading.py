"""Reads what happened out of the cues that still count.

What was undone does not count, and where the clock was set the played moments moved along with it:
both by `conference.agenda.play`, over which this stands.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from conference.agenda import (
    AgendaEdit,
    AgendaItem,
    AgendaStep,
    Command,
    Cue,
    ItemStarted,
    ItemState,
    PartKey,
    Played,
    ProgrammeEdited,
    Rundown,
    only_moved,
    part_row,
    parts_of,
    rundown,
)
from conference.agenda.frozen import freeze, thaw
from conference.identity import Sitting
from conference.journal import JournalEntry
from conference.minutes.values import Edited, Happened, ItemHappened, PartHappened
from conference.refusals import NotFound
from conference.timing import Slot, running_time

Key = int | PartKey
"""An item, or a part of one."""


def happened(session: Session, sitting_id: int) -> Happened:
    """Give what happened in a sitting so far.

    Raises:
        NotFound: the conference has no such sitting.
    """
    sitting = session.get(Sitting, sitting_id)
    if sitting is None:
        raise NotFound
    state, presses = rundown(session), _read_presses(session)
    pairs = zip(state.items, state.slots(), strict=True)
    mine = [(item, slot) for item, slot in pairs if item.sitting_id == sitting_id]
    return Happened(
        sitting_id=sitting_id,
        name=sitting.name,
        items=tuple(_item(state, item, slot, presses) for item, slot in mine),
        start_held=presses.start_held(item.id for item, _ in mine),
        edits=tuple(_edits(session, sitting_id, presses)),
    )


@dataclass
class _Presses:
    """Who pressed what last, and the reasons given; by the cues that count."""

    by: dict[Key, str] = field(default_factory=dict)
    at: dict[int, dt.datetime] = field(default_factory=dict)
    """When an item was begun, by the clock of that hour."""
    pauses: dict[int, list[str]] = field(default_factory=dict)
    held_before: dict[int, list[str]] = field(default_factory=dict)
    waiting: list[str] = field(default_factory=list)

    def note(self, cue: Cue) -> None:
        """Take in one cue."""
        item_id, name = cue.item_id, cue.by_name or cue.by
        if cue.command is Command.HOLD and cue.reason:
            reasons = self.waiting if item_id is None else self.pauses.setdefault(item_id, [])
            reasons += [cue.reason] if cue.reason not in reasons else []
        if item_id is None or cue.command not in _TELLS_WHO:
            return
        if cue.part_kind is not None and cue.part_id is not None:
            self.by[cue.part_kind, cue.part_id] = name
            return
        self.by[item_id] = name
        if cue.command in _BEGINS:
            self.at[item_id] = cue.at
            self.pauses[item_id] = []
            self.held_before[item_id], self.waiting = self.waiting, []

    def start_held(self, item_ids: Iterable[int]) -> tuple[str, ...]:
        """Give why the programme waited before one of these items began."""
        return tuple(why for one in item_ids for why in self.held_before.get(one, ()))


_BEGINS = frozenset({Command.START, Command.NEXT})
_TELLS_WHO = _BEGINS | {Command.PART, Command.SKIP}


def _read_presses(session: Session) -> _Presses:
    presses = _Presses()
    counting = select(Cue).where(Cue.undone.is_(False), Cue.command != Command.UNDO)
    for cue in session.scalars(counting.order_by(Cue.id)):
        presses.note(cue)
    return presses


def _item(state: Rundown, item: AgendaItem, slot: Slot, presses: _Presses) -> ItemHappened:
    played = state.of(item)
    plan = played.plan or thaw(freeze(item))
    assert plan is not None  # noqa: S101 - what was frozen just now is thawed whole
    done = played.state is ItemState.DONE
    return ItemHappened(
        item_id=item.id,
        plan=plan,
        length=slot.planned_length,
        # What its parts were given is its own too, as its forecast had it.
        played=replace(played, added=slot.added),
        took=running_time(slot, slot.ended) if done and slot.ended else None,
        measured=None if item.measured_s is None else dt.timedelta(seconds=item.measured_s),
        pauses=tuple(presses.pauses.get(item.id, ())) if played.started else (),
        pressed_by=_who(presses, item.id, played),
        parts=tuple(_part(state, item, key, presses) for key in parts_of(item)),
    )


def _part(state: Rundown, item: AgendaItem, key: PartKey, presses: _Presses) -> PartHappened:
    row, played = part_row(item, key), state.of_part(key)
    assert row is not None  # noqa: S101 - the key is one of this item's parts
    return PartHappened(
        key=key,
        label=row.label if isinstance(row, AgendaStep) else "",
        title=row.title,
        performer=row.performer,
        played=played,
        pressed_by=_who(presses, key, played),
        passed_over=state.of(item).state is ItemState.DONE and played.state is ItemState.PLANNED,
    )


def _who(presses: _Presses, key: Key, played: Played) -> str:
    return "" if played.state is ItemState.PLANNED else presses.by.get(key, "")


def _edits(session: Session, sitting_id: int, presses: _Presses) -> Iterable[Edited]:
    mine = set(session.scalars(select(AgendaItem.id).where(AgendaItem.sitting_id == sitting_id)))
    began = {item_id: at for item_id, at in presses.at.items() if item_id in mine}
    since = _edits_since(session, began)
    made = select(AgendaEdit).where(AgendaEdit.undone.is_(False), AgendaEdit.id.in_(since))
    for edit in session.scalars(made.order_by(AgendaEdit.id)):
        before = {one["id"]: one for one in edit.before}
        here = [one for one in edit.after if one["id"] in mine]
        # Others only made room: they have another place, and nothing else.
        changed = [one for one in here if not only_moved(before.get(one["id"], {}), one)]
        if here:
            titles = tuple(one["title"] for one in changed or here)
            yield Edited(edit.at, edit.by_name or edit.by, titles)


def _edits_since(session: Session, began: Mapping[int, dt.datetime]) -> list[int]:
    """Give the changes that were made after the first of these items was begun.

    By the order of the journal: hours say nothing of it where the clock was set in between.
    """
    kinds = (ItemStarted.kind(), ProgrammeEdited.kind())
    entries = select(JournalEntry).where(JournalEntry.kind.in_(kinds)).order_by(JournalEntry.id)
    found: list[int] | None = None
    for entry in session.scalars(entries):
        if entry.kind == ProgrammeEdited.kind():
            if found is not None:
                found.append(entry.payload["edit_id"])
        elif found is None and began.get(entry.payload["item_id"]) == entry.at:
            found = []
    return found or []
