"""Conflicts are found ahead: two items at one hour, two sittings, giving and receiving at once."""

from __future__ import annotations

import datetime as dt

import pytest

from conference.agenda import AgendaItem
from conference.awards import AwardBlock, NewRecipient, RecipientKind, arrange_batches
from conference.clock import hall_moment
from conference.delegates import withdraw_delegates
from conference.performers import ClashKind, checks, clashes
from conference.readiness import Standing
from tests.conference.performers.people import link, person, substitute, word
from tests.factories import AT, BY, DAY, cue, make_programme, make_sitting


@pytest.fixture
def items(db):
    return make_programme(db, 10, 20, 10)


def found(db):
    with db.reading() as session:
        return [
            (one.kind, one.delegate.full_name, [item.id for item in one.items])
            for one in clashes(session, 1)
        ]


def overlap(db, item_id):
    """Let an item begin five minutes before the one ahead of it ends."""
    moments = {
        "planned_start": AT + dt.timedelta(minutes=23),
        "planned_end": AT + dt.timedelta(minutes=50),
    }
    word(db, item_id, **moments)


def test_one_after_the_other_is_no_conflict(db, items):
    one = person(db, "Lê Văn Kiên")
    for item in items:
        link(db, item, one)

    assert found(db) == []


def test_two_items_at_one_hour_are_a_conflict_of_whoever_does_both(db, items):
    both, first = person(db, "Lê Văn Kiên"), person(db, "Vũ Thị Hà")
    for item in items[:2]:
        link(db, item, both)
    link(db, items[0], first)
    overlap(db, items[1])

    assert found(db) == [(ClashKind.TWO_ITEMS, "Lê Văn Kiên", items[:2])]


def test_what_has_no_hours_overlaps_nothing(db, items):
    one = person(db, "Lê Văn Kiên")
    for item in items[:2]:
        link(db, item, one)
    word(db, items[1], planned_start=None, planned_end=None)

    assert found(db) == []


def test_two_sittings_at_one_hour_are_said_to_be_two(db, items):
    def second(session):
        sitting = make_sitting(2, "Chuyên đề", dt.time(14), dt.time(15))
        session.add(sitting)
        session.flush()
        item = AgendaItem(
            sitting_id=sitting.id, ordinal=9, number="1", title="Tọa đàm",
            planned_start=hall_moment(DAY, dt.time(14)), planned_end=hall_moment(DAY, dt.time(15)),
        )  # fmt: skip
        session.add(item)
        session.flush()
        return item.id

    other = db.write(second)
    one = person(db, "Lê Văn Kiên")
    link(db, items[0], one)
    link(db, other, one)

    assert found(db) == [(ClashKind.TWO_SITTINGS, "Lê Văn Kiên", [items[0], other])]


def test_who_is_called_up_in_an_item_cannot_perform_it_too(db, items):
    one = person(db, "Lê Văn Kiên")

    def arrange(session):
        block = AwardBlock(
            item_id=items[1], title="Khen thưởng", form="Giấy khen", decision="",
            certificate_heading="GIẤY KHEN", signer_office="",
        )  # fmt: skip
        people = [
            NewRecipient(RecipientKind.INDIVIDUAL, "Lê Văn Kiên", delegate_id=one),
            NewRecipient(RecipientKind.INDIVIDUAL, "Ai đó"),
        ]
        arrange_batches(session, block, people, at=AT, by=BY)

    db.write(arrange)
    link(db, items[0], one)
    assert found(db) == []

    link(db, items[1], one)

    assert found(db) == [(ClashKind.RECEIVES_TOO, "Lê Văn Kiên", [items[1]])]


def test_who_is_not_on_the_list_any_more_cannot_perform(db, items):
    gone, sent = person(db, "Lê Văn Kiên"), person(db, "Vũ Thị Hà")
    link(db, items[0], gone)
    link(db, items[1], sent)
    db.write(lambda s: withdraw_delegates(s, [gone], reason="Đi công tác", at=AT, by=BY))
    other = substitute(db, sent, "Trần Văn Bình")

    kind = ClashKind.NOT_ON_THE_LIST
    assert found(db) == [(kind, "Lê Văn Kiên", [items[0]]), (kind, "Vũ Thị Hà", [items[1]])]
    with db.reading() as session:
        assert [one.substitute and one.substitute.id for one in clashes(session, 1)] == [
            None,
            other,
        ]


def test_what_was_played_is_no_conflict_any_more(db, items):
    one = person(db, "Lê Văn Kiên")
    for item in items[:2]:
        link(db, item, one)
    overlap(db, items[1])
    cue(db, "start")
    cue(db, "next")
    cue(db, "finish")

    assert found(db) == []


def test_readiness_names_who_and_what(db, items):
    def line():
        with db.reading() as session:
            (one,) = checks(session, AT)
        return one

    assert (line().standing, line().sentence) == (Standing.IN_ORDER, "")

    one = person(db, "Lê Văn Kiên")
    for item in items[:2]:
        link(db, item, one)
    overlap(db, items[1])
    word(db, items[1], number="", planned_end=AT + dt.timedelta(minutes=50))

    assert line().standing is Standing.CARE
    assert line().details == {"count": 1}
    assert line().items == ("Lê Văn Kiên: 1 Nội dung 1 (14h00); Nội dung 2 (14h05)",)
    word(db, items[1], planned_start=None)
    assert line().standing is Standing.IN_ORDER


def test_a_person_without_hours_is_named_without_them(db, items):
    gone = person(db, "Lê Văn Kiên")
    link(db, items[0], gone)
    word(db, items[0], planned_start=None, planned_end=None)
    db.write(lambda s: withdraw_delegates(s, [gone], reason="Ốm", at=AT, by=BY))

    with db.reading() as session:
        (one,) = checks(session, AT)
    assert one.items == ("Lê Văn Kiên: 1 Nội dung 1",)
