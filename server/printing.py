"""The printer of this server and the worker that owns it; where none is set, a virtual one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from conference.clock import Clock
from conference.database import Database, RunApart
from printers.artwork import Fonts
from printers.badge_printer import BadgePrinter
from printers.catalogue import open_printer
from printers.sheets import sheet_drawer
from printers.spooler import Spooler
from printers.virtual import SheetStore, VirtualPrinter
from server.conferences import open_name
from server.folder import REHEARSAL_SUFFIX, DataFolder
from server.settings import VIRTUAL, Settings


@dataclass(frozen=True)
class Printing:
    """The printer, the worker that owns it, and what the virtual one has printed."""

    spooler: Spooler
    address: str
    virtual: VirtualPrinter | None
    sheets: SheetStore | None

    def standing_reason(self) -> str | None:
        """Give why printing stands, in words where there are any; None while it goes on."""
        state = self.spooler.state
        return state.reason if state.paused or state.reason else None


def open_printing(
    settings: Settings,
    folder: DataFolder,
    db: Database,
    clock: Clock,
    *,
    fonts: Path,
    run_apart: RunApart,
) -> Printing:
    """Open the printer that the settings name; a virtual one begins to listen.

    Raises:
        PrinterAddressError: the printer's address cannot be one.
    """
    virtual = _virtual_printer(settings, folder, open_name(db))
    sheets = virtual.sheets if virtual else None
    address = virtual.address if virtual else settings.printer
    name = settings.printer_name or ("Máy in ảo" if virtual else settings.printer)
    printer: BadgePrinter = open_printer(address, name=name, model=settings.printer_model)
    spooler = Spooler(
        db,
        clock,
        printer,
        sheet_drawer(Fonts(fonts)),
        run_apart=run_apart,
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
