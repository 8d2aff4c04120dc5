"""Who performs what, in the order of the programme, and whether they are in the hall.

What is linked to a part that was taken out of the programme counts for nothing until the part is
put back: the link stays, as the part's cues do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from conference.agenda import AgendaItem, ItemState, PartKey, Rundown, parts_of, rundown
from conference.attendance import present_ids
from conference.delegates import Delegate, ListState, Substitution
from conference.performers.records import Doing, Performer

_STILL_TO_DO = frozenset({ItemState.PLANNED, ItemState.LIVE, ItemState.HELD})


@dataclass(frozen=True)
class Performance:
    """One place in the programme at which somebody performs: an item, or a part of it."""

    item: AgendaItem
    part: PartKey | None
    does: Doing
    state: ItemState

    @property
    def to_come(self) -> bool:
        """Whether it is still to be done, or under way."""
        return self.state in _STILL_TO_DO


@dataclass(frozen=True)
class PerformerNow:
    """A person of the programme, and where that person is.

    `substitute` comes in this person's place by letter; whether also as performer is for people to
    say, so that nothing is moved by itself.
    """

    delegate: Delegate
    performances: tuple[Performance, ...]
    present: bool
    substitute: Delegate | None = None
    substitute_present: bool = False

    @property
    def to_come(self) -> list[Performance]:
        """What this person has still to do, in order."""
        return [one for one in self.performances if one.to_come]

    @property
    def next(self) -> Performance | None:
        """What this person does next, or does now."""
        return next(iter(self.to_come), None)

    @property
    def missing(self) -> bool:
        """Whether somebody is waited for: not in the hall, and with something still to do."""
        return not self.present and self.next is not None


def performers_now(session: Session, *sitting_ids: int) -> list[PerformerNow]:
    """Give everybody who performs, by their first place in the programme.

    `sitting_ids` are the sittings in which it is asked who is in the hall (agenda.on_stage).
    """
    state = rundown(session)
    links = _links(session, state)
    sent = _substitutes(session, {link.delegate_id for link in links})
    people = {link.delegate_id for link in links} | {one.id for one in sent.values()}
    here = present_ids(session, *sitting_ids, among=sorted(people))
    found = []
    for delegate, mine in _by_person(session, links):
        substitute = sent.get(delegate.id)
        found.append(
            PerformerNow(
                delegate,
                tuple(performance_of(state, link) for link in mine),
                delegate.id in here,
                substitute,
                substitute is not None and substitute.id in here,
            )
        )
    return found


def performers_of(session: Session, item_id: int) -> list[Performer]:
    """Give who is linked to an item and to its parts, the item's own first."""
    wanted = select(Performer).where(Performer.item_id == item_id)
    return list(session.scalars(wanted.order_by(Performer.part_kind, Performer.id)))


def all_links(session: Session) -> list[Performer]:
    """Give what is linked to the programme as it stands, in its order."""
    return _links(session, rundown(session))


def performance_of(state: Rundown, link: Performer) -> Performance:
    """Give the place in the programme that a link names; a skipped item skips its parts."""
    item = next(one for one in state.items if one.id == link.item_id)
    whole = state.of(item).state
    part = link.part
    if part is None or whole in {ItemState.SKIPPED, ItemState.DONE}:
        return Performance(item, part, link.does, whole)
    return Performance(item, part, link.does, state.of_part(part).state)


def _links(session: Session, state: Rundown) -> list[Performer]:
    places = {place: nth for nth, place in enumerate(_places(state.items))}
    known = [one for one in session.scalars(select(Performer)) if _place(one) in places]
    return sorted(known, key=lambda one: (places[_place(one)], one.id))


def _places(items: Sequence[AgendaItem]) -> Iterator[tuple[int, PartKey | None]]:
    for item in items:
        yield item.id, None
        for part in parts_of(item):
            yield item.id, part


def _place(link: Performer) -> tuple[int, PartKey | None]:
    return link.item_id, link.part


def _by_person(
    session: Session, links: Iterable[Performer]
) -> Iterator[tuple[Delegate, list[Performer]]]:
    mine: dict[int, list[Performer]] = {}
    for link in links:
        mine.setdefault(link.delegate_id, []).append(link)
    known = select(Delegate).where(Delegate.id.in_(mine)).options(joinedload(Delegate.unit))
    people = {one.id: one for one in session.scalars(known)}
    for delegate_id, theirs in mine.items():
        yield people[delegate_id], theirs


def _substitutes(session: Session, absent_ids: Iterable[int]) -> dict[int, Delegate]:
    """Give who comes in the place of each of these; who sends somebody may have been sent too."""
    rows = session.scalars(select(Substitution).where(Substitution.taken_back.is_(False)))
    sent = {one.absent_id: one.substitute_id for one in rows}
    last = {absent_id: _last_sent(absent_id, dict(sent)) for absent_id in absent_ids}
    known = select(Delegate).where(Delegate.id.in_(set(last.values())))
    people = {one.id: one for one in session.scalars(known.options(joinedload(Delegate.unit)))}
    return {
        absent_id: people[delegate_id]
        for absent_id, delegate_id in last.items()
        if delegate_id != absent_id and people[delegate_id].state is ListState.APPROVED
    }


def _last_sent(delegate_id: int, sent: dict[int, int]) -> int:
    while delegate_id in sent:
        delegate_id = sent.pop(delegate_id)
    return delegate_id
