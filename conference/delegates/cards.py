"""A delegate's public words, as the door, the badge and the desk see them."""

from __future__ import annotations

from dataclasses import dataclass

from conference.delegates.records import Delegate


@dataclass(frozen=True)
class DelegateCard:
    """A delegate as the door, the badge and the desk see one: no contact, no number of an ID.

    `name` is the name alone; `mark`, A or B, tells namesakes apart and is shown behind it.
    """

    id: int
    name: str
    position: str
    unit: str
    group: str
    seat: str
    card_number: str
    address: str
    badge_word: str
    area: str = ""
    mark: str = ""
    colour: str = ""
    tray: str = ""


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
        area=delegate.area,
        mark=delegate.namesake_mark,
        colour=delegate.group.colour,
        tray=delegate.tray,
    )
