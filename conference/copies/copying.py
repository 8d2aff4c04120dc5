"""Making the copy: one consistent state of the file, set back, marked, with codes of its own."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Callable
from contextlib import closing
from itertools import count
from pathlib import Path

from sqlalchemy import delete
from sqlalchemy.orm import Session

from conference import journal
from conference.codes import CodeKind, new_conference_number
from conference.copies.setting_back import set_day_back, set_preparation_back
from conference.database import Database
from conference.delegates import EntryCode, issue_invitations
from conference.identity import ConferenceCopied, RehearsalBegun, the_conference
from conference.journal import record
from conference.refusals import DatabaseUnreadable, NotRecorded


def copy_for_rehearsal(source: Path, target: Path, *, at: dt.datetime, by: str) -> None:
    """Make `target` a rehearsal of the conference in `source`; an earlier rehearsal is replaced.

    The copy is one consistent state of the file even while it is being written.

    Raises:
        DatabaseUnreadable, NotRecorded: the file is none of ours, or the disk is full.
    """
    _copy(source, target, lambda session: become_rehearsal(session, at=at, by=by))


def copy_conference(source: Path, target: Path, *, at: dt.datetime, by: str) -> None:
    """Make `target` a conference of its own with the list and the plan of that in `source`.

    Raises:
        DatabaseUnreadable, NotRecorded: the file is none of ours, or the disk is full.
    """
    _copy(source, target, lambda session: become_copy(session, at=at, by=by))


def _copy(source: Path, target: Path, become: Callable[[Session], None]) -> None:
    unfinished = target.with_suffix(".unfinished")
    _remove(unfinished)
    try:
        with closing(sqlite3.connect(source)) as real, closing(sqlite3.connect(unfinished)) as copy:
            # All pages at once: in steps, each foreign write would begin it anew
            # (reliability.md §1).
            real.backup(copy, pages=-1)
    except sqlite3.OperationalError as exc:
        raise NotRecorded from exc
    except sqlite3.DatabaseError as exc:
        raise DatabaseUnreadable(name=source.name, why=str(exc)) from exc
    copied = Database()
    try:
        copied.open(f"sqlite:///{unfinished}")
        copied.write(become)
    finally:
        copied.close()
    _remove(target)
    unfinished.replace(target)


def _remove(file: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        file.with_name(file.name + suffix).unlink(missing_ok=True)


def become_rehearsal(session: Session, *, at: dt.datetime, by: str) -> None:
    """Set the day back to the morning, mark the conference, and give out rehearsal codes."""
    conference = the_conference(session)
    fact = RehearsalBegun(copied_at_entry=journal.head(session))
    conference.rehearsal = True
    set_day_back(session)
    session.execute(delete(EntryCode).where(EntryCode.kind == int(CodeKind.BADGE)))
    record(session, fact, at=at, by=by)
    issue_invitations(session, conference_number=conference.number, rehearsal=True, at=at, by=by)


def become_copy(session: Session, *, at: dt.datetime, by: str) -> None:
    """Set the day and the preparation back, and draw another number: no code of the original opens.

    The list and what was approved stay; it is signed off anew, invited anew, and the work of the
    plan is done anew. Codes are given out by whoever invites.
    """
    conference = the_conference(session)
    fact = ConferenceCopied(
        number=_another_number(conference.number),
        from_number=conference.number,
        copied_at_entry=journal.head(session),
    )
    conference.number, conference.rehearsal = fact.number, False
    set_day_back(session)
    set_preparation_back(session)
    record(session, fact, at=at, by=by)


def _another_number(number: str) -> str:
    return next(drawn for drawn in (new_conference_number() for _ in count()) if drawn != number)
