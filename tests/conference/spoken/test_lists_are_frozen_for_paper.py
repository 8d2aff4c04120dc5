"""A list of guests is frozen whole, then followed by slips that hold only what is new."""

from __future__ import annotations

import datetime as dt

import pytest

from conference.honoured_guests import GuestState
from conference.introductions import (
    NobodyToIntroduce,
    NoListToSupplement,
    NothingNewToIntroduce,
    all_frozen,
    freeze,
    freeze_supplement,
    frozen_list,
)
from tests.conference.guests.acting import do, facts, receive, touch
from tests.conference.spoken.test_guests_are_introduced_in_order import (
    SITTING,
    come,
    describe,
    mark,
    shown,
    together,
)
from tests.factories import AT

LATER = AT + dt.timedelta(minutes=36)


def on_sheet(sheet) -> list[tuple[int, list[int], str]]:
    return [(line["number"], line["ids"], line["change"]) for line in sheet.lines]


def test_a_list_holds_every_line_numbered_as_it_is_read(db):
    an, binh, chi = receive(db, "An Một", "Bình Hai", "Chi Ba")
    together(db, binh, chi)
    come(db, an, binh, chi)

    sheet = do(db, freeze, SITTING, by_name="Lê Nam")

    assert (sheet.number, sheet.supplement_to, sheet.by_name) == (1, None, "Lê Nam")
    assert on_sheet(sheet) == [(1, [an.id], ""), (2, [binh.id, chi.id], "")]
    assert [line["manner"] for line in sheet.lines] == ["by_name", "group"]
    assert facts(db, "IntroductionFrozen") == [{"list_id": sheet.id, "number": 1}]
    assert shown(db).frozen.number == 1


def test_nobody_is_on_no_list(db):
    receive(db, "An Một")

    with pytest.raises(NobodyToIntroduce):
        do(db, freeze, SITTING)
    with pytest.raises(NoListToSupplement):
        do(db, freeze_supplement, SITTING)


def test_a_slip_holds_only_who_joined_since_and_goes_on_counting(db):
    an, binh, chi = receive(db, "An Một", "Bình Hai", "Chi Ba")
    come(db, binh)
    do(db, freeze, SITTING)
    come(db, an)
    assert [line.fresh for line in shown(db).lines] == [False, True]

    slip = do(db, freeze_supplement, SITTING, at=LATER)
    come(db, chi)
    second = do(db, freeze_supplement, SITTING, at=LATER)

    assert (slip.number, slip.at) == (2, LATER)
    assert on_sheet(slip) == [(2, [an.id], "new")]
    assert on_sheet(second) == [(3, [chi.id], "new")]
    assert not any(line.fresh for line in shown(db).lines)
    assert [line.late for line in shown(db).lines] == [False, True, True]


def test_a_slip_says_whose_words_changed_and_who_went_away(db):
    an, binh, chi = receive(db, "An Một", "Bình Hai", "Chi Ba")
    come(db, an, binh, chi)
    do(db, freeze, SITTING)
    describe(db, binh, position="Phó Chánh Văn phòng Sở")
    touch(db, chi, GuestState.EXPECTED)
    assert [line.fresh for line in shown(db).lines] == [False, True]

    slip = do(db, freeze_supplement, SITTING)

    assert on_sheet(slip) == [(2, [binh.id], "changed"), (3, [chi.id], "gone")]
    with pytest.raises(NothingNewToIntroduce):
        do(db, freeze_supplement, SITTING)
    come(db, chi)
    assert on_sheet(do(db, freeze_supplement, SITTING)) == [(4, [chi.id], "new")]


def test_who_was_introduced_already_is_on_no_slip(db):
    an, binh, chi = receive(db, "An Một", "Bình Hai", "Chi Ba")
    come(db, an, binh)
    do(db, freeze, SITTING)
    mark(db, binh)
    touch(db, binh, GuestState.EXPECTED)
    come(db, chi)
    mark(db, chi)

    with pytest.raises(NothingNewToIntroduce):
        do(db, freeze_supplement, SITTING)

    assert not any(line.fresh for line in shown(db).lines)


def test_a_whole_list_begins_anew(db):
    an, binh = receive(db, "An Một", "Bình Hai")
    come(db, binh)
    do(db, freeze, SITTING)
    come(db, an)
    do(db, freeze_supplement, SITTING)

    whole = do(db, freeze, SITTING)

    assert on_sheet(whole) == [(1, [binh.id], ""), (2, [an.id], "")]
    with db.reading() as session:
        assert [one.number for one in all_frozen(session, SITTING)] == [3, 2, 1]
        assert on_sheet(frozen_list(session, SITTING, 2)) == [(2, [an.id], "new")]
        assert frozen_list(session, SITTING, 9) is None
    with pytest.raises(NothingNewToIntroduce):
        do(db, freeze_supplement, SITTING)


def test_an_order_on_paper_stays_when_marks_are_taken_back(db):
    an, binh = receive(db, "An Một", "Bình Hai")
    come(db, binh)
    do(db, freeze, SITTING)
    mark(db, binh)
    mark(db, binh, introduced=False)

    come(db, an)

    assert [line.ids[0] for line in shown(db).lines] == [binh.id, an.id]


def test_a_whole_list_takes_the_place_of_all_before_it(db):
    an, binh, chi = receive(db, "An Một", "Bình Hai", "Chi Ba")
    come(db, an, binh)
    do(db, freeze, SITTING)
    touch(db, binh, GuestState.EXPECTED)
    do(db, freeze, SITTING)

    with pytest.raises(NothingNewToIntroduce):
        do(db, freeze_supplement, SITTING)

    come(db, chi)
    assert on_sheet(do(db, freeze_supplement, SITTING)) == [(2, [chi.id], "new")]


def test_the_same_list_pressed_again_or_at_another_desk_is_the_paper_at_the_lectern(db):
    an, binh = receive(db, "An Một", "Bình Hai")
    come(db, an)
    sheet = do(db, freeze, SITTING)

    again = do(db, freeze, SITTING, at=AT + dt.timedelta(seconds=9), by="operator:2")
    much_later = do(db, freeze, SITTING, at=LATER)
    put_back = do(db, freeze, SITTING, at=AT - dt.timedelta(hours=1))
    come(db, binh)
    more = do(db, freeze, SITTING, at=AT + dt.timedelta(seconds=1))

    assert {again.id, much_later.id, put_back.id} == {sheet.id}
    assert (sheet.number, more.number) == (1, 2)
    assert len(facts(db, "IntroductionFrozen")) == 2


def test_a_slip_is_not_taken_for_the_whole_list(db):
    an, binh = receive(db, "An Một", "Bình Hai")
    come(db, an)
    do(db, freeze, SITTING)
    come(db, binh)
    do(db, freeze_supplement, SITTING)

    assert do(db, freeze, SITTING).number == 3
