"""The lines of readiness that only the server knows: printer, disk, screens, clock, network."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import server.machine
from conference.database import Database
from conference.identity import Conference
from conference.readiness import Check, Standing
from printers.badge_printer import PaperLevel, PrinterState, PrinterStatus
from printers.spooler import SpoolerState
from server.addresses import hall_addresses
from server.machine import Machine, machine_checks
from tests.factories import AT

READY = PrinterStatus(PrinterState.READY, PaperLevel.PLENTY, "")
SILENT = PrinterStatus(PrinterState.UNKNOWN, PaperLevel.UNKNOWN, "")


def printing(**changes: object) -> SpoolerState:
    state = {"running": True, "paused": False, "words": "", "trouble": "", "printer": READY}
    return SpoolerState(**(state | changes))  # type: ignore[arg-type]


def look(db: Database, code: str, **changes: object) -> Check:
    asked = {
        "folder": Path("/"),
        "screens_built": lambda: True,
        "printing": printing,
        "virtual_printer": False,
        "addresses": lambda: ["http://192.168.1.10:8000"],
    }
    checks = machine_checks(Machine(**(asked | changes)))  # type: ignore[arg-type]
    with db.reading() as session:
        [line] = [one for one in checks(session, AT) if one.code == code]
    return line


@pytest.mark.parametrize(
    ("state", "standing", "words"),
    [
        (printing(), Standing.IN_ORDER, ""),
        (printing(running=False), Standing.MISSING, "Bộ phận in đã dừng"),
        (printing(paused=True, words="thay cuộn giấy"), Standing.CARE, "Đang tạm dừng in"),
        (printing(trouble="paper_out"), Standing.MISSING, "hết giấy"),
        (printing(trouble="offline"), Standing.MISSING, "Mất kết nối"),
        (printing(trouble="on_fire"), Standing.MISSING, "chưa sẵn sàng"),
        (printing(printer=SILENT), Standing.UNKNOWN, "Chưa hỏi được"),
    ],
)
def test_the_printer_stands_as_the_spooler_says(
    db: Database, state: SpoolerState, standing: Standing, words: str
) -> None:
    line = look(db, "printer", printing=lambda: state)

    assert line.standing is standing
    assert words in line.sentence
    assert line.owner == "Văn phòng Sở"


def test_a_virtual_printer_prints_no_paper_on_a_real_day(db: Database) -> None:
    real = look(db, "printer", virtual_printer=True)

    def rehearse(session: object) -> None:
        session.get_one(Conference, 1).rehearsal = True  # type: ignore[attr-defined]

    db.write(rehearse)

    assert real.standing is Standing.CARE
    assert look(db, "printer", virtual_printer=True).standing is Standing.IN_ORDER


def test_a_disk_that_is_nearly_full_is_told_with_what_is_left(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    enough = look(db, "disk")
    monkeypatch.setattr(server.machine, "LEAST_FREE_BYTES", 2**62)

    short = look(db, "disk")

    assert enough.standing is Standing.IN_ORDER
    assert short.standing is Standing.MISSING
    assert short.details["least"] == 2**32


def test_screens_that_were_never_built_are_missing(db: Database) -> None:
    assert look(db, "screens").standing is Standing.IN_ORDER
    assert look(db, "screens", screens_built=lambda: False).standing is Standing.MISSING


def test_a_machine_outside_any_network_reaches_nobody(db: Database) -> None:
    line = look(db, "lan")
    alone = look(db, "lan", addresses=list)

    assert (line.standing, line.items) == (Standing.IN_ORDER, ("http://192.168.1.10:8000",))
    assert (alone.standing, alone.items) == (Standing.MISSING, ())


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1"])
def test_a_server_that_listens_to_itself_alone_has_no_address_in_the_hall(host: str) -> None:
    assert hall_addresses(host, 8000) == []
    assert hall_addresses("192.168.1.10", 8000) == ["http://192.168.1.10:8000"]
    assert not any("localhost" in one for one in hall_addresses("0.0.0.0", 8000))


@pytest.fixture
def zone(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    yield monkeypatch
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize(
    ("name", "standing"),
    [("Asia/Ho_Chi_Minh", Standing.IN_ORDER), ("Asia/Bangkok", Standing.IN_ORDER),
     ("UTC", Standing.CARE)],
)  # fmt: skip
def test_a_machine_of_another_zone_is_asked_about_its_clock(
    db: Database, zone: pytest.MonkeyPatch, name: str, standing: Standing
) -> None:
    zone.setenv("TZ", name)
    time.tzset()

    line = look(db, "zone")

    assert line.standing is standing
    assert line.details.get("now", "13h42, 20/11/2026") == "13h42, 20/11/2026"
