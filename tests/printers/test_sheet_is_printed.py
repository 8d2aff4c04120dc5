"""A sheet is printed when the printer says so behind the cut, and not before."""

import threading

import pytest

from printers.badge_printer import ModelClass, Outcome, PaperLevel, PrinterState
from printers.virtual import Fault

from .conftest import nothing, picture, stream


@pytest.mark.parametrize("model", [ModelClass.CLONE, ModelClass.EPSON])
def test_the_paper_shows_what_was_drawn(connect, store, model):
    driver = connect(model=model)

    outcome = driver.print_sheet(stream(), sent=nothing)

    from PIL import Image

    with Image.open(store.path(1)) as printed:
        assert printed.crop((0, 0, 576, 400)).tobytes() == picture().tobytes()
    assert outcome is Outcome.PRINTED


def test_sent_is_called_once_and_before_the_printer_confirms(driver, device, tray):
    calls = []
    device.strike(Fault.OFFLINE)
    device.mend()

    driver.print_sheet(stream(), sent=lambda: calls.append("sent"))

    assert calls == ["sent"]


def test_the_caller_hears_before_the_first_byte_and_after_the_last(driver, device, tray):
    calls = []

    driver.print_sheet(
        stream(), about_to_send=lambda: calls.append("first"), sent=lambda: calls.append("last")
    )

    assert calls == ["first", "last"]


def test_nothing_leaves_when_the_caller_cannot_note_that_it_will(driver, device, tray):
    def fail():
        raise OSError("the database's disk is full")

    with pytest.raises(OSError, match="disk is full"):
        driver.print_sheet(stream(mark=8), about_to_send=fail, sent=nothing)
    driver.print_sheet(stream(), sent=nothing)

    assert len(tray.seen) == 1


def test_each_of_many_sheets_comes_out_once_and_in_order(driver, tray):
    outcomes = [driver.print_sheet(stream(120, mark=n * 8), sent=nothing) for n in range(12)]

    assert set(outcomes) == {Outcome.PRINTED}
    assert [sheet.number for sheet in tray.seen] == list(range(1, 13))
    assert len({sheet.sha256 for sheet in tray.seen}) == 12


def test_a_ready_printer_says_so_and_how_much_paper_it_has(driver, device):
    full = driver.status()
    device.strike(Fault.PAPER_LOW)

    low = driver.status()

    assert (full.state, full.paper) == (PrinterState.READY, PaperLevel.PLENTY)
    assert (low.state, low.paper) == (PrinterState.READY, PaperLevel.LOW)


def test_a_printer_low_on_paper_still_prints(driver, device):
    device.strike(Fault.PAPER_LOW)

    outcome = driver.print_sheet(stream(), sent=nothing)

    assert outcome is Outcome.PRINTED


def test_asked_during_a_sheet_the_printer_is_busy_and_not_disturbed(driver):
    seen = []

    driver.print_sheet(stream(), sent=lambda: seen.append(driver.status()))

    assert seen[0].state is PrinterState.BUSY
    assert driver.status().state is PrinterState.READY


def test_two_workers_at_one_printer_do_not_mix_their_sheets(driver, tray):
    workers = [
        threading.Thread(
            target=driver.print_sheet, args=(stream(200, mark=n * 8),), kwargs={"sent": nothing}
        )
        for n in range(4)
    ]

    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert len({sheet.sha256 for sheet in tray.seen}) == 4
    assert {sheet.rows for sheet in tray.seen} == {232}


def test_trouble_in_the_callers_books_is_not_called_the_printers(driver):
    def fail():
        raise OSError("the database's disk is full")

    with pytest.raises(OSError, match="disk is full"):
        driver.print_sheet(stream(), sent=fail)

    assert driver.print_sheet(stream(), sent=nothing) is Outcome.PRINTED


def test_closing_a_driver_keeps_it_usable(driver):
    driver.close()

    assert driver.print_sheet(stream(), sent=nothing) is Outcome.PRINTED
