"""A tick is made once, can be taken back, and nobody is hindered or inherits."""

from __future__ import annotations

import datetime as dt

import pytest

from conference.database import Database
from conference.delegates import Substitute, name_substitute
from conference.handing import Handing, HandingTakenBack, ItemHanded, ItemWords
from conference.journal import JournalEntry
from conference.refusals import NotFound
from tests.conference.handing.giving_out import (
    DOCUMENTS,
    MONEY,
    give_out,
    group_id,
    hand,
    items,
    take_back,
)
from tests.factories import AT, BY, GROUP, GUESTS, all_rows, make_delegates

LATER = AT + dt.timedelta(minutes=5)


def facts(db: Database, kind: str) -> int:
    return sum(entry.kind == kind for entry in all_rows(db, JournalEntry))


def test_the_second_time_changes_nothing_and_says_when_it_was(db: Database) -> None:
    (one,) = make_delegates(db, "Lê Lan")
    (documents,) = give_out(db, DOCUMENTS)

    first = hand(db, one.id, documents, station_name="Bàn 1")
    second = hand(db, one.id, documents, station_name="Bàn 2", at=LATER, by="operator:9")

    assert (first.repeat, first.at) == (False, AT)
    assert (second.repeat, second.at, second.by) == (True, AT, BY)
    assert second.station_name == "Bàn 1"
    assert facts(db, ItemHanded.kind()) == 1


def test_what_was_taken_back_can_be_handed_over_again(db: Database) -> None:
    (one,) = make_delegates(db, "Lê Lan")
    (documents,) = give_out(db, DOCUMENTS)
    hand(db, one.id, documents)

    taken = take_back(db, one.id, documents)
    gone = items(db, one.id)["Tài liệu hội nghị"].handed_at
    again = hand(db, one.id, documents, at=LATER)

    assert (taken, gone, again.repeat, again.at) == (True, None, False, LATER)
    assert len(all_rows(db, Handing)) == 2
    assert facts(db, HandingTakenBack.kind()) == 1


def test_taking_back_what_nobody_got_changes_nothing(db: Database) -> None:
    (one,) = make_delegates(db, "Lê Lan")
    (documents,) = give_out(db, DOCUMENTS)

    assert take_back(db, one.id, documents) is False
    assert facts(db, HandingTakenBack.kind()) == 0


def test_a_delegate_is_shown_the_items_of_the_group_and_what_was_given_beyond(
    db: Database,
) -> None:
    (guest,) = make_delegates(db, "Lê Lan", group=GUESTS)
    for_models = ItemWords("Tiền thưởng", MONEY.kind, (group_id(db, GROUP),), 500_000)
    _, money = give_out(db, DOCUMENTS, for_models)

    before = items(db, guest.id)
    hand(db, guest.id, money)
    after = items(db, guest.id)

    assert list(before) == ["Tài liệu hội nghị"]
    assert before["Tài liệu hội nghị"].due
    assert (after["Tiền thưởng"].due, after["Tiền thưởng"].handed_at) == (False, AT)
    assert after["Tiền thưởng"].amount == 500_000


def test_who_comes_in_anothers_place_inherits_no_tick(db: Database) -> None:
    (absent,) = make_delegates(db, "Lê Lan")
    (documents,) = give_out(db, DOCUMENTS)
    hand(db, absent.id, documents)

    substitute = Substitute(
        full_name="Trần Bảo", position="", letter="Công văn số 1", approver="Chánh Văn phòng"
    )
    new_id = db.write(lambda s: name_substitute(s, absent.id, substitute, at=AT, by=BY))

    assert items(db, new_id)["Tài liệu hội nghị"].handed_at is None
    assert items(db, absent.id)["Tài liệu hội nghị"].handed_at == AT


@pytest.mark.parametrize(("delegate_id", "item_id"), [(999, 1), (1, 999)])
def test_nobody_and_nothing_are_refused(db: Database, delegate_id: int, item_id: int) -> None:
    make_delegates(db, "Lê Lan")
    give_out(db, DOCUMENTS)

    with pytest.raises(NotFound):
        hand(db, delegate_id, item_id)


def test_the_items_of_nobody_are_refused(db: Database) -> None:
    with pytest.raises(NotFound):
        items(db, 999)
