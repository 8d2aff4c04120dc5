"""The tables and the facts of the print queue: one row is one sheet."""

from __future__ import annotations

import datetime as dt
import enum
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from conference.base import Base
from conference.journal import Fact
from conference.rooms import kinds_of


class SheetKind(enum.StrEnum):
    """What a sheet is."""

    BADGE = "badge"
    CERTIFICATE = "certificate"


class Priority(enum.IntEnum):
    """Who is served first; lower goes ahead (ADR 0005)."""

    AT_THE_DESK = 0
    REPRINT = 1
    BATCH = 9


class PrintState(enum.StrEnum):
    """Where a sheet stands."""

    QUEUED = "queued"
    CLAIMED = "claimed"
    SENDING = "sending"
    CONFIRMING = "confirming"
    PRINTED = "printed"
    UNCERTAIN = "uncertain"
    ASSUMED = "assumed"
    SPOILED = "spoiled"
    CANCELLED = "cancelled"


RESTARTED = "restarted"
"""The fault of a sheet that was on its way when the server died; others are printers' states."""

UNDRAWABLE = "undrawable"
"""The fault of a sheet on which the spooler failed before anything of it was sent."""

REASON_LENGTH = 300

NEVER_CAME = {PrintState.SPOILED, PrintState.CANCELLED}
"""States of a sheet that nobody holds in his hand."""


class PrintJob(Base):
    """One sheet."""

    __tablename__ = "print_job"
    __table_args__ = (
        Index("ix_print_job_queue", "state", "priority", "id"),
        UniqueConstraint("kind", "delegate_id", "issue"),
        UniqueConstraint("kind", "recipient_id", "issue"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[SheetKind]
    priority: Mapped[int]
    state: Mapped[PrintState] = mapped_column(default=PrintState.QUEUED)
    words: Mapped[dict[str, Any]]
    delegate_id: Mapped[int | None] = mapped_column(ForeignKey("delegate.id"))
    recipient_id: Mapped[int | None] = mapped_column(ForeignKey("recipient.id"))
    issue: Mapped[int] = mapped_column(default=1)
    code: Mapped[str | None] = mapped_column(String(27))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("print_job.id"))
    reason: Mapped[str] = mapped_column(String(REASON_LENGTH), default="")
    request_id: Mapped[str | None] = mapped_column(String(36), unique=True)
    requested_by: Mapped[str] = mapped_column(String(200), default="")
    pool: Mapped[str] = mapped_column(String(60), default="")
    fault: Mapped[str] = mapped_column(String(300), default="")
    sheet: Mapped[int | None]
    queued_at: Mapped[dt.datetime]
    sent_at: Mapped[dt.datetime | None]
    ended_at: Mapped[dt.datetime | None]


class PrintRequest(Base):
    """A request that changed a sheet which waited already: sent again, it is still this sheet.

    The request by which a sheet was queued stands in the sheet's own row.
    """

    __tablename__ = "print_request"

    request_id: Mapped[str] = mapped_column(String(36), primary_key=True)
    job_id: Mapped[int] = mapped_column(ForeignKey("print_job.id"), index=True)


@dataclass(frozen=True, kw_only=True)
class SheetQueued(Fact):
    """A sheet waits for the printer."""

    job_id: int
    sheet_kind: str
    issue: int


@dataclass(frozen=True, kw_only=True)
class SheetSending(Fact):
    """The first byte of a sheet is about to leave."""

    job_id: int


@dataclass(frozen=True, kw_only=True)
class SheetPrinted(Fact):
    """The printer said that the sheet came out."""

    job_id: int


@dataclass(frozen=True, kw_only=True)
class SheetAssumed(Fact):
    """A printer that cannot answer was given the whole sheet."""

    job_id: int


@dataclass(frozen=True, kw_only=True)
class SheetUncertain(Fact):
    """Nobody knows whether the sheet came out; a person decides."""

    job_id: int


@dataclass(frozen=True, kw_only=True)
class SheetGivenBack(Fact):
    """Nothing of the sheet had been sent; it waits again."""

    job_id: int


@dataclass(frozen=True, kw_only=True)
class SheetSpoiled(Fact):
    """Nothing of the sheet can be sent, because it cannot be drawn; it may be asked for again."""

    job_id: int


@dataclass(frozen=True, kw_only=True)
class SheetSettled(Fact):
    """A person said what became of an uncertain sheet."""

    job_id: int
    came_out: bool


@dataclass(frozen=True, kw_only=True)
class SpoolerPaused(Fact):
    """Printing stands still; the queue is kept."""

    automatic: bool


@dataclass(frozen=True, kw_only=True)
class SpoolerResumed(Fact):
    """Printing goes on."""

    automatic: bool


PRINT_FACTS = kinds_of(
    SheetQueued, SheetSending, SheetPrinted, SheetAssumed, SheetUncertain, SheetGivenBack,
    SheetSpoiled, SheetSettled, SpoolerPaused, SpoolerResumed,
)  # fmt: skip
