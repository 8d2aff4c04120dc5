"""Item 0, đón tiếp đại biểu: from the opening of the door until the first item begins.

An announcement is due so many minutes before the start that is expected, until the next one is, or
until that start: "còn 2 phút" is not said after it, and the MC has the words of the first item.
A start that is held is expected at no hour: nothing is due, what was not made waits. One that is
released too late for the last announcement ("còn 2 phút") is expected as many minutes after the
release as that announcement says, and it is due again, whether or not it was made before the hold.
"""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from conference.agenda import planned_start, rundown
from conference.identity import DOOR_OPENS_AHEAD, Sitting
from conference.opening.records import AnnouncementMade
from conference.opening.wording import Wording, wordings


class AnnouncementState(enum.StrEnum):
    """Where an announcement stands; each in one state, and never two of them due."""

    WAITING = "waiting"
    DUE = "due"
    MADE = "made"
    MISSED = "missed"


@dataclass(frozen=True)
class AnnouncementNow:
    """An announcement of a sitting: when it is due, when and by whom it was made.

    `due_at` is None while the start is held. `made_at` is None too where what was made has to be
    made again.
    """

    wording: Wording
    due_at: dt.datetime | None
    made_at: dt.datetime | None
    by: str


@dataclass(frozen=True)
class Before:
    """A sitting before its first item; `first_item_id` is None where it has no programme.

    `start` is when it is expected to begin: the plan's hour, or later after a hold. `held_since` is
    None unless the start is held. The announcements stand in the order in which they are made.
    """

    sitting_id: int
    first_item_id: int | None
    since: dt.datetime
    start: dt.datetime
    held_since: dt.datetime | None
    announcements: tuple[AnnouncementNow, ...]


def before_the_start(session: Session, sitting_id: int) -> Before | None:
    """Give how a sitting stands before its first item; None once an item runs or it has begun."""
    sitting, state = session.get_one(Sitting, sitting_id), rundown(session)
    items = [one for one in state.items if one.sitting_id == sitting_id]
    if state.live_id is not None or any(state.of(one).started is not None for one in items):
        return None
    # With no item left to begin, what is skipped does not begin either.
    upcoming = state.next_item
    first = upcoming if upcoming is not None and upcoming.sitting_id == sitting_id else None
    planned = planned_start(state, sitting)
    wanted = wordings(session)
    released = state.start_released
    last = dt.timedelta(minutes=min((one.minutes_before for one in wanted), default=0))
    start = planned if released is None else max(planned, released + last)
    held_since = state.start_held_since
    again = released if start > planned else None
    return Before(
        sitting_id,
        first.id if first else None,
        sitting.starts_at - DOOR_OPENS_AHEAD,
        start,
        held_since,
        tuple(
            _now(
                session,
                sitting_id,
                wanted,
                start=None if held_since else start,
                again=again,
            )
        ),
    )


def _now(
    session: Session,
    sitting_id: int,
    wanted: Sequence[Wording],
    *,
    start: dt.datetime | None,
    again: dt.datetime | None,
) -> list[AnnouncementNow]:
    rows = select(AnnouncementMade).where(AnnouncementMade.sitting_id == sitting_id)
    made = {one.minutes_before: one for one in session.scalars(rows)}
    found = []
    for one in wanted:
        due_at = start - dt.timedelta(minutes=one.minutes_before) if start else None
        row = made.get(one.minutes_before)
        if row is not None and again and due_at and row.at < again <= due_at:
            row = None
        found.append(AnnouncementNow(one, due_at, row.at if row else None, row.by if row else ""))
    return found


def states(before: Before, now: dt.datetime) -> list[AnnouncementState]:
    """Give in which state each announcement is at this moment, in their order.

    The browser follows the same rule each second (static/opening_states.js).
    """
    due = [one.due_at is not None and one.due_at <= now for one in before.announcements]
    over = before.held_since is None and before.start <= now
    found = []
    for nth, one in enumerate(before.announcements):
        if one.made_at is not None:
            found.append(AnnouncementState.MADE)
        elif over or any(due[nth + 1 :]):
            found.append(AnnouncementState.MISSED)
        else:
            found.append(AnnouncementState.DUE if due[nth] else AnnouncementState.WAITING)
    return found
