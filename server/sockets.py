"""What screens send over their sockets: connect, refresh, clock, here, leaving, disconnect.

Deny by default here too: a message is handled only if `MAY_SEND` says from whom.
"""

from __future__ import annotations

import enum
import logging
from collections.abc import Callable
from typing import Any

from flask import request
from flask_socketio import ConnectionRefusedError as SocketRefused
from flask_socketio import Namespace, join_room, leave_room

from conference.clock import to_ms
from conference.refusals import Refusal
from conference.rooms import Room
from conference.screens import NamedScreen
from server.gate import SignedIn
from server.live import Audience, Screens, you
from server.paired import ByScreen
from stage.snapshot import NAMESPACE as STAGE

_log = logging.getLogger(__name__)


def screen_namespaces(
    screens: Screens, whoever: Callable[[], SignedIn | None]
) -> list[ScreenNamespace]:
    """Give a namespace per face; each room declares who may watch."""
    return [ScreenNamespace(face, screens, whoever) for face in screens.faces]


class Sender(enum.Enum):
    """From whom a socket message is taken."""

    WHOM_THE_ROOM_OPENS_TO = "whom the room opens to"
    WATCHER = "whoever is in a room"


MAY_SEND = {
    "connect": Sender.WHOM_THE_ROOM_OPENS_TO,
    "refresh": Sender.WATCHER,
    "clock": Sender.WATCHER,
    "here": Sender.WATCHER,
    "leaving": Sender.WATCHER,
    "disconnect": Sender.WATCHER,
}
"""Each message that a screen may send, and from whom; any other does nothing."""


class ScreenNamespace(Namespace):
    """The socket messages of one face's rooms, as `MAY_SEND` declares them."""

    def __init__(self, name: str, screens: Screens, whoever: Callable[[], SignedIn | None]) -> None:
        super().__init__(name)
        self._screens, self._whoever = screens, whoever
        self._room_of: dict[str, Audience] = {}

    def trigger_event(self, event: str, *args: Any) -> Any:
        """Hand a message to its handler if `MAY_SEND` declares it and its sender may send it."""
        sender, watching = MAY_SEND.get(event), args[0] in self._room_of
        if sender is None or watching is not (sender is Sender.WATCHER):
            return None
        return super().trigger_event(event, *args)

    def on_connect(self, auth: object) -> None:
        """Let a screen into the room it names, if its operator may see it."""
        wanted = auth.get("room") if isinstance(auth, dict) else None
        audience = self._screens.audience(self.namespace, wanted)
        if audience is None:
            raise SocketRefused("room")
        try:
            who = self._whoever()
            admitted = self._admitted(audience.room, who)
            watched = self._watched(audience.room, who, auth)
            # Before anything else: a screen that cannot be shown its room must not wait in it.
            snapshot = self._screens.snapshot(audience.room)
        except Refusal as refusal:
            raise SocketRefused("not_now") from refusal
        sid = _sid()
        join_room(audience.room.name)
        audience.screens[sid] = admitted
        self._room_of[sid] = audience
        self.emit("snapshot", snapshot, room=sid)
        if watched is not None:
            self._watch(sid, audience.room, watched, auth)

    def _admitted(self, room: Room, who: SignedIn | None) -> SignedIn | ByScreen | None:
        """Give what lets a page into a room, None for a public one.

        Raises:
            SocketRefused: nothing does.
        """
        if room.opens_to(None):
            return None
        if who is not None and room.opens_to(who.role):
            return who
        token = self._screens.paired.token()
        if self._screens.paired.opens_room(room, token):
            return ByScreen(token)
        raise SocketRefused("room")

    def _watched(
        self, room: Room, who: SignedIn | None, auth: object
    ) -> NamedScreen | SignedIn | None:
        """Give as whom a page is watched: as a named screen, as somebody of the staff, or not.

        A page of the office may follow the stage too; when it is left, nothing has fallen.
        """
        if self.namespace != STAGE or (isinstance(auth, dict) and auth.get("office") is True):
            return None
        named = isinstance(auth, dict) and auth.get("screen") is True
        screen = self._screens.paired.here() if named else None
        return screen or (None if room.opens_to(None) else who)

    def _watch(
        self, sid: str, room: Room, watched: NamedScreen | SignedIn, auth: object, /
    ) -> None:
        """Have a page answer heartbeats from now on."""
        screen = watched if isinstance(watched, NamedScreen) else None
        self._screens.presence.came(
            sid,
            room,
            screen=screen,
            token=self._screens.paired.token() if screen else "",
            who=watched if isinstance(watched, SignedIn) else None,
            build=auth.get("build") if isinstance(auth, dict) else None,
        )
        self.emit("you", you(screen), room=sid)

    def on_refresh(self, *_: object) -> None:
        """Send the whole state to the screen that asks; it asks again if it gets none."""
        audience = self._room_of.get(_sid())
        if audience is None:
            return
        try:
            self.emit("snapshot", self._screens.snapshot(audience.room), room=_sid())
        except Refusal as refusal:
            _log.warning("no snapshot for %s: %s", audience.room.name, refusal.code)

    def on_clock(self, *_: object) -> dict[str, int]:
        """Answer with the server's time; the screen measures its offset by round trips."""
        return {"server_ms": to_ms(self._screens.now())}

    def on_here(self, *_: object) -> None:
        """Note that a watched page is there."""
        self._screens.presence.here(_sid())

    def on_leaving(self, *_: object) -> None:
        """Note that a watched page is being closed, so that its silence is no fault."""
        self._screens.presence.said_goodbye(_sid())

    def on_disconnect(self, *_: object) -> None:
        """Forget the screen."""
        self._screens.presence.left(_sid())
        audience = self._room_of.pop(_sid(), None)
        if audience is not None:
            # A client may send this message itself and stay connected.
            leave_room(audience.room.name)
            audience.screens.pop(_sid(), None)


def _sid() -> str:
    return str(request.sid)  # type: ignore[attr-defined]  # Flask-SocketIO adds it
