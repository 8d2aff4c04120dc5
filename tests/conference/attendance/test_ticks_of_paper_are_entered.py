"""Ticks of the paper list count from the time that is written, and harm nothing that is known."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from conference.attendance import (
    ON_PAPER,
    Movement,
    MovementKind,
    NoTickToTakeBack,
    Scan,
    ScanSource,
    WrittenTimeOfAnotherSitting,
    WrittenTimeWrong,
    enter_from_paper,
    leave,
    paper_sittings,
    present_ids,
    take_back_entry,
    take_back_tick,
)
from conference.database import Database
from conference.delegates import withdraw_delegates
from conference.doors import change_door
from conference.refusals import NotFound
from tests.factories import (
    AT,
    BY,
    all_rows,
    arrivals,
    badge_jobs,
    make_conference,
    make_database,
    make_delegates,
    make_sitting,
    new_id,
    scan,
)

WRITTEN = AT - dt.timedelta(minutes=30)


def enter_text(db: Database, delegate_id: int, **how: Any) -> str:
    asked: dict[str, Any] = {"scan_id": new_id(), "at": AT, "by": BY} | how
    return db.write(lambda s: enter_from_paper(s, delegate_id, **asked))


def enter(db: Database, delegate_id: int, **how: Any) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(enter_text(db, delegate_id, **how))
    return answer


def take_back(db: Database, scan_id: str) -> int:
    return db.write(lambda s: take_back_tick(s, scan_id, at=AT, by=BY))


def test_the_entry_counts_from_the_written_time_and_prints_nothing(db: Database) -> None:
    (one,) = make_delegates(db, "Lê Lan")

    answer = enter(db, one.id, written_at=WRITTEN)

    (entry,), (row,) = arrivals(db), all_rows(db, Scan)
    assert (answer["verdict"], answer["badge"]) == ("admitted", None)
    assert (entry.first_at, entry.source, entry.station_name, entry.by) == (
        WRITTEN, ScanSource.PAPER, ON_PAPER.name, BY,
    )  # fmt: skip
    assert (row.source, row.device_at, row.at, row.by) == (ScanSource.PAPER, WRITTEN, AT, BY)
    assert badge_jobs(db) == []


def test_a_tick_without_a_time_counts_from_now_and_ticks_are_numbered(db: Database) -> None:
    one, two = make_delegates(db, "Lê Lan", "Trần Bảo")

    enter(db, one.id)
    enter(db, two.id)

    assert [entry.first_at for entry in arrivals(db)] == [AT, AT]
    assert [(row.sequence, row.device_at) for row in all_rows(db, Scan)] == [(1, None), (2, None)]


def test_who_has_come_already_is_a_repeat_that_names_the_first_entry(db: Database) -> None:
    (one,) = make_delegates(db, "Lê Lan")
    scan(db, one.code)

    answer = enter(db, one.id, written_at=WRITTEN)

    assert answer["reason"] == "repeat"
    assert len(arrivals(db)) == 1


def test_who_has_left_since_stays_outside(db: Database) -> None:
    (one,) = make_delegates(db, "Lê Lan")
    scan(db, one.code)
    db.write(lambda s: leave(s, one.id, reason="Việc gấp", station_name="", at=AT, by=BY))

    answer = enter(db, one.id, written_at=WRITTEN)

    assert answer["reason"] == "repeat"
    with db.reading() as session:
        assert present_ids(session, 1) == set()


def test_a_closed_list_and_a_full_hall_do_not_stand_against_who_went_in(db: Database) -> None:
    one, two = make_delegates(db, "Lê Lan", "Trần Bảo")
    scan(db, one.code)
    db.write(lambda s: change_door(s, {"closed": True, "hall_capacity": 1}, at=AT, by=BY))

    assert enter(db, two.id, written_at=WRITTEN)["verdict"] == "admitted"


@pytest.mark.parametrize(
    ("door", "reason"), [({"closed": True}, "list_closed"), ({"hall_capacity": 1}, "capacity")]
)
@pytest.mark.parametrize("written", [None, AT])
def test_a_tick_of_now_is_no_way_past_a_closed_list_or_a_full_hall(
    db: Database, door: dict[str, Any], reason: str, written: dt.datetime | None
) -> None:
    one, two = make_delegates(db, "Lê Lan", "Trần Bảo")
    scan(db, one.code)
    db.write(lambda s: change_door(s, door, at=AT, by=BY))

    answer = enter(db, two.id, written_at=written)

    assert (answer["verdict"], answer["reason"]) == ("refused", reason)
    assert len(arrivals(db)) == 1


def test_who_has_left_and_came_back_on_paper_is_inside_again(db: Database) -> None:
    (one,) = make_delegates(db, "Lê Lan")
    scan(db, one.code)
    left = AT + dt.timedelta(minutes=1)
    db.write(lambda s: leave(s, one.id, reason="Việc gấp", station_name="", at=left, by=BY))

    answer = enter(
        db, one.id, written_at=left + dt.timedelta(minutes=2), at=left + dt.timedelta(minutes=5)
    )

    assert answer["reason"] == "returned"
    assert [entry.left_at for entry in arrivals(db)] == [None]
    (went, came) = all_rows(db, Movement)
    assert (came.kind, came.at) == (MovementKind.RETURNED, went.at + dt.timedelta(minutes=2))


def test_a_tick_of_a_way_back_is_not_taken_back_with_the_entry(db: Database) -> None:
    (one,) = make_delegates(db, "Lê Lan")
    enter(db, one.id, written_at=WRITTEN)
    at, tick = AT + dt.timedelta(minutes=1), new_id()
    db.write(lambda s: leave(s, one.id, reason="Việc gấp", station_name="", at=AT, by=BY))
    enter(db, one.id, scan_id=tick, at=at)

    with pytest.raises(NoTickToTakeBack):
        take_back(db, tick)

    assert [entry.undone_at for entry in arrivals(db)] == [None]


def test_who_is_not_on_the_list_any_more_is_refused_and_the_tick_is_kept(db: Database) -> None:
    (one,) = make_delegates(db, "Lê Lan")
    db.write(lambda s: withdraw_delegates(s, [one.id], reason="Bận", at=AT, by=BY))

    answer = enter(db, one.id)

    assert (answer["verdict"], answer["reason"]) == ("refused", "withdrawn")
    assert len(all_rows(db, Scan)) == 1
    assert arrivals(db) == []


def test_the_same_tick_again_gets_the_same_answer(db: Database) -> None:
    (one,) = make_delegates(db, "Lê Lan")
    tick = new_id()

    first = enter_text(db, one.id, scan_id=tick, written_at=WRITTEN)
    second = enter_text(db, one.id, scan_id=tick, written_at=WRITTEN)

    assert first == second
    assert len(all_rows(db, Scan)) == 1


@pytest.mark.parametrize("hours", [-25, 1])
def test_a_time_to_come_or_of_another_day_is_refused(db: Database, hours: int) -> None:
    (one,) = make_delegates(db, "Lê Lan")

    with pytest.raises(WrittenTimeWrong):
        enter(db, one.id, written_at=AT + dt.timedelta(hours=hours))

    assert all_rows(db, Scan) == []


def test_a_tick_for_nobody_is_refused(db: Database) -> None:
    make_delegates(db, "Lê Lan")

    with pytest.raises(NotFound):
        enter(db, 999)


def test_a_tick_is_taken_back_once_and_can_be_made_anew(db: Database) -> None:
    (one,) = make_delegates(db, "Lê Lan")
    tick = new_id()
    enter(db, one.id, scan_id=tick)

    assert take_back(db, tick) == one.id
    with pytest.raises(NoTickToTakeBack):
        take_back(db, tick)

    assert enter(db, one.id)["verdict"] == "admitted"


@pytest.mark.parametrize("written", [None, WRITTEN])
def test_taking_a_tick_back_again_leaves_the_entry_of_a_newer_tick(
    db: Database, written: dt.datetime | None
) -> None:
    (one,) = make_delegates(db, "Lê Lan")
    first, second = new_id(), new_id()
    enter(db, one.id, scan_id=first, written_at=written)
    take_back(db, first)
    enter(db, one.id, scan_id=second, written_at=written)

    with pytest.raises(NoTickToTakeBack):
        take_back(db, first)

    assert sum(entry.undone_at is None for entry in arrivals(db)) == 1
    assert take_back(db, second) == one.id


@pytest.mark.parametrize("of", ["a scan at the door", "nothing", "a repeat"])
def test_only_what_a_tick_has_made_is_taken_back(db: Database, of: str) -> None:
    (one,) = make_delegates(db, "Lê Lan")
    scanned, repeated = new_id(), new_id()
    scan(db, one.code, scan_id=scanned)
    enter(db, one.id, scan_id=repeated)
    wanted = {"a scan at the door": scanned, "nothing": new_id(), "a repeat": repeated}[of]

    with pytest.raises(NoTickToTakeBack):
        take_back(db, wanted)

    assert [entry.undone_at for entry in arrivals(db)] == [None]


def test_the_scan_of_who_was_ticked_takes_no_tick_back(db: Database) -> None:
    (one,) = make_delegates(db, "Lê Lan")
    enter(db, one.id, written_at=WRITTEN)
    scanned = new_id()
    scan(db, one.code, scan_id=scanned)

    with pytest.raises(NoTickToTakeBack):
        take_back(db, scanned)

    assert [entry.undone_at for entry in arrivals(db)] == [None]


def test_a_tick_that_the_desk_took_back_leaves_the_scan_that_came_after_it(db: Database) -> None:
    (one,) = make_delegates(db, "Lê Lan")
    tick = new_id()
    enter(db, one.id, scan_id=tick)
    db.write(lambda s: take_back_entry(s, one.id, reason="Nhầm", at=AT, by=BY))
    scan(db, one.code)

    with pytest.raises(NoTickToTakeBack):
        take_back(db, tick)

    assert [entry.undone_at for entry in arrivals(db)] == [AT, None]


@pytest.fixture
def day(tmp_path: Path) -> Iterator[Database]:
    """A day of two sittings, at 13h42: the second is on; and one of the day before."""
    db = make_database(tmp_path)
    before = make_sitting(1, "Trù bị", dt.time(14, 0), dt.time(16, 0))
    before.starts_at -= dt.timedelta(days=1)
    before.ends_at -= dt.timedelta(days=1)
    make_conference(
        db,
        sittings=[
            before,
            make_sitting(2, "Sáng", dt.time(7, 30), dt.time(11, 45)),
            make_sitting(3, "Chiều", dt.time(13, 30), dt.time(16, 0)),
            make_sitting(4, "Tối", dt.time(19, 0), dt.time(21, 0)),
        ],
    )
    yield db
    db.close()


DAY_BEFORE, MORNING, AFTERNOON, EVENING = 1, 2, 3, 4


def hours_ago(hours: float) -> dt.datetime:
    return AT - dt.timedelta(hours=hours)


def test_ticks_are_entered_for_todays_sittings_up_to_the_one_of_now(day: Database) -> None:
    with day.reading() as session:
        offered = [one.id for one in paper_sittings(session, AT)]

    assert offered == [MORNING, AFTERNOON]


def test_a_tick_without_a_time_counts_for_the_sitting_that_was_chosen(day: Database) -> None:
    (one,) = make_delegates(day, "Lê Lan")
    day.write(lambda s: change_door(s, {"closed": True}, at=AT, by=BY))

    answer = enter(day, one.id, sitting_id=MORNING)

    assert answer["verdict"] == "admitted"
    assert [entry.sitting_id for entry in arrivals(day)] == [MORNING]


@pytest.mark.parametrize(
    ("written", "sitting_id"),
    [
        (hours_ago(5), MORNING),
        # 11h42: the afternoon's door is open and the morning is not over yet.
        (hours_ago(2), MORNING),
        (hours_ago(2), AFTERNOON),
    ],
)
def test_a_time_that_agrees_with_the_chosen_sitting_is_entered_for_it(
    day: Database, written: dt.datetime, sitting_id: int
) -> None:
    (one,) = make_delegates(day, "Lê Lan")

    enter(day, one.id, written_at=written, sitting_id=sitting_id)

    assert [(entry.sitting_id, entry.first_at) for entry in arrivals(day)] == [
        (sitting_id, written)
    ]


@pytest.mark.parametrize(
    ("written", "sitting_id"), [(hours_ago(0.5), MORNING), (hours_ago(5), AFTERNOON)]
)
def test_a_time_of_another_sitting_than_the_chosen_one_is_refused(
    day: Database, written: dt.datetime, sitting_id: int
) -> None:
    (one,) = make_delegates(day, "Lê Lan")

    with pytest.raises(WrittenTimeOfAnotherSitting):
        enter(day, one.id, written_at=written, sitting_id=sitting_id)

    assert all_rows(day, Scan) == []


@pytest.mark.parametrize("sitting_id", [DAY_BEFORE, EVENING, 99])
def test_a_sitting_that_is_not_offered_is_refused(day: Database, sitting_id: int) -> None:
    (one,) = make_delegates(day, "Lê Lan")

    with pytest.raises(NotFound):
        enter(day, one.id, sitting_id=sitting_id)
