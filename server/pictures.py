"""Which pictures (phông) the conferences of the data folder name, those put aside too."""

from __future__ import annotations

import logging
import sqlite3
from contextlib import closing
from pathlib import Path

from conference.database import Database
from conference.screens import hall_now
from server.folder import DataFolder

_log = logging.getLogger(__name__)


def pictures_in_use(folder: DataFolder, db: Database) -> frozenset[str] | None:
    """Give the names of the pictures; None where a conference cannot be asked."""
    with db.reading() as session:
        named = {hall_now(session).backdrop}
    try:
        for inside in (folder.conferences, folder.removed):
            for file in inside.rglob("*.db"):
                named |= _named_in(file)
    except sqlite3.Error as exc:
        _log.warning("which pictures are in use is not known: %s", exc)
        return None
    return frozenset(named)


def _named_in(file: Path) -> set[str]:
    """Ask a file that may be of an older version, without opening it as a conference."""
    with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        known = "SELECT 1 FROM sqlite_master WHERE name = 'hall_picture'"
        if connection.execute(known).fetchone() is None:
            return set()
        return {name for (name,) in connection.execute("SELECT backdrop FROM hall_picture")}
