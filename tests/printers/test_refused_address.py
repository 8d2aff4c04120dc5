"""An address that names no printer is refused with a sentence that says what to write."""

import pytest

from printers.catalogue import PrinterAddressError, open_printer


@pytest.mark.parametrize(
    "address",
    [
        "",
        "192.168.1.50",
        "tcp://",
        "tcp://:9100",
        "tcp://printer/queue",
        "tcp://somebody@printer",
        "http://printer",
        "tcp://printer:0",
        "tcp://printer:ninety",
        "tcp://printer:99999",
        "tcp://[::1",
    ],
)
def test_what_is_no_network_address_is_refused_with_advice(address):
    with pytest.raises(PrinterAddressError, match=r"tcp://host:9100"):
        open_printer(address, name="Bàn 1")


@pytest.mark.parametrize("address", ["usb://04b8:0202", "serial:///dev/ttyUSB0"])
def test_ways_that_come_later_say_so(address):
    with pytest.raises(PrinterAddressError, match="not supported yet"):
        open_printer(address, name="Bàn 1")


def test_a_printer_that_is_switched_off_has_a_driver_too():
    driver = open_printer(" tcp://192.0.2.1 ", name="Bàn 2")

    assert driver.name == "Bàn 2"


def test_a_name_that_nobody_knows_is_offline(device):
    driver = open_printer("tcp://printer.invalid", name="Bàn 1")

    status = driver.status()

    assert status.state == "offline"
