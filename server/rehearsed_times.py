"""What the last rehearsal measured and tried: read from its file, before the next replaces it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from conference.agenda import Measured, measured, take_durations_back
from conference.clock import Clock
from conference.copies import AlreadyRehearsing
from conference.cue_sheet import Tried, take_tried_back, tried_media
from conference.database import Database, RunApart
from conference.identity import identity
from conference.refusals import N_, Refusal
from server.conferences import open_name
from server.folder import REHEARSAL_SUFFIX, DataFolder


class NothingMeasured(Refusal):
    """There was no rehearsal of this conference, or no item of it was played to its end."""

    code = "nothing_measured"
    sentence = N_(
        "Chưa có thời lượng nào được đo trong buổi chạy thử. Vui lòng chạy thử, kết thúc ít nhất "
        "một nội dung, rồi trở về hội nghị thật."
    )


@dataclass(frozen=True)
class _Rehearsed:
    """What a rehearsal found out, by the ids that its original has too."""

    durations: Mapping[int, Measured]
    tried: Mapping[int, Tried]


class RehearsedTimes:
    """Takes what a rehearsal measured and tried over into the real conference."""

    def __init__(
        self, db: Database, folder: DataFolder, clock: Clock, *, run_apart: RunApart
    ) -> None:
        self._db, self._folder, self._clock = db, folder, clock
        self._run_apart = run_apart

    def take(self, by: str) -> tuple[int, int]:
        """Put what was measured beside the plan, and mark the films and the music that were tried.

        Gives of how many items, and how many lines of the cue sheet that is new of.

        Raises:
            AlreadyRehearsing: the rehearsal is open still; it has to be ended first.
            NothingMeasured: there is nothing to be taken.
        """
        with self._db.reading() as session:
            if identity(session).rehearsal:
                raise AlreadyRehearsing
        file = self._folder.file_of(open_name(self._db) + REHEARSAL_SUFFIX)
        if not file.is_file():
            raise NothingMeasured
        found: _Rehearsed = self._run_apart(lambda: _found_in(f"sqlite:///{file}"))
        items, tried = self._db.write(lambda s: _take(s, found, at=self._clock(), by=by))
        if not items and not tried:
            raise NothingMeasured
        return items, tried


def _take(session: Session, found: _Rehearsed, *, at: dt.datetime, by: str) -> tuple[int, int]:
    items = take_durations_back(session, found.durations, at=at, by=by)
    return items, take_tried_back(session, found.tried, at=at, by=by)


def _found_in(url: str) -> _Rehearsed:
    rehearsal = Database()
    rehearsal.open(url)
    try:
        with rehearsal.reading() as session:
            return _Rehearsed(measured(session), tried_media(session))
    finally:
        rehearsal.close()
