"""The tables of the approved list, and the states a row of it can be in."""

from __future__ import annotations

import datetime as dt
import enum
from typing import Any

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from conference.base import Base

LETTER_LENGTH = 120
"""Characters of the number and date of a letter."""


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


class GroupKind(enum.StrEnum):
    """What a group is, whatever the plan calls it."""

    MODEL = "model"
    GUEST = "guest"
    LEADER = "leader"
    STAFF = "staff"
    BUSINESS = "business"
    VETERAN = "veteran"
    PRESS = "press"
    SERVICE = "service"


class GroupColour(enum.StrEnum):
    """By which colour a group is told apart on screens; `--group-…` in tokens.css."""

    NONE = ""
    RED = "red"
    GOLD = "gold"
    GREEN = "green"
    BLUE = "blue"
    VIOLET = "violet"
    TEAL = "teal"
    BROWN = "brown"
    GREY = "grey"


class AddressForm(enum.StrEnum):
    """How a person is addressed; verbatim where no form fits (Mẹ Việt Nam Anh hùng)."""

    COMRADE = "comrade"
    MR_MS = "mr_ms"
    DELEGATE = "delegate"
    VERBATIM = "verbatim"


class Sex(enum.StrEnum):
    """As the office's file says; never guessed from a name."""

    MALE = "male"
    FEMALE = "female"
    UNKNOWN = "unknown"


class Duty(enum.StrEnum):
    """What somebody does in the conference itself."""

    CHAIR = "chair"
    PRESIDIUM = "presidium"
    SECRETARY = "secretary"
    ORGANISER = "organiser"


class Reply(enum.StrEnum):
    """What came back to an invitation."""

    NONE = "none"
    CONFIRMED = "confirmed"
    SUBSTITUTE = "substitute"
    ABSENT = "absent"


class DelegateGroup(Base):
    """A component of the conference (thành phần), counted among the delegates or not.

    `most` is the largest number of its delegates; `protocol_rank` orders groups at introductions
    and in the seats of honour, 1 first. `colour` names one of the tokens that tell groups apart
    on screens; `sitting_ordinals` are the sittings it is invited to, empty for all.
    """

    __tablename__ = "delegate_group"

    id: Mapped[int] = mapped_column(primary_key=True)
    ordinal: Mapped[int]
    key: Mapped[str] = mapped_column(String(40), default="")
    name: Mapped[str] = mapped_column(String(200), unique=True)
    badge_word: Mapped[str] = mapped_column(String(60))
    kind: Mapped[GroupKind] = mapped_column(default=GroupKind.GUEST)
    counted: Mapped[bool] = mapped_column(default=True)
    most: Mapped[int | None]
    address_form: Mapped[AddressForm] = mapped_column(default=AddressForm.DELEGATE)
    protocol_rank: Mapped[int] = mapped_column(default=50)
    colour: Mapped[str] = mapped_column(String(20), default="")
    sitting_ordinals: Mapped[list[int]] = mapped_column(default=list)


class Unit(Base):
    """A unit or organisation (đơn vị) that delegates come from.

    `allotted` is the number of delegates it was given (phân bổ); None where nobody said.
    """

    __tablename__ = "unit"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(300), unique=True)
    allotted: Mapped[int | None]
    receiver: Mapped[str] = mapped_column(String(200), default="")


class UnitAlias(Base):
    """A former or other name of a unit (đơn vị cũ), as files write it."""

    __tablename__ = "unit_alias"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(300), unique=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)

    unit: Mapped[Unit] = relationship()


class Delegate(Base):
    """A person on the list, or a seat whose holder is named at the door (`named` is false).

    `address` is the form of address as it is spoken; it follows the group unless
    `own_address_form` says otherwise. `supplement` marks who was approved after the list was
    locked (bổ sung), with the approver and the reason. What the organiser may not keep is empty.
    `attention` is a word to the reception, never shown in public; `tray` is where a badge that was
    printed beforehand waits ("khay B, ô 14"); `heads_delegation` marks a trưởng đoàn of the unit;
    `request_id` names the desk's request that put somebody on the list at the door.
    """

    __tablename__ = "delegate"
    __table_args__ = (
        CheckConstraint("length(full_name) > 0", name="named"),
        Index(
            "uq_delegate_seat",
            "seat",
            unique=True,
            sqlite_where=text("seat <> '' AND state <> 'withdrawn'"),
            postgresql_where=text("seat <> '' AND state <> 'withdrawn'"),
        ),
        Index("uq_delegate_request", "request_id", unique=True),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    card_number: Mapped[str] = mapped_column(String(12), unique=True)
    full_name: Mapped[str] = mapped_column(String(200))
    folded: Mapped[str] = mapped_column(String(900), index=True)
    accented: Mapped[str] = mapped_column(String(600))
    sort_key: Mapped[str] = mapped_column(String(400), index=True)
    named: Mapped[bool] = mapped_column(default=True)
    namesake_mark: Mapped[str] = mapped_column(String(10), default="")
    honorific: Mapped[str] = mapped_column(String(40), default="")
    address: Mapped[str] = mapped_column(String(40), default="đại biểu")
    own_address_form: Mapped[AddressForm | None]
    own_address: Mapped[str] = mapped_column(String(60), default="")
    position: Mapped[str] = mapped_column(String(200), default="")
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    unit_as_given: Mapped[str] = mapped_column(String(300), default="")
    group_id: Mapped[int] = mapped_column(ForeignKey("delegate_group.id"), index=True)
    seat: Mapped[str] = mapped_column(String(20), default="")
    area: Mapped[str] = mapped_column(String(60), default="")
    state: Mapped[ListState] = mapped_column(default=ListState.APPROVED)
    supplement: Mapped[bool] = mapped_column(default=False)
    approver: Mapped[str] = mapped_column(String(200), default="")
    approval_reason: Mapped[str] = mapped_column(String(300), default="")
    withdrawal_reason: Mapped[str] = mapped_column(String(300), default="")
    sex: Mapped[Sex] = mapped_column(default=Sex.UNKNOWN)
    birth_year: Mapped[int | None]
    birth_date: Mapped[dt.date | None] = mapped_column(Date)
    phone: Mapped[str] = mapped_column(String(30), default="")
    email: Mapped[str] = mapped_column(String(200), default="")
    citizen_number: Mapped[str] = mapped_column(String(12), default="")
    ethnicity: Mapped[str] = mapped_column(String(60), default="")
    party_member: Mapped[bool | None]
    education: Mapped[str] = mapped_column(String(120), default="")
    political_theory: Mapped[str] = mapped_column(String(120), default="")
    direct_producer: Mapped[bool | None]
    sector: Mapped[str] = mapped_column(String(120), default="")
    merits: Mapped[str] = mapped_column(String(1000), default="")
    note: Mapped[str] = mapped_column(String(500), default="")
    attention: Mapped[str] = mapped_column(String(300), default="")
    tray: Mapped[str] = mapped_column(String(40), default="")
    heads_delegation: Mapped[bool] = mapped_column(default=False)
    request_id: Mapped[str | None] = mapped_column(String(36))

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


class ListVersion(Base):
    """The list as it was locked (chốt danh sách): its number, who, when, and every row of it.

    `rows` are plain values, so that version 1 can be printed after version 3 was made; `digest` is
    the SHA-256 of them.
    """

    __tablename__ = "list_version"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(unique=True)
    locked_at: Mapped[dt.datetime]
    by: Mapped[str] = mapped_column(String(64))
    by_name: Mapped[str] = mapped_column(String(200), default="")
    count: Mapped[int]
    digest: Mapped[str] = mapped_column(String(64))
    rows: Mapped[list[dict[str, Any]]] = mapped_column(deferred=True)


class Substitution(Base):
    """Somebody comes in another's place (dự thay), by letter; the seat counts once."""

    __tablename__ = "substitution"

    id: Mapped[int] = mapped_column(primary_key=True)
    absent_id: Mapped[int] = mapped_column(ForeignKey("delegate.id"), index=True)
    substitute_id: Mapped[int] = mapped_column(ForeignKey("delegate.id"), unique=True)
    letter: Mapped[str] = mapped_column(String(LETTER_LENGTH), default="")
    approver: Mapped[str] = mapped_column(String(200))
    at: Mapped[dt.datetime]
    by: Mapped[str] = mapped_column(String(64))
    taken_back: Mapped[bool] = mapped_column(default=False)


class ProposedSubstitute(Base):
    """Who is to come in whose place once a supervisor says yes; until then nobody steps back."""

    __tablename__ = "proposed_substitute"

    substitute_id: Mapped[int] = mapped_column(ForeignKey("delegate.id"), primary_key=True)
    absent_id: Mapped[int] = mapped_column(ForeignKey("delegate.id"), index=True)
    letter: Mapped[str] = mapped_column(String(LETTER_LENGTH), default="")


class DutyHolder(Base):
    """Who presides, keeps the minutes or organises; used in seating, steps, vote and minutes."""

    __tablename__ = "duty_holder"
    __table_args__ = (Index("uq_duty_holder", "delegate_id", "duty", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    delegate_id: Mapped[int] = mapped_column(ForeignKey("delegate.id"))
    duty: Mapped[Duty]
    ordinal: Mapped[int] = mapped_column(default=1)

    delegate: Mapped[Delegate] = relationship()


class Invitation(Base):
    """What became of a delegate's invitation: handed out how and to whom, and what was answered."""

    __tablename__ = "invitation"

    delegate_id: Mapped[int] = mapped_column(ForeignKey("delegate.id"), primary_key=True)
    issued_at: Mapped[dt.datetime | None]
    sent_by: Mapped[str] = mapped_column(String(100), default="")
    receiver: Mapped[str] = mapped_column(String(200), default="")
    reply: Mapped[Reply] = mapped_column(default=Reply.NONE)
    reply_words: Mapped[str] = mapped_column(Text, default="")
    replied_at: Mapped[dt.datetime | None]

    delegate: Mapped[Delegate] = relationship()
