"""The data folder: the conferences as files, which one is open, the secrets, and the lock.

```
conferences/<name>.db               one conference; copying the file copies it
conferences/<name>.rehearsal.db     its rehearsal
open.txt                            which is open
sheets/<name>/                      what the virtual printer printed
invitations/                        sample invitations of the demo
jobs/<id>/                          previews and documents, kept for a week; mode 0700
removed/<day>-<name>/               a conference put aside, with all of the above that is its own
pictures/                           pictures behind the title lines, of all conferences
alive.json                          when the server was last alive, and what its clock showed
secret.key  sign-in.txt             mode 0600
```
"""

from __future__ import annotations

import os
import re
import secrets
import sys
from pathlib import Path
from typing import IO

if sys.platform == "win32":  # pragma: no cover - never run on Windows by us
    import msvcrt
else:
    import fcntl

REHEARSAL_SUFFIX = ".rehearsal"
SHORT_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")
"""What a conference may be called in the folder."""


class FolderFault(Exception):  # noqa: N818 - one sentence for the operator
    """The data folder cannot be used."""


class DataFolder:
    """A data folder on disk."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.conferences = path / "conferences"
        self.invitations = path / "invitations"
        self.jobs = path / "jobs"
        self.removed = path / "removed"
        self.pictures = path / "pictures"
        self._lock: IO[str] | None = None

    def prepare(self) -> None:
        """Make the folders.

        Raises:
            FolderFault: it cannot be written.
        """
        probe = self.path / f".writable-{os.getpid()}"
        try:
            self.conferences.mkdir(parents=True, exist_ok=True)
            probe.touch()
            probe.unlink()
        except OSError as exc:
            raise FolderFault(
                f"Không ghi được vào thư mục dữ liệu {self.path} ({exc.strerror}). Vui lòng cấp "
                "quyền ghi, hoặc chọn thư mục khác bằng HOINGHI_DATA_DIR."
            ) from exc

    def lock(self) -> None:
        """Keep a second server from opening the same folder; released when the process ends.

        Raises:
            FolderFault: another server holds it.
        """
        self._lock = (self.path / "server.lock").open("w")
        try:
            if sys.platform == "win32":  # pragma: no cover - never run on Windows by us
                msvcrt.locking(self._lock.fileno(), msvcrt.LK_NBLCK, 1)
            else:
                fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as exc:
            raise FolderFault(
                f"Một máy chủ hoinghi khác đang dùng thư mục {self.path}. Vui lòng tắt máy chủ đó "
                "trước, hoặc chọn thư mục khác bằng HOINGHI_DATA_DIR."
            ) from exc

    def file_of(self, name: str) -> Path:
        """Give the file of a conference."""
        return self.conferences / f"{name}.db"

    def names(self) -> list[str]:
        """Name the conferences in the folder, rehearsals left out."""
        found = (file.stem for file in sorted(self.conferences.glob("*.db")))
        return [name for name in found if not name.endswith(REHEARSAL_SUFFIX)]

    @property
    def open_name(self) -> str | None:
        """Which conference is open; the only one there is where nobody has chosen."""
        chosen = self.path / "open.txt"
        if chosen.exists():
            name = chosen.read_text(encoding="utf-8").strip()
            if self.file_of(name).exists():
                return name
        return next(iter(self.names()), None)

    def choose(self, name: str) -> None:
        """Note which conference is open, so that a restart opens it again."""
        unfinished = self.path / "open.unfinished"
        unfinished.write_text(name + "\n", encoding="utf-8")
        unfinished.replace(self.path / "open.txt")

    def sheets_of(self, name: str) -> Path:
        """Give the folder of the virtual printer's sheets."""
        return self.path / "sheets" / name

    @property
    def alive_file(self) -> Path:
        """Where it is noted that the server is alive."""
        return self.path / "alive.json"

    def secret_key(self) -> str:
        """Give the key that signs sign-in cookies; made on the first run."""
        file = self.path / "secret.key"
        key = file.read_text(encoding="ascii").strip() if file.exists() else ""
        if not key:
            key = secrets.token_hex(32)
            write_private(file, key)
        return key

    @property
    def sign_in_file(self) -> Path:
        """Where the demo's random passwords are kept for whoever runs it."""
        return self.path / "sign-in.txt"


def write_private(file: Path, text: str) -> None:
    """Write a file that only its owner can read (on Windows: what the folder allows)."""
    unfinished = file.with_name(file.name + ".unfinished")
    handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())
    unfinished.replace(file)
