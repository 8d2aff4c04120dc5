"""A csv file as a grid: its encoding, its separator, its records.

BOM first, then strict UTF-8, then the bytes of old Windows: cp1258 for Vietnamese, or Latin-1
when they read as TCVN3 or VNI. Python's cp1258 gives text that is not NFC; it is composed here.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections import Counter
from typing import Final

from seed.lists.grid import Grid
from seed.lists.legacy_detect import evidence
from seed.lists.model import Convert
from seed.lists.refused import Damaged
from seed.lists.sheet_xml import check_bounds
from seed.lists.syllables import is_syllable

SHEET_NAME: Final = "CSV"
_BOMS: Final = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_SEPARATORS: Final = ",;\t"
_SEP_LINE: Final = re.compile(
    r"\"?sep=(?P<separator>[^\r\n])\"?[ \t;,]*(\r\n|\r|\n)", re.IGNORECASE
)
_LOOKED_AT: Final = 50


def read_csv(data: bytes, convert: Convert) -> tuple[Grid, str]:
    """Give the grid and a note of encoding and separator, as "utf-8 ;".

    Raises:
        Damaged: bytes that its own BOM forbids, or quotes that never end.
        Bomb: more rows or columns than any list has.
    """
    text, encoding = decode(data, convert)
    separator, text = find_separator(text)
    rows = _records(text, separator)
    named = {"\t": "tab"}.get(separator, separator)
    return Grid(SHEET_NAME, [list(row) for row in rows]), f"{encoding} {named}"


def decode(data: bytes, convert: Convert) -> tuple[str, str]:
    """Give the text in NFC and the name of its encoding.

    Raises:
        Damaged: the bytes are not what the BOM says.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            try:
                return data[len(bom) :].decode(encoding), encoding
            except UnicodeDecodeError as exc:
                raise Damaged from exc
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _decode_old(data, convert)


def _decode_old(data: bytes, convert: Convert) -> tuple[str, str]:
    latin = data.decode("latin-1")
    if convert in {"tcvn3", "vni"}:
        return latin, "latin-1"
    try:
        text = unicodedata.normalize("NFC", data.decode("cp1258"))
    except UnicodeDecodeError:
        return latin, "latin-1"
    if convert == "auto" and _reads_as_legacy(latin, text):
        return latin, "latin-1"
    return text, "cp1258"


def _reads_as_legacy(latin: str, text: str) -> bool:
    words = re.findall(r"[^\W\d_]+", text)
    known = sum(not word.isascii() and is_syllable(word) for word in words)
    told = {"tcvn3": 0, "vni": 0}
    for cell in re.split(r"[,;\t\r\n\"]+", latin):
        for encoding in told:
            told[encoding] += evidence(cell, encoding)
    return max(told.values()) > known


def find_separator(text: str) -> tuple[str, str]:
    """Give the separator and the text without Excel's "sep=;" line."""
    if match := _SEP_LINE.match(text):
        return match["separator"], text[match.end() :]
    head = "\n".join(text[: 200 * 1024].splitlines()[:_LOOKED_AT])
    return max(_SEPARATORS, key=lambda one: _evenness(head, one)), text


def _evenness(head: str, separator: str) -> tuple[float, int]:
    """Say how evenly the separator cuts: the share of records of the usual width, that width."""
    widths = Counter[int]()
    try:
        for record in csv.reader(io.StringIO(head, newline=""), delimiter=separator):
            if record:
                widths[len(record)] += 1
    except csv.Error:
        return (0.0, 0)
    cut = {width: count for width, count in widths.items() if width > 1}
    if not cut:
        return (0.0, 0)
    width, count = max(cut.items(), key=lambda one: (one[1], one[0]))
    return (count / widths.total(), width)


def _records(text: str, separator: str) -> list[list[str]]:
    rows: list[list[str]] = []
    try:
        for record in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
            wide = max((place for place, cell in enumerate(record, 1) if cell.strip()), default=0)
            if wide:
                check_bounds(len(rows) + 1, wide)
            rows.append(record[:wide])
    except csv.Error as exc:
        raise Damaged from exc
    return rows
