"""The kiosk's page and the door's API."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from flask import Blueprint, Response, make_response, render_template, request
from pydantic import BaseModel, Field
from sqlalchemy.orm import Session

from conference import stations
from conference.agenda import RUNDOWN_FACTS, rundown
from conference.attendance import (
    AtStation,
    check_in,
    undecided,
)
from conference.clock import Clock, from_ms
from conference.database import Database, RunApart, run_here
from conference.journal import Recorded
from conference.names import tidy
from conference.operators import PUBLIC, open_to_all
from conference.refusals import NotRecorded
from conference.rooms import Room, Snapshot
from conference.stations import StationPaired
from kiosk.seat_map import seat_map

STATION_COOKIE = "hoinghi_station"
STATION_COOKIE_DAYS = 30


class ScanBody(BaseModel):
    """What a station sends for one scan."""

    scan_id: str = Field(min_length=8, max_length=36, pattern=r"^[0-9A-Za-z-]+$")
    code: str
    foreign: bool = False
    device_ms: int | None = Field(default=None, ge=0, le=4_102_444_800_000)


class PairBody(BaseModel):
    """The code an operator reads out to whoever stands at the device."""

    pairing_code: str = Field(max_length=32)


class StationCards:
    """Which station a device is, by the token in its cookie; asked of the records once a token."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._known: dict[str, AtStation] = {}

    def forget(self) -> None:
        """Ask anew: another conference was opened."""
        self._known.clear()

    def hear(self, facts: Sequence[Recorded]) -> None:
        """Listen to the database: a station that was paired anew is another device now."""
        if any(fact.kind == StationPaired.kind() for fact in facts):
            self.forget()

    def of_request(self) -> AtStation:
        """Give the station that makes this request; one without a name if it was never paired."""
        token = request.cookies.get(STATION_COOKIE, "")
        if not token:
            return AtStation()
        if token not in self._known:
            with self._db.reading() as session:
                station = stations.station_of(session, token)
            if station is None:
                return AtStation()
            self._known[token] = AtStation(station.id, station.name)
        return self._known[token]


def create_blueprint(
    db: Database,
    clock: Clock,
    cards: StationCards,
    *,
    badges: Callable[[], bool],
    run_apart: RunApart = run_here,
) -> Blueprint:
    """Make the door's routes. `badges` says whether a first entry prints a badge.

    Halls are drawn by `run_apart`, so that no scan waits for a drawing.
    """
    kiosk = Blueprint("kiosk", __name__, template_folder="templates")

    @kiosk.get("/kiosk")
    @open_to_all
    def show() -> str:
        return render_template("kiosk/kiosk.html", station=cards.of_request().name)

    @kiosk.get("/kiosk/pair")
    @open_to_all
    def pair_page() -> str:
        return render_template("kiosk/pair.html", station=cards.of_request().name)

    @kiosk.post("/api/pair")
    @open_to_all
    def pair() -> Response:
        body = PairBody.model_validate_json(request.get_data())
        digits = "".join(filter(str.isdigit, body.pairing_code))
        name, token = db.write(lambda s: stations.pair_station(s, pairing_code=digits, at=clock()))
        response = make_response({"station": name})
        response.set_cookie(
            STATION_COOKIE,
            token,
            max_age=STATION_COOKIE_DAYS * 86_400,
            httponly=True,
            samesite="Strict",
            secure=request.is_secure,
        )
        return response

    @kiosk.post("/api/check-in")
    @open_to_all
    def answer_scan() -> Response:
        body, station, now = (
            ScanBody.model_validate_json(request.get_data()),
            cards.of_request(),
            clock(),
        )
        try:
            answer = db.write(
                lambda s: check_in(
                    s,
                    scan_id=body.scan_id,
                    scanned=body.code,
                    foreign=body.foreign,
                    station=station,
                    device_at=from_ms(body.device_ms) if body.device_ms is not None else None,
                    at=now,
                    badges=badges(),
                )
            )
        except NotRecorded:
            answer = undecided(body.scan_id, at=now)
        return Response(answer, mimetype="application/json")

    @kiosk.get("/kiosk/seat/<label>.svg")
    @open_to_all
    def show_seat(label: str) -> Response:
        return seat_map(db, tidy(label), run_apart=run_apart)

    return kiosk


def door_room() -> Room:
    """Give the room of the kiosks: public, so that it counts nobody."""
    return Room("door", "/kiosk", frozenset({PUBLIC}), RUNDOWN_FACTS, _door)


def _door(session: Session, _now: dt.datetime) -> Snapshot:
    state = rundown(session)
    live = state.live_item
    return {"phase": state.phase, "now_title": live.title if live else None}
