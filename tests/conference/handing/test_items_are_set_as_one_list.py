"""What is handed out is one list, set as a whole; what somebody got cannot vanish from it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from conference.database import Database
from conference.handing import (
    USUAL_ITEMS,
    ItemInUse,
    ItemKind,
    ItemNameMissing,
    ItemNameTwice,
    ItemWords,
    all_items,
)
from conference.refusals import NotFound, Refusal
from tests.conference.handing.giving_out import (
    DOCUMENTS,
    MONEY,
    give_out,
    group_id,
    hand,
    items,
    take_back,
)
from tests.factories import AT, GROUP, make_delegates


def names(db: Database) -> list[str]:
    with db.reading() as session:
        return [item.name for item in all_items(session)]


def test_items_stand_in_the_order_in_which_they_were_set(db: Database) -> None:
    documents, money = give_out(db, DOCUMENTS, MONEY)

    give_out(db, replace(MONEY, id=money), replace(DOCUMENTS, id=documents))

    assert names(db) == ["Tiền thưởng", "Tài liệu hội nghị"]


def test_two_items_may_change_names_and_keep_their_ticks(db: Database) -> None:
    (one,) = make_delegates(db, "Lê Lan")
    first, second = give_out(db, DOCUMENTS, replace(DOCUMENTS, name="Sách"))
    hand(db, one.id, first)

    give_out(db, replace(DOCUMENTS, name="Sách", id=first), replace(DOCUMENTS, id=second))

    assert items(db, one.id)["Sách"].handed_at == AT
    assert items(db, one.id)["Tài liệu hội nghị"].handed_at is None


def test_only_money_has_an_amount_and_groups_stand_once(db: Database) -> None:
    models = group_id(db, GROUP)

    give_out(db, replace(DOCUMENTS, amount=5, group_ids=(models, models)), MONEY)

    with db.reading() as session:
        documents, money = all_items(session)
        assert (documents.amount, documents.group_ids, money.amount) == (None, [models], 500_000)


def test_an_item_that_somebody_got_is_kept(db: Database) -> None:
    (one,) = make_delegates(db, "Lê Lan")
    (documents,) = give_out(db, DOCUMENTS)
    hand(db, one.id, documents)

    with pytest.raises(ItemInUse) as refused:
        give_out(db, MONEY)

    assert refused.value.details == {"name": "Tài liệu hội nghị", "count": 1}
    assert names(db) == ["Tài liệu hội nghị"]


def test_an_item_whose_ticks_were_all_taken_back_can_go(db: Database) -> None:
    (one,) = make_delegates(db, "Lê Lan")
    (documents,) = give_out(db, DOCUMENTS)
    hand(db, one.id, documents)
    take_back(db, one.id, documents)

    give_out(db, MONEY)

    assert names(db) == ["Tiền thưởng"]


@pytest.mark.parametrize(
    ("wanted", "refusal"),
    [
        ([replace(DOCUMENTS, name="  ")], ItemNameMissing),
        ([DOCUMENTS, replace(MONEY, name="tài  liệu Hội nghị")], ItemNameTwice),
        ([replace(DOCUMENTS, id=999)], NotFound),
        ([replace(DOCUMENTS, group_ids=(999,))], NotFound),
    ],
)
def test_a_list_that_cannot_serve_changes_nothing(
    db: Database, wanted: list[ItemWords], refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal):
        give_out(db, *wanted)

    assert names(db) == []


def test_one_item_cannot_stand_twice(db: Database) -> None:
    (documents,) = give_out(db, DOCUMENTS)

    with pytest.raises(NotFound):
        give_out(db, replace(DOCUMENTS, id=documents), replace(MONEY, id=documents))


def test_the_usual_items_can_be_set_as_they_are(db: Database) -> None:
    give_out(db, *USUAL_ITEMS)

    assert names(db) == ["Tài liệu hội nghị", "Thẻ đại biểu", "Hoa cài ngực"]
    assert {one.kind for one in USUAL_ITEMS} == {
        ItemKind.DOCUMENT,
        ItemKind.BADGE,
        ItemKind.FLOWER,
    }
