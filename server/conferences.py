"""Opening the chosen conference of the data folder."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from conference.database import Database, RunApart, run_here
from conference.identity import NoConference
from server.folder import DataFolder
from server.settings import Settings


def open_database(
    settings: Settings, folder: DataFolder, *, run_apart: RunApart = run_here
) -> Database:
    """Open the chosen conference.

    Raises:
        NoConference: the data folder has none.
        NewerDatabase, DatabaseUnreadable: see there.
    """
    name = folder.open_name
    if not settings.database_url and name is None:
        raise NoConference
    db = Database(run_apart=run_apart)
    db.open(settings.database_url or f"sqlite:///{folder.file_of(name or '')}")
    return db


@contextmanager
def conference_for_command(settings: Settings) -> Iterator[Database]:
    """Open the chosen conference for one command."""
    folder = DataFolder(settings.data_dir)
    folder.prepare()
    db = open_database(settings, folder)
    try:
        yield db
    finally:
        db.close()
