"""Tables and facts of what is spoken: the script, sentences for every occasion, abbreviations."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from conference.agenda import PartKind
from conference.base import Base
from conference.journal import Fact
from conference.rooms import kinds_of


class Script(Base):
    """What the MC says (lời dẫn) for an item or a part of it; a blank line parts pages.

    `part_id` is 0 where it is the item's own: NULL would allow two of them. `revision` grows with
    every change, so that nobody writes over words that they have not seen; `at`, `by` and `by_name`
    are of the last one.
    """

    __tablename__ = "script"
    __table_args__ = (UniqueConstraint("item_id", "part_kind", "part_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("agenda_item.id"), index=True)
    part_kind: Mapped[str] = mapped_column(String(10), default="")
    part_id: Mapped[int] = mapped_column(default=0)
    words: Mapped[str] = mapped_column(Text)
    revision: Mapped[int] = mapped_column(default=1)
    at: Mapped[dt.datetime]
    by: Mapped[str] = mapped_column(String(64))
    by_name: Mapped[str] = mapped_column(String(200), default="")

    @property
    def part(self) -> tuple[PartKind, int] | None:
        """The part it is of; None: the item's own."""
        return (PartKind(self.part_kind), self.part_id) if self.part_kind else None


class ScriptPast(Base):
    """What a script said before a change, to go back to; the newest is taken first."""

    __tablename__ = "script_past"

    id: Mapped[int] = mapped_column(primary_key=True)
    script_id: Mapped[int] = mapped_column(ForeignKey("script.id"), index=True)
    words: Mapped[str] = mapped_column(Text)
    at: Mapped[dt.datetime]


class SpokenSentence(Base):
    """A sentence, or a word that all of them use, as the office words it instead of the default."""

    __tablename__ = "spoken_sentence"

    key: Mapped[str] = mapped_column(String(60), primary_key=True)
    words: Mapped[str] = mapped_column(Text)


class Abbreviation(Base):
    """How the office reads out something written short: PGĐ, Phó Giám đốc.

    An empty `long` leaves it as it is written, whatever the default says.
    """

    __tablename__ = "abbreviation"

    id: Mapped[int] = mapped_column(primary_key=True)
    short: Mapped[str] = mapped_column(String(40), unique=True)
    long: Mapped[str] = mapped_column(String(200))


@dataclass(frozen=True, kw_only=True)
class ScriptWritten(Fact):
    """What is said for an item, or for a part of it, is worded otherwise."""

    item_id: int


@dataclass(frozen=True, kw_only=True)
class SentenceWorded(Fact):
    """A sentence is worded otherwise, or as the default again."""

    key: str


@dataclass(frozen=True, kw_only=True)
class AbbreviationsChanged(Fact):
    """The table of what is written short was changed."""


SCRIPT_FACTS = kinds_of(ScriptWritten, SentenceWorded, AbbreviationsChanged)
