"""Finding everything that somebody holds: by reference, or in words, by name and by office.

What is found in words ("Đ/c Lê Văn Kiên, PGĐ", "Đ/c Giám đốc Sở") is a proposal: a person decides
about each place.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from conference.agenda import AgendaEntry, AgendaItem, AgendaStep
from conference.awards import AwardBlock, Batch, Recipient
from conference.delegates import (
    DUTY_NAMES,
    Delegate,
    Duty,
    DutyHolder,
    ListState,
    Substitution,
)
from conference.handing import ItemKind, items_of
from conference.honoured_guests import HonouredGuest
from conference.names import one_tone_place, tidy
from conference.operators import operator_names
from conference.refusals import NotFound
from conference.standing_in.records import PlaceDecision, PlaceFate, PlaceKind

_WITH_PLATE = {Duty.CHAIR, Duty.PRESIDIUM, Duty.SECRETARY}
_PASSED_ON = {ItemKind.DOCUMENT, ItemKind.GIFT, ItemKind.MONEY, ItemKind.FLOWER}
"""Items that somebody else can be given; a badge and a plate carry the name."""

_SPOKEN_TO = re.compile(r"^(?:các )?(?:đ c|đồng chí|ông|bà) ")
_FEWEST_SYLLABLES = 2
"""A name of one syllable is found in too many words that mean somebody else."""


@dataclass(frozen=True)
class Decided:
    """What becomes of a place: plain values."""

    id: int
    fate: PlaceFate
    substitute_id: int | None
    substitute: str
    words: str
    at: dt.datetime
    by: str
    to_tell: bool
    told_at: dt.datetime | None
    told_by: str


@dataclass(frozen=True)
class Place:
    """Something that a delegate holds; `what` are its words, `detail` what else tells it apart.

    `handed_at`: an item that the delegate has got already.
    """

    id: str
    kind: PlaceKind
    what: str
    detail: str = ""
    handed_at: dt.datetime | None = None
    decided: Decided | None = None


@dataclass(frozen=True)
class PlacesHeld:
    """A delegate with every place, and who comes instead."""

    delegate_id: int
    name: str
    mark: str
    position: str
    unit: str
    state: ListState
    reason: str
    substitutes: list[tuple[int, str]]
    places: list[Place]


@dataclass(frozen=True)
class ToTell:
    """A decision that somebody has to be told: whose place, what becomes of it."""

    delegate_id: int
    name: str
    place: Place


def places_of(session: Session, delegate_id: int) -> PlacesHeld:
    """Give everything that a delegate holds, each place with what was decided about it.

    A place that was decided stays in the list although it has moved since.

    Raises:
        NotFound: there is no such delegate.
    """
    delegate = session.get(Delegate, delegate_id)
    if delegate is None:
        raise NotFound
    substitutes = _substitutes(session, delegate_id)
    decided = _decided(session, delegate_id)
    held = list(found_places(session, delegate, substitutes))
    gone = [place for place_id, place in decided.items() if place_id not in {p.id for p in held}]
    places = [
        replace(one, decided=decided[one.id].decided) if one.id in decided else one for one in held
    ]
    order = list(PlaceKind)
    return PlacesHeld(
        delegate_id=delegate.id,
        name=delegate.full_name,
        mark=delegate.namesake_mark,
        position=delegate.position,
        unit=delegate.unit.name,
        state=delegate.state,
        reason=delegate.withdrawal_reason,
        substitutes=[(one.id, one.full_name) for one in substitutes],
        places=sorted([*places, *gone], key=lambda one: order.index(one.kind)),
    )


def places_to_tell(session: Session) -> list[ToTell]:
    """Give the decisions that somebody has still to be told, oldest first."""
    waiting = (
        select(PlaceDecision.delegate_id)
        .where(PlaceDecision.to_tell, PlaceDecision.told_at.is_(None))
        .distinct()
    )
    found = [
        ToTell(held.delegate_id, held.name, place)
        for held in (places_of(session, one) for one in session.scalars(waiting))
        for place in held.places
        if place.decided is not None and place.decided.to_tell and place.decided.told_at is None
    ]
    return sorted(found, key=lambda one: one.place.decided.id if one.place.decided else 0)


def _substitutes(session: Session, delegate_id: int) -> list[Delegate]:
    """Give who comes instead: on the list, and not taken back."""
    standing = (
        select(Delegate)
        .join(Substitution, Substitution.substitute_id == Delegate.id)
        .where(
            Substitution.absent_id == delegate_id,
            Substitution.taken_back.is_(False),
            Delegate.state == ListState.APPROVED,
        )
    )
    return list(session.scalars(standing.order_by(Substitution.id.desc())))


_comes = aliased(Delegate)


def _decided(session: Session, delegate_id: int) -> dict[str, Place]:
    names = operator_names(session)
    rows = session.execute(
        select(PlaceDecision, _comes.full_name)
        .outerjoin(_comes, _comes.id == PlaceDecision.substitute_id)
        .where(PlaceDecision.delegate_id == delegate_id)
        .order_by(PlaceDecision.id)
    )
    return {
        row.place: Place(
            row.place,
            row.kind,
            row.what,
            decided=Decided(
                row.id,
                row.fate,
                row.substitute_id,
                comes or "",
                row.words,
                row.at,
                names.get(row.by, ""),
                row.to_tell,
                row.told_at,
                names.get(row.told_by, ""),
            ),
        )
        for row, comes in rows
    }


def found_places(
    session: Session, delegate: Delegate, substitutes: Iterable[Delegate]
) -> Iterator[Place]:
    """Give what a delegate holds now, as the records stand."""
    duties = list(
        session.scalars(select(DutyHolder.duty).where(DutyHolder.delegate_id == delegate.id))
    )
    guest = session.get(HonouredGuest, delegate.id)
    yield from _seats(delegate, substitutes)
    if guest is not None or _WITH_PLATE & set(duties):
        yield Place("name_plate", PlaceKind.NAME_PLATE, delegate.full_name, delegate.position)
    if guest is not None:
        yield Place("protocol", PlaceKind.PROTOCOL, str(guest.ordinal))
    for duty in sorted(duties, key=list(Duty).index):
        yield Place(f"duty:{duty}", PlaceKind.DUTY, DUTY_NAMES[duty])
    yield from _in_award_words(session, delegate)
    yield from _in_programme(session, delegate)
    yield from _honours(session, delegate.id)
    for item in (one for one in items_of(session, delegate.id) if one.kind in _PASSED_ON):
        yield Place(f"item:{item.item_id}", PlaceKind.ITEM, item.name, handed_at=item.handed_at)


def _seats(delegate: Delegate, substitutes: Iterable[Delegate]) -> Iterator[Place]:
    """Give the seat, also where a substitution has handed it on: that is still to be confirmed."""
    holder = delegate if delegate.seat else next((one for one in substitutes if one.seat), None)
    if holder is not None:
        passed_on = holder.full_name if holder is not delegate else ""
        yield Place("seat", PlaceKind.SEAT, holder.seat, passed_on)


def _in_award_words(session: Session, delegate: Delegate) -> Iterator[Place]:
    words = {
        PlaceKind.READER: AwardBlock.reader,
        PlaceKind.PRESENTER: AwardBlock.presenter,
        PlaceKind.FLOWER_GIVER: AwardBlock.flower_giver,
    }
    for kind, column in words.items():
        rows = session.execute(select(AwardBlock.id, AwardBlock.title, column))
        for block_id, title, said in rows:
            if _means(said, delegate):
                yield Place(f"{kind}:{block_id}", kind, title, said)


def _in_programme(session: Session, delegate: Delegate) -> Iterator[Place]:
    tables: dict[str, tuple[type[AgendaItem | AgendaStep | AgendaEntry], Any]] = {
        "item": (AgendaItem, AgendaItem.id),
        "step": (AgendaStep, AgendaStep.item_id),
        "entry": (AgendaEntry, AgendaEntry.item_id),
    }
    standing = select(AgendaItem.id).where(AgendaItem.removed.is_(False))
    for prefix, (table, item_id) in tables.items():
        wanted = select(table.id, table.title, table.performer).where(item_id.in_(standing))
        rows = session.execute(wanted.order_by(table.id))
        for row_id, title, said in rows:
            if _means(said, delegate):
                yield Place(f"performer:{prefix}:{row_id}", PlaceKind.PERFORMER, title, said)


def _honours(session: Session, delegate_id: int) -> Iterator[Place]:
    rows = session.execute(
        select(Recipient.id, Recipient.name, AwardBlock.title)
        .join(Batch, Batch.id == Recipient.batch_id)
        .join(AwardBlock, AwardBlock.id == Batch.block_id)
        .where(Recipient.delegate_id == delegate_id)
        .order_by(Recipient.id)
    )
    for recipient_id, name, title in rows:
        yield Place(f"recipient:{recipient_id}", PlaceKind.RECIPIENT, title, name)


def _means(said: str, delegate: Delegate) -> bool:
    return names_person(said, delegate.full_name) or names_office(
        said, delegate.position, delegate.unit.name
    )


def names_person(said: str, name: str) -> bool:
    """Whether these words name this person, syllable by syllable; hoà and hòa are one."""
    wanted = _syllables(name)
    return wanted.count(" ") + 1 >= _FEWEST_SYLLABLES and f" {wanted} " in f" {_syllables(said)} "


def names_office(said: str, office: str, unit: str) -> bool:
    """Whether one part of these words is this office, alone or with words of its unit.

    "Đ/c Giám đốc Sở" is the Giám đốc of a Sở, and no Phó Giám đốc.
    """
    wanted, of_unit = _syllables(office), set(_syllables(unit).split())
    if wanted.count(" ") + 1 < _FEWEST_SYLLABLES:
        return False
    parts = (_SPOKEN_TO.sub("", _syllables(part)) for part in re.split("[,;]", said))
    return any(
        part == wanted
        or (part.startswith(f"{wanted} ") and of_unit.issuperset(part[len(wanted) :].split()))
        for part in parts
    )


def _syllables(text: str) -> str:
    return " ".join(re.findall(r"\w+", one_tone_place(tidy(text))))
