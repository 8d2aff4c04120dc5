"""The plug is pulled: the sheet is lost, the driver says that it does not know, and goes on."""

import pytest

from printers.badge_printer import ModelClass, Outcome, PrinterFault, PrinterState
from printers.catalogue import open_printer
from printers.virtual import Fault, VirtualPrinter

from .conftest import IMPATIENT, nothing, stream


@pytest.mark.parametrize("model", list(ModelClass))
def test_power_lost_in_the_middle_of_a_sheet_is_uncertain(connect, device, tray, model):
    driver = connect(model=model, pause=lambda _seconds: None)
    device.strike(Fault.POWER_CYCLE, at_row=300)

    with pytest.raises(PrinterFault) as caught:
        driver.print_sheet(stream(8000), sent=nothing)

    assert caught.value.body_sent
    assert caught.value.status.state is PrinterState.OFFLINE
    assert tray.seen == []


def test_the_sheet_after_a_power_cut_comes_out_whole(driver, device, tray):
    device.strike(Fault.POWER_CYCLE, at_row=100)
    with pytest.raises(PrinterFault):
        driver.print_sheet(stream(8000), sent=nothing)

    outcome = driver.print_sheet(stream(), sent=nothing)

    assert outcome is Outcome.PRINTED
    assert [sheet.rows for sheet in tray.seen] == [432]


def test_a_power_cut_between_two_sheets_costs_nothing(driver, device, tray):
    driver.print_sheet(stream(), sent=nothing)
    device.strike(Fault.PAPER_LOW)

    device.strike(Fault.POWER_CYCLE)
    outcome = driver.print_sheet(stream(), sent=nothing)

    assert outcome is Outcome.PRINTED
    assert len(tray.seen) == 2


def test_a_sheet_broken_off_by_a_cable_does_not_swallow_the_next(device, tray):
    whole = stream()
    import socket

    with socket.create_connection(_place(device)) as cable:
        cable.sendall(whole[: len(whole) // 3])

    driver = open_printer(device.address, name="Bàn 1", limits=IMPATIENT)
    outcome = driver.print_sheet(whole, sent=nothing)

    assert outcome is Outcome.PRINTED
    assert tray.seen[-1].rows >= 432


def test_a_printer_that_is_switched_off_was_sent_nothing(store):
    device = VirtualPrinter(sheets=store)
    device.start()
    device.stop()
    driver = open_printer(device.address, name="Bàn 1", limits=IMPATIENT)

    with pytest.raises(PrinterFault) as caught:
        driver.print_sheet(stream(), sent=nothing)

    assert not caught.value.body_sent
    assert driver.status().state is PrinterState.OFFLINE
    assert "address" in driver.status().detail


def test_a_printer_switched_on_again_at_its_port_prints(store, tray):
    device = VirtualPrinter(sheets=store)
    device.start()
    driver = open_printer(device.address, name="Bàn 1", limits=IMPATIENT)
    device.stop()

    device.start()
    outcome = driver.print_sheet(stream(), sent=nothing)
    device.stop()
    device.stop()

    assert outcome is Outcome.PRINTED


def test_two_printers_cannot_have_one_port(device, store):
    host, port = _place(device)

    with pytest.raises(OSError, match="in use"):
        VirtualPrinter(sheets=store, host=host, port=port).start()


def _place(device):
    host, port = device.address.removeprefix("tcp://").split(":")
    return host, int(port)
