"""A hall as data: blocks of numbered rows, aisles, the presidium's table, areas, doors.

Millimetres; x grows to the right of somebody who looks at the stage, y away from the stage; the
middle of the stage's front edge is (0, 0). Whatever comes from outside passes `hall_from`.
"""

from __future__ import annotations

import enum
import hashlib
import json
from dataclasses import asdict, field
from typing import Annotated, Any

from pydantic import ConfigDict, Field, StringConstraints, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass

from conference.names import tidy
from conference.refusals import N_, Refusal

MOST_SEATS = 20_000
LONGEST_LABEL = 20
"""Characters that a delegate's seat may have in the list."""


class RowLabels(enum.StrEnum):
    """How rows are named: A, B … Z, AA, or 1, 2, 3."""

    LETTERS = "letters"
    NUMBERS = "numbers"


class Numbering(enum.StrEnum):
    """How the seats of a row are numbered; left and right as one looks at the stage.

    `odd` and `even` count from the side that is nearer to the hall's middle; `odd_even` is for a
    block astride the middle: odd numbers to its left, even ones to its right.
    """

    LEFT_TO_RIGHT = "left_to_right"
    RIGHT_TO_LEFT = "right_to_left"
    ODD = "odd"
    EVEN = "even"
    ODD_EVEN = "odd_even"


class Align(enum.StrEnum):
    """Where the rows of a block are flush when they differ in length."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


class Purpose(enum.StrEnum):
    """Whom reserved rows are kept for; `spare` rows are given out by hand only."""

    VIP = "vip"
    RECIPIENTS = "recipients"
    APART = "apart"
    SPARE = "spare"


_CONFIG = ConfigDict(extra="forbid")
Name = Annotated[str, StringConstraints(max_length=60)]
GivenName = Annotated[str, StringConstraints(min_length=1, max_length=60)]
Metre = Annotated[int, Field(ge=-300_000, le=300_000)]
Length = Annotated[int, Field(ge=100, le=300_000)]


@dataclass(frozen=True, config=_CONFIG)
class Block:
    """Rows of seats that stand together.

    (x, y) is the middle of the first row; `angle` turns the block about it, clockwise: 90 makes it
    look to the right. `rows` holds the number of seats of each row, the first row nearest to the
    stage. `prefix` stands before the row's name where two blocks have the same rows.
    """

    name: GivenName
    rows: Annotated[tuple[Annotated[int, Field(ge=1, le=200)], ...], Field(max_length=300)]
    x_mm: Metre = 0
    y_mm: Metre = 1500
    angle: Annotated[int, Field(ge=-180, le=180)] = 0
    prefix: Annotated[str, StringConstraints(max_length=6)] = ""
    row_labels: RowLabels = RowLabels.LETTERS
    skipped_letters: Annotated[str, StringConstraints(max_length=25, pattern="^[A-Z]*$")] = ""
    first_row: Annotated[int, Field(ge=1, le=300)] = 1
    numbering: Numbering = Numbering.LEFT_TO_RIGHT
    first_number: Annotated[int, Field(ge=1, le=999)] = 1
    align: Align = Align.CENTRE
    aisles_after_seats: tuple[Annotated[int, Field(ge=1)], ...] = ()
    aisles_after_rows: tuple[Annotated[int, Field(ge=1)], ...] = ()
    seat_mm: Annotated[int, Field(ge=400, le=2000)] = 600
    row_mm: Annotated[int, Field(ge=600, le=4000)] = 800


@dataclass(frozen=True, config=_CONFIG)
class Reserve:
    """Rows of a block that are kept for some; rows are counted from 1, both ends included."""

    name: GivenName
    block: GivenName
    first_row: Annotated[int, Field(ge=1)]
    last_row: Annotated[int, Field(ge=1)]
    purpose: Purpose = Purpose.VIP


@dataclass(frozen=True, config=_CONFIG)
class Area:
    """A part of the hall without numbers (khu vực): a rectangle and how many it holds."""

    name: GivenName
    capacity: Annotated[int, Field(ge=1, le=MOST_SEATS)]
    x_mm: Metre = 0
    y_mm: Metre = 2000
    width_mm: Length = 6000
    depth_mm: Length = 5000


@dataclass(frozen=True, config=_CONFIG)
class Door:
    """A way into the hall."""

    name: GivenName
    x_mm: Metre
    y_mm: Metre


@dataclass(frozen=True, config=_CONFIG)
class Hall:
    """The whole plan. `blocked` maps a seat's label to the reason why nobody may sit there."""

    name: Name = ""
    stage_width_mm: Length = 12_000
    stage_depth_mm: Length = 2_200
    presidium: Annotated[int, Field(ge=0, le=60)] = 0
    presidium_prefix: Annotated[str, StringConstraints(min_length=1, max_length=6)] = "CT"
    blocks: Annotated[tuple[Block, ...], Field(max_length=60)] = ()
    reserves: Annotated[tuple[Reserve, ...], Field(max_length=60)] = ()
    areas: Annotated[tuple[Area, ...], Field(max_length=100)] = ()
    doors: Annotated[tuple[Door, ...], Field(max_length=30)] = ()
    blocked: dict[str, Name] = field(default_factory=dict)


class HallUnreadable(Refusal):
    """The plan has not the form of a hall."""

    code = "hall_unreadable"
    sentence = N_(
        "Sơ đồ hội trường có chỗ chưa đúng (%(where)s); sơ đồ đang dùng không thay đổi. Vui lòng "
        "sửa ô đó rồi lưu lại."
    )


class HallTooLarge(Refusal):
    """More seats than any hall of ours has."""

    code = "hall_too_large"
    sentence = N_(
        "Sơ đồ có %(seats)s ghế, nhiều hơn mức %(most)s ghế; sơ đồ đang dùng không thay đổi."
    )


class SeatLabelTwice(Refusal):
    """Two seats would carry one number."""

    code = "seat_label_twice"
    sentence = N_(
        "Số ghế %(seat)s có hai lần trong sơ đồ; sơ đồ đang dùng không thay đổi. Vui lòng đổi cách "
        "đánh số, hàng đầu tiên hoặc chữ đầu của khối."
    )


class HallNameTwice(Refusal):
    """Two blocks, or two areas, have one name."""

    code = "hall_name_twice"
    sentence = N_(
        "Tên “%(name)s” được dùng cho hai khối hoặc hai khu vực; sơ đồ đang dùng không thay đổi. "
        "Vui lòng đặt tên khác."
    )


_ANY_HALL = TypeAdapter(Hall)


def hall_from(value: Any) -> Hall:
    """Read a hall from plain values, such as JSON gives.

    Raises:
        HallUnreadable: it has not the form of a hall; `where` names the places.
        HallNameTwice: two blocks or two areas have one name.
    """
    try:
        hall = _ANY_HALL.validate_python(_tidied(value))
    except ValidationError as exc:
        places = {".".join(map(str, one["loc"])) or "JSON" for one in exc.errors()}
        raise HallUnreadable(where=", ".join(sorted(places)[:5])) from exc
    _check_names(hall)
    return hall


def _tidied(value: Any) -> Any:
    """Give plain values with every text in NFC and lists as the tuples of the dataclasses."""
    if isinstance(value, str):
        return tidy(value)
    if isinstance(value, dict):
        return {tidy(str(key)): _tidied(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return tuple(_tidied(one) for one in value)
    return value


def _check_names(hall: Hall) -> None:
    blocks = [block.name for block in hall.blocks]
    areas = [area.name for area in hall.areas]
    for names in (blocks, areas):
        for name in names:
            if names.count(name) > 1:
                raise HallNameTwice(name=name)
    for nth, reserve in enumerate(hall.reserves):
        if reserve.block not in blocks or reserve.last_row < reserve.first_row:
            raise HallUnreadable(where=f"reserves.{nth}")


def plain(hall: Hall) -> dict[str, Any]:
    """Give the hall as plain values; `hall_from` reads them again."""
    values: dict[str, Any] = json.loads(json.dumps(asdict(hall)))
    return values


def digest(value: Any) -> str:
    """Give a short name of plain values, by which a page tells whether they changed since."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def area_capacity(hall: Hall) -> int:
    """Give how many the areas without numbers hold together."""
    return sum(area.capacity for area in hall.areas)
