"""Parts of an item, going back, time given and taken, what is left out, a start that waits."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import select

from conference.agenda import (
    AgendaEntry,
    AgendaItem,
    AgendaStep,
    ConsentNeeded,
    Cue,
    CueNotPossible,
    ItemState,
    PartKind,
    Phase,
    Played,
    ReasonNeeded,
    follow_clock,
    rundown,
)
from conference.identity import Sitting
from conference.journal import JournalEntry
from conference.refusals import NotFound
from conference.timing import Held, forecast
from tests.factories import AT, BY, all_rows, cue, make_programme


def at(minute):
    return AT + dt.timedelta(minutes=18 + minute)


def minutes(count):
    return dt.timedelta(minutes=count)


@pytest.fixture
def items(db):
    """Three items of ten minutes from 14:00 on; gives their ids."""
    return make_programme(db, 10, 10, 10)


@pytest.fixture
def parts(db, items):
    """The first item is a queue of three with two steps behind it; gives the keys in order."""

    def add(session):
        entries = [
            AgendaEntry(item_id=items[0], ordinal=nth, title=f"Tiết mục {nth}") for nth in (1, 2, 3)
        ]
        steps = [
            AgendaStep(item_id=items[0], ordinal=nth, label="ab"[nth - 1], title="Tặng hoa")
            for nth in (1, 2)
        ]
        session.add_all([*entries, *steps])
        session.flush()
        return [(PartKind.ENTRY, one.id) for one in entries] + [
            (PartKind.STEP, one.id) for one in steps
        ]

    return db.write(add)


def now_of(db):
    with db.reading() as session:
        return rundown(session)


def kinds(db):
    return [row.kind for row in all_rows(db, JournalEntry)]


def protect(db, item_id):
    db.write(lambda s: setattr(s.get_one(AgendaItem, item_id), "protected", True))


def test_the_one_big_button_goes_through_the_parts_before_the_next_item(db, items, parts):
    cue(db, "start", at=at(0))
    went = []

    while (upcoming := now_of(db).upcoming) is not None and upcoming.part is not None:
        went.append(upcoming.part)
        cue(db, "part", part=upcoming.part, at=at(len(went)))

    assert went == parts
    assert now_of(db).upcoming.item.id == items[1]


def test_a_part_ends_when_the_next_begins_and_the_last_with_its_item(db, items, parts):
    cue(db, "start", at=at(0))
    cue(db, "part", at=at(1))
    cue(db, "part", at=at(4))
    cue(db, "next", at=at(6))

    state = now_of(db)
    first, second = (state.of_part(key) for key in parts[:2])
    assert (first.state, first.started, first.ended) == (ItemState.DONE, at(1), at(4))
    assert (second.state, second.started, second.ended) == (ItemState.DONE, at(4), at(6))
    assert state.of_part(parts[2]).state is ItemState.PLANNED
    assert (state.live_id, state.live_part) == (items[1], None)


def test_a_hold_stops_the_part_with_its_item(db, items, parts):
    cue(db, "start", at=at(0))
    cue(db, "part", at=at(0))
    cue(db, "hold", at=at(2))
    cue(db, "resume", at=at(5))

    state = now_of(db)
    assert state.of_part(parts[0]).held == Held(minutes(3))
    assert state.of(state.live_item).held == Held(minutes(3))


def test_a_part_may_be_begun_out_of_turn_and_a_played_one_not_again(db, items, parts):
    cue(db, "start")
    cue(db, "part", part=parts[1])

    assert now_of(db).next_part == parts[2]
    with pytest.raises(CueNotPossible):
        cue(db, "part", part=parts[1])
    with pytest.raises(NotFound):
        cue(db, "part", part=(PartKind.STEP, 999))


def test_going_back_lets_the_item_before_go_on_as_if_it_had_not_ended(db, items, parts):
    cue(db, "start", item_id=items[1], at=at(0))
    cue(db, "next", at=at(9))

    cue(db, "back", at=at(10))

    state = now_of(db)
    assert state.live_id == items[1]
    assert (state.of(state.live_item).started, state.of(state.live_item).ended) == (at(0), None)
    assert state.of(state.items[2]).state is ItemState.PLANNED


def test_what_was_begun_of_an_item_is_forgotten_when_one_goes_back(db, items, parts):
    cue(db, "start", item_id=items[2], at=at(0))
    cue(db, "finish", at=at(3))
    cue(db, "start", item_id=items[0], at=at(4))
    cue(db, "part", at=at(5))

    cue(db, "back", at=at(6))
    cue(db, "finish", at=at(7))
    cue(db, "start", item_id=items[0], at=at(8))

    assert now_of(db).next_part == parts[0]


def test_the_time_of_the_live_item_may_begin_anew(db, items):
    cue(db, "start", at=at(0))
    cue(db, "hold", at=at(1))
    cue(db, "anew", at=at(3))

    live = now_of(db).played[items[0]]
    assert (live.state, live.started, live.held) == (ItemState.LIVE, at(3), Held())


def test_minutes_are_given_and_taken_and_the_plan_stays(db, items):
    cue(db, "start", at=at(0))
    cue(db, "add", span=minutes(5))
    cue(db, "add", span=minutes(-1))
    cue(db, "add", span=minutes(-5), item_id=items[1])

    state = now_of(db)
    slots = state.slots()
    assert [slot.given_length for slot in slots] == [minutes(14), minutes(5), minutes(10)]
    assert [slot.planned_length for slot in slots] == [minutes(10)] * 3
    assert forecast(slots, at(0))[-1].end == at(29)


@pytest.mark.parametrize("span", [None, dt.timedelta(0), minutes(61), minutes(-61)])
def test_no_time_and_more_than_an_hour_are_not_given(db, items, span):
    cue(db, "start")

    with pytest.raises(CueNotPossible):
        cue(db, "add", span=span)


def test_time_is_not_given_to_what_is_over(db, items):
    cue(db, "start")
    cue(db, "next")

    with pytest.raises(CueNotPossible):
        cue(db, "add", span=minutes(1), item_id=items[0])


def test_minutes_given_ahead_are_kept_when_the_item_begins_and_after_going_back(db, items):
    cue(db, "start", at=at(0))
    cue(db, "add", span=minutes(5), item_id=items[1])
    cue(db, "next", at=at(8))
    begun = now_of(db).played[items[1]].added
    cue(db, "back", at=at(9))

    assert begun == minutes(5)
    assert now_of(db).played[items[1]].added == minutes(5)


def test_a_part_may_be_given_time_of_its_own(db, items, parts):
    cue(db, "start")
    cue(db, "part")
    cue(db, "add", span=minutes(1), part=parts[0])

    assert now_of(db).of_part(parts[0]).added == minutes(1)
    assert now_of(db).played[items[0]].added == minutes(0)


def test_minutes_of_the_live_item_are_its_live_parts_and_move_its_end_too(db, items, parts):
    cue(db, "start", at=at(0))
    cue(db, "add", span=minutes(1))
    cue(db, "part", at=at(1))
    cue(db, "add", span=minutes(5), item_id=items[0])
    cue(db, "hold", at=at(2))
    cue(db, "add", span=minutes(-2))
    now = now_of(db)
    cue(db, "undo")

    assert now.of_part(parts[0]).added == minutes(3)
    assert now.of(now.live_item).added == minutes(1)
    assert now.slots()[0].given_length == minutes(14)
    assert forecast(now.slots(), at(2))[0].end == at(14)
    assert now_of(db).of_part(parts[0]).added == minutes(5)


def test_minutes_of_another_item_are_not_the_live_parts(db, items, parts):
    cue(db, "start", at=at(0))
    cue(db, "part", at=at(1))
    cue(db, "add", span=minutes(5), item_id=items[1])

    assert now_of(db).of_part(parts[0]).added == minutes(0)
    assert now_of(db).slots()[1].given_length == minutes(15)


def test_what_a_part_was_given_is_its_items_until_the_part_is_left_out(db, items, parts):
    cue(db, "start", at=at(0))
    cue(db, "add", span=minutes(4), part=parts[1])
    given = now_of(db).slots()[0].given_length
    cue(db, "skip", item_id=items[0], part=parts[1], reason="Vắng")

    assert given == minutes(14)
    assert now_of(db).slots()[0].given_length == minutes(10)


def test_what_the_live_part_was_given_stays_when_one_goes_back(db, items, parts):
    cue(db, "start", item_id=items[1], at=at(0))
    cue(db, "finish", at=at(1))
    cue(db, "start", item_id=items[0], at=at(2))
    cue(db, "part", at=at(3))
    cue(db, "add", span=minutes(5))

    cue(db, "back", at=at(4))

    assert now_of(db).of_part(parts[0]) == Played(added=minutes(5))
    assert now_of(db).slots()[0].given_length == minutes(15)


def test_minutes_of_a_protected_item_are_taken_before_it_begins_when_somebody_agreed(db, items):
    for item_id in items:
        protect(db, item_id)
    cue(db, "start", at=at(0))
    with pytest.raises(ConsentNeeded):
        cue(db, "add", span=minutes(-5), item_id=items[1])

    cue(db, "add", span=minutes(-5), item_id=items[1], agreed_by="Đ/c Giám đốc Sở")
    cue(db, "add", span=minutes(5), item_id=items[1])
    cue(db, "add", span=minutes(-1))

    agreed = [one.agreed_by for one in all_rows(db, Cue) if one.span_ms]
    assert agreed == ["Đ/c Giám đốc Sở", "", ""]


def test_a_skip_has_a_reason_keeps_the_numbers_and_can_be_taken_back(db, items):
    cue(db, "start", at=at(0))
    with pytest.raises(ReasonNeeded):
        cue(db, "skip", item_id=items[1], reason="  ")
    cue(db, "skip", item_id=items[1], reason="Hết giờ")

    state = now_of(db)
    assert state.of(state.items[1]).reason == "Hết giờ"
    assert [item.number for item in state.items] == ["1", "2", "3"]
    assert state.next_item.id == items[2]

    cue(db, "restore", item_id=items[1])
    assert now_of(db).next_item.id == items[1]


def test_a_protected_item_is_cut_when_somebody_agreed_and_the_name_is_kept(db, items):
    protect(db, items[1])
    cue(db, "start")
    with pytest.raises(ConsentNeeded):
        cue(db, "skip", item_id=items[1], reason="Hết giờ")

    cue(db, "skip", item_id=items[1], reason="Hết giờ", agreed_by="Đ/c Giám đốc Sở")

    assert now_of(db).played[items[1]].agreed_by == "Đ/c Giám đốc Sở"
    assert kinds(db)[-1] == "Skipped"


def test_one_of_a_queue_is_left_out_and_the_next_comes_up(db, items, parts):
    cue(db, "start")
    cue(db, "skip", item_id=items[0], part=parts[0], reason="Vắng")

    assert now_of(db).next_part == parts[1]
    cue(db, "restore", item_id=items[0], part=parts[0])
    assert now_of(db).next_part == parts[0]


def test_what_a_part_was_given_goes_with_it_and_comes_back_with_it(db, items, parts):
    def length():
        return now_of(db).slots()[0].given_length

    cue(db, "add", item_id=items[0], part=parts[1], span=minutes(5))
    lengths = [length()]
    for command in ("skip", "restore"):
        cue(db, command, item_id=items[0], part=parts[1], reason="Vắng")
        lengths.append(length())

    assert lengths == [minutes(15), minutes(10), minutes(15)]


@pytest.mark.parametrize(("given", "refused"), [("start", "skip"), ("start", "restore")])
def test_what_runs_is_neither_skipped_nor_restored(db, items, given, refused):
    cue(db, given)

    with pytest.raises(CueNotPossible):
        cue(db, refused, item_id=items[0], reason="Hết giờ")
    with pytest.raises(NotFound):
        cue(db, refused, item_id=999, reason="Hết giờ")


def test_the_start_waits_with_a_reason_until_it_is_released_or_made(db, items):
    cue(db, "hold", reason="Chờ chủ trì", at=at(0))
    waiting = now_of(db)
    cue(db, "resume", at=at(3))
    released = now_of(db)
    cue(db, "hold", at=at(4))
    cue(db, "start", at=at(5))

    assert waiting.phase is Phase.START_HELD
    assert (waiting.start_held.reason, waiting.start_held.at) == ("Chờ chủ trì", at(0))
    assert released.phase is Phase.NOT_STARTED
    assert now_of(db).phase is Phase.RUNNING
    assert now_of(db).start_held is None


def test_why_the_hall_stands_still_may_be_said_afterwards(db, items):
    cue(db, "hold", at=at(0))
    cue(db, "hold", reason="Chờ chủ trì", at=at(2))
    before = now_of(db)
    cue(db, "start", at=at(3))
    cue(db, "hold", at=at(4))
    cue(db, "hold", reason="Sự cố âm thanh", at=at(5))
    during = now_of(db)
    cue(db, "undo")

    assert (before.start_held.reason, before.start_held_since) == ("Chờ chủ trì", at(0))
    assert during.start_held_since is None
    held = during.of(during.live_item)
    assert (held.state, held.reason, held.held) == (
        ItemState.HELD, "Sự cố âm thanh", Held(since=at(4)),
    )  # fmt: skip
    assert now_of(db).of(during.live_item).reason == ""


def test_a_second_hold_without_a_reason_says_nothing_new(db, items):
    cue(db, "hold")
    with pytest.raises(CueNotPossible):
        cue(db, "hold")
    cue(db, "start")
    cue(db, "hold")
    with pytest.raises(CueNotPossible):
        cue(db, "hold", reason="  ")


def test_each_of_these_can_be_undone(db, items, parts):
    cue(db, "start", at=at(0))
    for command, how in [
        ("part", {}), ("add", {"span": minutes(1)}), ("anew", {}),
        ("skip", {"item_id": items[1], "reason": "Hết giờ"}), ("next", {}), ("back", {}),
    ]:  # fmt: skip
        before = now_of(db)
        cue(db, command, at=at(2), **how)
        after = now_of(db)
        cue(db, "undo", at=at(3))
        again = now_of(db)
        seen = [
            (one.played, one.parts, one.live_id, one.live_part) for one in (before, after, again)
        ]
        assert seen[0] == seen[2] != seen[1], command
        cue(db, command, at=at(2), **how)


def test_what_was_played_keeps_the_plan_it_was_played_under(db, items):
    cue(db, "start", at=at(0))
    cue(db, "next", at=at(5))

    def edit(session):
        item = session.get_one(AgendaItem, items[0])
        item.title, item.planned_end = "Tên khác", at(99)

    db.write(edit)

    state = now_of(db)
    assert state.played[items[0]].plan.title != "Tên khác"
    assert state.slots()[0].planned_length == minutes(10)


def test_a_cue_of_the_time_before_plans_were_kept_is_played_by_the_plan_of_today(db, items):
    cue(db, "start", at=at(0))
    db.write(lambda s: setattr(s.scalars(select(Cue)).one(), "plan", {}))

    assert now_of(db).played[items[0]].plan is None
    assert now_of(db).slots()[0].planned_length == minutes(10)


def test_a_queue_whose_entries_have_minutes_gives_its_item_a_length(db, items, parts):
    def untime(session):
        item = session.get_one(AgendaItem, items[0])
        item.planned_start = item.planned_end = None
        for one in item.entries:
            one.length_min = 4

    db.write(untime)
    cue(db, "start")
    whole = now_of(db).slots()[0].planned_length
    cue(db, "skip", item_id=items[0], part=parts[2], reason="Hết giờ")

    assert whole == minutes(12)
    assert now_of(db).slots()[0].planned_length == minutes(8)


def test_the_afternoons_start_may_wait_too_and_each_sitting_has_its_own_last_item(db, items):
    def split(session):
        afternoon = Sitting(
            ordinal=2, name="Chiều", starts_at=at(600), ends_at=at(700), conference_id=1
        )
        session.add(afternoon)
        session.flush()
        session.get_one(AgendaItem, items[2]).sitting_id = afternoon.id

    db.write(split)
    cue(db, "start", at=at(0))
    morning = now_of(db)
    cue(db, "next", at=at(5))
    cue(db, "finish", at=at(9))
    lunch = now_of(db)
    cue(db, "hold", reason="Chờ chủ trì", at=at(10))

    assert (morning.last_of_sitting, lunch.last_of_sitting) == (1, 2)
    assert now_of(db).phase is Phase.START_HELD
    cue(db, "next", at=at(12))
    assert now_of(db).live_id == items[2]


def test_the_start_may_wait_although_its_first_item_is_left_out(db, items):
    cue(db, "skip", item_id=items[0], reason="Thiếu giờ")

    cue(db, "hold", reason="Chờ chủ trì", at=at(0))
    cue(db, "hold", reason="Chờ đoàn xe", at=at(1))

    assert now_of(db).phase is Phase.START_HELD
    assert now_of(db).start_held.reason == "Chờ đoàn xe"


def test_so_may_that_of_the_afternoon_but_no_break_within_a_sitting(db, items):
    def split(session):
        afternoon = Sitting(
            ordinal=2, name="Chiều", starts_at=at(600), ends_at=at(700), conference_id=1
        )
        session.add(afternoon)
        session.flush()
        for item_id in items[1:]:
            session.get_one(AgendaItem, item_id).sitting_id = afternoon.id

    db.write(split)
    cue(db, "start", at=at(0))
    cue(db, "finish", at=at(9))
    cue(db, "skip", item_id=items[1], reason="Thiếu giờ")
    cue(db, "hold", at=at(600))
    held = now_of(db).phase
    cue(db, "undo", at=at(601))
    cue(db, "restore", item_id=items[1], at=at(602))
    cue(db, "start", at=at(603))
    cue(db, "finish", at=at(604))

    assert held is Phase.START_HELD
    with pytest.raises(CueNotPossible):
        cue(db, "hold", at=at(605))


def test_when_the_start_was_released_moves_with_the_clock_and_is_over_with_the_start(db, items):
    cue(db, "hold", at=at(0))
    cue(db, "resume", at=at(3))
    released = now_of(db).start_released
    db.write(lambda s: follow_clock(s, span=minutes(60), at=at(64), by=BY))
    moved = now_of(db).start_released
    cue(db, "hold", at=at(65))
    held = now_of(db).start_released
    cue(db, "resume", at=at(66))
    cue(db, "start", at=at(67))

    assert (released, moved, held) == (at(3), at(63), None)
    assert now_of(db).start_released is None


def test_an_empty_programme_has_no_last_item(db):
    assert now_of(db).last_of_sitting is None


def test_time_given_before_the_day_begins_nothing(db, items):
    cue(db, "add", span=minutes(5), item_id=items[1])

    assert now_of(db).begun is False
    assert now_of(db).phase is Phase.NOT_STARTED


@pytest.mark.parametrize("command", ["interrupt", "follow_clock"])
def test_what_the_server_notes_by_itself_is_nobodys_button(db, items, command):
    cue(db, "start")

    with pytest.raises(CueNotPossible):
        cue(db, command)


def test_a_start_that_is_held_and_released_is_of_no_item_whichever_was_named(db, items):
    found = []
    for command in ("hold", "resume"):
        cue(db, command, item_id=999, reason="Chờ đại biểu")
        found.append(now_of(db).phase)

    assert items
    assert found == [Phase.START_HELD, Phase.NOT_STARTED]
    assert [one.item_id for one in all_rows(db, Cue)] == [None, None]
