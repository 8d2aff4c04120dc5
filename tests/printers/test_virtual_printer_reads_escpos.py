"""The virtual printer understands what a real one does, and counts what it does not."""

import pytest

from printers.virtual import Interpreter, Reply, Sheet
from printers.virtual.interpreter import LONGEST_SHEET_ROWS, RealTimeWatch

CUT = b"\x1dV\x01"


@pytest.mark.parametrize(
    ("command", "reply"),
    [
        (b"\x1dr\x01", b"\0"),
        (b"\x1dr\x02", b"\0"),
        (b"\x1dI\x42", b"\x5fHOINGHI\0"),
        (b"\x1dI\x01", b"\x20"),
        (b"\x1d(H\x06\x0000abcd", b"\x37\x22abcd\0"),
    ],
)
def test_questions_are_answered(command, reply):
    assert Interpreter().feed(command) == [Reply(reply)]


@pytest.mark.parametrize(
    ("command", "rows"),
    [
        (b"\n", 30),
        (b"\x1bd\x03", 90),
        (b"\x1bJ\x64", 50),
        (b"\x1dP\xcb\xcb\x1bJ\x64", 100),
        (b"\x1dP\xcb\xcb\x1b@\x1bJ\x64", 50),
        (b"\x1dP\x00\x00\x1bJ\x64", 50),
        (b"\x1dP\xcb\xcb\x1dVB\x10\x1bJ\x10", 16),
    ],
)
def test_paper_moves_by_lines_and_by_motion_units(command, rows):
    results = Interpreter().feed(command + CUT)

    assert isinstance(results[-1], Sheet)
    assert results[-1].rows == rows


def test_a_cut_without_paper_moved_is_no_sheet():
    assert Interpreter().feed(CUT) == []


@pytest.mark.parametrize(
    ("command", "counted"),
    [
        (b"A", b"text"),
        (b"\x1b?", b"\x1b?"),
        (b"\x1dI\x63", b"GS I"),
        (b"\x1d(k\x02\x00zz", b"\x1d(k"),
        (b"\x1dv0\x03\x01\x00\x01\x00\xff", b"raster mode"),
        (b"\x1dv0\x00\x50\x00\x01\x00" + b"\xff" * 80, b"raster wider than the head"),
    ],
)
def test_what_is_not_understood_is_counted_and_the_next_command_is(command, counted):
    printer = Interpreter()

    results = printer.feed(command + b"\x1dr\x01")

    assert printer.unknown == {counted: 1}
    assert results == [Reply(b"\0")]


@pytest.mark.parametrize(
    "command", [b"\x10\x04\x01", b"\x10\x05\x01", b"\x10\x14\x01\x00\x01", b"\x1da\xff"]
)
def test_real_time_commands_and_asb_move_nothing(command):
    printer = Interpreter()

    assert printer.feed(command + b"\x1dr\x01") == [Reply(b"\0")]
    assert not printer.unknown


def test_a_sheet_that_nobody_cuts_does_not_fill_the_memory():
    printer = Interpreter()

    for _ in range(40):
        printer.feed(b"\x1bd\xff")

    assert printer.rows < 2 * LONGEST_SHEET_ROWS
    assert printer.unknown[b"sheet too long"] > 0


def test_the_kinds_of_unknown_things_are_bounded():
    printer = Interpreter()

    for code in range(256):
        printer.feed(bytes((0x1C, code)))

    assert len(printer.unknown) == 100


def test_status_queries_are_found_across_portions_and_once_each():
    watch = RealTimeWatch()

    found = [
        watch.feed(part) for part in (b"ab\x10", b"\x04", b"\x02", b"\x10\x04\x09\x10\x04\x01")
    ]

    assert found == [[], [], [2], [1]]
