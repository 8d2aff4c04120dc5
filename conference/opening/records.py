"""Tables and facts of the time before the first item: announcements to those who come in."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from conference.base import Base
from conference.journal import Fact
from conference.rooms import kinds_of

WORDS_LENGTH = 1000


class Announcement(Base):
    """What is announced so many minutes before a sitting's first item."""

    __tablename__ = "announcement"

    id: Mapped[int] = mapped_column(primary_key=True)
    minutes_before: Mapped[int] = mapped_column(unique=True)
    words: Mapped[str] = mapped_column(String(WORDS_LENGTH))


class AnnouncementMade(Base):
    """An announcement was made in a sitting."""

    __tablename__ = "announcement_made"
    __table_args__ = (UniqueConstraint("sitting_id", "minutes_before"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    sitting_id: Mapped[int] = mapped_column(ForeignKey("sitting.id"))
    minutes_before: Mapped[int]
    at: Mapped[dt.datetime]
    by: Mapped[str] = mapped_column(String(64))


@dataclass(frozen=True, kw_only=True)
class AnnouncementsWorded(Fact):
    """The announcements before the beginning are worded or timed otherwise."""


@dataclass(frozen=True, kw_only=True)
class Announced(Fact):
    """An announcement was made, or the mark was taken back."""

    sitting_id: int
    minutes_before: int
    made: bool


OPENING_FACTS = kinds_of(AnnouncementsWorded, Announced)
