"""One database holds one conference; what its pages say about it are plain values."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from conference.identity import (
    Conference,
    ConferenceExists,
    Identity,
    NoConference,
    identity,
    sitting_at,
    the_conference,
)
from conference.journal import JournalEntry
from tests.factories import AT, DAY, all_rows, make_conference, make_sitting


def test_a_second_conference_is_refused_and_the_first_stays(empty_db):
    number = make_conference(empty_db)

    with pytest.raises(ConferenceExists):
        make_conference(empty_db, name="Khác")

    (row,) = all_rows(empty_db, Conference)
    assert row.number == number
    assert all_rows(empty_db, JournalEntry)[0].payload == {"number": number, "plan": "test"}


def test_the_database_itself_allows_one_row(db):
    with pytest.raises(IntegrityError, match="one_row"):
        db.write(lambda s: s.execute(text("UPDATE conference SET id = 2")))


def test_an_empty_database_has_no_conference(empty_db):
    with empty_db.reading() as session, pytest.raises(NoConference):
        the_conference(session)


def test_what_every_page_says(db):
    with db.reading() as session:
        said, number = identity(session), the_conference(session).number

    assert said == Identity(
        number=number,
        name="Hội nghị tuyên dương điển hình tiên tiến, lần thứ I",
        title_lines=("HỘI NGHỊ", "TUYÊN DƯƠNG ĐIỂN HÌNH TIÊN TIẾN"),
        venue="Hội trường tầng 1, Sở Khoa học và Công nghệ",
        date=DAY,
        contact="Văn phòng Sở",
        demo=False,
        rehearsal=False,
    )


def test_before_any_door_opens_the_first_sitting_counts():
    morning = make_sitting(1, "Sáng", dt.time(7, 30), dt.time(11, 0))
    afternoon = make_sitting(2, "Chiều", dt.time(14, 0), dt.time(16, 0))
    conference = Conference(sittings=[morning, afternoon])

    assert sitting_at(conference, AT - dt.timedelta(days=9)) is morning
    assert sitting_at(conference, AT) is afternoon


def test_a_conference_without_a_sitting_counts_nowhere():
    with pytest.raises(NoConference):
        sitting_at(Conference(sittings=[]), AT)
