"""Saying who of the list performs an item or a part of it; the programme's own words stay.

May be said before the day and while the programme runs, of what was played too: the minutes name
who performed.
"""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from conference.agenda import AgendaItem, PartKey, part_row
from conference.delegates import Delegate
from conference.journal import record
from conference.performers.records import Doing, Performer, PerformersSet
from conference.refusals import N_, NotFound, Refusal


class PartUnknown(Refusal):
    """The part of the item was taken out, or another item was meant."""

    code = "performer_part_unknown"
    sentence = N_(
        "Phần này không còn trong nội dung đã chọn; người thực hiện chưa được ghi. Vui lòng tải "
        "lại trang."
    )


def link_performer(  # noqa: PLR0913 - who does what where, by whom, when
    session: Session,
    *,
    item_id: int,
    part: PartKey | None = None,
    delegate_id: int,
    does: Doing = Doing.PERFORMS,
    at: dt.datetime,
    by: str,
) -> bool:
    """Say that this delegate performs an item, or a part of it; give whether that is new.

    Said again with another `does` it is changed; with the same it changes nothing.

    Raises:
        NotFound: there is no such item or delegate.
        PartUnknown: the item has no such part.
    """
    item, delegate = session.get(AgendaItem, item_id), session.get(Delegate, delegate_id)
    if item is None or item.removed or delegate is None:
        raise NotFound
    if part is not None and part_row(item, part) is None:
        raise PartUnknown
    link = _link(session, item_id, part, delegate_id)
    if link is not None and link.does is does:
        return False
    if link is None:
        link = Performer(item_id=item_id, delegate_id=delegate_id)
        link.part_kind, link.part_id = (part[0].value, part[1]) if part else ("", 0)
        session.add(link)
    link.does = does
    record(session, PerformersSet(item_id=item_id), at=at, by=by)
    return True


def unlink_performer(
    session: Session,
    *,
    item_id: int,
    part: PartKey | None = None,
    delegate_id: int,
    at: dt.datetime,
    by: str,
) -> bool:
    """Take back that this delegate performs an item or a part; give whether it was said."""
    link = _link(session, item_id, part, delegate_id)
    if link is None:
        return False
    session.delete(link)
    record(session, PerformersSet(item_id=item_id), at=at, by=by)
    return True


def pass_on(session: Session, *, from_id: int, to_id: int, at: dt.datetime, by: str) -> list[int]:
    """Let another delegate perform all that this one performs; give the items.

    For a substitute who comes in somebody's place, when the organiser says that the speech goes
    along with the seat.

    Raises:
        NotFound: there is no such delegate.
    """
    if session.get(Delegate, to_id) is None:
        raise NotFound
    links = session.scalars(select(Performer).where(Performer.delegate_id == from_id)).all()
    for link in links:
        if _link(session, link.item_id, link.part, to_id) is None:
            link.delegate_id = to_id
        else:
            session.delete(link)
        session.flush()
    item_ids = sorted({link.item_id for link in links})
    for item_id in item_ids:
        record(session, PerformersSet(item_id=item_id), at=at, by=by)
    return item_ids


def _link(
    session: Session, item_id: int, part: PartKey | None, delegate_id: int
) -> Performer | None:
    kind, part_id = (part[0].value, part[1]) if part else ("", 0)
    return session.scalar(
        select(Performer).where(
            Performer.item_id == item_id,
            Performer.part_kind == kind,
            Performer.part_id == part_id,
            Performer.delegate_id == delegate_id,
        )
    )
