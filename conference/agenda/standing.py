"""The items that stand in the programme, with their parts; what was taken out of it is none."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from conference.agenda.records import AgendaItem


def standing_items(session: Session, item_ids: Collection[int] = ()) -> list[AgendaItem]:
    """Give the programme's items in their order, or those of these ids; parts are read along."""
    standing = select(AgendaItem).where(AgendaItem.removed.is_(False)).order_by(AgendaItem.ordinal)
    if item_ids:
        standing = standing.where(AgendaItem.id.in_(item_ids))
    whole = standing.options(selectinload(AgendaItem.steps), selectinload(AgendaItem.entries))
    return list(session.scalars(whole))
