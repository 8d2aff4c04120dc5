"""The folders of jobs on the disk: what is asked of each, what it has told, and when they go.

`jobs/<id>/` in the data folder: `job.json` says what is asked, `progress.json` how far it is, an
empty file `cancel` stops it. Folders hold personal data and are removed after a week.
"""

from __future__ import annotations

import json
import shutil
import uuid
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from conference.refusals import NotFound
from server.folder import write_private
from server.work.job import ASKED, CANCEL, PROGRESS

KEPT_DAYS = 7
_DAY_MS = 86_400_000


class JobFolders:
    """All jobs of a data folder, whichever conference they are for."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def make(self, asked: Mapping[str, Any], files: Mapping[str, bytes]) -> str:
        """Make the folder of a new job with what is asked of it; give its id."""
        job_id = uuid.uuid4().hex
        folder = self._path / job_id
        folder.mkdir(parents=True, mode=0o700)
        for name, content in files.items():
            (folder / name).write_bytes(content)
        # It may hold the database's password, and a folder's mode is lost where it is copied.
        write_private(folder / ASKED, json.dumps(asked, ensure_ascii=False))
        return job_id

    def find(self, job_id: str) -> Path:
        """Give the folder of a job.

        Raises:
            NotFound: there is no such job.
        """
        folder = self._path / job_id
        if not job_id.isalnum() or not (folder / ASKED).is_file():
            raise NotFound
        return folder

    def asked(self, job_id: str) -> dict[str, Any]:
        """Give what is asked of a job.

        Raises:
            NotFound: there is no such job, or it is being removed at this moment.
        """
        asked = read_words(self.find(job_id) / ASKED)
        if not asked:
            raise NotFound
        return asked

    def all_asked(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Give every job with what is asked of it; empty where a folder says nothing yet."""
        for folder in self._path.iterdir() if self._path.is_dir() else ():
            yield folder.name, read_words(folder / ASKED)

    def told(self, job_id: str) -> dict[str, Any]:
        """Give what a job has told of itself so far."""
        return read_words(self._path / job_id / PROGRESS)

    def tell(self, job_id: str, **words: Any) -> None:
        """Say of a job what no process of its own can say."""
        folder = self._path / job_id
        if folder.is_dir():
            told = json.dumps(self.told(job_id) | words)
            (folder / PROGRESS).write_text(told, encoding="utf-8")

    def ask_to_stop(self, job_id: str) -> None:
        """Ask a job to stop after the piece it is at."""
        (self._path / job_id / CANCEL).touch()

    def is_to_stop(self, job_id: str) -> bool:
        """Whether somebody has asked a job to stop."""
        return (self._path / job_id / CANCEL).exists()

    def begin_anew(self, job_id: str) -> None:
        """Forget how far a job came and that it was to stop; what it made is kept."""
        for name in (CANCEL, PROGRESS):
            (self._path / job_id / name).unlink(missing_ok=True)

    def remove(self, job_id: str) -> None:
        """Remove what is left of a job."""
        shutil.rmtree(self._path / job_id, ignore_errors=True)

    def remove_old(self, now_ms: int) -> None:
        """Remove the jobs of more than a week ago."""
        for job_id, asked in self.all_asked():
            # Another process may be filling a folder that says nothing yet.
            began_ms = asked.get("started_ms") or _made_ms(self._path / job_id, now_ms)
            if began_ms < now_ms - KEPT_DAYS * _DAY_MS:
                self.remove(job_id)


def read_words(file: Path) -> dict[str, Any]:
    """Read a job's file of words; empty where there is none that can be read."""
    try:
        read: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return read


def _made_ms(folder: Path, now_ms: int) -> float:
    """Give when a folder was made; now where it was removed meanwhile."""
    try:
        return folder.stat().st_mtime * 1000
    except OSError:
        return now_ms
