"""How the door is run: what may open it, what is printed, how many fit, what counts as a quorum.

One row; a conference without one runs by the defaults.
"""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import CheckConstraint, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from conference.base import Base
from conference.journal import Fact, JournalEntry, record
from conference.names import tidy
from conference.rooms import kinds_of


class QuorumBase(enum.StrEnum):
    """Of whom the quorum is a share (mẫu số)."""

    COUNTED = "counted"
    LISTED = "listed"
    CONFIRMED = "confirmed"


class Door(Base):
    """The door's settings.

    `badges_admit`: a badge handed out beforehand opens the door like an invitation.
    `invitations_admit`: off where, after the first sitting, only badges open it.
    `preprinted`: badges wait in trays and nothing is printed at the door (thẻ in sẵn).
    `closed`: the list is closed (hết giờ đón tiếp); only a supervisor admits.
    `hall_capacity`: how many may be inside at once, None for any number. `support_desk`: how the
    desk is called in "đến bàn hỗ trợ …". `greet_honoured`: whether honoured guests are greeted by
    name in public. `quorum_percent` of `quorum_base`; None where no quorum is asked for.
    """

    __tablename__ = "door"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)

    id: Mapped[int] = mapped_column(primary_key=True, default=1)
    badges_admit: Mapped[bool] = mapped_column(default=False)
    invitations_admit: Mapped[bool] = mapped_column(default=True)
    preprinted: Mapped[bool] = mapped_column(default=False)
    closed: Mapped[bool] = mapped_column(default=False)
    hall_capacity: Mapped[int | None]
    support_desk: Mapped[str] = mapped_column(String(60), default="")
    greet_honoured: Mapped[bool] = mapped_column(default=False)
    quorum_base: Mapped[QuorumBase] = mapped_column(default=QuorumBase.COUNTED)
    quorum_percent: Mapped[int | None]


@dataclass(frozen=True, kw_only=True)
class DoorChanged(Fact):
    """The door is run otherwise now; which settings, never what they say."""

    columns: list[str]


DOOR_FACTS = kinds_of(DoorChanged)

DOOR_COLUMNS = (
    "badges_admit", "invitations_admit", "preprinted", "closed", "hall_capacity", "support_desk",
    "greet_honoured", "quorum_base", "quorum_percent",
)  # fmt: skip


def the_door(session: Session) -> Door:
    """Give the door's settings; those of a door that nobody has set are the defaults."""
    door = session.get(Door, 1)
    if door is None:
        door = Door(
            id=1,
            badges_admit=False,
            invitations_admit=True,
            preprinted=False,
            closed=False,
            support_desk="",
            greet_honoured=False,
            quorum_base=QuorumBase.COUNTED,
        )
    return door


def was_closed(session: Session, moment: dt.datetime) -> bool:
    """Whether a list that is closed now was so at that moment already; the journal says since when.

    One that no command has closed was never open.
    """
    changes = select(JournalEntry).where(JournalEntry.kind == DoorChanged.kind())
    newest = session.scalars(changes.order_by(JournalEntry.id.desc()))
    closed_at = next((one.at for one in newest if "closed" in one.payload["columns"]), None)
    return closed_at is None or closed_at <= moment


def change_door(
    session: Session, changes: Mapping[str, Any], *, at: dt.datetime, by: str
) -> list[str]:
    """Run the door otherwise; give which settings changed, the others stay."""
    door = session.get(Door, 1) or the_door(session)
    session.add(door)
    words = {
        name: tidy(value) if type(value) is str else value
        for name, value in changes.items()
        if name in DOOR_COLUMNS
    }
    changed = [name for name, value in words.items() if getattr(door, name) != value]
    for name in changed:
        setattr(door, name, words[name])
    session.flush()
    if changed:
        record(session, DoorChanged(columns=sorted(changed)), at=at, by=by)
    return changed
