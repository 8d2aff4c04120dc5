"""Cues: what the stage manager presses. Each is done once, over the rundown that was seen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from conference.agenda.buttons import hold_buttons
from conference.agenda.frozen import freeze, thaw
from conference.agenda.hands import must_be_seen
from conference.agenda.playing import rundown
from conference.agenda.records import (
    AgendaItem,
    Command,
    Cue,
    CueUndone,
    ItemFinished,
    ItemHeld,
    ItemReopened,
    ItemResumed,
    ItemStarted,
    ItemState,
    ItemTimedAnew,
    PartBegun,
    Phase,
    Restored,
    Skipped,
    StartHeld,
    StartReleased,
    TimeGiven,
)
from conference.agenda.refusals import (
    ConsentNeeded,
    CueNotPossible,
    NothingNext,
    NothingToUndo,
    ReasonNeeded,
)
from conference.agenda.state import PartKey, Played, Rundown, part_row
from conference.journal import Fact, record
from conference.refusals import NotFound

MOST_ADDED = dt.timedelta(hours=1)
"""What one press may give or take."""


@dataclass(frozen=True, kw_only=True)
class Press:
    """One press of a button, before it is done.

    `cue_id` is drawn by the sender, `seen_revision` that of the rundown on the sender's screen.
    `item_id` is the item meant (None: the live one, or the next to begin), `part` a step or entry
    of it, `span` what ADD gives (negative takes), `reason` why something is skipped or held,
    `agreed_by` who agreed that a protected item is cut. Several cues of one press carry the
    `cue_id` of its first one in `together`, and are taken back by one undo.
    """

    cue_id: str
    seen_revision: int
    command: Command
    item_id: int | None = None
    part: PartKey | None = None
    span: dt.timedelta | None = None
    reason: str = ""
    agreed_by: str = ""
    together: str | None = None


@dataclass(frozen=True)
class CueDone:
    """The outcome of a cue: done now, or already done by the same cue id."""

    repeat: bool = False


def give_cue(
    session: Session,
    press: Press,
    *,
    at: dt.datetime,
    by: str,
    by_name: str = "",
) -> CueDone:
    """Carry out one press of a button, once.

    The same `cue_id` again changes nothing and says so; two operators who press together, having
    seen the same rundown, make one step.

    Raises:
        ButtonsHeldByAnother: somebody else holds the buttons; says who.
        StaleRundown: the rundown has changed since; says who did it.
        NothingNext, NothingToUndo, CueNotPossible: the command does not fit the state.
        ReasonNeeded, ConsentNeeded: something is skipped without a reason or without consent.
        NotFound: there is no such item or part.
    """
    if was_given(session, press.cue_id):
        return CueDone(repeat=True)
    hold_buttons(session, at=at, by=by, by_name=by_name)
    state = rundown(session)
    must_be_seen(session, press.seen_revision)
    cue = _row_of(press)
    cue.at, cue.by, cue.by_name = at, by, by_name
    if press.command not in _DOES:
        # What the server notes by itself is nobody's button.
        raise CueNotPossible
    fact = _DOES[press.command](session, state, cue, press)
    session.add(cue)
    record(session, fact, at=at, by=by)
    return CueDone()


def was_given(session: Session, cue_id: str) -> bool:
    """Whether the press of this id was carried out already."""
    return session.scalar(select(Cue.id).where(Cue.cue_id == cue_id)) is not None


def _row_of(press: Press) -> Cue:
    """Give the cue of a press; when it was given and by whom is written beside."""
    kind, part_id = press.part or (None, None)
    return Cue(
        cue_id=press.cue_id,
        command=press.command,
        item_id=press.item_id,
        part_kind=kind,
        part_id=part_id,
        reason=press.reason.strip(),
        agreed_by=press.agreed_by.strip(),
        together=press.together,
        plan={},
    )


def _begin(_session: Session, state: Rundown, cue: Cue, press: Press) -> Fact:
    if cue.command is Command.START and state.live_id is not None:
        raise CueNotPossible
    if cue.command is Command.NEXT and not state.begun:
        raise CueNotPossible
    item = state.next_item if press.item_id is None else _planned(state, press.item_id)
    if item is None:
        raise NothingNext
    cue.item_id, cue.plan = item.id, freeze(item)
    return ItemStarted(item_id=item.id, after_item_id=state.live_id)


def _begin_part(_session: Session, state: Rundown, cue: Cue, press: Press) -> Fact:
    live, part = state.live_item, press.part or state.next_part
    if live is None or state.of(live).state is not ItemState.LIVE or part is None:
        raise CueNotPossible
    if part_row(live, part) is None:
        raise NotFound
    if state.of_part(part).state is not ItemState.PLANNED:
        raise CueNotPossible
    cue.item_id, (cue.part_kind, cue.part_id) = live.id, part
    return PartBegun(item_id=live.id, part_kind=part[0], part_id=part[1])


def _go_back(_session: Session, state: Rundown, cue: Cue, _press: Press) -> Fact:
    if state.live_id is None or not state.before_live:
        raise CueNotPossible
    cue.item_id = state.before_live[-1]
    return ItemReopened(item_id=cue.item_id, instead_of=state.live_id)


def _time_anew(_session: Session, state: Rundown, cue: Cue, _press: Press) -> Fact:
    cue.item_id = _live(state)
    return ItemTimedAnew(item_id=cue.item_id)


def _hold(_session: Session, state: Rundown, cue: Cue, _press: Press) -> Fact:
    # Held already: whoever stops the programme in haste says afterwards why.
    if state.between_sittings and (state.phase is not Phase.START_HELD or cue.reason):
        cue.item_id = None
        return StartHeld()
    cue.item_id = _live(state, needed=None if cue.reason else ItemState.LIVE)
    return ItemHeld(item_id=cue.item_id)


def _resume(_session: Session, state: Rundown, cue: Cue, _press: Press) -> Fact:
    if state.phase is Phase.START_HELD:
        cue.item_id = None
        return StartReleased()
    cue.item_id = _live(state, needed=ItemState.HELD)
    return ItemResumed(item_id=cue.item_id)


def _finish(_session: Session, state: Rundown, cue: Cue, _press: Press) -> Fact:
    cue.item_id = _live(state)
    return ItemFinished(item_id=cue.item_id)


def _skip(_session: Session, state: Rundown, cue: Cue, press: Press) -> Fact:
    item, now = _meant(state, press)
    if now.state is not ItemState.PLANNED:
        raise CueNotPossible
    if not cue.reason:
        raise ReasonNeeded
    if item.protected and not cue.agreed_by:
        raise ConsentNeeded
    cue.item_id = item.id
    return Skipped(item_id=item.id, part_kind=cue.part_kind, part_id=cue.part_id)


def _restore(_session: Session, state: Rundown, cue: Cue, press: Press) -> Fact:
    item, now = _meant(state, press)
    if now.state is not ItemState.SKIPPED:
        raise CueNotPossible
    cue.item_id = item.id
    return Restored(item_id=item.id, part_kind=cue.part_kind, part_id=cue.part_id)


def _add(_session: Session, state: Rundown, cue: Cue, press: Press) -> Fact:
    """Give or take minutes.

    What the live item is given is given to its live part: the speaker's clock and the end of the
    item move together. A cut (`together`) is the item's alone: what leaving out one speaker wins is
    not taken from another.

    To take minutes from a protected item that has not begun is a cut and asks for consent as a skip
    does; the live one is tuned freely, minute by minute, while the chair looks on.
    """
    item, now = _meant(state, press)
    span = press.span or dt.timedelta(0)
    if now.state in {ItemState.DONE, ItemState.SKIPPED} or not span or abs(span) > MOST_ADDED:
        raise CueNotPossible
    waits = state.of(item).state is ItemState.PLANNED
    if span < dt.timedelta(0) and item.protected and waits and not cue.agreed_by:
        raise ConsentNeeded
    if item.id == state.live_id and press.part is None and press.together is None:
        cue.part_kind, cue.part_id = state.live_part or (None, None)
    cue.item_id, cue.span_ms = item.id, span // dt.timedelta(milliseconds=1)
    return TimeGiven(item_id=item.id, span_ms=cue.span_ms)


def _undo(session: Session, state: Rundown, cue: Cue, _press: Press) -> Fact:
    if state.last_cue is None:
        raise NothingToUndo
    undone = session.get_one(Cue, state.last_cue.id)
    for one in _given_with(session, undone):
        one.undone = True
    _must_be_in_the_plan(rundown(session))
    cue.item_id = undone.item_id
    return CueUndone(command=undone.command, item_id=undone.item_id)


def _given_with(session: Session, cue: Cue) -> list[Cue]:
    """Give a cue with all that the same press gave."""
    if cue.together is None:
        return [cue]
    return list(session.scalars(select(Cue).where(Cue.together == cue.together)))


def _must_be_in_the_plan(state: Rundown) -> None:
    """Refuse to let an item run that was taken out or rewritten since it began.

    Raises:
        CueNotPossible: so it is; what is undone first is the edit.
    """
    if state.live_id is None:
        return
    live = state.live_item
    if live is None or state.of(live).plan not in {None, thaw(freeze(live))}:
        raise CueNotPossible


_DOES: dict[Command, Callable[[Session, Rundown, Cue, Press], Fact]] = {
    Command.START: _begin,
    Command.NEXT: _begin,
    Command.PART: _begin_part,
    Command.BACK: _go_back,
    Command.ANEW: _time_anew,
    Command.HOLD: _hold,
    Command.RESUME: _resume,
    Command.FINISH: _finish,
    Command.SKIP: _skip,
    Command.RESTORE: _restore,
    Command.ADD: _add,
    Command.UNDO: _undo,
}


def _live(state: Rundown, *, needed: ItemState | None = None) -> int:
    """Give the id of the live item, which stands as the command needs it."""
    live = state.live_item
    if live is None or (needed is not None and state.of(live).state is not needed):
        raise CueNotPossible
    return live.id


def _meant(state: Rundown, press: Press) -> tuple[AgendaItem, Played]:
    """Give the item a press is about, and how it, or the part that is meant, stands."""
    item_id = state.live_id if press.item_id is None else press.item_id
    item = next((one for one in state.items if one.id == item_id), None)
    if item is None or (press.part is not None and part_row(item, press.part) is None):
        raise NotFound
    return item, state.of(item) if press.part is None else state.of_part(press.part)


def _planned(state: Rundown, item_id: int) -> AgendaItem:
    for item in state.items:
        if item.id == item_id:
            if state.of(item).state is not ItemState.PLANNED:
                raise CueNotPossible
            return item
    raise NotFound
