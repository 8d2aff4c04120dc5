"""Screens over Socket.IO: whole snapshots with a revision, a heartbeat, and nothing else.

The first change is sent at once; those that follow within 100 ms are merged. A screen that missed
something learns it from the heartbeat and asks anew; it stays only while its sign-in stands. What
screens send themselves is taken in `server/sockets.py`.
"""

from __future__ import annotations

import datetime as dt
import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from typing import Any

from flask_socketio import SocketIO
from sqlalchemy.orm import Session

from conference.clock import Clock, to_ms
from conference.database import Database
from conference.identity import IDENTITY_FACTS, identity, next_sitting_opens, the_conference
from conference.journal import Recorded
from conference.refusals import Refusal
from conference.rooms import Part, Room, Snapshot, revision_of
from conference.screens import NamedScreen
from server.all_day import one_round
from server.gate import SignedIn, stamps
from server.paired import ByScreen, PairedScreens
from server.presence import Presence
from stage.screens import ScreensLent
from stage.snapshot import NAMESPACE as STAGE

MERGE_S = 0.1
AGAIN_S = 1.0
"""After so long a room is sent what could not be read."""
HEARTBEAT_S = 2.0
_log = logging.getLogger(__name__)


class Audience:
    """One room's screens: how many watch, what they last got, whether something is new."""

    def __init__(self, room: Room) -> None:
        self.room = room
        self.screens: dict[str, SignedIn | ByScreen | None] = {}
        """By socket id: what let the screen in; None where the room asks for nothing."""
        self.changed = threading.Event()


class Screens:
    """Tells every room what it shows, as often as it changes."""

    def __init__(  # noqa: PLR0913 - all that screens are told
        self,
        db: Database,
        clock: Clock,
        socketio: SocketIO,
        *,
        rooms: Sequence[Room],
        build: str,
        paired: PairedScreens,
        turns: Callable[[], int] = lambda: 0,
        unmoved: Clock | None = None,
    ) -> None:
        """Tell the screens; `turns` counts how often the clock was moved at once.

        `unmoved` is the clock's twin that is never moved, by default the clock itself.
        """
        self._turns = turns
        self.paired, self.presence = paired, Presence(clock, unmoved)
        self._ordered = threading.Event()
        self._db, self._clock, self._socketio, self._build = db, clock, socketio, build
        # Every snapshot carries the conference's words, so that they change every room.
        dressed = [replace(room, facts=room.facts | IDENTITY_FACTS) for room in rooms]
        self._audiences = {(room.namespace, room.name): Audience(room) for room in dressed}
        self._identity = Part(IDENTITY_FACTS, _identity_words)
        self._stopping = threading.Event()

    @property
    def faces(self) -> list[str]:
        """Name the namespaces, one per face."""
        return sorted({namespace for namespace, _ in self._audiences})

    def start(self) -> None:
        """Begin to send."""
        for audience in self._audiences.values():
            self._socketio.start_background_task(self._send_changes, audience)
        self._socketio.start_background_task(self._beat)
        self._socketio.start_background_task(self._give_orders)

    def stop(self) -> None:
        """Stop sending."""
        self._stopping.set()
        self._ordered.set()
        for audience in self._audiences.values():
            audience.changed.set()

    def hear(self, facts: Sequence[Recorded]) -> None:
        """Listen to the database: mark the rooms that these facts change."""
        kinds = {fact.kind for fact in facts}
        if self.paired.hear(facts):
            self._ordered.set()
        for audience in self._audiences.values():
            if kinds & audience.room.facts:
                audience.changed.set()

    def reload(self) -> None:
        """Have every screen load anew: another conference was opened."""
        self.paired.forget()
        self.presence.forget()
        for face in self.faces:
            self._socketio.emit("reload", {}, namespace=face)

    def audience(self, namespace: str, name: object) -> Audience | None:
        """Give the audience of a room, or None."""
        return self._audiences.get((namespace, str(name)))

    def now(self) -> dt.datetime:
        """Give the server's present moment."""
        return self._clock()

    def watching(self) -> int:
        """Count the screens that are connected."""
        return sum(len(audience.screens) for audience in self._audiences.values())

    def viewers(self) -> dict[str, int]:
        """Count who watches the stage's public rooms, by the room's name."""
        return {
            name: len(audience.screens)
            for (namespace, name), audience in self._audiences.items()
            if namespace == STAGE and audience.room.opens_to(None)
        }

    def lent(self, build: Callable[[], str], addresses: Callable[[], list[str]]) -> ScreensLent:
        """Give what the routes of named screens work with; `build` is what a page would get now."""
        paired, presence = self.paired, self.presence
        return ScreensLent(paired.here, presence.seen, self.flash, self.viewers, build, addresses)

    def flash(self, screen_id: int, name: str) -> bool:
        """Let a screen show its name for a moment; False where it is not connected."""
        sockets = self.presence.sockets_of(screen_id)
        for sid in sockets:
            self._socketio.emit("flash", {"name": name}, namespace=STAGE, to=sid)
        return bool(sockets)

    def _give_orders(self) -> None:
        while True:
            self._ordered.wait()
            self._ordered.clear()
            if self._stopping.is_set():
                return
            given = False
            with one_round("telling screens what to show"):
                given = self._given_orders()
            if not given:
                # A screen learns it by nothing else: no heartbeat says that it has missed this.
                self._ordered.set()
                self._socketio.sleep(AGAIN_S)

    def _given_orders(self) -> bool:
        """Give the orders; False if the database refuses."""
        try:
            self.give_orders()
        except Refusal as refusal:
            _log.warning("screens are not told what to show: %s", refusal.code)
            return False
        return True

    def give_orders(self) -> None:
        """Tell every connected screen which it is and what it shows; one that is none, that.

        Raises:
            Refusal: the database cannot be read.
        """
        for sid, token in self.presence.screen_tokens().items():
            screen = self.paired.holding(token)
            if screen is None:
                self._socketio.emit("forgotten", {}, namespace=STAGE, to=sid)
            else:
                self.presence.renew(sid, screen)
                self._socketio.emit("you", you(screen), namespace=STAGE, to=sid)

    def snapshot(self, room: Room) -> Snapshot:
        """Take a room's whole state now."""
        now = self._clock()
        with self._db.reading() as session:
            shown = self._identity.now(session) | {"until_ms": _until_ms(session, now)}
            # The revision first: a change in between makes the snapshot newer than it says.
            revision = revision_of(session, room)
            state = room.question(session, now)
        head = {"room": room.name, "revision": revision, "server_ms": to_ms(now)}
        return head | {"clock_turn": self._turns()} | shown | state

    def _send_changes(self, audience: Audience) -> None:
        while True:
            audience.changed.wait()
            audience.changed.clear()
            if self._stopping.is_set():
                return
            wait_s = MERGE_S
            with one_round(f"telling the screens of {audience.room.name}"):
                wait_s = MERGE_S if self._sent(audience) else AGAIN_S
            self._socketio.sleep(wait_s)

    def _sent(self, audience: Audience) -> bool:
        """Send the room's whole state; False, with the change still to be told, if it refuses."""
        try:
            if audience.screens:
                self._send(audience)
        except Refusal as refusal:
            _log.warning("no snapshot for %s: %s", audience.room.name, refusal.code)
            audience.changed.set()
            return False
        return True

    def _send(self, audience: Audience) -> None:
        room = audience.room
        self._socketio.emit("snapshot", self.snapshot(room), namespace=room.namespace, to=room.name)

    def _beat(self) -> None:
        while not self._stopping.is_set():
            with one_round("heartbeats"):
                self._beaten()
            self._socketio.sleep(HEARTBEAT_S)

    def _beaten(self) -> None:
        try:
            self.beat()
        except Refusal as refusal:
            # The screens miss a beat and say so; the next one may come.
            _log.warning("no heartbeat: %s", refusal.code)

    def beat(self) -> None:
        """Tell every screen its room's revision and the time, once; drop ended sign-ins.

        A bug with one of the rooms, even one that stays, leaves the others their heartbeats.

        Raises:
            Refusal: the database cannot be read.
        """
        with one_round("dropping ended sign-ins", passing=Refusal):
            self._drop_ended_sign_ins()
        with one_round("dropping lost screens", passing=Refusal):
            self._drop_lost_screens()
        for audience in self._audiences.values():
            if audience.screens:
                with one_round(f"heartbeats of {audience.room.name}", passing=Refusal):
                    self._beat_one(audience)

    def _drop_ended_sign_ins(self) -> None:
        signed_in = [
            (audience.room.namespace, sid, who)
            for audience in self._audiences.values()
            for sid, who in list(audience.screens.items())
            if isinstance(who, SignedIn)
        ]
        if not signed_in:
            return
        with self._db.reading() as session:
            now = stamps(session)
        for namespace, sid, who in signed_in:
            if not who.stands(now):
                self._socketio.server.disconnect(sid, namespace=namespace)

    def _drop_lost_screens(self) -> None:
        for audience in self._audiences.values():
            for sid, admitted in list(audience.screens.items()):
                if isinstance(admitted, ByScreen) and not self.paired.opens_room(
                    audience.room, admitted.token
                ):
                    self._socketio.server.disconnect(sid, namespace=audience.room.namespace)

    def _beat_one(self, audience: Audience) -> None:
        with self._db.reading() as session:
            revision = revision_of(session, audience.room)
        beat: dict[str, Any] = {"revision": revision, "build": self._build}
        beat |= {"server_ms": to_ms(self._clock()), "clock_turn": self._turns()}
        room = audience.room
        self._socketio.emit("heartbeat", beat, namespace=room.namespace, to=room.name)


def _identity_words(session: Session) -> dict[str, Any]:
    known = asdict(identity(session))
    rehearsal = known.pop("rehearsal")
    known.pop("contact")
    known["date"] = known["date"].isoformat()
    return {"rehearsal": rehearsal, "conference": known}


def _until_ms(session: Session, now: dt.datetime) -> int | None:
    """Give until when a snapshot holds if nothing happens: another sitting's door opens then."""
    opens = next_sitting_opens(the_conference(session), now)
    return to_ms(opens) if opens else None


def you(screen: NamedScreen | None) -> dict[str, Any]:
    """Tell a page that it is to answer heartbeats, and, if it is a named screen's, which."""
    if screen is None:
        return {"screen": None}
    return {"screen": {"id": screen.id, "name": screen.name, "view": screen.view}}
