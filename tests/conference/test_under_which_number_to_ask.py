"""Whoever answers for something is known with the number that the office has written."""

from __future__ import annotations

from typing import Any

import pytest

from conference.database import Database
from conference.identity import the_conference
from conference.journal import JournalEntry
from conference.preparation import (
    TaskWords,
    contact_phone,
    note_contact_phone,
    phones_of,
    write_task,
)
from tests.factories import AT, BY, all_rows, make_conference


@pytest.fixture
def db(empty_db: Database) -> Database:
    make_conference(
        empty_db, contact="Văn phòng Sở", plan_words={"contact_person": {"unit": "Văn phòng Sở"}}
    )
    return empty_db


def note(db: Database, phone: str) -> bool:
    return db.write(lambda s: note_contact_phone(s, phone, at=AT, by=BY))


def numbers(db: Database) -> dict[str, str]:
    with db.reading() as session:
        return phones_of(session)


def test_the_number_of_the_contact_is_written_once_and_can_be_emptied(db: Database) -> None:
    first, again, emptied = note(db, " 0225  3842 000 "), note(db, "0225 3842 000"), note(db, "")

    assert (first, again, emptied) == (True, False, True)
    with db.reading() as session:
        conference = the_conference(session)
        assert contact_phone(conference) == ""
        assert conference.plan_words["contact_person"]["unit"] == "Văn phòng Sở"
    noted = [one for one in all_rows(db, JournalEntry) if one.kind == "ConferenceDescribed"]
    assert [one.payload for one in noted] == [{"columns": ["contact_phone"]}] * 2


def test_a_plan_that_names_nobody_can_still_have_a_number(empty_db: Database) -> None:
    make_conference(empty_db)

    note(empty_db, "0225 3842 000")

    assert numbers(empty_db) == {"Văn phòng Sở": "0225 3842 000"}


def test_numbers_of_the_work_belong_to_its_owner_or_else_its_unit(db: Database) -> None:
    def work(session: Any) -> None:
        for words in (
            TaskWords("Kê ghế", unit="Phòng A", owner="Bà Lan", phone="0912"),
            TaskWords("Hoa", unit="Phòng B", phone="0913"),
            TaskWords("Cờ", unit="Phòng C"),
        ):
            write_task(session, None, words, at=AT, by=BY)

    db.write(work)

    assert numbers(db) == {"Bà Lan": "0912", "Phòng B": "0913"}


def test_without_any_number_there_is_none(db: Database) -> None:
    assert numbers(db) == {}
