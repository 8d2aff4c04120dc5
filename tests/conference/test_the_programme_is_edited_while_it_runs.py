"""What has not begun may be edited at any time and the edit taken back; what was played stays."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from conference.agenda import (
    AgendaItem,
    CueNotPossible,
    EditIsPlayed,
    Editor,
    ItemIsPlayed,
    ItemState,
    ItemWords,
    Manner,
    NothingToUndo,
    PartKind,
    PartWords,
    StaleRundown,
    TitleNeeded,
    add_item,
    change_item,
    last_edit,
    move_item,
    remove_item,
    rundown,
    rundown_revision,
    undo_edit,
    words_of,
)
from conference.journal import JournalEntry
from conference.refusals import NotFound
from conference.rescheduling import move_to_day
from tests.factories import AT, BY, DAY, all_rows, cue, make_programme, make_sitting


def at(minute):
    return AT + dt.timedelta(minutes=18 + minute)


@pytest.fixture
def items(db):
    """Four items of 10, 20, 5 and 10 minutes from 14:00 on; gives their ids."""
    return make_programme(db, 10, 20, 5, 10)


def edit(db, command, *given, seen_revision=None, **how):
    def change(session):
        seen = rundown_revision(session) if seen_revision is None else seen_revision
        editor = Editor(seen_revision=seen, at=AT, by=BY, by_name="Nguyễn Thị Miền")
        return command(session, *given, editor=editor, **how)

    return db.write(change)


def words(db, item_id):
    with db.reading() as session:
        return words_of(session.get_one(AgendaItem, item_id))


def programme(db):
    with db.reading() as session:
        state = rundown(session)
        return [
            (item.title, (item.planned_start - at(0)) / dt.timedelta(minutes=1), item.ordinal)
            for item in state.items
        ]


def everything(db):
    with db.reading() as session:
        return [(item.id, item.ordinal, words_of(item)) for item in rundown(session).items]


NEW = ItemWords(title="  Phát biểu của đại diện  ", performer="Ông Trần Văn B", length_min=7)


def test_a_new_item_stands_where_it_is_put_and_moves_no_hour_of_the_others(db, items):
    cue(db, "start")

    new = edit(db, add_item, NEW, sitting_id=1, after_id=items[1])

    with db.reading() as session:
        state = rundown(session)
    assert [item.id for item in state.items] == [*items[:2], new, *items[2:]]
    assert [item.ordinal for item in state.items] == [1, 2, 3, 4, 5]
    added = state.items[2]
    assert (added.title, added.planned_start, added.from_plan) == (
        "Phát biểu của đại diện", None, False,
    )  # fmt: skip
    assert state.items[3].planned_start == at(30)


def test_before_the_first_one_too_and_in_an_empty_programme(db):
    first = edit(db, add_item, NEW, sitting_id=1, after_id=None)
    before = edit(db, add_item, replace(NEW, title="Chào cờ"), sitting_id=1, after_id=None)

    with db.reading() as session:
        assert [item.id for item in rundown(session).items] == [before, first]


def test_nothing_is_put_ahead_of_what_has_begun(db, items):
    cue(db, "start")
    cue(db, "next")

    with pytest.raises(ItemIsPlayed):
        edit(db, add_item, NEW, sitting_id=1, after_id=None)
    with pytest.raises(ItemIsPlayed):
        edit(db, add_item, NEW, sitting_id=1, after_id=items[0])


def test_words_hours_steps_and_entries_are_changed(db, items):
    given = replace(
        words(db, items[1]),
        title="Trao thưởng",
        protected=True,
        hard_start=True,
        manner=Manner.ANTHEM,
        steps=[PartWords(label="a", title="Công bố"), PartWords(label="b", title="Trao")],
        entries=[PartWords(title="Tiết mục 1", length_min=4)],
    )
    edit(db, change_item, items[1], given)

    now = words(db, items[1])
    assert (now.title, now.protected, now.hard_start, now.manner) == (
        "Trao thưởng", True, True, Manner.ANTHEM,
    )  # fmt: skip
    assert [(one.label, one.title) for one in now.steps] == [("a", "Công bố"), ("b", "Trao")]
    assert [(one.title, one.length_min) for one in now.entries] == [("Tiết mục 1", 4)]


def test_a_step_that_stays_keeps_its_id_and_one_left_out_goes(db, items):
    edit(
        db, change_item, items[1],
        replace(words(db, items[1]), steps=[PartWords(title="a"), PartWords(title="b")]),
    )  # fmt: skip
    first, second = words(db, items[1]).steps

    edit(
        db,
        change_item,
        items[1],
        replace(words(db, items[1]), steps=[second, PartWords(title="c")]),
    )

    kept, new = words(db, items[1]).steps
    assert (kept.id, kept.title, new.title) == (second.id, "b", "c")
    assert first.title == "a"


@pytest.mark.parametrize(
    "given",
    [ItemWords(title="  "), ItemWords(title="A", steps=[PartWords(title=" ")])],
)
def test_what_has_no_title_is_not_taken(db, items, given):
    before = everything(db)

    with pytest.raises(TitleNeeded):
        edit(db, change_item, items[1], given)

    assert everything(db) == before


def test_what_has_begun_is_not_changed_moved_or_removed(db, items):
    cue(db, "start")
    before = everything(db)

    for command, how in [
        (change_item, (items[0], NEW)),
        (remove_item, (items[0],)),
    ]:
        with pytest.raises(ItemIsPlayed):
            edit(db, command, *how)
    with pytest.raises(ItemIsPlayed):
        edit(db, move_item, items[0], after_id=items[2])
    with pytest.raises(ItemIsPlayed):
        edit(db, move_item, items[2], after_id=None)

    assert everything(db) == before


def test_moved_items_take_the_hours_of_their_new_places(db, items):
    edit(db, move_item, items[3], after_id=items[0])

    assert programme(db) == [
        ("Nội dung 1", 0, 1), ("Nội dung 4", 10, 2), ("Nội dung 2", 20, 3), ("Nội dung 3", 40, 4),
    ]  # fmt: skip


def test_gaps_stay_in_their_places_and_a_hard_start_keeps_its_hour(db):
    items = make_programme(db, 10, 10, 10, 10, gap_min=5)
    edit(db, change_item, items[2], replace(words(db, items[2]), hard_start=True))

    edit(db, move_item, items[3], after_id=items[0])

    assert programme(db) == [
        ("Nội dung 1", 0, 1), ("Nội dung 4", 15, 2), ("Nội dung 2", 30, 3), ("Nội dung 3", 30, 4),
    ]  # fmt: skip


def test_where_one_has_no_hours_a_move_changes_none(db, items):
    edit(
        db, change_item, items[2],
        replace(words(db, items[2]), planned_start=None, planned_end=None, length_min=5),
    )  # fmt: skip

    edit(db, move_item, items[3], after_id=items[0])

    with db.reading() as session:
        starts = [item.planned_start for item in rundown(session).items]
    assert starts == [at(0), at(35), at(10), None]


def test_to_where_it_stands_already_is_no_move(db, items):
    edit(db, move_item, items[1], after_id=items[0])

    assert all_rows(db, JournalEntry)[-1].kind != "ProgrammeEdited"


def test_a_removed_item_is_out_of_the_programme_and_the_others_keep_their_hours(db, items):
    edit(db, remove_item, items[1])

    assert [(title, start) for title, start, _ in programme(db)] == [
        ("Nội dung 1", 0), ("Nội dung 3", 30), ("Nội dung 4", 35),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "change",
    [
        lambda db, items: edit(db, add_item, NEW, sitting_id=1, after_id=items[1]),
        lambda db, items: edit(db, move_item, items[3], after_id=items[0]),
        lambda db, items: edit(db, remove_item, items[2]),
        lambda db, items: edit(
            db, change_item, items[2],
            ItemWords(title="Khác", manner=Manner.SILENCE, entries=[PartWords(title="Một")]),
        ),
    ],
)  # fmt: skip
def test_the_last_edit_is_taken_back_whole(db, items, change):
    cue(db, "start")
    before = everything(db)
    change(db, items)
    assert everything(db) != before

    edit(db, undo_edit)

    assert everything(db) == before
    with pytest.raises(NothingToUndo):
        edit(db, undo_edit)


def test_edits_are_taken_back_one_after_the_other(db, items):
    states = [everything(db)]
    for nth in (1, 2, 3):
        edit(db, change_item, items[nth], replace(words(db, items[nth]), title=f"Khác {nth}"))
        states.append(everything(db))

    for state in reversed(states[:-1]):
        edit(db, undo_edit)
        assert everything(db) == state


def test_an_edit_whose_item_has_begun_since_is_not_taken_back(db, items):
    cue(db, "start")
    edit(db, change_item, items[1], replace(words(db, items[1]), title="Khác"))
    cue(db, "next")

    with pytest.raises(EditIsPlayed):
        edit(db, undo_edit)

    assert words(db, items[1]).title == "Khác"


def test_an_edit_that_changes_nothing_is_none(db, items):
    edit(db, change_item, items[1], words(db, items[1]))

    with db.reading() as session:
        assert last_edit(session) is None


def test_who_edits_an_older_programme_is_told_who_was_faster(db, items):
    with db.reading() as session:
        seen = rundown_revision(session)
    edit(db, change_item, items[1], NEW)

    for command, given, how in [
        (change_item, (items[1], NEW), {}),
        (move_item, (items[2],), {"after_id": None}),
        (undo_edit, (), {}),
    ]:
        with pytest.raises(StaleRundown) as refusal:
            edit(db, command, *given, seen_revision=seen, **how)
        assert refusal.value.details == {"by": "Nguyễn Thị Miền"}


def test_before_any_edit_another_operator_is_spoken_of(db, items):
    with pytest.raises(StaleRundown) as refusal:
        edit(db, undo_edit, seen_revision=99)

    assert refusal.value.details == {"by": "người điều hành khác"}


def test_what_is_not_in_the_programme_is_not_found(db, items):
    for command, given, how in [
        (change_item, (999, NEW), {}),
        (remove_item, (999,), {}),
        (move_item, (999,), {"after_id": None}),
        (move_item, (items[0],), {"after_id": 999}),
        (add_item, (NEW,), {"sitting_id": 1, "after_id": 999}),
    ]:
        with pytest.raises(NotFound):
            edit(db, command, *given, **how)


def test_a_skipped_item_may_still_be_edited_and_stays_skipped(db, items):
    cue(db, "start")
    cue(db, "skip", item_id=items[2], reason="Hết giờ")

    edit(db, change_item, items[2], replace(words(db, items[2]), title="Khác"))

    with db.reading() as session:
        state = rundown(session)
    assert state.of(state.items[2]).reason == "Hết giờ"


def order(db):
    return [item_id for item_id, _, _ in everything(db)]


def test_edits_after_a_removal_are_taken_back_to_the_order_there_was(db):
    items = make_programme(db, *[10] * 6)
    states = [order(db)]
    for command, given, how in [
        (remove_item, (items[0],), {}),
        (remove_item, (items[1],), {}),
        (move_item, (items[4],), {"after_id": None}),
        (add_item, (NEW,), {"sitting_id": 1, "after_id": items[3]}),
    ]:
        edit(db, command, *given, **how)
        states.append(order(db))

    for state in reversed(states[:-1]):
        edit(db, undo_edit)
        assert order(db) == state


def test_an_item_that_only_moved_on_by_a_place_stops_no_undo(db, items):
    cue(db, "start", item_id=items[3])
    edit(db, add_item, NEW, sitting_id=1, after_id=items[0])

    edit(db, undo_edit)

    assert order(db) == items


def test_the_edit_of_a_skipped_item_is_taken_back_too(db, items):
    cue(db, "start")
    cue(db, "skip", item_id=items[2], reason="Hết giờ")
    edit(db, change_item, items[2], replace(words(db, items[2]), title="Khác"))

    edit(db, undo_edit)

    assert words(db, items[2]).title == "Nội dung 3"


@pytest.mark.parametrize(
    "change",
    [
        lambda db, item: edit(db, remove_item, item),
        lambda db, item: edit(db, change_item, item, replace(words(db, item), title="Khác")),
    ],
)
def test_an_undo_never_lets_run_what_is_not_in_the_programme(db, items, change):
    cue(db, "start")
    cue(db, "next")
    cue(db, "back")
    change(db, items[1])

    with pytest.raises(CueNotPossible):
        cue(db, "undo")

    edit(db, undo_edit)
    cue(db, "undo")
    with db.reading() as session:
        assert rundown(session).live_id == items[1]


def test_a_skip_of_a_speaker_falls_on_no_other_and_comes_back_with_the_speaker(db, items):
    cue(db, "start")
    speakers = [PartWords(title="A"), PartWords(title="B")]
    edit(db, change_item, items[1], replace(words(db, items[1]), entries=speakers))
    first, second = words(db, items[1]).entries
    key = PartKind.ENTRY, second.id
    cue(db, "skip", item_id=items[1], part=key, reason="Vắng")

    edit(
        db, change_item, items[1],
        replace(words(db, items[1]), entries=[first, PartWords(title="C")]),
    )  # fmt: skip
    new = words(db, items[1]).entries[1]
    with db.reading() as session:
        assert rundown(session).of_part((PartKind.ENTRY, new.id)).state is ItemState.PLANNED
    edit(db, undo_edit)

    back = words(db, items[1]).entries[1]
    with db.reading() as session:
        assert (back.title, rundown(session).of_part((PartKind.ENTRY, back.id)).reason) == (
            "B", "Vắng",
        )  # fmt: skip


def test_once_the_day_has_moved_no_older_edit_brings_old_hours_back(db, items):
    edit(db, change_item, items[1], replace(words(db, items[1]), title="Khác"))
    with db.reading() as session:
        seen = rundown_revision(session)

    db.write(lambda s: move_to_day(s, DAY + dt.timedelta(days=5), at=AT, by=BY))

    with pytest.raises(StaleRundown):
        edit(db, change_item, items[1], words(db, items[1]), seen_revision=seen)
    with pytest.raises(NothingToUndo):
        edit(db, undo_edit)


def afternoon_only(db, items):
    """Everything planned is of a second sitting; the first is empty still."""

    def move(session):
        evening = make_sitting(2, "Tối", dt.time(18, 0), dt.time(20, 0))
        session.add(evening)
        session.flush()
        for item_id in items:
            session.get_one(AgendaItem, item_id).sitting_id = evening.id
        return evening.id

    return db.write(move)


def test_the_first_item_of_an_empty_first_sitting_stands_ahead_of_the_second(db, items):
    afternoon_only(db, items)

    new = edit(db, add_item, NEW, sitting_id=1, after_id=None)

    with db.reading() as session:
        assert [item.id for item in rundown(session).items] == [new, *items]
        assert rundown(session).next_item.id == new


def test_there_is_no_place_in_a_sitting_that_is_not(db, items):
    with pytest.raises(NotFound):
        edit(db, add_item, NEW, sitting_id=9, after_id=None)


@pytest.fixture
def queue(db, items):
    """The first item is a queue of three with a step behind it; gives its words."""
    given = replace(
        words(db, items[0]),
        entries=[PartWords(title=f"Tham luận {nth}", length_min=3) for nth in (1, 2, 3)],
        steps=[PartWords(label="a", title="Tặng hoa")],
    )
    edit(db, change_item, items[0], given)
    return words(db, items[0])


def begin(db, items, queue, parts=1):
    cue(db, "start")
    for one in queue.entries[:parts]:
        cue(db, "part", part=(PartKind.ENTRY, one.id))


def test_what_waits_of_the_live_item_is_changed_added_and_put_in_another_order(db, items, queue):
    begin(db, items, queue)
    first, second, third = queue.entries
    fourth = PartWords(title="Tham luận 4", performer="Bà Hoa", length_min=3)
    given = replace(
        queue,
        title=f"{queue.title} ",
        cue_note="Micro 2",
        entries=[first, replace(third, performer="Ông Bình"), fourth],
        steps=[replace(queue.steps[0], performer="Đoàn Thanh niên")],
    )

    edit(db, change_item, items[0], given)

    now = words(db, items[0])
    assert [one.title for one in now.entries] == ["Tham luận 1", "Tham luận 3", "Tham luận 4"]
    assert (now.entries[1].id, now.entries[1].performer) == (third.id, "Ông Bình")
    assert (now.title, now.cue_note, now.steps[0].performer) == (
        queue.title, "Micro 2", "Đoàn Thanh niên",
    )  # fmt: skip
    with db.reading() as session:
        state = rundown(session)
        assert state.live_part == (PartKind.ENTRY, first.id)
        assert state.next_part == (PartKind.ENTRY, third.id)
    assert second.id != third.id


@pytest.mark.parametrize(
    "change",
    [
        lambda one: replace(one, title="Khác"),
        lambda one: replace(one, planned_end=one.planned_end + dt.timedelta(minutes=5)),
        lambda one: replace(one, protected=True),
        lambda one: replace(one, entries=one.entries[1:]),
        lambda one: replace(one, entries=[replace(one.entries[0], title="Khác"), one.entries[1]]),
        lambda one: replace(one, entries=[one.entries[1], one.entries[0], one.entries[2]]),
    ],
)
def test_what_has_begun_of_the_live_item_and_its_hours_stay(db, items, queue, change):
    begin(db, items, queue, parts=2)

    with pytest.raises(ItemIsPlayed):
        edit(db, change_item, items[0], change(queue))

    assert words(db, items[0]) == queue


def test_an_edit_of_the_live_item_is_taken_back_until_what_it_changed_has_begun(db, items, queue):
    begin(db, items, queue)
    more = replace(queue, entries=[*queue.entries, PartWords(title="Tham luận 4")])
    edit(db, change_item, items[0], more)
    edit(db, undo_edit)
    back = words(db, items[0])
    edit(db, change_item, items[0], more)
    cue(db, "part", part=(PartKind.ENTRY, words(db, items[0]).entries[3].id))

    with pytest.raises(EditIsPlayed):
        edit(db, undo_edit)

    assert back == queue
    assert len(words(db, items[0]).entries) == 4


def test_what_was_removed_and_put_back_and_has_begun_is_not_taken_out_by_an_undo(db, items):
    edit(db, remove_item, items[0])
    edit(db, undo_edit)
    new = edit(db, add_item, NEW, sitting_id=1, after_id=None)
    cue(db, "start")

    with pytest.raises(EditIsPlayed):
        edit(db, undo_edit)

    with db.reading() as session:
        assert rundown(session).live_id == new


def test_once_the_item_is_over_nothing_of_it_is_changed(db, items, queue):
    begin(db, items, queue)
    cue(db, "next")

    with pytest.raises(ItemIsPlayed):
        edit(db, change_item, items[0], replace(queue, cue_note="Micro 2"))


def test_how_the_hall_behaves_at_a_step_is_written_and_taken_back(db, items, queue):
    silent = replace(queue.steps[0], manner=Manner.SILENCE)
    edit(db, change_item, items[0], replace(queue, steps=[silent]))
    edit(db, change_item, items[0], replace(queue, steps=[]))

    edit(db, undo_edit)
    said = words(db, items[0]).steps
    edit(db, undo_edit)

    assert said == [silent]
    assert words(db, items[0]) == queue
