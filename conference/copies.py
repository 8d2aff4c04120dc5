"""Copying a conference: for a rehearsal (tổng duyệt), or as a new one of the same list and plan.

A rehearsal is a copy marked as such (ADR 0001): its day is set back to the morning, its
codes are of a rehearsal kind that the real door refuses by name.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from conference import journal
from conference.agenda import ButtonsHeld, Cue, Phase, rundown
from conference.attendance import Attendance, DisputedEntry, Movement, Scan
from conference.awards import AwardCue, Batch, BatchState, batches_done
from conference.codes import CodeKind, new_conference_number
from conference.database import Database
from conference.delegates import (
    Delegate,
    EntryCode,
    Invitation,
    ListVersion,
    ProposedSubstitute,
    issue_invitations,
)
from conference.doors import Door
from conference.handing import Handing
from conference.honoured_guests import GuestState, HonouredGuest
from conference.identity import (
    ConferenceCopied,
    PeopleTakenOver,
    RehearsalBegun,
    RehearsalEnded,
    the_conference,
)
from conference.journal import record
from conference.operators import Operator
from conference.overrides import Override
from conference.preparation import Task
from conference.printing import PrintJob, PrintRequest, badges_printed
from conference.refusals import N_, DatabaseUnreadable, NotRecorded, Refusal
from conference.remotes import Remote
from conference.screens import ScreenView
from conference.standing_in import PlaceDecision
from conference.stations import Station


class ConferenceUnderWay(Refusal):
    """A rehearsal cannot begin in the middle of the real conference."""

    code = "conference_under_way"
    sentence = N_("Hội nghị đang diễn ra; không thể chuyển sang chạy thử lúc này.")


class ArrivalsHaveBegun(Refusal):
    """Delegates are being checked in; a rehearsal now would turn the next one away."""

    code = "arrivals_have_begun"
    sentence = N_(
        "Hội nghị đã có %(present)s đại biểu điểm danh. Nếu chuyển sang chạy thử lúc này, giấy mời "
        "thật sẽ tạm thời không được nhận. Vui lòng bấm lần nữa nếu vẫn muốn chạy thử."
    )


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


class ConferenceInUse(Refusal):
    """Delegates of the open conference are coming; another one would turn the next away."""

    code = "conference_in_use"
    sentence = N_(
        "Hội nghị đang mở đã có %(present)s đại biểu điểm danh. Nếu mở hội nghị khác lúc này, giấy "
        "mời của hội nghị đang mở sẽ không được nhận. Vui lòng bấm lần nữa nếu vẫn muốn."
    )


class ConferencesNeedFiles(Refusal):
    """Several conferences are several SQLite files."""

    code = "conferences_need_files"
    sentence = N_(
        "Với PostgreSQL, mỗi máy chủ chỉ mở một hội nghị. Vui lòng tạo hội nghị bằng lệnh hoinghi "
        "plan load trên một cơ sở dữ liệu mới."
    )


class AnotherNotNow(Refusal):
    """The programme of the open conference runs, or a rehearsal does."""

    code = "another_not_now"
    sentence = N_(
        "Chương trình của hội nghị đang mở đang diễn ra, hoặc đang chạy thử; chưa thể mở hội nghị "
        "khác lúc này. Vui lòng kết thúc trước."
    )


class ConferenceNameBad(Refusal):
    """A conference's short name is a file's name."""

    code = "conference_name_bad"
    sentence = N_(
        "Tên ngắn của hội nghị chỉ gồm chữ thường không dấu, chữ số và dấu gạch nối (tối đa 60); "
        "chưa tạo gì."
    )


class ConferenceNotMade(Refusal):
    """The conference could not be made."""

    code = "conference_not_made"
    sentence = N_("Chưa tạo được hội nghị: %(why)s. Hội nghị đang mở không thay đổi.")


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


def refuse_rehearsal_now(session: Session, *, although_begun: bool = False) -> None:
    """Refuse where a rehearsal must not begin, or only when asked twice.

    Raises:
        AlreadyRehearsing, ConferenceUnderWay: it cannot.
        ArrivalsHaveBegun: delegates have come already, and nobody said "although".
    """
    if the_conference(session).rehearsal:
        raise AlreadyRehearsing
    if rundown(session).phase in {Phase.RUNNING, Phase.HELD, Phase.BETWEEN}:
        raise ConferenceUnderWay
    present = day_proof(session).present
    if present and not although_begun:
        raise ArrivalsHaveBegun(present=present)


def refuse_another_now(session: Session, *, although_begun: bool = False) -> None:
    """Refuse where another conference must not be opened, or only when asked twice.

    Raises:
        AnotherNotNow: it cannot.
        ConferenceInUse: delegates have come already, and nobody said "although".
    """
    running = rundown(session).phase in {Phase.RUNNING, Phase.HELD, Phase.BETWEEN}
    if running or the_conference(session).rehearsal:
        raise AnotherNotNow
    present = day_proof(session).present
    if present and not although_begun:
        raise ConferenceInUse(present=present)


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
    _set_back(session)
    session.execute(delete(EntryCode).where(EntryCode.kind == int(CodeKind.BADGE)))
    record(session, fact, at=at, by=by)
    issue_invitations(session, conference_number=conference.number, rehearsal=True, at=at, by=by)


_OF_THE_DAY = (
    PlaceDecision, Override, ProposedSubstitute, DisputedEntry, Movement, Handing, Scan, Attendance,
    PrintRequest, PrintJob, Cue, ButtonsHeld, AwardCue,
)  # fmt: skip
"""Tables of what the day records; each before those it points to."""


def _set_back(session: Session) -> None:
    """Take back what the day has recorded."""
    for table in _OF_THE_DAY:
        session.execute(delete(table))
    session.execute(update(Batch).values(state=BatchState.PLANNED))
    session.execute(update(Door).values(closed=False))
    session.execute(
        update(HonouredGuest).values(
            state=GuestState.EXPECTED,
            expected_at=None,
            state_at=None,
            by="",
            ticks=[],
            note="",
            mc_ordinal=None,
        )
    )


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
    _set_back(session)
    for table in (EntryCode, Invitation, ListVersion):
        session.execute(delete(table))
    session.execute(update(Task).values(done_at=None, done_by=""))
    # The list is a draft again: nobody came onto it after a lock.
    session.execute(update(Delegate).values(supplement=False))
    record(session, fact, at=at, by=by)


def _another_number(number: str) -> str:
    return next(drawn for drawn in (new_conference_number() for _ in count()) if drawn != number)


@dataclass(frozen=True)
class PeopleAndPlaces:
    """Operators, stations and what screens show, as rows of plain values by their names."""

    operators: dict[str, dict[str, Any]]
    stations: dict[str, dict[str, Any]]
    views: dict[str, dict[str, Any]]
    remotes: dict[tuple[str, dt.datetime], dict[str, Any]]
    """By the name and when it was made: the name of a revoked one may be given again."""


_OF_OPERATORS = ("full_name", "role", "password_hash", "pin_hash")
_SECRETS = ("token_hash", "pairing_hash")
_OF_STATIONS = (
    "kind",
    "pairing_hash",
    "pairing_expires",
    "token_hash",
    "paired_at",
    "pool",
    "printing",
)


_OF_VIEWS = ("view", "since", "forgotten")
_VIEWS = select(Station, ScreenView).join(ScreenView, ScreenView.station_id == Station.id)

_OF_REMOTES = ("token_hash", "by", "revoked_at")


def people_and_places(session: Session) -> PeopleAndPlaces:
    """Give who may sign in and which stations there are, with their secrets' hashes."""
    return PeopleAndPlaces(
        operators={
            one.sign_in_name: {name: getattr(one, name) for name in _OF_OPERATORS}
            for one in session.scalars(select(Operator))
        },
        stations={
            one.name: {name: getattr(one, name) for name in _OF_STATIONS}
            for one in session.scalars(select(Station))
        },
        views={
            station.name: {name: getattr(shown, name) for name in _OF_VIEWS}
            for station, shown in session.execute(_VIEWS)
        },
        remotes={
            (one.name, one.made_at): {name: getattr(one, name) for name in _OF_REMOTES}
            for one in session.scalars(select(Remote))
        },
    )


def keep_people_and_places(
    session: Session, kept: PeopleAndPlaces, *, at: dt.datetime, by: str
) -> None:
    """Take over what was changed in the rehearsal: new operators, passwords, paired stations.

    Nobody is removed: who was added to the real conference meanwhile stays.
    """
    _keep(session, kept)
    fact = RehearsalEnded(operators=len(kept.operators), stations=len(kept.stations))
    record(session, fact, at=at, by=by)


def take_people_over(session: Session, kept: PeopleAndPlaces, *, at: dt.datetime, by: str) -> None:
    """Let the operators and stations of the conference that was open work in this one too.

    Otherwise nobody could sign in to a conference that has just been made. Nobody is removed.
    """
    _keep(session, kept)
    fact = PeopleTakenOver(operators=len(kept.operators), stations=len(kept.stations))
    record(session, fact, at=at, by=by)


def _keep(session: Session, kept: PeopleAndPlaces) -> None:
    operators = {one.sign_in_name: one for one in session.scalars(select(Operator))}
    for sign_in_name, values in kept.operators.items():
        operator = operators.get(sign_in_name) or Operator(sign_in_name=sign_in_name)
        _set(operator, values)
        session.add(operator)
    _keep_stations(session, kept)
    _keep_remotes(session, kept)


def _keep_remotes(session: Session, kept: PeopleAndPlaces) -> None:
    """Take over remote controls, the revoked ones too: what opens nothing opens nothing there."""
    there = {(one.name, one.made_at): one for one in session.scalars(select(Remote))}
    for (name, made_at), values in kept.remotes.items():
        remote = there.get((name, made_at)) or Remote(name=name, made_at=made_at)
        _set(remote, values)
        session.add(remote)


def _keep_stations(session: Session, kept: PeopleAndPlaces) -> None:
    by_name = {one.name: one for one in session.scalars(select(Station))}
    # One that was renamed meanwhile is known by its device, if its name went to no other.
    by_token = {one.token_hash: one for one in by_name.values() if one.name not in kept.stations}
    found = {
        name: by_name.get(name) or by_token.get(values["token_hash"] or "") or Station()
        for name, values in kept.stations.items()
    }
    secrets = {values[name] for values in kept.stations.values() for name in _SECRETS} - {None}
    for station in by_name.values():
        # No two may hold one token, not even between two lines of SQL.
        if {station.token_hash, station.pairing_hash} & secrets:
            station.token_hash = station.pairing_hash = None
    session.flush()
    for name, station in found.items():
        station.name = name
        _set(station, kept.stations[name])
        session.add(station)
    session.flush()
    for name, values in kept.views.items():
        session.merge(ScreenView(station_id=found[name].id, **values))


def _set(row: Operator | Station | Remote, values: dict[str, Any]) -> None:
    for name, value in values.items():
        setattr(row, name, value)
