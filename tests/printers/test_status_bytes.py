"""What a printer says is read only where its fixed bits vouch for it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from printers.badge_printer import PaperLevel, PrinterState
from printers.escpos import AnswerKind, AnswerSorter, read_status

READY = {1: 0x12, 2: 0x12, 3: 0x12, 4: 0x12}


def kinds(data):
    return [(answer.kind, answer.data) for answer in AnswerSorter().feed(data)]


@pytest.mark.parametrize(
    ("changed", "state", "paper"),
    [
        ({}, PrinterState.READY, PaperLevel.PLENTY),
        ({4: 0x1E}, PrinterState.READY, PaperLevel.LOW),
        ({1: 0x1A, 2: 0x16}, PrinterState.COVER_OPEN, PaperLevel.PLENTY),
        ({1: 0x1A, 2: 0x32, 4: 0x7E}, PrinterState.PAPER_OUT, PaperLevel.OUT),
        ({2: 0x32}, PrinterState.PAPER_OUT, PaperLevel.OUT),
        ({4: 0x72}, PrinterState.PAPER_OUT, PaperLevel.OUT),
        ({1: 0x1A, 2: 0x52, 3: 0x1A}, PrinterState.CUTTER_ERROR, PaperLevel.PLENTY),
        ({3: 0x32}, PrinterState.OFFLINE, PaperLevel.PLENTY),
        ({3: 0x52}, PrinterState.OFFLINE, PaperLevel.PLENTY),
        ({1: 0x1A, 4: 0x7E, 2: 0x16}, PrinterState.COVER_OPEN, PaperLevel.OUT),
        ({1: 0x1A}, PrinterState.OFFLINE, PaperLevel.PLENTY),
    ],
)
def test_the_gravest_cause_names_the_state(changed, state, paper):
    status = read_status(READY | changed)

    assert (status.state, status.paper) == (state, paper)
    assert status.detail.endswith(".")


def test_no_answer_at_all_says_nothing_good():
    status = read_status({})

    assert (status.state, status.paper) == (PrinterState.UNKNOWN, PaperLevel.UNKNOWN)


def test_a_printer_without_a_paper_answer_is_ready_with_unknown_paper():
    assert read_status({1: 0x12}).paper is PaperLevel.UNKNOWN


def test_each_answer_is_known_by_its_fixed_bits():
    data = b"\x12" + b"\x00" + b"\x14\x00\x00\x0f" + b"\x37\x2226\x32\x36\x00" + b"\x16"

    assert kinds(data) == [
        (AnswerKind.REAL_TIME, b"\x12"),
        (AnswerKind.IN_ORDER, b"\x00"),
        (AnswerKind.PUSHED, b"\x14\x00\x00\x0f"),
        (AnswerKind.BLOCK, b"\x37\x2226\x32\x36\x00"),
        (AnswerKind.REAL_TIME, b"\x16"),
    ]


def test_xon_and_xoff_are_no_answers():
    assert kinds(b"\x11\x13\x12") == [(AnswerKind.REAL_TIME, b"\x12")]


def test_a_block_without_an_end_does_not_silence_the_printer_for_ever():
    answers = kinds(b"\x5f" + b"\xff" * 200 + b"\x12")

    assert answers == [(AnswerKind.REAL_TIME, b"\x12")]


def test_a_pushed_status_that_is_none_is_dropped():
    assert kinds(b"\x10\x12") == [(AnswerKind.REAL_TIME, b"\x12")]


@given(st.binary(max_size=200), st.integers(1, 7))
def test_answers_do_not_depend_on_how_the_bytes_arrive(data, size):
    whole, sorter = kinds(data), AnswerSorter()

    parts = [a for i in range(0, len(data), size) for a in sorter.feed(data[i : i + size])]

    if len(data) < 100:
        assert [(answer.kind, answer.data) for answer in parts] == whole
