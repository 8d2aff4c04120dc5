"""Hands out what stations take along: a pack made once for all of them, and who has come since."""

from __future__ import annotations

import gzip
import json
import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, render_template, request
from sqlalchemy import select
from sqlalchemy.orm import Session

from conference.attendance import ARRIVAL_FACTS, AtStation
from conference.attendance.carrying import came, carried, last_sequence
from conference.clock import Clock, to_ms
from conference.database import Database, RunApart
from conference.delegates import ROSTER_FACTS
from conference.doors import DOOR_FACTS
from conference.identity import IDENTITY_FACTS, door_setting
from conference.journal import JournalEntry, revision
from conference.operators import open_to_all
from conference.printing import PRINT_FACTS
from conference.seating import SEATING_FACTS
from conference.stations import StationNeeded
from kiosk.pack import make_pack

CARRIED_FACTS = ROSTER_FACTS | IDENTITY_FACTS | DOOR_FACTS | SEATING_FACTS
"""What changes the answers that a station carries; who has come is told apart from them."""

BADGES_WAIT_MS = 10 * 60 * 1000
"""Badges printed since are no reason for a new pack more often: at the peak one comes a second."""

MADE_APART_MS = 20 * 1000
"""Of ten thousand delegates a pack takes a second of the processor: that is for the scans first."""

SALT_BYTES = 16
_DOOR = 4
"""Of what a pack was made of, so many say which door it is, and how it is run: no waiting there."""

WORKER_ASSETS = (
    "kiosk.js", "kiosk.css", "reception.js", "reception.css", "base.css", "icons.svg", "emblem.svg",
    "camera_worker.js", "zxing_reader.wasm", "icon_192.png", "icon_512.png",
)  # fmt: skip


@dataclass(frozen=True)
class Pack:
    """A pack as it goes over the wire, and what it was made of."""

    revision: str
    body: bytes
    made_of: tuple[Any, ...]
    badges: int
    made_ms: int
    persons: dict[int, str]


class Packs:
    """Makes the pack when somebody asks and something has changed, outside the hub."""

    def __init__(self, db: Database, clock: Clock, run_apart: RunApart) -> None:
        self._db, self._clock, self._run_apart = db, clock, run_apart
        self._making = threading.Lock()
        self._pack: Pack | None = None
        self._came: tuple[tuple[str, int], str] | None = None

    def pack(self) -> Pack:
        """Give the newest pack; one that many stations ask for at once is made once."""
        with self._making:
            made: Pack = self._run_apart(self._newest)
            self._pack = made
        return made

    def _newest(self) -> Pack:
        now = self._clock()
        with self._db.reading() as session:
            made_of, badges = self._made_of(session)
            if self._pack is not None and self._still_good(self._pack, made_of, badges):
                return self._pack
            known = carried(session, now)
        salt, now_ms = secrets.token_bytes(SALT_BYTES), to_ms(now)
        body, persons = make_pack(known, salt=salt, now_ms=now_ms)
        return Pack(secrets.token_hex(8), body, made_of, badges, now_ms, persons)

    def _made_of(self, session: Session) -> tuple[tuple[Any, ...], int]:
        door = door_setting(session, self._clock())
        # The chain's hash is of this very file: another conference counts from 1 as well.
        newest = (
            select(JournalEntry.id, JournalEntry.chain)
            .where(JournalEntry.kind.in_(sorted(CARRIED_FACTS)))
            .order_by(JournalEntry.id.desc())
            .limit(1)
        )
        which = door.number, door.rehearsal, door.sitting_id, revision(session, DOOR_FACTS)
        fact = session.execute(newest).first()
        return (*which, *(fact or ())), revision(session, PRINT_FACTS)

    def _still_good(self, pack: Pack, made_of: tuple[Any, ...], badges: int) -> bool:
        age_ms = to_ms(self._clock()) - pack.made_ms
        if pack.made_of != made_of:
            same_door = pack.made_of[:_DOOR] == made_of[:_DOOR]
            return same_door and 0 <= age_ms < MADE_APART_MS
        return pack.badges == badges or age_ms < BADGES_WAIT_MS

    def presence(self, station: AtStation, *, known: str) -> str:
        """Give as JSON which pack is the newest, and who has come unless that is `known`."""
        pack = self.pack()
        text: str = self._run_apart(lambda: self._presence(pack, station, known))
        return text

    def _presence(self, pack: Pack, station: AtStation, known: str) -> str:
        now = self._clock()
        with self._db.reading() as session:
            sitting_id = door_setting(session, now).sitting_id
            count = revision(session, ARRIVAL_FACTS)
            which = f"{pack.revision}.{sitting_id}", count
            # Another thread may put its own there meanwhile: revision and text stay together.
            came = self._came
            if came is None or came[0] != which:
                came = which, _came_text(session, sitting_id, pack.persons)
                self._remember(came)
            told = {
                "pack": pack.revision,
                "server_ms": to_ms(now),
                "sitting_id": sitting_id,
                "station": station.name,
                "last_sequence": last_sequence(session, station.id or 0),
                "came_revision": ".".join(map(str, which)),
            }
        came_text = "null" if known == told["came_revision"] else came[1]
        return f'{json.dumps(told)[:-1]}, "came": {came_text}}}'

    def _remember(self, came: tuple[tuple[str, int], str]) -> None:
        """Keep who has come for the next that asks, unless somebody has seen more already."""
        (where, count), kept = came[0], self._came
        if kept is None or kept[0][0] != where or kept[0][1] < count:
            self._came = came


def _came_text(session: Session, sitting_id: int, persons: dict[int, str]) -> str:
    """Give who has come as JSON: places, and of each person when, where, and since when away."""
    places: dict[str, int] = {}
    people = [
        [
            persons[one.delegate_id],
            to_ms(one.first_at),
            places.setdefault(one.station_name, len(places)),
            to_ms(one.left_at) if one.left_at else 0,
        ]
        for one in came(session, sitting_id)
        # Somebody listed since: the next pack knows them.
        if one.delegate_id in persons
    ]
    return json.dumps({"places": list(places), "people": people}, ensure_ascii=False)


def create_blueprint(
    db: Database, clock: Clock, station: Callable[[], AtStation], run_apart: RunApart
) -> Blueprint:
    """Make the routes of what a station takes along, and of the pages' own installing."""
    taken = Blueprint("packs", __name__, template_folder="templates")
    _take_along(taken, Packs(db, clock, run_apart), station)
    _install(taken)
    return taken


def _take_along(taken: Blueprint, packs: Packs, station: Callable[[], AtStation]) -> None:
    """Add the pack and who has come, for devices that are a station."""

    def paired() -> AtStation:
        there = station()
        if there.id is None:
            raise StationNeeded
        return there

    @taken.get("/kiosk/pack")
    @open_to_all
    def give_pack() -> Response:
        paired()
        pack = packs.pack()
        if request.args.get("have") == pack.revision:
            return Response(status=204)
        response = Response(pack.body, mimetype="application/octet-stream")
        response.headers["X-Hoinghi-Pack"] = pack.revision
        return response

    @taken.get("/kiosk/pack/presence")
    @open_to_all
    def give_presence() -> Response:
        text = packs.presence(paired(), known=request.args.get("have", ""))
        return _squeezed(text)


def _install(taken: Blueprint) -> None:
    """Add what lets a browser keep the pages of the door."""

    @taken.get("/kiosk/sw.js")
    @open_to_all
    def give_worker() -> Response:
        script = render_template("kiosk/sw.js", assets=WORKER_ASSETS)
        response = Response(script, mimetype="text/javascript")
        # Its folder is /kiosk/; the kiosk's own page is /kiosk.
        response.headers["Service-Worker-Allowed"] = "/kiosk"
        return response

    @taken.get("/kiosk/app.webmanifest")
    @open_to_all
    def give_manifest() -> Response:
        about = render_template("kiosk/app.webmanifest")
        return Response(about, mimetype="application/manifest+json")


def _squeezed(text: str) -> Response:
    """Give JSON packed for the air, of which three in four bytes are repeated."""
    body, accepted = text.encode(), request.headers.get("Accept-Encoding", "")
    response = Response(body, mimetype="application/json")
    if "gzip" in accepted:
        response.set_data(gzip.compress(body, compresslevel=1))
        response.headers["Content-Encoding"] = "gzip"
    return response
