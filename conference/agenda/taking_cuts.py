"""A cut is taken: what `cutting` offers, done by one press and taken back by one undo."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy.orm import Session

from conference.agenda.cues import MOST_ADDED, CueDone, Press, give_cue, was_given
from conference.agenda.cutting import Cut, CutKind
from conference.agenda.hands import rundown_revision
from conference.agenda.playing import rundown
from conference.agenda.records import AgendaItem, Command, PartKind
from conference.agenda.refusals import ConsentNeeded, CueNotPossible
from conference.agenda.state import Rundown
from conference.refusals import NotFound
from conference.timing import ZERO


@dataclass(frozen=True, kw_only=True)
class CutWish:
    """A cut that was chosen on a screen; the words go into the minutes."""

    cut: Cut
    cue_id: str
    seen_revision: int
    reason: str
    agreed_by: str = ""


def take_cut(
    session: Session, wish: CutWish, *, at: dt.datetime, by: str, by_name: str = ""
) -> CueDone:
    """Carry out one cut, once; its cues belong together.

    Raises:
        ConsentNeeded: the item is protected and nobody is named who agreed.
        NotFound, CueNotPossible, StaleRundown, ...: as `give_cue`.
    """
    if was_given(session, wish.cue_id):
        return CueDone(repeat=True)
    first, *others = _presses(rundown(session), wish)
    done = give_cue(session, first, at=at, by=by, by_name=by_name)
    for press in others:
        seen = replace(press, seen_revision=rundown_revision(session))
        give_cue(session, seen, at=at, by=by, by_name=by_name)
    return done


def _presses(state: Rundown, wish: CutWish) -> Iterator[Press]:
    cut = wish.cut
    item = next((one for one in state.items if one.id == cut.item_id), None)
    if item is None:
        raise NotFound
    takes_nothing = cut.kind is CutKind.SHORTEN and cut.span <= ZERO
    if takes_nothing or (cut.kind is CutKind.FEWER and not cut.entry_ids):
        raise CueNotPossible
    # Leaving out parts, or taking minutes, cuts a protected item as well as skipping it whole.
    if item.protected and not wish.agreed_by.strip():
        raise ConsentNeeded
    first = Press(
        cue_id=wish.cue_id,
        seen_revision=wish.seen_revision,
        command=Command.SKIP,
        item_id=item.id,
        reason=wish.reason,
        agreed_by=wish.agreed_by,
        together=wish.cue_id,
    )
    for nth, change in enumerate(_changes(state, item, cut)):
        yield replace(first, cue_id=_nth(wish.cue_id, nth), **change)


def _changes(state: Rundown, item: AgendaItem, cut: Cut) -> Iterator[dict[str, Any]]:
    """Give what each press of a cut does, beside what is the same in all of them."""
    if cut.kind is CutKind.SKIP:
        yield {}
        return
    for entry_id in cut.entry_ids if cut.kind is CutKind.FEWER else ():
        yield {"part": (PartKind.ENTRY, entry_id)}
    plan = state.of(item).plan or item
    timed = plan.length is not None or None not in (plan.planned_start, plan.planned_end)
    # Where the entries alone say how long the item takes, it has grown shorter already.
    if cut.kind is CutKind.SHORTEN or timed:
        yield from _taking(cut.span)


def _taking(span: dt.timedelta) -> Iterator[dict[str, Any]]:
    """Take so many minutes, as much by each press as one may take."""
    while span > ZERO:
        taken = min(span, MOST_ADDED)
        yield {"command": Command.ADD, "span": -taken}
        span -= taken


def _nth(cue_id: str, nth: int) -> str:
    """Give the id of another cue of the same press; as long as ids may be."""
    return cue_id if nth == 0 else f"{cue_id[:32]}~{nth}"
