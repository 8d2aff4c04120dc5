"""Changing the open conference: into a rehearsal and back, with nothing printing meanwhile."""

from __future__ import annotations

import datetime as dt
import logging
import os
import subprocess
import threading
from collections.abc import Callable

from sqlalchemy.orm import Session

from conference.clock import Clock
from conference.copies import (
    ConferenceNameBad,
    ConferenceNotMade,
    ConferencesNeedFiles,
    DayProof,
    NotRehearsing,
    RehearsalNeedsFile,
    copy_conference,
    copy_for_rehearsal,
    day_proof,
    keep_people_and_places,
    people_and_places,
    refuse_another_now,
    refuse_rehearsal_now,
    take_people_over,
)
from conference.database import Database, RunApart
from conference.identity import ConferenceExists, check_day, the_conference
from conference.refusals import NotFound
from printers.spooler import Spooler
from server import own_command
from server.conferences import invitations_file, open_name
from server.folder import REHEARSAL_SUFFIX, SHORT_NAME, DataFolder
from server.removing import remove_conference

TIER_SIGN = ":"
"""Stands between a plan's name and one of its tiers where the office chooses."""

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
                self._open(
                    open_name(self._db).removesuffix(REHEARSAL_SUFFIX),
                    lambda s: keep_people_and_places(s, kept, at=self._clock(), by=by),
                )
            with self._db.reading() as session:
                return day_proof(session)

    def create(self, plan: str, *, held_on: dt.date, name: str, by: str, although: bool) -> None:
        """Make a conference from a plan and open it; the office's people go along.

        Raises:
            ConferenceNameBad, ConferenceExists, ConferenceNotMade, DayImpossible: nothing was made.
            AnotherNotNow, ConferenceInUse, ConferencesNeedFiles: not now, or not here.
        """
        with self._changing:
            check_day(held_on)
            self._refuse_another(although)
            self._refuse_name(name)
            open_now = open_name(self._db)
            self._make_apart(plan, held_on, name)
            # The command has chosen it already; a crash here would open it, which is harmless.
            _log.info("made %s beside %s", name, open_now)
            self._open_another(name, by)

    def open_another(self, name: str, *, by: str, although: bool) -> None:
        """Open another conference of the folder; the office's people go along.

        Raises:
            NotFound: the folder has none of this name.
            AnotherNotNow, ConferenceInUse, ConferencesNeedFiles: not now, or not here.
        """
        with self._changing:
            self._refuse_another(although)
            if name not in self._folder.names():
                raise NotFound
            if name != open_name(self._db):
                self._open_another(name, by)

    def copy(self, name: str, new_name: str, *, by: str) -> None:
        """Copy a conference of the folder, open or not; what is open stays open.

        Raises:
            NotFound: the folder has none of this name.
            ConferenceNameBad, ConferenceExists, ConferencesNeedFiles: nothing was made.
        """
        with self._changing:
            self._refuse_without_files()
            if name not in self._folder.names():
                raise NotFound
            self._refuse_name(new_name)
            source, target = self._folder.file_of(name), self._folder.file_of(new_name)
            self._run_apart(lambda: copy_conference(source, target, at=self._clock(), by=by))

    def remove(self, name: str, *, typed: str, by: str) -> None:
        """Put a conference of the folder aside; `typed` is its name, once more.

        Raises:
            ConferencesNeedFiles: not here.
            NotFound, NameNotRepeated, ConferenceIsOpen, ConferenceHasArrivals, DatabaseUnreadable,
                NotRecorded: it stays.
        """
        with self._changing:
            self._refuse_without_files()
            now, open_now = self._clock(), open_name(self._db)
            remove_conference(self._folder, name, typed=typed, open_now=open_now, at=now, by=by)
            _log.info("put %s aside", name)

    def _refuse_without_files(self) -> None:
        if self._db.url is None or self._db.url.get_backend_name() != "sqlite":
            raise ConferencesNeedFiles

    def _refuse_name(self, name: str) -> None:
        if not SHORT_NAME.fullmatch(name):
            raise ConferenceNameBad
        if self._folder.file_of(name).exists():
            raise ConferenceExists

    def _refuse_another(self, although: bool) -> None:  # noqa: FBT001 - the clerk's second press
        self._refuse_without_files()
        with self._db.reading() as session:
            refuse_another_now(session, although_begun=although)

    def _open_another(self, name: str, by: str) -> None:
        with self._db.reading() as session:
            kept = people_and_places(session)
        with self._spooler.standing_still():
            self._open(name, lambda s: take_people_over(s, kept, at=self._clock(), by=by))

    def _make_apart(self, plan: str, held_on: dt.date, name: str) -> None:
        """Have a conference made by a command of its own: it takes a second of the processor."""
        environment = os.environ | {"HOINGHI_DATA_DIR": str(self._folder.path)}
        plan_name, _, tier = plan.partition(TIER_SIGN)
        command = [*own_command.OWN_COMMAND, "plan", "load", plan_name]
        command += ["--tier", tier] if tier else []
        done = subprocess.run(  # noqa: S603 - our own command
            [*command, "--date", held_on.isoformat(), "--as", name],
            env=environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
        if done.returncode:
            why = done.stderr.strip().removeprefix("Error: ").removesuffix(".")
            raise ConferenceNotMade(why=why[:300])

    def _open(self, name: str, take_over: Callable[[Session], None] | None = None) -> None:
        self._db.open(f"sqlite:///{self._folder.file_of(name)}")
        try:
            # First of all: what is open is what the next start opens, whatever fails below.
            self._folder.choose(name)
            _log.info("opened %s", name)
            if take_over is not None:
                # Before any screen asks anew: it would be nobody's, or show what it did last time.
                self._db.write(take_over)
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
        command = [*own_command.OWN_COMMAND, "invitations", "--conference", name]
        self._spare_process = subprocess.Popen(  # noqa: S603 - our own command
            command, env=environment, stdout=subprocess.DEVNULL
        )

    def close(self) -> None:
        """Wait for a document that is being written."""
        if self._spare_process is not None:
            self._spare_process.wait()
