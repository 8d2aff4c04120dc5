"""The minutes name as having received only whom the door had seen when the batch received."""

from __future__ import annotations

import datetime as dt

import pytest

from conference.attendance import Attendance
from conference.awards import AwardBlock, NewRecipient, RecipientKind, all_blocks, arrange_batches
from conference.minutes import presented
from tests.factories import AT, BY, award_cue, make_delegates, make_sitting


def at(minute):
    return AT + dt.timedelta(minutes=minute)


@pytest.fixture
def people(db):
    return [one.id for one in make_delegates(db, "An", "Bình", "Chi", "Dung")]


def give(db, delegate_ids):
    """Arrange one batch of these and a name that is not on the list; it receives at 10."""
    names = ["An", "Bình", "Chi", "Dung"]

    def arrange(session):
        block = AwardBlock(
            title="T", form="Giấy khen", certificate_heading="", decision="", signer_office=""
        )
        line = [
            NewRecipient(RecipientKind.INDIVIDUAL, name, delegate_id=one)
            for name, one in zip(names, delegate_ids, strict=True)
        ]
        stranger = NewRecipient(RecipientKind.INDIVIDUAL, "Không có trong danh sách")
        arrange_batches(session, block, [*line, stranger], at=AT, by=BY)
        return all_blocks(session)[0].batches[0].id

    batch = db.write(arrange)
    for command in ("call", "on_stage", "done"):
        award_cue(db, command, batch, at=at(10))


def enter(db, delegate_id, minute, **more):
    entry = Attendance(delegate_id=delegate_id, sitting_id=1, first_at=at(minute))
    for name, value in more.items():
        setattr(entry, name, value)
    db.write(lambda session: session.add(entry))


def told(db):
    with db.reading() as session:
        return presented(session, 1)[0].batches[0]


def test_who_came_too_late_or_had_left_is_absent(db, people):
    enter(db, people[0], 0, left_at=at(20))
    enter(db, people[1], 11)
    enter(db, people[2], 0, left_at=at(5))

    give(db, people)

    batch = told(db)
    with db.reading() as session:
        (block,) = presented(session, 1)
    assert (block.received(RecipientKind.INDIVIDUAL), batch.received) == (1, ("An",))
    assert batch.absent == ("Bình", "Chi", "Dung")
    assert batch.unknown == ("Không có trong danh sách",)


def test_where_nobody_was_seen_nobody_can_say_who_was_there(db, people):
    enter(db, people[0], 0, undone_at=at(1))

    give(db, people)

    batch = told(db)
    assert (batch.recorded, batch.received, batch.absent) == (False, (), ())
    assert len(batch.unknown) == 5


def test_an_entry_of_the_next_sitting_counts_while_this_one_runs_over(db, people):
    def add(session):
        later = make_sitting(2, "Tối", dt.time(18), dt.time(20))
        session.add(later)
        session.flush()
        return later.id

    later = db.write(add)
    enter(db, people[0], 0, left_at=at(2))
    enter(db, people[0], 9, sitting_id=later)
    give(db, people)

    with db.reading() as session:
        of_the_next = presented(session, later)[0].batches[0].received

    assert (told(db).received, of_the_next) == (("An",), ("An",))
