"""Which conferences the data folder holds, and which plans come along; what the office is lent."""

from __future__ import annotations

import datetime as dt
import functools
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from admin.conferences import ConferenceFile, PlanOffered, RemovedConference
from conference.database import Database
from seed.plan import load_plan, plan_names
from server.conferences import open_name
from server.folder import REHEARSAL_SUFFIX, DataFolder
from server.rehearsals import TIER_SIGN, OpenConference
from server.removing import removed_conferences


class FolderConferences:
    """The conferences of a folder; keeps the promises of `admin.conferences.Conferences`."""

    def __init__(self, folder: DataFolder, db: Database, opened: OpenConference) -> None:
        self._folder, self._db, self._opened = folder, db, opened

    def listed(self) -> list[ConferenceFile]:
        """Give the conferences of the folder, rehearsals left out."""
        open_now = open_name(self._db).removesuffix(REHEARSAL_SUFFIX)
        return [
            ConferenceFile(name, *_described(self._folder.file_of(name)), open=name == open_now)
            for name in self._folder.names()
        ]

    def plans(self) -> list[PlanOffered]:
        """Give the plans that a conference can be made from."""
        return list(_plans())

    def create(self, plan: str, *, held_on: dt.date, name: str, by: str, although: bool) -> None:
        """Make a conference from a plan and open it."""
        self._opened.create(plan, held_on=held_on, name=name, by=by, although=although)

    def copy(self, name: str, new_name: str, *, by: str) -> None:
        """Copy a conference of the folder; what is open stays open."""
        self._opened.copy(name, new_name, by=by)

    def remove(self, name: str, *, typed: str, by: str) -> None:
        """Put a conference aside, whole; `hoinghi conference restore` brings it back."""
        self._opened.remove(name, typed=typed, by=by)

    def removed(self) -> list[RemovedConference]:
        """Give what was put aside, the newest first."""
        return removed_conferences(self._folder)

    def open_another(self, name: str, *, by: str, although: bool) -> None:
        """Open another conference."""
        self._opened.open_another(name, by=by, although=although)


@functools.cache
def _plans() -> tuple[PlanOffered, ...]:
    """Read the plans once; they do not change while the server runs."""
    return tuple(one for name in plan_names() for one in _offered(name))


def _offered(name: str) -> Iterator[PlanOffered]:
    """Give a plan, and the conferences of its tiers where it is a plan for several."""
    plan = load_plan(name)
    yield PlanOffered(name, plan.name, plan.date_limit.text if plan.date_limit else "")
    for tier in plan.tiers:
        made = plan.of_tier(tier.level)
        limit = made.date_limit.text if made.date_limit else ""
        yield PlanOffered(f"{name}{TIER_SIGN}{tier.level}", made.name, limit)


def _described(file: Path) -> tuple[str, dt.date | None]:
    """Give title and day of a conference that may be of an older version, without opening it."""
    try:
        with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
            found = connection.execute("SELECT name, held_on FROM conference").fetchone()
    except sqlite3.Error:
        found = None
    return (found[0], dt.date.fromisoformat(found[1])) if found else ("", None)
