"""Which pictures (phông) the conferences of the data folder name, those put aside too."""

from __future__ import annotations

import logging
import sqlite3
from contextlib import closing
from pathlib import Path

from conference.database import Database, RunApart
from conference.screens import hall_now
from server.folder import DataFolder

_log = logging.getLogger(__name__)


def pictures_in_use(folder: DataFolder, db: Database, run_apart: RunApart) -> frozenset[str] | None:
    """Give the names of the pictures; None where a conference cannot be asked."""
    with db.reading() as session:
        shown = hall_now(session).backdrop
    try:
        # The files of ten years, opened one after the other, would hold up the hub.
        named: set[str] = run_apart(lambda: _named_within(folder))
    except (sqlite3.Error, OSError) as exc:
        # A folder may be put aside at this very moment.
        _log.warning("which pictures are in use is not known: %s", exc)
        return None
    return frozenset({shown, *named})


def _named_within(folder: DataFolder) -> set[str]:
    files = [
        file for inside in (folder.conferences, folder.removed) for file in inside.rglob("*.db")
    ]
    return {name for file in files for name in _named_in(file)}


def _named_in(file: Path) -> set[str]:
    """Ask a file that may be of an older version, without opening it as a conference."""
    with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        known = "SELECT 1 FROM sqlite_master WHERE name = 'hall_picture'"
        if connection.execute(known).fetchone() is None:
            return set()
        return {name for (name,) in connection.execute("SELECT backdrop FROM hall_picture")}
