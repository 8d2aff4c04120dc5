"""Which column of a programme holds what: by its header, else by what stands in it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from conference.agenda import Hours, read_hours
from conference.names import tidy
from seed.lists.aliases import normalised
from seed.lists.grid import Grid, Value
from seed.lists.header_rows import is_numbering
from seed.lists.programme_model import Column

_ALIASES: Final[dict[Column, str]] = {
    Column.NUMBER: "stt|tt|so tt|so thu tu|thu tu|no|so|muc|st t",
    Column.HOURS: (
        "thoi gian|thoi gian du kien|gio|khung gio|thoi diem|time|gio thuc hien|"
        "thoi gian thuc hien|thoi gian tu den|du kien thoi gian|gio du kien|thoi gian bieu"
    ),
    Column.START: "bat dau|gio bat dau|tu|tu gio|thoi gian bat dau|start|thoi gian tu",
    Column.END: "ket thuc|gio ket thuc|den|den gio|thoi gian ket thuc|end|thoi gian den",
    Column.LENGTH: "thoi luong|so phut|phut|thoi luong phut|duration|thoi luong du kien",
    Column.TITLE: (
        "noi dung|noi dung cong viec|chuong trinh|noi dung chuong trinh|hoat dong|cong viec|"
        "noi dung thuc hien|ten noi dung|content|noi dung hoi nghi|noi dung tien hanh|tien trinh|"
        "noi dung chi tiet|noi dung cong viec thuc hien"
    ),
    Column.PERFORMER: (
        "thuc hien|nguoi thuc hien|don vi thuc hien|phu trach|nguoi phu trach|phan cong|"
        "don vi ca nhan thuc hien|ca nhan don vi thuc hien|chu tri thuc hien|nguoi trinh bay|"
        "bao cao vien|thanh phan thuc hien|nguoi phat bieu|don vi phu trach|performer|"
        "don vi nguoi thuc hien|nguoi don vi thuc hien|phan cong thuc hien|trinh bay|"
        "dong chi thuc hien|bo phan thuc hien|chuan bi thuc hien|don vi thuc hien phu trach"
    ),
    Column.SITTING: "buoi",
    Column.NOTE: "ghi chu|note|am thanh anh sang|ky thuat|ghi chu ky thuat|ghi chu am thanh",
}
_BY_HEADER: Final = {
    alias: column for column, aliases in _ALIASES.items() for alias in aliases.split("|")
}
_SEARCHED_ROWS: Final = 40
_IN_BRACKETS: Final = re.compile(r"\([^)]*\)?|\[[^]]*\]?")
_NUMBER: Final = re.compile(r"\d{1,3}[.)]?|[IVX]{1,5}[.)]?|[a-zđ][.)]?")
_LOOKED_AT: Final = 40
_MOST_OF_THEM: Final = 0.5
_FEWEST_COLUMNS: Final = 2
"""Of a table without a header: what it is, and when it is or which number it has."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column of a sheet holds what, and the rows of its header; none where there is none."""

    places: Mapping[Column, int]
    headers: Mapping[int, str]
    first_row: int
    by_header: bool

    def header_of(self, column: Column) -> str:
        """Give the header of a column as found."""
        return self.headers.get(self.places[column], "")

    def unknown(self) -> list[str]:
        """Give the headers of columns that hold nothing we know."""
        known = set(self.places.values())
        return [text for place, text in self.headers.items() if text and place not in known]


def find_columns(grid: Grid) -> Columns | None:
    """Find the columns by their headers; without any, by what stands in them."""
    found: Columns | None = None
    for row in range(min(len(grid.rows), _SEARCHED_ROWS)):
        places, headers = _named(grid, row)
        if Column.TITLE in places and (found is None or len(places) > len(found.places)):
            found = Columns(places, headers, _first_row(grid, row), by_header=True)
    return found or _by_content(grid)


def _first_row(grid: Grid, row: int) -> int:
    """Give the first row under the header: a merged one is higher, (1) (2) (3) may follow."""
    last = max((bottom for top, _, bottom, _ in grid.merges if top <= row <= bottom), default=row)
    return last + 2 if is_numbering(grid, last + 1) else last + 1


def _named(grid: Grid, row: int) -> tuple[dict[Column, int], dict[int, str]]:
    places: dict[Column, int] = {}
    headers: dict[int, str] = {}
    for place, value in enumerate(grid.rows[row]):
        if not isinstance(value, str) or not value.strip():
            continue
        headers[place] = tidy(value)
        column = column_of(value)
        if column is not None:
            places.setdefault(column, place)
    if Column.HOURS in places:
        # Of an export of ours: what follows are planned and actual hours, in other words.
        places = {one: at for one, at in places.items() if one not in {Column.START, Column.END}}
    return places, headers


def column_of(header: str) -> Column | None:
    """Tell what a column with this header holds, None if nobody knows."""
    return _BY_HEADER.get(normalised(header)) or _BY_HEADER.get(
        normalised(_IN_BRACKETS.sub(" ", header))
    )


def _by_content(grid: Grid) -> Columns | None:
    """Take the columns for what stands in them: hours, numbers, the longest words, the next."""
    width = max((len(cells) for cells in grid.rows), default=0)
    cells = {place: _texts(grid, place) for place in range(width)}
    cells = {place: texts for place, texts in cells.items() if texts}
    if len(cells) < _FEWEST_COLUMNS:
        return None
    places: dict[Column, int] = {}
    hours = max(cells, key=lambda place: _mostly(cells[place], _is_hours))
    if _mostly(cells[hours], _is_hours):
        places[Column.HOURS] = hours
    rest = [place for place in cells if place not in places.values()]
    first = rest[0]
    if len(rest) > 1 and _mostly(cells[first], _is_number):
        places[Column.NUMBER] = first
        rest = rest[1:]
    if not places:
        # Neither hours nor numbers: these may be any words.
        return None
    title = max(rest, key=lambda place: sum(map(len, cells[place])))
    places[Column.TITLE] = title
    behind = [place for place in rest if place > title]
    if behind:
        places[Column.PERFORMER] = behind[0]
    return Columns(places, {}, 0, by_header=False)


def _texts(grid: Grid, place: int) -> list[str]:
    texts = (cell_text(grid.at(row, place)) for row in range(min(len(grid.rows), _LOOKED_AT)))
    return [text for text in texts if text]


def _mostly(texts: Sequence[str], is_one: Callable[[str], bool]) -> float:
    """Give the share of texts that are so, where that is more than half of them; else nothing."""
    share = sum(map(is_one, texts)) / len(texts)
    return share if share > _MOST_OF_THEM else 0.0


def _is_hours(text: str) -> bool:
    read = read_hours(text)
    return read is not None and read != Hours()


def _is_number(text: str) -> bool:
    return _NUMBER.fullmatch(text) is not None


_LINE_ENDS: Final = re.compile(r"\r\n|[\r\n\v\f\u2028\u2029]")
_DAY_MIN: Final = 24 * 60
_DISARMED: Final = re.compile(r"^'(?=[=+\-@|%＝＋－＠])")
"""The apostrophe with which our own exports disarm what Excel would take for a formula."""


def cell_text(value: Value) -> str:
    """Give a cell's words, one line; a time of day as 14h00, a part of a day too."""
    return " ".join(cell_lines(value))


def cell_lines(value: Value) -> list[str]:
    """Give a cell's words line by line, as somebody wrote them."""
    if isinstance(value, dt.datetime):
        return [f"{value:%Hh%M}"]
    if isinstance(value, dt.time):
        return [f"{value:%Hh%M}"]
    if isinstance(value, dt.timedelta):
        return [_hour_of(round(value.total_seconds() / 60))]
    if isinstance(value, float) and 0 < value < 1:
        return [_hour_of(round(value * _DAY_MIN))]
    if isinstance(value, float) and value.is_integer():
        return [str(int(value))]
    words = _DISARMED.sub("", str(value))
    lines = (tidy(line) for line in _LINE_ENDS.split(words))
    return [line for line in lines if line]


def _hour_of(minutes: int) -> str:
    return f"{minutes // 60:02d}h{minutes % 60:02d}"
