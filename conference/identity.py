"""Which conference this is: its title lines, host, place, day, sittings, and how it is run.

One conference is one database (ADR 0001), so that this table has one row. Title lines
are printed verbatim; ordinals and periods are free text and never computed.
"""

from __future__ import annotations

import datetime as dt
import enum
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from conference.base import Base
from conference.codes import new_conference_number
from conference.doors import Door
from conference.journal import Fact, record
from conference.names import tidy
from conference.prepared import Prepared
from conference.refusals import N_, Refusal
from conference.rooms import kinds_of

GUESTS_COME = dt.timedelta(minutes=30)
"""From so long before its first sitting until its end, a demo or rehearsal runs as planned."""

DOOR_OPENS_AHEAD = dt.timedelta(hours=2)

FIRST_YEAR, LAST_YEAR = 2000, 2099


class ThermalCertificate(enum.StrEnum):
    """What is printed on thermal paper for an award recipient (ADR 0006)."""

    APPOINTMENT_SLIP = "appointment_slip"
    PROVISIONAL_CERTIFICATE = "provisional_certificate"


class Level(enum.StrEnum):
    """The tier of a conference (cấp); a plan's tiers give default names by it."""

    GRASSROOTS = "grassroots"
    UPPER_GRASSROOTS = "upper_grassroots"
    CITY = "city"


class Conference(Base):
    """The conference of this database; one row.

    `further_titles` are those of conferences held together with this one (lồng ghép), each
    {"name", "form", "title_lines"}. `capacity` is the largest number of counted delegates, None
    where the plan names none. `kept_fields` names the sensitive columns of a delegate that the
    organiser has chosen to keep (citizen_number, ethnicity, party_member). `composition`,
    `criteria` and `dossier` are the plan's rules as data (docs/requirements-of-the-plans.md);
    `plan_words` holds what the office only reads: tiers, reports, legal bases.
    """

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
    level: Mapped[Level] = mapped_column(default=Level.UPPER_GRASSROOTS)
    duration: Mapped[str] = mapped_column(String(100), default="")
    capacity: Mapped[int | None]
    presided_by: Mapped[str] = mapped_column(String(300), default="")
    invitation_notes: Mapped[list[str]] = mapped_column(default=list)
    signer_office: Mapped[str] = mapped_column(String(200), default="")
    signer_name: Mapped[str] = mapped_column(String(200), default="")
    seats_numbered: Mapped[bool] = mapped_column(default=True)
    kept_fields: Mapped[list[str]] = mapped_column(default=list)
    further_titles: Mapped[list[dict[str, Any]]] = mapped_column(default=list)
    composition: Mapped[list[dict[str, Any]]] = mapped_column(default=list)
    criteria: Mapped[dict[str, Any]] = mapped_column(default=dict)
    dossier: Mapped[list[dict[str, Any]]] = mapped_column(default=list)
    plan_words: Mapped[dict[str, Any]] = mapped_column(default=dict)
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
class PeopleTakenOver(Fact):
    """Another conference's operators and stations may be used in this one too."""

    operators: int
    stations: int


@dataclass(frozen=True, kw_only=True)
class RehearsalBegun(Fact):
    """This database is a copy for a rehearsal; what the copied day had recorded was set back."""

    copied_at_entry: int


@dataclass(frozen=True, kw_only=True)
class RehearsalEnded(Fact):
    """This conference was opened again after a rehearsal, whose people and places it took over."""

    operators: int
    stations: int


@dataclass(frozen=True, kw_only=True)
class ConferenceDescribed(Fact):
    """The conference's own words were changed; which columns, never what they say."""

    columns: list[str]


@dataclass(frozen=True, kw_only=True)
class ConferenceMoved(Fact):
    """The day was changed, and with it sittings and programme."""

    days: int


@dataclass(frozen=True, kw_only=True)
class SittingHoursSet(Fact):
    """A sitting's hours were set, or confirmed."""

    sitting_id: int


@dataclass(frozen=True, kw_only=True)
class ConferenceCopied(Fact):
    """This database is a copy: a conference of its own, with another number and no codes yet."""

    number: str
    from_number: str
    copied_at_entry: int


IDENTITY_FACTS = kinds_of(ConferenceDescribed, ConferenceMoved, SittingHoursSet)
"""What changes the words and hours that every screen shows."""


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


class TitleMissing(Refusal):
    """Every screen and sheet carries the title lines."""

    code = "title_missing"
    sentence = N_("Hội nghị cần tên và ít nhất một dòng tiêu đề; dữ liệu chưa thay đổi.")


class DayImpossible(Refusal):
    """A day that no conference of this office can be held on: a year was mistyped."""

    code = "day_impossible"
    sentence = N_(
        "Ngày %(day)s không thể là ngày hội nghị; năm phải từ 2000 đến 2099. Dữ liệu chưa thay "
        "đổi, vui lòng nhập lại ngày."
    )


def check_day(held_on: dt.date) -> None:
    """Take a day of this century.

    Raises:
        DayImpossible: the year was mistyped (0026).
    """
    if not FIRST_YEAR <= held_on.year <= LAST_YEAR:
        raise DayImpossible(day=f"{held_on.day:02d}/{held_on.month:02d}/{held_on.year:04d}")


@dataclass(frozen=True)
class Identity:
    """What every page says about the conference: plain values.

    By its number a page knows which conference of the folder it was made for.
    """

    number: str
    name: str
    title_lines: tuple[str, ...]
    venue: str
    date: dt.date
    contact: str
    demo: bool
    rehearsal: bool
    also: tuple[str, ...] = ()
    """The names of conferences held together with this one (lồng ghép)."""


def new_conference(session: Session, conference: Conference, *, at: dt.datetime, by: str) -> None:
    """Put the conference into an empty database and draw its number.

    Raises:
        ConferenceExists: there is one already.
        DayImpossible: the year was mistyped.
    """
    check_day(conference.held_on)
    if session.get(Conference, 1) is not None:
        raise ConferenceExists
    conference.number = new_conference_number()
    session.add(conference)
    session.flush()
    fact = ConferenceCreated(number=conference.number, plan=conference.plan)
    record(session, fact, at=at, by=by)


_HELD = "the conference of this session"


def the_conference(session: Session) -> Conference:
    """Give the one row.

    Raises:
        NoConference: the database is empty.
    """
    conference = session.get(Conference, 1)
    if conference is None:
        raise NoConference
    # A session forgets the rows that nobody holds, and one snapshot asks for this one thrice.
    session.info[_HELD] = conference
    return conference


def identity(session: Session) -> Identity:
    """Give what every page says about the conference."""
    row = the_conference(session)
    return Identity(
        number=row.number,
        name=row.name,
        title_lines=tuple(row.title_lines),
        venue=", ".join(row.venue_lines),
        date=row.held_on,
        contact=row.contact,
        demo=row.demo,
        rehearsal=row.rehearsal,
        also=tuple(one["name"] for one in row.further_titles),
    )


def title_blocks(session: Session) -> list[list[str]]:
    """Give the title lines of this conference, then of each that is held together with it."""
    row = the_conference(session)
    return [row.title_lines, *(one["title_lines"] for one in row.further_titles)]


def title_block_of(session: Session, plan_ordinal: int | None) -> int:
    """Give under which of `title_blocks` an item of the plan stands; 0 is this conference."""
    row = the_conference(session)
    nth: int = row.plan_words.get("further_title_of_item", {}).get(str(plan_ordinal), 0)
    # The office may have taken the further title out since.
    return nth if nth <= len(row.further_titles) else 0


DESCRIBED = (
    "name", "form", "title_lines", "superior_body", "host", "place", "venue_lines", "contact",
    "duration", "capacity", "presided_by", "invitation_notes", "signer_office", "signer_name",
    "seats_numbered", "kept_fields", "level", "further_titles",
)  # fmt: skip
"""The columns that the office may change; the rest is the plan's or the server's."""


def describe_conference(
    session: Session, changes: Mapping[str, Any], *, at: dt.datetime, by: str
) -> list[str]:
    """Change the conference's own words; give the columns that changed, the others stay.

    Title lines are kept letter by letter; a further title of which nothing is left is taken out.

    Raises:
        NoConference: the database is empty.
        TitleMissing: no name, or no title line, would be left, here or in a further title.
    """
    conference = the_conference(session)
    words = {name: _written(name, changes[name]) for name in DESCRIBED if name in changes}
    own = {name: words.get(name, getattr(conference, name)) for name in ("name", "title_lines")}
    if not all(one["name"] and one["title_lines"] for one in [own, *words.get(_FURTHER, [])]):
        raise TitleMissing
    changed = [name for name, value in words.items() if value != getattr(conference, name)]
    for name in changed:
        setattr(conference, name, words[name])
    if changed:
        record(session, ConferenceDescribed(columns=changed), at=at, by=by)
    return changed


_FURTHER = "further_titles"
_SIGNER = "signer_office"
"""Two lines where somebody signs for another: "KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"."""


def _written(name: str, value: Any) -> Any:
    """Give a column's words as they are kept; of a list of lines those that say something."""
    if name == _FURTHER:
        return [title for title in map(_further_title, value) if any(title.values())]
    as_kept = _verbatim if name == "title_lines" else tidy
    if name == _SIGNER:
        return "\n".join(filter(None, map(tidy, value.splitlines())))
    if type(value) is str:
        return as_kept(value)
    return list(filter(None, map(as_kept, value))) if isinstance(value, list) else value


def _further_title(given: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _written(name, given[name]) for name in ("name", "form", "title_lines")}


def _verbatim(line: str) -> str:
    """Give a title line in one spelling of the bytes; its spaces and hyphens are the plan's."""
    return unicodedata.normalize("NFC", line).strip()


_BLANK = re.compile(r"…|\.{2,}|_{2,}|\bngày\s+tháng\b|\btháng\s+năm\b", re.IGNORECASE)
"""Dots or a gap where a day, a month or a number is still to be written."""


def blank_title_lines(conference: Conference) -> list[str]:
    """Give the title lines that still wait for a day or a number ("ngày … tháng 8")."""
    further = (lines.get("title_lines", []) for lines in conference.further_titles)
    lines = chain(conference.title_lines, *further)
    return [line for line in lines if _BLANK.search(line)]


def sitting_at(conference: Conference, now: dt.datetime) -> Sitting:
    """Give the sitting that attendance counts for now: the last that has begun, else the first.

    A sitting's door opens two hours ahead of it.

    Raises:
        NoConference: there is no sitting.
    """
    sitting: Sitting = sitting_open(conference.sittings, now)
    return sitting


def next_sitting_opens(conference: Conference, now: dt.datetime) -> dt.datetime | None:
    """Give when attendance counts for another sitting than now; None after the last has opened.

    No fact is recorded then: what is said of a sitting holds until that moment by itself.
    """
    openings = (one.starts_at - DOOR_OPENS_AHEAD for one in conference.sittings[1:])
    return min((opening for opening in openings if opening > now), default=None)


def sitting_open(sittings: Sequence[Any], now: dt.datetime) -> Any:
    """Give that of these which attendance counts for now; each says when it `starts_at`.

    Raises:
        NoConference: there is none.
    """
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
    seats_numbered: bool
    sitting_id: int
    sitting_ordinal: int
    badges_admit: bool = False
    invitations_admit: bool = True
    preprinted: bool = False
    closed: bool = False
    hall_capacity: int | None = None
    support_desk: str = ""


_DOOR_RULES = (
    "badges_admit", "invitations_admit", "preprinted", "closed", "hall_capacity", "support_desk",
)  # fmt: skip
_DOOR = Prepared(
    select(
        Conference.number,
        Conference.rehearsal,
        Conference.title_lines,
        Conference.seats_numbered,
        Sitting.id.label("sitting_id"),
        Sitting.ordinal.label("sitting_ordinal"),
        Sitting.starts_at,
        *(getattr(Door, name) for name in _DOOR_RULES),
    )
    .join(Sitting, Sitting.conference_id == Conference.id)
    .outerjoin(Door, Door.id == 1)
    .order_by(Sitting.ordinal)
)


def door_setting(session: Session, now: dt.datetime) -> DoorSetting:
    """Give what a scan at this moment is judged by.

    Raises:
        NoConference: there is no conference, or no sitting of it.
    """
    row = sitting_open(_DOOR.rows(session, {}), now)
    rules = {name: getattr(row, name) for name in _DOOR_RULES}
    return DoorSetting(
        row.number,
        row.rehearsal,
        row.title_lines,
        row.seats_numbered,
        row.sitting_id,
        row.sitting_ordinal,
        # A conference without a row runs by the defaults.
        **{name: value for name, value in rules.items() if value is not None},
    )


def may_shift(conference: Conference, now: dt.datetime) -> bool:
    """Whether "begin in two minutes" is offered: a demo or rehearsal outside its planned hours."""
    sittings = conference.sittings
    in_hours = any(one.starts_at - GUESTS_COME <= now < one.ends_at for one in sittings)
    return (conference.demo or conference.rehearsal) and not in_hours
