"""An announcement is made: by one press of the stage manager or the MC, taken back by another."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from conference.identity import Sitting
from conference.journal import record
from conference.opening.records import Announced, AnnouncementMade
from conference.opening.wording import wordings
from conference.refusals import NotFound
from conference.timing import ZERO

ONE_PRESS = dt.timedelta(seconds=10)
"""Stage manager and MC may both press for what was said once."""


def announce(
    session: Session, sitting_id: int, minutes_before: int, *, at: dt.datetime, by: str
) -> bool:
    """Note that an announcement was made; give whether that is new.

    One that is due again, because the start was held, is noted anew.

    Raises:
        NotFound: there is no such sitting or announcement.
    """
    if session.get(Sitting, sitting_id) is None or minutes_before not in {
        one.minutes_before for one in wordings(session)
    }:
        raise NotFound
    made = _made(session, sitting_id, minutes_before)
    # After a clock that was put back nothing of before is the same press.
    if made is not None and ZERO <= at - made.at < ONE_PRESS:
        return False
    if made is None:
        made = AnnouncementMade(sitting_id=sitting_id, minutes_before=minutes_before)
        session.add(made)
    made.at, made.by = at, by
    session.flush()
    _record(session, sitting_id, minutes_before, made=True, at=at, by=by)
    return True


def take_back_announcement(
    session: Session, sitting_id: int, minutes_before: int, *, at: dt.datetime, by: str
) -> bool:
    """Take the mark of an announcement back; give whether there was one."""
    made = _made(session, sitting_id, minutes_before)
    if made is None:
        return False
    session.delete(made)
    session.flush()
    _record(session, sitting_id, minutes_before, made=False, at=at, by=by)
    return True


def _made(session: Session, sitting_id: int, minutes_before: int) -> AnnouncementMade | None:
    wanted = select(AnnouncementMade).where(
        AnnouncementMade.sitting_id == sitting_id,
        AnnouncementMade.minutes_before == minutes_before,
    )
    return session.scalar(wanted)


def _record(
    session: Session, sitting_id: int, minutes_before: int, *, made: bool, at: dt.datetime, by: str
) -> None:
    fact = Announced(sitting_id=sitting_id, minutes_before=minutes_before, made=made)
    record(session, fact, at=at, by=by)
