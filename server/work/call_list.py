"""Whom to telephone the evening before: who matters to the programme and has not confirmed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from admin.roster_fields import REPLY_NAMES
from conference.agenda import rundown
from conference.awards import all_blocks
from conference.delegates import (
    DUTY_NAMES,
    Delegate,
    ListState,
    Reply,
    duty_holders,
    replies,
)
from conference.identity import the_conference
from conference.names import fold
from printers.documents.lists import Listed, Portion, phone_list
from printers.documents.tables import Table
from server.invitation_words import issuer_of
from server.work.paper_tables import Wish, listed

LOWEST_RANK_OF_HONOUR = 3
"""Groups of this protocol rank and above are guests of honour."""

_TO_CALL = (Reply.NONE, Reply.SUBSTITUTE)
"""Who has not answered, or has sent word of a substitute who has no name yet."""

_TITLES = (
    "I. Người nhận khen thưởng",
    "II. Người thực hiện chương trình",
    "III. Lãnh đạo, khách mời và người giữ nhiệm vụ",
)
_UNKNOWN = "IV. Người thực hiện theo kế hoạch, chưa đối chiếu được với danh sách đại biểu"


@dataclass(frozen=True)
class Part:
    """Somebody's part in the day; `portion` counts from 0 as the headings stand."""

    portion: int
    words: str


Parts: TypeAlias = Iterator[tuple[int, Part]]
"""Delegates' ids, each with a part."""


def call_table(session: Session, wish: Wish) -> Table:
    """Make the list, each person once, below the first heading that fits."""
    conference, answered = the_conference(session), replies(session)
    people = {one.id: one for one in _approved(session)}
    parts = _parts(session, people)
    portions: list[list[Listed]] = [[], [], []]
    for delegate_id, roles in sorted(parts.items(), key=lambda one: people[one[0]].sort_key):
        invitation = answered.get(delegate_id)
        reply = invitation.reply if invitation else Reply.NONE
        if reply in _TO_CALL:
            first = min(role.portion for role in roles)
            words = "; ".join(dict.fromkeys(role.words for role in roles))
            one = listed(people[delegate_id], role=words, reply=REPLY_NAMES[reply])
            portions[first].append(replace(one, phone=people[delegate_id].phone))
    titled = [Portion(title, some) for title, some in zip(_TITLES, portions, strict=True) if some]
    unknown = list(_not_on_the_list(session, people))
    return phone_list(
        issuer_of(conference, wish.today),
        [*titled, *([Portion(_UNKNOWN, unknown)] if unknown else [])],
        subtitle=conference.name,
        rehearsal=conference.rehearsal,
    )


def _approved(session: Session) -> list[Delegate]:
    approved = select(Delegate).where(Delegate.state == ListState.APPROVED)
    places = (joinedload(Delegate.unit), joinedload(Delegate.group))
    return list(session.scalars(approved.options(*places)))


def _parts(session: Session, people: Mapping[int, Delegate]) -> dict[int, list[Part]]:
    """Give everybody's parts in the day."""
    parts: dict[int, list[Part]] = {}
    for given in (_honoured(session), _performing(session, people), _on_duty(session, people)):
        for delegate_id, part in given:
            if delegate_id in people:
                parts.setdefault(delegate_id, []).append(part)
    return parts


def _honoured(session: Session) -> Parts:
    for block in all_blocks(session):
        part = Part(0, f"Nhận {block.form}".strip())
        for batch in block.batches:
            for recipient in batch.recipients:
                if recipient.delegate_id is not None:
                    yield recipient.delegate_id, part


def _performing(session: Session, people: Mapping[int, Delegate]) -> Parts:
    named = _by_name(people)
    for title, performer in _performers(session):
        for delegate_id in _named_in(performer, named):
            yield delegate_id, Part(1, title)


def _on_duty(session: Session, people: Mapping[int, Delegate]) -> Parts:
    for holder in duty_holders(session):
        yield holder.delegate_id, Part(2, DUTY_NAMES[holder.duty])
    for one in people.values():
        if one.group.protocol_rank <= LOWEST_RANK_OF_HONOUR:
            yield one.id, Part(2, one.group.name)


def _performers(session: Session) -> Iterator[tuple[str, str]]:
    """Give what the programme calls each performer, with the item's title."""
    for item in rundown(session).items:
        words = [item.performer]
        words += [step.performer for step in item.steps]
        words += [entry.performer for entry in item.entries]
        yield from ((item.title, one) for one in words if one)


def _by_name(people: Mapping[int, Delegate]) -> dict[str, list[int]]:
    named: dict[str, list[int]] = {}
    for one in people.values():
        if one.named:
            name = f" {' '.join(_plain_words(one.full_name))} "
            named.setdefault(name, []).append(one.id)
    return named


def _named_in(performer: str, named: dict[str, list[int]]) -> Iterator[int]:
    """Give the delegates whose whole name stands in the programme's words."""
    said = f" {' '.join(_plain_words(performer))} "
    for name, ids in named.items():
        # A single syllable is in too many words to be somebody's name.
        if name in said and " " in name.strip():
            yield from ids


def _plain_words(performer: str) -> list[str]:
    return "".join(c if c.isalnum() or c.isspace() else " " for c in fold(performer)).split()


def _not_on_the_list(session: Session, people: Mapping[int, Delegate]) -> Iterator[Listed]:
    named, said = _by_name(people), set[str]()
    for title, performer in _performers(session):
        if performer not in said and not list(_named_in(performer, named)):
            said.add(performer)
            yield Listed(name=performer, role=title)
