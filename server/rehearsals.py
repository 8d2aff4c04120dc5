"""Changing the open conference: into a rehearsal and back, with nothing printing meanwhile."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import threading
from collections.abc import Callable

from conference.clock import Clock
from conference.copies import (
    DayProof,
    NotRehearsing,
    RehearsalNeedsFile,
    copy_for_rehearsal,
    day_proof,
    keep_people_and_places,
    people_and_places,
    refuse_rehearsal_now,
)
from conference.database import Database, RunApart
from conference.identity import the_conference
from printers.spooler import Spooler
from server.conferences import invitations_file, open_name
from server.folder import REHEARSAL_SUFFIX, DataFolder

_log = logging.getLogger(__name__)


class OpenConference:
    """The conference that this process has open."""

    def __init__(
        self,
        db: Database,
        folder: DataFolder,
        clock: Clock,
        spooler: Spooler,
        *,
        run_apart: RunApart,
        after_change: Callable[[], None],
    ) -> None:
        self._db, self._folder, self._clock, self._spooler = db, folder, clock, spooler
        self._run_apart, self._after_change = run_apart, after_change
        self._changing = threading.Lock()
        self._spare_process: subprocess.Popen[bytes] | None = None

    def begin_rehearsal(self, by: str, *, although_begun: bool) -> None:
        """Copy the conference and open the copy.

        Raises:
            AlreadyRehearsing, ConferenceUnderWay, ArrivalsHaveBegun, RehearsalNeedsFile: not now,
                not without being asked twice, or not here.
        """
        with self._changing:
            if self._db.url is None or self._db.url.get_backend_name() != "sqlite":
                raise RehearsalNeedsFile
            with self._db.reading() as session:
                refuse_rehearsal_now(session, although_begun=although_begun)
            name = open_name(self._db)
            real, copy = (self._folder.file_of(n) for n in (name, name + REHEARSAL_SUFFIX))
            with self._spooler.standing_still():
                self._run_apart(lambda: copy_for_rehearsal(real, copy, at=self._clock(), by=by))
                self._open(name + REHEARSAL_SUFFIX)
            self._write_invitations(name + REHEARSAL_SUFFIX)

    def end_rehearsal(self, by: str) -> DayProof:
        """Open the real conference again and show that its day is untouched.

        People and places stay: operators, their passwords, and paired stations of the rehearsal
        are those of the real day too.

        Raises:
            NotRehearsing: it is open already.
        """
        with self._changing:
            with self._db.reading() as session:
                if not the_conference(session).rehearsal:
                    raise NotRehearsing
                kept = people_and_places(session)
            with self._spooler.standing_still():
                self._open(open_name(self._db).removesuffix(REHEARSAL_SUFFIX))
                self._db.write(lambda s: keep_people_and_places(s, kept, at=self._clock(), by=by))
            with self._db.reading() as session:
                return day_proof(session)

    def _open(self, name: str) -> None:
        self._db.open(f"sqlite:///{self._folder.file_of(name)}")
        try:
            self._folder.choose(name)
            _log.info("opened %s", name)
        finally:
            # Whatever else fails: no screen may show the one conference as the other.
            self._after_change()

    def _write_invitations(self, name: str) -> None:
        """Have the rehearsal's own invitations written, for whoever plays a delegate."""
        if self._spare_process is not None:
            self._spare_process.wait()
        # Those of the rehearsal before carry codes that are dead now.
        invitations_file(self._folder, name).unlink(missing_ok=True)
        environment = os.environ | {"HOINGHI_DATA_DIR": str(self._folder.path)}
        command = [sys.executable, "-m", "server", "invitations", "--conference", name]
        self._spare_process = subprocess.Popen(  # noqa: S603 - our own command
            command, env=environment, stdout=subprocess.DEVNULL
        )

    def close(self) -> None:
        """Wait for a document that is being written."""
        if self._spare_process is not None:
            self._spare_process.wait()
