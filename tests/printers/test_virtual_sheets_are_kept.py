"""The virtual printer's paper: pictures to look at, and a log that tells the truth."""

import json
import socket

import pytest
from PIL import Image

from printers.badge_printer import Outcome
from printers.virtual import Fault, Sheet, SheetStore, VirtualPrinter

from .conftest import nothing, stream

SHEET = Sheet(2, b"\xff" * 144)


def test_numbering_goes_on_after_a_restart(tmp_path):
    SheetStore(tmp_path).save(SHEET)

    again = SheetStore(tmp_path)
    saved = again.save(SHEET)

    assert saved.number == 2
    assert [sheet.number for sheet in again.list(10)] == [2, 1]
    assert again.latest() == 2


def test_numbering_goes_on_when_the_log_was_lost(tmp_path):
    SheetStore(tmp_path).save(SHEET)
    (tmp_path / "sheets.jsonl").unlink()

    assert SheetStore(tmp_path).save(SHEET).number == 2


def test_a_line_torn_by_a_power_cut_is_left_out(tmp_path):
    SheetStore(tmp_path).save(SHEET)
    with (tmp_path / "sheets.jsonl").open("a") as log:
        log.write('{"number": 2, "ro')

    assert [sheet.number for sheet in SheetStore(tmp_path).list(10)] == [1]


def test_the_line_after_a_torn_one_is_kept_and_the_log_read_again(tmp_path):
    SheetStore(tmp_path).save(SHEET)
    with (tmp_path / "sheets.jsonl").open("a") as log:
        log.write('{"number": 2, "ro')

    SheetStore(tmp_path).save(SHEET)

    assert [sheet.number for sheet in SheetStore(tmp_path).list(10)] == [2, 1]


@pytest.mark.parametrize("scrap", ['{"number": 2, "ro{"number": 3}\n', "7\n", '{"number": 2}\n'])
def test_lines_that_cannot_be_read_are_left_out(tmp_path, scrap):
    SheetStore(tmp_path).save(SHEET)
    with (tmp_path / "sheets.jsonl").open("a") as log:
        log.write(scrap)

    assert [sheet.number for sheet in SheetStore(tmp_path).list(10)] == [1]


def test_old_pictures_go_and_their_truth_stays(tmp_path):
    store = SheetStore(tmp_path, keep=2)

    for _ in range(5):
        store.save(SHEET)

    lines = (tmp_path / "sheets.jsonl").read_text().splitlines()
    assert [json.loads(line)["number"] for line in lines] == [1, 2, 3, 4, 5]
    assert sorted(path.name for path in tmp_path.glob("*.png")) == [
        "sheet-000004.png",
        "sheet-000005.png",
    ]
    assert len(store.list(1)) == 1


def test_an_empty_tray_has_no_newest_sheet(store):
    assert store.latest() is None
    assert store.list(5) == ()


def test_a_picture_is_black_on_white(store):
    saved = store.save(SHEET)

    with Image.open(store.path(saved.number)) as picture:
        assert (picture.size, picture.getextrema()) == ((576, 2), (0, 0))
    assert saved.rows == 2


def test_white_strips_are_not_counted_as_sheets(device, tray, driver):
    driver.print_sheet(b"\x1b@\x1bJ\xff\x1dV\x01", sent=nothing)

    assert tray.seen == []


def test_what_the_printer_did_not_understand_can_be_asked(device, driver):
    driver.print_sheet(b"\x1b@hello\x1dV\x01", sent=nothing)

    assert device.unknown_commands == {b"text": 5}


def test_a_caller_that_vanishes_does_not_keep_the_next_one_waiting(device, driver):
    host, port = device.address.removeprefix("tcp://").split(":")
    with socket.create_connection((host, int(port))) as caller:
        caller.sendall(b"\x10\x04\x01" * 50)

    assert driver.status().state == "ready"


def test_a_printer_out_of_paper_reads_only_as_much_as_it_can_buffer(device, driver, tray):
    host, port = device.address.removeprefix("tcp://").split(":")
    device.strike(Fault.PAPER_OUT)

    with socket.socket() as caller:
        caller.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 8192)
        caller.settimeout(0.2)
        caller.connect((host, int(port)))
        with pytest.raises(TimeoutError):
            caller.sendall(stream(16_000))
    device.mend()

    assert driver.print_sheet(stream(), sent=nothing) is Outcome.PRINTED


def test_a_printer_can_be_stopped_in_the_middle_of_a_standstill(store):
    device = VirtualPrinter(sheets=store)
    device.stop()
    device.start()
    host, port = device.address.removeprefix("tcp://").split(":")
    device.strike(Fault.STALL)

    with socket.create_connection((host, int(port))) as caller:
        caller.sendall(b"\x10\x04\x01")
        device.stop()

    assert device.faults == {Fault.STALL}
