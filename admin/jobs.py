"""Work that lasts: what the office asks for, how far it is, cancel, go on, and the file at the end.

The work itself is done in another process, which the server starts; the office is given `Jobs`.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Protocol

from flask import Blueprint, send_file
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from conference.operators import Role, open_to
from conference.refusals import N_, Refusal


class JobState(enum.StrEnum):
    """Where a job stands.

    `waiting` while others are at work, `interrupted` when its process ended without a word.
    """

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"
    INTERRUPTED = "interrupted"


@dataclass(frozen=True)
class JobStatus:
    """How far a job is; `total` is 0 while nobody knows. `fault` is a refusal's words."""

    id: str
    kind: str
    state: JobState
    done: int = 0
    total: int = 0
    fault: Mapping[str, Any] | None = None
    file_name: str = ""
    started_ms: int = 0
    params: Mapping[str, Any] = field(default_factory=dict)

    @property
    def running(self) -> bool:
        """Whether its end is still to come: it is at work, or in line."""
        return self.state in {JobState.RUNNING, JobState.WAITING}


class Jobs(Protocol):
    """What the server lends the office."""

    def start(
        self, kind: str, params: Mapping[str, Any], files: Mapping[str, bytes] = ...
    ) -> JobStatus:
        """Start a job for the open conference, or put it in line.

        `files` are put into its folder first. The same again, of the same records, is the first
        while that waits in line or was asked for a moment ago.
        """
        ...

    def status(self, job_id: str) -> JobStatus:
        """Tell how far a job is. Raises NotFound."""
        ...

    def recent(self, *kinds: str) -> list[JobStatus]:
        """Give the jobs of these kinds for the open conference, newest first."""
        ...

    def cancel(self, job_id: str) -> JobStatus:
        """Stop a job; what it has made so far is kept."""
        ...

    def resume(self, job_id: str) -> JobStatus:
        """Let a job that was stopped go on."""
        ...

    def folder(self, job_id: str) -> Path:
        """Give the folder of a job's files."""
        ...


def spoken(status: JobStatus) -> dict[str, Any]:
    """Give a status as JSON, its fault in the reader's language."""
    words = asdict(status)
    if status.fault is not None:
        sentence = gettext(status.fault["sentence"]) % status.fault["details"]
        words["fault"] = {"code": status.fault["code"], "sentence": sentence}
    return words


class FileNotReady(Refusal):
    """The job has not made its file, or it was removed."""

    code = "file_not_ready"
    sentence = N_("Tệp này chưa tạo xong hoặc đã được dọn đi. Vui lòng tạo lại.")


def create_blueprint(jobs: Jobs) -> Blueprint:
    """Make the routes of the jobs."""
    routes = Blueprint("jobs", __name__, url_prefix="/admin/jobs")

    @routes.get("/<job_id>")
    @open_to(Role.ADMIN)
    def status(job_id: str) -> dict[str, Any]:
        return spoken(jobs.status(job_id))

    @routes.post("/<job_id>/cancel")
    @open_to(Role.ADMIN)
    def cancel(job_id: str) -> dict[str, Any]:
        return spoken(jobs.cancel(job_id))

    @routes.post("/<job_id>/resume")
    @open_to(Role.ADMIN)
    def resume(job_id: str) -> dict[str, Any]:
        return spoken(jobs.resume(job_id))

    @routes.get("/<job_id>/file")
    @open_to(Role.ADMIN)
    def file(job_id: str) -> ResponseReturnValue:
        one = jobs.status(job_id)
        made = jobs.folder(job_id) / one.file_name
        if one.state is not JobState.DONE or not one.file_name or not made.is_file():
            raise FileNotReady
        return send_file(made.resolve(), as_attachment=True, download_name=one.file_name)

    return routes
