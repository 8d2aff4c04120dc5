"""Who is received and in which order: proposed from the groups, then moved by people."""

from __future__ import annotations

import pytest
from sqlalchemy import update

from conference.delegates import DelegateGroup, GroupKind, withdraw_delegates
from conference.honoured_guests import (
    GuestOrderMoved,
    GuestState,
    order_guests,
    propose_guests,
)
from conference.refusals import NotFound
from tests.conference.guests.acting import do, facts, now, order, receive, touch
from tests.factories import AT, GROUP, GUESTS, make_delegates


def rank(db, group, kind, protocol_rank):
    change = update(DelegateGroup).where(DelegateGroup.name == group)
    db.write(lambda s: s.execute(change.values(kind=kind, protocol_rank=protocol_rank)))


def proposed(db):
    with db.reading() as session:
        return propose_guests(session)


def test_leaders_and_ranked_guests_are_proposed_by_rank_then_as_listed(db):
    rank(db, GROUP, GroupKind.LEADER, 2)
    rank(db, GUESTS, GroupKind.GUEST, 1)
    host, second_host = make_delegates(db, "Vũ Tám", "An Bảy")
    (guest,) = make_delegates(db, "Lê Khách", group=GUESTS)

    assert proposed(db) == [guest.id, host.id, second_host.id]


def test_nobody_is_proposed_of_models_or_of_guests_without_a_rank(db):
    rank(db, GROUP, GroupKind.MODEL, 1)
    make_delegates(db, "Điển Hình")
    make_delegates(db, "Lê Khách", group=GUESTS)

    assert proposed(db) == []


def test_nobody_is_proposed_who_was_withdrawn(db):
    rank(db, GROUP, GroupKind.LEADER, 50)
    an, binh = make_delegates(db, "An", "Bình")
    do(db, withdraw_delegates, [an.id], reason="Đi công tác")

    assert proposed(db) == [binh.id]


def test_a_new_order_keeps_what_was_noted(db):
    an, binh = receive(db, "Nguyễn Văn An", "Trần Bình")
    touch(db, binh, GuestState.IN_LOUNGE)

    do(db, order_guests, [binh.id, an.id], seen=[an.id, binh.id])

    assert order(db) == [binh.id, an.id]
    assert now(db, binh).state is GuestState.IN_LOUNGE
    assert facts(db, "GuestsOrdered") == [{"count": 2}, {"count": 2}]


def test_who_is_left_out_is_received_no_more_and_a_name_given_twice_counts_once(db):
    _an, binh = receive(db, "Nguyễn Văn An", "Trần Bình")

    count = do(db, order_guests, [binh.id, binh.id])

    assert (count, order(db)) == (1, [binh.id])


def test_the_same_order_again_is_no_news(db):
    an, binh = receive(db, "Nguyễn Văn An", "Trần Bình")

    do(db, order_guests, [an.id, binh.id])

    assert len(facts(db, "GuestsOrdered")) == 1


def test_an_order_made_from_an_older_one_is_refused(db):
    an, binh = receive(db, "Nguyễn Văn An", "Trần Bình")
    do(db, order_guests, [binh.id, an.id])

    with pytest.raises(GuestOrderMoved):
        do(db, order_guests, [an.id], seen=[an.id, binh.id])

    assert order(db) == [binh.id, an.id]


def test_an_order_sent_again_after_silence_is_no_fault(db):
    an, binh = receive(db, "Nguyễn Văn An", "Trần Bình")

    for _ in range(2):
        do(db, order_guests, [binh.id, an.id], seen=[an.id, binh.id])

    assert order(db) == [binh.id, an.id]
    assert len(facts(db, "GuestsOrdered")) == 2


def test_nobody_is_received_who_is_no_delegate(db):
    (an,) = receive(db, "Nguyễn Văn An")

    with pytest.raises(NotFound):
        do(db, order_guests, [an.id, 999], at=AT)

    assert order(db) == [an.id]
