"""Who has not come: with a reason, without one, or gone again; as the office looks for them."""

from __future__ import annotations

import enum
from collections.abc import Mapping

from sqlalchemy import ColumnElement, Select, exists, or_, select
from sqlalchemy.orm import Session, contains_eager

from conference.arrivals.reading import WITHDREW, not_coming
from conference.attendance import STANDS, Attendance
from conference.delegates import Delegate, DelegateGroup, Invitation, ListState, Reply, Unit
from conference.names import fold


class Standing(enum.StrEnum):
    """How somebody stands to this sitting."""

    NOT_COME = "not_come"
    EXCUSED = "excused"
    LEFT = "left"
    PRESENT = "present"


def who(
    sitting_id: int,
    standing: Standing,
    *,
    unit_id: int | None = None,
    group_id: int | None = None,
    words: str = "",
    heads: bool = False,
) -> Select[Delegate]:
    """Ask for those who stand so, by unit and then as a Vietnamese list has them."""
    asked = (
        select(Delegate)
        .join(Unit, Unit.id == Delegate.unit_id)
        .join(DelegateGroup, DelegateGroup.id == Delegate.group_id)
        .outerjoin(Invitation, Invitation.delegate_id == Delegate.id)
        .options(contains_eager(Delegate.unit), contains_eager(Delegate.group))
        .where(_conditions(sitting_id)[standing])
        .order_by(Unit.name, Delegate.sort_key, Delegate.id)
    )
    if unit_id is not None:
        asked = asked.where(Delegate.unit_id == unit_id)
    if group_id is not None:
        asked = asked.where(Delegate.group_id == group_id)
    if heads:
        asked = asked.where(Delegate.heads_delegation)
    for word in fold(words).split():
        asked = asked.where(Delegate.folded.contains(word, autoescape=True))
    return asked


def _conditions(sitting_id: int) -> Mapping[Standing, ColumnElement[bool]]:
    def entry(*more: ColumnElement[bool]) -> ColumnElement[bool]:
        mine = Attendance.delegate_id == Delegate.id
        return exists().where(mine, Attendance.sitting_id == sitting_id, STANDS, *more)

    approved, came = Delegate.state == ListState.APPROVED, entry()
    replied_no = Invitation.reply.is_not(None) & (Invitation.reply == Reply.ABSENT)
    said_no = or_(replied_no, not_coming(sitting_id))
    return {
        Standing.NOT_COME: approved & ~came & ~said_no,
        Standing.EXCUSED: (approved & ~came & said_no) | WITHDREW,
        Standing.LEFT: approved & entry(Attendance.left_at.is_not(None)),
        Standing.PRESENT: approved & entry(Attendance.left_at.is_(None)),
    }


def excuses(session: Session, delegate_ids: list[int]) -> dict[int, str]:
    """Give the reasons of those who have said that they do not come, "" where none was given."""
    said = select(Invitation.delegate_id, Invitation.reply_words).where(
        Invitation.delegate_id.in_(delegate_ids), Invitation.reply == Reply.ABSENT
    )
    withdrawn = select(Delegate.id, Delegate.withdrawal_reason).where(
        Delegate.id.in_(delegate_ids), Delegate.state == ListState.WITHDRAWN
    )
    return dict(session.execute(said).all()) | dict(session.execute(withdrawn).all())
