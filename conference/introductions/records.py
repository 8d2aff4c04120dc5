"""Tables and facts of introducing guests: how each is introduced, and lists frozen on paper."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from conference.base import Base
from conference.journal import Fact
from conference.rooms import kinds_of


class GuestManner(Base):
    """Whether a guest is introduced by name (đích danh) or with a group (giới thiệu chung).

    `group_line` is the line that names the group: "các đồng chí lãnh đạo các phòng". `of_host`
    says whether the guest belongs to the host, None where unit and group tell it.
    """

    __tablename__ = "guest_manner"

    delegate_id: Mapped[int] = mapped_column(ForeignKey("delegate.id"), primary_key=True)
    by_name: Mapped[bool] = mapped_column(default=True)
    group_line: Mapped[str] = mapped_column(String(200), default="")
    of_host: Mapped[bool | None]


class Introduced(Base):
    """A guest was introduced in a sitting (đã giới thiệu)."""

    __tablename__ = "introduced"
    __table_args__ = (UniqueConstraint("sitting_id", "delegate_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    sitting_id: Mapped[int] = mapped_column(ForeignKey("sitting.id"))
    delegate_id: Mapped[int] = mapped_column(ForeignKey("delegate.id"))
    at: Mapped[dt.datetime]
    by: Mapped[str] = mapped_column(String(64))


class IntroductionPlace(Base):
    """A guest's place in the order, fixed when introducing began; who joins later comes behind.

    `late` marks who joined after it had begun.
    """

    __tablename__ = "introduction_place"
    __table_args__ = (UniqueConstraint("sitting_id", "delegate_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    sitting_id: Mapped[int] = mapped_column(ForeignKey("sitting.id"))
    delegate_id: Mapped[int] = mapped_column(ForeignKey("delegate.id"))
    ordinal: Mapped[int]
    late: Mapped[bool] = mapped_column(default=False)


class IntroductionList(Base):
    """A numbered list of guests as it was frozen for paper; never changed afterwards.

    `lines` are as they are read. A supplement (bổ sung) holds only what came after the list that
    it follows, `supplement_to`.
    """

    __tablename__ = "introduction_list"
    __table_args__ = (UniqueConstraint("sitting_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    sitting_id: Mapped[int] = mapped_column(ForeignKey("sitting.id"))
    number: Mapped[int]
    supplement_to: Mapped[int | None] = mapped_column(ForeignKey("introduction_list.id"))
    lines: Mapped[list[dict[str, Any]]]
    at: Mapped[dt.datetime]
    by: Mapped[str] = mapped_column(String(64))
    by_name: Mapped[str] = mapped_column(String(200), default="")


@dataclass(frozen=True, kw_only=True)
class GuestMannerSet(Fact):
    """How a guest is introduced was decided."""

    delegate_id: int


@dataclass(frozen=True, kw_only=True)
class GuestIntroduced(Fact):
    """Guests were introduced, or a mark was taken back."""

    sitting_id: int
    delegate_ids: list[int]


@dataclass(frozen=True, kw_only=True)
class IntroductionFrozen(Fact):
    """A list of guests was frozen for paper."""

    list_id: int
    number: int


INTRODUCTION_FACTS = kinds_of(GuestMannerSet, GuestIntroduced, IntroductionFrozen)
