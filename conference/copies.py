"""Copying a conference for a rehearsal (tổng duyệt), and the proof that the real one is untouched.

A rehearsal is a copy marked as such (ADR 0001): its day is set back to the morning, its
codes are of a rehearsal kind that the real door refuses by name.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from conference import journal
from conference.agenda import Cue, Phase, rundown
from conference.attendance import Attendance, Scan
from conference.awards import AwardCue, Batch, BatchState, batches_done
from conference.codes import CodeKind
from conference.database import Database
from conference.delegates import EntryCode, issue_invitations
from conference.identity import RehearsalBegun, the_conference
from conference.journal import record
from conference.printing import PrintJob, badges_printed
from conference.refusals import N_, Refusal


class ConferenceUnderWay(Refusal):
    """A rehearsal cannot begin in the middle of the real conference."""

    code = "conference_under_way"
    sentence = N_("Hội nghị đang diễn ra; không thể chuyển sang chạy thử lúc này.")


class AlreadyRehearsing(Refusal):
    """A rehearsal is not copied once more."""

    code = "already_rehearsing"
    sentence = N_("Hệ thống đang ở chế độ chạy thử.")


class NotRehearsing(Refusal):
    """There is nothing to return from."""

    code = "not_rehearsing"
    sentence = N_("Hệ thống đang ở hội nghị thật; không có buổi chạy thử nào để kết thúc.")


class RehearsalNeedsFile(Refusal):
    """Copies are made of SQLite files."""

    code = "rehearsal_needs_file"
    sentence = N_(
        "Chạy thử cần cơ sở dữ liệu SQLite. Với PostgreSQL, vui lòng chạy thử trên một máy khác."
    )


@dataclass(frozen=True)
class DayProof:
    """What a conference's day has recorded so far."""

    present: int
    badges: int
    batches: int


def day_proof(session: Session) -> DayProof:
    """Count arrivals, badges and presented batches."""
    return DayProof(
        present=session.scalar(select(func.count()).select_from(Attendance)) or 0,
        badges=badges_printed(session),
        batches=batches_done(session),
    )


def refuse_rehearsal_now(session: Session) -> None:
    """Refuse where a rehearsal must not begin.

    Raises:
        AlreadyRehearsing, ConferenceUnderWay: see there.
    """
    if the_conference(session).rehearsal:
        raise AlreadyRehearsing
    if rundown(session).phase in {Phase.RUNNING, Phase.HELD, Phase.BETWEEN}:
        raise ConferenceUnderWay


def copy_for_rehearsal(source: Path, target: Path, *, at: dt.datetime, by: str) -> None:
    """Make `target` a rehearsal of the conference in `source`; an earlier rehearsal is replaced.

    The copy is one consistent state of the file even while it is being written.
    """
    unfinished = target.with_suffix(".unfinished")
    _remove(unfinished)
    with closing(sqlite3.connect(source)) as real, closing(sqlite3.connect(unfinished)) as copy:
        # All pages at once: in steps, each foreign write would begin it anew (reliability.md §1).
        real.backup(copy, pages=-1)
    copied = Database()
    copied.open(f"sqlite:///{unfinished}")
    copied.write(lambda session: become_rehearsal(session, at=at, by=by))
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
    for table in (Scan, Attendance, PrintJob, Cue, AwardCue):
        session.execute(delete(table))
    session.execute(update(Batch).values(state=BatchState.PLANNED))
    session.execute(delete(EntryCode).where(EntryCode.kind == int(CodeKind.BADGE)))
    record(session, fact, at=at, by=by)
    issue_invitations(session, conference_number=conference.number, rehearsal=True, at=at, by=by)
