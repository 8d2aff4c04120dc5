"""Work before the day: "trước ngày" is exclusive, days end in the hall, ticks are taken back."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conference.clock import hall_moment
from conference.preparation import (
    Bound,
    Task,
    TaskEmpty,
    TaskKind,
    TaskWords,
    all_tasks,
    overdue,
    tick_task,
    write_task,
)
from conference.readiness import Gate
from conference.refusals import NotFound
from tests.conference.list.acting import do, facts
from tests.factories import AT

DUE = dt.date(2025, 8, 20)
DAYS = st.dates(dt.date(2020, 1, 2), dt.date(2035, 1, 1))
TIMES = st.times()


def task(due_on=DUE, bound=Bound.ON_OR_BEFORE, **words):
    return Task(ordinal=1, title="Trình danh sách", due_on=due_on, bound=bound, **words)


def rows(db):
    with db.reading() as session:
        return all_tasks(session)


def write(db, words, task_id=None):
    return do(db, write_task, task_id, words)


@given(DAYS, DAYS, TIMES)
def test_on_the_day_is_in_time_and_before_the_day_is_over_with_it(due, today, time):
    now = hall_moment(today, time)

    assert overdue(task(due, Bound.ON_OR_BEFORE), now) == (today > due)
    assert overdue(task(due, Bound.BEFORE), now) == (today >= due)


@pytest.mark.parametrize(
    ("now", "late"),
    [
        (dt.datetime(2025, 8, 20, 16, 59, tzinfo=dt.UTC), False),
        (dt.datetime(2025, 8, 20, 17, 0, tzinfo=dt.UTC), True),
        (dt.datetime(2025, 8, 20, 23, 30, tzinfo=dt.UTC), True),
        (dt.datetime(2025, 8, 19, 23, 30, tzinfo=dt.UTC), False),
    ],
)
def test_a_day_ends_when_it_ends_in_the_hall(now, late):
    assert overdue(task(), now) is late


def test_what_has_no_limit_or_was_ticked_is_never_late():
    late = hall_moment(dt.date(2030, 1, 1), dt.time(8))

    assert not overdue(task(None), late)
    assert task(None, Bound.BEFORE).last_day is None
    assert not overdue(task(done_at=AT), late)


def test_tasks_stand_in_the_order_they_were_written(db):
    first = write(db, TaskWords(" In  giấy mời ", unit="Văn phòng", owner="Bà Miền", due_on=DUE))
    write(db, TaskWords("Kiểm tra âm thanh", gate=Gate.HOUR_BEFORE))

    one, two = rows(db)
    assert (one.id, one.title, one.owner, one.kind) == (
        first, "In giấy mời", "Bà Miền", TaskKind.TASK
    )  # fmt: skip
    assert (two.ordinal, two.kind) == (2, TaskKind.READINESS)


def test_the_same_words_again_change_nothing(db):
    words = TaskWords("In giấy mời", due_on=DUE)
    first = write(db, words)

    assert write(db, words, first) == first
    assert len(facts(db, "TaskWritten")) == len(rows(db)) == 1


def test_a_task_that_gets_a_gate_is_a_line_of_readiness_and_back(db):
    one = write(db, TaskWords("Kiểm tra máy in"))

    write(db, TaskWords("Kiểm tra máy in", gate=Gate.EVENING_BEFORE), one)
    assert rows(db)[0].kind is TaskKind.READINESS
    write(db, TaskWords("Kiểm tra máy in"), one)
    assert rows(db)[0].kind is TaskKind.TASK


def test_a_milestone_stays_one_and_its_new_limit_is_no_longer_the_plans_words(db):
    plans = task(kind=TaskKind.MILESTONE, due_text="trước ngày 20/8", unit="Các phường, xã")
    db.write(lambda s: s.add(plans))

    write(db, TaskWords("Trình danh sách", unit="Các phường", due_on=DUE), 1)
    assert rows(db)[0].due_text == "trước ngày 20/8"
    write(db, TaskWords("Trình danh sách", due_on=DUE, bound=Bound.BEFORE), 1)

    (kept,) = rows(db)
    assert (kept.kind, kept.due_text, kept.last_day) == (
        TaskKind.MILESTONE, "", dt.date(2025, 8, 19)
    )  # fmt: skip


def test_a_task_says_something_and_is_there(db):
    with pytest.raises(TaskEmpty):
        write(db, TaskWords("  "))
    with pytest.raises(NotFound):
        write(db, TaskWords("In giấy mời"), 99)


def test_a_tick_is_given_and_taken_back_once(db):
    one = write(db, TaskWords("In giấy mời"))

    for _ in range(2):
        do(db, tick_task, one, done=True, by_name="Nguyễn Thị Miền")
    assert (rows(db)[0].done_at, rows(db)[0].done_by) == (AT, "Nguyễn Thị Miền")
    for _ in range(2):
        do(db, tick_task, one, done=False, by_name="Nguyễn Thị Miền")

    assert (rows(db)[0].done_at, rows(db)[0].done_by) == (None, "")
    assert facts(db, "TaskDone") == facts(db, "TaskReopened") == [{"task_id": one}]


def test_what_is_not_there_is_not_ticked(db):
    with pytest.raises(NotFound):
        do(db, tick_task, 99, done=True, by_name="")
