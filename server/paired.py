"""Which named screen a device is, by the token in its cookie, and what that opens for it.

A paired screen opens its view's page and its view's room, and nothing else: switched, paired anew
or forgotten, it loses them at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import request

from conference.database import Database
from conference.journal import Recorded
from conference.operators import SCREEN
from conference.rooms import Room
from conference.screens import SCREEN_FACTS, NamedScreen, screen_of
from kiosk.routes import STATION_COOKIE
from stage.screens import view_address
from stage.snapshot import NAMESPACE

_LOOKING = {"GET", "HEAD"}


@dataclass(frozen=True)
class ByScreen:
    """What let a socket into its room: the device's token, not somebody's sign-in."""

    token: str


class PairedScreens:
    """The screens by their devices' tokens; asked of the records once a token."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._known: dict[str, NamedScreen] = {}
        self._forgotten = 0

    def forget(self) -> None:
        """Ask anew: another conference was opened."""
        self._forgotten += 1
        self._known = {}

    def hear(self, facts: Sequence[Recorded]) -> bool:
        """Listen to the database; give whether any screen is another or shows something else."""
        changed = any(fact.kind in SCREEN_FACTS for fact in facts)
        if changed:
            self.forget()
        return changed

    def token(self) -> str:
        """Give the token that this request carries; empty for none."""
        token: Any = request.cookies.get(STATION_COOKIE, "")
        return str(token)

    def here(self) -> NamedScreen | None:
        """Give the screen that makes this request, or None."""
        return self.holding(self.token())

    def holding(self, token: str) -> NamedScreen | None:
        """Give the screen that holds this token now, or None."""
        if not token:
            return None
        return self._known.get(token) or self._ask(token)

    def _ask(self, token: str) -> NamedScreen | None:
        forgotten = self._forgotten
        with self._db.reading() as session:
            screen = screen_of(session, token)
        # What was read before it was to be forgotten counts for this once only.
        if screen is not None and forgotten == self._forgotten:
            self._known[token] = screen
        return screen

    def opens_door(self, roles: frozenset[str] | None) -> bool:
        """Whether this request is a paired screen's and its route is open to it."""
        if roles is None:
            return False
        looks = request.method in _LOOKING and request.path.startswith(f"{NAMESPACE}/")
        if not looks and SCREEN not in roles:
            return False
        screen = self.here()
        return screen is not None and (SCREEN in roles or request.path == view_address(screen.view))

    def opens_room(self, room: Room, token: str) -> bool:
        """Whether the screen that holds this token shows this room."""
        screen = self.holding(token)
        return screen is not None and (room.namespace, room.name) == (NAMESPACE, screen.view.value)
