"""What the server notes by itself: that it was down while an item ran, that its clock was set."""

from __future__ import annotations

import datetime as dt
import uuid

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from conference.agenda.playing import NOTED, rundown
from conference.agenda.records import ClockFollowed, Command, Cue, RunInterrupted
from conference.clock import in_the_hall
from conference.journal import record

LONG = dt.timedelta(minutes=30)
"""After so long away nobody goes on without having been asked."""


def note_restart(
    session: Session, *, last_alive: dt.datetime | None, at: dt.datetime, by: str
) -> bool:
    """Stop what runs where the server was away for long or over a date; give whether it did.

    The item stands still from the moment at which the server was last heard of. Whoever goes on
    (RESUME) leaves that time out; whoever ends the item (FINISH) ends it then. A shorter absence
    changes nothing: the hall went on meanwhile.

    `last_alive` is None where nobody noted it: then the last cue's moment counts.
    """
    state = rundown(session)
    live = state.live_item
    if live is None or state.of(live).interrupted:
        return False
    by_hand = select(func.max(Cue.at)).where(Cue.command.not_in(NOTED), Cue.undone.is_(False))
    known = [moment for moment in (last_alive, session.scalar(by_hand)) if moment is not None]
    since = max(known, default=at)
    same_day = in_the_hall(since).date() == in_the_hall(at).date()
    if at - since <= LONG and same_day:
        return False
    session.add(_noted(Command.INTERRUPT, item_id=live.id, at=since, by=by))
    record(session, RunInterrupted(item_id=live.id), at=at, by=by)
    return True


def follow_clock(session: Session, *, span: dt.timedelta, at: dt.datetime, by: str) -> None:
    """Note that the machine's clock was set by so much and is followed from now on.

    What runs moves along with it: no countdown jumps, and the minutes keep what was measured.
    """
    span_ms = span // dt.timedelta(milliseconds=1)
    cue = _noted(Command.FOLLOW_CLOCK, item_id=None, at=at, by=by)
    cue.span_ms = span_ms
    session.add(cue)
    record(session, ClockFollowed(span_ms=span_ms), at=at, by=by)


def _noted(command: Command, *, item_id: int | None, at: dt.datetime, by: str) -> Cue:
    return Cue(cue_id=str(uuid.uuid4()), command=command, item_id=item_id, at=at, by=by, plan={})
