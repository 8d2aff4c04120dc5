"""Puts the door's parts together: every page and API of those who receive delegates."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Blueprint
from sqlalchemy.orm import Session

import admin.arrivals
import admin.door
import admin.door_papers
import admin.handing
from conference.arrivals import Watch
from conference.clock import Clock
from conference.database import Database, RunApart
from conference.operators import Who
from conference.rooms import Room
from kiosk import api, desk, disputes, handing, leave, packs, paper, places, vip
from kiosk.api_lent import ApiLent
from kiosk.contract_document import Described
from kiosk.desk import DeskLent
from kiosk.leave import LeaveLent
from kiosk.pins import Pins
from kiosk.routes import StationCards
from kiosk.vip import VipLent
from kiosk.vip_room import vip_room
from server import VERSION
from server.gate import same_conference
from server.jobs import ChildJobs
from server.passwords import Passwords
from stage.remote_contract import ROUTES as REMOTE_ROUTES
from stage.remote_contract import WHO


@dataclass(frozen=True)
class DoorLent:
    """What the server lends the door."""

    who: Callable[[], Who]
    cards: StationCards
    passwords: Passwords
    badges: Callable[[], bool]
    run_apart: RunApart
    jobs: ChildJobs


def door_blueprints(db: Database, clock: Clock, lent: DoorLent) -> list[Blueprint]:
    """Make the blueprints of the door beside the kiosk's own page."""
    # One for all doors: wrong PINs are counted together.
    pins = Pins(db, lent.passwords)
    station = lent.cards.of_request
    api_lent = ApiLent(
        lent.who,
        station,
        pins,
        lent.badges,
        lent.run_apart,
        VERSION,
        same_conference,
        more_routes=_of_remotes(),
    )
    return [
        api.create_blueprint(db, clock, api_lent),
        packs.create_blueprint(db, clock, station, lent.run_apart),
        desk.create_blueprint(db, clock, DeskLent(lent.who, lent.cards.of_request, pins)),
        vip.create_blueprint(db, clock, VipLent(lent.who, station, lent.badges)),
        leave.create_blueprint(db, clock, LeaveLent(lent.who, station, pins, lent.badges)),
        disputes.create_blueprint(db, clock, who=lent.who),
        places.create_blueprint(db, clock, who=lent.who, run_apart=lent.run_apart),
        admin.arrivals.create_blueprint(db, clock, who=lent.who),
        admin.door.create_blueprint(db, clock, who=lent.who),
        admin.door_papers.create_blueprint(clock, jobs=lent.jobs),
        admin.handing.create_blueprint(db, clock, who=lent.who, jobs=lent.jobs),
        handing.create_blueprint(db, clock, who=lent.who, station=station),
        paper.create_blueprint(db, clock, who=lent.who),
    ]


def _of_remotes() -> tuple[Described, ...]:
    """Give the stage's routes for remote controls as the one contract says them."""
    return tuple(
        Described(one.method, one.path, one.does, WHO, one.answer, one.body, token=True)
        for one in REMOTE_ROUTES
    )


def door_rooms(db: Database, run_apart: RunApart) -> list[Room]:
    """Give the rooms of screens that follow the door; `run_apart` takes whole looks at the list."""

    def read_apart(question: Callable[[Session], Any]) -> Any:
        def ask() -> Any:
            with db.reading() as session:
                return question(session)

        return run_apart(ask)

    return [
        desk.desk_room(),
        vip_room(),
        leave.leave_room(),
        admin.arrivals.arrivals_room(Watch(read_apart)),
    ]
