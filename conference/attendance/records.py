"""The tables of the door: attempts, entries, comings and goings, and entries in dispute."""

from __future__ import annotations

import datetime as dt
import enum
from dataclasses import dataclass

from sqlalchemy import ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from conference.base import Base
from conference.journal import Fact
from conference.rooms import kinds_of
from conference.verdicts import Reason, Verdict


class ScanSource(enum.StrEnum):
    """How somebody was found: by a reader, or by what a person did."""

    SCANNER = "scanner"
    CAMERA = "camera"
    NAME_SEARCH = "name_search"
    CARD_NUMBER = "card_number"
    CITIZEN_CARD = "citizen_card"
    DELEGATION = "delegation"
    PAPER = "paper"
    VIP_RECEPTION = "vip_reception"


class DecidedBy(enum.StrEnum):
    """Who gave the verdict that the person in front of the station saw."""

    SERVER = "server"
    STATION = "station"


class MovementKind(enum.StrEnum):
    """Which way somebody went after the first entry."""

    LEFT = "left"
    RETURNED = "returned"


class DisputeKind(enum.StrEnum):
    """What is odd about an entry that a station decided by itself."""

    DOUBLE = "double"
    WOULD_BE_REFUSED = "would_be_refused"


class Scan(Base):
    """One attempt at the door and the answer it got; refused and unknown ones too.

    `sequence` counts the attempts of a station, by its own account; `device_at` is its own clock.
    `device` tells machines apart that were never paired.
    `decided_by` the station: what it showed stands in `shown`, and `verdict` is what the server
    would have said. `by` is the operator who acted, or the station; `overrode` says why a rule was
    set aside and by whose leave.
    """

    __tablename__ = "scan"
    __table_args__ = (
        Index("ix_scan_delegate_id", "delegate_id"),
        Index("ix_scan_station_sequence", "station_id", "sequence"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    scan_id: Mapped[str] = mapped_column(String(36), unique=True)
    sitting_id: Mapped[int] = mapped_column(ForeignKey("sitting.id"))
    delegate_id: Mapped[int | None] = mapped_column(ForeignKey("delegate.id"))
    station_id: Mapped[int | None] = mapped_column(ForeignKey("station.id"))
    sequence: Mapped[int | None]
    source: Mapped[ScanSource] = mapped_column(default=ScanSource.SCANNER)
    decided_by: Mapped[DecidedBy] = mapped_column(default=DecidedBy.SERVER)
    shown: Mapped[Verdict | None]
    verdict: Mapped[Verdict]
    reason: Mapped[Reason]
    by: Mapped[str] = mapped_column(String(64), default="")
    overrode: Mapped[str] = mapped_column(String(400), default="")
    device: Mapped[str] = mapped_column(String(36), default="")
    device_at: Mapped[dt.datetime | None]
    at: Mapped[dt.datetime]
    answer: Mapped[str] = mapped_column(Text)


class Attendance(Base):
    """A delegate's first entry to a sitting; the database allows one that stands.

    `left_at` is set while the delegate is away. An entry that was taken back keeps its row, with
    `undone_at`, by whom and why.
    """

    __tablename__ = "attendance"
    __table_args__ = (
        Index(
            "uq_attendance_first_entry",
            "delegate_id",
            "sitting_id",
            unique=True,
            sqlite_where=text("undone_at IS NULL"),
            postgresql_where=text("undone_at IS NULL"),
        ),
        Index("ix_attendance_sitting_id", "sitting_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    delegate_id: Mapped[int] = mapped_column(ForeignKey("delegate.id"))
    sitting_id: Mapped[int] = mapped_column(ForeignKey("sitting.id"))
    first_at: Mapped[dt.datetime]
    station_id: Mapped[int | None] = mapped_column(ForeignKey("station.id"))
    station_name: Mapped[str] = mapped_column(String(100), default="")
    source: Mapped[ScanSource] = mapped_column(default=ScanSource.SCANNER)
    by: Mapped[str] = mapped_column(String(64), default="")
    left_at: Mapped[dt.datetime | None]
    left_reason: Mapped[str] = mapped_column(String(300), default="")
    undone_at: Mapped[dt.datetime | None]
    undone_by: Mapped[str] = mapped_column(String(64), default="")
    undo_reason: Mapped[str] = mapped_column(String(300), default="")


class Movement(Base):
    """A delegate left the hall or came back, after the first entry."""

    __tablename__ = "movement"

    id: Mapped[int] = mapped_column(primary_key=True)
    attendance_id: Mapped[int] = mapped_column(ForeignKey("attendance.id"), index=True)
    kind: Mapped[MovementKind]
    reason: Mapped[str] = mapped_column(String(300), default="")
    at: Mapped[dt.datetime]
    station_name: Mapped[str] = mapped_column(String(100), default="")
    by: Mapped[str] = mapped_column(String(64), default="")


class DisputedEntry(Base):
    """Two answers that do not agree, because a station decided without the server; kept for good.

    `kept_scan_id` is the scan whose entry stands (None where nobody had been admitted);
    `other_scan_id` the one that a station admitted. A supervisor settles it in words; no entry is
    taken back by that.
    """

    __tablename__ = "disputed_entry"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[DisputeKind]
    delegate_id: Mapped[int | None] = mapped_column(ForeignKey("delegate.id"), index=True)
    sitting_id: Mapped[int] = mapped_column(ForeignKey("sitting.id"))
    kept_scan_id: Mapped[int | None] = mapped_column(ForeignKey("scan.id"))
    other_scan_id: Mapped[int] = mapped_column(ForeignKey("scan.id"), unique=True)
    noted_at: Mapped[dt.datetime]
    settled_at: Mapped[dt.datetime | None]
    settled_by: Mapped[str] = mapped_column(String(64), default="")
    settled_words: Mapped[str] = mapped_column(String(300), default="")


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


@dataclass(frozen=True, kw_only=True)
class EntryTakenBack(Fact):
    """A first entry was a mistake; the delegate counts as not yet come."""

    delegate_id: int
    sitting_id: int


@dataclass(frozen=True, kw_only=True)
class DelegateLeft(Fact):
    """A delegate left the hall."""

    delegate_id: int
    sitting_id: int


@dataclass(frozen=True, kw_only=True)
class DelegateReturned(Fact):
    """A delegate who had left is back."""

    delegate_id: int
    sitting_id: int
    station_id: int | None


@dataclass(frozen=True, kw_only=True)
class EntryDisputed(Fact):
    """A station had admitted by itself what does not agree with the records; both are kept."""

    disputed_id: int
    delegate_id: int | None


@dataclass(frozen=True, kw_only=True)
class DisputeSettled(Fact):
    """A supervisor has seen to an entry in dispute."""

    disputed_id: int


ARRIVAL_FACTS = kinds_of(DelegateCheckedIn, EntryTakenBack, DelegateLeft, DelegateReturned)
"""What changes who is in the hall."""

DOOR_DESK_FACTS = ARRIVAL_FACTS | kinds_of(ScanAnswered, EntryDisputed, DisputeSettled)
"""What changes what the desks and the supervisor see of the door."""
