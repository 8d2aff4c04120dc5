"""Which things are handed out: set as one list, in the order of the desk."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from conference.delegates import DelegateGroup
from conference.handing.records import Handing, ItemKind, KitItem, KitItemsSet
from conference.journal import record
from conference.names import fold, tidy
from conference.refusals import N_, NotFound, Refusal

ITEM_NAMES = {
    ItemKind.BADGE: N_("Thẻ đại biểu"),
    ItemKind.DOCUMENT: N_("Tài liệu"),
    ItemKind.GIFT: N_("Quà tặng"),
    ItemKind.MONEY: N_("Tiền"),
    ItemKind.FLOWER: N_("Hoa"),
    ItemKind.NAME_PLATE: N_("Biển tên"),
}


@dataclass(frozen=True)
class ItemWords:
    """What an item says; `id` None is a new one, `group_ids` empty is every group.

    `amount` is đồng for each and kept of money only; None where it is written in by hand.
    """

    name: str
    kind: ItemKind
    group_ids: tuple[int, ...] = ()
    amount: int | None = None
    id: int | None = None


USUAL_ITEMS = (
    ItemWords("Tài liệu hội nghị", ItemKind.DOCUMENT),
    ItemWords("Thẻ đại biểu", ItemKind.BADGE),
    ItemWords("Hoa cài ngực", ItemKind.FLOWER),
)
"""What most conferences hand out, to begin with; the plans name documents, badges and flowers."""


class ItemNameMissing(Refusal):
    """An item needs a name people can say."""

    code = "item_name_missing"
    sentence = N_("Vui lòng nhập tên thứ được phát, ví dụ Tài liệu hội nghị.")


class ItemNameTwice(Refusal):
    """Two items of one name could not be told apart at the desk."""

    code = "item_name_twice"
    sentence = N_("Tên “%(name)s” được ghi hai lần. Vui lòng đặt tên khác nhau cho từng thứ.")


class ItemInUse(Refusal):
    """An item that somebody got is not taken off: the tick would lose its meaning."""

    code = "item_in_use"
    sentence = N_(
        "“%(name)s” đã được trao cho %(count)s người nên không xóa được; các mục khác cũng chưa "
        "thay đổi. Vui lòng giữ mục này, hoặc bỏ các dấu đã nhận trước."
    )


def all_items(session: Session) -> list[KitItem]:
    """Give what is handed out, in the order of the desk."""
    return list(session.scalars(select(KitItem).order_by(KitItem.ordinal, KitItem.id)))


def set_items(
    session: Session, items: Sequence[ItemWords], *, at: dt.datetime, by: str
) -> list[int]:
    """Set what is handed out, all of it, in this order; give the ids.

    An item that is not among them is removed; ticks and signatures of the others stay.

    Raises:
        ItemNameMissing, ItemNameTwice: the names cannot serve.
        ItemInUse: somebody got an item that would be removed.
        NotFound: an item or a group is not there.
    """
    names = [tidy(one.name) for one in items]
    _refuse_names(names)
    there = {item.id: item for item in all_items(session)}
    _refuse_unknown(session, items, there)
    _remove(session, [item for item in there.values() if item.id not in {one.id for one in items}])
    for item in there.values():
        # Two items may have changed names, and a name is never there twice.
        item.name = f"#{item.id}"
    session.flush()
    rows = [there[one.id] if one.id else KitItem() for one in items]
    for ordinal, (row, one, name) in enumerate(zip(rows, items, names, strict=True), start=1):
        row.ordinal, row.name, row.kind = ordinal, name, one.kind
        row.group_ids = sorted(set(one.group_ids))
        row.amount = one.amount if one.kind is ItemKind.MONEY else None
    session.add_all(rows)
    session.flush()
    record(session, KitItemsSet(count=len(rows)), at=at, by=by)
    return [row.id for row in rows]


def _refuse_names(names: Sequence[str]) -> None:
    if not all(names):
        raise ItemNameMissing
    for name, times in Counter(map(fold, names)).items():
        if times > 1:
            raise ItemNameTwice(name=next(one for one in names if fold(one) == name))


def _refuse_unknown(
    session: Session, items: Sequence[ItemWords], there: dict[int, KitItem]
) -> None:
    ids = [one.id for one in items if one.id is not None]
    groups = set(session.scalars(select(DelegateGroup.id)))
    wanted = {group_id for one in items for group_id in one.group_ids}
    if len(ids) != len(set(ids)) or not there.keys() >= set(ids) or not wanted <= groups:
        raise NotFound


def _remove(session: Session, items: Sequence[KitItem]) -> None:
    for item in items:
        standing = select(Handing).where(Handing.item_id == item.id)
        rows = list(session.scalars(standing))
        count = sum(row.undone_at is None for row in rows)
        if count:
            raise ItemInUse(name=item.name, count=count)
        for row in rows:
            session.delete(row)
        session.flush()
        session.delete(item)
    session.flush()
