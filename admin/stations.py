"""/admin/stations: stations are named, get a code to be paired with, and are told how to print."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from flask import Blueprint, render_template, request
from pydantic import BaseModel, Field
from sqlalchemy.orm import Session

from conference import screens, stations
from conference.clock import Clock, to_ms
from conference.database import Database
from conference.operators import Role, Who, open_to
from conference.refusals import N_
from conference.stations import BadgePrinting, PairingOffer, Station, StationKind

PRINTING_NAMES = {
    BadgePrinting.ONCE: N_("In khi vào lần đầu"),
    BadgePrinting.ALWAYS: N_("In mỗi lần cho vào"),
    BadgePrinting.OFF: N_("Không in"),
}

KIND_NAMES = {
    StationKind.KIOSK: N_("Ki-ốt tự điểm danh"),
    StationKind.RECEPTION: N_("Bàn đón tiếp"),
    StationKind.SCREEN: N_("Màn hình"),
    StationKind.PRINT: N_("Trạm in"),
}


class StationBody(BaseModel):
    """A station to be named."""

    name: str = Field(max_length=100)
    kind: StationKind = StationKind.KIOSK


class PrintingBody(BaseModel):
    """Whether a station prints badges, and at which printers."""

    printing: BadgePrinting
    pool: str = Field(default="", max_length=stations.POOL_LENGTH)


def add_stations(
    office: Blueprint,
    db: Database,
    clock: Clock,
    *,
    who: Callable[[], Who],
    addresses: Callable[[], list[str]],
) -> None:
    """Add the page of stations and what is done on it.

    `addresses` are those under which other machines of the hall reach the server.
    """

    @office.get("/stations")
    @open_to(Role.ADMIN)
    def station_list() -> str:
        with db.reading() as session:
            rows = [_row(one) for one in stations.all_stations(session)]
        kinds = [(kind.value, name) for kind, name in KIND_NAMES.items()]
        printings = [(printing.value, name) for printing, name in PRINTING_NAMES.items()]
        return render_template(
            "admin/stations.html", stations=rows, kinds=kinds, printings=printings
        )

    @office.post("/stations")
    @open_to(Role.ADMIN)
    def add_station() -> dict[str, Any]:
        body, me = StationBody.model_validate_json(request.get_data()), who()
        offer = db.write(lambda s: _named(s, body, at=clock(), by=me.by))
        return {
            "station_id": offer.station_id,
            "pairing_code": offer.pairing_code,
            "expires_ms": to_ms(offer.expires),
            "addresses": [f"{base}/kiosk/pair" for base in addresses()],
        }

    @office.post("/stations/<int:station_id>/printing")
    @open_to(Role.ADMIN)
    def set_printing(station_id: int) -> dict[str, Any]:
        body, me = PrintingBody.model_validate_json(request.get_data()), who()
        changed = db.write(
            lambda s: stations.set_printing(
                s, station_id, printing=body.printing, pool=body.pool, at=clock(), by=me.by
            )
        )
        return {"done": True, "changed": changed}


def _named(session: Session, body: StationBody, *, at: dt.datetime, by: str) -> PairingOffer:
    """Name a station; a screen is one that the control page can list and switch."""
    if body.kind is StationKind.SCREEN:
        return screens.add_screen(session, name=body.name, view=None, at=at, by=by)
    return stations.add_station(session, name=body.name, kind=body.kind, at=at, by=by)


def _row(one: Station) -> dict[str, Any]:
    return {
        "id": one.id,
        "name": one.name,
        "kind": KIND_NAMES[one.kind],
        "paired": one.token_hash is not None,
        "paired_at": one.paired_at,
        "printing": one.printing.value,
        "pool": one.pool,
    }
