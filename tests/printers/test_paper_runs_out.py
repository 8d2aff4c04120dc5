"""The paper runs out, the cover is opened, the cutter jams: normal states of a busy morning."""

import pytest

from printers.badge_printer import Outcome, PaperLevel, PrinterFault, PrinterState
from printers.virtual import Fault

from .conftest import nothing, stream

STANDSTILLS = [
    (Fault.PAPER_OUT, PrinterState.PAPER_OUT),
    (Fault.COVER_OPEN, PrinterState.COVER_OPEN),
    (Fault.CUTTER_ERROR, PrinterState.CUTTER_ERROR),
]


@pytest.mark.parametrize(("fault", "state"), [*STANDSTILLS, (Fault.OFFLINE, PrinterState.OFFLINE)])
def test_a_standstill_before_the_sheet_lets_nothing_of_it_leave(driver, device, fault, state):
    device.strike(fault)

    with pytest.raises(PrinterFault) as caught:
        driver.print_sheet(stream(), sent=nothing)

    assert caught.value.status.state is state
    assert not caught.value.body_sent
    assert driver.status().state is state


@pytest.mark.parametrize(("fault", "state"), STANDSTILLS)
def test_a_standstill_in_the_middle_is_uncertain_and_names_its_cause(
    driver, device, tray, *, fault, state
):
    device.strike(fault, at_row=200)

    with pytest.raises(PrinterFault) as caught:
        driver.print_sheet(stream(), sent=nothing)

    assert caught.value.body_sent
    assert caught.value.status.state is state
    assert tray.seen == []


def test_a_new_roll_brings_out_the_waiting_sheet_and_then_the_next(driver, device, tray):
    device.strike(Fault.PAPER_OUT, at_row=200)
    with pytest.raises(PrinterFault):
        driver.print_sheet(stream(mark=8), sent=nothing)

    device.mend()
    tray.wait_for_one()
    outcome = driver.print_sheet(stream(mark=16), sent=nothing)

    assert outcome is Outcome.PRINTED
    assert [sheet.number for sheet in tray.seen] == [1, 2]
    assert tray.seen[0].sha256 != tray.seen[1].sha256


def test_an_empty_printer_says_that_it_has_no_paper(driver, device):
    device.strike(Fault.PAPER_OUT)

    status = driver.status()

    assert (status.state, status.paper) == (PrinterState.PAPER_OUT, PaperLevel.OUT)
    assert device.faults == {Fault.PAPER_OUT}


def test_offline_without_a_cause_is_waited_for_and_then_uncertain(driver, device, tray):
    device.strike(Fault.OFFLINE, at_row=200)

    with pytest.raises(PrinterFault) as caught:
        driver.print_sheet(stream(), sent=nothing)

    assert caught.value.body_sent
    assert tray.seen == []
