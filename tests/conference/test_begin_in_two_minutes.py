"""A demo or rehearsal outside its hours can be moved to begin in two minutes; a real one never."""

from __future__ import annotations

import datetime as dt

import pytest

from conference.agenda import (
    AgendaItem,
    Editor,
    ShiftNotOffered,
    begin_soon,
    remove_item,
    rundown,
    rundown_revision,
    shift_offered,
)
from conference.clock import hall_moment
from conference.identity import Sitting
from conference.journal import JournalEntry
from conference.timing import forecast
from tests.factories import AT, BY, DAY, all_rows, cue, make_conference, make_programme

EARLY = hall_moment(DAY, dt.time(9, 0))


def offered(db, now):
    with db.reading() as session:
        return shift_offered(session, now)


def shift(db, now):
    with db.reading() as session:
        seen = rundown_revision(session)
    return db.write(lambda s: begin_soon(s, seen_revision=seen, at=now, by=BY))


@pytest.mark.parametrize("marks", [{"demo": True}, {"rehearsal": True}])
def test_all_planned_times_and_the_sitting_move_together(empty_db, marks):
    make_conference(empty_db, **marks)
    make_programme(empty_db, 10, 20)

    moved = shift(empty_db, EARLY)

    first, second = all_rows(empty_db, AgendaItem)
    (sitting,) = all_rows(empty_db, Sitting)
    assert moved == dt.timedelta(hours=-4, minutes=-58)
    assert first.planned_start == EARLY + dt.timedelta(minutes=2)
    assert second.planned_end - second.planned_start == dt.timedelta(minutes=20)
    assert sitting.starts_at == hall_moment(DAY, dt.time(8, 32))
    newest = all_rows(empty_db, JournalEntry)[-1]
    assert (newest.kind, newest.payload) == ("ProgrammeShifted", {"shift_ms": -17_880_000})


def test_a_real_conference_is_never_moved(db):
    make_programme(db, 10)

    assert not offered(db, EARLY)
    with pytest.raises(ShiftNotOffered):
        shift(db, EARLY)


@pytest.mark.parametrize(
    ("hall_time", "may"),
    [
        ("2026-11-20 12:59", True),
        ("2026-11-20 13:00", False),
        ("2026-11-20 15:59", False),
        ("2026-11-20 16:00", True),
        ("2026-11-21 14:00", True),
        ("2026-11-19 14:00", True),
    ],
)
def test_from_half_an_hour_before_until_its_end_a_demo_simply_runs_as_planned(
    empty_db, hall_time, may
):
    make_conference(empty_db, demo=True)
    make_programme(empty_db, 10)

    local = dt.datetime.fromisoformat(hall_time)
    now = hall_moment(local.date(), local.time())

    assert offered(empty_db, now) is may


def test_a_programme_that_has_begun_is_not_moved_until_its_cue_was_taken_back(empty_db):
    make_conference(empty_db, demo=True)
    make_programme(empty_db, 10)
    cue(empty_db, "start", at=AT)

    while_running = offered(empty_db, EARLY)
    cue(empty_db, "undo", at=AT)

    assert while_running is False
    assert offered(empty_db, EARLY) is True


def test_a_programme_without_items_moves_by_nothing(empty_db):
    make_conference(empty_db, demo=True)

    assert shift(empty_db, EARLY) == dt.timedelta(0)


def make_untimed(db, *lengths_min):
    """Items without hours, in the sitting that begins at 13:30."""
    db.write(
        lambda s: s.add_all(
            AgendaItem(
                sitting_id=1, ordinal=n, number=str(n), title=f"Nội dung {n}", length_min=length
            )
            for n, length in enumerate(lengths_min, start=1)
        )
    )


def test_an_untimed_programme_moves_its_sitting_alone(empty_db):
    make_conference(empty_db, demo=True)
    make_untimed(empty_db, None, 10)

    moved = shift(empty_db, EARLY)

    (sitting,) = all_rows(empty_db, Sitting)
    assert sitting.starts_at == EARLY + dt.timedelta(minutes=2)
    assert moved == dt.timedelta(hours=-4, minutes=-28)
    assert [(item.planned_start, item.planned_end) for item in all_rows(empty_db, AgendaItem)] == [
        (None, None), (None, None),
    ]  # fmt: skip


@pytest.mark.parametrize("out", ["remove", "skip"])
def test_what_begins_is_the_first_that_is_neither_removed_nor_left_out(empty_db, out):
    make_conference(empty_db, demo=True)
    first, second, _ = make_programme(empty_db, 20, 10, 10)

    def remove(session):
        editor = Editor(seen_revision=rundown_revision(session), at=EARLY, by=BY)
        remove_item(session, first, editor=editor)

    if out == "remove":
        empty_db.write(remove)
    else:
        cue(empty_db, "skip", item_id=first, reason="Vắng", at=EARLY)
    shift(empty_db, EARLY)

    with empty_db.reading() as session:
        state = rundown(session)
        foretold = dict(
            zip([one.id for one in state.items], forecast(state.slots(), EARLY), strict=True)
        )
    assert foretold[second].start == EARLY + dt.timedelta(minutes=2)


def test_where_all_is_left_out_the_sitting_begins_in_two_minutes(empty_db):
    make_conference(empty_db, demo=True)
    (only,) = make_programme(empty_db, 10)
    cue(empty_db, "skip", item_id=only, reason="Vắng", at=EARLY)

    shift(empty_db, EARLY)

    (sitting,) = all_rows(empty_db, Sitting)
    assert sitting.starts_at == EARLY + dt.timedelta(minutes=2)
