"""What a room of screens sees: a name, the facts that change it, and the question it asks.

A room's revision is the number of the last fact that changes what it shows, never the journal's
newest number: arrivals must not make the stage look stale (ADR 0016).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from conference import journal
from conference.journal import Fact

Snapshot = dict[str, Any]
Question = Callable[[Session, dt.datetime], Snapshot]


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
