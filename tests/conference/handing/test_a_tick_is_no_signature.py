"""That the signed sheet is there is noted apart from the tick of the desk."""

from __future__ import annotations

import pytest

from conference.database import Database
from conference.delegates import Delegate, withdraw_delegates
from conference.handing import ItemWords, SignedForAlready, handing_counts, receivers
from conference.refusals import NotFound
from tests.conference.handing.giving_out import (
    DOCUMENTS,
    MONEY,
    give_out,
    group_id,
    hand,
    items,
    sign,
    take_back,
)
from tests.factories import AT, BY, GROUP, GUESTS, UNIT, make_delegates


def test_a_tick_alone_is_not_signed_for(db: Database) -> None:
    (one,) = make_delegates(db, "Lê Lan")
    (documents,) = give_out(db, DOCUMENTS)

    hand(db, one.id, documents)

    assert items(db, one.id)["Tài liệu hội nghị"].signed_at is None


def test_who_signed_has_got_it_even_where_nobody_ticked(db: Database) -> None:
    ticked, not_ticked = make_delegates(db, "Lê Lan", "Trần Bảo")
    (money,) = give_out(db, MONEY)
    hand(db, ticked.id, money)

    changed = sign(db, money, [ticked.id, not_ticked.id])
    again = sign(db, money, [ticked.id, not_ticked.id])

    assert (changed, again) == (2, 0)
    for one in (ticked, not_ticked):
        item = items(db, one.id)["Tiền thưởng"]
        assert (item.handed_at, item.signed_at) == (AT, AT)


def test_a_signature_that_is_taken_back_leaves_the_tick(db: Database) -> None:
    (one,) = make_delegates(db, "Lê Lan")
    (money,) = give_out(db, MONEY)
    sign(db, money, [one.id])

    changed = sign(db, money, [one.id], signed=False)

    item = items(db, one.id)["Tiền thưởng"]
    assert (changed, item.handed_at, item.signed_at) == (1, AT, None)
    assert sign(db, money, [one.id], signed=False) == 0


def test_a_tick_is_not_taken_back_while_the_signed_sheet_says_otherwise(db: Database) -> None:
    (one,) = make_delegates(db, "Lê Lan")
    (money,) = give_out(db, MONEY)
    sign(db, money, [one.id])

    with pytest.raises(SignedForAlready):
        take_back(db, one.id, money)


@pytest.mark.parametrize(("item_id", "delegate_id"), [(1, 999), (999, 1)])
def test_a_signature_of_nobody_or_for_nothing_is_refused(
    db: Database, item_id: int, delegate_id: int
) -> None:
    make_delegates(db, "Lê Lan")
    give_out(db, MONEY)

    with pytest.raises(NotFound):
        sign(db, item_id, [delegate_id])


def test_counts_say_how_many_are_meant_to_get_have_got_and_have_signed(db: Database) -> None:
    model, other = make_delegates(db, "Lê Lan", "Trần Bảo")
    guest, gone = make_delegates(db, "Phạm An", "Vũ Cúc", group=GUESTS)
    for_models = ItemWords("Tiền thưởng", MONEY.kind, (group_id(db, GROUP),), 500_000)
    documents, money = give_out(db, DOCUMENTS, for_models)
    hand(db, guest.id, documents)
    hand(db, other.id, documents)
    take_back(db, other.id, documents)
    hand(db, model.id, money)
    sign(db, money, [other.id])
    db.write(lambda s: withdraw_delegates(s, [gone.id], reason="Bận", at=AT, by=BY))

    with db.reading() as session:
        first, second = handing_counts(session)
        counted = [
            (one.due, one.handed, one.signed, {g.name: (g.due, g.handed) for g in one.groups})
            for one in (first, second)
        ]

    assert counted == [
        (3, 1, 0, {GUESTS: (1, 1), GROUP: (2, 0)}),
        (2, 2, 1, {GROUP: (2, 2)}),
    ]


def test_who_is_meant_to_get_it_stands_in_vietnamese_order_and_by_group_and_unit(
    db: Database,
) -> None:
    make_delegates(db, "Trần Bảo", "Lê An")
    (guest,) = make_delegates(db, "Phạm Cường", group=GUESTS, unit="Sở Tài chính")
    (documents,) = give_out(db, DOCUMENTS)
    hand(db, guest.id, documents)

    with db.reading() as session:
        everybody = receivers(session, documents)
        guests = receivers(session, documents, group_id=group_id(db, GUESTS))
        unit_id = session.get_one(Delegate, guest.id).unit_id
        of_unit = receivers(session, documents, unit_id=unit_id)

    assert [one.name for one in everybody] == ["Lê An", "Trần Bảo", "Phạm Cường"]
    assert [one.handed_at for one in everybody] == [None, None, AT]
    assert [one.name for one in guests] == [one.name for one in of_unit] == ["Phạm Cường"]
    assert everybody[0].unit == UNIT


def test_who_got_it_stays_on_the_sheet_although_withdrawn(db: Database) -> None:
    one, other = make_delegates(db, "Lê Lan", "Trần Bảo")
    (documents,) = give_out(db, DOCUMENTS)
    hand(db, one.id, documents)

    ids = [one.id, other.id]
    db.write(lambda s: withdraw_delegates(s, ids, reason="Bận", at=AT, by=BY))

    with db.reading() as session:
        assert [row.delegate_id for row in receivers(session, documents)] == [one.id]


def test_the_receivers_of_nothing_are_refused(db: Database) -> None:
    with db.reading() as session, pytest.raises(NotFound):
        receivers(session, 999)


def test_an_item_for_one_group_is_meant_for_nobody_else(db: Database) -> None:
    (model,) = make_delegates(db, "Lê Lan")
    make_delegates(db, "Phạm An", group=GUESTS)
    for_models = ItemWords("Tiền thưởng", MONEY.kind, (group_id(db, GROUP),), 500_000)
    (money,) = give_out(db, for_models)

    with db.reading() as session:
        assert [row.delegate_id for row in receivers(session, money)] == [model.id]
