"""Tables and facts of sound, light, pictures and furniture: what is made ready, run and done."""

from __future__ import annotations

import datetime as dt
import enum
from dataclasses import dataclass

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from conference.agenda import PartKind
from conference.base import Base
from conference.journal import Fact
from conference.rooms import kinds_of


class CueKind(enum.StrEnum):
    """Whose hands it needs."""

    SOUND = "sound"
    LIGHT = "light"
    VIDEO = "video"
    SETTING = "setting"
    """Khánh tiết: bục, micro, khay, hoa."""


class CueState(enum.StrEnum):
    """How far it is."""

    PLANNED = "planned"
    STANDBY = "standby"
    """Chuẩn bị."""
    RUNNING = "running"
    DONE = "done"


MEDIA = frozenset({CueKind.SOUND, CueKind.VIDEO})
"""What has a file and a length, and is tried before the doors open."""

WORDS_LENGTH, FILE_LENGTH = 300, 200


class TechnicalCue(Base):
    """One thing that the technicians do in an item, or in a part of it (`part_id` 0: the item).

    `file` and `length_s` are of a video or a piece of music, `tried_at` says that it was run once
    on the hall's own machine (đã chạy thử). One that was taken off the sheet stays, `removed`, so
    that it can come back as it was.
    """

    __tablename__ = "technical_cue"

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("agenda_item.id"), index=True)
    part_kind: Mapped[str] = mapped_column(String(10), default="")
    part_id: Mapped[int] = mapped_column(default=0)
    ordinal: Mapped[int]
    kind: Mapped[CueKind]
    words: Mapped[str] = mapped_column(String(WORDS_LENGTH))
    file: Mapped[str] = mapped_column(String(FILE_LENGTH), default="")
    length_s: Mapped[int | None]
    tried_at: Mapped[dt.datetime | None]
    tried_by: Mapped[str] = mapped_column(String(200), default="")
    state: Mapped[CueState] = mapped_column(default=CueState.PLANNED)
    state_at: Mapped[dt.datetime | None]
    state_by: Mapped[str] = mapped_column(String(200), default="")
    removed: Mapped[bool] = mapped_column(default=False)

    @property
    def part(self) -> tuple[PartKind, int] | None:
        """The part it belongs to; None: the item itself."""
        return (PartKind(self.part_kind), self.part_id) if self.part_kind else None


@dataclass(frozen=True, kw_only=True)
class CueSheetWritten(Fact):
    """What the technicians do in an item was written otherwise."""

    item_id: int


@dataclass(frozen=True, kw_only=True)
class TechnicalCueMoved(Fact):
    """It was made ready, runs, is done, or is to be done again."""

    technical_cue_id: int
    state: str


@dataclass(frozen=True, kw_only=True)
class MediaTried(Fact):
    """A film or a piece of music was run once on the hall's machine, or that was taken back."""

    technical_cue_id: int
    tried: bool


CUE_SHEET_FACTS = kinds_of(CueSheetWritten, TechnicalCueMoved, MediaTried)
