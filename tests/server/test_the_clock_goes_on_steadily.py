"""Somebody sets the machine's clock: no countdown moves, and the stage manager says what counts."""

from __future__ import annotations

import datetime as dt
import logging
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from conference import agenda
from conference.agenda import ItemState, Phase
from conference.database import Database
from conference.journal import JournalEntry
from conference.operators import Role, Who
from conference.refusals import NotReadable
from conference.timing import running_time
from server.alive import read_mark
from server.steady_clock import ClocksAgree, ClockWatch, SteadyClock
from tests.factories import all_rows, cue, make_conference, make_database, make_programme, reopen
from tests.machine_clock import MachineClock
from tests.waiting import until

STEPS = [{"seconds": -10}, {"hours": -1}, {"seconds": 60}, {"days": 1}, {"days": -1}]
WHO = Who(1, "Nguyễn Thị Miền", Role.STAGE)
NEARLY = dt.timedelta(milliseconds=50)


class Hall:
    """A conference whose server runs on a machine that somebody sets the clock of."""

    def __init__(self, folder: Path, machine: MachineClock, db: Database) -> None:
        self.machine, self.db, self.file = machine, db, folder / "alive.json"
        self.clock = machine.steady(read_mark(self.file))
        self.watch = ClockWatch(db, self.clock, self.file, conference=lambda: "hall")
        db.listen(self.watch.hear)
        self.watch.begin()

    def cue(self, command: str) -> None:
        cue(self.db, command, at=self.clock())

    def choose(self, *, follow: bool) -> None:
        self.watch.choose(WHO, follow=follow)

    @property
    def rundown(self) -> agenda.Rundown:
        with self.db.reading() as session:
            return agenda.rundown(session)

    @property
    def ran(self) -> dt.timedelta:
        """How long the live item has run."""
        state = self.rundown
        (live,) = [slot for slot in state.slots() if slot.started and not slot.ended]
        return running_time(live, self.clock())

    @property
    def interrupted(self) -> bool:
        state = self.rundown
        return bool(state.live_item) and state.of(state.live_item).interrupted

    @property
    def warning(self) -> dt.timedelta:
        with self.db.reading() as session:
            return dt.timedelta(milliseconds=agenda.clock_warning(session))

    def facts(self) -> list[str]:
        """What was noted of the clock."""
        rows: list[JournalEntry] = all_rows(self.db, JournalEntry)
        return [one.kind for one in rows if one.kind.startswith("Clock")]


def near(one: dt.timedelta | dt.datetime, other: Any) -> bool:
    return abs(one - other) <= NEARLY


def seconds(count: float) -> dt.timedelta:
    return dt.timedelta(seconds=count)


@pytest.fixture
def open_hall(tmp_path: Path) -> Iterator[Callable[[], Hall]]:
    machine, opened = MachineClock(), []
    made = make_database(tmp_path)
    make_conference(made)
    make_programme(made, 30, 30)
    made.close()

    def start() -> Hall:
        """Start a server, as the one before it left its folder."""
        opened.append(reopen(tmp_path))
        return Hall(tmp_path, machine, opened[-1])

    yield start
    for db in opened:
        db.close()


@pytest.fixture
def hall(open_hall: Callable[[], Hall]) -> Hall:
    return open_hall()


def test_no_countdown_moves_neither_before_the_machine_is_followed_nor_after(hall: Hall) -> None:
    hall.cue("start")

    for turn, step in enumerate(STEPS, start=1):
        hall.machine.forward(seconds=90)
        hall.machine.set_by(**step)
        hall.machine.forward(seconds=1)
        hall.watch.round()
        assert near(hall.ran, seconds(91 * turn))
        assert near(hall.warning, dt.timedelta(**step))

        hall.choose(follow=True)
        hall.watch.round()
        assert near(hall.ran, seconds(91 * turn))
        assert near(hall.clock(), hall.machine.wall)
        assert (hall.warning, hall.clock.turns) == (dt.timedelta(0), turn)


@pytest.mark.parametrize("step", STEPS, ids=str)
def test_a_hold_keeps_its_count_too(hall: Hall, step: dict[str, int]) -> None:
    hall.cue("start")
    hall.machine.forward(minutes=2)
    hall.cue("hold")
    hall.machine.forward(minutes=1)

    hall.machine.set_by(**step)
    hall.watch.round()
    hall.choose(follow=True)
    hall.machine.forward(minutes=1)

    (slot, _) = hall.rundown.slots()
    assert near(slot.held.until(hall.clock()), dt.timedelta(minutes=2))
    assert near(hall.ran, dt.timedelta(minutes=2))


def test_who_keeps_the_conferences_clock_is_not_asked_again(hall: Hall) -> None:
    hall.cue("start")
    hall.machine.set_by(hours=-1)
    hall.watch.round()

    hall.choose(follow=False)
    hall.machine.forward(minutes=5)
    hall.watch.round()

    assert near(hall.ran, dt.timedelta(minutes=5))
    assert hall.facts() == ["ClockStepped", "ClockKept"]
    with pytest.raises(ClocksAgree):
        hall.choose(follow=False)


def test_who_kept_it_may_follow_the_machine_after_all(hall: Hall) -> None:
    hall.cue("start")
    hall.machine.set_by(hours=-1)
    hall.choose(follow=False)

    hall.choose(follow=True)

    assert near(hall.clock(), hall.machine.wall)


def test_another_step_after_that_is_told_anew(hall: Hall) -> None:
    hall.cue("start")
    hall.machine.set_by(hours=-1)
    hall.choose(follow=False)

    hall.machine.set_by(hours=-1)
    hall.watch.round()

    assert near(hall.warning, dt.timedelta(hours=-2))


def test_a_clock_that_was_kept_and_is_put_right_needs_nobody(hall: Hall) -> None:
    hall.cue("start")
    hall.machine.set_by(hours=-1)
    hall.choose(follow=False)

    hall.machine.set_by(hours=1)
    hall.watch.round()

    assert hall.facts() == ["ClockKept"]
    with pytest.raises(ClocksAgree):
        hall.choose(follow=True)


def test_of_two_who_choose_together_one_is_told_that_it_is_done(hall: Hall) -> None:
    hall.cue("start")
    hall.machine.set_by(seconds=60)
    hall.choose(follow=True)

    with pytest.raises(ClocksAgree):
        hall.choose(follow=True)

    assert near(hall.clock(), hall.machine.wall)


def test_a_clock_that_was_put_right_again_takes_the_warning_back(hall: Hall) -> None:
    hall.cue("start")
    hall.machine.set_by(seconds=60)
    hall.watch.round()

    hall.machine.set_by(seconds=-60)
    for _ in range(3):
        hall.watch.round()

    assert hall.warning == dt.timedelta(0)
    assert hall.facts() == ["ClockStepped", "ClockStepped"]


def test_where_nothing_counts_the_machine_is_followed_by_itself(hall: Hall) -> None:
    hall.machine.set_by(hours=2)
    hall.watch.round()

    assert near(hall.clock(), hall.machine.wall)
    assert hall.facts() == ["ClockFollowed"]


def test_what_was_kept_is_followed_once_the_programme_is_over(hall: Hall) -> None:
    hall.cue("start")
    hall.machine.set_by(hours=-1)
    hall.choose(follow=False)
    hall.watch.round()
    hall.cue("next")
    hall.cue("finish")
    assert hall.rundown.phase is Phase.FINISHED

    hall.watch.round()

    assert near(hall.clock(), hall.machine.wall)


def test_a_slow_drift_is_followed_and_nobody_sees_it(hall: Hall) -> None:
    hall.cue("start")
    hall.machine.set_by(seconds=1)
    shown = hall.clock()
    spans = []

    for _ in range(200):
        hall.machine.forward(seconds=1)
        hall.watch.round()
        spans.append(hall.clock() - shown)
        shown = hall.clock()

    assert max(spans) <= seconds(1.005)
    assert hall.clock() == hall.machine.wall
    assert (hall.facts(), hall.clock.turns) == ([], 0)


def test_what_is_heard_late_is_followed_once(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("server.steady_clock.HEARD_WITHIN_S", 0.01)
    late: list[Any] = []
    watch = ClockWatch(hall.db, hall.clock, hall.file, conference=lambda: "hall")
    monkeypatch.setattr(hall.watch, "hear", late.append)
    hall.db._listeners[:] = [late.append]
    hall.machine.set_by(hours=2)

    watch.round()
    watch.round()
    with pytest.raises(ClocksAgree):
        watch.choose(WHO, follow=True)
    for facts in late:
        watch.hear(facts)
    watch.round()

    assert hall.facts() == ["ClockFollowed"]
    assert near(hall.clock(), hall.machine.wall)


def test_what_could_not_be_written_is_looked_at_again(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    hall.machine.set_by(hours=2)

    def fails(_: Any) -> None:
        raise NotReadable

    with monkeypatch.context() as patch:
        patch.setattr(hall.db, "write", fails)
        hall.watch.round()
    hall.watch.round()

    assert hall.facts() == ["ClockFollowed"]


def test_a_machine_that_slept_has_not_set_its_clock(hall: Hall) -> None:
    hall.cue("start")

    hall.machine.forward(minutes=20)
    hall.watch.round()

    assert hall.ran == dt.timedelta(minutes=20)
    assert hall.facts() == []


def test_another_time_zone_of_the_machine_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = SteadyClock()
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "America/New_York")
        time.tzset()
        apart = clock.apart()
    time.tzset()

    assert abs(apart) < seconds(1)


def test_sign_ins_grow_old_by_a_clock_that_is_never_moved(hall: Hall) -> None:
    before = hall.clock.unmoved()

    hall.machine.set_by(hours=2)
    hall.watch.round()
    hall.machine.forward(minutes=1)

    assert hall.clock.unmoved() - before == dt.timedelta(minutes=1)


@pytest.mark.parametrize("how", ["reading", "write"])
def test_records_that_cannot_be_had_stop_the_watch_from_nothing(
    hall: Hall, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, how: str
) -> None:
    hall.cue("start")
    hall.machine.set_by(seconds=60)

    def fails(*_: Any) -> Any:
        raise NotReadable

    with monkeypatch.context() as patch, caplog.at_level(logging.WARNING):
        patch.setattr(hall.db, how, fails)
        hall.watch.round()
        hall.watch.another_opened()
    hall.watch.round()

    assert "cannot be told" in caplog.text
    assert near(hall.warning, seconds(60))


# --- restarts --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("away", "asks"), [({"minutes": 29}, False), ({"minutes": 31}, True), ({"days": 1}, True)]
)
def test_a_server_that_was_away_for_long_asks(
    open_hall: Callable[[], Hall], away: dict[str, int], asks: bool
) -> None:
    before = open_hall()
    before.cue("start")
    before.machine.forward(minutes=2)
    before.watch.note_alive()

    before.machine.forward(**away)
    after = open_hall()

    assert after.interrupted is asks
    assert after.rundown.phase is (Phase.HELD if asks else Phase.RUNNING)
    assert near(after.ran, dt.timedelta(minutes=2) + (seconds(0) if asks else dt.timedelta(**away)))


def test_a_server_that_was_away_over_midnight_asks_however_short_it_was(
    open_hall: Callable[[], Hall],
) -> None:
    before = open_hall()
    before.machine.forward(hours=10, minutes=15)
    before.cue("start")
    before.watch.note_alive()

    before.machine.forward(minutes=5)

    assert open_hall().interrupted


def test_a_long_item_that_nobody_touched_is_not_taken_for_an_absence(
    open_hall: Callable[[], Hall],
) -> None:
    before = open_hall()
    before.cue("start")
    before.machine.forward(minutes=40)
    before.watch.note_alive()

    before.machine.forward(seconds=3)

    assert not open_hall().interrupted


@pytest.mark.parametrize("left", ["{", "[]", '{"conference": "hall"}', "null"])
def test_without_a_mark_that_makes_sense_the_last_cue_counts(
    open_hall: Callable[[], Hall], left: str
) -> None:
    before = open_hall()
    before.cue("start")
    before.file.write_text(left, encoding="utf-8")

    before.machine.forward(minutes=31)

    assert open_hall().interrupted


def test_the_mark_of_another_conference_says_nothing_of_this_one(
    open_hall: Callable[[], Hall],
) -> None:
    before = open_hall()
    before.cue("start")
    before.machine.forward(minutes=31)
    before.watch.note_alive()
    other = before.file.read_text(encoding="utf-8").replace('"hall"', '"another"')
    before.file.write_text(other, encoding="utf-8")

    assert open_hall().interrupted


def test_a_conference_that_is_opened_again_is_asked_about_too(hall: Hall) -> None:
    hall.cue("start")
    hall.machine.forward(minutes=31)

    hall.watch.another_opened()

    assert hall.interrupted


@pytest.mark.parametrize("step", STEPS, ids=str)
def test_a_clock_that_was_set_while_the_server_was_down_moves_no_countdown(
    open_hall: Callable[[], Hall], step: dict[str, int]
) -> None:
    before = open_hall()
    before.cue("start")
    before.machine.forward(seconds=90)
    before.watch.note_alive()

    before.machine.set_by(**step)
    before.machine.forward(seconds=3)
    after = open_hall()

    assert near(after.ran, seconds(93))
    assert near(after.warning, dt.timedelta(**step))


def test_what_was_kept_stays_so_over_a_restart(open_hall: Callable[[], Hall]) -> None:
    before = open_hall()
    before.cue("start")
    before.machine.set_by(hours=-1)
    before.choose(follow=False)
    before.watch.note_alive()

    before.machine.forward(seconds=3)
    after = open_hall()

    assert near(after.ran, seconds(3))
    assert after.warning == dt.timedelta(0)


def test_a_machine_that_was_started_anew_is_believed_but_for_an_earlier_hour(
    open_hall: Callable[[], Hall], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = open_hall()
    before.cue("start")
    before.machine.forward(seconds=90)
    before.watch.note_alive()
    monkeypatch.setattr("server.steady_clock.this_boot", lambda: "another run")
    before.machine.count_s = 20.0

    before.machine.forward(minutes=3)
    later = open_hall()
    assert near(later.ran, seconds(270))

    before.machine.set_by(hours=-1)
    earlier = open_hall()
    assert near(earlier.ran, seconds(270))
    assert near(earlier.warning, dt.timedelta(hours=-1))


def test_the_mark_is_renewed_while_the_server_runs(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("server.steady_clock.LOOK_EVERY_S", 0.01)
    hall.watch.stop()
    hall.watch.start()
    first = read_mark(hall.file)
    assert first

    hall.machine.forward(seconds=6)
    second = until(lambda: (now := read_mark(hall.file)) != first and now)
    hall.machine.forward(seconds=1)
    hall.watch.stop()
    last = read_mark(hall.file)

    assert second
    assert last
    assert (second.alive_ms - first.alive_ms, last.alive_ms - second.alive_ms) == (6000, 1000)


def test_a_disk_that_takes_no_mark_stops_nobody(
    hall: Hall, caplog: pytest.LogCaptureFixture
) -> None:
    hall.file.unlink()
    hall.file.mkdir()

    with caplog.at_level(logging.WARNING):
        hall.watch.note_alive()

    assert "could not be noted" in caplog.text
    assert read_mark(hall.file) is None


def test_the_state_after_a_restart_is_that_before_it(open_hall: Callable[[], Hall]) -> None:
    before = open_hall()
    before.cue("start")
    before.cue("hold")
    before.watch.note_alive()

    before.machine.forward(seconds=2)

    assert open_hall().rundown.played[1].state is ItemState.HELD
