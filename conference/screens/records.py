"""Tables and facts of the hall's screens: what each shows, what the stage tells it."""

from __future__ import annotations

import datetime as dt
import enum
from dataclasses import dataclass

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from conference.base import Base
from conference.journal import Fact
from conference.rooms import kinds_of
from conference.stations import StationAdded, StationPaired, StationRenamed

WORDS_LENGTH = 300
"""Characters of a message: what is read in one glance while speaking."""


class View(enum.StrEnum):
    """What a screen may be switched to."""

    HALL = "hall"
    LOBBY = "lobby"
    WELCOME = "welcome"
    TIMER = "timer"
    MC = "mc"
    BACKSTAGE = "backstage"
    CUES = "cues"


class Showing(enum.StrEnum):
    """What the hall's wall shows."""

    PROGRAMME = "programme"
    TITLE = "title"
    """The title lines, perhaps over a picture (phông)."""
    BLACK = "black"


class ScreenView(Base):
    """What a paired screen shows; the screen itself is a station of kind SCREEN."""

    __tablename__ = "screen_view"

    station_id: Mapped[int] = mapped_column(ForeignKey("station.id"), primary_key=True)
    view: Mapped[View]
    since: Mapped[dt.datetime]
    forgotten: Mapped[bool] = mapped_column(default=False)
    """Off the list of screens; the station stays, for what the journal says of it."""


class StageMessage(Base):
    """A message to those who follow one view; `to` None: all staff on the stage.

    It stands on the screens of a view until somebody there has read it, or it was taken back.
    """

    __tablename__ = "stage_message"

    id: Mapped[int] = mapped_column(primary_key=True)
    to: Mapped[View | None]
    words: Mapped[str] = mapped_column(String(WORDS_LENGTH))
    sent_at: Mapped[dt.datetime]
    by: Mapped[str] = mapped_column(String(64))
    by_name: Mapped[str] = mapped_column(String(200), default="")
    taken_back_at: Mapped[dt.datetime | None]


class MessageReading(Base):
    """Who has read a message, once for each view that it stood on."""

    __tablename__ = "message_reading"

    message_id: Mapped[int] = mapped_column(ForeignKey("stage_message.id"), primary_key=True)
    view: Mapped[View] = mapped_column(primary_key=True)
    read_at: Mapped[dt.datetime]
    by: Mapped[str] = mapped_column(String(64))
    by_name: Mapped[str] = mapped_column(String(200), default="")


class QuickText(Base):
    """A message's words kept ready under a button; no row: the words we begin with."""

    __tablename__ = "quick_text"

    ordinal: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    words: Mapped[str] = mapped_column(String(WORDS_LENGTH))


class HallPicture(Base):
    """What the hall's wall shows; no row: the programme. `backdrop` names a picture file."""

    __tablename__ = "hall_picture"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)

    id: Mapped[int] = mapped_column(primary_key=True, default=1)
    showing: Mapped[Showing] = mapped_column(default=Showing.PROGRAMME)
    backdrop: Mapped[str] = mapped_column(String(100), default="")
    since: Mapped[dt.datetime]
    by: Mapped[str] = mapped_column(String(64))
    by_name: Mapped[str] = mapped_column(String(200), default="")


@dataclass(frozen=True, kw_only=True)
class ScreenSwitched(Fact):
    """A screen shows another view."""

    station_id: int
    view: str


@dataclass(frozen=True, kw_only=True)
class MessageSent(Fact):
    """The stage manager told somebody something."""

    message_id: int
    to: str | None


@dataclass(frozen=True, kw_only=True)
class MessageRead(Fact):
    """Somebody of a view that it was for has read it."""

    message_id: int
    view: str


@dataclass(frozen=True, kw_only=True)
class MessageTakenBack(Fact):
    """It was taken off the screens unread, or cleared after it was read."""

    message_id: int


@dataclass(frozen=True, kw_only=True)
class QuickTextsChanged(Fact):
    """Other words are kept ready for messages."""

    ordinals: list[int]


@dataclass(frozen=True, kw_only=True)
class ScreenForgotten(Fact):
    """A screen was taken off the list; what it was paired with opens nothing any more."""

    station_id: int


@dataclass(frozen=True, kw_only=True)
class HallShows(Fact):
    """The hall's wall was switched to the programme, the title, or black."""

    showing: str


@dataclass(frozen=True, kw_only=True)
class BackdropChosen(Fact):
    """Another picture stands behind the title lines, or none."""

    backdrop: str


SCREEN_FACTS = kinds_of(
    ScreenSwitched, ScreenForgotten, StationAdded, StationPaired, StationRenamed
)
"""Change which screens there are, what each shows, or which device a screen is."""

MESSAGE_FACTS = kinds_of(MessageSent, MessageRead, MessageTakenBack)
QUICK_TEXT_FACTS = kinds_of(QuickTextsChanged)
HALL_FACTS = kinds_of(HallShows, BackdropChosen)
