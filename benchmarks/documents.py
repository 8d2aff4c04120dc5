"""2,000 invitations through the real job, in a process of its own; cancelled and taken up again."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path

from sqlalchemy.orm import Session

from admin.jobs import JobState, JobStatus
from benchmarks.figures import Figure, scaled
from conference.clock import system_clock
from conference.database import Database
from conference.delegates import add_delegates, issue_missing_codes
from seed.demo import DEMO_PLAN, made_up_delegates
from seed.loader import create_conference
from seed.plan import load_plan
from server.jobs import ChildJobs

INVITATIONS = 2000
BY = "benchmark"
LOOK_EVERY_S = 0.02


def measure(scale: float = 1.0) -> Iterator[Figure]:
    """Make the invitations in each form, and once with a cancel in the middle."""
    count = scaled(INVITATIONS, scale)
    with tempfile.TemporaryDirectory() as place:
        db = _conference(Path(place), count)
        jobs = ChildJobs(Path(place) / "jobs", db, system_clock)
        try:
            for name, kind, layout in (
                ("four to an A4", "invitations", "four"),
                ("one to a page", "invitations", "single"),
                ("as pictures", "pictures", "single"),
            ):
                took_s = _make(jobs, kind, layout)
                yield Figure(f"{count} invitations, {name}", took_s, "s")
            stopped_s, resumed_s = _make_with_a_stop(jobs)
            yield Figure(f"{count} invitations, cancelled half way", stopped_s, "s")
            yield Figure(f"{count} invitations, the rest of them", resumed_s, "s")
        finally:
            jobs.stop()
            db.close()


def _conference(place: Path, count: int) -> Database:
    db, plan, now = Database(), load_plan(DEMO_PLAN), system_clock()
    db.open(f"sqlite:///{place / 'invitations.db'}")

    def fill(session: Session) -> None:
        create_conference(session, plan, plan_name=DEMO_PLAN, held_on=now.date(), at=now, by=BY)
        people = list(islice(cycle(made_up_delegates(plan)), count))
        # Nobody has a seat: the made-up people are taken many times over.
        unseated = [type(one)(**(vars(one) | {"seat": ""})) for one in people]
        add_delegates(session, unseated, at=now, by=BY)
        issue_missing_codes(session, at=now, by=BY)

    db.write(fill)
    return db


def _make(jobs: ChildJobs, kind: str, layout: str) -> float:
    began = time.perf_counter()
    _must_be(JobState.DONE, jobs.wait(jobs.start(kind, {"layout": layout}).id))
    return time.perf_counter() - began


def _make_with_a_stop(jobs: ChildJobs) -> tuple[float, float]:
    began = time.perf_counter()
    job = jobs.start("invitations", {"layout": "single"})
    while job.running and job.done * 2 <= job.total:
        time.sleep(LOOK_EVERY_S)
        job = jobs.status(job.id)
    jobs.cancel(job.id)
    stopped = jobs.wait(job.id)
    stopped_s = time.perf_counter() - began
    if stopped.state is JobState.DONE:
        # Of a handful there is one part: it was done before anybody could say no.
        return stopped_s, 0.0
    _must_be(JobState.CANCELLED, stopped)
    began = time.perf_counter()
    jobs.resume(job.id)
    _must_be(JobState.DONE, jobs.wait(job.id))
    return stopped_s, time.perf_counter() - began


def _must_be(state: JobState, job: JobStatus) -> None:
    if job.state is not state:
        raise RuntimeError(f"the job is {job.state} and not {state}: {job.fault}")
