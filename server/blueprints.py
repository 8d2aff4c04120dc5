"""Every page and API of the server, each face given what it works with."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Flask, send_from_directory
from flask.typing import ResponseReturnValue

import admin.routes
import kiosk.routes
import printers.desk
import server.pages
import stage.routes
from admin.routes import Rehearsals
from conference import journal
from conference.clock import Clock
from conference.database import Database
from conference.identity import identity
from conference.operators import Role, open_to
from conference.refusals import NotFound, Refusal
from kiosk.routes import StationCards
from printers.spooler import Spooler
from server import VERSION
from server.addresses import reachable_addresses
from server.board import SCREENS
from server.choosing import FolderConferences
from server.conferences import invitations_file, open_name
from server.door import DoorLent, door_blueprints
from server.folder import DataFolder
from server.gate import Gate
from server.jobs import ChildJobs
from server.machine import Machine
from server.office import Lent, office_blueprints, readiness_checks
from server.printing import Printing
from server.rehearsals import OpenConference
from server.rehearsed_times import RehearsedTimes
from server.settings import Settings
from server.stage_doors import StageLent, stage_blueprints
from server.steady_clock import ClockWatch, no_choice
from server.workshop import Workshop
from stage.screens import ScreensLent


@dataclass(frozen=True)
class Parts:
    """What the faces are lent."""

    settings: Settings
    db: Database
    clock: Clock
    folder: DataFolder
    workshop: Workshop
    gate: Gate
    cards: StationCards
    printing: Printing
    opened: OpenConference
    jobs: ChildJobs
    machine: Machine
    clock_watch: ClockWatch | None
    screens: ScreensLent


def all_blueprints(app: Flask, parts: Parts) -> Iterator[Blueprint]:
    """Make every blueprint; the sample invitations are served by the app itself."""
    db, clock, who, settings = parts.db, parts.clock, parts.gate.who, parts.settings
    spooler, workshop = parts.printing.spooler, parts.workshop
    yield server.pages.create_blueprint(
        parts.gate,
        screens=SCREENS,
        addresses=lambda: reachable_addresses(settings.host, settings.port),
        health=lambda: health(db, spooler),
    )
    yield kiosk.routes.create_blueprint(
        db,
        clock,
        parts.cards,
        badges=lambda: settings.print_badges,
        run_apart=workshop.compute,
    )
    yield stage.routes.create_blueprint(db, clock, who=who)
    yield printers.desk.create_blueprint(db, clock, spooler, sheets=parts.printing.sheets, who=who)
    yield _overview(app, parts)
    yield from door_blueprints(db, clock, _lent_to_the_door(parts))
    yield from stage_blueprints(db, clock, _lent_to_the_stage(parts))
    yield from office_blueprints(db, clock, _lent_to_the_office(app, parts))


def _overview(app: Flask, parts: Parts) -> Blueprint:
    opened = parts.opened
    return admin.routes.create_blueprint(
        parts.db,
        parts.clock,
        who=parts.gate.who,
        screens=SCREENS,
        rehearsals=Rehearsals(
            lambda by, although: opened.begin_rehearsal(by, although_begun=although),
            opened.end_rehearsal,
        ),
        invitations_url=_offer_invitations(app, parts.folder, parts.db),
        checks=readiness_checks(parts.machine),
        addresses=parts.machine.addresses,
    )


def _lent_to_the_door(parts: Parts) -> DoorLent:
    return DoorLent(
        parts.gate.who,
        parts.cards,
        parts.gate.passwords,
        lambda: parts.settings.print_badges,
        parts.workshop.compute,
        parts.jobs,
    )


def _lent_to_the_stage(parts: Parts) -> StageLent:
    return StageLent(
        parts.gate.who,
        parts.cards,
        parts.folder,
        parts.jobs,
        parts.workshop.compute,
        parts.gate.caller,
        parts.clock_watch.choose if parts.clock_watch else no_choice,
        parts.screens,
        parts.settings.guest_address,
        RehearsedTimes(parts.db, parts.folder, parts.clock, run_apart=parts.workshop.compute),
    )


def _lent_to_the_office(app: Flask, parts: Parts) -> Lent:
    return Lent(
        parts.gate.who,
        parts.jobs,
        FolderConferences(parts.folder, parts.db, parts.opened),
        parts.machine,
        lambda path: parts.gate.opens(app, path),
        parts.workshop.pages,
    )


def _offer_invitations(app: Flask, folder: DataFolder, db: Database) -> Callable[[], str | None]:
    """Serve the sample invitations to the office; give a question for their address."""

    @open_to(Role.ADMIN)
    def invitation(name: str) -> ResponseReturnValue:
        if not (folder.invitations / name).is_file():
            raise NotFound
        return send_from_directory(folder.invitations, name)

    app.add_url_rule("/admin/invitations/<name>", view_func=invitation)

    def address() -> str | None:
        file = invitations_file(folder, open_name(db))
        return f"/admin/invitations/{file.name}" if file.is_file() else None

    return address


def health(db: Database, spooler: Spooler) -> dict[str, Any]:
    """Tell whoever watches the server how it is."""
    state = spooler.state
    printing = "stopped" if not state.running else "paused" if state.reason else "running"
    try:
        with db.reading() as session:
            revision, rehearsal = journal.head(session), identity(session).rehearsal
        database = "ok"
    except Refusal:
        revision, rehearsal, database = 0, False, "failing"
    return {
        "version": VERSION,
        "revision": revision,
        "database": database,
        "spooler": "paused" if state.paused else printing,
        "rehearsal": rehearsal,
    }
