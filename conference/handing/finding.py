"""Finding who gets an item and how they stand, as much of it as a page shows."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, func, or_
from sqlalchemy.orm import Session

from conference.delegates import Delegate, find_delegates
from conference.handing.counting import Receiver, receiving
from conference.handing.records import Handing
from conference.names import fold


class Standing(enum.StrEnum):
    """How somebody stands with an item."""

    MISSING = "missing"
    UNSIGNED = "unsigned"
    SIGNED = "signed"


@dataclass(frozen=True)
class FoundReceivers:
    """The first of those who were asked for, and how many there are."""

    rows: list[Receiver]
    count: int


_CONDITIONS: dict[Standing, ColumnElement[bool]] = {
    Standing.MISSING: Handing.id.is_(None),
    Standing.UNSIGNED: and_(Handing.id.is_not(None), Handing.signed_at.is_(None)),
    Standing.SIGNED: Handing.signed_at.is_not(None),
}


def find_receivers(  # noqa: PLR0913 - a page's filters
    session: Session,
    item_id: int,
    *,
    query: str = "",
    standing: Standing | None = None,
    group_id: int | None = None,
    unit_id: int | None = None,
    most: int,
) -> FoundReceivers:
    """Find who is meant to get an item or got it, as people type; an empty query asks for all.

    Raises:
        NotFound: there is no such item.
    """
    question = receiving(session, item_id, group_id=group_id, unit_id=unit_id)
    if standing is not None:
        question = question.where(_CONDITIONS[standing])
    words = fold(query).split()
    for number in (word for word in words if word.isdecimal()):
        # No telephone is meant: of a card number ten others would be ticked as signed.
        in_words = Delegate.accented.contains(f" {number}", autoescape=True)
        question = question.where(or_(Delegate.card_number.startswith(number), in_words))
    spoken = " ".join(word for word in words if not word.isdecimal())
    if spoken:
        meant = find_delegates(spoken).order_by(None).with_only_columns(Delegate.id)
        question = question.where(Delegate.id.in_(meant))
    everybody = question.order_by(None).with_only_columns(func.count())
    rows = session.execute(question.limit(most))
    return FoundReceivers([Receiver(*row) for row in rows], session.scalar(everybody) or 0)
