"""Badges printed beforehand get trays: in card-number order or group by group; it is taken back."""

from __future__ import annotations

import pytest

from conference.delegates import (
    Delegate,
    TraysMoved,
    assign_trays,
    clear_trays,
    count_trays,
    in_trays,
    take_back_trays,
)
from conference.delegates.trays import tray_name
from conference.journal import JournalEntry
from tests.conference.list.acting import add_one, change, do, person, propose
from tests.factories import AT, BY, GUESTS, all_rows, make_delegates


def assign(db, per_tray=2, **how):
    return do(db, assign_trays, **{"per_tray": per_tray, "by_group": False} | how)


def trays(db):
    return {row.card_number: row.tray for row in all_rows(db, Delegate)}


def test_they_are_filled_in_the_order_of_card_numbers(db):
    make_delegates(db, count=3)
    propose(db, person("Lê Chờ"))

    assert assign(db) == 3

    assert trays(db) == {
        "0001": "khay A, ô 1", "0002": "khay A, ô 2", "0003": "khay B, ô 1", "0004": "",
    }  # fmt: skip


def test_each_group_begins_a_tray_of_its_own(db):
    make_delegates(db, count=3)
    add_one(db, "Lê Khách", group=GUESTS)

    assign(db, by_group=True)

    assert trays(db) == {
        "0004": "khay A, ô 1", "0001": "khay B, ô 1", "0002": "khay B, ô 2", "0003": "khay C, ô 1",
    }  # fmt: skip


def test_who_has_a_tray_keeps_it_and_new_ones_get_new_trays(db):
    make_delegates(db, count=2)
    assign(db)
    add_one(db, "Lê Thêm")

    assert assign(db) == 1

    assert trays(db)["0003"] == "khay B, ô 1"
    assert assign(db) == 0


def test_all_are_put_anew_when_that_is_wished(db):
    make_delegates(db, count=3)
    assign(db)

    assert assign(db, 10, again=True) == 1

    assert trays(db)["0003"] == "khay A, ô 3"


def test_putting_them_into_trays_and_taking_them_out_is_taken_back_exactly(db):
    first = make_delegates(db, count=2)[0]
    change(db, first.id, tray="ngăn kéo 1")
    before = trays(db)
    assign(db, again=True)

    assert do(db, take_back_trays) == 2
    assert trays(db) == before

    assert do(db, clear_trays) == 1
    assert do(db, take_back_trays) == 1
    assert trays(db) == before


@pytest.mark.parametrize("prepare", ["nothing", "taken back", "somebody else's"])
def test_only_ones_own_last_putting_is_taken_back_and_only_once(db, prepare):
    make_delegates(db, count=1)
    if prepare == "taken back":
        assign(db)
        do(db, take_back_trays)
    elif prepare == "somebody else's":
        do(db, assign_trays, per_tray=1, by_group=False, by="operator:9")

    with pytest.raises(TraysMoved):
        do(db, take_back_trays)


def test_nothing_to_take_out_is_no_fact(db):
    make_delegates(db, count=1)

    assert do(db, clear_trays) == 0
    assert "TraysAssigned" not in {one.kind for one in all_rows(db, JournalEntry)}


def test_the_list_is_not_loaded_row_by_row_while_scans_wait_for_the_writer(db):
    make_delegates(db, count=3)

    def loaded_after(command, **how):
        def run(session):
            command(session, at=AT, by=BY, **how)
            return [one.full_name for one in session if isinstance(one, Delegate)]

        return db.write(run)

    assert loaded_after(assign_trays, per_tray=2, by_group=True) == []
    assert loaded_after(take_back_trays) == []
    assert loaded_after(assign_trays, per_tray=2, by_group=False) == []
    assert loaded_after(clear_trays) == []


def test_a_row_that_was_loaded_before_knows_its_tray(db):
    (an,) = make_delegates(db, "Nguyễn Văn An")

    def run(session):
        row = session.get_one(Delegate, an.id)
        assign_trays(session, per_tray=2, by_group=False, at=AT, by=BY)
        return row.tray

    assert db.write(run) == "khay A, ô 1"


def test_trays_are_counted_and_listed_place_by_place(db):
    make_delegates(db, count=12)
    assign(db, 11)
    add_one(db, "Lê Thêm")

    with db.reading() as session:
        assert count_trays(session) == [("khay A", 11), ("khay B", 1), ("", 1)]
        assert [row.tray for row in in_trays(session)][8:] == [
            "khay A, ô 9", "khay A, ô 10", "khay A, ô 11", "khay B, ô 1",
        ]  # fmt: skip


def test_the_twenty_seventh_tray_has_two_letters():
    assert [tray_name(nth) for nth in (0, 25, 26, 52, 702)] == [
        "khay A", "khay Z", "khay AA", "khay BA", "khay AAA",
    ]  # fmt: skip
