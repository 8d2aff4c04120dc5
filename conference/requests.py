"""Requests that are carried out once, though an answer was lost and they are sent again.

A command that makes something new (a line, an item, a list) cannot tell the second sending of one
errand from another errand that says the same; the id that the page gives it can.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import String
from sqlalchemy.orm import Mapped, Session, mapped_column

from conference.base import Base

ID_LENGTH = 36


class AnsweredRequest(Base):
    """A request that was carried out, and the number of what it made."""

    __tablename__ = "answered_request"

    request_id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    outcome: Mapped[int]


@dataclass(frozen=True)
class Outcome:
    """What a request made; `repeat`: it was made when the request came first."""

    number: int
    repeat: bool


def once(
    session: Session,
    request_id: str | None,
    act: Callable[[], int],
    *,
    stands: Callable[[int], bool] = lambda _number: True,
) -> Outcome:
    """Carry a request out and keep the number of what it made; sent again, give that number.

    Without an id it is carried out each time. An id has no age: what was made is the answer only
    while it `stands`; afterwards the same id is another errand and is kept for that.
    """
    known = outcome_of(session, request_id)
    if known is not None and stands(known):
        return Outcome(known, repeat=True)
    number = act()
    if request_id is not None:
        session.merge(AnsweredRequest(request_id=request_id, outcome=number))
    return Outcome(number, repeat=False)


def outcome_of(session: Session, request_id: str | None) -> int | None:
    """Give the number of what a request made; None where it was not carried out yet."""
    known = None if request_id is None else session.get(AnsweredRequest, request_id)
    return None if known is None else known.outcome
