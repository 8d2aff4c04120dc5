"""Which rows below a header are people, and which are sections, footers or repeated headers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from conference.names import fold
from seed.lists.cell_text import text_of
from seed.lists.grid import Grid, Value
from seed.lists.header_rows import HeaderRows, is_numbering
from seed.lists.model import NAME_FIELDS, Field

_PREFIX: Final = re.compile(
    # No "Đ/c", no "Y-Bion", no "H. Bia": letters end with G, signs are followed by a space.
    r"(?:[IVXLC]+|[A-GĐ]|\d{1,2})\s*(?:[.)]+|[/:\-–](?=\s))\s*(?=\S)"
)
_ROMAN_OR_LETTER: Final = re.compile(r"([IVXLC]+|[A-ZĐ])\s*[.)/:]?")
_NUMBERED: Final = re.compile(r"\d+(\.0)?\s*[.)]?")
_COUNT_BEHIND: Final = re.compile(
    r"\s*(?:\([^)]*\d[^)]*\)|[:\-–]\s*\d+\s*(?:người|đại biểu|đồng chí|đ/c|cá nhân|tập thể)?)\s*$",
    re.IGNORECASE,
)
_TOTAL: Final = re.compile(
    r"(tổng cộng|tổng số|tổng|cộng|total)(\s*[:(\-–].*|\s+\d+.*|\s+(người|đại biểu|toàn).*)?",
    re.IGNORECASE,
)
_END: Final = re.compile(
    r"danh sach (nay|tren)? ?(co|gom|an dinh)\b|an dinh danh sach|nguoi lap|noi nhan|"
    r"xac nhan cua|.*\bngay .{0,6}thang .{0,6}nam( .{0,6})?$|\(ky\b|ky ten|\(da ky\)|ghi chu ?:"
)
_SIGNED: Final = re.compile(
    r"(?:TM|KT|TL|TUQ)(?:\.\s*\S|\s+[A-ZĐÀ-Ỹ]{2})|(?:T/M|K/T|T/L)[.\s]\s*\S|THỦ TRƯỞNG"
)
"""In capitals or with a full stop: "KT trưởng" is a chief accountant."""
_MERGED_ENOUGH: Final = 2
_CARRIES_A_PERSON: Final = frozenset(
    {
        *(Field.POSITION, Field.UNIT, Field.POSITION_UNIT, Field.BIRTH, Field.BIRTH_MALE),
        *(Field.BIRTH_FEMALE, Field.CITIZEN_NUMBER, Field.PHONE, Field.EMAIL, Field.SEX),
    }
)
_SECTION_WORDS: Final = 25


@dataclass(frozen=True, slots=True)
class Seen:
    """What a row is: "person", "blank", "section", "footer", "header", "numbering" or "empty"."""

    kind: str
    text: str = ""


class RowReader:
    """Tells the rows of one sheet apart, from the top down: a signature ends the list."""

    def __init__(self, grid: Grid, columns: dict[Field, int], header: HeaderRows) -> None:
        self._grid = grid
        self._columns = columns
        self._wide_merges = {
            top
            for top, left, bottom, right in grid.merges
            if top == bottom and right - left >= _MERGED_ENOUGH
        }
        self._header = {
            part for text in header.texts for part in (text, *text.split(" / ")) if part
        }
        named = [row for row in range(header.last + 1, len(grid.rows)) if self._name(row)]
        numbered = sum(bool(_NUMBERED.fullmatch(self._ordinal(row))) for row in named)
        self._numbered = numbered * 2 > len(named)
        """Whether the people of this sheet carry ordinal numbers."""
        self._loud = sum(self._name(row).isupper() for row in named) * 2 > len(named)
        """Whether the names of this sheet are in capitals."""
        self._ended = self._after_header = False
        self._last_named = max(named, default=header.last)

    def _at(self, row: int, field: Field) -> Value:
        column = self._columns.get(field)
        return "" if column is None else self._grid.at(row, column)

    def _ordinal(self, row: int) -> str:
        return text_of(self._at(row, Field.STT))

    def _name(self, row: int) -> str:
        fields = (Field.NAME, Field.FAMILY_NAME, Field.GIVEN_NAME)
        return " ".join(text_of(self._at(row, one)) for one in fields).strip()

    def kind(self, row: int) -> Seen:
        """Tell what this row (from 0) is; rows must be asked for in their order."""
        cells = [(place, one) for place, one in enumerate(self._grid.rows[row]) if one != ""]
        filled = [(place, text_of(one)) for place, one in cells]
        filled = [(place, text) for place, text in filled if text]
        if not filled:
            return Seen("blank")
        text = " ".join(text for _, text in filled)
        counted = bool(_NUMBERED.fullmatch(self._ordinal(row)))
        if again := self._repeats_header(row, filled):
            self._ended = False
            return Seen(again, text)
        if not (counted and self._name(row)):
            kind = self._other_kind(row, filled, counted=counted)
            if kind:
                self._note_end(kind, filled[0][1])
                return Seen(kind, _section(filled) if kind == "section" else text)
        self._ended = False
        return Seen("person")

    def _note_end(self, kind: str, text: str) -> None:
        """Keep in mind whether the list is over: by a signature, not by a total."""
        if kind == "section":
            self._ended = False
        elif kind == "footer":
            self._ended = self._ended or not _TOTAL.match(text)

    def _repeats_header(self, row: int, filled: list[tuple[int, str]]) -> str:
        """Give "header" or "numbering" when this row stands there once more."""
        again = len(filled) > 1 and all(text in self._header for _, text in filled)
        after, self._after_header = self._after_header, again
        if again:
            return "header"
        return "numbering" if after and is_numbering(self._grid, row) else ""

    def _other_kind(self, row: int, filled: list[tuple[int, str]], *, counted: bool) -> str:
        """Give the kind of a row without number and name, "" for a person after all."""
        texts = [text for _, text in filled]
        if self._is_footer(row, texts):
            return "footer"
        if not any(letter.isalpha() for text in texts for letter in text):
            return "footer" if self._ended else "empty"
        if self._is_section(row, filled, counted=counted):
            return "section"
        # Below the last name nobody follows: what still stands there is signatures and notes.
        if self._ended or (row > self._last_named and not counted):
            return "footer"
        return ""

    def _is_footer(self, row: int, texts: list[str]) -> bool:
        if self._name(row) and self._carries_a_person(row):
            # A birth "ngày 5 tháng 3 năm 1975" ends no list.
            texts = [texts[0], self._name(row)]
        return any(
            _TOTAL.fullmatch(text) or _SIGNED.match(text) or _END.match(fold(text))
            for text in texts
        )

    def _is_section(self, row: int, filled: list[tuple[int, str]], *, counted: bool) -> bool:
        if counted or self._carries_a_person(row):
            return False
        words = [(place, text) for place, text in filled if not _NUMBERED.fullmatch(text)]
        if not words or len(words[-1][1].split()) > _SECTION_WORDS:
            return False
        if _ROMAN_OR_LETTER.fullmatch(self._ordinal(row)):
            return len(words) > 1
        place, text = words[0]
        if len(words) > 1 or (self._ended and not _PREFIX.match(text)):
            return False
        wide = row in self._wide_merges or _PREFIX.match(text) is not None
        return wide or self._stands_apart(place, text)

    def _stands_apart(self, place: int, text: str) -> bool:
        """Tell whether a lone text is a heading: outside the names, or a name unlike the others."""
        if place not in {self._columns.get(field) for field in NAME_FIELDS}:
            return place == self._columns.get(Field.STT)
        return self._numbered and (text.endswith(":") or (text.isupper() and not self._loud))

    def _carries_a_person(self, row: int) -> bool:
        """Tell whether something of a person stands there besides a name."""
        return any(
            not isinstance(value := self._at(row, field), (int, float)) and text_of(value) != ""
            for field in _CARRIES_A_PERSON
        )


def _section(filled: list[tuple[int, str]]) -> str:
    """Give the words of a section, without its number and without how many follow."""
    words = [
        text
        for _, text in filled
        if not _NUMBERED.fullmatch(text) and not _ROMAN_OR_LETTER.fullmatch(text)
    ]
    text = _PREFIX.sub("", words[0], count=1) if words else filled[0][1]
    return _COUNT_BEHIND.sub("", text).rstrip(" :") or text
