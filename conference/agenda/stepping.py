"""The one big button: which cue it gives now. Page and remote controls press the same."""

from __future__ import annotations

from dataclasses import dataclass

from conference.agenda.records import AgendaItem, Command, ItemState
from conference.agenda.state import PartKey, Rundown


@dataclass(frozen=True)
class Step:
    """What comes next by one press; `item_id` and `part` say of what."""

    command: Command
    item_id: int
    part: PartKey | None = None

    @property
    def ends(self) -> bool:
        """Whether nothing follows: a page asks for a second press."""
        return self.command is Command.FINISH


def next_step(state: Rundown) -> Step | None:
    """Give the next step; None when all is over, and while a restart's question waits.

    What is held goes on first. Parts of the live item come before the next item, and a sitting
    ends before another begins: the break between them is nobody's item.
    """
    live, item = state.live_item, state.next_item
    if live is None:
        return Step(Command.START, item.id) if item else None
    if state.of(live).interrupted:
        return None
    if state.of(live).state is ItemState.HELD:
        return Step(Command.RESUME, live.id)
    part = state.next_part
    return Step(Command.PART, live.id, part) if part else _after_parts(live, item)


def _after_parts(live: AgendaItem, item: AgendaItem | None) -> Step:
    """Give what follows the live item, whatever parts of it wait."""
    if item is None or item.sitting_id != live.sitting_id:
        return Step(Command.FINISH, live.id)
    return Step(Command.NEXT, item.id)
