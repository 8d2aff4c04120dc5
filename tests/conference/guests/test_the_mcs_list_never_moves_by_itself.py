"""The MC reads from a list that only the stage manager moves: arrivals join when he says so."""

from __future__ import annotations

from conference.attendance import take_back_entry
from conference.honoured_guests import GuestState, hand_to_mc, mc_list, order_guests
from tests.conference.guests.acting import LATER, do, facts, receive, touch


def on_the_list(db):
    with db.reading() as session:
        return mc_list(session)


def test_an_arrival_is_not_on_the_list_until_it_is_handed_over(db):
    _an, binh = receive(db, "Nguyễn Văn An", "Trần Bình")
    touch(db, binh, GuestState.ARRIVED)
    before = on_the_list(db)

    listed = do(db, hand_to_mc, [binh.id])

    assert (before, listed, on_the_list(db)) == ([], [binh.id], [binh.id])


def test_who_joins_stands_in_protocol_order_and_who_is_not_here_does_not_join(db):
    an, binh, chi = receive(db, "Nguyễn Văn An", "Trần Bình", "Lê Chi")
    touch(db, chi, GuestState.ARRIVED)
    do(db, hand_to_mc, [chi.id])
    touch(db, an, GuestState.ARRIVED)

    do(db, hand_to_mc, [an.id, binh.id])

    assert on_the_list(db) == [an.id, chi.id]


def test_a_new_protocol_order_moves_no_line_until_the_next_handing_over(db):
    an, binh = receive(db, "Nguyễn Văn An", "Trần Bình")
    for guest in (an, binh):
        touch(db, guest, GuestState.ARRIVED)
    do(db, hand_to_mc, [an.id, binh.id])

    do(db, order_guests, [binh.id, an.id])
    before = on_the_list(db)
    do(db, hand_to_mc, [])

    assert (before, on_the_list(db)) == ([an.id, binh.id], [binh.id, an.id])


def test_who_is_no_longer_here_leaves_the_list_with_the_next_handing_over(db):
    an, binh = receive(db, "Nguyễn Văn An", "Trần Bình")
    for guest in (an, binh):
        touch(db, guest, GuestState.ARRIVED)
    do(db, hand_to_mc, [an.id, binh.id])

    do(db, take_back_entry, an.id, reason="Nhầm", at=LATER)
    before = on_the_list(db)
    do(db, hand_to_mc, [], at=LATER)

    assert (before, on_the_list(db)) == ([an.id, binh.id], [binh.id])


def test_handing_over_what_is_there_already_is_no_news(db):
    (an,) = receive(db, "Nguyễn Văn An")
    touch(db, an, GuestState.ARRIVED)

    for _ in range(2):
        do(db, hand_to_mc, [an.id])

    assert facts(db, "GuestsHandedToMc") == [{"delegate_ids": [an.id]}]
