"""Which conference this is: its title lines, host, place, day, sittings, and how it is run.

One conference is one database (ADR 0001), so that this table has one row. Title lines
are printed verbatim; ordinals and periods are free text and never computed.
"""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from conference.base import Base
from conference.codes import new_conference_number
from conference.journal import Fact, record
from conference.prepared import Prepared
from conference.refusals import N_, Refusal

GUESTS_COME = dt.timedelta(minutes=30)
"""From so long before its first sitting until its end, a demo or rehearsal runs as planned."""

DOOR_OPENS_AHEAD = dt.timedelta(hours=2)


class ThermalCertificate(enum.StrEnum):
    """What is printed on thermal paper for an award recipient (ADR 0006)."""

    APPOINTMENT_SLIP = "appointment_slip"
    PROVISIONAL_CERTIFICATE = "provisional_certificate"


class Conference(Base):
    """The conference of this database; one row."""

    __tablename__ = "conference"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)

    id: Mapped[int] = mapped_column(primary_key=True, default=1)
    number: Mapped[str] = mapped_column(String(3))
    plan: Mapped[str] = mapped_column(String(64))
    form: Mapped[str] = mapped_column(String(300))
    name: Mapped[str] = mapped_column(String(300))
    title_lines: Mapped[list[str]]
    superior_body: Mapped[str] = mapped_column(String(300))
    host: Mapped[str] = mapped_column(String(300))
    place: Mapped[str] = mapped_column(String(200))
    venue_lines: Mapped[list[str]]
    held_on: Mapped[dt.date]
    contact: Mapped[str] = mapped_column(String(300))
    thermal_certificate: Mapped[ThermalCertificate] = mapped_column(
        default=ThermalCertificate.APPOINTMENT_SLIP
    )
    demo: Mapped[bool] = mapped_column(default=False)
    rehearsal: Mapped[bool] = mapped_column(default=False)

    sittings: Mapped[list[Sitting]] = relationship(order_by="Sitting.ordinal")


class Sitting(Base):
    """A half day of the conference; attendance is counted per sitting."""

    __tablename__ = "sitting"

    id: Mapped[int] = mapped_column(primary_key=True)
    conference_id: Mapped[int] = mapped_column(ForeignKey("conference.id"), default=1)
    ordinal: Mapped[int] = mapped_column(unique=True)
    name: Mapped[str] = mapped_column(String(100))
    starts_at: Mapped[dt.datetime]
    ends_at: Mapped[dt.datetime]


@dataclass(frozen=True, kw_only=True)
class ConferenceCreated(Fact):
    """A plan became a conference."""

    number: str
    plan: str


@dataclass(frozen=True, kw_only=True)
class RehearsalBegun(Fact):
    """This database is a copy for a rehearsal; what the copied day had recorded was set back."""

    copied_at_entry: int


@dataclass(frozen=True, kw_only=True)
class RehearsalEnded(Fact):
    """This conference was opened again after a rehearsal, whose people and places it took over."""

    operators: int
    stations: int


class NoConference(Refusal):
    """The database is empty."""

    code = "no_conference"
    sentence = N_(
        "Chưa có hội nghị nào. Vui lòng tạo hội nghị từ kế hoạch (hoinghi plan load TÊN) hoặc hội "
        "nghị mẫu (hoinghi demo)."
    )


class ConferenceExists(Refusal):
    """One database holds one conference."""

    code = "conference_exists"
    sentence = N_("Tệp dữ liệu này đã có một hội nghị; không ghi đè. Vui lòng chọn tên khác.")


@dataclass(frozen=True)
class Identity:
    """What every page says about the conference: plain values."""

    name: str
    title_lines: tuple[str, ...]
    venue: str
    date: dt.date
    contact: str
    demo: bool
    rehearsal: bool


def new_conference(session: Session, conference: Conference, *, at: dt.datetime, by: str) -> None:
    """Put the conference into an empty database and draw its number.

    Raises:
        ConferenceExists: there is one already.
    """
    if session.get(Conference, 1) is not None:
        raise ConferenceExists
    conference.number = new_conference_number()
    session.add(conference)
    session.flush()
    fact = ConferenceCreated(number=conference.number, plan=conference.plan)
    record(session, fact, at=at, by=by)


def the_conference(session: Session) -> Conference:
    """Give the one row.

    Raises:
        NoConference: the database is empty.
    """
    conference = session.get(Conference, 1)
    if conference is None:
        raise NoConference
    return conference


def identity(session: Session) -> Identity:
    """Give what every page says about the conference."""
    row = the_conference(session)
    return Identity(
        name=row.name,
        title_lines=tuple(row.title_lines),
        venue=", ".join(row.venue_lines),
        date=row.held_on,
        contact=row.contact,
        demo=row.demo,
        rehearsal=row.rehearsal,
    )


def sitting_at(conference: Conference, now: dt.datetime) -> Sitting:
    """Give the sitting that attendance counts for now: the last that has begun, else the first.

    A sitting's door opens two hours ahead of it.

    Raises:
        NoConference: there is no sitting.
    """
    sitting: Sitting = _sitting_open(conference.sittings, now)
    return sitting


def _sitting_open(sittings: Sequence[Any], now: dt.datetime) -> Any:
    if not sittings:
        raise NoConference
    open_ones = [one for one in sittings if one.starts_at - DOOR_OPENS_AHEAD <= now]
    return open_ones[-1] if open_ones else sittings[0]


@dataclass(frozen=True)
class DoorSetting:
    """What every scan is judged by."""

    number: str
    rehearsal: bool
    title_lines: list[str]
    sitting_id: int


_DOOR = Prepared(
    select(
        Conference.number,
        Conference.rehearsal,
        Conference.title_lines,
        Sitting.id.label("sitting_id"),
        Sitting.starts_at,
    )
    .join(Sitting, Sitting.conference_id == Conference.id)
    .order_by(Sitting.ordinal)
)


def door_setting(session: Session, now: dt.datetime) -> DoorSetting:
    """Give what a scan at this moment is judged by.

    Raises:
        NoConference: there is no conference, or no sitting of it.
    """
    row = _sitting_open(_DOOR.rows(session, {}), now)
    return DoorSetting(row.number, row.rehearsal, row.title_lines, row.sitting_id)


def may_shift(conference: Conference, now: dt.datetime) -> bool:
    """Whether "begin in two minutes" is offered: a demo or rehearsal outside its planned hours."""
    sittings = conference.sittings
    in_hours = any(one.starts_at - GUESTS_COME <= now < one.ends_at for one in sittings)
    return (conference.demo or conference.rehearsal) and not in_hours
