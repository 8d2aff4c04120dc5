"""The state of the run of show: a function of the plan and of the cues that still count.

Pure but for `rundown`, which reads both. What an item was played under is the plan as it stood
when the item began: a later edit rewrites no history.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from conference.agenda.frozen import thaw
from conference.agenda.records import AgendaItem, Command, Cue, ItemState
from conference.agenda.standing import standing_items
from conference.agenda.state import PartKey, Played, Rundown, parts_of
from conference.timing import NEVER_HELD, Held


def rundown(session: Session) -> Rundown:
    """Play all cues that still count over the plan."""
    cues = session.scalars(select(Cue).where(Cue.undone.is_(False)).order_by(Cue.id)).all()
    counting = [cue for cue in cues if cue.command is not Command.UNDO]
    return play(standing_items(session), counting)


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
    state.start_held = state.start_held_since = state.start_released = None
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
            state.parts[part] = Played(added=state.of_part(part).added)
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
        state.start_released = None
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
        state.start_released = cue.at
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
        state.parts[part] = replace(skipped, added=state.of_part(part).added)
    elif cue.item_id is not None:
        added = state.played.get(cue.item_id, Played()).added
        state.played[cue.item_id] = replace(skipped, added=added)


def _play_restore(state: Rundown, cue: Cue) -> None:
    part = _part(cue)
    if part is not None:
        state.parts[part] = Played(added=state.of_part(part).added)
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
    if state.start_released is not None:
        state.start_released += span


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
