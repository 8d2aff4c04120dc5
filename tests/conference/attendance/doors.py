"""What tests of the door do again and again: settings, hands, codes of badges."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from sqlalchemy import select

from conference.attendance import ScanSource, admit_by_hand
from conference.codes import CodeKind, new_code
from conference.delegates import CodeState, Delegate, EntryCode
from conference.doors import change_door
from conference.identity import Conference
from tests.factories import AT, BY, make_conference, make_sitting, new_id

MORNING = AT - dt.timedelta(hours=5)


def run_door(db, **changes: Any) -> None:
    """Run the door otherwise."""
    db.write(lambda s: change_door(s, changes, at=AT, by=BY))


def by_hand(db, delegate_id: int, **how: Any) -> dict[str, Any]:
    """Check somebody in who was found by name; give the answer."""
    asked = {"scan_id": new_id(), "source": ScanSource.NAME_SEARCH, "at": AT, "by": BY} | how
    answer: dict[str, Any] = json.loads(db.write(lambda s: admit_by_hand(s, delegate_id, **asked)))
    return answer


def badge_of(db, delegate_id: int, *, state: CodeState | None = CodeState.ACTIVE) -> str:
    """Give the digits of the newest badge of a delegate."""
    question = select(EntryCode).where(
        EntryCode.delegate_id == delegate_id, EntryCode.kind == CodeKind.BADGE
    )
    if state is not None:
        question = question.where(EntryCode.state == state)
    with db.reading() as session:
        newest = session.scalars(question.order_by(EntryCode.issue.desc())).first()
    assert newest is not None
    return newest.digits


def hand_out_badge(db, delegate_id: int) -> str:
    """Give a delegate a badge before the day, as if it had been printed; give its digits."""

    def give(session):
        digits = new_code(CodeKind.BADGE, session.get_one(Conference, 1).number)
        session.add(
            EntryCode(digits=digits, delegate_id=delegate_id, kind=int(CodeKind.BADGE), issue=1)
        )
        return digits

    digits: str = db.write(give)
    return digits


def change(db, delegate_id: int, **columns: Any) -> None:
    """Set columns of a delegate past all commands."""

    def set_them(session):
        row = session.get_one(Delegate, delegate_id)
        for name, value in columns.items():
            setattr(row, name, value)

    db.write(set_them)


def group_of(db, delegate_id: int, **columns: Any) -> None:
    """Set columns of a delegate's group."""

    def set_them(session):
        group = session.get_one(Delegate, delegate_id).group
        for name, value in columns.items():
            setattr(group, name, value)

    db.write(set_them)


def two_sittings(db) -> str:
    """Make a conference of a morning and an afternoon; it is afternoon at `AT`."""
    number: str = make_conference(
        db,
        sittings=[
            make_sitting(1, "Sáng", dt.time(7, 30), dt.time(11, 0)),
            make_sitting(2, "Chiều", dt.time(13, 30), dt.time(16, 30)),
        ],
    )
    return number
