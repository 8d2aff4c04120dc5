"""A job's folder as its own process sees it: what is asked, how far it is, whether to stop."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from conference.database import Database
from conference.refusals import Refusal

ASKED, PROGRESS, CANCEL = "job.json", "progress.json", "cancel"
REPORT_EVERY_S = 0.1


class JobCancelled(Exception):  # noqa: N818 - it is asked for and no error
    """Somebody pressed cancel; what was made so far is kept."""


class Job:
    """The folder of one job."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        asked = json.loads((folder / ASKED).read_text(encoding="utf-8"))
        self.kind: str = asked["kind"]
        self.params: dict[str, Any] = asked["params"]
        self._database_url: str = asked["database_url"]
        self._reported_s = 0.0

    @contextmanager
    def database(self) -> Iterator[Database]:
        """Open the conference that the job is for."""
        db = Database()
        db.open(self._database_url)
        try:
            yield db
        finally:
            db.close()

    @property
    def cancelled(self) -> bool:
        """Whether somebody pressed cancel."""
        return (self.folder / CANCEL).exists()

    def progress(self, done: int, total: int) -> None:
        """Tell how far it is.

        Raises:
            JobCancelled: nobody wants the rest.
        """
        if self.cancelled:
            raise JobCancelled
        now_s = time.monotonic()
        if done < total and now_s - self._reported_s < REPORT_EVERY_S:
            return
        self._reported_s = now_s
        self._write(state="running", done=done, total=total)

    def end(self, file_name: str) -> None:
        """Say that the file is made."""
        self._write(state="done", file_name=file_name)

    def end_cancelled(self) -> None:
        """Say that it stopped because somebody asked."""
        self._write(state="cancelled")

    def fail(self, refusal: Refusal) -> None:
        """Say why it cannot be done."""
        fault = {"code": refusal.code, "sentence": refusal.sentence, "details": refusal.details}
        self._write(state="failed", fault=fault)

    def _write(self, **words: Any) -> None:
        file = self.folder / PROGRESS
        before = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
        unfinished = file.with_suffix(".unfinished")
        unfinished.write_text(json.dumps(before | words, ensure_ascii=False), encoding="utf-8")
        unfinished.replace(file)
