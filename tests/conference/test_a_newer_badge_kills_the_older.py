"""A badge counts from the moment its sheet is sent; a newer one, once known, kills the older."""

from __future__ import annotations

import pytest

from conference import printing
from conference.delegates import CodeState, EntryCode
from tests.factories import (
    AT,
    BY,
    all_rows,
    badge_jobs,
    make_delegates,
    new_id,
    print_next,
    scan,
    send_next,
)

RESERVED, ACTIVE, REPLACED = CodeState.RESERVED, CodeState.ACTIVE, CodeState.REPLACED


@pytest.fixture
def two_badges(db):
    """A printed badge and a second one in the queue; gives their jobs."""
    (an,) = make_delegates(db, "Nguyễn Văn An")
    scan(db, an.code)
    first = print_next(db)
    db.write(
        lambda s: printing.reprint(
            s, first, request_id=new_id(), reason="Mất thẻ", requested_by="", at=AT, by=BY
        )
    )
    return badge_jobs(db)


def states(db, jobs):
    found = {row.digits: row.state for row in all_rows(db, EntryCode)}
    return [found[job.code] for job in jobs]


def test_while_the_new_one_waits_the_old_one_counts(db, two_badges):
    assert states(db, two_badges) == [ACTIVE, RESERVED]


def test_from_the_first_byte_both_count(db, two_badges):
    send_next(db)

    assert states(db, two_badges) == [ACTIVE, ACTIVE]


def test_the_printers_word_for_the_new_one_kills_the_old_one(db, two_badges):
    print_next(db)

    assert states(db, two_badges) == [REPLACED, ACTIVE]
    assert scan(db, two_badges[0].code)["reason"] == "replaced"
    assert scan(db, two_badges[1].code)["verdict"] == "repeat"


@pytest.mark.parametrize(
    ("came_out", "after"), [(True, [REPLACED, ACTIVE]), (False, [ACTIVE, REPLACED])]
)
def test_an_uncertain_new_one_leaves_both_until_a_person_says(db, two_badges, came_out, after):
    job_id = send_next(db)
    db.write(lambda s: printing.mark_uncertain(s, job_id, fault="", at=AT, by="spooler"))
    before = states(db, two_badges)

    db.write(lambda s: printing.settle(s, job_id, came_out=came_out, at=AT, by=BY))

    assert before == [ACTIVE, ACTIVE]
    assert states(db, two_badges) == after


def test_an_older_badge_settled_late_does_not_come_back_to_life(db):
    (an,) = make_delegates(db, "Nguyễn Văn An")
    scan(db, an.code)
    first = send_next(db)
    db.write(lambda s: printing.mark_assumed(s, first, at=AT, by="spooler"))
    db.write(
        lambda s: printing.reprint(
            s, first, request_id=new_id(), reason="Không ra", requested_by="", at=AT, by=BY
        )
    )
    print_next(db)

    db.write(lambda s: printing.settle(s, first, came_out=True, at=AT, by=BY))

    assert states(db, badge_jobs(db)) == [REPLACED, ACTIVE]


def test_the_badges_of_others_are_left_alone(db, two_badges):
    (binh,) = make_delegates(db, "Lê Bình")
    scan(db, binh.code)
    print_next(db)
    print_next(db)

    assert states(db, badge_jobs(db)) == [REPLACED, ACTIVE, ACTIVE]
