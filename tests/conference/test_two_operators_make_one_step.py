"""Two who press together make one step; one press sent twice makes one step."""

from __future__ import annotations

import datetime as dt

import pytest

from conference.agenda import (
    Cue,
    CueDone,
    Editor,
    StaleRundown,
    begin_soon,
    follow_clock,
    remove_item,
    rundown,
    rundown_revision,
)
from conference.awards import AwardCue, AwardCueGiven, StaleAwards, awards_revision
from tests.factories import (
    AT,
    all_rows,
    at_one_instant,
    award_cue,
    cue,
    make_awards,
    make_conference,
    make_programme,
)


def revision_of_rundown(db):
    with db.reading() as session:
        return rundown_revision(session)


def test_of_two_presses_on_one_rundown_the_second_is_told_who_was_first(db):
    items = make_programme(db, 10, 10, 10)
    cue(db, "start")
    seen = revision_of_rundown(db)

    outcomes = at_one_instant(
        [
            lambda: cue(db, "next", seen_revision=seen, by_name="Lê Văn Kiên"),
            lambda: cue(db, "next", seen_revision=seen, by_name="Lê Văn Kiên"),
        ]
    )

    refusal = next(one for one in outcomes if isinstance(one, StaleRundown))
    assert CueDone() in outcomes
    assert refusal.details == {"by": "Lê Văn Kiên"}
    with db.reading() as session:
        assert rundown(session).live_id == items[1]


def test_who_took_a_step_back_is_named_too(db):
    make_programme(db, 10, 10)
    seen = revision_of_rundown(db)
    cue(db, "start", by_name="Nguyễn Thị Miền")
    cue(db, "undo", by_name="Lê Văn Kiên")

    with pytest.raises(StaleRundown) as refusal:
        cue(db, "start", seen_revision=seen)

    assert refusal.value.details == {"by": "Lê Văn Kiên"}


def test_a_rundown_that_nobody_cued_names_nobody_in_particular(db):
    make_programme(db, 10)

    with pytest.raises(StaleRundown) as refusal:
        cue(db, "start", seen_revision=99)

    assert refusal.value.details == {"by": "người điều hành khác"}


def test_the_same_press_sent_again_changes_nothing_and_says_so(db):
    make_programme(db, 10, 10)
    first = cue(db, "start", cue_id="one-press")

    again = cue(db, "start", cue_id="one-press", seen_revision=0)

    assert (first, again) == (CueDone(), CueDone(repeat=True))
    assert len(all_rows(db, Cue)) == 1


def test_arrivals_do_not_make_the_stage_stale(db):
    from tests.factories import make_delegates, scan

    make_programme(db, 10)
    (an,) = make_delegates(db, "Nguyễn Văn An")
    seen = revision_of_rundown(db)
    scan(db, an.code)

    assert cue(db, "start", seen_revision=seen) == CueDone()


def test_a_shift_makes_an_older_screen_stale(empty_db):
    from tests.factories import AT, BY, make_conference

    make_conference(empty_db, rehearsal=True)
    make_programme(empty_db, 10)
    early = AT.replace(hour=1)
    seen = revision_of_rundown(empty_db)
    empty_db.write(lambda s: begin_soon(s, seen_revision=seen, at=early, by=BY))

    with pytest.raises(StaleRundown):
        cue(empty_db, "start", seen_revision=seen)
    with pytest.raises(StaleRundown):
        late = early.replace(hour=9)
        empty_db.write(lambda s: begin_soon(s, seen_revision=seen, at=late, by=BY))


def test_two_presses_on_one_award_panel_make_one_step(db):
    first, second, *_ = make_awards(db)
    with db.reading() as session:
        seen = awards_revision(session)

    outcomes = at_one_instant(
        [
            lambda: award_cue(db, "call", first, seen_revision=seen, by_name="A"),
            lambda: award_cue(db, "call", second, seen_revision=seen, by_name="A"),
        ]
    )

    refusal = next(one for one in outcomes if isinstance(one, StaleAwards))
    assert AwardCueGiven() in outcomes
    assert refusal.details == {"by": "A"}
    assert len(all_rows(db, AwardCue)) == 1


def test_who_took_an_award_cue_back_is_named(db):
    first, *_ = make_awards(db)
    with db.reading() as session:
        seen = awards_revision(session)
    award_cue(db, "call", first, by_name="Nguyễn Thị Miền")
    award_cue(db, "undo", first, by_name="Lê Văn Kiên")

    with pytest.raises(StaleAwards) as refusal:
        award_cue(db, "call", first, seen_revision=seen)

    assert refusal.value.details == {"by": "Lê Văn Kiên"}


def test_the_same_award_press_sent_again_changes_nothing_and_says_so(db):
    first, *_ = make_awards(db)

    given = [award_cue(db, "call", first, cue_id="one-press") for _ in range(2)]

    assert given == [AwardCueGiven(), AwardCueGiven(repeat=True)]


def office_removes(db, item_id, at=AT):
    """Somebody of the office, who never pressed a button, changes the plan."""

    def remove(session):
        seen = rundown_revision(session)
        editor = Editor(seen_revision=seen, at=at, by="operator:7", by_name="Vũ Thị Hà")
        remove_item(session, item_id, editor=editor)

    db.write(remove)


def test_whom_an_edit_of_the_office_made_late_is_told_of_the_office(db):
    items = make_programme(db, 10, 10, 10)
    cue(db, "start")
    seen = revision_of_rundown(db)
    # By a clock that was put back meanwhile: the hour is earlier, the edit is later.
    office_removes(db, items[2], at=AT - dt.timedelta(hours=1))

    with pytest.raises(StaleRundown) as refusal:
        cue(db, "next", seen_revision=seen)

    assert refusal.value.details == {"by": "Vũ Thị Hà"}


def test_where_nobody_changed_the_rundown_by_name_another_operator_is_spoken_of(db):
    make_programme(db, 10, 10)
    cue(db, "start")
    seen = revision_of_rundown(db)
    db.write(lambda s: follow_clock(s, span=dt.timedelta(hours=1), at=AT, by="system"))

    with pytest.raises(StaleRundown) as refusal:
        cue(db, "next", seen_revision=seen)

    assert refusal.value.details == {"by": "người điều hành khác"}


def test_who_moves_all_hours_too_late_is_told_who_was_faster(empty_db):
    make_conference(empty_db, demo=True)
    items = make_programme(empty_db, 10, 10)
    seen = revision_of_rundown(empty_db)
    office_removes(empty_db, items[1])

    with pytest.raises(StaleRundown) as refusal:
        empty_db.write(
            lambda s: begin_soon(
                s, seen_revision=seen, at=AT - dt.timedelta(hours=5), by="operator:1"
            )
        )

    assert refusal.value.details == {"by": "Vũ Thị Hà"}
