"""The door: a scan becomes a verdict, once, and the first entry a badge in the same transaction.

Every attempt leaves a row, refused ones too; the same scan id gets the same answer byte for byte
(ADR 0003). Of a scan that is not one of our codes nothing but the reason is kept.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    ForeignKey,
    Index,
    String,
    Text,
    and_,
    bindparam,
    func,
    insert,
    select,
)
from sqlalchemy.orm import Mapped, Session, aliased, mapped_column

from conference.base import Base, table_of
from conference.clock import in_the_hall, to_ms
from conference.codes import CodeKind, CodeRead, Unreadable, read_code
from conference.delegates import (
    CodeState,
    Delegate,
    DelegateCard,
    DelegateGroup,
    EntryCode,
    ListState,
    Unit,
)
from conference.identity import Conference, DoorSetting, door_setting
from conference.journal import Fact, record
from conference.names import area_name
from conference.prepared import Prepared
from conference.printing import queue_badge, settle_by_scan
from conference.rooms import kinds_of
from conference.verdicts import Reason, Verdict, sentences


class Scan(Base):
    """One attempt at the door and the answer it got."""

    __tablename__ = "scan"
    __table_args__ = (Index("ix_scan_delegate_id", "delegate_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    scan_id: Mapped[str] = mapped_column(String(36), unique=True)
    sitting_id: Mapped[int] = mapped_column(ForeignKey("sitting.id"))
    delegate_id: Mapped[int | None] = mapped_column(ForeignKey("delegate.id"))
    station_id: Mapped[int | None] = mapped_column(ForeignKey("station.id"))
    verdict: Mapped[Verdict]
    reason: Mapped[Reason]
    device_at: Mapped[dt.datetime | None]
    at: Mapped[dt.datetime]
    answer: Mapped[str] = mapped_column(Text)


class Attendance(Base):
    """A delegate's first entry to a sitting; the database allows one."""

    __tablename__ = "attendance"
    __table_args__ = (
        Index("uq_attendance_first_entry", "delegate_id", "sitting_id", unique=True),
        Index("ix_attendance_sitting_id", "sitting_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    delegate_id: Mapped[int] = mapped_column(ForeignKey("delegate.id"))
    sitting_id: Mapped[int] = mapped_column(ForeignKey("sitting.id"))
    first_at: Mapped[dt.datetime]
    station_name: Mapped[str] = mapped_column(String(100), default="")


@dataclass(frozen=True, kw_only=True)
class DelegateCheckedIn(Fact):
    """A delegate entered for the first time in this sitting."""

    delegate_id: int
    sitting_id: int
    station_id: int | None


@dataclass(frozen=True, kw_only=True)
class ScanAnswered(Fact):
    """A scan that was no first entry was answered."""

    reason: str
    delegate_id: int | None
    station_id: int | None


ARRIVAL_FACTS = kinds_of(DelegateCheckedIn)


@dataclass(frozen=True)
class AtStation:
    """Where a scan was made: plain values."""

    id: int | None = None
    name: str = ""

    @property
    def by(self) -> str:
        """How the journal names this place."""
        return f"station:{self.id}" if self.id is not None else "door"


@dataclass(frozen=True)
class _Found:
    """What the list says about a code."""

    reason: Reason
    card: DelegateCard | None = None
    first_at: dt.datetime | None = None
    first_station: str = ""
    badge_issue: int = 1


def check_in(  # noqa: PLR0913 - a scan is which, what, where, when by both clocks
    session: Session,
    *,
    scan_id: str,
    scanned: str,
    foreign: bool = False,
    station: AtStation = AtStation(),
    device_at: dt.datetime | None = None,
    at: dt.datetime,
    badges: bool = True,
) -> str:
    """Judge a scan and give the answer as JSON text (docs/developers/contracts.md).

    The first entry of a delegate queues the badge in the same transaction. The same `scan_id`
    again changes nothing and gets the stored answer byte for byte.
    """
    conference = door_setting(session, at)
    sitting_id = conference.sitting_id
    code = read_code(scanned, foreign=foreign)
    digits = code.digits if isinstance(code, CodeRead) else ""
    wanted = {"scan_id": scan_id, "sitting_id": sitting_id, "digits": digits}
    (row,) = _LOOK_UP.rows(session, wanted)
    if row.stored_answer is not None:
        stored: str = row.stored_answer
        return stored
    found = _judge(code, conference, row)
    if found.reason is Reason.ADMITTED and found.card is not None:
        _admit(session, found.card, sitting_id, station, at=at)
        if badges:
            _queue_badge(session, conference, found.card, station, issue=found.badge_issue, at=at)
    else:
        card_id = found.card.id if found.card else None
        fact = ScanAnswered(reason=found.reason, delegate_id=card_id, station_id=station.id)
        record(session, fact, at=at, by=station.by)
        if isinstance(code, CodeRead) and found.card is not None and code.kind is CodeKind.BADGE:
            # Whoever holds the badge proves that its sheet came out (ADR 0005).
            settle_by_scan(session, code.digits, at=at, by=station.by)
    answer = _answer(scan_id, found, conference, station, badges=badges, at=at)
    values = {
        "scan_id": scan_id,
        "sitting_id": sitting_id,
        "delegate_id": found.card.id if found.card else None,
        "station_id": station.id,
        "verdict": found.reason.verdict,
        "reason": found.reason,
        "device_at": device_at,
        "at": at,
        "answer": answer,
    }
    _INSERT_SCAN.insert(session, values)
    return answer


_badge_codes = aliased(EntryCode)
_LOOK_UP = Prepared(
    select(
        select(Scan.answer)
        .where(Scan.scan_id == bindparam("scan_id"))
        .scalar_subquery()
        .label("stored_answer"),
        select(func.max(_badge_codes.issue))
        .where(_badge_codes.delegate_id == Delegate.id, _badge_codes.kind == int(CodeKind.BADGE))
        .scalar_subquery()
        .label("newest_issue"),
        EntryCode.state.label("code_state"),
        Delegate.id,
        Delegate.full_name,
        Delegate.position,
        Delegate.seat,
        Delegate.area,
        Delegate.card_number,
        Delegate.address,
        Delegate.state.label("list_state"),
        Unit.name.label("unit"),
        DelegateGroup.name.label("group"),
        DelegateGroup.badge_word,
        Attendance.first_at,
        Attendance.station_name,
    )
    .select_from(Conference)
    .outerjoin(EntryCode, EntryCode.digits == bindparam("digits"))
    .outerjoin(Delegate, Delegate.id == EntryCode.delegate_id)
    .outerjoin(Unit, Unit.id == Delegate.unit_id)
    .outerjoin(DelegateGroup, DelegateGroup.id == Delegate.group_id)
    .outerjoin(
        Attendance,
        and_(
            Attendance.delegate_id == Delegate.id,
            Attendance.sitting_id == bindparam("sitting_id"),
        ),
    )
)
_INSERT_SCAN = Prepared(
    insert(table_of(Scan)),
    "scan_id", "sitting_id", "delegate_id", "station_id", "verdict", "reason", "device_at", "at",
    "answer",
)  # fmt: skip
_INSERT_ATTENDANCE = Prepared(
    insert(table_of(Attendance)), "delegate_id", "sitting_id", "first_at", "station_name"
)

_UNREADABLE = {
    Unreadable.DAMAGED: Reason.DAMAGED,
    Unreadable.CITIZEN_CARD: Reason.CITIZEN_CARD,
    Unreadable.FOREIGN: Reason.FOREIGN,
}
_WRONG_KIND = {
    CodeKind.BADGE: Reason.BADGE_NOT_INVITATION,
    CodeKind.AWARD_SLIP: Reason.SLIP_NOT_INVITATION,
}
_WRONG_STATE = {
    ListState.PROPOSED: Reason.NOT_APPROVED,
    ListState.WITHDRAWN: Reason.WITHDRAWN,
}


def _judge(code: CodeRead | Unreadable, conference: DoorSetting, row: Any) -> _Found:
    """Decide from the code and from what the list says about it."""
    if isinstance(code, Unreadable):
        return _Found(_UNREADABLE[code])
    if code.conference_number != conference.number:
        return _Found(Reason.OTHER_CONFERENCE)
    if code.rehearsal != conference.rehearsal:
        real = Reason.REAL_CODE_IN_REHEARSAL
        return _Found(real if conference.rehearsal else Reason.REHEARSAL_CODE)
    if row.id is None:
        return _Found(_WRONG_KIND.get(code.kind, Reason.NOT_ON_LIST))
    return _judge_listed(row, code.kind, seats_numbered=conference.seats_numbered)


def _judge_listed(row: Any, kind: CodeKind, *, seats_numbered: bool) -> _Found:
    card = DelegateCard(
        id=row.id,
        name=row.full_name,
        position=row.position,
        unit=row.unit,
        group=row.group,
        seat=row.seat if seats_numbered else "",
        card_number=row.card_number,
        address=row.address,
        badge_word=row.badge_word,
        area=row.area,
    )
    # The code first: whoever sent a substitute is off the list, but holds a replaced code.
    if row.code_state is not CodeState.ACTIVE:
        return _Found(Reason.REPLACED, card)
    if row.list_state in _WRONG_STATE:
        return _Found(_WRONG_STATE[row.list_state], card)
    if row.first_at is not None:
        return _Found(Reason.REPEAT, card, row.first_at, row.station_name)
    if kind in _WRONG_KIND:
        return _Found(_WRONG_KIND[kind], card)
    return _Found(Reason.ADMITTED, card, badge_issue=(row.newest_issue or 0) + 1)


def _admit(
    session: Session, card: DelegateCard, sitting_id: int, station: AtStation, *, at: dt.datetime
) -> None:
    _INSERT_ATTENDANCE.insert(
        session,
        {
            "delegate_id": card.id,
            "sitting_id": sitting_id,
            "first_at": at,
            "station_name": station.name,
        },
    )
    fact = DelegateCheckedIn(delegate_id=card.id, sitting_id=sitting_id, station_id=station.id)
    record(session, fact, at=at, by=station.by)


def _queue_badge(
    session: Session,
    conference: DoorSetting,
    card: DelegateCard,
    station: AtStation,
    *,
    issue: int,
    at: dt.datetime,
) -> None:
    queue_badge(
        session,
        card,
        issue=issue,
        conference_number=conference.number,
        title_lines=list(conference.title_lines),
        rehearsal=conference.rehearsal,
        requested_by=station.name,
        at=at,
        by=station.by,
    )


def _answer(
    scan_id: str,
    found: _Found,
    conference: DoorSetting,
    station: AtStation,
    *,
    badges: bool,
    at: dt.datetime,
) -> str:
    card, admitted = found.card, found.reason is Reason.ADMITTED
    shown = card if card and (admitted or found.reason is Reason.REPEAT) else None
    first_at, first_station = (
        (at, station.name) if admitted else (found.first_at, found.first_station)
    )
    words = {"first": f"{in_the_hall(first_at):%Hh%M}"} if first_at else {}
    if shown:
        words |= {"address": shown.address, "name": shown.name, "seat": shown.seat}
        words["area"] = area_name(shown.area)
    body = {
        "scan_id": scan_id,
        "verdict": found.reason.verdict,
        "reason": found.reason,
        "sentence": sentences(found.reason, **words),
        "delegate": _shown_words(shown) if shown else None,
        "first": {"at_ms": to_ms(first_at), "station": first_station} if first_at else None,
        "badge": {"queued": True} if admitted and badges else None,
        "rehearsal": conference.rehearsal,
        "decided_ms": to_ms(at),
    }
    return json.dumps(body, ensure_ascii=False)


def _shown_words(card: DelegateCard) -> dict[str, str]:
    return {
        "name": card.name,
        "position": card.position,
        "unit": card.unit,
        "group": card.group,
        "seat": card.seat,
        "area": area_name(card.area),
        "card_number": card.card_number,
    }


def undecided(scan_id: str, *, at: dt.datetime, rehearsal: bool = False) -> str:
    """Give the answer of a door that cannot decide now; never stored, may be judged again."""
    body = {
        "scan_id": scan_id,
        "verdict": Verdict.UNDECIDED,
        "reason": Reason.UNDECIDED,
        "sentence": sentences(Reason.UNDECIDED),
        "delegate": None,
        "first": None,
        "badge": None,
        "rehearsal": rehearsal,
        "decided_ms": to_ms(at),
    }
    return json.dumps(body, ensure_ascii=False)


def present_count(session: Session, sitting_id: int) -> int:
    """Count who has come to this sitting and is on the list: who sent somebody else is not."""
    came = select(func.count()).select_from(Attendance).join(Delegate)
    return session.scalar(came.where(*_here(sitting_id))) or 0


def _here(sitting_id: int) -> tuple[ColumnElement[bool], ...]:
    return Attendance.sitting_id == sitting_id, Delegate.state == ListState.APPROVED


def present_ids(
    session: Session, sitting_id: int, *, among: Sequence[int | None] | None = None
) -> set[int]:
    """Give the ids of those who have come to this sitting, of all or among these delegates."""
    came = select(Attendance.delegate_id).where(Attendance.sitting_id == sitting_id)
    if among is not None:
        came = came.where(Attendance.delegate_id.in_(among))
    return set(session.scalars(came))


def arrivals(session: Session, sitting_id: int) -> dict[int, Attendance]:
    """Give each present delegate's first entry."""
    rows = session.scalars(select(Attendance).where(Attendance.sitting_id == sitting_id))
    return {row.delegate_id: row for row in rows}


def present_by_group(session: Session, sitting_id: int) -> dict[int, int]:
    """Count who has come and is on the list, per group."""
    rows = session.execute(
        select(Delegate.group_id, func.count())
        .join(Attendance, Attendance.delegate_id == Delegate.id)
        .where(*_here(sitting_id))
        .group_by(Delegate.group_id)
    )
    return dict(rows.all())
