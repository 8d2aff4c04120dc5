"""The tables of what is handed out, and what is recorded of it."""

from __future__ import annotations

import datetime as dt
import enum
from dataclasses import dataclass

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from conference.base import Base
from conference.journal import Fact
from conference.rooms import kinds_of


class ItemKind(enum.StrEnum):
    """What an item is; for these sheets with a signature column are printed."""

    BADGE = "badge"
    DOCUMENT = "document"
    GIFT = "gift"
    MONEY = "money"
    FLOWER = "flower"
    NAME_PLATE = "name_plate"


class KitItem(Base):
    """Something that delegates are given; `group_ids` empty: every group gets it."""

    __tablename__ = "kit_item"

    id: Mapped[int] = mapped_column(primary_key=True)
    ordinal: Mapped[int]
    name: Mapped[str] = mapped_column(String(120), unique=True)
    kind: Mapped[ItemKind]
    group_ids: Mapped[list[int]] = mapped_column(default=list)
    amount: Mapped[int | None]
    """For money: đồng for each."""


class Handing(Base):
    """An item was handed to a delegate; the database allows one that stands."""

    __tablename__ = "handing"
    __table_args__ = (
        Index(
            "uq_handing_once",
            "delegate_id",
            "item_id",
            unique=True,
            sqlite_where=text("undone_at IS NULL"),
            postgresql_where=text("undone_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    delegate_id: Mapped[int] = mapped_column(ForeignKey("delegate.id"))
    item_id: Mapped[int] = mapped_column(ForeignKey("kit_item.id"))
    at: Mapped[dt.datetime]
    by: Mapped[str] = mapped_column(String(64))
    station_name: Mapped[str] = mapped_column(String(100), default="")
    signed_at: Mapped[dt.datetime | None]
    signed_by: Mapped[str] = mapped_column(String(64), default="")
    undone_at: Mapped[dt.datetime | None]
    undone_by: Mapped[str] = mapped_column(String(64), default="")


@dataclass(frozen=True, kw_only=True)
class KitItemsSet(Fact):
    """What is handed out was set anew."""

    count: int


@dataclass(frozen=True, kw_only=True)
class ItemHanded(Fact):
    """A delegate got an item."""

    delegate_id: int
    item_id: int


@dataclass(frozen=True, kw_only=True)
class HandingTakenBack(Fact):
    """A tick was taken back."""

    delegate_id: int
    item_id: int


@dataclass(frozen=True, kw_only=True)
class SignaturesNoted(Fact):
    """Signed sheets for an item are there, or are no more said to be."""

    item_id: int
    count: int
    signed: bool


HANDING_FACTS = kinds_of(KitItemsSet, ItemHanded, HandingTakenBack, SignaturesNoted)
