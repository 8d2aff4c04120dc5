"""For a sitting that will end too late: each way to end earlier, with the minutes it wins."""

from __future__ import annotations

import datetime as dt

import pytest

from conference.agenda import (
    AgendaEntry,
    AgendaItem,
    CutKind,
    PartKind,
    cuts,
    over_time,
    rundown,
)
from conference.identity import Sitting
from conference.timing import forecast
from tests.factories import AT, cue, make_programme


def at(minute):
    return AT + dt.timedelta(minutes=18 + minute)


def minutes(count):
    return dt.timedelta(minutes=count)


def edit(db, item_id, **words):
    def change(session):
        item = session.get_one(AgendaItem, item_id)
        for name, value in words.items():
            setattr(item, name, value)

    db.write(change)


def offered(db, now):
    with db.reading() as session:
        state = rundown(session)
        return [
            (cut.kind, cut.item_id, cut.wins / minutes(1), cut.asks) for cut in cuts(state, 1, now)
        ]


def queue(db, item_id, *lengths):
    def add(session):
        rows = [
            AgendaEntry(item_id=item_id, ordinal=nth, title=f"Tham luận {nth}", length_min=length)
            for nth, length in enumerate(lengths, start=1)
        ]
        session.add_all(rows)
        session.flush()
        return [row.id for row in rows]

    return db.write(add)


def test_how_late_the_sitting_ends(db):
    make_programme(db, 60, 60)
    cue(db, "start", at=at(10))

    with db.reading() as session:
        state = rundown(session)
        assert over_time(state, 1, at(120), at(10)) == minutes(10)
        assert over_time(state, 99, at(120), at(10)) is None


def test_of_an_untimed_programme_nobody_knows_how_late(db):
    first, *_ = make_programme(db, 10, 10)
    for item_id in (first, first + 1):
        edit(db, item_id, planned_start=None, planned_end=None)

    with db.reading() as session:
        assert over_time(rundown(session), 1, at(10), at(0)) is None
    assert offered(db, at(0)) == []


def test_each_way_is_listed_with_what_it_wins_and_the_chair_is_asked_last(db):
    first, second, third = make_programme(db, 10, 20, 9)
    edit(db, second, protected=True)
    cue(db, "start", at=at(0))

    assert offered(db, at(5)) == [
        (CutKind.SKIP, third, 9, False),
        (CutKind.SHORTEN, first, 3, False),
        (CutKind.SHORTEN, third, 3, False),
        (CutKind.SKIP, second, 20, True),
    ]


def test_what_is_over_or_left_out_is_not_offered(db):
    first, second, third = make_programme(db, 10, 20, 9)
    cue(db, "start", at=at(0))
    cue(db, "next", at=at(10))
    cue(db, "skip", item_id=third, reason="Hết giờ")

    assert {item for _, item, *_ in offered(db, at(12))} == {second}
    assert first != second


def test_a_gap_that_has_absorbed_the_delay_wins_nothing_and_is_not_offered(db):
    first, second, _ = make_programme(db, 10, 10, 10, gap_min=30)
    cue(db, "start", at=at(0))

    assert [item for _, item, *_ in offered(db, at(5))].count(first) == 0
    assert [item for _, item, *_ in offered(db, at(5))].count(second) == 0


def test_fewer_of_a_queue_but_never_none(db):
    first, second = make_programme(db, 10, 30)
    ids = queue(db, second, None, None, None)
    cue(db, "start", at=at(0))

    with db.reading() as session:
        found = [one for one in cuts(rundown(session), 1, at(0)) if one.kind is CutKind.FEWER]
    assert [(one.wins, one.entry_ids) for one in found] == [
        (minutes(20), (ids[1], ids[2])),
        (minutes(10), (ids[2],)),
    ]
    assert first != second


def test_once_one_has_spoken_all_others_may_be_left_out(db):
    (only,) = make_programme(db, 30)
    ids = queue(db, only, 10, 15, 5)
    cue(db, "start", at=at(0))
    cue(db, "part", part=(PartKind.ENTRY, ids[0]), at=at(0))

    with db.reading() as session:
        found = [one for one in cuts(rundown(session), 1, at(0)) if one.kind is CutKind.FEWER]
    assert {one.entry_ids: one.wins for one in found} == {
        (ids[1], ids[2]): minutes(20),
        (ids[2],): minutes(5),
    }


@pytest.mark.parametrize("minute", [0, 7, 15])
def test_what_is_promised_comes_true(db, minute):
    _, second, third = make_programme(db, 10, 20, 9)
    cue(db, "start", at=at(0))
    promised = {(kind, item): wins for kind, item, wins, _ in offered(db, at(minute))}

    with db.reading() as session:
        before = forecast(rundown(session).slots(), at(minute))[-1].end
    cue(db, "skip", item_id=second, reason="Hết giờ", at=at(minute))
    with db.reading() as session:
        after = forecast(rundown(session).slots(), at(minute))[-1].end

    assert (before - after) / minutes(1) == promised[CutKind.SKIP, second]
    assert third


def test_each_sitting_is_cut_by_itself_and_one_without_items_not_at_all(db):
    first, second = make_programme(db, 30, 30)

    def split(session):
        afternoon = Sitting(
            ordinal=2, name="Chiều", starts_at=at(600), ends_at=at(700), conference_id=1
        )
        session.add(afternoon)
        session.flush()
        session.get_one(AgendaItem, second).sitting_id = afternoon.id
        return afternoon.id

    afternoon = db.write(split)

    with db.reading() as session:
        state = rundown(session)
        assert {cut.item_id for cut in cuts(state, 1, at(0))} == {first}
        assert {cut.item_id for cut in cuts(state, afternoon, at(0))} == {second}
        assert cuts(state, 99, at(0)) == []


def test_an_item_of_unknown_length_can_only_be_skipped(db):
    first, second, third = make_programme(db, 10, 10, 10)
    edit(db, second, planned_start=None, planned_end=None)
    cue(db, "start", at=at(0))

    assert all(kind is CutKind.SKIP for kind, item, *_ in offered(db, at(1)) if item == second)
    assert first != third
