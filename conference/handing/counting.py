"""Who got what: of one delegate, of one item, and in numbers by item and group."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import Session

from conference.delegates import Delegate, DelegateGroup, ListState, Unit, all_groups
from conference.handing.giving import STANDS
from conference.handing.items import all_items
from conference.handing.records import Handing, ItemKind, KitItem
from conference.refusals import NotFound


@dataclass(frozen=True)
class ItemOf:
    """An item as it stands with one delegate; `due` says whether the group is meant to get it."""

    item_id: int
    name: str
    kind: ItemKind
    amount: int | None
    due: bool
    handed_at: dt.datetime | None
    handed_by: str
    station_name: str
    signed_at: dt.datetime | None


@dataclass(frozen=True)
class Receiver:
    """A delegate who is meant to get an item, or has got it."""

    delegate_id: int
    name: str
    mark: str
    honorific: str
    position: str
    unit: str
    group: str
    card_number: str
    handed_at: dt.datetime | None
    signed_at: dt.datetime | None


@dataclass(frozen=True)
class Counted:
    """How many are meant to get an item, have got it, and have signed."""

    name: str
    due: int
    handed: int
    signed: int


@dataclass(frozen=True)
class ItemCount:
    """The numbers of an item, and the same group by group."""

    item: KitItem
    due: int
    handed: int
    signed: int
    groups: tuple[Counted, ...]


def items_of(session: Session, delegate_id: int) -> list[ItemOf]:
    """Give what a delegate is meant to get and what the delegate got, in the desk's order.

    Raises:
        NotFound: there is no such delegate.
    """
    delegate = session.get(Delegate, delegate_id)
    if delegate is None:
        raise NotFound
    rows = session.scalars(select(Handing).where(Handing.delegate_id == delegate_id, STANDS))
    handed = {row.item_id: row for row in rows}
    return [
        _item_of(item, handed.get(item.id), due=is_due(item, delegate.group_id))
        for item in all_items(session)
        if is_due(item, delegate.group_id) or item.id in handed
    ]


def is_due(item: KitItem, group_id: int) -> bool:
    """Whether delegates of this group are meant to get the item."""
    return not item.group_ids or group_id in item.group_ids


def _item_of(item: KitItem, row: Handing | None, *, due: bool) -> ItemOf:
    return ItemOf(
        item_id=item.id,
        name=item.name,
        kind=item.kind,
        amount=item.amount,
        due=due,
        handed_at=row.at if row else None,
        handed_by=row.by if row else "",
        station_name=row.station_name if row else "",
        signed_at=row.signed_at if row else None,
    )


def receivers(
    session: Session, item_id: int, *, group_id: int | None = None, unit_id: int | None = None
) -> list[Receiver]:
    """Give who is meant to get an item or got it, as a Vietnamese list is ordered.

    Raises:
        NotFound: there is no such item.
    """
    rows = session.execute(receiving(session, item_id, group_id=group_id, unit_id=unit_id))
    return [Receiver(*row) for row in rows]


def receiving(
    session: Session, item_id: int, *, group_id: int | None = None, unit_id: int | None = None
) -> Select[Any]:
    """Ask for who is meant to get an item or got it, with the columns of `Receiver`.

    Raises:
        NotFound: there is no such item.
    """
    item = session.get(KitItem, item_id)
    if item is None:
        raise NotFound
    meant = Delegate.state == ListState.APPROVED
    if item.group_ids:
        meant &= Delegate.group_id.in_(item.group_ids)
    got = and_(Handing.delegate_id == Delegate.id, Handing.item_id == item_id, STANDS)
    columns: tuple[Any, ...] = (
        *(Delegate.id, Delegate.full_name, Delegate.namesake_mark, Delegate.honorific),
        *(Delegate.position, Unit.name, DelegateGroup.name, Delegate.card_number),
        *(Handing.at, Handing.signed_at),
    )
    question: Select[Any] = (
        select(*columns)
        .join(Unit, Unit.id == Delegate.unit_id)
        .join(DelegateGroup, DelegateGroup.id == Delegate.group_id)
        .outerjoin(Handing, got)
        .where(or_(meant, Handing.id.is_not(None)))
        .order_by(Delegate.sort_key, Delegate.id)
    )
    if group_id is not None:
        question = question.where(Delegate.group_id == group_id)
    if unit_id is not None:
        question = question.where(Delegate.unit_id == unit_id)
    return question


def handing_counts(session: Session) -> list[ItemCount]:
    """Count by item and group who is meant to get it, has got it, has signed."""
    groups = all_groups(session)
    listed = dict(
        session.execute(
            select(Delegate.group_id, func.count())
            .where(Delegate.state == ListState.APPROVED)
            .group_by(Delegate.group_id)
        ).all()
    )
    handed: dict[tuple[int, int], tuple[int, int]] = {
        (row.item_id, row.group_id): (row.handed, row.signed)
        for row in session.execute(
            select(
                Handing.item_id,
                Delegate.group_id,
                func.count().label("handed"),
                func.count(Handing.signed_at).label("signed"),
            )
            .join(Delegate, Delegate.id == Handing.delegate_id)
            .where(STANDS)
            .group_by(Handing.item_id, Delegate.group_id)
        )
    }
    return [
        _count(
            item,
            [
                Counted(
                    group.name,
                    listed.get(group.id, 0) if is_due(item, group.id) else 0,
                    *handed.get((item.id, group.id), (0, 0)),
                )
                for group in groups
            ],
        )
        for item in all_items(session)
    ]


def _count(item: KitItem, groups: Sequence[Counted]) -> ItemCount:
    return ItemCount(
        item,
        due=sum(one.due for one in groups),
        handed=sum(one.handed for one in groups),
        signed=sum(one.signed for one in groups),
        groups=tuple(one for one in groups if one.due or one.handed),
    )
