"""What is said of the machine's clock: that it was set, that it is followed, or that it is not."""

from __future__ import annotations

import datetime as dt

import pytest

from conference import agenda, clock
from conference.agenda import CLOCK_FACTS, RUNDOWN_FACTS
from conference.journal import revision
from tests.factories import AT, BY, cue, make_programme


def step(db, apart_ms):
    db.write(lambda s: agenda.note_clock_step(s, apart_ms=apart_ms, at=AT, by="system"))


def warning(db):
    with db.reading() as session:
        return agenda.clock_warning(session)


def newest(db, kinds):
    with db.reading() as session:
        return revision(session, kinds)


def test_nobody_is_warned_before_anything_happened(db):
    assert warning(db) == 0


def test_a_step_warns_until_somebody_has_said_what_counts(db):
    step(db, -10_000)
    assert warning(db) == -10_000

    db.write(lambda s: agenda.keep_clock(s, apart_ms=-10_000, at=AT, by=BY))
    assert warning(db) == 0

    step(db, 60_000)
    span = dt.timedelta(minutes=1)
    db.write(lambda s: agenda.follow_clock(s, span=span, at=AT + span, by=BY))
    assert warning(db) == 0


def test_clocks_that_agree_again_take_the_warning_back(db):
    step(db, 60_000)

    step(db, 0)

    assert warning(db) == 0


def test_the_same_step_is_written_once(db):
    step(db, 60_000)
    first = newest(db, CLOCK_FACTS)

    step(db, 60_000)

    assert newest(db, CLOCK_FACTS) == first


def test_a_warning_refuses_no_cue_that_is_on_its_way(db):
    make_programme(db, 10)
    seen = newest(db, RUNDOWN_FACTS)

    step(db, 60_000)
    cue(db, "start", seen_revision=seen)

    assert newest(db, RUNDOWN_FACTS) > seen


def test_no_count_can_jump_before_the_programme_and_after_it(db):
    make_programme(db, 10)
    said = []

    for command in (None, "start", "hold", "finish"):
        if command:
            cue(db, command)
        with db.reading() as session:
            said.append(agenda.nothing_counts(session))

    assert said == [True, False, False, True]


def test_seconds_go_by_whatever_the_clock_shows():
    assert clock.running_s() <= clock.running_s()


@pytest.mark.parametrize(("name", "known"), [("boot_id", "run 7"), ("nothing", "")])
def test_each_run_of_the_machine_has_a_name_where_the_system_gives_one(
    tmp_path, monkeypatch, name, known
):
    (tmp_path / "boot_id").write_text("run 7\n", encoding="ascii")
    monkeypatch.setattr(clock, "_BOOT_ID", tmp_path / name)

    assert clock.this_boot() == known
