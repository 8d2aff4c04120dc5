"""Halls to begin with: the usual ones, to be changed in the editor."""

from __future__ import annotations

import enum
from collections.abc import Callable

from conference.refusals import N_
from conference.seating.hall import Area, Block, Door, Hall, Numbering, RowLabels
from conference.seating.places import AISLE_MM

_SEAT_MM = 600
_ROW_MM = 800
_FRONT_MM = 1500
_PRESIDIUM = 5
_LETTERS = 26


class Preset(enum.StrEnum):
    """The halls one can begin with."""

    TWO_BLOCKS = "two_blocks"
    THREE_BLOCKS = "three_blocks"
    U_SHAPE = "u_shape"
    AREAS = "areas"


PRESET_NAMES = {
    Preset.TWO_BLOCKS: N_("Hội trường 2 khối"),
    Preset.THREE_BLOCKS: N_("Hội trường 3 khối"),
    Preset.U_SHAPE: N_("Phòng họp chữ U"),
    Preset.AREAS: N_("Chỉ khu vực, không đánh số ghế"),
}


def preset_hall(preset: Preset, *, people: int) -> Hall:
    """Give a hall of this kind that holds at least so many people beside the presidium."""
    return _MAKERS[preset](max(people, 1))


def _rows_for(people: int, per_row: int) -> int:
    return -(-people // per_row)


def _per_row(people: int, least: int) -> int:
    """Give the seats of a block's row, so that a hall is about as deep as it is wide."""
    side = least
    while side * side * 2 < people and side < 40:  # noqa: PLR2004 - no row is longer than that
        side += 1
    return side


def _row_labels(rows: int) -> RowLabels:
    """Name rows with letters as far as they go; "CT" would also be the presidium's."""
    return RowLabels.LETTERS if rows <= _LETTERS else RowLabels.NUMBERS


def _two_blocks(people: int) -> Hall:
    wide = _per_row(people, 8)
    rows = (wide,) * _rows_for(people, 2 * wide)
    named = _row_labels(len(rows))
    apart = (wide * _SEAT_MM + AISLE_MM) // 2
    return Hall(
        stage_width_mm=max(8000, wide * _SEAT_MM),
        presidium=_PRESIDIUM,
        blocks=(
            Block("Khối trái", rows, -apart, _FRONT_MM, row_labels=named, numbering=Numbering.ODD),
            Block("Khối phải", rows, apart, _FRONT_MM, row_labels=named, numbering=Numbering.EVEN),
        ),
        doors=_back_doors(2 * apart, _FRONT_MM + (len(rows) + 1) * _ROW_MM),
    )


def _three_blocks(people: int) -> Hall:
    side = _per_row(people, 6) * 3 // 4
    middle = side * 2
    rows = _rows_for(people, 2 * side + middle)
    named = _row_labels(rows)
    apart = (side + middle) * _SEAT_MM // 2 + AISLE_MM
    return Hall(
        stage_width_mm=max(10_000, middle * _SEAT_MM),
        presidium=_PRESIDIUM,
        blocks=(
            Block("Khối trái", (side,) * rows, -apart, _FRONT_MM, row_labels=named),
            Block(
                "Khối giữa", (middle,) * rows, 0, _FRONT_MM, row_labels=named, first_number=side + 1
            ),
            Block(
                "Khối phải",
                (side,) * rows,
                apart,
                _FRONT_MM,
                row_labels=named,
                first_number=3 * side + 1,
            ),
        ),
        doors=_back_doors(2 * apart, _FRONT_MM + (rows + 1) * _ROW_MM),
    )


def _u_shape(people: int) -> Hall:
    """Give three sides of a table, one or more rows deep, open towards the presidium."""
    depth = 1 + people // 60
    named = _row_labels(depth)
    bottom = max(4, people // (3 * depth))
    side = _rows_for(max(people - bottom * depth, 1), 2 * depth)
    half = bottom * _SEAT_MM // 2 + _SEAT_MM
    length = side * _SEAT_MM
    front = _FRONT_MM + 400
    middle = front + length // 2
    return Hall(
        stage_width_mm=max(5000, bottom * _SEAT_MM),
        stage_depth_mm=2000,
        presidium=_PRESIDIUM,
        blocks=(
            Block(
                "Dãy trái", (side,) * depth, -half, middle, angle=90, prefix="T", row_labels=named
            ),
            Block(
                "Dãy phải", (side,) * depth, half, middle, angle=-90, prefix="P", row_labels=named
            ),
            Block(
                "Dãy cuối",
                (bottom,) * depth,
                0,
                front + length + _SEAT_MM,
                prefix="D",
                row_labels=named,
            ),
        ),
        doors=(Door("Cửa chính", 0, front + length + (depth + 3) * _ROW_MM),),
    )


def _areas(people: int) -> Hall:
    each = _rows_for(people, 4)
    names = ("Khu vực 1", "Khu vực 2", "Khu vực 3", "Khu vực 4")
    places = [(-4000, _FRONT_MM), (4000, _FRONT_MM), (-4000, 8000), (4000, 8000)]
    return Hall(
        presidium=_PRESIDIUM,
        areas=tuple(
            Area(name, each, x_mm, y_mm, 7000, 5000)
            for name, (x_mm, y_mm) in zip(names, places, strict=True)
        ),
        doors=_back_doors(14_000, 14_000),
    )


def _back_doors(width_mm: int, y_mm: int) -> tuple[Door, ...]:
    return (
        Door("Cửa 1", -width_mm // 2, y_mm),
        Door("Cửa 2", width_mm // 2, y_mm),
    )


_MAKERS: dict[Preset, Callable[[int], Hall]] = {
    Preset.TWO_BLOCKS: _two_blocks,
    Preset.THREE_BLOCKS: _three_blocks,
    Preset.U_SHAPE: _u_shape,
    Preset.AREAS: _areas,
}
