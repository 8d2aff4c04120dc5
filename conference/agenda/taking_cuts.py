"""A cut is taken: what `cutting` offers, done by one press and taken back by one undo."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from conference.agenda.cues import CueDone, Press, give_cue, rundown_revision
from conference.agenda.cutting import Cut, CutKind
from conference.agenda.playing import Rundown, rundown
from conference.agenda.records import Command, PartKind
from conference.agenda.refusals import ConsentNeeded, CueNotPossible
from conference.refusals import NotFound


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
    presses = list(_presses(rundown(session), wish))
    first, *others = presses
    done = give_cue(session, first, at=at, by=by, by_name=by_name)
    if done.repeat:
        return done
    for press in others:
        seen = replace(press, seen_revision=rundown_revision(session))
        give_cue(session, seen, at=at, by=by, by_name=by_name)
    return done


def _presses(state: Rundown, wish: CutWish) -> Iterator[Press]:
    cut = wish.cut
    item = next((one for one in state.items if one.id == cut.item_id), None)
    if item is None:
        raise NotFound
    if cut.kind is CutKind.FEWER and not cut.entry_ids:
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
    if cut.kind is CutKind.SKIP:
        yield first
        return
    shorter = replace(first, command=Command.ADD, span=-cut.span)
    if cut.kind is CutKind.SHORTEN:
        yield shorter
        return
    for nth, entry_id in enumerate(cut.entry_ids):
        yield replace(first, cue_id=_nth(wish.cue_id, nth), part=(PartKind.ENTRY, entry_id))
    plan = state.of(item).plan or item
    # Where the entries alone say how long the item takes, it has grown shorter already.
    if plan.length is not None or None not in (plan.planned_start, plan.planned_end):
        yield replace(shorter, cue_id=_nth(wish.cue_id, len(cut.entry_ids)))


def _nth(cue_id: str, nth: int) -> str:
    """Give the id of another cue of the same press; as long as ids may be."""
    return cue_id if nth == 0 else f"{cue_id[:32]}~{nth}"
