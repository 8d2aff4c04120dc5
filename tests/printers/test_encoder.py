"""What is encoded is what a printer draws, and no picture hides a command."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from printers.escpos import BAND_ROWS, encode_sheet, rows_in
from printers.virtual import Interpreter, Reply, Sheet

REAL_TIME = re.compile(rb"\x10[\x04\x05\x14]")


def encode(image, feed_mm=0):
    return encode_sheet(image, feed_mm=feed_mm, dots_per_mm=8)


def print_in_portions(data, size):
    printer = Interpreter()
    results = [
        result
        for start in range(0, len(data), size)
        for result in printer.feed(data[start : start + size])
    ]
    return printer, results


def strip_of(rows):
    """A picture with the given bytes as its dots."""
    return Image.frombytes("1", (576, len(rows) // 72), bytes(byte ^ 0xFF for byte in rows))


@st.composite
def pictures(draw):
    """Pictures with ink, long blank runs and every kind of byte."""
    parts = draw(st.lists(st.one_of(st.binary(min_size=1, max_size=72), st.integers(1, 300))))
    rows = b"".join(
        bytes(72 * part) if isinstance(part, int) else part.ljust(72, b"\0") for part in parts
    )
    return strip_of(rows + b"\xff".ljust(72, b"\0"))


@settings(deadline=None, max_examples=60)
@given(pictures(), st.integers(1, 5000))
def test_a_printer_draws_exactly_what_was_encoded_however_it_arrives(image, size):
    data = encode(image)

    printer, (sheet,) = print_in_portions(data, size)

    if not REAL_TIME.search(image.tobytes().translate(bytes(255 - v for v in range(256)))):
        assert sheet.image().tobytes() == image.tobytes()
    assert sheet.rows == image.height == rows_in(data)
    assert not printer.unknown


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from([b"\x10\x04", b"\x10\x05", b"\x10\x14", b"\x10", b"\x04\x10"])))
def test_no_picture_hides_a_real_time_command(parts):
    dots = b"\x01" + b"".join(parts)
    image = strip_of(dots.ljust(-(-len(dots) // 72) * 72, b"\x10"))

    data = encode(image)

    _printer, (sheet,) = print_in_portions(data, 4096)
    flipped = sum(
        (a ^ b).bit_count() for a, b in zip(sheet.image().tobytes(), image.tobytes(), strict=True)
    )
    assert not REAL_TIME.search(data)
    assert flipped == len(REAL_TIME.findall(dots.ljust(image.height * 72, b"\x10")))


def test_a_command_across_two_rows_is_found_too():
    rows = b"\xff" * 71 + b"\x10" + b"\x04" + b"\xff" * 71

    data = encode(strip_of(rows))

    assert not REAL_TIME.search(data)


def test_bands_are_low_enough_for_clones():
    data = encode(Image.new("1", (576, 1000), 0))

    heights = [head[6] for head in re.findall(rb"\x1dv0\x00....", data, re.DOTALL)]

    assert len(heights) == 8
    assert max(heights) <= BAND_ROWS


def test_blank_paper_is_fed_and_not_sent():
    image = Image.new("1", (576, 1000), 1)
    image.paste(0, (0, 500, 576, 501))

    data = encode(image, feed_mm=10)

    assert len(data) < 150
    assert rows_in(data) == 1000 + 80


def test_a_sheet_without_a_feed_ends_in_the_cut():
    data = encode(Image.new("1", (576, 8), 0))

    assert data.endswith(b"\xff\x1dV\x01")


def test_a_head_that_is_no_multiple_of_eight_gets_white_beside_the_picture():
    image = Image.new("1", (100, 20), 0)

    _printer, (sheet,) = print_in_portions(encode(image), 4096)

    printed = sheet.image()
    assert printed.crop((0, 0, 100, 20)).tobytes() == image.tobytes()
    assert printed.crop((100, 0, 576, 20)).getextrema() == (255, 255)


def test_grey_is_cut_at_the_threshold_and_never_dithered():
    image = Image.new("L", (576, 16), 200)

    _printer, (sheet,) = print_in_portions(encode(image), 4096)

    assert sheet.is_blank


def test_a_head_finer_than_the_command_can_say_is_refused():
    with pytest.raises(ValueError, match="range"):
        encode_sheet(Image.new("1", (576, 8), 0), feed_mm=1, dots_per_mm=12)


def test_what_is_no_sheet_has_the_rows_that_are_recognised():
    assert rows_in(b"hello\x1bJ\x28\x1b") == 40


def test_wild_bytes_never_stop_the_printer():
    @settings(deadline=None, max_examples=80)
    @given(st.binary(max_size=600))
    def check(data):
        printer = Interpreter()
        printer.feed(data)
        printer.feed(bytes(300_000) + b"\x1b@" + encode(Image.new("1", (576, 8), 0)))
        assert printer.rows <= 30_000
        assert len(printer.unknown) <= 100

    check()


def test_results_are_sheets_and_replies_in_order():
    data = encode(Image.new("1", (576, 8), 0)) + b"\x1dr\x01" + encode(Image.new("1", (576, 9), 0))

    _printer, results = print_in_portions(data, 7)

    assert [type(result) for result in results] == [Sheet, Reply, Sheet]
