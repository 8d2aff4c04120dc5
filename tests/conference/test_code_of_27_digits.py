"""A code is 27 digits; what is damaged, foreign or an ID card is named, and nothing is raised."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from conference.codes import (
    CODE_DIGITS,
    CodeKind,
    CodeRead,
    Unreadable,
    check_digits,
    new_code,
    new_conference_number,
    read_code,
)

KINDS = st.sampled_from(list(CodeKind))
NUMBERS = st.integers(0, 999).map(lambda n: f"{n:03d}")
CODES = st.builds(
    lambda kind, number, rehearsal: new_code(kind, number, rehearsal=rehearsal),
    KINDS,
    NUMBERS,
    st.booleans(),
)


@given(KINDS, NUMBERS, st.booleans())
def test_a_new_code_reads_back_as_what_it_was_made_for(kind, number, rehearsal):
    code = new_code(kind, number, rehearsal=rehearsal)

    read = read_code(code)

    assert read == CodeRead(code, kind, number, rehearsal)
    assert len(code) == CODE_DIGITS
    assert code.isascii()
    assert code.isdigit()


@given(CODES, st.integers(0, CODE_DIGITS - 1), st.integers(1, 9))
def test_any_single_wrong_digit_is_caught(code, place, change):
    wrong = str((int(code[place]) + change) % 10)
    typed = code[:place] + wrong + code[place + 1 :]

    assert read_code(typed) is Unreadable.DAMAGED


@given(CODES, st.integers(0, CODE_DIGITS - 2))
def test_any_swap_of_two_neighbours_is_caught(code, place):
    a, b = code[place], code[place + 1]
    typed = code[:place] + b + a + code[place + 2 :]

    read = read_code(typed)

    assert read is Unreadable.DAMAGED or a == b


@given(CODES, st.integers(1, CODE_DIGITS - 1))
def test_a_code_cut_short_or_scanned_twice_over_is_damaged(code, length):
    assert read_code(code[:length]) is Unreadable.DAMAGED
    assert read_code(code + code[:length]) is Unreadable.DAMAGED


@given(st.text())
@example("")
@example("\x00")
@example("12345\x00")
@example("😀" * 27)
@example("7" * 10_000)
@example("a" * 10_000)
@example("²" * 27)
@example("٠" * 27)
@example("\ud800")
def test_no_text_makes_the_reader_stumble(scanned):
    for foreign in (False, True):
        assert isinstance(read_code(scanned, foreign=foreign), (CodeRead, Unreadable))


@pytest.mark.parametrize("ending", ["\r", "\n", "\r\n", "\t", "  "])
def test_what_a_scanner_adds_at_the_end_is_dropped(ending):
    code = new_code(CodeKind.INVITATION, "042")

    assert read_code(code + ending) == read_code(code)


@pytest.mark.parametrize("first", "04590")
def test_a_code_of_no_kind_we_print_is_damaged(first):
    payload = first + "042" + "1" * 21

    assert read_code(payload + check_digits(payload)) is Unreadable.DAMAGED


@pytest.mark.parametrize("foreign", [False, True])
def test_a_citizen_card_is_named_even_when_letters_came_with_it(foreign):
    card = "031085001234|142536475|Nguyễn Văn An|01011985|Nam|Hải Phòng|20/08/2021"

    assert read_code(card, foreign=foreign) is Unreadable.CITIZEN_CARD


@pytest.mark.parametrize("scanned", ["", "   ", "https://example.vn/q/1", "１２３", "9" * 513])
def test_what_is_not_a_run_of_digits_is_foreign(scanned):
    assert read_code(scanned) is Unreadable.FOREIGN


def test_a_code_between_which_another_key_was_pressed_is_foreign():
    code = new_code(CodeKind.INVITATION, "042")

    assert read_code(code, foreign=True) is Unreadable.FOREIGN


@given(st.integers(0, 10**25 - 1))
def test_check_digits_are_those_of_iso_7064(number):
    payload = f"{number:025d}"

    digits = check_digits(payload)

    assert len(digits) == 2
    assert int(payload + digits) % 97 == 1


def test_a_conference_number_has_three_digits():
    numbers = {new_conference_number() for _ in range(200)}

    assert all(len(number) == 3 and number.isdigit() for number in numbers)
    assert len(numbers) > 50
