"""Opening the chosen conference of the data folder."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from conference.database import Database, RunApart, run_here
from conference.identity import Conference, NoConference
from server.folder import DataFolder
from server.settings import Settings


def open_database(
    settings: Settings,
    folder: DataFolder,
    *,
    name: str | None = None,
    run_apart: RunApart = run_here,
) -> Database:
    """Open a conference of the folder, by default the chosen one.

    Raises:
        NoConference: the data folder has none.
        NewerDatabase, DatabaseUnreadable: see there.
    """
    name = name or folder.open_name
    missing = name is None or not folder.file_of(name).exists()
    if not settings.database_url and missing:
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


def open_name(db: Database) -> str:
    """Name the conference that this database is: its file's name, or the database's."""
    return Path(db.url.database or "").stem if db.url is not None else ""


def invitations_file(folder: DataFolder, name: str) -> Path:
    """Give where a conference's invitations are written."""
    return folder.invitations / f"{name}.pdf"


def pictures_file(folder: DataFolder, name: str) -> Path:
    """Give where the pictures of a conference's invitations are written."""
    return folder.invitations / f"{name}.zip"


def has_conference(settings: Settings, folder: DataFolder) -> bool:
    """Whether a conference can be opened already."""
    if not settings.database_url:
        return bool(folder.names())
    db = open_database(settings, folder)
    try:
        with db.reading() as session:
            return session.get(Conference, 1) is not None
    finally:
        db.close()
