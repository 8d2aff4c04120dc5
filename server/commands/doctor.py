"""`hoinghi doctor`: a look over the machine before the doors open."""

from __future__ import annotations

import sqlite3

import click
from sqlalchemy import func, select

from conference.clock import HALL_ZONE, system_clock
from conference.delegates import Delegate
from conference.identity import the_conference
from conference.journal import broken_link
from conference.readiness import Standing
from conference.refusals import Refusal
from printers.badge_printer import PrinterState
from printers.catalogue import open_printer
from server.addresses import lan_addresses
from server.commands.faults import say_faults
from server.conferences import conference_for_command
from server.dress import STATIC, screens_built
from server.folder import DataFolder, FolderFault
from server.machine import Finding, look_at_disk, look_at_zone
from server.settings import VIRTUAL, Settings, load_settings


@click.command()
@say_faults
def doctor() -> None:
    """Look over the machine before the doors open; exit code 1 when something must be mended."""
    settings = load_settings()
    findings = [
        ("dữ liệu / data folder", *_check_folder(settings)),
        ("hội nghị / conference", *_check_conference(settings)),
        ("máy in / printer", *_check_printer(settings)),
        ("màn hình / built screens", screens_built(), str(STATIC)),
        ("giờ máy / clock", *_check_zone()),
        ("SQLite", True, sqlite3.sqlite_version),
        ("mạng LAN / LAN addresses", True, ", ".join(lan_addresses()) or "-"),
    ]
    for name, fine, detail in findings:
        click.echo(f"{'OK ' if fine else 'LỖI'}  {name}: {detail}")
    if not all(fine for _, fine, _ in findings):
        raise SystemExit(1)


def _check_folder(settings: Settings) -> tuple[bool, str]:
    folder = DataFolder(settings.data_dir)
    try:
        folder.prepare()
    except FolderFault as fault:
        return False, str(fault)
    found = look_at_disk(folder.path)
    return found.standing is Standing.IN_ORDER, f"{folder.path}: {_words(found)}"


def _check_zone() -> tuple[bool, str]:
    """A machine of another zone serves well as long as its clock is right: said, never a fault."""
    return True, _words(look_at_zone(system_clock())) or str(HALL_ZONE)


def _words(found: Finding) -> str:
    return found.sentence % found.details


def _check_conference(settings: Settings) -> tuple[bool, str]:
    try:
        with conference_for_command(settings) as db, db.reading() as session:
            name = the_conference(session).name
            listed = session.scalar(select(func.count()).select_from(Delegate))
            broken = broken_link(session)
    except (Refusal, FolderFault) as fault:
        return False, _sentence(fault)
    if broken is not None:
        return False, f"{name}: nhật ký bị sửa ở mục {broken} / journal altered at entry {broken}"
    return True, f"{name} ({listed})"


def _sentence(fault: Exception) -> str:
    return fault.sentence % fault.details if isinstance(fault, Refusal) else str(fault)


def _check_printer(settings: Settings) -> tuple[bool, str]:
    if settings.printer == VIRTUAL:
        return True, VIRTUAL
    printer = open_printer(settings.printer, name=settings.printer, model=settings.printer_model)
    status = printer.status()
    return status.state is PrinterState.READY, f"{settings.printer}: {status.state} {status.detail}"
