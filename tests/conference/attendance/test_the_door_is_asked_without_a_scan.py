"""Whom a code is about can be asked without admitting anybody; of a citizen card nothing stays."""

from __future__ import annotations

import pytest

from conference.attendance import Scan, whose_code, would_say
from conference.codes import CodeKind, new_code
from conference.delegates import CodeState, EntryCode, ListState
from conference.journal import JournalEntry
from conference.refusals import NotFound
from tests.conference.attendance.doors import change, hand_out_badge, run_door
from tests.factories import AT, all_rows, arrivals, make_delegates, scan

NUMBER = "031085001234"
CARD = f"{NUMBER}|142536475|Nguyễn Văn An|01011985|Nam|Hải Phòng|01012021"


def ask(db, code, **how):
    with db.reading() as session:
        delegate_id, found = whose_code(session, code, at=AT, **how)
    return delegate_id, found.reason


def test_an_invitation_says_whose_it_is_and_admits_nobody(db):
    (an,) = make_delegates(db, "Nguyễn Văn An")
    before = len(all_rows(db, JournalEntry))

    asked = ask(db, an.code)

    assert asked == (an.id, "admitted")
    assert (arrivals(db), all_rows(db, Scan)) == ([], [])
    assert len(all_rows(db, JournalEntry)) == before


def test_a_refused_code_still_says_to_the_staff_whose_it_is(db):
    (an,) = make_delegates(db, "Nguyễn Văn An")
    replaced = hand_out_badge(db, an.id)
    db.write(lambda s: setattr(s.get_one(EntryCode, replaced), "state", CodeState.REPLACED))
    change(db, an.id, state=ListState.WITHDRAWN)

    assert ask(db, an.code) == (an.id, "withdrawn")
    assert ask(db, replaced) == (an.id, "replaced")
    assert ask(db, new_code(CodeKind.INVITATION, an.code[1:4])) == (None, "not_on_list")


@pytest.mark.parametrize("foreign", [True, False])
def test_a_citizen_card_finds_who_is_listed_with_its_number(db, foreign):
    an, _binh = make_delegates(db, "Nguyễn Văn An", "Lê Bình")
    change(db, an.id, citizen_number=NUMBER)

    assert ask(db, CARD, foreign=foreign) == (an.id, "admitted")


def test_a_citizen_card_that_the_list_does_not_know_is_a_citizen_card(db):
    make_delegates(db, "Nguyễn Văn An")

    assert ask(db, CARD) == (None, "citizen_card")
    assert ask(db, "hello") == (None, "foreign")


def test_of_two_rows_with_one_number_the_approved_one_is_found_else_the_newest(db):
    an, again = make_delegates(db, "Nguyễn Văn An", "Nguyễn Văn An")
    for one in (an, again):
        change(db, one.id, citizen_number=NUMBER)
    both = ask(db, CARD)
    change(db, again.id, state=ListState.WITHDRAWN)

    assert both == (again.id, "admitted")
    assert ask(db, CARD) == (an.id, "admitted")


def test_what_the_door_would_say_to_somebody_found_by_name(db):
    an, binh = make_delegates(db, "Nguyễn Văn An", "Lê Bình")
    scan(db, an.code)
    run_door(db, closed=True)

    with db.reading() as session:
        said = [would_say(session, one.id, at=AT).reason for one in (an, binh)]
        with pytest.raises(NotFound):
            would_say(session, 999, at=AT)

    assert said == ["repeat", "list_closed"]
