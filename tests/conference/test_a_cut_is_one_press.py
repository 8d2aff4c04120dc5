"""Whatever a cut consists of, one press takes it and one undo brings it back."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from conference.agenda import (
    AgendaEntry,
    AgendaItem,
    ConsentNeeded,
    Cue,
    CueNotPossible,
    CutKind,
    CutWish,
    ItemState,
    PartKind,
    StaleRundown,
    cuts,
    rundown,
    rundown_revision,
    take_cut,
)
from conference.refusals import NotFound
from conference.timing import forecast
from tests.factories import AT, BY, all_rows, cue, make_programme, new_id


def at(minute):
    return AT + dt.timedelta(minutes=18 + minute)


@pytest.fixture
def items(db):
    """Items of 10 and 30 minutes; the second is a queue of three."""
    first, second = make_programme(db, 10, 30)

    def add(session):
        session.add_all(
            AgendaEntry(item_id=second, ordinal=nth, title=f"Tham luận {nth}") for nth in (1, 2, 3)
        )

    db.write(add)
    cue(db, "start", at=at(0))
    return first, second


def change(db, item_id, **words):
    def write(session):
        item = session.get_one(AgendaItem, item_id)
        for name, value in words.items():
            setattr(item, name, value)

    db.write(write)


def offered(db, kind):
    with db.reading() as session:
        return next(one for one in cuts(rundown(session), 1, at(0)) if one.kind is kind)


def take(db, cut, **words):
    def write(session):
        given = {
            "cue_id": new_id(),
            "seen_revision": rundown_revision(session),
            "reason": "Hết giờ",
        }
        return take_cut(session, CutWish(cut=cut, **(given | words)), at=at(1), by=BY)

    return db.write(write)


def end(db):
    with db.reading() as session:
        return forecast(rundown(session).slots(), at(0))[-1].end


def states(db, item_id):
    with db.reading() as session:
        state = rundown(session)
        item = next(one for one in state.items if one.id == item_id)
        return [state.of_part((PartKind.ENTRY, one.id)).state for one in item.entries]


@pytest.mark.parametrize("kind", list(CutKind))
def test_it_wins_what_was_promised_and_one_undo_brings_all_of_it_back(db, items, kind):
    before, cut = end(db), offered(db, kind)

    take(db, cut)

    assert before - end(db) == cut.wins
    cue(db, "undo")
    assert end(db) == before
    assert set(states(db, items[1])) == {ItemState.PLANNED}


def test_where_the_entries_say_how_long_it_takes_leaving_them_out_is_enough(db, items):
    _, second = items
    change(db, second, planned_start=None, planned_end=None)

    def lengths(session):
        for entry in session.get_one(AgendaItem, second).entries:
            entry.length_min = 10

    db.write(lengths)
    before, cut = end(db), offered(db, CutKind.FEWER)

    take(db, cut)

    assert before - end(db) == cut.wins
    assert states(db, second) == [ItemState.PLANNED, ItemState.SKIPPED, ItemState.SKIPPED]


def test_minutes_of_an_item_without_hours_are_taken_from_its_length(db, items):
    change(db, items[1], planned_start=None, planned_end=None, length_min=30)
    before, cut = end(db), offered(db, CutKind.FEWER)

    take(db, cut)

    assert before - end(db) == cut.wins


def test_the_same_press_again_changes_nothing(db, items):
    cut, cue_id = offered(db, CutKind.FEWER), new_id()
    take(db, cut, cue_id=cue_id)
    rows, states_then = len(all_rows(db, Cue)), states(db, items[1])

    again = take(db, cut, cue_id=cue_id)

    assert again.repeat
    assert (len(all_rows(db, Cue)), states(db, items[1])) == (rows, states_then)


def test_a_press_that_is_sent_again_does_nothing_more_even_if_it_says_more(db, items):
    cut, cue_id = offered(db, CutKind.FEWER), new_id()
    take(db, replace(cut, entry_ids=cut.entry_ids[1:]), cue_id=cue_id)
    ends = end(db)

    assert take(db, cut, cue_id=cue_id).repeat
    assert states(db, items[1])[1] is ItemState.PLANNED
    assert end(db) == ends


def test_every_kind_of_cut_of_a_protected_item_asks_for_consent(db, items):
    asked = [offered(db, kind) for kind in (CutKind.SKIP, CutKind.FEWER, CutKind.SHORTEN)]
    change(db, items[1], protected=True)

    for cut in asked:
        with pytest.raises(ConsentNeeded):
            take(db, replace(cut, item_id=items[1]), agreed_by="  ")
    take(db, asked[1], agreed_by="Đ/c Giám đốc Sở")

    assert {row.agreed_by for row in all_rows(db, Cue)} == {"", "Đ/c Giám đốc Sở"}


def test_a_cut_that_fits_nothing_changes_nothing(db, items):
    fewer = offered(db, CutKind.FEWER)

    with pytest.raises(NotFound):
        take(db, replace(fewer, item_id=99))
    with pytest.raises(CueNotPossible):
        take(db, replace(fewer, entry_ids=()))
    with pytest.raises(StaleRundown):
        take(db, fewer, seen_revision=1)
    with pytest.raises(NotFound):
        take(db, replace(fewer, entry_ids=(fewer.entry_ids[0], 99)))

    assert set(states(db, items[1])) == {ItemState.PLANNED}
    assert len(all_rows(db, Cue)) == 1


def test_a_cut_of_more_than_an_hour_is_taken_too(db, items):
    _, second = items
    change(db, second, planned_end=at(10) + dt.timedelta(minutes=150))
    before, cut = end(db), offered(db, CutKind.FEWER)

    take(db, cut)

    assert cut.wins == dt.timedelta(minutes=100)
    assert before - end(db) == cut.wins
    cue(db, "undo")
    assert end(db) == before


def test_a_press_that_was_done_is_told_so_although_its_item_has_gone_since(db, items):
    cut, cue_id = offered(db, CutKind.SKIP), new_id()
    take(db, cut, cue_id=cue_id)
    change(db, cut.item_id, removed=True)

    assert take(db, cut, cue_id=cue_id).repeat


def test_what_is_left_out_of_a_queue_is_not_taken_from_whoever_speaks(db, items):
    _, second = items
    with db.reading() as session:
        entries = [one.id for one in session.get_one(AgendaItem, second).entries]
    cue(db, "next", at=at(10))
    cue(db, "part", part=(PartKind.ENTRY, entries[0]), at=at(10))
    cue(db, "add", span=dt.timedelta(minutes=6), part=(PartKind.ENTRY, entries[2]), at=at(10))
    before, cut = end(db), offered(db, CutKind.FEWER)

    take(db, cut)

    assert before - end(db) == cut.wins == dt.timedelta(minutes=26)
    with db.reading() as session:
        state = rundown(session)
        assert state.of_part((PartKind.ENTRY, entries[0])).added == dt.timedelta(0)
    cue(db, "undo")
    assert end(db) == before
