"""A station prints no badge, one for each delegate, or one at every admission; a tray waits."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from conference.attendance import AtStation, leave
from conference.printing import mark_uncertain, settle
from conference.stations import BadgePrinting
from tests.conference.attendance.doors import (
    MORNING,
    badge_of,
    change,
    hand_out_badge,
    run_door,
    two_sittings,
)
from tests.factories import AT, BY, badge_jobs, make_delegates, print_next, scan, send_next

DESK = AtStation(name="Bàn 2", pool="máy in bàn 2")


def prints(db, mode, code, **how):
    return scan(db, code, station=replace(DESK, printing=mode), **how)["badge"]


def come_and_go(db, an):
    db.write(lambda s: leave(s, an.id, reason="Ra ngoài", station_name="", at=AT, by=BY))


def test_the_answer_says_where_the_badge_comes_out(db):
    (an,) = make_delegates(db, "Nguyễn Văn An")

    badge = prints(db, BadgePrinting.ONCE, an.code)

    assert badge == {"queued": True, "pool": "máy in bàn 2"}
    assert [job.pool for job in badge_jobs(db)] == ["máy in bàn 2"]


def test_a_station_that_prints_none_queues_none(db):
    (an,) = make_delegates(db, "Nguyễn Văn An")

    assert prints(db, BadgePrinting.OFF, an.code) is None
    assert badge_jobs(db) == []


def test_one_that_prints_once_prints_nothing_for_who_is_back(db):
    (an,) = make_delegates(db, "Nguyễn Văn An")
    prints(db, BadgePrinting.ONCE, an.code)
    come_and_go(db, an)

    assert prints(db, BadgePrinting.ONCE, an.code) is None
    assert len(badge_jobs(db)) == 1


def test_one_that_prints_once_prints_at_the_first_entry_only(db):
    (an,) = make_delegates(db, "Nguyễn Văn An")
    prints(db, BadgePrinting.OFF, an.code)
    come_and_go(db, an)

    assert prints(db, BadgePrinting.ONCE, an.code) is None
    assert badge_jobs(db) == []


def test_one_that_prints_always_prints_a_further_issue_for_who_is_back(db):
    (an,) = make_delegates(db, "Nguyễn Văn An")
    prints(db, BadgePrinting.ALWAYS, an.code)
    come_and_go(db, an)
    prints(db, BadgePrinting.ALWAYS, an.code)
    repeat = prints(db, BadgePrinting.ALWAYS, an.code)

    assert [job.issue for job in badge_jobs(db)] == [1, 2]
    assert repeat is None


def test_at_the_next_sitting_the_badge_of_the_first_still_hangs_on_the_neck(empty_db):
    two_sittings(empty_db)
    (an,) = make_delegates(empty_db, "Nguyễn Văn An")
    scan(empty_db, an.code, at=MORNING)
    print_next(empty_db)

    afternoon = scan(empty_db, badge_of(empty_db, an.id))

    assert (afternoon["verdict"], afternoon["badge"]) == ("admitted", None)
    assert len(badge_jobs(empty_db)) == 1


def test_of_a_spoiled_sheet_the_next_sitting_prints_another(empty_db):
    two_sittings(empty_db)
    (an,) = make_delegates(empty_db, "Nguyễn Văn An")
    scan(empty_db, an.code, at=MORNING)
    job_id = send_next(empty_db)
    empty_db.write(lambda s: mark_uncertain(s, job_id, fault="", at=AT, by=BY))
    empty_db.write(lambda s: settle(s, job_id, came_out=False, at=AT, by=BY))

    afternoon = scan(empty_db, an.code)

    assert afternoon["badge"] == {"queued": True, "pool": ""}
    assert [job.issue for job in badge_jobs(empty_db)] == [1, 2]


def test_where_badges_wait_in_trays_the_answer_names_the_tray_and_nothing_is_printed(db):
    (an,) = make_delegates(db, "Nguyễn Văn An")
    change(db, an.id, tray="khay B, ô 14")
    run_door(db, preprinted=True)

    first = prints(db, BadgePrinting.ALWAYS, an.code)
    come_and_go(db, an)
    back = prints(db, BadgePrinting.ALWAYS, an.code, at=AT + dt.timedelta(minutes=5))

    assert first == {"queued": False, "tray": "khay B, ô 14"}
    assert back is None
    assert badge_jobs(db) == []


def test_who_shows_the_badge_itself_is_sent_to_no_tray(db):
    (an,) = make_delegates(db, "Nguyễn Văn An")
    change(db, an.id, tray="khay B, ô 14")
    run_door(db, preprinted=True, badges_admit=True)

    answer = scan(db, hand_out_badge(db, an.id))

    assert (answer["verdict"], answer["badge"]) == ("admitted", None)
