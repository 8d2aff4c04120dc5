"""The kiosk's page, pairing, and which station a device is; the door's API stands in `api`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

from flask import Blueprint, Response, make_response, render_template, request
from pydantic import BaseModel, Field
from sqlalchemy.orm import Session

from conference import stations
from conference.agenda import RUNDOWN_FACTS, AgendaItem, Rundown, rundown
from conference.attendance import AtStation
from conference.attendance.greeting import door_is_silent
from conference.clock import Clock, in_the_hall, to_ms
from conference.database import Database, RunApart, run_here
from conference.doors import DOOR_FACTS, the_door
from conference.identity import DOOR_OPENS_AHEAD, sitting_at, the_conference
from conference.journal import Recorded
from conference.names import tidy
from conference.operators import PUBLIC, open_to_all
from conference.printing import SpoolerPaused, SpoolerResumed
from conference.refusals import Refusal
from conference.rooms import Room, Snapshot, kinds_of
from conference.screens import SCREEN_FACTS
from conference.stations import (
    BadgePrinting,
    StationKind,
    StationPaired,
    StationPrintsOtherwise,
)
from kiosk.devices import this_device
from kiosk.seat_map import seat_map

STATION_COOKIE = "hoinghi_station"
STATION_COOKIE_DAYS = 30


_STATION_FACTS = SCREEN_FACTS | kinds_of(StationPaired, StationPrintsOtherwise)

_PAGE_OF_KIND = {
    StationKind.KIOSK: "/kiosk",
    StationKind.RECEPTION: "/kiosk/desk",
    StationKind.SCREEN: "/stage/screen",
    StationKind.PRINT: "/print/",
}
"""Where a device that was just paired begins to work; a screen goes on to the view it was given."""


class PairBody(BaseModel):
    """The code an operator reads out to whoever stands at the device.

    `screen`: it is one of the stage, which gets its codes elsewhere.
    """

    pairing_code: str = Field(max_length=32)
    screen: bool = False


class StationCards:
    """Which station a device is, by the token in its cookie; asked of the records once a token."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._known: dict[str, AtStation] = {}
        self._forgotten = 0

    def forget(self) -> None:
        """Ask anew: another conference was opened."""
        self._forgotten += 1
        self._known = {}

    def hear(self, facts: Sequence[Recorded]) -> None:
        """Listen to the database: a station was paired anew, or prints otherwise."""
        if any(fact.kind in _STATION_FACTS for fact in facts):
            self.forget()

    def of_request(self) -> AtStation:
        """Give the station that makes this request; one without a name if it was never paired."""
        token = request.cookies.get(STATION_COOKIE, "")
        here = self._known.get(token) or (self._of_token(token) if token else None)
        return here or AtStation(device=this_device())

    def _of_token(self, token: str) -> AtStation | None:
        """Ask the records; None of a token that is no station's."""
        forgotten = self._forgotten
        with self._db.reading() as session:
            station = stations.station_of(session, token)
        if station is None:
            return None
        card = AtStation(station.id, station.name, station.pool, station.printing)
        # What was read before it was to be forgotten counts for this request only.
        if forgotten == self._forgotten:
            self._known[token] = card
        return card


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
    _show(kiosk, db, cards, badges)
    _pair(kiosk, db, clock)

    @kiosk.get("/kiosk/seat/<label>.svg")
    @open_to_all
    def show_seat(label: str) -> Response:
        return seat_map(db, tidy(label), run_apart=run_apart)

    return kiosk


def _show(kiosk: Blueprint, db: Database, cards: StationCards, badges: Callable[[], bool]) -> None:
    """Add the kiosk's page."""

    @kiosk.get("/kiosk")
    @open_to_all
    def show() -> str:
        station = cards.of_request()
        prints = badges() and station.printing is not BadgePrinting.OFF
        return render_template(
            "kiosk/kiosk.html", station=station.name, prints=prints, desk=_support_desk(db)
        )


def _pair(kiosk: Blueprint, db: Database, clock: Clock) -> None:
    """Add how a device becomes a station."""

    @kiosk.get("/kiosk/pair")
    @open_to_all
    def pair_page() -> str:
        return render_template("kiosk/pair.html")

    @kiosk.post("/api/pair")
    @open_to_all
    def pair() -> Response:
        body = PairBody.model_validate_json(request.get_data())
        digits = "".join(filter(str.isdigit, body.pairing_code))
        name, token = db.write(
            lambda s: stations.pair_station(
                s, pairing_code=digits, at=clock(), for_screen=body.screen
            )
        )
        with db.reading() as session:
            page = _page_of(session, token)
        response = make_response({"station": name, "page": page})
        response.set_cookie(
            STATION_COOKIE,
            token,
            max_age=STATION_COOKIE_DAYS * 86_400,
            httponly=True,
            samesite="Strict",
            secure=request.is_secure,
        )
        return response


def _page_of(session: Session, token: str) -> str:
    """Give the page that a station works on."""
    station = stations.station_of(session, token)
    # Somebody may have paired another device as this station since: it begins at the board.
    return _PAGE_OF_KIND[station.kind] if station else "/"


def _support_desk(db: Database) -> str:
    """Name the desk to go to; a page that cannot learn it opens all the same."""
    try:
        with db.reading() as session:
            return the_door(session).support_desk
    except Refusal:
        return ""


def door_room(printing_stands: Callable[[], bool] = lambda: False) -> Room:
    """Give the room of the kiosks: public, so that it counts nobody and names nobody.

    `printing_stands` says whether no badge comes out just now.
    """

    def door(session: Session, now: dt.datetime) -> Snapshot:
        return _door(session, now) | {"printing": not printing_stands()}

    facts = RUNDOWN_FACTS | DOOR_FACTS | kinds_of(SpoolerPaused, SpoolerResumed)
    return Room("door", "/kiosk", frozenset({PUBLIC}), facts, door)


def _door(session: Session, now: dt.datetime) -> Snapshot:
    """Say how the door is run and where the programme stands.

    The door is silent from the first item of the sitting that people come to now.
    """
    state, door = rundown(session), the_door(session)
    silent = door_is_silent(state, sitting_at(the_conference(session), now).id)
    live = state.live_item
    return {
        "phase": state.phase,
        "silent": silent,
        "silent_until_ms": _speaks_again(session, state, now) if silent else None,
        "now_title": live.title if live else None,
        "support_desk": door.support_desk,
        "preprinted": door.preprinted,
        "days": _days(session),
        "items": [_item_words(state, item) for item in state.items],
    }


def _days(session: Session) -> list[str]:
    """Give the days of the sittings in the hall: on another one the kiosk says so."""
    sittings = the_conference(session).sittings
    days = {in_the_hall(one.starts_at).date() for one in sittings}
    return [day.isoformat() for day in sorted(days)]


def _speaks_again(session: Session, state: Rundown, now: dt.datetime) -> int | None:
    """Give when people come to the next sitting; no fact tells a kiosk of that hour."""
    openings = (
        one.starts_at - DOOR_OPENS_AHEAD
        for one in the_conference(session).sittings
        if not door_is_silent(state, one.id)
    )
    ahead = [opening for opening in openings if opening > now]
    return to_ms(min(ahead)) if ahead else None


def _item_words(state: Rundown, item: AgendaItem) -> dict[str, Any]:
    start = item.planned_start
    return {
        "number": item.number,
        "title": item.title,
        "state": state.of(item).state,
        "start_ms": to_ms(start) if start else None,
    }
