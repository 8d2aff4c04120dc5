"""Presses and edits in any order: what was played keeps its plan, and time stays in order."""

from __future__ import annotations

import datetime as dt
import tempfile
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from conference.agenda import (
    AgendaEntry,
    AgendaItem,
    Command,
    Editor,
    ItemState,
    ItemWords,
    Press,
    add_item,
    change_item,
    give_cue,
    move_item,
    next_step,
    remove_item,
    rundown,
    rundown_revision,
    undo_edit,
    words_of,
)
from conference.agenda.cues import _DOES
from conference.clock import hall_moment
from conference.refusals import Refusal
from conference.timing import forecast
from tests.factories import BY, DAY, make_conference, make_database, make_programme

START = hall_moment(DAY, dt.time(14, 0))
NTH = st.integers(0, 5)
"""An item by its place; there may be fewer."""

PRESSES = st.tuples(
    st.just("press"),
    st.sampled_from(list(_DOES)),
    st.one_of(st.none(), NTH),
    st.sampled_from([None, dt.timedelta(minutes=5), dt.timedelta(minutes=-5)]),
)
EDITS = st.one_of(
    st.tuples(st.just("move"), NTH, st.one_of(st.none(), NTH)),
    st.tuples(st.just("add"), st.one_of(st.none(), NTH)),
    st.tuples(st.just("change"), NTH, st.integers(-20, 20)),
    st.tuples(st.just("remove"), NTH),
    st.tuples(st.just("undo")),
)
DONE = st.lists(st.tuples(st.one_of(PRESSES, EDITS), st.integers(0, 9)), max_size=14)


class Afternoon:
    """A programme in a database, and somebody who presses and edits whatever comes to hand."""

    def __init__(self, session):
        self.session, self.now, self.count = session, START, 0

    def items(self):
        return rundown(self.session).items

    def id_at(self, nth):
        """The id of the item at this place; nothing has the id 0."""
        items = self.items()
        return items[nth].id if nth is not None and nth < len(items) else 0

    def editor(self):
        return Editor(seen_revision=rundown_revision(self.session), at=self.now, by=BY)

    def press(self, command, nth, span):
        self.count += 1
        press = Press(
            cue_id=f"press-{self.count}", seen_revision=rundown_revision(self.session),
            command=command, item_id=None if nth is None else self.id_at(nth), span=span,
            reason="Hết giờ", agreed_by="Chủ trì",
        )  # fmt: skip
        give_cue(self.session, press, at=self.now, by=BY)

    def move(self, nth, behind):
        after = None if behind is None else self.id_at(behind)
        move_item(self.session, self.id_at(nth), after_id=after, editor=self.editor())

    def add(self, behind):
        words = ItemWords(title="Phát biểu", length_min=5)
        after = None if behind is None else self.id_at(behind)
        add_item(self.session, words, sitting_id=1, after_id=after, editor=self.editor())

    def change(self, nth, minutes):
        item = self.session.get(AgendaItem, self.id_at(nth))
        if item is None:
            return
        words = replace(words_of(item), title=f"{item.title}, sửa")
        if words.planned_end is not None:
            ends = max(words.planned_end + dt.timedelta(minutes=minutes), words.planned_start)
            words = replace(words, planned_end=ends)
        change_item(self.session, item.id, words, editor=self.editor())

    def remove(self, nth):
        remove_item(self.session, self.id_at(nth), editor=self.editor())

    def undo(self):
        undo_edit(self.session, editor=self.editor())

    def do(self, what, *how):
        """Do it, or be refused, as the writer would: a refusal leaves nothing behind."""
        try:
            with self.session.begin_nested():
                getattr(self, what)(*how)
        except Refusal:
            self.session.expire_all()


def plans(state):
    """What every item that has begun is played under."""
    return {
        item_id: played.plan
        for item_id, played in state.played.items()
        if played.started is not None
    }


def check(before, state, now):
    now_played, then = plans(state), plans(before)
    for item_id, plan in now_played.items():
        assert plan is not None
        assert then.get(item_id, plan) == plan
    slots = state.slots()
    for item, slot in zip(state.items, slots, strict=True):
        if item.id in now_played:
            assert slot.planned_end == now_played[item.id].planned_end
    chain = forecast(slots, now)
    begun = [n for n, item in enumerate(state.items) if state.of(item).started is not None]
    ahead = [
        one
        for n, (one, item) in enumerate(zip(chain, state.items, strict=True))
        if state.of(item).state is ItemState.PLANNED and n > (begun[-1] if begun else -1)
    ]
    known = [one for one in ahead if one.start is not None]
    assert all(one.start >= now for one in known)
    assert all(a.end is None or a.end <= b.start for a, b in pairwise(known))
    step = next_step(state)
    assert step is None or step.item_id in {item.id for item in state.items}


@settings(max_examples=20)
@given(DONE)
def test_whatever_is_pressed_and_edited_what_was_played_keeps_its_plan(done):
    with tempfile.TemporaryDirectory() as folder:
        db = make_database(Path(folder))
        try:
            make_conference(db)
            _, second, *_ = make_programme(db, 10, 20, 5, 10)
            db.write(lambda session: _walk(session, done, second))
        finally:
            db.close()


def _walk(session, done, second):
    session.add_all(AgendaEntry(item_id=second, ordinal=n, title="Tham luận") for n in (1, 2, 3))
    session.flush()
    afternoon = Afternoon(session)
    before = rundown(session)
    for (what, *how), minutes in done:
        afternoon.now += dt.timedelta(minutes=minutes)
        afternoon.do(what, *how)
        state = rundown(session)
        check(before, state, afternoon.now)
        live = state.live_item
        assert (live is None) == (state.live_id is None)
        before = state


def test_the_walk_meets_both_presses_and_edits():
    """A walk that is refused everything would prove nothing."""
    with tempfile.TemporaryDirectory() as folder:
        db = make_database(Path(folder))
        make_conference(db)
        make_programme(db, 10, 20, 5, 10)

        def walk(session):
            afternoon = Afternoon(session)
            afternoon.do("press", Command.START, 0, None)
            for what in [("move", 3, 1), ("change", 2, 5), ("add", 0), ("remove", 4), ("undo",)]:
                afternoon.do(*what)
            afternoon.do("move", 0, 2)
            return [item.title for item in afternoon.items()], rundown(session).live_id

        titles, live_id = db.write(walk)
        db.close()

    assert titles == ["Nội dung 1", "Phát biểu", "Nội dung 2", "Nội dung 4, sửa", "Nội dung 3"]
    assert live_id is not None
