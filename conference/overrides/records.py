"""The table of requests for leave, and what can happen to one."""

from __future__ import annotations

import datetime as dt
import enum
from dataclasses import dataclass

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from conference.base import Base
from conference.journal import Fact
from conference.rooms import kinds_of
from conference.verdicts import Reason

WORDS_LENGTH = 300


class OverrideState(enum.StrEnum):
    """What became of a request for leave."""

    WAITING = "waiting"
    GRANTED = "granted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class Override(Base):
    """A request for leave to admit somebody although a rule says no (chờ duyệt)."""

    __tablename__ = "override"
    __table_args__ = (Index("ix_override_state", "state"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[str] = mapped_column(String(36), unique=True)
    delegate_id: Mapped[int] = mapped_column(ForeignKey("delegate.id"), index=True)
    sitting_id: Mapped[int] = mapped_column(ForeignKey("sitting.id"))
    rule: Mapped[Reason]
    words: Mapped[str] = mapped_column(String(WORDS_LENGTH))
    state: Mapped[OverrideState] = mapped_column(default=OverrideState.WAITING)
    asked_at: Mapped[dt.datetime]
    asked_by: Mapped[str] = mapped_column(String(64))
    station_id: Mapped[int | None] = mapped_column(ForeignKey("station.id"))
    station_name: Mapped[str] = mapped_column(String(100), default="")
    decided_at: Mapped[dt.datetime | None]
    decided_by: Mapped[str] = mapped_column(String(64), default="")
    decided_words: Mapped[str] = mapped_column(String(WORDS_LENGTH), default="")


@dataclass(frozen=True, kw_only=True)
class LeaveAsked(Fact):
    """Somebody at a station asks to admit a delegate whom a rule keeps out."""

    override_id: int
    delegate_id: int
    rule: str


@dataclass(frozen=True, kw_only=True)
class LeaveDecided(Fact):
    """A supervisor said yes or no."""

    override_id: int
    granted: bool


@dataclass(frozen=True, kw_only=True)
class LeaveWithdrawn(Fact):
    """Whoever asked does so no more."""

    override_id: int


OVERRIDE_FACTS = kinds_of(LeaveAsked, LeaveDecided, LeaveWithdrawn)
