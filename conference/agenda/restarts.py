"""What the server notes by itself: that it was down while an item ran, that its clock was set."""

from __future__ import annotations

import datetime as dt
import uuid

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from conference.agenda.playing import NOTED, rundown
from conference.agenda.records import (
    CLOCK_FACTS,
    ClockFollowed,
    ClockKept,
    ClockStepped,
    Command,
    Cue,
    Phase,
    RunInterrupted,
)
from conference.clock import in_the_hall
from conference.journal import JournalEntry, record, revision

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
    moments = (last_alive, _last_press(session), state.of(live).started)
    since = max((moment for moment in moments if moment is not None), default=at)
    same_day = in_the_hall(since).date() == in_the_hall(at).date()
    if at - since <= LONG and same_day:
        return False
    session.add(_noted(Command.INTERRUPT, item_id=live.id, at=since, by=by))
    record(session, RunInterrupted(item_id=live.id), at=at, by=by)
    return True


def _last_press(session: Session) -> dt.datetime | None:
    """Give when somebody pressed last, by the clock that is gone by now."""
    followed = select(func.max(Cue.id)).where(Cue.command == Command.FOLLOW_CLOCK)
    by_hand = select(func.max(Cue.at)).where(
        Cue.command.not_in(NOTED),
        Cue.undone.is_(False),
        Cue.id > func.coalesce(followed.scalar_subquery(), 0),
    )
    return session.scalar(by_hand)


def follow_clock(session: Session, *, span: dt.timedelta, at: dt.datetime, by: str) -> None:
    """Note that the machine's clock was set by so much and is followed from now on.

    What runs moves along with it: no countdown jumps, and the minutes keep what was measured.
    """
    span_ms = span // dt.timedelta(milliseconds=1)
    cue = _noted(Command.FOLLOW_CLOCK, item_id=None, at=at, by=by)
    cue.span_ms = span_ms
    session.add(cue)
    record(session, ClockFollowed(span_ms=span_ms), at=at, by=by)


def note_clock_step(session: Session, *, apart_ms: int, at: dt.datetime, by: str) -> None:
    """Note by how much the machine's clock is off; 0 takes the warning back.

    The same again changes nothing.
    """
    if clock_warning(session) != apart_ms:
        record(session, ClockStepped(apart_ms=apart_ms), at=at, by=by)


def keep_clock(session: Session, *, apart_ms: int, at: dt.datetime, by: str) -> None:
    """Note that the conference's clock is the right one, and the machine's is not followed."""
    record(session, ClockKept(apart_ms=apart_ms), at=at, by=by)


def clock_warning(session: Session) -> int:
    """Give by how many milliseconds the machine's clock is off and nobody has said what counts.

    0 where there is nothing to be said.
    """
    newest = session.get(JournalEntry, revision(session, CLOCK_FACTS))
    if newest is None or newest.kind != ClockStepped.kind():
        return 0
    return int(newest.payload["apart_ms"])


def nothing_counts(session: Session) -> bool:
    """Whether no count of the programme can jump: it has not begun, or it is over."""
    return rundown(session).phase in {Phase.NOT_STARTED, Phase.FINISHED}


def _noted(command: Command, *, item_id: int | None, at: dt.datetime, by: str) -> Cue:
    return Cue(cue_id=str(uuid.uuid4()), command=command, item_id=item_id, at=at, by=by, plan={})
