"""Work in other processes: it starts, ends, is cancelled, goes on, and never hurts the server."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from admin.jobs import JobState
from conference.database import Database
from conference.refusals import NotFound
from server.job_folders import KEPT_DAYS
from server.job_limits import Limits
from server.jobs import ChildJobs, OtherConferencesJob
from server.work.job import ASKED, PROGRESS
from tests.factories import SetClock, make_conference, make_database
from tests.waiting import until

PRELUDE = """
import pathlib, sys, time
from conference.refusals import NotFound
from server.work.job import Job, JobCancelled
job = Job(pathlib.Path(sys.argv[1]))
"""
COUNT_TO_FIVE = """
try:
    for part in range(1, 6):
        file = job.folder / f"part-{part}"
        if not file.exists():
            file.write_text(str(time.time_ns()))
        while not (job.folder / f"go-{part}").exists():
            job.progress(part, 5)
            time.sleep(0.01)
    (job.folder / "whole.txt").write_text("five parts")
    job.end("whole.txt")
except JobCancelled:
    job.end_cancelled()
"""
"""Writes five parts; after each it waits until the test lets it go on."""

Start = Callable[..., ChildJobs]


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
def doing(tmp_path: Path, db: Database, clock: SetClock) -> Iterator[Start]:
    """Jobs whose process runs these lines; each call is a server that was started anew."""
    started: list[ChildJobs] = []

    def jobs(lines: str = "", **limits: Any) -> ChildJobs:
        given = {"invitations": Limits(**limits)} if limits else {}
        command = (sys.executable, "-c", PRELUDE + lines)
        one = ChildJobs(tmp_path / "jobs", db, clock, limits=given, command=command)
        started.append(one)
        return one

    yield jobs
    for one in started:
        one.stop()


def let_go(jobs: ChildJobs, job_id: str, *parts: int) -> None:
    for part in parts:
        (jobs.folder(job_id) / f"go-{part}").touch()


def parts_of(jobs: ChildJobs, job_id: str) -> dict[str, str]:
    return {file.name: file.read_text() for file in jobs.folder(job_id).glob("part-*")}


def test_a_job_tells_how_far_it_is_and_leaves_its_file(doing: Start) -> None:
    jobs = doing(COUNT_TO_FIVE)

    begun = jobs.start("invitations", {"layout": "four"}, {"brought": b"words"})
    until(lambda: jobs.status(begun.id).done == 1)
    halfway = jobs.status(begun.id)
    let_go(jobs, begun.id, 1, 2, 3, 4, 5)
    ended = jobs.wait(begun.id)

    assert halfway.running
    assert (halfway.done, halfway.total) == (1, 5)
    assert ended.state is JobState.DONE
    assert ended.params == {"layout": "four"}
    assert (jobs.folder(begun.id) / ended.file_name).read_text() == "five parts"
    assert (jobs.folder(begun.id) / "brought").read_bytes() == b"words"


def test_a_refusal_of_the_process_is_the_fault_of_the_job(doing: Start) -> None:
    jobs = doing("job.fail(NotFound())")

    ended = jobs.wait(jobs.start("invitations", {}).id)

    assert ended.state is JobState.FAILED
    assert ended.fault == {"code": "not_found", "sentence": NotFound.sentence, "details": {}}


def test_a_cancelled_job_keeps_its_parts_and_goes_on_from_them(doing: Start) -> None:
    jobs = doing(COUNT_TO_FIVE)
    job_id = jobs.start("invitations", {}).id
    let_go(jobs, job_id, 1)
    until(lambda: jobs.status(job_id).done == 2)

    jobs.cancel(job_id)
    until(lambda: not jobs.status(job_id).running)
    cancelled, kept = jobs.status(job_id), parts_of(jobs, job_id)
    resumed = jobs.resume(job_id)
    let_go(jobs, job_id, 2, 3, 4, 5)
    ended = jobs.wait(job_id)

    assert cancelled.state is JobState.CANCELLED
    assert set(kept) == {"part-1", "part-2"}
    assert resumed.running
    assert ended.state is JobState.DONE
    assert parts_of(jobs, job_id).items() >= kept.items()


def test_a_job_that_runs_or_is_done_is_not_started_once_more(doing: Start) -> None:
    jobs = doing(COUNT_TO_FIVE)
    job_id = jobs.start("invitations", {}).id
    until(lambda: jobs.status(job_id).done == 1)

    again = jobs.resume(job_id)
    let_go(jobs, job_id, 1, 2, 3, 4, 5)
    done = jobs.wait(job_id)

    assert again.running
    assert jobs.resume(job_id) == done
    assert jobs.cancel(job_id) == done


def test_a_server_that_stops_interrupts_the_job_and_the_next_lets_it_go_on(doing: Start) -> None:
    before = doing(COUNT_TO_FIVE)
    job_id = before.start("invitations", {}).id
    let_go(before, job_id, 1)
    until(lambda: before.status(job_id).done == 2)
    before.stop()
    kept = parts_of(before, job_id)
    after = doing(COUNT_TO_FIVE)

    interrupted = after.status(job_id)
    after.resume(job_id)
    let_go(after, job_id, 2, 3, 4, 5)
    ended = after.wait(job_id)

    assert interrupted.state is JobState.INTERRUPTED
    assert ended.state is JobState.DONE
    assert parts_of(after, job_id).items() >= kept.items()


def test_a_process_that_does_not_hear_the_end_is_killed(
    doing: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("server.jobs.STOP_WITHIN_S", 0.05)
    deaf = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); job.progress(1, 2)\n"
    jobs = doing(deaf + "time.sleep(60)")
    job_id = jobs.start("invitations", {}).id
    until(lambda: jobs.status(job_id).done == 1)
    began = time.monotonic()

    jobs.stop()

    assert time.monotonic() - began < 30
    until(lambda: jobs.status(job_id).state is JobState.INTERRUPTED)


@pytest.mark.parametrize("end", ["import os; os._exit(3)", "raise RuntimeError('a bug')"])
def test_a_process_that_ends_without_a_word_has_failed(doing: Start, end: str) -> None:
    jobs = doing("job.progress(1, 2)\n" + end)

    ended = jobs.wait(jobs.start("invitations", {}).id)

    assert ended.state is JobState.FAILED
    assert ended.fault is not None
    assert ended.fault["code"] == "job_failed"


def test_a_failed_job_can_be_tried_again(doing: Start) -> None:
    jobs = doing(
        "file = job.folder / 'tried'\n"
        "if not file.exists(): file.touch(); raise SystemExit(1)\n"
        "job.end('tried')"
    )
    failed = jobs.wait(jobs.start("invitations", {}).id)

    jobs.resume(failed.id)

    assert failed.state is JobState.FAILED
    assert jobs.wait(failed.id).state is JobState.DONE


def test_a_process_that_takes_too_long_is_ended_and_has_failed(doing: Start) -> None:
    jobs = doing("time.sleep(60)", seconds=1)

    ended = jobs.wait(jobs.start("invitations", {}).id)

    assert ended.state is JobState.FAILED


def test_memory_beyond_the_limit_ends_the_process_and_nothing_else(
    tmp_path: Path, db: Database, clock: SetClock
) -> None:
    jobs = ChildJobs(tmp_path / "jobs", db, clock, limits={"invitations": Limits(memory_mb=24)})

    ended = jobs.wait(jobs.start("invitations", {}).id)

    assert ended.state is JobState.FAILED
    assert ended.fault is not None
    assert ended.fault["code"] == "job_failed"


def test_the_process_of_a_server_that_is_gone_ends_too(tmp_path: Path, db: Database) -> None:
    assert db.url is not None
    folder = tmp_path / "job"
    folder.mkdir()
    asked = {
        "kind": "invitations",
        "params": {},
        "database_url": f"sqlite:///{tmp_path / 'conference.sqlite'}",
        "limits": {"memory_mb": 2048, "seconds": 60},
    }
    (folder / "job.json").write_text(json.dumps(asked), encoding="utf-8")
    waiting = (
        "import sys, threading\n"
        "from server.commands import work\n"
        "work.import_module = lambda name: threading.Event().wait()\n"
        "work.work(sys.argv[1:])"
    )
    child = subprocess.Popen(
        [sys.executable, "-c", waiting, str(folder), "--end-with-input"],
        stdin=subprocess.PIPE,
    )
    assert child.stdin is not None
    still_there = child.poll()

    child.stdin.close()

    assert still_there is None
    assert child.wait(20) != 0


def test_the_job_of_another_conference_is_refused_whatever_is_asked_of_it(
    doing: Start, tmp_path: Path, db: Database
) -> None:
    jobs = doing("job.fail(NotFound())")
    job_id = jobs.wait(jobs.start("invitations", {}).id).id
    other = make_database(tmp_path, "other.sqlite")
    make_conference(other)
    other.close()

    db.open(f"sqlite:///{tmp_path / 'other.sqlite'}")

    for ask in (jobs.status, jobs.cancel, jobs.resume):
        with pytest.raises(OtherConferencesJob):
            ask(job_id)
    assert jobs.recent("invitations") == []


@pytest.mark.parametrize("name", ["..", "../jobs", "nobody", "", "a/b", "%2e%2e"])
def test_a_folder_name_that_is_no_job_is_not_found(doing: Start, name: str) -> None:
    jobs = doing()

    with pytest.raises(NotFound):
        jobs.folder(name)


def test_recent_jobs_are_those_of_their_kind_newest_first(doing: Start, clock: SetClock) -> None:
    jobs = doing("job.end('made')")
    nothing_yet = jobs.recent("invitations")
    ids = []
    for kind in ("invitations", "papers", "pictures"):
        ids.append(jobs.wait(jobs.start(kind, {}).id).id)
        clock.forward(minutes=1)

    found = jobs.recent("invitations", "pictures")

    assert nothing_yet == []
    assert [one.id for one in found] == [ids[2], ids[0]]


def test_folders_of_last_week_are_removed_when_a_job_starts(
    doing: Start, clock: SetClock, tmp_path: Path
) -> None:
    jobs = doing("job.end('made')")
    old = jobs.wait(jobs.start("papers", {}).id).id
    being_filled = tmp_path / "jobs" / "beingfilled"
    clock.forward(days=KEPT_DAYS, minutes=1)
    being_filled.mkdir()
    now_s = clock().timestamp()
    os.utime(being_filled, (now_s, now_s))

    new = jobs.start("papers", {})

    with pytest.raises(NotFound):
        jobs.folder(old)
    assert jobs.folder(new.id).is_dir()
    assert being_filled.is_dir()
    assert jobs.wait(new.id).state is JobState.DONE


def test_a_folder_that_was_removed_meanwhile_hurts_nobody(doing: Start) -> None:
    jobs = doing("import shutil; shutil.rmtree(job.folder)")
    job_id = jobs.start("papers", {}).id

    until(lambda: job_id not in {one.id for one in jobs.recent("papers")})

    with pytest.raises(NotFound):
        jobs.wait(job_id)


def test_a_job_is_forgotten_only_when_its_process_is_gone(doing: Start, tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    jobs = doing(f"job.end('made'); time.sleep(0.5); pathlib.Path({str(gone)!r}).touch()")
    job_id = jobs.start("papers", {}).id
    until(lambda: jobs.status(job_id).state is JobState.DONE)

    jobs.forget(job_id)

    assert gone.exists()
    with pytest.raises(NotFound):
        jobs.status(job_id)


def test_a_job_that_is_removed_while_all_are_read_is_left_out(
    doing: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    jobs = doing("job.end('made')")
    kept, removed = (jobs.start("papers", {"n": n}).id for n in range(2))
    read = list(jobs._folders.all_asked())
    jobs.forget(removed)

    monkeypatch.setattr(jobs._folders, "all_asked", lambda: iter(read))

    assert [one.id for one in jobs.recent("papers")] == [kept]


def test_a_job_of_which_nobody_can_read_what_is_asked_is_not_found(doing: Start) -> None:
    jobs = doing("job.end('made')")
    job_id = jobs.wait(jobs.start("papers", {}).id).id
    (jobs.folder(job_id) / ASKED).write_text("", encoding="utf-8")

    with pytest.raises(NotFound):
        jobs.status(job_id)


def test_words_of_a_job_that_cannot_be_read_count_as_none(doing: Start) -> None:
    jobs = doing("job.end('made')")
    job_id = jobs.wait(jobs.start("papers", {}).id).id
    (jobs.folder(job_id) / PROGRESS).write_text("{", encoding="utf-8")

    assert jobs.status(job_id).state is JobState.INTERRUPTED


def test_what_is_asked_of_a_job_is_for_its_owner_alone(doing: Start) -> None:
    jobs = doing("job.end('made')")

    job_id = jobs.wait(jobs.start("papers", {}).id).id

    folder = jobs.folder(job_id)
    assert folder.stat().st_mode & 0o077 == 0
    assert (folder / ASKED).stat().st_mode & 0o077 == 0
