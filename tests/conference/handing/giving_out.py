"""Sets items and hands them over, as the desk does."""

from __future__ import annotations

from collections.abc import Sequence

from conference.database import Database
from conference.delegates import all_groups
from conference.handing import (
    HandedOver,
    ItemKind,
    ItemOf,
    ItemWords,
    hand_over,
    items_of,
    note_signed,
    set_items,
    take_back_handing,
)
from tests.factories import AT, BY

DOCUMENTS = ItemWords("Tài liệu hội nghị", ItemKind.DOCUMENT)
MONEY = ItemWords("Tiền thưởng", ItemKind.MONEY, amount=500_000)


def give_out(db: Database, *items: ItemWords) -> list[int]:
    return db.write(lambda s: set_items(s, items, at=AT, by=BY))


def hand(db: Database, delegate_id: int, item_id: int, **how: object) -> HandedOver:
    asked = {"at": AT, "by": BY} | how
    return db.write(lambda s: hand_over(s, delegate_id, item_id, **asked))  # type: ignore[arg-type]


def take_back(db: Database, delegate_id: int, item_id: int) -> bool:
    return db.write(lambda s: take_back_handing(s, delegate_id, item_id, at=AT, by=BY))


def sign(db: Database, item_id: int, delegate_ids: Sequence[int], *, signed: bool = True) -> int:
    return db.write(lambda s: note_signed(s, item_id, delegate_ids, signed=signed, at=AT, by=BY))


def items(db: Database, delegate_id: int) -> dict[str, ItemOf]:
    with db.reading() as session:
        return {one.name: one for one in items_of(session, delegate_id)}


def group_id(db: Database, name: str) -> int:
    with db.reading() as session:
        return next(group.id for group in all_groups(session) if group.name == name)
