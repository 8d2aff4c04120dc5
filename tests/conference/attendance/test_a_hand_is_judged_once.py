"""Somebody found without a code is judged as by a scan: once for each id, many at one instant."""

from __future__ import annotations

import datetime as dt
import json
import random

import pytest

from conference.attendance import ScanSource, admit_by_hand
from conference.doors import Door, the_door
from conference.journal import JournalEntry
from conference.refusals import NotFound
from tests.conference.attendance.doors import by_hand, run_door
from tests.factories import (
    AT,
    BY,
    all_rows,
    arrivals,
    at_one_instant,
    badge_jobs,
    make_delegates,
    make_station,
    new_id,
    scan,
    scan_text,
)

STATIONS = 16


def test_the_same_id_gets_the_same_answer_whether_by_hand_or_by_scan(db):
    an, binh = make_delegates(db, "Nguyễn Văn An", "Lê Bình")

    first = by_hand(db, an.id, scan_id="one-and-the-same")
    again = by_hand(db, binh.id, scan_id="one-and-the-same")
    scanned = scan(db, binh.code, scan_id="one-and-the-same")

    assert first == again == scanned
    assert len(arrivals(db)) == 1


def test_nobody_of_that_number_is_not_found_and_leaves_nothing(db):
    with pytest.raises(NotFound):
        by_hand(db, 999)

    assert arrivals(db) == []


def test_a_scan_and_a_hand_at_one_instant_make_one_entry(db):
    (an,) = make_delegates(db, "Nguyễn Văn An")
    ways = [lambda: scan(db, an.code), lambda: by_hand(db, an.id)] * 16

    answers = at_one_instant(ways)

    verdicts = [answer["verdict"] for answer in answers]
    assert (verdicts.count("admitted"), verdicts.count("repeat")) == (1, 31)
    assert len(badge_jobs(db)) == 1


def test_sixty_four_scans_of_two_stations_name_the_one_that_admitted(db):
    (an,) = make_delegates(db, "Nguyễn Văn An")
    stations = [make_station(db, name)[0] for name in ("Quầy 1", "Quầy 2")]

    # Each by its own clock: a repeat that gave its own time would be told apart.
    moments = [AT + dt.timedelta(milliseconds=nth) for nth in range(64)]
    answers = at_one_instant(
        [
            lambda nth=nth: scan(db, an.code, station=stations[nth % 2], at=moments[nth])
            for nth in range(64)
        ]
    )

    (winner,) = (one for one in answers if one["verdict"] == "admitted")
    repeats = [one for one in answers if one["verdict"] == "repeat"]
    assert len(repeats) == 63
    assert {one["first"]["station"] for one in repeats} == {winner["first"]["station"]}
    assert {one["first"]["at_ms"] for one in repeats} == {winner["first"]["at_ms"]}
    assert len(arrivals(db)) == len(badge_jobs(db)) == 1


def test_four_thousand_shuffled_duplicates_give_no_wrong_answer(db):
    people = make_delegates(db, count=200)
    posts = [(new_id(), one) for one in people for _ in range(5)]
    sent = [post for post in posts for _ in range(4)]
    random.Random(4).shuffle(sent)

    def send(mine):
        return [(scan_id, scan_text(db, one.code, scan_id=scan_id, at=AT)) for scan_id, one in mine]

    given = at_one_instant(
        [lambda nth=nth: send(sent[nth::STATIONS]) for nth in range(STATIONS)], within_s=60
    )

    answered: dict[str, set[str]] = {}
    for scan_id, text in (pair for pairs in given for pair in pairs):
        answered.setdefault(scan_id, set()).add(text)
    assert len(sent) == 4_000
    assert all(len(texts) == 1 for texts in answered.values())
    verdicts = [json.loads(next(iter(texts)))["verdict"] for texts in answered.values()]
    assert (verdicts.count("admitted"), verdicts.count("repeat")) == (200, 800)
    assert len(arrivals(db)) == len(badge_jobs(db)) == 200


def test_a_door_that_nobody_has_set_runs_by_the_defaults_and_keeps_what_is_set(db):
    with db.reading() as session:
        before = the_door(session)
    run_door(db, support_desk="  số  3 ")
    run_door(db, support_desk="số 3")

    (after,) = all_rows(db, Door)
    assert (before.invitations_admit, before.support_desk) == (True, "")
    assert (after.invitations_admit, after.support_desk) == (True, "số 3")
    # The same once more, tidied, is no news.
    assert [one.kind for one in all_rows(db, JournalEntry)].count("DoorChanged") == 1


def test_one_who_comes_by_hand_is_noted_with_the_operator(db):
    (an,) = make_delegates(db, "Nguyễn Văn An")

    db.write(
        lambda s: admit_by_hand(
            s, an.id, scan_id=new_id(), source=ScanSource.CARD_NUMBER, at=AT, by=BY
        )
    )

    (row,) = arrivals(db)
    assert (row.source, row.by) == ("card_number", BY)
    assert len(all_rows(db, type(row))) == 1
