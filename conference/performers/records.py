"""Tables and facts of who performs which item, as persons of the list."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from conference.agenda import PartKind
from conference.base import Base
from conference.journal import Fact
from conference.rooms import kinds_of


class Doing(enum.StrEnum):
    """What somebody does in an item."""

    PERFORMS = "performs"
    CHAIRS = "chairs"
    SPEAKS = "speaks"
    READS = "reads"
    PRESENTS = "presents"
    GIVES_FLOWERS = "gives_flowers"


class Performer(Base):
    """A person of the list who performs an item, or a part of it (`part_id` 0: the item itself)."""

    __tablename__ = "performer"
    __table_args__ = (UniqueConstraint("item_id", "part_kind", "part_id", "delegate_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("agenda_item.id"), index=True)
    part_kind: Mapped[str] = mapped_column(String(10), default="")
    part_id: Mapped[int] = mapped_column(default=0)
    delegate_id: Mapped[int] = mapped_column(ForeignKey("delegate.id"), index=True)
    does: Mapped[Doing] = mapped_column(default=Doing.PERFORMS)

    @property
    def part(self) -> tuple[PartKind, int] | None:
        """The part that the person performs; None: the item itself."""
        return (PartKind(self.part_kind), self.part_id) if self.part_kind else None


@dataclass(frozen=True, kw_only=True)
class PerformersSet(Fact):
    """Who performs an item was said."""

    item_id: int


PERFORMER_FACTS = kinds_of(PerformersSet)
