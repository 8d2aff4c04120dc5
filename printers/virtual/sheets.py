"""Where the virtual printer puts its paper: pictures in a folder, and a log of the truth.

The log is what tests and the morning check believe: a sheet that is not in it was not printed.
"""

from __future__ import annotations

import hashlib
import itertools
import json
import os
import re
import threading
from collections import deque
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from printers.virtual.interpreter import Sheet

LOG_NAME = "sheets.jsonl"
PICTURE_NAME = re.compile(r"sheet-(\d{6,})\.png")


@dataclass(frozen=True)
class SavedSheet:
    """A line of the truth log: the sheet's number from 1, its rows of dots, its dots' SHA-256."""

    number: int
    rows: int
    sha256: str


class SheetStore:
    """Keeps the newest `keep` sheets as PNG and a line for every sheet there ever was."""

    def __init__(self, directory: Path, keep: int = 500) -> None:
        directory.mkdir(parents=True, exist_ok=True)
        self._directory = directory
        self._keep = keep
        self._callbacks: list[Callable[[SavedSheet], None]] = []
        self._one_at_a_time = threading.Lock()
        self._newest = deque(self._read_log(), maxlen=keep)
        logged = self._newest[-1].number if self._newest else 0
        self._last_number = max((logged, *self._numbers()))

    def on_sheet(self, callback: Callable[[SavedSheet], None]) -> None:
        """Have `callback` called with each sheet that is saved from now on, in its thread."""
        self._callbacks.append(callback)

    def save(self, sheet: Sheet) -> SavedSheet:
        """Store a sheet under the next number and tell who asked to be told.

        Raises:
            OSError: the folder cannot be written to.
        """
        with self._one_at_a_time:
            number = self._last_number + 1
            path = self.path(number)
            unfinished = path.with_suffix(".part")
            sheet.image().save(unfinished, format="PNG")
            # Who looks into the folder sees a whole picture or none.
            unfinished.replace(path)
            saved = SavedSheet(number, sheet.rows, hashlib.sha256(sheet.dots).hexdigest())
            self._log(saved)
            self._last_number = number
            self._newest.append(saved)
            self.path(number - self._keep).unlink(missing_ok=True)
        for callback in self._callbacks:
            callback(saved)
        return saved

    def latest(self) -> int | None:
        """Return the newest sheet's number."""
        newest = self.list(1)
        return newest[0].number if newest else None

    def list(self, limit: int) -> tuple[SavedSheet, ...]:
        """Return up to `limit` of the kept sheets, newest first."""
        with self._one_at_a_time:
            return tuple(itertools.islice(reversed(self._newest), limit))

    def path(self, number: int) -> Path:
        """Return where the picture of sheet `number` is, or was."""
        return self._directory / f"sheet-{number:06d}.png"

    @property
    def _log_path(self) -> Path:
        return self._directory / LOG_NAME

    def _numbers(self) -> tuple[int, ...]:
        """Return the numbers of the pictures that are here."""
        names = (PICTURE_NAME.fullmatch(path.name) for path in self._directory.iterdir())
        return tuple(int(name[1]) for name in names if name)

    def _log(self, saved: SavedSheet) -> None:
        """Append a line of its own, also behind one that a power cut tore off."""
        with self._log_path.open("ab+") as log:
            size = log.seek(0, os.SEEK_END)
            log.seek(max(size - 1, 0))
            torn = log.read(1) not in (b"", b"\n")
            log.write(b"\n" * torn + json.dumps(asdict(saved)).encode() + b"\n")

    def _read_log(self) -> tuple[SavedSheet, ...]:
        """Read the truth log; a line that a power cut tore off is left out."""
        if not self._log_path.exists():
            return ()
        with self._log_path.open(encoding="utf-8", errors="replace") as log:
            read = [_read_line(line) for line in log]
        return tuple(sheet for sheet in read if sheet is not None)


def _read_line(line: str) -> SavedSheet | None:
    """Read a line of the truth log; None if it is not whole."""
    try:
        return SavedSheet(**json.loads(line))
    except (ValueError, TypeError):
        return None
