"""A part of a snapshot is made anew by the facts that change it, and by nothing else."""

from __future__ import annotations

from conference.agenda import RUNDOWN_FACTS, rundown
from conference.rooms import Part
from tests.factories import cue, make_conference, make_database, make_delegates, make_programme
from tests.factories import scan as scan_code


class Counted:
    """A part that says what runs and counts how often it was made."""

    def __init__(self):
        self.made = 0

    def __call__(self, session, *also):
        self.made += 1
        return rundown(session).live_id, *also


def shown(part, db, *also):
    with db.reading() as session:
        return part.now(session, *also)


def test_arrivals_leave_the_programme_as_it_was_made(db):
    make_programme(db, 10)
    people = make_delegates(db, "Nguyễn Văn An", "Trần Thị Bình")
    made = Counted()
    part = Part(RUNDOWN_FACTS, made)

    for one in people:
        shown(part, db)
        scan_code(db, one.code)
    shown(part, db)

    assert made.made == 1


def test_a_cue_makes_it_anew(db):
    make_programme(db, 10)
    part = Part(RUNDOWN_FACTS, Counted())
    before = shown(part, db)

    cue(db, "start")

    assert before == (None,)
    assert shown(part, db)[0] is not None


def test_what_else_it_follows_from_makes_it_anew(db):
    make_programme(db, 10)
    part = Part(RUNDOWN_FACTS, Counted())

    assert shown(part, db, "morning") == (None, "morning")
    assert shown(part, db, "afternoon") == (None, "afternoon")


def test_another_conference_with_the_same_numbers_is_not_shown_the_first_ones(db, tmp_path):
    make_programme(db, 10)
    other = make_database(tmp_path, "other.sqlite")
    make_conference(other)
    made = Counted()
    part = Part(frozenset({"NeverHappened"}), made)

    shown(part, db)
    shown(part, other)
    other.close()

    assert made.made == 2
