"""A conference that has not begun is moved as a whole: day, sittings, programme."""

from __future__ import annotations

import datetime as dt

import pytest

from conference.agenda import AgendaItem
from conference.clock import hall_moment, in_the_hall
from conference.identity import DayImpossible, Sitting, identity, the_conference
from conference.journal import JournalEntry
from conference.readiness import Standing
from conference.refusals import NotFound
from conference.rescheduling import (
    HoursBackward,
    ProgrammeHasBegun,
    SittingsOverlap,
    checks,
    hours_assumed,
    move_to_day,
    passed_limit,
    set_sitting_hours,
)
from tests.factories import (
    AT,
    BY,
    DAY,
    all_rows,
    cue,
    make_conference,
    make_database,
    make_programme,
    make_sitting,
)

TOMORROW = DAY + dt.timedelta(days=1)


@pytest.fixture
def two_halves(tmp_path):
    """A conference of a morning and an afternoon, whose hours nobody has said."""
    db = make_database(tmp_path)
    make_conference(
        db,
        sittings=[
            make_sitting(1, "Sáng", dt.time(8, 0), dt.time(11, 30)),
            make_sitting(2, "Chiều", dt.time(14, 0), dt.time(17, 0)),
        ],
        plan_words={"hours_assumed": [1, 2]},
    )
    yield db
    db.close()


def move(db, day=TOMORROW):
    return db.write(lambda s: move_to_day(s, day, at=AT, by=BY))


def set_hours(db, sitting_id, starts, ends, **more):
    return db.write(
        lambda s: set_sitting_hours(
            s, sitting_id, starts=dt.time(*starts), ends=dt.time(*ends), at=AT, by=BY, **more
        )
    )


def hours(db):
    rows = sorted(all_rows(db, Sitting), key=lambda one: one.ordinal)
    return [f"{in_the_hall(a):%d/%m %H:%M}" for one in rows for a in (one.starts_at, one.ends_at)]


def starts(db):
    rows = sorted(all_rows(db, AgendaItem), key=lambda one: one.ordinal)
    return [one.planned_start and f"{in_the_hall(one.planned_start):%d/%m %H:%M}" for one in rows]


def last_fact(db):
    entry = all_rows(db, JournalEntry)[-1]
    return entry.kind, entry.payload


def question(db, ask):
    with db.reading() as session:
        return ask(the_conference(session))


def test_another_day_takes_sittings_and_programme_along(db):
    make_programme(db, 10, 20)

    days = move(db)

    assert days == 1
    with db.reading() as session:
        assert identity(session).date == TOMORROW
    assert hours(db) == ["21/11 13:30", "21/11 16:00"]
    assert starts(db) == ["21/11 14:00", "21/11 14:10"]
    assert last_fact(db) == ("ConferenceMoved", {"days": 1})


def test_an_earlier_day_is_a_day_too(db):
    days = move(db, DAY - dt.timedelta(days=30))

    assert days == -30
    assert hours(db) == ["21/10 13:30", "21/10 16:00"]


def test_items_without_a_time_stay_without_one(db):
    [first, _] = make_programme(db, 10, 20)

    def untime(session):
        item = session.get_one(AgendaItem, first)
        item.planned_start = item.planned_end = None

    db.write(untime)
    move(db)

    assert starts(db) == [None, "21/11 14:10"]


def test_the_same_day_again_changes_nothing(db):
    before = len(all_rows(db, JournalEntry))

    days = move(db, DAY)

    assert days == 0
    assert len(all_rows(db, JournalEntry)) == before


@pytest.mark.parametrize("year", [1, 26, 1999, 2100])
def test_a_year_that_was_mistyped_is_refused(db, year):
    with pytest.raises(DayImpossible):
        db.write(lambda s: move_to_day(s, dt.date(year, 11, 20), at=AT, by=BY))

    with db.reading() as session:
        assert the_conference(session).held_on == DAY


@pytest.mark.parametrize("change", [move, lambda db: set_hours(db, 1, (9, 0), (10, 0))])
def test_nothing_moves_once_the_programme_has_begun(db, change):
    make_programme(db, 10)
    cue(db, "start")

    with pytest.raises(ProgrammeHasBegun):
        change(db)

    assert hours(db) == ["20/11 13:30", "20/11 16:00"]


def test_a_first_cue_that_was_taken_back_lets_it_move_again(db):
    make_programme(db, 10)
    cue(db, "start")
    cue(db, "undo")

    assert move(db) == 1


def test_hours_of_a_sitting_are_the_halls(db):
    changed = set_hours(db, 1, (8, 30), (11, 0))

    assert changed is True
    assert hours(db) == ["20/11 08:30", "20/11 11:00"]
    assert last_fact(db) == ("SittingHoursSet", {"sitting_id": 1})


def test_the_programme_follows_the_beginning_only_when_asked(db):
    make_programme(db, 10, 20)

    set_hours(db, 1, (14, 0), (16, 0))
    alone = starts(db)
    set_hours(db, 1, (13, 0), (16, 0), with_programme=True)

    assert alone == ["20/11 14:00", "20/11 14:10"]
    assert starts(db) == ["20/11 13:00", "20/11 13:10"]


def test_an_untimed_item_has_no_time_to_follow_with(db):
    [item_id] = make_programme(db, 10)

    def untime(session):
        item = session.get_one(AgendaItem, item_id)
        item.planned_start = item.planned_end = None

    db.write(untime)
    set_hours(db, 1, (8, 0), (10, 0), with_programme=True)

    assert starts(db) == [None]


def test_the_same_hours_again_change_nothing(db):
    before = len(all_rows(db, JournalEntry))

    changed = set_hours(db, 1, (13, 30), (16, 0), with_programme=True)

    assert changed is False
    assert len(all_rows(db, JournalEntry)) == before


def test_a_sitting_that_would_end_before_it_begins_is_refused(db):
    with pytest.raises(HoursBackward):
        set_hours(db, 1, (16, 0), (16, 0))


def test_a_sitting_that_is_not_there_is_not_found(db):
    with pytest.raises(NotFound):
        set_hours(db, 99, (8, 0), (9, 0))


def test_one_sitting_does_not_reach_into_the_other(two_halves):
    with pytest.raises(SittingsOverlap) as refused:
        set_hours(two_halves, 1, (8, 0), (14, 30))

    assert refused.value.details == {"name": "Chiều"}
    assert set_hours(two_halves, 1, (8, 0), (14, 0)) is True


def test_hours_that_the_plan_does_not_say_are_confirmed_even_as_they_are(two_halves):
    assumed = question(two_halves, hours_assumed)
    changed = set_hours(two_halves, 1, (8, 0), (11, 30))

    assert assumed == [1, 2]
    assert changed is True
    assert question(two_halves, hours_assumed) == [2]


@pytest.mark.parametrize(
    ("bound", "held_on", "words"),
    [
        ("before", DAY, "trước ngày 20/11"),
        ("before", DAY - dt.timedelta(days=1), ""),
        ("on_or_before", DAY, ""),
        ("on_or_before", TOMORROW, "trước ngày 20/11"),
    ],
)
def test_a_day_past_the_plans_limit_is_warned_about_and_not_refused(
    tmp_path, bound, held_on, words
):
    db = make_database(tmp_path)
    limit = {"date": DAY.isoformat(), "bound": bound, "text": "trước ngày 20/11"}
    make_conference(db, plan_words={"date_limit": limit})

    move(db, held_on)
    told = question(db, passed_limit)
    with db.reading() as session:
        day, _ = checks(session, AT)
    db.close()

    assert told == words
    assert day.standing is (Standing.CARE if words else Standing.IN_ORDER)
    assert day.details["day"] == f"{held_on:%d/%m/%Y}"


def test_a_plan_without_a_limit_is_never_late(db):
    assert question(db, passed_limit) == ""


def test_readiness_names_the_sittings_whose_hours_nobody_has_said(two_halves):
    set_hours(two_halves, 1, (8, 0), (11, 30))

    with two_halves.reading() as session:
        _, line = checks(session, AT)
    set_hours(two_halves, 2, (14, 0), (16, 0))
    with two_halves.reading() as session:
        _, after = checks(session, AT)

    assert (line.standing, line.items) == (Standing.MISSING, ("Chiều",))
    assert (after.standing, after.items) == (Standing.IN_ORDER, ())


def test_the_second_day_of_a_conference_stays_its_second_day(two_halves):
    def second_day(session):
        sitting = session.get_one(Sitting, 2)
        sitting.starts_at = hall_moment(TOMORROW, dt.time(8, 0))
        sitting.ends_at = hall_moment(TOMORROW, dt.time(11, 0))

    two_halves.write(second_day)
    move(two_halves, DAY + dt.timedelta(days=11))

    assert hours(two_halves) == ["01/12 08:00", "01/12 11:30", "02/12 08:00", "02/12 11:00"]
