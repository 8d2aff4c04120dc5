"""Which cells of a sheet are TCVN3 or VNI: by their font first, by their letters second.

By letters a cell is converted only if every word that would change becomes a Vietnamese syllable;
"José", "Zoë" and "Müller" never do. What reads well both ways follows the rest of its column.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from seed.lists.grid import Grid
from seed.lists.legacy_text import CONVERTERS, draws_capitals, encoding_of_font
from seed.lists.model import Convert, LegacySample, LegacyText
from seed.lists.sheet_xml import column_letter
from seed.lists.syllables import is_syllable

_LATIN_1: Final = 0x100
_WORD_BREAK: Final = re.compile(r"[\s!-/:-@\[-`{-~“”‘’–—…]+")
_SYMBOL_IN_WORD: Final = re.compile(r"[A-Za-zÀ-ÿ][\xa8-\xac\xad\xae\xb5-\xbe]|[§®][a-z\xa8-\xff]")
"""A sign inside a word, as in "V¨n" or "TrÇn": no living orthography writes so."""
_MOST_SAMPLES: Final = 20
_ENCODINGS: Final = ("tcvn3", "vni")


@dataclass(slots=True)
class _Column:
    """What speaks for each encoding in one column, and what speaks for Unicode."""

    tells: Counter[str] = field(default_factory=Counter)
    unicode: int = 0

    def leads(self, encoding: str) -> bool:
        return self.tells[encoding] > max(self.unicode, *(0, *self._others(encoding)))

    def _others(self, encoding: str) -> list[int]:
        return [self.tells[other] for other in _ENCODINGS if other != encoding]


class Conversion:
    """Converts the cells of one grid in place and remembers what it did."""

    def __init__(self, grid: Grid, convert: Convert) -> None:
        self._grid = grid
        self._convert = convert
        self._counts: Counter[tuple[str, str]] = Counter()
        self._samples: dict[tuple[str, str], list[LegacySample]] = {}

    def run(self) -> tuple[LegacyText, ...]:
        """Convert; running it twice on one grid would convert twice."""
        if self._convert == "none":
            return ()
        if self._convert == "auto":
            self._by_font()
            self._by_letters()
        else:
            self._as_chosen(self._convert)
        return tuple(
            LegacyText(self._grid.name, encoding, reason, count, tuple(self._samples[key]))
            for key, count in sorted(self._counts.items())
            for encoding, reason in [key]
        )

    def _texts(self) -> Iterator[tuple[int, int, str]]:
        for row, cells in enumerate(self._grid.rows):
            for column, value in enumerate(cells):
                if isinstance(value, str) and value:
                    yield row, column, value

    def _put(self, row: int, column: int, after: str, key: tuple[str, str]) -> None:
        before = self._grid.rows[row][column]
        if after == before:
            return
        self._grid.rows[row][column] = after
        self._counts[key] += 1
        samples = self._samples.setdefault(key, [])
        if len(samples) < _MOST_SAMPLES:
            samples.append(
                LegacySample(f"{column_letter(column + 1)}{row + 1}", str(before), after)
            )

    def _as_chosen(self, encoding: str) -> None:
        for row, column, text in self._texts():
            # Vietnamese that is Unicode already would only be spoilt.
            if encoding == "viqr" or not _has_unicode(text):
                self._put(row, column, CONVERTERS[encoding](text), (encoding, "chosen"))

    def _by_font(self) -> None:
        for (row, column), font in self._grid.fonts.items():
            text, encoding = self._grid.rows[row][column], encoding_of_font(font)
            if not isinstance(text, str) or not encoding or _has_unicode(text):
                continue
            after = CONVERTERS[encoding](text)
            if draws_capitals(font):
                after = after.upper()
            self._put(row, column, after, (encoding, "font"))

    def _by_letters(self) -> None:
        foreign = [
            (row, column, text)
            for row, column, text in self._texts()
            if not text.isascii() and (row, column) not in self._grid.fonts
        ]
        columns: dict[int, _Column] = {}
        whole: Counter[str] = Counter()
        for _, column, text in foreign:
            votes = columns.setdefault(column, _Column())
            votes.unicode += _has_unicode(text)
            for encoding in _ENCODINGS:
                votes.tells[encoding] += (weight := evidence(text, encoding))
                whole[encoding] += weight
        for row, column, text in foreign:
            encoding = self._encoding_of(text, columns[column], whole)
            if encoding:
                self._put(row, column, CONVERTERS[encoding](text), (encoding, "letters"))

    @staticmethod
    def _encoding_of(text: str, column: _Column, whole: Counter[str]) -> str:
        """Give the encoding of one text, "" for none; a single weak sign in a sheet is none."""
        fitting = [one for one in _ENCODINGS if whole[one] > 1 and becomes_vietnamese(text, one)]
        fitting.sort(key=lambda one: -column.tells[one])
        for encoding in fitting:
            if evidence(text, encoding) or column.leads(encoding):
                return encoding
        return ""


def _has_unicode(text: str) -> bool:
    """Tell whether a letter stands there that no Latin-1 text holds, as ă, ơ, đ or ạ."""
    return any(ord(letter) >= _LATIN_1 and letter.isalpha() for letter in text)


def _words(text: str) -> list[str]:
    return [word for word in _WORD_BREAK.split(text) if word and not word.isascii()]


@lru_cache(maxsize=50_000)
def becomes_vietnamese(text: str, encoding: str) -> bool:
    """Tell whether each word with old letters becomes a Vietnamese syllable."""
    if _has_unicode(text):
        return False
    after = [CONVERTERS[encoding](word) for word in _words(text)]
    changed = after != _words(text)
    return changed and all(is_syllable(word) for word in after)


@lru_cache(maxsize=50_000)
def evidence(text: str, encoding: str) -> int:
    """Weigh what speaks for the encoding: words that are Vietnamese only after it."""
    if not becomes_vietnamese(text, encoding):
        return 0
    told = [word for word in _words(text) if not is_syllable(word)]
    signs = encoding == "tcvn3" and any(_SYMBOL_IN_WORD.search(word) for word in told)
    return len(told) + signs
