"""Every seat of a hall with its label and its place; labels are unique."""

from __future__ import annotations

import enum
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from conference.names import tidy
from conference.seating.hall import (
    LONGEST_LABEL,
    MOST_SEATS,
    Align,
    Block,
    Hall,
    HallTooLarge,
    HallUnreadable,
    Numbering,
    Purpose,
    RowLabels,
    SeatLabelTwice,
)

AISLE_MM = 1200
_PRESIDIUM_SEAT_MM = 800


class SeatKind(enum.StrEnum):
    """In the hall, or at the table of the Đoàn Chủ tịch, facing it."""

    HALL = "hall"
    PRESIDIUM = "presidium"


@dataclass(frozen=True, slots=True)
class Seat:
    """A seat: what stands on its label, where its middle is, and whom it is kept for.

    `row_nth` (the row within its block), `section` (between aisles) and `nth` (the place within the
    row, all from 0) tell neighbours. `blocked` is the reason, empty for a free seat. `area` names
    the reserve.
    """

    label: str
    block: str
    row: str
    number: int
    x_mm: int
    y_mm: int
    kind: SeatKind
    blocked: str
    area: str
    purpose: Purpose | None
    row_nth: int
    section: int
    nth: int


def seats(hall: Hall) -> list[Seat]:
    """Give every seat: the presidium's table first, then block by block, row by row.

    Raises:
        HallTooLarge: more than `MOST_SEATS`.
        SeatLabelTwice: the numbering gives one label to two seats.
        HallUnreadable: a label is too long for the list.
    """
    count = hall.presidium + sum(sum(block.rows) for block in hall.blocks)
    if count > MOST_SEATS:
        raise HallTooLarge(seats=count, most=MOST_SEATS)
    made = list(_presidium(hall))
    for block in hall.blocks:
        made += _block(hall, block)
    _check_labels(made)
    return made


def _check_labels(made: Iterable[Seat]) -> None:
    seen: set[str] = set()
    for seat in made:
        if seat.label in seen:
            raise SeatLabelTwice(seat=seat.label)
        if len(seat.label) > LONGEST_LABEL:
            raise HallUnreadable(where=seat.label)
        seen.add(seat.label)


def _presidium(hall: Hall) -> Iterator[Seat]:
    left = -(hall.presidium - 1) * _PRESIDIUM_SEAT_MM // 2
    y_mm = -hall.stage_depth_mm * 2 // 5
    for nth in range(hall.presidium):
        label = f"{hall.presidium_prefix}-{nth + 1:02d}"
        yield Seat(
            label=label,
            block="",
            row=hall.presidium_prefix,
            number=nth + 1,
            x_mm=left + nth * _PRESIDIUM_SEAT_MM,
            y_mm=y_mm,
            kind=SeatKind.PRESIDIUM,
            blocked=hall.blocked.get(label, ""),
            area="",
            purpose=None,
            row_nth=0,
            section=0,
            nth=nth,
        )


def _block(hall: Hall, block: Block) -> Iterator[Seat]:
    kept = [one for one in hall.reserves if one.block == block.name]
    turn = math.radians(block.angle)
    cos, sin = math.cos(turn), math.sin(turn)
    names, widest = row_names(block), max(block.rows, default=0)
    full_mm = _width_mm(block, widest)
    for nth, count in enumerate(block.rows):
        name = names[nth]
        numbers = _numbers(block, count)
        reserve = next((one for one in kept if one.first_row <= nth + 1 <= one.last_row), None)
        area, purpose = (reserve.name, reserve.purpose) if reserve else ("", None)
        start = _start_mm(block, count, full_mm)
        down = nth * block.row_mm + AISLE_MM * sum(
            after <= nth for after in block.aisles_after_rows
        )
        for seat_nth in range(count):
            section = sum(after <= seat_nth for after in block.aisles_after_seats)
            along = start + seat_nth * block.seat_mm + section * AISLE_MM
            label = tidy(f"{block.prefix}{name}-{numbers[seat_nth]:02d}")
            yield Seat(
                label=label,
                block=block.name,
                row=f"{block.prefix}{name}",
                number=numbers[seat_nth],
                x_mm=block.x_mm + round(along * cos - down * sin),
                y_mm=block.y_mm + round(along * sin + down * cos),
                kind=SeatKind.HALL,
                blocked=hall.blocked.get(label, ""),
                area=area,
                purpose=purpose,
                row_nth=nth,
                section=section,
                nth=seat_nth,
            )


def _width_mm(block: Block, count: int) -> int:
    """Give the distance between the middles of a row's first and last seat."""
    aisles = sum(after < count for after in block.aisles_after_seats)
    return (count - 1) * block.seat_mm + aisles * AISLE_MM


def _start_mm(block: Block, count: int, full_mm: int) -> int:
    if block.align is Align.LEFT:
        return -full_mm // 2
    if block.align is Align.RIGHT:
        return full_mm // 2 - _width_mm(block, count)
    return -_width_mm(block, count) // 2


def row_names(block: Block) -> list[str]:
    """Name the rows of a block, skipped letters left out: A … Z, AA, AB …, or 1, 2, 3."""
    wanted = range(block.first_row, block.first_row + len(block.rows))
    if block.row_labels is RowLabels.NUMBERS:
        return [str(number) for number in wanted]
    letters = [chr(code) for code in range(ord("A"), ord("Z") + 1)]
    used = [letter for letter in letters if letter not in block.skipped_letters]
    return [_in_letters(number, used) for number in wanted]


def _in_letters(number: int, letters: list[str]) -> str:
    name = ""
    if len(letters) == 1:
        return letters[0] * number
    while number > 0:
        number, rest = divmod(number - 1, len(letters))
        name = letters[rest] + name
    return name


def _numbers(block: Block, count: int) -> list[int]:
    """Number a row's seats, given from left to right."""
    first, upward = block.first_number, range(count)
    if block.numbering is Numbering.LEFT_TO_RIGHT:
        return [first + nth for nth in upward]
    if block.numbering is Numbering.RIGHT_TO_LEFT:
        return [first + nth for nth in reversed(upward)]
    if block.numbering is Numbering.ODD_EVEN:
        left = (count + 1) // 2
        odd = [2 * (first + nth) - 1 for nth in reversed(range(left))]
        return odd + [2 * (first + nth) for nth in range(count - left)]
    extra = 1 if block.numbering is Numbering.ODD else 0
    from_middle = [2 * (first + nth) - extra for nth in upward]
    return from_middle[::-1] if block.x_mm < 0 else from_middle


def free_seats(hall: Hall) -> list[Seat]:
    """Give the seats that are not blocked."""
    return [seat for seat in seats(hall) if not seat.blocked]
