"""Starts work in other processes and watches over it: at most so long, at most so much memory.

Few at once, the others wait in line: the door has the same processor. What is asked for again
before it is begun, or by a second press of the button, is not made twice; after a change it is made
anew.

What is asked of each and what it has told stands in its folder (`server.job_folders`).
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import logging
import os
import subprocess
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from admin.jobs import JobState, JobStatus
from conference.clock import Clock, to_ms
from conference.database import Database
from conference.journal import head
from conference.refusals import N_, NotFound, NotReadable, Refusal
from server import own_command
from server.job_folders import JobFolders
from server.job_limits import GOES_FIRST, LIMITS, NEVER_WAITS, Limits, room_for_jobs
from server.stepping_back import STEPPED_BACK, step_back

STOP_WITHIN_S = 5.0

_log = logging.getLogger(__name__)


_SAME_AT_ANY_TIME = frozenset({"at_ms"})
"""What of a wish only says when it was uttered."""

ONE_PRESS_MS = 1000
"""A button pressed twice within this time was meant once."""

WORK = ("work", "--end-with-input")
"""What of our own is started, with the job's folder as its last word."""


class JobFailed(Refusal):
    """The process of a job ended without an answer: too much memory, too long, or a bug."""

    code = "job_failed"
    sentence = N_(
        "Không xử lý xong được tệp hoặc văn bản này (quá lớn, quá lâu hoặc tệp hỏng). Dữ liệu "
        "của hội nghị không thay đổi. Vui lòng kiểm tra lại tệp rồi thử lại."
    )


class OtherConferencesJob(Refusal):
    """A job was made for a conference that is not open now."""

    code = "other_conferences_job"
    sentence = N_("Việc này thuộc về hội nghị khác. Vui lòng tạo lại cho hội nghị đang mở.")


@dataclass
class _Begun:
    """A job that has not ended: at work once it has a process, in line before."""

    kind: str
    wish: str
    asked_ms: int
    process: subprocess.Popen[bytes] | None = None
    ended: threading.Event = field(default_factory=threading.Event)


class ChildJobs:
    """The jobs of a data folder; keeps the promises of `admin.jobs.Jobs`."""

    def __init__(
        self,
        folder: Path,
        db: Database,
        clock: Clock,
        *,
        limits: Mapping[str, Limits] = LIMITS,
        command: Sequence[str] | None = None,
        at_once: int | None = None,
    ) -> None:
        self._folders, self._db, self._clock = JobFolders(folder), db, clock
        self._limits = limits
        self._command = command or (*own_command.OWN_COMMAND, *WORK)
        self._at_once = at_once or room_for_jobs()
        self._begun: dict[str, _Begun] = {}
        self._changing, self._stopping = threading.Lock(), False

    def start(
        self, kind: str, params: Mapping[str, Any], files: Mapping[str, bytes] | None = None
    ) -> JobStatus:
        """Start a job for the open conference, or put it in line.

        `files` are put into its folder first. The same again, of the same records, is the first
        while that waits in line or was asked for a moment ago.
        """
        asked_ms, newest = to_ms(self._clock()), self._newest()
        self._folders.remove_old(asked_ms)
        wish = _wish(kind, params, files or {}, self._url(), newest) if newest is not None else ""
        with self._changing:
            job_id = self._asked_already(wish, asked_ms)
            if job_id is None:
                job_id = self._folders.make(self._asked(kind, params, asked_ms), files or {})
                self._join(job_id, kind, wish, asked_ms)
        return self.status(job_id)

    def _newest(self) -> int | None:
        """Give the number of the records' last fact; None while they cannot be read."""
        try:
            with self._db.reading() as session:
                return head(session)
        except NotReadable:
            return None

    def _asked_already(self, wish: str, asked_ms: int) -> str | None:
        """Give the job that will make just this; one that is about to stop does not.

        One at work may have read the records long ago, and not all that a paper shows is in them.
        """
        for job_id, one in self._begun.items():
            same_press = abs(asked_ms - one.asked_ms) < ONE_PRESS_MS
            fresh = one.process is None or same_press
            if wish and one.wish == wish and fresh and not self._folders.is_to_stop(job_id):
                return job_id
        return None

    def _asked(self, kind: str, params: Mapping[str, Any], asked_ms: int) -> dict[str, Any]:
        limits = self._limits_of(kind)
        return {
            "kind": kind,
            "params": dict(params),
            "database_url": self._url(),
            "limits": {"memory_mb": limits.memory_mb, "seconds": limits.seconds},
            "started_ms": asked_ms,
        }

    def status(self, job_id: str) -> JobStatus:
        """Tell how far a job is.

        Raises:
            NotFound: there is no such job.
            OtherConferencesJob: it was made for another conference.
        """
        asked = self._folders.asked(job_id)
        if asked["database_url"] != self._url():
            raise OtherConferencesJob
        # Asked before its words are read: it may end in between, and then the words say how.
        begun = self._begun.get(job_id)
        told = self._folders.told(job_id)
        state = JobState(told.get("state", JobState.RUNNING))
        fault = told.get("fault")
        if state is JobState.RUNNING and begun is None:
            state = JobState.INTERRUPTED
        elif state is JobState.RUNNING and begun is not None and begun.process is None:
            state = JobState.WAITING
        return JobStatus(
            id=job_id,
            kind=asked["kind"],
            state=state,
            done=told.get("done", 0),
            total=told.get("total", 0),
            fault=fault,
            file_name=told.get("file_name", ""),
            started_ms=asked["started_ms"],
            params=asked["params"],
        )

    def recent(self, *kinds: str) -> list[JobStatus]:
        """Give the jobs of these kinds for the open conference, newest first."""
        url, mine = self._url(), []
        for job_id, asked in self._folders.all_asked():
            if asked.get("database_url") == url and asked.get("kind") in kinds:
                # Whoever made it may be removing it at this moment.
                with contextlib.suppress(NotFound):
                    mine.append(self.status(job_id))
        return sorted(mine, key=lambda one: one.started_ms, reverse=True)

    def cancel(self, job_id: str) -> JobStatus:
        """Ask a job to stop after the piece it is at; what is made is kept.

        Raises:
            NotFound, OtherConferencesJob: see `status`.
        """
        if self.status(job_id).running:
            with self._changing:
                self._folders.ask_to_stop(job_id)
                one = self._begun.get(job_id)
                if one is not None and one.process is None:
                    self._folders.tell(job_id, state=JobState.CANCELLED)
                    self._end(job_id)
        return self.status(job_id)

    def resume(self, job_id: str) -> JobStatus:
        """Let a job that was stopped or interrupted go on.

        Raises:
            NotFound, OtherConferencesJob: see `status`.
        """
        stopped = {JobState.CANCELLED, JobState.INTERRUPTED, JobState.FAILED}
        if self.status(job_id).state in stopped:
            # A job that was cancelled says so a moment before its process is gone.
            self.wait(job_id)
        with self._changing:
            one = self.status(job_id)
            if one.state in stopped:
                self._folders.begin_anew(job_id)
                self._join(job_id, one.kind, "", one.started_ms)
        return self.status(job_id)

    def folder(self, job_id: str) -> Path:
        """Give the folder of a job.

        Raises:
            NotFound: there is no such job.
        """
        return self._folders.find(job_id)

    def forget(self, job_id: str) -> None:
        """Remove what is left of a job when its process is gone.

        Windows would keep what a process holds open.

        Raises:
            NotFound, OtherConferencesJob: see `status`.
        """
        self.wait(job_id)
        self._folders.remove(job_id)

    def stop(self) -> None:
        """End what runs; it can go on later."""
        with self._changing:
            self._stopping = True
            self._let_in()
            running = [one.process for one in self._begun.values() if one.process is not None]
        for process in running:
            process.terminate()
        for process in running:
            try:
                process.wait(STOP_WITHIN_S)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def wait(self, job_id: str) -> JobStatus:
        """Wait until a job has ended; for commands and tests."""
        one = self._begun.get(job_id)
        if one is not None:
            one.ended.wait()
        return self.status(job_id)

    def _limits_of(self, kind: str) -> Limits:
        return self._limits.get(kind, Limits())

    def _join(self, job_id: str, kind: str, wish: str, asked_ms: int) -> None:
        """Put a job in line, where it may be the first; one without a wish is joined by none."""
        self._begun[job_id] = _Begun(kind, wish, asked_ms)
        self._let_in()

    def _let_in(self) -> None:
        """Start those in line for whom there is room, the longest waiting first."""
        for job_id, one in list(self._begun.items()):
            if one.process is not None:
                continue
            if self._stopping:
                self._end(job_id)
            elif one.kind in NEVER_WAITS or self._has_room():
                self._try_to_run(job_id, one)

    def _try_to_run(self, job_id: str, one: _Begun) -> None:
        try:
            self._run(job_id, one)
        except (NotFound, OSError) as exc:
            _log.warning("job %s cannot be started: %s", job_id, exc)
            self._fail(job_id)
            self._end(job_id)

    def _has_room(self) -> bool:
        at_work = [one for one in self._begun.values() if one.process is not None]
        return sum(one.kind not in NEVER_WAITS for one in at_work) < self._at_once

    def _run(self, job_id: str, one: _Begun) -> None:
        folder = self._folders.find(job_id)
        with (folder / "log.txt").open("wb") as log:
            one.process = subprocess.Popen(  # noqa: S603 - our own command
                [*self._command, str(folder)],
                # Never written to: when the server is gone it ends, and the child with it.
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
                env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1"},
                creationflags=0 if one.kind in GOES_FIRST else STEPPED_BACK,
            )
        if one.kind not in GOES_FIRST:
            step_back(one.process.pid)
        watch = threading.Thread(
            target=self._watch,
            args=(job_id, one.process, self._limits_of(one.kind).seconds),
            daemon=True,
        )
        watch.start()

    def _watch(self, job_id: str, process: subprocess.Popen[bytes], seconds: int) -> None:
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            _log.warning("job %s took longer than %d s and is ended", job_id, seconds)
            process.kill()
            process.wait()
        self._settle(job_id, process)

    def _settle(self, job_id: str, process: subprocess.Popen[bytes]) -> None:
        """Let a process that ended without a word count as failed, unless we ended it."""
        with self._changing:
            if process.stdin is not None:
                process.stdin.close()
            told = self._folders.told(job_id)
            silent = told.get("state", JobState.RUNNING) == JobState.RUNNING
            if silent and not self._stopping:
                _log.warning("job %s ended with %s", job_id, process.returncode)
                self._fail(job_id)
            # Last, so that nobody sees a job that neither runs nor has said how it ended.
            self._end(job_id)
            self._let_in()

    def _fail(self, job_id: str) -> None:
        fault = {"code": JobFailed.code, "sentence": JobFailed.sentence, "details": {}}
        self._folders.tell(job_id, state=JobState.FAILED, fault=fault)

    def _end(self, job_id: str) -> None:
        self._begun.pop(job_id).ended.set()

    def _url(self) -> str:
        return self._db.url.render_as_string(hide_password=False) if self._db.url else ""


def _wish(kind: str, params: Mapping[str, Any], files: Mapping[str, bytes], *records: Any) -> str:
    """Give what two presses of one button have in common; `records` are which, and how new."""
    said = {name: value for name, value in params.items() if name not in _SAME_AT_ANY_TIME}
    hashes = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    return json.dumps([kind, said, hashes, *records], sort_keys=True)
