"""The paper list is written anew every minute by a process of its own, and somebody is told.

Nothing here waits for the folder: a stick may be pulled or slow, and the door goes on.
"""

from __future__ import annotations

import datetime as dt
import logging
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from admin.jobs import JobState, JobStatus
from conference.clock import Clock, from_ms, to_ms
from conference.refusals import N_, Refusal
from server.jobs import ChildJobs, JobFailed

KIND = "paper_list"
EVERY = dt.timedelta(seconds=60)
LOOK_EVERY_S = 1.0
TOO_LONG = dt.timedelta(minutes=3)
"""After so long without a new list, somebody is told."""

NOT_STARTED = N_("Không bắt đầu được việc ghi danh sách giấy. Vui lòng kiểm tra đĩa của máy chủ.")
SLOW = N_(
    "Danh sách giấy ghi vào %(folder)s quá chậm. Vui lòng thay USB hoặc chọn thư mục khác; các "
    "quầy vẫn làm việc bình thường."
)

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class PaperState:
    """How the paper list is: of when the last one is, and what stands against the next.

    `fault` is a sentence for the office, filled from `details`; empty while all is well.
    """

    folder: Path
    written_at: dt.datetime | None = None
    file_name: str = ""
    fault: str = ""
    details: Mapping[str, Any] = field(default_factory=dict)


class PaperList:
    """Has the list written; `state` says how that goes."""

    def __init__(self, jobs: ChildJobs, clock: Clock, folder: Path) -> None:
        self._jobs, self._clock = jobs, clock
        self.state = PaperState(folder)
        self._job_id = ""
        self._began_at: dt.datetime | None = None
        self._stopping = threading.Event()

    def start(self) -> None:
        """Begin to write, now and every minute."""
        self._stopping.clear()
        threading.Thread(target=self._loop, name="paper list", daemon=True).start()

    def stop(self) -> None:
        """Begin no more; a list that is being written ends with the jobs."""
        self._stopping.set()

    def round(self) -> None:
        """See what became of the last list, and begin the next when it is time.

        While one is being written no second one begins.
        """
        now = self._clock()
        if self._job_id:
            self._see(now)
        if not self._job_id and self._is_time(now):
            self._begin(now)

    def _loop(self) -> None:
        while not self._stopping.wait(LOOK_EVERY_S):
            self.round()

    def _is_time(self, now: dt.datetime) -> bool:
        # A clock that was set back must not silence the list for hours.
        return self._began_at is None or not dt.timedelta(0) <= now - self._began_at < EVERY

    def _begin(self, now: dt.datetime) -> None:
        self._began_at = now
        params = {"folder": str(self.state.folder), "at_ms": to_ms(now)}
        try:
            self._job_id = self._jobs.start(KIND, params).id
        except (Refusal, OSError) as exc:
            _log.warning("the paper list cannot be begun: %s", exc)
            self._note(NOT_STARTED)

    def _see(self, now: dt.datetime) -> None:
        try:
            status = self._jobs.status(self._job_id)
        except Refusal:
            # Another conference was opened, or somebody cleaned up: the next list is its own.
            self._job_id = ""
            return
        if not status.running:
            self._ended(status)
        elif self._began_at is not None and now - self._began_at >= TOO_LONG:
            self._note(SLOW, {"folder": str(self.state.folder)})

    def _ended(self, status: JobStatus) -> None:
        if status.state is JobState.DONE:
            written_at = from_ms(status.params["at_ms"])
            self.state = PaperState(self.state.folder, written_at, status.file_name)
        else:
            fault = status.fault or {"sentence": JobFailed.sentence, "details": {}}
            self._note(fault["sentence"], fault["details"])
        # Nobody asks for it again, and there is one a minute.
        self._jobs.forget(status.id)
        self._job_id = ""

    def _note(self, fault: str, details: Mapping[str, Any] | None = None) -> None:
        if fault != self.state.fault:
            _log.warning("the paper list is not written: %s", fault % (details or {}))
        self.state = replace(self.state, fault=fault, details=details or {})
