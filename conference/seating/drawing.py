"""One drawing of the hall, as SVG in millimetres, for kiosk, usher and print.

Pure: the same hall gives the same text. What people wrote is escaped. Marks differ by pattern and
outline too, so that a black-and-white print tells them apart. No style element and no style
attribute: the pages' content security policy allows none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from itertools import groupby

from conference.refusals import N_
from conference.seating.hall import Area, Hall
from conference.seating.places import AISLE_MM, Seat, SeatKind, seats

_MARGIN_MM = 1500
_SEAT_MM = 540
_CALL_OUT_MM = 1900
_INK, _STONE, _LACQUER = "#1b1715", "#5c5348", "#9f1d20"

FREE, TAKEN, VIP, RECIPIENT, APART = "free", "taken", "vip", "recipient", "apart"
"""What a seat may be marked as, beside blocked and highlighted."""

_FILLS = {
    FREE: "#ffffff",
    TAKEN: "#d6ccbb",
    VIP: "url(#hall-vip)",
    RECIPIENT: "url(#hall-recipient)",
    APART: "url(#hall-apart)",
}

_FONTS = 'font-family="Be Vietnam Pro, Noto Sans, sans-serif"'
_PATTERNS = (
    '<defs><pattern id="hall-vip" width="120" height="120" patternUnits="userSpaceOnUse">'
    '<rect width="120" height="120" fill="#f7dd95"/>'
    '<path d="M0 120L120 0" stroke="#7a5a0c" stroke-width="16"/></pattern>'
    '<pattern id="hall-recipient" width="100" height="100" patternUnits="userSpaceOnUse">'
    '<rect width="100" height="100" fill="#f6d5d2"/>'
    '<circle cx="50" cy="50" r="17" fill="#9f1d20"/></pattern>'
    '<pattern id="hall-apart" width="100" height="100" patternUnits="userSpaceOnUse">'
    '<rect width="100" height="100" fill="#d9e4f2"/>'
    '<path d="M0 50H100" stroke="#244a80" stroke-width="12"/></pattern></defs>'
)


@dataclass(frozen=True)
class HallWords:
    """The words of the drawing, in the reader's language."""

    title: str = "Sơ đồ chỗ ngồi"
    stage: str = "SÂN KHẤU"
    presidium: str = "Đoàn Chủ tịch"
    row: str = "Hàng"
    seat: str = "Ghế"
    places: str = "chỗ"
    blocked: str = "ghế khóa"
    free: str = "còn trống"


HALL_WORDS = {
    "title": N_("Sơ đồ chỗ ngồi"),
    "stage": N_("SÂN KHẤU"),
    "presidium": N_("Đoàn Chủ tịch"),
    "row": N_("Hàng"),
    "seat": N_("Ghế"),
    "places": N_("chỗ"),
    "blocked": N_("ghế khóa"),
    "free": N_("còn trống"),
}
"""The message ids of `HallWords`, by field."""

_NO_WORDS = HallWords()


@dataclass(frozen=True)
class _Box:
    left: int
    top: int
    right: int
    bottom: int

    @property
    def width(self) -> int:
        return self.right - self.left


def hall_svg(
    hall: Hall,
    *,
    highlight: str | None = None,
    occupied: Mapping[str, str] | None = None,
    names: Mapping[str, str] | None = None,
    words: HallWords = _NO_WORDS,
    interactive: bool = False,
) -> str:
    """Draw the hall seen from above, the stage on top.

    `highlight` names a seat or an area: it is drawn large, with its row and block in words and the
    way from the nearest door. `occupied` maps labels to marks (`TAKEN`, `VIP` …), `names` to who
    sits there. `interactive` gives every seat an id and a name of its own for keyboard and screen
    reader; without it the drawing is one picture.
    """
    made = seats(hall)
    found = next((seat for seat in made if seat.label == highlight), None)
    box = _box(hall, made, above_mm=_CALL_OUT_MM if found else _MARGIN_MM // 5)
    body = [
        _PATTERNS,
        _stage(hall, words),
        *(_area(area, words, marked=area.name == highlight) for area in hall.areas),
        *(_door(door.name, door.x_mm, door.y_mm) for door in hall.doors),
        *_row_names(made),
        *_block_names(hall, made),
        *_seats(made, occupied or {}, names or {}, words=words, interactive=interactive),
    ]
    if found is not None:
        body += _highlighted(hall, found, made, box=box, words=words)
    what = _spoken(found, words) if found else str(len(made))
    return _open(box, words, what, interactive=interactive) + "".join(body) + "</svg>"


def _open(box: _Box, words: HallWords, what: str, *, interactive: bool) -> str:
    role = "group" if interactive else "img"
    view = f"{box.left} {box.top} {box.width} {box.bottom - box.top}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{view}" role="{role}" '
        f'aria-labelledby="hall-title hall-desc" {_FONTS}>'
        f'<title id="hall-title">{escape(words.title)}</title>'
        f'<desc id="hall-desc">{escape(what)}</desc>'
    )


def _box(hall: Hall, made: Iterable[Seat], *, above_mm: int) -> _Box:
    """Give the rectangle that holds everything, with so much room above."""
    half = hall.stage_width_mm // 2
    xs, ys = [-half, half], [-hall.stage_depth_mm, 0]
    for seat in made:
        xs += [seat.x_mm - _SEAT_MM, seat.x_mm + _SEAT_MM]
        ys.append(seat.y_mm + _SEAT_MM)
    for area in hall.areas:
        xs += [area.x_mm - area.width_mm // 2, area.x_mm + area.width_mm // 2]
        ys += [area.y_mm, area.y_mm + area.depth_mm]
    for door in hall.doors:
        xs += [door.x_mm - _MARGIN_MM, door.x_mm + _MARGIN_MM]
        ys += [door.y_mm - _SEAT_MM, door.y_mm + _SEAT_MM]
    return _Box(
        min(xs) - _MARGIN_MM,
        min(ys) - above_mm,
        max(xs) + _MARGIN_MM,
        max(ys) + _MARGIN_MM // 3,
    )


def _text(  # noqa: PLR0917 - a place, a size, a colour and the words
    x: int, y: int, size: int, words: str, colour: str = _INK, extra: str = "", /
) -> str:
    return (
        f'<text x="{x}" y="{y}" font-size="{size}" text-anchor="middle" fill="{colour}"{extra}>'
        f"{escape(words)}</text>"
    )


_CROSS = f'<path d="M-240 -240L240 240M240 -240L-240 240" stroke="{_INK}" stroke-width="45"/>'
_BOLD = ' font-weight="700"'


def _stage(hall: Hall, words: HallWords) -> str:
    left, depth = -hall.stage_width_mm // 2, hall.stage_depth_mm
    drawn = (
        f'<rect x="{left}" y="{-depth}" width="{hall.stage_width_mm}" height="{depth}" rx="200" '
        f'fill="#f2ece0" stroke="{_STONE}" stroke-width="50"/>'
        + _text(0, -depth + 560, 440, words.stage, _LACQUER, _BOLD + ' letter-spacing="60"')
    )
    if not hall.presidium:
        return drawn
    width, y_mm = hall.presidium * 800 + 400, -depth * 2 // 5
    return drawn + (
        f'<rect x="{-width // 2}" y="{y_mm + 330}" width="{width}" height="420" rx="80" '
        f'fill="{_LACQUER}" stroke="{_INK}" stroke-width="30"/>'
        + _text(0, y_mm + 640, 300, words.presidium, "#ffffff", ' font-weight="600"')
    )


def _area(area: Area, words: HallWords, *, marked: bool) -> str:
    left, middle = area.x_mm - area.width_mm // 2, area.y_mm + area.depth_mm // 2
    size = min(900, area.width_mm // max(len(area.name), 6) * 3 // 2)
    stroke, width = (_LACQUER, 160) if marked else (_STONE, 50)
    fill = "url(#hall-vip)" if marked else "#ffffff"
    return (
        f'<g data-area="{escape(area.name)}"><rect x="{left}" y="{area.y_mm}" '
        f'width="{area.width_mm}" height="{area.depth_mm}" rx="200" fill="{fill}" '
        f'stroke="{stroke}" stroke-width="{width}"/>'
        + _text(area.x_mm, middle, size, area.name, _INK, _BOLD)
        + _text(area.x_mm, middle + 800, 500, f"{area.capacity} {words.places}", _STONE)
        + "</g>"
    )


def _door(name: str, x: int, y: int) -> str:
    return (
        f'<path d="M{x - 600} {y}H{x + 600}" stroke="{_INK}" stroke-width="120"/>'
        f'<path d="M{x} {y - 120}l-180 -0 180 -260 180 260z" fill="{_INK}"/>'
        + _text(x, y + 460, 340, name, _STONE, ' font-weight="600"')
    )


def _rows(made: Iterable[Seat]) -> Iterator[list[Seat]]:
    in_hall = (seat for seat in made if seat.kind is SeatKind.HALL)
    for _, row in groupby(in_hall, key=lambda seat: (seat.block, seat.row_nth)):
        yield list(row)


def _row_names(made: list[Seat]) -> Iterator[str]:
    """Name each row at both ends, beyond its last seats."""
    for row in _rows(made):
        first, last = row[0], row[-1]
        step_x, step_y = _step(row)
        for seat, way in ((first, -1), (last, 1)):
            x, y = seat.x_mm + way * step_x, seat.y_mm + way * step_y
            yield _text(x, y + 110, 300, seat.row, _STONE, _BOLD)


def _step(row: list[Seat]) -> tuple[int, int]:
    """Give the way from one seat to the next, 560 mm long, also for a row of one."""
    first, last = row[0], row[-1]
    wide, deep = last.x_mm - first.x_mm, last.y_mm - first.y_mm
    length = max(abs(wide), abs(deep))
    return (560, 0) if length == 0 else (560 * wide // length, 560 * deep // length)


def _block_names(hall: Hall, made: list[Seat]) -> Iterator[str]:
    """Name each block above it, and above the row names of one that is turned."""
    turned = {block.name for block in hall.blocks if block.angle}
    in_hall = [seat for seat in made if seat.kind is SeatKind.HALL]
    for name, group in groupby(in_hall, key=lambda seat: seat.block):
        block = list(group)
        middle = (min(s.x_mm for s in block) + max(s.x_mm for s in block)) // 2
        top = min(s.y_mm for s in block)
        above = 900 if name in turned else 480
        yield _text(middle, top - above, 400, name, _INK, _BOLD)


def _seats(
    made: Iterable[Seat],
    occupied: Mapping[str, str],
    names: Mapping[str, str],
    *,
    words: HallWords,
    interactive: bool,
) -> Iterator[str]:
    half = _SEAT_MM // 2
    for seat in made:
        label, name = escape(seat.label), names.get(seat.label, "")
        mark = occupied.get(seat.label, TAKEN if name else FREE)
        fill, line = _FILLS.get(mark, _FILLS[TAKEN]), 18 if mark == FREE else 40
        yield f'<g data-seat="{label}" data-mark="{"blocked" if seat.blocked else escape(mark)}"'
        if interactive:
            spoken = escape(_said(seat, name, words))
            yield f' id="seat-{label}" role="button" tabindex="-1" aria-label="{spoken}"'
        yield (
            f' transform="translate({seat.x_mm} {seat.y_mm})"><rect x="-{half}" y="-{half}" '
            f'width="{_SEAT_MM}" height="{_SEAT_MM}" rx="90" fill="{fill}" '
            f'stroke="{_INK}" stroke-width="{line}"/>'
        )
        yield from _seat_words(seat, name)
        if seat.blocked:
            yield _CROSS
        yield "</g>"


def _seat_words(seat: Seat, name: str) -> Iterator[str]:
    """Write the number; with a name, the number above and the given name below.

    White below the letters keeps them legible on a pattern.
    """
    halo = ' font-weight="600" stroke="#fff" stroke-width="60" paint-order="stroke"'
    if not name:
        yield _text(0, 100, 290, str(seat.number), _INK, ' data-part="number"' + halo)
        return
    given = name.rsplit(maxsplit=1)[-1]
    size = min(190, 860 // max(len(given), 4))
    yield _text(0, -40, 190, str(seat.number), _INK, ' data-part="above"' + halo)
    yield _text(0, 170, size, given, _INK, ' data-part="given"' + halo)


def _said(seat: Seat, name: str, words: HallWords) -> str:
    state = f"{words.blocked}: {seat.blocked}" if seat.blocked else name or words.free
    return f"{_spoken(seat, words)}: {state}"


def _spoken(seat: Seat, words: HallWords) -> str:
    place = seat.block or words.presidium
    return f"{words.seat} {seat.label}, {words.row} {seat.row}, {place}"


def _highlighted(
    hall: Hall, seat: Seat, made: list[Seat], *, box: _Box, words: HallWords
) -> list[str]:
    """Draw the way from the door, a ring about the seat, and its row and block in large words."""
    middle, width = (box.left + box.right) // 2, box.width
    call = f"{words.row} {seat.row} · {words.seat} {seat.number} · {seat.block or words.presidium}"
    size = min(1000, width // max(len(call), 12) * 3 // 2)
    ring = (
        f'<g data-highlight="{escape(seat.label)}"><circle cx="{seat.x_mm}" cy="{seat.y_mm}" '
        f'r="620" fill="none" stroke="{_LACQUER}" stroke-width="150"/>'
        f'<rect x="{seat.x_mm - 300}" y="{seat.y_mm - 300}" width="600" height="600" rx="100" '
        f'fill="{_LACQUER}" stroke="#ffffff" stroke-width="40"/>'
        + _text(seat.x_mm, seat.y_mm + 110, 320, str(seat.number), "#ffffff", _BOLD)
        + "</g>"
    )
    words_above = _text(middle, box.top + _CALL_OUT_MM * 2 // 3, size, call, _LACQUER, _BOLD)
    return [*_way(hall, seat, made), ring, words_above]


def _way(hall: Hall, seat: Seat, made: Iterable[Seat]) -> list[str]:
    """Draw the way from the nearest door along the aisle beside the seat's own stretch of row."""
    straight = any(block.name == seat.block and block.angle == 0 for block in hall.blocks)
    if not hall.doors or not straight:
        return []
    door = min(hall.doors, key=lambda one: (abs(one.x_mm - seat.x_mm), one.x_mm))
    beside = [one.x_mm for one in made if _same_stretch(one, seat)]
    ends = (min(beside) - AISLE_MM * 3 // 4, max(beside) + AISLE_MM * 3 // 4)
    aisle = min(ends, key=lambda x: (abs(x - seat.x_mm), abs(x)))
    between = seat.y_mm + _SEAT_MM * 9 // 10
    path = f"M{door.x_mm} {door.y_mm - 450}V{door.y_mm - 700}H{aisle}V{between}H{seat.x_mm}"
    drawn = (
        f'<path data-way="{escape(door.name)}" d="{path}" fill="none" stroke="{_LACQUER}" '
        f'stroke-width="130" stroke-dasharray="320 180" stroke-linejoin="round"/>'
    )
    return [drawn]


def _same_stretch(one: Seat, other: Seat) -> bool:
    """Whether both stand in one block between the same aisles."""
    return one.block == other.block and one.section == other.section
