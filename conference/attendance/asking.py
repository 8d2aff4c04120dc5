"""Asking what the door would say, without a scan being made of it; nothing is stored."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import case, select
from sqlalchemy.orm import Session

from conference.attendance.judging import Found, judge_code, judge_listed
from conference.attendance.looking_up import by_code, by_delegate, count_inside
from conference.codes import CodeRead, Unreadable, read_code
from conference.delegates import Delegate, ListState
from conference.identity import DoorSetting, door_setting
from conference.refusals import NotFound

CITIZEN_DIGITS = 12
_NO_SCAN = ""


def whose_code(
    session: Session, scanned: str, *, foreign: bool = False, at: dt.datetime
) -> tuple[int | None, Found]:
    """Give whom a scan is about, if anybody, and what the door would say to it.

    Of a citizen card the number alone is compared with the list; neither it nor anything else of
    the card is kept. Whoever is found so would be judged as one found by name.
    """
    door = door_setting(session, at)
    code = read_code(scanned, foreign=foreign)
    if code is Unreadable.CITIZEN_CARD:
        delegate_id = _of_citizen_number(session, scanned.strip()[:CITIZEN_DIGITS])
        if delegate_id is not None:
            return delegate_id, _judged(session, door, delegate_id)
    digits = code.digits if isinstance(code, CodeRead) else ""
    row = by_code(session, scan_id=_NO_SCAN, digits=digits, sitting_id=door.sitting_id)
    found = judge_code(code, door, row, inside=lambda: count_inside(session, door.sitting_id))
    return found.card.id if found.card else None, found


def would_say(session: Session, delegate_id: int, *, at: dt.datetime) -> Found:
    """Give what the door would say to a delegate who was found without a code.

    Raises:
        NotFound: there is no such delegate.
    """
    return _judged(session, door_setting(session, at), delegate_id)


def _judged(session: Session, door: DoorSetting, delegate_id: int) -> Found:
    row = by_delegate(
        session, scan_id=_NO_SCAN, delegate_id=delegate_id, sitting_id=door.sitting_id
    )
    if row.id is None:
        raise NotFound
    return judge_listed(door, row, kind=None, inside=lambda: count_inside(session, door.sitting_id))


def _of_citizen_number(session: Session, number: str) -> int | None:
    """Find who has this number; of several rows the approved one, then the newest."""
    approved_first = case((Delegate.state == ListState.APPROVED, 0), else_=1)
    return session.scalar(
        select(Delegate.id)
        .where(Delegate.citizen_number == number)
        .order_by(approved_first, Delegate.id.desc())
        .limit(1)
    )
