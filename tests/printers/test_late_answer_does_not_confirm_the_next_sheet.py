"""`GS r` carries no name: an answer that comes late must not speak for the sheet after it."""

import pytest

from printers.badge_printer import ModelClass, Outcome, PrinterFault
from printers.virtual import Fault

from .conftest import nothing, stream


@pytest.mark.parametrize("model", [ModelClass.CLONE, ModelClass.EPSON])
def test_the_late_answer_is_taken_before_the_next_sheet_is_sent(connect, device, tray, model):
    driver = connect(model=model)
    driver.print_sheet(stream(), sent=nothing)
    device.strike(Fault.LATE)
    with pytest.raises(PrinterFault) as late:
        driver.print_sheet(stream(mark=8), sent=nothing)

    device.mend()
    device.strike(Fault.OFFLINE, at_row=200)
    with pytest.raises(PrinterFault) as caught:
        driver.print_sheet(stream(mark=16), sent=nothing)

    assert late.value.body_sent
    assert caught.value.body_sent
    assert len(tray.seen) == 2


def test_a_printer_that_owes_an_answer_and_stays_silent_is_sent_nothing(driver, device, tray):
    device.strike(Fault.LATE)

    with pytest.raises(PrinterFault) as caught:
        driver.print_sheet(stream(), sent=nothing)

    assert not caught.value.body_sent
    assert "finished what it was sent before" in caught.value.detail


def test_a_sheet_that_is_still_being_printed_does_not_speak_for_the_next(driver, device, tray):
    driver.print_sheet(stream(), sent=nothing)
    device.strike(Fault.SLOW, at_row=200)
    with pytest.raises(PrinterFault):
        driver.print_sheet(stream(mark=8), sent=nothing)
    device.strike(Fault.OFFLINE, at_row=700)

    with pytest.raises(PrinterFault) as caught:
        driver.print_sheet(stream(800, mark=16), sent=lambda: device.mend(Fault.SLOW))
    device.mend()
    outcome = driver.print_sheet(stream(800, mark=16), sent=nothing)

    assert not caught.value.body_sent
    assert outcome is Outcome.PRINTED
    assert [sheet.rows for sheet in tray.seen] == [432, 432, 832]


def test_after_the_silence_the_next_sheet_is_confirmed_by_its_own_answer(driver, device, tray):
    driver.print_sheet(stream(), sent=nothing)
    device.strike(Fault.MUTE, at_row=200)
    with pytest.raises(PrinterFault):
        driver.print_sheet(stream(mark=8), sent=nothing)

    device.mend()
    outcome = driver.print_sheet(stream(mark=16), sent=nothing)

    assert outcome is Outcome.PRINTED
    assert len(tray.seen) == 3


def test_a_half_sheet_is_cut_off_and_does_not_hang_on_the_next(driver, device, tray):
    device.strike(Fault.STALL, at_row=200)
    with pytest.raises(PrinterFault):
        driver.print_sheet(stream(16_000), sent=nothing)

    device.mend()
    outcome = driver.print_sheet(stream(), sent=nothing)

    assert outcome is Outcome.PRINTED
    assert [sheet.rows for sheet in tray.seen][1:] == [432]
    assert tray.seen[0].rows < 16_000
