"""Whatever a file and a list hold: every row and every delegate has its place, and a file that was
taken in changes nothing the next time."""

from __future__ import annotations

import datetime as dt
import json
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from conference.delegates import AddressForm, NewDelegate, Sex, withdraw_delegates
from conference.imports import (
    Choices,
    ImportDone,
    Incoming,
    Standing,
    incoming_from,
    incoming_words,
)
from conference.imports.agreeing import is_seat_of_a_unit
from tests.conference.imports.bringing import bring, looked_at, people
from tests.factories import AT, BY, GROUP, GUESTS, make_conference, make_database

NAMES = ["Lê Kiên", "LÊ KIÊN", "Lê Kiến", "Võ Hoà", "Võ Hòa", "Müller", "Möller", "Đại diện Sở A"]
UNITS = ["Sở A", "SỞ A", "Sở Á", "So A", "Xã Tân Hưng", "Xã Tân Hùng"]

words = st.sampled_from(["", "Kế toán", "Lái xe"])


@st.composite
def a_person(draw):
    name = draw(st.sampled_from(NAMES))
    year = draw(st.sampled_from([None, 1970, 1980]))
    born = dt.date(year, 5, 1) if year and draw(st.booleans()) else None
    return NewDelegate(
        full_name=name,
        unit=draw(st.sampled_from(UNITS)),
        group=draw(st.sampled_from([GROUP, GUESTS])),
        position=draw(words),
        named=not is_seat_of_a_unit(name),
        sex=draw(st.sampled_from(Sex)),
        birth_year=year,
        birth_date=born,
        citizen_number=draw(st.sampled_from(["", "", "", "031085001234", "031085001235"])),
        party_member=draw(st.sampled_from([None, True, False])),
        own_address_form=draw(st.sampled_from([None, AddressForm.COMRADE])),
    )


BOTH = Choices(rest="other")
"""Two rows that say the same of somebody new are two people."""


@st.composite
def a_file(draw, most=8):
    found = draw(st.lists(a_person(), max_size=most))
    cards = draw(st.lists(st.sampled_from(["", "", "1", "0002"]), min_size=most, max_size=most))
    return [Incoming(f"Sheet1!{n}", one, cards[n]) for n, one in enumerate(found)]


def fresh(folder):
    db = make_database(Path(folder))
    make_conference(db)
    return db


@settings(max_examples=25)
@given(a_file(), a_file(), st.sets(st.integers(1, 8)))
def test_each_row_and_each_delegate_has_one_place(first, second, gone):
    with tempfile.TemporaryDirectory() as folder:
        db = fresh(folder)
        bring(db, first, choices=BOTH)
        db.write(lambda s: withdraw_delegates(s, gone, reason="x", at=AT, by=BY))

        found = looked_at(db, second)

        assert [one.incoming.key for one in found.rows] == [one.key for one in second]
        assert sum(found.counts().values()) == len(second) + len(found.missing)
        named = [one.delegate_id for one in found.rows if one.delegate_id]
        assert len(set(named)) == len(named)
        here = {one.id for one in people(db) if one.state != "withdrawn"}
        assert set(found.missing) == here - set(named)
        db.close()


@settings(max_examples=25)
@given(a_file())
def test_a_file_that_was_taken_in_changes_nothing_the_next_time(rows):
    with tempfile.TemporaryDirectory() as folder:
        db = fresh(folder)
        bring(db, rows, choices=BOTH)

        after = looked_at(db, rows)

        assert {one.standing for one in after.rows} <= {Standing.UNCHANGED}
        assert bring(db, rows, choices=BOTH) == ImportDone(0, 0, 0)
        db.close()


@settings(max_examples=25)
@given(a_file(), a_file())
def test_a_second_file_adds_whom_it_says_and_nobody_the_next_time(first, second):
    with tempfile.TemporaryDirectory() as folder:
        db = fresh(folder)
        bring(db, first, choices=BOTH)
        before = len(people(db))

        done = bring(db, second, choices=BOTH)
        after = looked_at(db, second)

        assert len(people(db)) == before + done.added
        assert Standing.NEW not in {one.standing for one in after.rows}
        db.close()


@given(a_file())
def test_rows_go_to_another_process_and_come_back_whole(rows):
    sent = json.loads(json.dumps([incoming_words(one) for one in rows]))

    assert [incoming_from(one) for one in sent] == rows
