"""Puts the parts together and starts nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import Flask, send_from_directory
from flask.typing import ResponseReturnValue
from flask_socketio import SocketIO

import admin.readiness
import admin.routes
import kiosk.routes
import printers.desk
import server.pages
import stage.routes
from admin.routes import Rehearsals, Screen
from conference import journal
from conference.clock import Clock
from conference.database import Database, RunApart, run_here
from conference.identity import identity
from conference.operators import Role, open_to
from conference.refusals import N_, NotFound, Refusal
from kiosk.routes import StationCards
from printers.artwork import Fonts
from printers.badge_printer import BadgePrinter
from printers.catalogue import open_printer
from printers.sheets import sheet_drawer
from printers.spooler import Spooler
from printers.virtual import SheetStore, VirtualPrinter
from server import VERSION
from server.addresses import hall_addresses, own_names, reachable_addresses
from server.choosing import FolderConferences
from server.conferences import invitations_file, open_name
from server.door import DoorLent, door_blueprints, door_rooms
from server.dress import STATIC, Assets, dress, screens_built, speak
from server.errors import answer_refusals
from server.folder import REHEARSAL_SUFFIX, DataFolder
from server.gate import Gate, HostCheck, Passwords
from server.heavy_pages import make_apart
from server.jobs import ChildJobs
from server.live import Screens
from server.machine import Machine
from server.office import Lent, office_blueprints, readiness_checks
from server.paper_list import PaperList
from server.rehearsals import OpenConference
from server.settings import VIRTUAL, Settings
from stage.snapshot import stage_rooms

LONGEST_BODY = 64 * 1024
"""Bytes of a request, and of a socket message."""

SCREENS = (
    Screen(N_("Ki-ốt điểm danh"), "/kiosk", N_("Đại biểu quét mã ở cửa"), True),
    Screen(N_("Bàn đón tiếp"), "/kiosk/desk", N_("Quét mã, tìm theo tên, trao thẻ"), False),
    Screen(N_("Lễ tân đón khách"), "/kiosk/vip", N_("Khách danh dự, một lần chạm"), False),
    Screen(N_("Chờ duyệt"), "/kiosk/leave", N_("Phụ trách đón tiếp duyệt trên điện thoại"), False),
    Screen(N_("Màn hình chào đón"), "/stage/welcome", N_("Chào đại biểu ở sảnh"), True),
    Screen(N_("Màn hình hội trường"), "/stage/hall", N_("Tiêu đề và tên được vinh danh"), True),
    Screen(N_("Màn hình sảnh"), "/stage/lobby", N_("Chương trình hội nghị"), True),
    Screen(N_("Người dẫn chương trình"), "/stage/mc", N_("Đang diễn ra, tiếp theo"), False),
    Screen(N_("Điều hành"), "/stage/control", N_("Điều hành chương trình và trao thưởng"), False),
    Screen(N_("Bàn in"), "/print/", N_("Thẻ và giấy đang in"), False),
    Screen(N_("Văn phòng"), "/admin/", N_("Danh sách, khen thưởng, chạy thử"), False),
)


@dataclass(frozen=True)
class Workshop:
    """Where work goes that must not hold up the hub, and how sockets wait."""

    compute: RunApart = run_here
    pages: RunApart = run_here
    async_mode: str = "threading"


@dataclass(frozen=True)
class Printing:
    """The printer, the worker that owns it, and what the virtual one has printed."""

    spooler: Spooler
    address: str
    virtual: VirtualPrinter | None
    sheets: SheetStore | None


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

    def start(self) -> None:
        """Start what works in the background."""
        self.screens.start()
        self.printing.spooler.start()
        if self.paper_list is not None:
            self.paper_list.start()

    def stop(self) -> None:
        """Stop in reverse."""
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
    workshop: Workshop = Workshop(),
) -> Server:
    """Compose the server on an open database; a virtual printer begins to listen.

    Raises:
        PrinterAddressError: the printer's address cannot be one.
    """
    folder, assets = DataFolder(settings.data_dir), Assets()
    gate = Gate(db, Passwords(workshop.compute))
    app = _flask_app(folder)
    socketio = SocketIO()
    printing = _printing(settings, folder, clock, db, assets, workshop)
    screens = Screens(db, clock, socketio, rooms=_rooms(printing, db, workshop), build=assets.build)
    cards = StationCards(db)

    def after_change() -> None:
        cards.forget()
        screens.reload()

    opened = OpenConference(
        db, folder, clock, printing.spooler, run_apart=workshop.compute, after_change=after_change
    )
    jobs = ChildJobs(folder.jobs, db, clock)
    paper_list = _paper_list(settings, jobs, clock)
    machine = Machine(
        folder.path,
        screens_built=screens_built,
        printing=lambda: printing.spooler.state,
        virtual_printer=printing.virtual is not None,
        addresses=lambda: hall_addresses(settings.host, settings.port),
        paper=lambda: paper_list.state if paper_list else None,
    )
    for blueprint in (
        server.pages.create_blueprint(
            gate,
            screens=SCREENS,
            addresses=lambda: reachable_addresses(settings.host, settings.port),
            health=lambda: health(db, printing.spooler),
        ),
        kiosk.routes.create_blueprint(
            db,
            clock,
            cards,
            badges=lambda: settings.print_badges,
            run_apart=workshop.compute,
        ),
        stage.routes.create_blueprint(db, clock, who=gate.who),
        printers.desk.create_blueprint(
            db, clock, printing.spooler, sheets=printing.sheets, who=gate.who
        ),
        admin.routes.create_blueprint(
            db,
            clock,
            who=gate.who,
            screens=SCREENS,
            rehearsals=Rehearsals(
                lambda by, although: opened.begin_rehearsal(by, although_begun=although),
                opened.end_rehearsal,
            ),
            invitations_url=_offer_invitations(app, folder, db),
            checks=readiness_checks(machine),
        ),
        *door_blueprints(
            db,
            clock,
            DoorLent(
                gate.who,
                cards,
                gate.passwords,
                lambda: settings.print_badges,
                workshop.compute,
                jobs,
            ),
        ),
        *office_blueprints(
            db,
            clock,
            Lent(
                gate.who,
                jobs,
                FolderConferences(folder, db, opened),
                machine,
                lambda path: gate.opens(app, path),
                workshop.pages,
            ),
        ),
    ):
        app.register_blueprint(blueprint)
    make_apart(app, workshop.pages)
    speak(app, settings.language)
    dress(app, db, gate, assets)
    answer_refusals(app, lambda: _contact(db))
    gate.guard(app)
    _open_sockets(socketio, app, settings, workshop)
    for namespace in screens.namespaces(gate.whoever):
        socketio.on_namespace(namespace)
    db.listen(screens.hear)
    db.listen(cards.hear)
    db.listen(printing.spooler.hear)
    return Server(settings, db, app, socketio, screens, printing, opened, jobs, paper_list)


def _paper_list(settings: Settings, jobs: ChildJobs, clock: Clock) -> PaperList | None:
    """Have the paper list written where the operator has chosen a folder for it."""
    if not settings.paper_folder:
        return None
    return PaperList(jobs, clock, Path(settings.paper_folder).expanduser().absolute())


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


def _printing(  # noqa: PLR0917 - everything the worker works with
    settings: Settings,
    folder: DataFolder,
    clock: Clock,
    db: Database,
    assets: Assets,
    workshop: Workshop,
) -> Printing:
    virtual = _virtual_printer(settings, folder, open_name(db))
    sheets = virtual.sheets if virtual else None
    address = virtual.address if virtual else settings.printer
    name = settings.printer_name or ("Máy in ảo" if virtual else settings.printer)
    printer: BadgePrinter = open_printer(address, name=name, model=settings.printer_model)
    spooler = Spooler(
        db,
        clock,
        printer,
        sheet_drawer(Fonts(assets.fonts)),
        run_apart=workshop.compute,
        newest_sheet=sheets.latest if sheets else lambda: None,
    )
    return Printing(spooler, address, virtual, sheets)


def _virtual_printer(settings: Settings, folder: DataFolder, name: str) -> VirtualPrinter | None:
    if settings.printer != VIRTUAL:
        return None
    sheets = SheetStore(folder.sheets_of(name.removesuffix(REHEARSAL_SUFFIX)))
    virtual = VirtualPrinter(sheets=sheets, port=settings.virtual_printer_port)
    try:
        virtual.start()
    except OSError:
        # Somebody has the printers' usual port: any other serves as well.
        virtual = VirtualPrinter(sheets=sheets, port=0)
        virtual.start()
    return virtual


def _rooms(printing: Printing, db: Database, workshop: Workshop) -> list[Any]:
    def standing_reason() -> str | None:
        state = printing.spooler.state
        return state.reason if state.paused or state.reason else None

    return [
        kiosk.routes.door_room(lambda: bool(standing_reason())),
        *door_rooms(db, workshop.pages),
        *stage_rooms(),
        printers.desk.desk_room(printing.spooler, address=printing.address, sheets=printing.sheets),
        admin.routes.office_room(standing_reason),
        admin.readiness.readiness_room(),
    ]


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


def _contact(db: Database) -> str:
    try:
        with db.reading() as session:
            return identity(session).contact
    except Refusal:
        return ""
