"""Who is connected: the named screens and the pages of signed-in staff on the stage.

In memory only; nothing is recorded. They answer each heartbeat, so that a socket which is only half
open is noticed. Public viewers answer nothing and cost nothing. Silence is measured by a clock that
nobody moves: one that is set by an hour neither loses every screen nor keeps a dead one alive.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from conference.clock import Clock, to_ms
from conference.operators import Who
from conference.rooms import Room
from conference.screens import NamedScreen
from stage.screens import Seen

SILENT = dt.timedelta(seconds=5)
"""So long a page may say nothing: two heartbeats, and the way of the second."""

REMEMBERED = dt.timedelta(minutes=5)
"""So long a staff page that went away stays on the list; a screen stays until it comes back."""

LONGEST_BUILD = 80


@dataclass
class _Page:
    """A socket that says it is there."""

    room: Room
    screen: NamedScreen | None
    token: str = field(repr=False)
    who: Who | None
    build: str
    since: dt.datetime
    last: dt.datetime
    """By the clock that is never moved, as `since`."""
    gone: bool = False
    leaving: bool = False
    """It has said that it is being closed."""

    def live(self, now: dt.datetime) -> bool:
        return not self.gone and now - self.last <= SILENT

    @property
    def place(self) -> tuple[object, ...]:
        """What it is one of: a screen by its id, else whose page of which room."""
        if self.screen is not None:
            return "screen", self.screen.id
        return "staff", self.who.id if self.who else None, self.room.name


class Presence:
    """The pages that say they are there, by socket id."""

    def __init__(self, clock: Clock, unmoved: Clock | None = None) -> None:
        """Show moments of `clock`; `unmoved` is its twin that is never moved, by default itself."""
        self._clock, self._unmoved = clock, unmoved or clock
        self._pages: dict[str, _Page] = {}

    def came(
        self,
        sid: str,
        room: Room,
        *,
        screen: NamedScreen | None,
        token: str,
        who: Who | None,
        build: object,
    ) -> None:
        """Note a page that has just connected."""
        now = self._unmoved()
        self._forget_old(now)
        words = str(build or "")[:LONGEST_BUILD]
        self._pages[sid] = _Page(room, screen, token, who, words, now, now)

    def renew(self, sid: str, screen: NamedScreen) -> None:
        """Note what a screen is called now."""
        page = self._pages.get(sid)
        if page is not None:
            page.screen = screen

    def here(self, sid: str) -> None:
        """Note that a page has answered."""
        page = self._pages.get(sid)
        if page is not None:
            page.last = self._unmoved()
            page.leaving = False

    def said_goodbye(self, sid: str) -> None:
        """Note that a page is being closed by whoever had it open."""
        page = self._pages.get(sid)
        if page is not None:
            page.leaving = True

    def left(self, sid: str) -> None:
        """Note that a page's socket has closed.

        One of the staff that said goodbye is no fallen one. A screen that did has gone dark all
        the same, and whoever switches it has to know.
        """
        page = self._pages.get(sid)
        if page is None:
            return
        page.gone = True
        if page.leaving and page.screen is None:
            del self._pages[sid]

    def forget(self) -> None:
        """Forget everybody who has gone: another conference was opened."""
        self._pages = {sid: page for sid, page in self._pages.items() if not page.gone}

    def sockets_of(self, screen_id: int) -> list[str]:
        """Give the open sockets of a screen."""
        return [
            sid
            for sid, page in self._pages.items()
            if page.screen is not None and page.screen.id == screen_id and not page.gone
        ]

    def screen_tokens(self) -> dict[str, str]:
        """Give the open sockets of all screens, each with the token that it came with."""
        return {
            sid: page.token
            for sid, page in self._pages.items()
            if page.screen is not None and not page.gone
        }

    def seen(self) -> list[Seen]:
        """Give each screen once, as it was last seen, and each staff page."""
        now = self._unmoved()
        self._forget_old(now)
        pages = sorted(self._pages.values(), key=lambda one: (one.live(now), one.last, one.since))
        newest = {page.place: page for page in pages}
        shown = [
            page for page in pages if newest[page.place] is page or _another_of_staff(page, now)
        ]
        moved = self._clock() - now
        return [_seen(page, now, moved) for page in sorted(shown, key=lambda one: one.since)]

    def _forget_old(self, now: dt.datetime) -> None:
        kept: list[tuple[str, _Page]] = []
        places: set[tuple[object, ...]] = set()
        for sid, page in reversed(list(self._pages.items())):
            over = page.screen is None and now - page.last > REMEMBERED
            if page.gone and (over or page.place in places):
                continue
            places.add(page.place)
            kept.append((sid, page))
        self._pages = dict(reversed(kept))


def _another_of_staff(page: _Page, now: dt.datetime) -> bool:
    """Whether somebody has the same page open twice, perhaps on two machines."""
    return page.screen is None and page.live(now)


def _seen(page: _Page, now: dt.datetime, moved: dt.timedelta) -> Seen:
    screen, who = page.screen, page.who
    return Seen(
        screen_id=screen.id if screen else None,
        name=screen.name if screen else who.name if who else "",
        role=who.role if who and not screen else None,
        room=page.room.name,
        build=page.build,
        since_ms=to_ms(page.since + moved),
        last_ms=to_ms(page.last + moved),
        live=page.live(now),
    )
