"""Planned beside actual: read from the cues that still count, whatever was pressed."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given

from conference import agenda
from conference.agenda import (
    Editor,
    ItemState,
    PartKind,
    change_item,
    play,
    rundown_revision,
    words_of,
)
from conference.identity import the_conference
from conference.minutes import Happened, happened, presented
from conference.minutes.reading import _item, _Presses
from conference.refusals import NotFound
from conference.timing import ZERO
from tests.conference.test_any_presses_keep_the_run_of_show_whole import PRESSED, pressed
from tests.factories import (
    AT,
    BY,
    award_cue,
    cue,
    make_awards,
    make_programme,
    make_sitting,
)

CHAIR = "Đồng chí Chủ trì"


def at(minute):
    """So many minutes after the planned beginning, 14:00."""
    return AT + dt.timedelta(minutes=18 + minute)


def minutes(count):
    return dt.timedelta(minutes=count)


def told(db, sitting_id=1):
    with db.reading() as session:
        return happened(session, sitting_id)


@pytest.fixture
def items(db):
    return make_programme(db, 10, 20, 10)


@pytest.fixture
def parts(db, items):
    """An entry and a step of the second item."""

    def add(session):
        item = session.get(agenda.AgendaItem, items[1])
        item.entries = [agenda.AgendaEntry(ordinal=1, title="Tham luận", performer="Bà Hoa")]
        item.steps = [agenda.AgendaStep(ordinal=1, label="a", title="Tặng hoa")]
        session.flush()
        return [(PartKind.ENTRY, item.entries[0].id), (PartKind.STEP, item.steps[0].id)]

    return db.write(add)


def edit(db, item_id, moment, **changes):
    def change(session):
        words = replace(words_of(session.get(agenda.AgendaItem, item_id)), **changes)
        editor = Editor(
            seen_revision=rundown_revision(session), at=moment, by=BY, by_name="Trần Thị Sửa"
        )
        change_item(session, item_id, words, editor=editor)

    db.write(change)


def test_nothing_has_happened_before_the_first_press(db, items):
    sitting = told(db)

    assert [one.item_id for one in sitting.items] == items
    assert not any(one.begun or one.skipped or one.pressed_by for one in sitting.items)
    assert (sitting.began, sitting.ended, sitting.began_late) == (None, None, None)
    assert (sitting.planned_start, sitting.planned_end) == (at(0), at(40))
    assert (sitting.held, sitting.gaps, sitting.drifts, sitting.edits) == (ZERO, [], [], ())


def test_a_sitting_that_does_not_exist_is_refused(db, items):
    with db.reading() as session, pytest.raises(NotFound):
        happened(session, 99)


def test_planned_and_actual_stand_beside_each_other(db, items):
    cue(db, "start", at=at(3))
    cue(db, "hold", at=at(5), reason="Chờ khách đến")
    cue(db, "hold", at=at(6), reason="Chờ khách đến")
    cue(db, "resume", at=at(9))
    cue(db, "next", at=at(19), by_name="Lê Văn Tiếp")
    cue(db, "add", at=at(20), span=minutes(5))
    cue(db, "finish", at=at(40))
    cue(db, "next", at=at(42))
    cue(db, "finish", at=at(50))

    sitting = told(db)
    first, second, third = sitting.items

    assert (first.span, first.took, first.length) == (minutes(16), minutes(12), minutes(10))
    assert (first.began_late, first.ended_late) == (minutes(3), minutes(9))
    assert (first.pauses, first.pressed_by) == (("Chờ khách đến",), "Nguyễn Thị Miền")
    assert (second.played.added, second.pressed_by) == (minutes(5), "Lê Văn Tiếp")
    assert (third.began_late, third.ended_late) == (minutes(12), minutes(10))
    assert (sitting.began_late, sitting.ended_late) == (minutes(3), minutes(10))
    assert sitting.held == minutes(4)
    assert [(one.after_item_id, one.span) for one in sitting.gaps] == [(items[1], minutes(2))]
    assert [(one.at, one.late, one.at_end) for one in sitting.drifts][:2] == [
        (at(3), minutes(3), False),
        (at(19), minutes(9), True),
    ]


def test_while_an_item_runs_nobody_says_when_the_sitting_ended(db, items):
    cue(db, "start", at=at(0))
    cue(db, "next", at=at(10))

    sitting = told(db)

    assert (sitting.began, sitting.ended, sitting.ended_late) == (at(0), None, None)
    assert (sitting.items[1].span, sitting.items[1].took) == (None, None)


def test_between_two_items_the_sitting_has_not_ended(db, items):
    cue(db, "start", at=at(0))
    cue(db, "finish", at=at(10))
    waiting = told(db).ended
    for item_id in items[1:]:
        cue(db, "skip", at=at(11), item_id=item_id, reason="Hết giờ")

    assert waiting is None
    assert told(db).ended == at(10)


def test_a_sitting_of_which_everything_was_left_out_never_ended(db, items):
    for item_id in items:
        cue(db, "skip", at=at(-5), item_id=item_id, reason="Hoãn")

    assert told(db).ended is None


def test_what_was_taken_back_did_not_happen(db, items):
    cue(db, "start", at=at(0))
    cue(db, "skip", at=at(1), item_id=items[2], reason="Hết giờ")
    cue(db, "undo", at=at(2))
    cue(db, "next", at=at(3))
    cue(db, "undo", at=at(4))

    first, second, third = told(db).items

    assert (first.played.state, first.played.ended) == (ItemState.LIVE, None)
    assert (second.begun, second.pressed_by) == (False, "")
    assert (third.skipped, third.pressed_by, third.played.reason) == (False, "", "")


def test_what_was_left_out_says_why_and_who_agreed(db, items):
    db.write(lambda s: setattr(s.get(agenda.AgendaItem, items[2]), "protected", True))
    cue(db, "start", at=at(0))
    cue(db, "skip", at=at(1), item_id=items[2], reason="Hết giờ", agreed_by=CHAIR)

    last = told(db).items[2]

    assert (last.skipped, last.begun) == (True, False)
    assert (last.played.reason, last.played.agreed_by) == ("Hết giờ", CHAIR)
    assert last.pressed_by == "Nguyễn Thị Miền"


def test_parts_have_their_own_times_and_hands(db, items, parts):
    cue(db, "start", at=at(0))
    cue(db, "next", at=at(10))
    cue(db, "part", at=at(12), part=parts[0], by_name="Lê Văn Tiếp")
    cue(db, "skip", at=at(13), item_id=items[1], part=parts[1], reason="Không có hoa")
    cue(db, "finish", at=at(20))

    entry, step = told(db).items[1].parts

    assert (entry.key, entry.title, entry.performer) == (parts[0], "Tham luận", "Bà Hoa")
    assert (entry.played.started, entry.played.ended) == (at(12), at(20))
    assert entry.pressed_by == "Lê Văn Tiếp"
    assert (step.label, step.played.state) == ("a", ItemState.SKIPPED)
    assert (step.played.reason, step.pressed_by) == ("Không có hoa", "Nguyễn Thị Miền")


def test_an_item_is_told_under_the_plan_it_was_played_under(db, items):
    cue(db, "start", at=at(0))
    edit(db, items[1], at(5), title="Báo cáo, rút gọn")
    cue(db, "next", at=at(10))
    edit(db, items[2], at(12), performer="Bà Hoa")

    sitting = told(db)

    assert sitting.items[1].plan.title == "Báo cáo, rút gọn"
    assert [(one.at, one.by_name, one.titles) for one in sitting.edits] == [
        (at(5), "Trần Thị Sửa", ("Báo cáo, rút gọn",)),
        (at(12), "Trần Thị Sửa", ("Nội dung 3",)),
    ]


def test_changes_before_the_beginning_and_those_taken_back_are_not_told(db, items):
    edit(db, items[1], at(-5), title="Trước giờ")
    cue(db, "start", at=at(0))
    edit(db, items[2], at(5), title="Nhầm")

    def take_back(session):
        editor = Editor(seen_revision=rundown_revision(session), at=at(6), by=BY)
        agenda.undo_edit(session, editor=editor)

    db.write(take_back)

    assert told(db).edits == ()


def test_a_clock_that_is_set_hides_no_change_and_makes_none_up(db, items):
    edit(db, items[2], at(-5), title="Trước giờ")
    db.write(lambda s: agenda.follow_clock(s, span=minutes(-60), at=at(-64), by="system"))
    cue(db, "start", at=at(-60))
    cue(db, "undo", at=at(-59))
    cue(db, "start", at=at(-58))
    db.write(lambda s: agenda.follow_clock(s, span=minutes(-60), at=at(-110), by="system"))
    edit(db, items[1], at(-105), title="Khi đang diễn ra")

    assert [one.titles for one in told(db).edits] == [("Khi đang diễn ra",)]


def test_what_a_part_was_given_is_told_of_its_item_too(db, items, parts):
    entry, _ = parts
    cue(db, "start", item_id=items[1], at=at(0))
    cue(db, "part", part=entry, at=at(1))
    cue(db, "add", span=minutes(5), at=at(2))

    item = told(db).items[1]

    assert item.played.added == minutes(5)
    assert [one.played.added for one in item.parts] == [minutes(5), ZERO]


def test_a_change_of_another_sitting_is_not_this_ones(db, items):
    def beside(session):
        evening = make_sitting(2, "Tối", dt.time(19, 0), dt.time(20, 0))
        the_conference(session).sittings.append(evening)
        session.flush()
        row = agenda.AgendaItem(sitting_id=evening.id, ordinal=9, number="", title="Buổi tối")
        session.add(row)
        session.flush()
        return row.id

    other = db.write(beside)
    cue(db, "start", at=at(0))
    edit(db, other, at(5), title="Buổi tối, đổi giờ")

    assert told(db).edits == ()
    assert told(db, 2).edits == ()
    assert [one.item_id for one in told(db, 2).items] == [other]


def test_an_item_that_only_changed_its_place_is_told_by_its_title(db, items):
    cue(db, "start", at=at(0))

    def move(session):
        for row in session.query(agenda.AgendaItem):
            row.planned_start = row.planned_end = None
        session.flush()
        editor = Editor(seen_revision=rundown_revision(session), at=at(1), by=BY)
        agenda.move_item(session, items[2], after_id=items[0], editor=editor)

    db.write(move)

    (one,) = told(db).edits
    assert set(one.titles) == {"Nội dung 2", "Nội dung 3"}
    assert one.by_name == BY


def test_why_the_beginning_waited_is_told(db, items):
    cue(db, "hold", at=at(-1))
    cue(db, "hold", at=at(0), reason="Chờ đại biểu")
    cue(db, "start", at=at(8))

    assert told(db).start_held == ("Chờ đại biểu",)


def test_where_the_clock_was_set_what_was_played_moves_along(db, items):
    cue(db, "start", at=at(0))
    db.write(lambda s: agenda.follow_clock(s, span=minutes(60), at=at(5), by="system"))
    cue(db, "next", at=at(70))

    first = told(db).items[0]

    assert first.played.started == at(60)
    assert (first.span, first.took) == (minutes(10), minutes(10))


def test_an_untimed_programme_has_no_drift_and_invents_none(db, items):
    def forget(session):
        for row in session.query(agenda.AgendaItem):
            row.planned_start = row.planned_end = None
            row.measured_s = 90

    db.write(forget)
    cue(db, "start", at=at(0))
    cue(db, "next", at=at(10))

    sitting = told(db)

    assert (sitting.planned_start, sitting.began_late, sitting.drifts) == (None, None, [])
    assert sitting.items[0].took == minutes(10)
    assert sitting.items[0].measured == dt.timedelta(seconds=90)


@pytest.mark.parametrize("steps", [
    [("start", 0), ("next", 9), ("back", 11), ("next", 15), ("finish", 30), ("next", 33),
     ("finish", 41)],
    [("start", 2), ("anew", 4), ("hold", 6), ("next", 12), ("undo", 13), ("finish", 14),
     ("next", 20), ("next", 30), ("finish", 31)],
])  # fmt: skip
def test_the_whole_is_the_items_and_what_lies_between(db, items, steps):
    for command, minute in steps:
        cue(db, command, at=at(minute))

    sitting = told(db)

    spans = sum((one.span for one in sitting.in_order), ZERO)
    gaps = sum((one.span for one in sitting.gaps), ZERO)
    assert spans + gaps == sitting.ended - sitting.began
    assert all(one.span > ZERO for one in sitting.gaps)
    for one, after in pairwise(sitting.in_order):
        assert one.played.ended <= after.played.started


def test_awards_are_told_as_far_as_they_were_presented(db):
    first, second, *_ = make_awards(db, collectives=2, individuals=4, most=2)
    moment = at(0)
    for nth, batch_id in enumerate((first, second)):
        for command in ("call", "on_stage", "done"):
            award_cue(db, command, batch_id, at=moment + minutes(nth))

    with db.reading() as session:
        (block,) = presented(session, 1)

    assert [one.ordinal for one in block.done] == [1, 2]
    assert [(one.ordinal, one.size) for one in block.waiting] == [(3, 2)]
    assert block.last_at == at(1)
    assert block.form == "Giấy khen của Giám đốc Sở"


def test_awards_that_nobody_has_received_are_told_as_waiting(db):
    first, *_ = make_awards(db, collectives=0, individuals=2)
    award_cue(db, "call", first)

    with db.reading() as session:
        (block,) = presented(session, 1)

    assert (block.done, len(block.waiting), block.last_at) == ([], 1, None)


def test_a_part_that_nobody_began_is_passed_over_once_its_item_is_over(db, items, parts):
    cue(db, "start", item_id=items[1], at=at(0))
    cue(db, "part", item_id=items[1], part=parts[0], at=at(0))
    running = [one.passed_over for one in told(db).items[1].parts] + [told(db).items[1].over]
    cue(db, "next", at=at(5))

    over = {one.key: one.passed_over for one in told(db).items[1].parts}

    assert not any(running)
    assert over == {parts[0]: False, parts[1]: True}


@pytest.mark.parametrize(("minute", "behind"), [(-1, False), (0, False), (1, True)])
def test_a_start_that_was_held_back_is_late_only_from_a_minute_on(db, items, minute, behind):
    cue(db, "hold", at=at(-5), reason="Chờ khách")
    cue(db, "start", at=at(minute))

    sitting = told(db)

    assert (sitting.start_held, sitting.began_behind) == (("Chờ khách",), behind)


@given(PRESSED)
def test_whatever_is_pressed_the_items_and_the_gaps_are_the_whole(presses):
    items, cues, _ = pressed(presses)
    state, hands = play(items, cues), _Presses()
    for one in cues:
        hands.note(one)
    pairs = zip(items, state.slots(), strict=True)
    told = tuple(_item(state, item, slot, hands) for item, slot in pairs)

    sitting = Happened(1, "Chiều", told, (), ())

    if sitting.ended is not None:
        spans = sum((one.span for one in sitting.in_order), ZERO)
        assert (
            spans + sum((one.span for one in sitting.gaps), ZERO) == sitting.ended - sitting.began
        )
    assert all(one.span > ZERO for one in sitting.gaps)
    assert all(one.took <= one.span for one in told if one.took is not None)
    assert all(one.begun or one.skipped for one in told if one.pressed_by)
