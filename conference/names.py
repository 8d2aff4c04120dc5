"""Vietnamese names: one spelling of the bytes, folding for search, and the order of a list.

Text is NFC from the moment it comes in. No database folds đ (neither LIKE nor FTS5 does), so that
the folded column is made here.
"""

from __future__ import annotations

import unicodedata

_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff"))
_ETH = str.maketrans({"Ð": "Đ", "ð": "đ"})
_D_WITH_STROKE = str.maketrans({"đ": "d", "Đ": "D"})

_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_LETTER_RANK = {letter: f"{rank:02d}" for rank, letter in enumerate(_LETTERS, start=10)}
_TONE_RANK = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
"""Huyền, hỏi, ngã, sắc, nặng; ngang is 0: the order of Vietnamese dictionaries."""

_HONORIFICS = (
    "pgs.ts.", "gs.ts.", "pgs.", "ths.", "đồng chí", "đ/c", "ông", "bà", "gs.", "ts.", "bs.", "ks.",
)  # fmt: skip


def tidy(text: str) -> str:
    """Give the text in NFC, without zero-width marks, control characters or doubled spaces.

    The letter eth, which looks like đ and comes from old keyboards, becomes đ.
    """
    composed = unicodedata.normalize("NFC", text.translate(_INVISIBLE)).translate(_ETH)
    visible = (" " if unicodedata.category(c) in {"Cc", "Zl", "Zp"} else c for c in composed)
    return " ".join("".join(visible).split())


def fold(text: str) -> str:
    """Give the text as people type it in haste: no accents, đ as d, lower case."""
    bare = unicodedata.normalize("NFD", tidy(text).translate(_D_WITH_STROKE))
    return tidy("".join(c for c in bare if not unicodedata.combining(c)).casefold())


def initials(name: str) -> str:
    """Give the folded first letters of each syllable: "nvt" for Nguyễn Văn Tùng."""
    return "".join(syllable[0] for syllable in fold(name).split())


def split_honorific(name: str) -> tuple[str, str]:
    """Split "Đ/c Lê Văn Kiên" into ("Đ/c", "Lê Văn Kiên"); the first part may be empty."""
    whole = tidy(name)
    for honorific in _HONORIFICS:
        head, rest = whole[: len(honorific)], whole[len(honorific) :]
        bound = honorific.endswith(".") or rest.startswith(" ")
        if head.casefold() == honorific and bound and rest.strip():
            return head, rest.strip()
    return "", whole


def _syllable_key(syllable: str) -> str:
    letters, tone = [], 0
    for character in unicodedata.normalize("NFC", syllable.casefold()):
        bare = "".join(
            part for part in unicodedata.normalize("NFD", character) if part not in _TONE_RANK
        )
        tone = max(
            [tone, *(_TONE_RANK.get(part, 0) for part in unicodedata.normalize("NFD", character))]
        )
        letters.append(_LETTER_RANK.get(unicodedata.normalize("NFC", bare), "99"))
    return "".join(letters) + f"00{tone}"


def sort_key(name: str) -> str:
    """Give a string of digits that sorts names as a Vietnamese list does.

    By given name (the last syllable), then by the others from the left, syllable by syllable;
    digits alone, so that every database collates it alike.
    """
    syllables = tidy(name).split()
    if not syllables:
        return ""
    return "".join(_syllable_key(s) for s in [syllables[-1], *syllables[:-1]])
