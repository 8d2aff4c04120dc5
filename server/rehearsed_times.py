"""What items took in the last rehearsal: read from its file, before the next one replaces it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from conference.agenda import measured, take_durations_back
from conference.clock import Clock
from conference.copies import AlreadyRehearsing
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


class RehearsedTimes:
    """Takes what a rehearsal measured over into the real conference."""

    def __init__(
        self, db: Database, folder: DataFolder, clock: Clock, *, run_apart: RunApart
    ) -> None:
        self._db, self._folder, self._clock = db, folder, clock
        self._run_apart = run_apart

    def take(self, by: str) -> int:
        """Put what was measured beside the plan; give of how many items.

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
        durations = self._run_apart(lambda: _measured_in(f"sqlite:///{file}"))
        taken = self._db.write(lambda s: take_durations_back(s, durations, at=self._clock(), by=by))
        if not taken:
            raise NothingMeasured
        return taken


def _measured_in(url: str) -> Mapping[int, dt.timedelta]:
    rehearsal = Database()
    rehearsal.open(url)
    try:
        with rehearsal.reading() as session:
            return measured(session)
    finally:
        rehearsal.close()
