"""The table of honoured guests, what a guest's state can be, and the facts of protocol's work."""

from __future__ import annotations

import datetime as dt
import enum
from dataclasses import dataclass

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from conference.base import Base
from conference.delegates import Delegate
from conference.journal import Fact
from conference.rooms import kinds_of


class GuestState(enum.StrEnum):
    """Where an honoured guest is."""

    EXPECTED = "expected"
    ARRIVED = "arrived"
    IN_LOUNGE = "in_lounge"
    IN_HALL = "in_hall"
    SENDS_SUBSTITUTE = "sends_substitute"
    NOT_COMING = "not_coming"


HERE = frozenset({GuestState.ARRIVED, GuestState.IN_LOUNGE, GuestState.IN_HALL})
"""States of somebody who has come: each counts as present."""


class GuestTick(enum.StrEnum):
    """What protocol sees to for a guest."""

    BADGE = "badge"
    FLOWER = "flower"
    NAME_PLATE = "name_plate"


class HonouredGuest(Base):
    """A delegate whom protocol receives; `ordinal` is the protocol order, 1 first.

    `state` is what protocol noted last, at `state_at`; whether the guest is present follows from
    the entry alone (`watching.guests_now`). `mc_ordinal` is the place in the list that the MC
    reads from; None until the stage manager has handed the guest over.
    """

    __tablename__ = "honoured_guest"

    delegate_id: Mapped[int] = mapped_column(ForeignKey("delegate.id"), primary_key=True)
    ordinal: Mapped[int]
    state: Mapped[GuestState] = mapped_column(default=GuestState.EXPECTED)
    expected_at: Mapped[dt.datetime | None]
    state_at: Mapped[dt.datetime | None]
    by: Mapped[str] = mapped_column(String(64), default="")
    ticks: Mapped[list[str]] = mapped_column(default=list)
    note: Mapped[str] = mapped_column(String(300), default="")
    mc_ordinal: Mapped[int | None]

    delegate: Mapped[Delegate] = relationship()


@dataclass(frozen=True, kw_only=True)
class GuestsOrdered(Fact):
    """Who is received by protocol, and in which order."""

    count: int


@dataclass(frozen=True, kw_only=True)
class GuestStateNoted(Fact):
    """Where an honoured guest is now."""

    delegate_id: int
    state: str


@dataclass(frozen=True, kw_only=True)
class GuestHourNoted(Fact):
    """When an honoured guest is expected, or what protocol wrote beside the name."""

    delegate_id: int


@dataclass(frozen=True, kw_only=True)
class GuestTicked(Fact):
    """Protocol saw to something for a guest, or took that back."""

    delegate_id: int
    tick: str
    done: bool


@dataclass(frozen=True, kw_only=True)
class GuestsHandedToMc(Fact):
    """The list of guests that the MC reads from was made anew."""

    delegate_ids: list[int]


GUEST_FACTS = kinds_of(
    GuestsOrdered, GuestStateNoted, GuestHourNoted, GuestTicked, GuestsHandedToMc
)
