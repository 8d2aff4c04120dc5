"""Sẵn sàng: what the list still lacks before the doors open, each line with its names."""

from __future__ import annotations

import pytest
from sqlalchemy import update

from conference.delegates import (
    DelegateGroup,
    EntryCode,
    GroupKind,
    Reply,
    Substitution,
    issue_missing_codes,
    mark_namesakes,
    note_reply,
)
from conference.delegates.checks import checks
from conference.readiness import Gate, Standing
from tests.conference.list.acting import (
    SUPERVISED,
    add,
    add_one,
    do,
    lock,
    person,
    propose,
    send,
    set_capacity,
)
from tests.factories import AT, GROUP, GUESTS, UNIT


def lines(db):
    with db.reading() as session:
        return {line.code: line for line in checks(session, AT)}


def said(line):
    return line.sentence % line.details


@pytest.fixture
def ready(db):
    """Two delegates for whom everything is done."""
    ids = add(db, person("Lê An"), person("Trần Bình"))
    do(db, issue_missing_codes)
    for one in ids:
        do(db, note_reply, one, reply=Reply.CONFIRMED)
    lock(db)
    return ids


def test_a_list_with_nothing_amiss_is_in_order_and_says_whom_to_ask(db, ready):
    found = lines(db)

    assert {line.standing for line in found.values()} == {Standing.IN_ORDER}
    assert {line.owner for line in found.values()} == {"Văn phòng Sở"}
    assert said(found["list_locked"]) == "Đã chốt lần 1, gồm 2 đại biểu."
    assert said(found["list_capacity"]) == "Đã duyệt 2 đại biểu."


def test_a_list_that_is_not_locked_is_missing(db):
    assert lines(db)["list_locked"].standing is Standing.MISSING


def test_the_proposed_and_the_nameless_seats_need_care(db, ready):
    propose(db, person("Vũ Chi"))
    add(db, person("Đại diện Công ty A", named=False), approval=SUPERVISED)

    found = lines(db)

    assert found["list_proposed"].items == (f"Vũ Chi ({UNIT})",)
    assert found["seats_unnamed"].items == (f"Đại diện Công ty A ({UNIT})",)
    assert found["list_proposed"].standing is found["seats_unnamed"].standing is Standing.CARE


def test_more_than_the_plan_allows_needs_care(db, ready):
    set_capacity(db, 2)
    assert lines(db)["list_capacity"].standing is Standing.IN_ORDER
    set_capacity(db, 1)

    line = lines(db)["list_capacity"]

    assert line.standing is Standing.CARE
    assert said(line) == "Đã duyệt 2 đại biểu, vượt số lượng 1 của kế hoạch."


def test_who_has_no_code_that_opens_the_door_is_named(db, ready):
    add(db, person("Vũ Chi"), approval=SUPERVISED)

    line = lines(db)["codes_issued"]

    assert (line.standing, line.items) == (Standing.MISSING, (f"Vũ Chi ({UNIT})",))


def test_namesakes_without_a_mark_are_missing_until_they_have_one(db):
    add(db, person("Lê An"), person("Lê An"), person("Vũ Chi"))

    assert lines(db)["namesakes_marked"].items == ("Lê An × 2",)
    do(db, mark_namesakes)
    assert lines(db)["namesakes_marked"].standing is Standing.IN_ORDER


def test_a_substitute_without_code_or_letter_is_named_an_hour_before(db, ready):
    send(db, ready[0], "Vũ Chi")
    coded = send(db, ready[1], "Đỗ Dung")
    assert lines(db)["substitutes_complete"].standing is Standing.IN_ORDER

    def spoil(session):
        session.execute(
            update(Substitution).where(Substitution.substitute_id == coded).values(letter="")
        )
        session.execute(update(EntryCode).values(state="replaced"))

    db.write(spoil)
    line = lines(db)["substitutes_complete"]

    assert line.gate is Gate.HOUR_BEFORE
    assert line.items == (f"Vũ Chi ({UNIT})", f"Đỗ Dung ({UNIT})")


def test_honoured_people_leaders_and_guests_who_have_not_answered_are_named_by_protocol(db, ready):
    def rank(session):
        kinds = {GROUP: (GroupKind.MODEL, 9), GUESTS: (GroupKind.LEADER, 1)}
        for name, (kind, order) in kinds.items():
            group = update(DelegateGroup).where(DelegateGroup.name == name)
            session.execute(group.values(kind=kind, protocol_rank=order))
        session.add(
            DelegateGroup(ordinal=9, name="Phục vụ", badge_word="PHỤC VỤ", kind=GroupKind.SERVICE)
        )

    db.write(rank)
    who = [
        person("Vũ Chi"),
        person("Đỗ Dung", group=GUESTS),
        person("Ma Én", group="Phục vụ"),
        person("Đại diện Công ty A", named=False),
        person("Hồ Giang"),
    ]
    *_, giang = add(db, *who, approval=SUPERVISED)
    do(db, note_reply, giang, reply=Reply.ABSENT, words="ốm")

    line = lines(db)["invitations_answered"]

    assert line.items == (f"Đỗ Dung ({UNIT})", f"Vũ Chi ({UNIT})")
    assert line.standing is Standing.CARE


def test_an_answer_that_was_taken_back_is_waited_for_again(db):
    an = add_one(db, group=GUESTS)
    do(db, note_reply, an, reply=Reply.CONFIRMED)
    assert lines(db)["invitations_answered"].items == ()

    do(db, note_reply, an, reply=Reply.NONE)

    assert lines(db)["invitations_answered"].items == (f"Lê An ({UNIT})",)
