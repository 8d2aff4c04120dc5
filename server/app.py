"""Puts the parts together and starts nothing."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import Flask
from flask_socketio import SocketIO

import admin.readiness
import admin.routes
import kiosk.routes
import printers.desk
from conference.clock import Clock, system_clock
from conference.database import Database, Listener
from conference.identity import identity
from conference.refusals import Refusal
from kiosk.routes import StationCards
from server.addresses import hall_addresses, own_names
from server.blueprints import Parts, all_blueprints
from server.conferences import open_name
from server.door import door_rooms
from server.dress import STATIC, Assets, dress, screens_built, speak
from server.errors import answer_refusals
from server.folder import DataFolder
from server.gate import Gate
from server.heavy_pages import make_apart
from server.host_check import HostCheck
from server.jobs import ChildJobs
from server.live import Screens
from server.machine import Machine
from server.paired import PairedScreens
from server.paper_list import PaperList
from server.passwords import Passwords
from server.printing import Printing, open_printing
from server.rehearsals import OpenConference
from server.settings import Settings
from server.sockets import screen_namespaces
from server.steady_clock import ClockWatch, SteadyClock
from server.steady_cookies import SteadyCookies
from server.workshop import HERE, Workshop
from stage.snapshot import stage_rooms

LONGEST_BODY = 64 * 1024
"""Bytes of a request, and of a socket message."""


@dataclass(frozen=True)
class Server:
    """The parts, put together; `app` is the WSGI application, sockets included."""

    settings: Settings
    db: Database
    app: Flask
    socketio: SocketIO
    screens: Screens
    printing: Printing
    opened: OpenConference
    jobs: ChildJobs
    paper_list: PaperList | None
    clock_watch: ClockWatch | None

    def start(self) -> None:
        """Start what works in the background."""
        if self.clock_watch is not None:
            self.clock_watch.start()
        self.screens.start()
        self.printing.spooler.start()
        if self.paper_list is not None:
            self.paper_list.start()

    def stop(self) -> None:
        """Stop in reverse."""
        if self.clock_watch is not None:
            self.clock_watch.stop()
        if self.paper_list is not None:
            self.paper_list.stop()
        self.printing.spooler.stop()
        self.jobs.stop()
        self.screens.stop()
        self.opened.close()
        if self.printing.virtual is not None:
            self.printing.virtual.stop()
        self.db.close()


def create_server(
    settings: Settings,
    clock: Clock,
    db: Database,
    workshop: Workshop = HERE,
) -> Server:
    """Compose the server on an open database; a virtual printer begins to listen.

    Raises:
        PrinterAddressError: the printer's address cannot be one.
    """
    folder, assets = DataFolder(settings.data_dir), Assets()
    paired, cards, socketio = PairedScreens(db), StationCards(db), SocketIO()
    gate = Gate(db, Passwords(workshop.compute), paired.opens_door)
    printing = open_printing(
        settings, folder, db, clock, fonts=assets.fonts, run_apart=workshop.compute
    )
    rooms, watch = _rooms(printing, db, workshop), _clock_watch(db, clock, folder)
    screens = Screens(
        db, clock, socketio, rooms=rooms, build=assets.build, paired=paired, **_steadiness(clock)
    )
    opened = OpenConference(
        db, folder, clock, printing.spooler,
        run_apart=workshop.compute, after_change=lambda: _look_anew(cards, screens, watch),
    )  # fmt: skip
    jobs = ChildJobs(folder.jobs, db, clock)
    paper_list = _paper_list(settings, jobs, clock)
    machine = _machine(settings, folder, printing, paper_list)
    parts = Parts(
        settings, db, clock, folder, workshop, gate, cards, printing, opened, jobs, machine, watch,
        screens.lent(lambda: assets.build, machine.addresses),
    )  # fmt: skip
    app = _furnished(parts, assets)
    _open_sockets(socketio, app, settings, workshop)
    for namespace in screen_namespaces(screens, gate.whoever):
        socketio.on_namespace(namespace)
    _listen(db, watch, screens.hear, cards.hear, printing.spooler.hear)
    return Server(settings, db, app, socketio, screens, printing, opened, jobs, paper_list, watch)


def _listen(db: Database, watch: ClockWatch | None, *others: Listener) -> None:
    # The clock ahead of the screens: what they are told then is of the clock as it is moved.
    for hear in (*([watch.hear] if watch else []), *others):
        db.listen(hear)


def _look_anew(cards: StationCards, screens: Screens, watch: ClockWatch | None) -> None:
    """Forget what was known of the conference before: another one is open."""
    cards.forget()
    screens.reload()
    if watch is not None:
        watch.another_opened()


def _steadiness(clock: Clock) -> dict[str, Any]:
    """Give what else screens go by of a clock that may be moved; a test's set clock is its own."""
    if not isinstance(clock, SteadyClock):
        return {}
    return {"turns": lambda: clock.turns, "unmoved": clock.unmoved}


def _unmoved(clock: Clock) -> Clock:
    """Give the clock that sign-ins grow old by; a test's set clock leaps over hours."""
    return clock.unmoved if isinstance(clock, SteadyClock) else system_clock


def _clock_watch(db: Database, clock: Clock, folder: DataFolder) -> ClockWatch | None:
    """Have the machine's clock watched; a test's set clock has nobody beside it."""
    if not isinstance(clock, SteadyClock):
        return None
    return ClockWatch(db, clock, folder.alive_file, conference=lambda: open_name(db))


def _paper_list(settings: Settings, jobs: ChildJobs, clock: Clock) -> PaperList | None:
    """Have the paper list written where the operator has chosen a folder for it."""
    if not settings.paper_folder:
        return None
    return PaperList(jobs, clock, Path(settings.paper_folder).expanduser().absolute())


def _machine(
    settings: Settings, folder: DataFolder, printing: Printing, paper_list: PaperList | None
) -> Machine:
    return Machine(
        folder.path,
        screens_built=screens_built,
        printing=lambda: printing.spooler.state,
        virtual_printer=printing.virtual is not None,
        addresses=lambda: hall_addresses(settings.host, settings.port),
        paper=lambda: paper_list.state if paper_list else None,
    )


def _furnished(parts: Parts, assets: Assets) -> Flask:
    """Make the app: its pages, their looks, and the gate that stands before all of them."""
    app = _flask_app(parts.folder)
    app.session_interface = SteadyCookies(_unmoved(parts.clock))
    for blueprint in all_blueprints(app, parts):
        app.register_blueprint(blueprint)
    make_apart(app, parts.workshop.pages)
    speak(app, parts.settings.language)
    dress(app, parts.db, parts.gate, assets)
    answer_refusals(app, lambda: _contact(parts.db))
    parts.gate.guard(app)
    return app


def _flask_app(folder: DataFolder) -> Flask:
    app = Flask("server", static_folder=str(STATIC), static_url_path="/static")
    app.config.update(
        SECRET_KEY=folder.secret_key(),
        MAX_CONTENT_LENGTH=LONGEST_BODY,
        # Names of built files carry a hash of what is in them.
        SEND_FILE_MAX_AGE_DEFAULT=31_536_000,
    )
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    return app


def _open_sockets(socketio: SocketIO, app: Flask, settings: Settings, workshop: Workshop) -> None:
    check = HostCheck(own_names(settings.allowed_hosts))
    socketio.init_app(
        app,
        async_mode=workshop.async_mode,
        cors_allowed_origins=check.allows_origin,
        max_http_buffer_size=LONGEST_BODY,
        message_queue=settings.redis_url,
        manage_session=False,
    )
    # Around the sockets too: engine.io itself does not look at the Host.
    app.wsgi_app = check.around(app.wsgi_app)  # type: ignore[method-assign, assignment]


def _rooms(printing: Printing, db: Database, workshop: Workshop) -> list[Any]:
    return [
        kiosk.routes.door_room(lambda: printing.standing_reason() is not None),
        *door_rooms(db, workshop.pages),
        *stage_rooms(),
        printers.desk.desk_room(printing.spooler, address=printing.address, sheets=printing.sheets),
        admin.routes.office_room(printing.standing_reason),
        admin.readiness.readiness_room(),
    ]


def _contact(db: Database) -> str:
    try:
        with db.reading() as session:
            return identity(session).contact
    except Refusal:
        return ""
