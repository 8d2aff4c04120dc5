"""Printers that take nothing, say nothing, or belong to a kind that never answers."""

import pytest

from printers.badge_printer import ModelClass, Outcome, PaperLevel, PrinterFault, PrinterState
from printers.virtual import Fault

from .conftest import nothing, stream


def test_no_answer_is_unknown_and_never_plenty(driver, device):
    device.strike(Fault.MUTE)

    status = driver.status()

    assert (status.state, status.paper) == (PrinterState.UNKNOWN, PaperLevel.UNKNOWN)


def test_a_printer_that_stopped_answering_is_sent_nothing(driver, device, tray):
    announced = []
    device.strike(Fault.MUTE)

    with pytest.raises(PrinterFault) as caught:
        driver.print_sheet(stream(), sent=nothing, about_to_send=lambda: announced.append(1))

    assert not caught.value.body_sent
    assert (announced, tray.seen) == ([], [])


def test_a_printer_that_falls_silent_during_a_sheet_is_uncertain_though_it_prints(
    driver, device, tray
):
    device.strike(Fault.MUTE, at_row=200)

    with pytest.raises(PrinterFault) as caught:
        driver.print_sheet(stream(), sent=nothing)

    assert caught.value.body_sent
    assert caught.value.status.state is PrinterState.UNKNOWN
    assert len(tray.seen) == 1


def test_a_printer_that_reads_nothing_more_is_uncertain(driver, device, tray):
    device.strike(Fault.STALL, at_row=200)

    with pytest.raises(PrinterFault) as caught:
        driver.print_sheet(stream(16_000), sent=nothing)

    assert caught.value.body_sent
    assert "in time" in caught.value.detail


def test_a_stalled_printer_goes_on_when_it_is_mended(driver, device, tray):
    device.strike(Fault.STALL, at_row=200)
    with pytest.raises(PrinterFault):
        driver.print_sheet(stream(), sent=nothing)

    device.mend()
    tray.wait_for_one()
    outcome = driver.print_sheet(stream(mark=8), sent=nothing)

    assert outcome is Outcome.PRINTED
    assert len(tray.seen) == 2


def test_a_mute_model_is_given_time_and_its_sheet_assumed(connect, tray):
    waits = []
    driver = connect(model=ModelClass.MUTE, pause=waits.append)

    outcome = driver.print_sheet(stream(800), sent=nothing)
    tray.wait_for_one()

    assert outcome is Outcome.ASSUMED
    assert waits == [pytest.approx((800 + 32) / 8 / 1000 + 0.05)]


def test_a_mute_model_is_never_called_ready(connect, device):
    status = connect(model=ModelClass.MUTE).status()

    assert (status.state, status.paper) == (PrinterState.UNKNOWN, PaperLevel.UNKNOWN)


def test_an_answer_that_admits_to_missing_paper_confirms_nothing(driver, device, tray):
    device.strike(Fault.PAPER_END_UNSEEN, at_row=200)

    with pytest.raises(PrinterFault) as caught:
        driver.print_sheet(stream(), sent=nothing)

    assert caught.value.body_sent
    assert caught.value.status.state is PrinterState.PAPER_OUT
    assert tray.seen == []
