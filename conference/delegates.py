"""The approved list: who is invited, from which unit, in which group, on which seat.

The list is the authority of the door. A delegate carries an invitation code; a badge carries
another, with its issue number (ADR 0002).
"""

from __future__ import annotations

import datetime as dt
import enum
from dataclasses import dataclass

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    Integer,
    Select,
    String,
    case,
    cast,
    func,
    select,
)
from sqlalchemy.orm import Mapped, Session, joinedload, mapped_column, relationship

from conference.base import Base
from conference.codes import CodeKind, new_code
from conference.journal import Fact, record
from conference.names import fold, initials, sort_key, tidy

SEARCH_LIMIT = 200
"""Rows; more than that nobody reads."""


class ListState(enum.StrEnum):
    """Where a delegate stands on the list."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    WITHDRAWN = "withdrawn"


class CodeState(enum.StrEnum):
    """Whether a code still opens anything.

    A badge's code is `reserved` while its sheet waits and `active` from the moment the sheet is
    sent; it is `replaced` when a newer issue is confirmed.
    """

    RESERVED = "reserved"
    ACTIVE = "active"
    REPLACED = "replaced"


class DelegateGroup(Base):
    """A component of the conference (thành phần), counted among the delegates or not."""

    __tablename__ = "delegate_group"

    id: Mapped[int] = mapped_column(primary_key=True)
    ordinal: Mapped[int]
    name: Mapped[str] = mapped_column(String(200), unique=True)
    badge_word: Mapped[str] = mapped_column(String(60))
    counted: Mapped[bool] = mapped_column(default=True)


class Unit(Base):
    """A unit or organisation (đơn vị) that delegates come from."""

    __tablename__ = "unit"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(300), unique=True)


class Delegate(Base):
    """A person on the list."""

    __tablename__ = "delegate"
    __table_args__ = (CheckConstraint("length(full_name) > 0", name="named"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    card_number: Mapped[str] = mapped_column(String(12), unique=True)
    full_name: Mapped[str] = mapped_column(String(200))
    folded: Mapped[str] = mapped_column(String(900), index=True)
    accented: Mapped[str] = mapped_column(String(600))
    sort_key: Mapped[str] = mapped_column(String(400), index=True)
    address: Mapped[str] = mapped_column(String(40), default="đại biểu")
    position: Mapped[str] = mapped_column(String(200), default="")
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    group_id: Mapped[int] = mapped_column(ForeignKey("delegate_group.id"), index=True)
    seat: Mapped[str] = mapped_column(String(20), default="")
    state: Mapped[ListState] = mapped_column(default=ListState.APPROVED)

    unit: Mapped[Unit] = relationship()
    group: Mapped[DelegateGroup] = relationship()


class EntryCode(Base):
    """A code of 27 digits that was given out for a delegate."""

    __tablename__ = "entry_code"
    __table_args__ = (Index("ix_entry_code_delegate_kind", "delegate_id", "kind"),)

    digits: Mapped[str] = mapped_column(String(27), primary_key=True)
    delegate_id: Mapped[int] = mapped_column(ForeignKey("delegate.id"))
    kind: Mapped[int]
    issue: Mapped[int] = mapped_column(default=1)
    state: Mapped[CodeState] = mapped_column(default=CodeState.ACTIVE)

    delegate: Mapped[Delegate] = relationship()


@dataclass(frozen=True, kw_only=True)
class DelegatesListed(Fact):
    """Delegates were put on the list."""

    count: int


@dataclass(frozen=True, kw_only=True)
class CodesIssued(Fact):
    """Invitation codes were given out; earlier ones of the same delegates are replaced."""

    count: int


@dataclass(frozen=True)
class NewDelegate:
    """A person to be put on the list: plain values, as a file or a form gives them."""

    full_name: str
    unit: str
    group: str
    position: str = ""
    address: str = "đại biểu"
    seat: str = ""


@dataclass(frozen=True)
class DelegateCard:
    """A delegate as the door, the badge and the desk see one: no contact, no number of an ID."""

    id: int
    name: str
    position: str
    unit: str
    group: str
    seat: str
    card_number: str
    address: str
    badge_word: str


def card_of(delegate: Delegate) -> DelegateCard:
    """Give a delegate's public words."""
    return DelegateCard(
        id=delegate.id,
        name=delegate.full_name,
        position=delegate.position,
        unit=delegate.unit.name,
        group=delegate.group.name,
        seat=delegate.seat,
        card_number=delegate.card_number,
        address=delegate.address,
        badge_word=delegate.group.badge_word,
    )


def search_text(name: str, *, unit: str, card_number: str) -> str:
    """Give the folded text in which the list is searched, each word after a blank."""
    return f" {fold(name)} {initials(name)} {card_number} {fold(unit)}"


def add_delegates(
    session: Session, people: list[NewDelegate], *, at: dt.datetime, by: str
) -> list[int]:
    """Put people on the approved list in the order given; give back their ids.

    Units are made as they appear; groups must exist. Card numbers go on from the highest.
    """
    units = {unit.name: unit for unit in session.scalars(select(Unit))}
    groups = {group.name: group for group in session.scalars(select(DelegateGroup))}
    # As numbers: as text, 9999 would stand above 10000.
    last = session.scalar(select(func.max(cast(Delegate.card_number, Integer)))) or 0
    rows = []
    for offset, person in enumerate(people, start=1):
        unit = units.setdefault(tidy(person.unit), Unit(name=tidy(person.unit)))
        number = f"{last + offset:04d}"
        name = tidy(person.full_name)
        rows.append(
            Delegate(
                card_number=number,
                full_name=name,
                folded=search_text(name, unit=unit.name, card_number=number),
                accented=f"{name} {unit.name}".casefold(),
                sort_key=sort_key(name),
                address=person.address,
                position=tidy(person.position),
                unit=unit,
                group=groups[person.group],
                seat=person.seat,
            )
        )
    session.add_all(rows)
    session.flush()
    record(session, DelegatesListed(count=len(rows)), at=at, by=by)
    return [row.id for row in rows]


def issue_invitations(
    session: Session, *, conference_number: str, rehearsal: bool, at: dt.datetime, by: str
) -> int:
    """Give each approved delegate a new invitation code; give back how many.

    Codes given out before are replaced and open nothing any more.
    """
    old = select(EntryCode).where(EntryCode.kind == CodeKind.INVITATION)
    for code in session.scalars(old):
        code.state = CodeState.REPLACED
    ids = session.scalars(
        select(Delegate.id).where(Delegate.state == ListState.APPROVED).order_by(Delegate.id)
    ).all()
    session.add_all(
        EntryCode(
            digits=new_code(CodeKind.INVITATION, conference_number, rehearsal=rehearsal),
            delegate_id=delegate_id,
            kind=int(CodeKind.INVITATION),
        )
        for delegate_id in ids
    )
    record(session, CodesIssued(count=len(ids)), at=at, by=by)
    return len(ids)


def invitations(session: Session) -> list[tuple[DelegateCard, str]]:
    """Give every delegate with a valid invitation code, in the order of card numbers."""
    rows = session.execute(
        select(Delegate, EntryCode.digits)
        .join(EntryCode, EntryCode.delegate_id == Delegate.id)
        .where(EntryCode.kind == CodeKind.INVITATION, EntryCode.state == CodeState.ACTIVE)
        .options(joinedload(Delegate.unit), joinedload(Delegate.group))
        .order_by(func.length(Delegate.card_number), Delegate.card_number)
    ).all()
    return [(card_of(delegate), digits) for delegate, digits in rows]


def find_delegates(query: str, *, group_id: int | None = None) -> Select[Delegate]:
    """Ask for the delegates whose name, initials, unit or card number begin words with the query.

    Accents and đ may be left out; those that carry them exactly as typed come first. An empty query
    asks for all. Order: by given name, as a Vietnamese list.
    """
    as_typed = Delegate.accented.contains(tidy(query).casefold(), autoescape=True)
    question = (
        select(Delegate)
        .options(joinedload(Delegate.unit), joinedload(Delegate.group))
        .order_by(case((as_typed, 0), else_=1), Delegate.sort_key, Delegate.id)
    )
    for word in fold(query).split():
        question = question.where(Delegate.folded.contains(f" {word}", autoescape=True))
    if group_id is not None:
        question = question.where(Delegate.group_id == group_id)
    return question


def all_groups(session: Session) -> list[DelegateGroup]:
    """Give the groups in the plan's order."""
    return list(session.scalars(select(DelegateGroup).order_by(DelegateGroup.ordinal)))


def listed_by_group(session: Session) -> dict[int, int]:
    """Count the approved delegates of each group."""
    rows = session.execute(
        select(Delegate.group_id, func.count())
        .where(Delegate.state == ListState.APPROVED)
        .group_by(Delegate.group_id)
    )
    return dict(rows.all())
