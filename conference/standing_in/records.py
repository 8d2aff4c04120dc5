"""The table of what was decided about somebody's places, and its facts."""

from __future__ import annotations

import datetime as dt
import enum
from dataclasses import dataclass

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from conference.base import Base
from conference.journal import Fact
from conference.rooms import kinds_of

WORDS_LENGTH = 300


class PlaceKind(enum.StrEnum):
    """What somebody holds."""

    SEAT = "seat"
    NAME_PLATE = "name_plate"
    PROTOCOL = "protocol"
    DUTY = "duty"
    PRESENTER = "presenter"
    FLOWER_GIVER = "flower_giver"
    READER = "reader"
    RECIPIENT = "recipient"
    PERFORMER = "performer"
    ITEM = "item"


class PlaceFate(enum.StrEnum):
    """What becomes of a place whose holder does not come."""

    KEEP_FREE = "keep_free"
    GIVE_TO = "give_to"
    SOMEONE_ELSE = "someone_else"


class PlaceDecision(Base):
    """What becomes of one place of somebody who does not come; one that stands for each place.

    `what` are the place's words as they stood, kept because the place itself moves. `to_tell`:
    somebody has to be told, because no command of ours can do it; `told_at` when that was done.
    `gave`: the substitute has the place by this decision alone; whoever had it before keeps it.
    `seat_before` and `area_before` are where a substitute sat who was given the seat.
    """

    __tablename__ = "place_decision"
    __table_args__ = (Index("uq_place_decision", "delegate_id", "place", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    delegate_id: Mapped[int] = mapped_column(ForeignKey("delegate.id"))
    place: Mapped[str] = mapped_column(String(60))
    kind: Mapped[PlaceKind]
    what: Mapped[str] = mapped_column(String(WORDS_LENGTH), default="")
    fate: Mapped[PlaceFate]
    substitute_id: Mapped[int | None] = mapped_column(ForeignKey("delegate.id"))
    gave: Mapped[bool] = mapped_column(default=False)
    seat_before: Mapped[str] = mapped_column(String(20), default="")
    area_before: Mapped[str] = mapped_column(String(60), default="")
    words: Mapped[str] = mapped_column(String(WORDS_LENGTH), default="")
    at: Mapped[dt.datetime]
    by: Mapped[str] = mapped_column(String(64))
    to_tell: Mapped[bool]
    told_at: Mapped[dt.datetime | None]
    told_by: Mapped[str] = mapped_column(String(64), default="")


@dataclass(frozen=True, kw_only=True)
class PlaceDecided(Fact):
    """It was decided what becomes of a place whose holder does not come."""

    delegate_id: int
    place: str
    fate: str


@dataclass(frozen=True, kw_only=True)
class PlacePassedOn(Fact):
    """Whoever has to know what becomes of a place was told."""

    delegate_id: int
    place: str


PLACE_FACTS = kinds_of(PlaceDecided, PlacePassedOn)
