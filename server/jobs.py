"""Starts work in other processes and watches over it: at most so long, at most so much memory.

Each job has a folder `jobs/<id>/` in the data folder: `job.json` says what is asked,
`progress.json` how far it is, an empty file `cancel` stops it. Folders hold personal data and are
removed after a week.
"""

from __future__ import annotations

import json
import logging
import os
import shutil
import subprocess
import sys
import threading
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from admin.jobs import JobState, JobStatus
from conference.clock import Clock, to_ms
from conference.database import Database
from conference.refusals import N_, NotFound, Refusal
from server.folder import write_private
from server.work.job import ASKED, CANCEL, PROGRESS

KEPT_DAYS = 7
STOP_WITHIN_S = 5.0
_DAY_MS = 86_400_000

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Limits:
    """What a job may take."""

    memory_mb: int = 2048
    seconds: int = 900


LIMITS = {
    "list": Limits(memory_mb=1024, seconds=60),
    "paper_list": Limits(memory_mb=2048, seconds=240),
}
"""A list file may be hostile; documents are made from our own records. Paper is due each minute."""

COMMAND = (sys.executable, "-m", "server", "work", "--end-with-input")
"""What is started, with the job's folder as its last word."""


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


class ChildJobs:
    """The jobs of a data folder; keeps the promises of `admin.jobs.Jobs`."""

    def __init__(
        self,
        folder: Path,
        db: Database,
        clock: Clock,
        *,
        limits: Mapping[str, Limits] = LIMITS,
        command: Sequence[str] = COMMAND,
    ) -> None:
        self._folder, self._db, self._clock = folder, db, clock
        self._limits, self._command = limits, command
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        self._changing, self._stopping = threading.Lock(), False

    def start(
        self, kind: str, params: Mapping[str, Any], files: Mapping[str, bytes] | None = None
    ) -> JobStatus:
        """Start a job for the open conference; `files` are put into its folder first."""
        self._remove_old()
        job_id = uuid.uuid4().hex
        folder = self._folder / job_id
        folder.mkdir(parents=True, mode=0o700)
        for name, content in (files or {}).items():
            (folder / name).write_bytes(content)
        limits = self._limits.get(kind, Limits())
        asked = {
            "kind": kind,
            "params": dict(params),
            "database_url": self._url(),
            "limits": {"memory_mb": limits.memory_mb, "seconds": limits.seconds},
            "started_ms": to_ms(self._clock()),
        }
        # It may hold the database's password, and a folder's mode is lost where it is copied.
        write_private(folder / ASKED, json.dumps(asked, ensure_ascii=False))
        with self._changing:
            self._run(job_id, limits)
        return self.status(job_id)

    def status(self, job_id: str) -> JobStatus:
        """Tell how far a job is.

        Raises:
            NotFound: there is no such job.
            OtherConferencesJob: it was made for another conference.
        """
        folder = self.folder(job_id)
        asked = _json(folder / ASKED)
        if asked["database_url"] != self._url():
            raise OtherConferencesJob
        # Asked before its words are read: it may end in between, and then the words say how.
        running = job_id in self._running
        told = _json(folder / PROGRESS)
        state = JobState(told.get("state", JobState.RUNNING))
        fault = told.get("fault")
        if state is JobState.RUNNING and not running:
            state = JobState.INTERRUPTED
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
        if not self._folder.is_dir():
            return []
        mine = [
            self.status(folder.name)
            for folder in self._folder.iterdir()
            if _json(folder / ASKED).get("database_url") == self._url()
        ]
        wanted = [one for one in mine if one.kind in kinds]
        return sorted(wanted, key=lambda one: one.started_ms, reverse=True)

    def cancel(self, job_id: str) -> JobStatus:
        """Ask a job to stop after the piece it is at; what is made is kept.

        Raises:
            NotFound, OtherConferencesJob: see `status`.
        """
        if self.status(job_id).running:
            (self.folder(job_id) / CANCEL).touch()
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
                folder = self.folder(job_id)
                (folder / CANCEL).unlink(missing_ok=True)
                (folder / PROGRESS).unlink(missing_ok=True)
                self._run(job_id, self._limits.get(one.kind, Limits()))
        return self.status(job_id)

    def folder(self, job_id: str) -> Path:
        """Give the folder of a job.

        Raises:
            NotFound: there is no such job.
        """
        folder = self._folder / job_id
        if not job_id.isalnum() or not (folder / ASKED).is_file():
            raise NotFound
        return folder

    def forget(self, job_id: str) -> None:
        """Remove what is left of a job that has ended.

        Raises:
            NotFound: there is no such job.
        """
        shutil.rmtree(self.folder(job_id), ignore_errors=True)

    def stop(self) -> None:
        """End what runs; it can go on later."""
        self._stopping = True
        running = list(self._running.values())
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
        process = self._running.get(job_id)
        if process is not None:
            process.wait()
            self._settle(job_id)
        return self.status(job_id)

    def _run(self, job_id: str, limits: Limits) -> None:
        folder = self._folder / job_id
        with (folder / "log.txt").open("wb") as log:
            process = subprocess.Popen(  # noqa: S603 - our own command
                [*self._command, str(folder)],
                # Never written to: when the server is gone it ends, and the child with it.
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
                env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1"},
            )
        self._running[job_id] = process
        watch = threading.Thread(
            target=self._watch, args=(job_id, process, limits.seconds), daemon=True
        )
        watch.start()

    def _watch(self, job_id: str, process: subprocess.Popen[bytes], seconds: int) -> None:
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            _log.warning("job %s took longer than %d s and is ended", job_id, seconds)
            process.kill()
            process.wait()
        self._settle(job_id)

    def _settle(self, job_id: str) -> None:
        """Let a process that ended without a word count as failed, unless we ended it."""
        with self._changing:
            process, folder = self._running.get(job_id), self._folder / job_id
            # Settled already; or it was let go on meanwhile, and another process is at work.
            if process is None or process.returncode is None:
                return
            if process.stdin is not None:
                process.stdin.close()
            told = _json(folder / PROGRESS)
            silent = told.get("state", JobState.RUNNING) == JobState.RUNNING
            if silent and not self._stopping and folder.is_dir():
                _log.warning("job %s ended with %s", job_id, process.returncode)
                fault = {"code": JobFailed.code, "sentence": JobFailed.sentence, "details": {}}
                words = told | {"state": JobState.FAILED, "fault": fault}
                (folder / PROGRESS).write_text(json.dumps(words), encoding="utf-8")
            # Last, so that nobody sees a job that neither runs nor has said how it ended.
            del self._running[job_id]

    def _url(self) -> str:
        return self._db.url.render_as_string(hide_password=False) if self._db.url else ""

    def _remove_old(self) -> None:
        oldest_ms = to_ms(self._clock()) - KEPT_DAYS * _DAY_MS
        for folder in self._folder.iterdir() if self._folder.is_dir() else ():
            # Another process may be filling a folder that says nothing yet.
            began_ms = _json(folder / ASKED).get("started_ms") or folder.stat().st_mtime * 1000
            if began_ms < oldest_ms:
                shutil.rmtree(folder, ignore_errors=True)


def _json(file: Path) -> dict[str, Any]:
    try:
        read: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return read
