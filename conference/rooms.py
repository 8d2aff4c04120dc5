"""What a room of screens sees: a name, the facts that change it, and the question it asks.

A room's revision is the number of the last fact that changes what it shows, never the journal's
newest number: arrivals must not make the stage look stale (ADR 0016).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.orm import Session

from conference import journal
from conference.journal import Fact

Snapshot = dict[str, Any]
Question = Callable[[Session, dt.datetime], Snapshot]
T = TypeVar("T")


@dataclass(frozen=True)
class Room:
    """A group of screens that show the same thing."""

    name: str
    namespace: str
    roles: frozenset[str]
    facts: frozenset[str]
    question: Question

    def opens_to(self, role: str | None) -> bool:
        """Whether a screen whose operator has this role (None: nobody signed in) may show it."""
        return "public" in self.roles or role in self.roles


def kinds_of(*facts: type[Fact]) -> frozenset[str]:
    """Name the kinds of these facts."""
    return frozenset(fact.kind() for fact in facts)


def revision_of(session: Session, room: Room) -> int:
    """The number of the last fact that changed what this room shows."""
    return journal.revision(session, room.facts)


class Part(Generic[T]):
    """A part of a snapshot that is made anew only after a fact that changes it.

    At the door's peak the stage is told ten times a second who came; its programme and its award
    order are the same each time. `make` is given the session and whatever else the part follows
    from (`also`). What it gives is shared: nobody may change it, and it holds no row of the session
    it was made with. For reading sessions only: in a command that fails, the number of a fact is
    given to another.
    """

    def __init__(self, facts: frozenset[str], make: Callable[..., T]) -> None:
        self._facts, self._make = facts, make
        self._kept: tuple[Engine | Connection, tuple[Hashable, ...], T] | None = None

    def now(self, session: Session, *also: Hashable) -> T:
        """Give the part as it stands."""
        # Another conference has another engine, and facts with the same numbers.
        bind = session.get_bind()
        # The revision first: a change in between makes the part newer than it says.
        key = (journal.revision(session, self._facts), *also)
        kept = self._kept
        if kept is None or kept[0] is not bind or kept[1] != key:
            self._kept = kept = (bind, key, self._make(session, *also))
        return kept[2]
