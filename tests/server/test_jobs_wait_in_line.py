"""Few jobs are at work at once: the others wait in line, and no job stands there twice."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from admin.jobs import JobState, JobStatus
from conference.database import Database
from conference.refusals import NotReadable
from server.job_limits import room_for_jobs
from server.jobs import ChildJobs
from tests.factories import SetClock, make_conference, make_database, make_delegates
from tests.waiting import until

UNTIL_LET_GO = """
import pathlib, sys, time
from server.work.job import Job, JobCancelled
job = Job(pathlib.Path(sys.argv[1]))
try:
    while not (job.folder / "go").exists():
        job.progress(0, 1)
        time.sleep(0.01)
    job.end("made")
except JobCancelled:
    job.end_cancelled()
"""
Make = Callable[..., ChildJobs]


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    opened = make_database(tmp_path)
    make_conference(opened)
    yield opened
    opened.close()


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def make(tmp_path: Path, db: Database, clock: SetClock) -> Iterator[Make]:
    made: list[ChildJobs] = []

    def jobs(lines: str = UNTIL_LET_GO, *, at_once: int = 1) -> ChildJobs:
        command = (sys.executable, "-c", lines)
        one = ChildJobs(tmp_path / "jobs", db, clock, command=command, at_once=at_once)
        made.append(one)
        return one

    yield jobs
    for one in made:
        one.stop()


def begin(jobs: ChildJobs, count: int, kind: str = "papers") -> list[str]:
    return [jobs.start(kind, {"nth": nth}).id for nth in range(count)]


def let_go(jobs: ChildJobs, *job_ids: str) -> list[JobStatus]:
    for job_id in job_ids:
        (jobs.folder(job_id) / "go").touch()
    return [jobs.wait(job_id) for job_id in job_ids]


def states(jobs: ChildJobs, job_ids: list[str]) -> list[str]:
    return [jobs.status(job_id).state.value for job_id in job_ids]


def test_beyond_the_room_jobs_wait_and_come_in_by_turns(make: Make) -> None:
    jobs = make(at_once=2)
    ids = begin(jobs, 4)
    first = states(jobs, ids)

    let_go(jobs, ids[1])
    until(lambda: jobs.status(ids[2]).state is JobState.RUNNING)
    second = states(jobs, ids)
    let_go(jobs, ids[0], ids[2], ids[3])

    assert first == ["running", "running", "waiting", "waiting"]
    assert second == ["running", "done", "running", "waiting"]
    assert states(jobs, ids) == ["done"] * 4


def test_who_waits_has_not_ended(make: Make) -> None:
    jobs = make()

    waiting = jobs.status(begin(jobs, 2)[1])

    assert waiting.running
    assert (waiting.done, waiting.total) == (0, 0)


@pytest.mark.parametrize("kind", ["paper_list", "spoken_papers"])
def test_a_paper_that_is_due_never_waits_and_takes_nobodys_place(make: Make, kind: str) -> None:
    jobs = make()
    paper = jobs.start(kind, {"folder": "x"}).id
    ids = begin(jobs, 2)
    other_paper = jobs.start(kind, {"folder": "y"}).id

    assert states(jobs, [paper, *ids, other_paper]) == ["running", "running", "waiting", "running"]


def test_a_job_that_waits_can_be_cancelled_and_stand_in_line_again(make: Make) -> None:
    jobs = make()
    ids = begin(jobs, 3)

    cancelled = jobs.cancel(ids[1])
    resumed = jobs.resume(ids[1])
    let_go(jobs, ids[0])
    until(lambda: jobs.status(ids[2]).state is JobState.RUNNING)
    later = states(jobs, ids)
    let_go(jobs, ids[2])
    until(lambda: jobs.status(ids[1]).total == 1)
    let_go(jobs, ids[1])

    assert (cancelled.state, resumed.state) == (JobState.CANCELLED, JobState.WAITING)
    assert later == ["done", "waiting", "running"]
    assert states(jobs, ids) == ["done"] * 3


def test_a_server_that_stops_begins_nothing_more_and_wakes_who_waits_for_the_end(
    make: Make,
) -> None:
    jobs = make()
    ids = begin(jobs, 2)
    seen: list[JobStatus] = []
    waiting = threading.Thread(target=lambda: seen.append(jobs.wait(ids[1])), daemon=True)
    waiting.start()

    jobs.stop()
    waiting.join(20)

    assert [one.state for one in seen] == [JobState.INTERRUPTED]
    until(lambda: states(jobs, ids) == ["interrupted", "interrupted"])


def test_what_is_asked_of_a_server_that_stops_is_not_begun(make: Make) -> None:
    jobs = make()
    jobs.stop()

    late = [jobs.start(kind, {}).id for kind in ("papers", "paper_list")]

    assert states(jobs, late) == ["interrupted", "interrupted"]
    assert jobs.wait(late[0]).state is JobState.INTERRUPTED


def test_a_job_that_fails_lets_the_next_one_in(make: Make) -> None:
    jobs = make("import sys; sys.exit(3)")
    ids = begin(jobs, 3)

    ended = [jobs.wait(job_id).state for job_id in ids]

    assert ended == [JobState.FAILED] * 3


def test_a_process_that_cannot_be_started_has_failed(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    jobs = make()

    def no_more(*_: object, **__: object) -> None:
        raise OSError("no more processes")

    monkeypatch.setattr("server.jobs.subprocess.Popen", no_more)
    ended = jobs.start("papers", {})

    assert ended.state is JobState.FAILED
    assert ended.fault is not None
    assert ended.fault["code"] == "job_failed"


def test_a_button_pressed_twice_makes_one_paper(make: Make, clock: SetClock) -> None:
    jobs = make()
    wish = {"paper": "delegates", "filters": {"q": ""}}
    made = jobs.start("papers", wish | {"at_ms": 1})
    clock.forward(milliseconds=999)

    again = jobs.start("papers", wish | {"at_ms": 2})

    assert made.state is JobState.RUNNING
    assert again.id == made.id


def test_what_waits_in_line_does_not_stand_there_twice(make: Make, clock: SetClock) -> None:
    jobs = make()
    begin(jobs, 1)
    waits = jobs.start("list", {"file_name": "a.xlsx"}, {"brought": b"one"})
    clock.forward(minutes=2)

    again = jobs.start("list", {"file_name": "a.xlsx"}, {"brought": b"one"})

    assert waits.state is JobState.WAITING
    assert again.id == waits.id


def test_a_paper_asked_for_after_the_list_changed_knows_the_change(
    make: Make, db: Database
) -> None:
    jobs = make(at_once=2)
    before = jobs.start("papers", {"paper": "delegates"})
    make_delegates(db, "Trần Thị Bình")

    after = jobs.start("papers", {"paper": "delegates"})

    assert after.id != before.id


@pytest.mark.parametrize(
    ("kind", "later"), [("papers", {"seconds": 1}), ("paper_list", {"minutes": 1})]
)
def test_what_is_at_work_already_is_not_given_to_who_asks_later(
    make: Make, clock: SetClock, kind: str, later: dict[str, float]
) -> None:
    jobs = make()
    begun = jobs.start(kind, {"folder": "x"})
    clock.forward(**later)

    assert jobs.start(kind, {"folder": "x"}).id != begun.id


def test_while_nobody_can_tell_what_changed_each_job_is_its_own(
    make: Make, db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    jobs = make()

    def not_now() -> None:
        raise NotReadable

    monkeypatch.setattr(db, "reading", not_now)
    first = jobs.start("papers", {"n": 1})

    assert jobs.start("papers", {"n": 1}).id != first.id


@pytest.mark.parametrize(
    ("kind", "params", "content"),
    [
        ("tables", {"layout": "four"}, b"one"),
        ("papers", {"layout": "single"}, b"one"),
        ("papers", {"layout": "four"}, b"two"),
    ],
)
def test_what_differs_is_a_job_of_its_own(
    make: Make, kind: str, params: dict[str, str], content: bytes
) -> None:
    jobs = make()
    first = jobs.start("papers", {"layout": "four"}, {"brought": b"one"})

    other = jobs.start(kind, params, {"brought": content})

    assert other.id != first.id


def test_what_has_ended_or_was_cancelled_is_made_anew(make: Make) -> None:
    jobs = make()
    done = jobs.start("papers", {"n": 1}).id
    let_go(jobs, done)
    stopping = jobs.start("papers", {"n": 2}).id
    jobs.cancel(stopping)

    again = [jobs.start("papers", {"n": 1}).id, jobs.start("papers", {"n": 2}).id]

    assert again[0] != done
    assert again[1] != stopping


def test_of_many_presses_at_one_instant_one_job_comes(make: Make, tmp_path: Path) -> None:
    jobs = make()
    ids: list[str] = []
    presses = [
        threading.Thread(target=lambda: ids.append(jobs.start("papers", {"n": 1}).id))
        for _ in range(4)
    ]

    for press in presses:
        press.start()
    for press in presses:
        press.join(30)

    assert len(ids) == 4
    assert len(set(ids)) == 1
    assert len(list((tmp_path / "jobs").iterdir())) == 1


@pytest.mark.parametrize(("cores", "room"), [(1, 1), (2, 1), (3, 2), (16, 2)])
def test_a_small_machine_has_room_for_one_job_a_larger_one_for_two(
    monkeypatch: pytest.MonkeyPatch, cores: int, room: int
) -> None:
    monkeypatch.setattr("server.job_limits.cores", lambda: cores)

    assert room_for_jobs() == room


def test_a_job_steps_back_behind_the_server(make: Make) -> None:
    jobs = make(
        "import os, pathlib, sys, time\n"
        "from server.work.job import Job\n"
        "job = Job(pathlib.Path(sys.argv[1]))\n"
        "until = time.monotonic() + 20\n"
        "while os.nice(0) < 19 and time.monotonic() < until: time.sleep(0.01)\n"
        "(job.folder / 'nice').write_text(str(os.nice(0)))\n"
        "job.end('nice')"
    )

    made = jobs.wait(jobs.start("papers", {}).id)

    assert (jobs.folder(made.id) / "nice").read_text() == "19"


def test_a_paper_that_the_hall_waits_for_does_not_step_back(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    jobs = make()
    stepped_back: list[int] = []
    monkeypatch.setattr("server.jobs.step_back", stepped_back.append)

    jobs.start("spoken_papers", {})
    first = list(stepped_back)
    jobs.start("paper_list", {})

    assert (first, len(stepped_back)) == ([], 1)
