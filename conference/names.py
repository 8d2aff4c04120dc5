"""Vietnamese names: one spelling of the bytes, folding for search, and the order of a list.

Text is NFC from the moment it comes in. No database folds đ (neither LIKE nor FTS5 does), so that
the folded column is made here.
"""

from __future__ import annotations

import functools
import re
import unicodedata

_INVISIBLE = dict.fromkeys(
    map(
        ord,
        "\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
        "\u2060\u2066\u2067\u2068\u2069\ufeff",
    )
)
"""Zero-width marks, soft hyphens, and the marks of direction that come along with copied text."""
_ETH = str.maketrans({"Ð": "Đ", "ð": "đ"})
_UNTIDY = re.compile("[Ðð\u034f]")
"""What is printable and tidied all the same."""
_D_WITH_STROKE = str.maketrans({"đ": "d", "Đ": "D"})

_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz0123456789"
_LETTER_RANK = {letter: f"{rank:02d}" for rank, letter in enumerate(_LETTERS, start=10)}
_TONE_RANK = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
"""Huyền, hỏi, ngã, sắc, nặng; ngang is 0: the order of Vietnamese dictionaries."""

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
"""Control characters and the separators of lines and paragraphs (Cc, Zl, Zp)."""

_OLD_TONE_PLACES = {
    new: old
    for pair, olds in (("oa", "òỏõóọ"), ("oe", "òỏõóọ"), ("uy", "ùủũúụ"))
    for mark, old in zip(
        "\u0300\u0309\u0303\u0301\u0323", (first + pair[1] for first in olds), strict=True
    )
    for new in [pair[0] + unicodedata.normalize("NFC", pair[1] + mark)]
}
_NEW_TONE_PLACE = re.compile("|".join(_OLD_TONE_PLACES))

HONORIFIC_LENGTH = 40
"""Characters that the list keeps of an honorific; what goes beyond stays with the name."""

_ABBREVIATED = (
    "GS|VS|PGS|TSKH|TS|ThS|BSCKII|BSCKI|BSCK2|BSCK1|CKII|CKI|CK2|CK1|BSNT|BS|DS|KTS|KS|CN|LS|"
    "NGND|NGƯT|NSND|NSƯT|TTND|TTƯT|NNND|NNƯT|AHLĐ"
)
_IN_FULL = (
    "đồng chí|đ/c|phó giáo sư|giáo sư|tiến sĩ|thạc sĩ|bác sĩ|dược sĩ|kỹ sư|kiến trúc sư|luật sư|"
    "nhà giáo nhân dân|nhà giáo ưu tú|nghệ sĩ nhân dân|nghệ sĩ ưu tú|thầy thuốc nhân dân|"
    "thầy thuốc ưu tú|nghệ nhân nhân dân|nghệ nhân ưu tú|anh hùng lao động|"
    "(?:bà )?mẹ việt nam anh hùng|đại lão (?:hòa|hoà) thượng|(?:hòa|hoà) thượng|"
    "thượng (?:tọa|toạ)|đại đức|ni trưởng|ni sư|sư cô|linh mục|giám mục|mục sư|"
    "(?:đại|thượng|trung|thiếu) (?:tướng|tá|úy|uý)"
)
_TITLE = re.compile(
    rf"(?:(?:{_ABBREVIATED})(?:\.|(?=[\s,]))|(?:{_IN_FULL})(?:[.:]|(?=[\s,])))[\s,]*", re.IGNORECASE
)
_MR_MS = re.compile(r"(ông|bà)\s+", re.IGNORECASE)

_FAMILY_NAMES = frozenset({
    "nguyễn", "trần", "lê", "phạm", "hoàng", "huỳnh", "phan", "vũ", "võ", "đặng", "bùi", "đỗ",
    "hồ", "ngô", "dương", "lý", "đào", "đoàn", "vương", "trịnh", "trương", "lâm", "đinh", "mai",
    "tô", "hà", "tạ", "chu", "châu", "cao", "thái", "lương", "phùng", "quách", "tống", "kiều",
    "nghiêm", "khổng", "doãn", "lưu", "bạch", "thạch", "tăng", "từ", "hứa", "giang", "triệu",
    "đàm", "khúc",
})  # fmt: skip
"""Common ones; Văn, which is one too, is far oftener the middle of a name."""


def tidy(text: str) -> str:
    """Give the text in NFC, without invisible marks, control characters or doubled spaces.

    The letter eth, which looks like đ and comes from old keyboards, becomes đ.
    """
    # Most text is tidy already; what is printable has no invisible mark and no control character.
    if text.isprintable() and unicodedata.is_normalized("NFC", text) and not _UNTIDY.search(text):
        return " ".join(text.split())
    composed = unicodedata.normalize("NFC", text.translate(_INVISIBLE)).translate(_ETH)
    return " ".join(_CONTROL.sub(" ", composed).split())


def fold(text: str) -> str:
    """Give the text as people type it in haste: no accents, đ as d, lower case."""
    bare = unicodedata.normalize("NFD", tidy(text).translate(_D_WITH_STROKE))
    return tidy("".join(c for c in bare if not unicodedata.combining(c)).casefold())


def initials(name: str) -> str:
    """Give the folded first letters of each syllable: "nvt" for Nguyễn Văn Tùng."""
    return "".join(syllable[0] for syllable in fold(name).split())


def one_tone_place(text: str) -> str:
    """Give the text in lower case with the tone where old spelling puts it: "hoà" as "hòa"."""
    lower = unicodedata.normalize("NFC", text.casefold())
    return _NEW_TONE_PLACE.sub(lambda new: _OLD_TONE_PLACES[new[0]], lower)


def split_honorific(name: str) -> tuple[str, str]:
    """Split "Đ/c Lê Văn Kiên" into ("Đ/c", "Lê Văn Kiên"); the first part may be empty.

    Titles may follow one another ("Đại tá, PGS.TS. …"); all are kept in the first part. Ông is a
    family name too: before three syllables it is an honorific ("Ông Lê Văn Kiên"), before two only
    where a family name follows ("Ông Lê Kiên", but not "Ông Ích Khiêm" nor "Ông Văn Tùng").
    """
    whole = tidy(name)
    cut = 0
    while length := _title_length(whole[cut:]):
        if len(whole[: cut + length].rstrip()) > HONORIFIC_LENGTH:
            break
        cut += length
    return whole[:cut].rstrip(), whole[cut:]


def _title_length(text: str) -> int:
    """Count the characters of the title that the text begins with, its blank included."""
    found = _TITLE.match(text)
    if found is None:
        spoken = _MR_MS.match(text)
        found = spoken if spoken and _is_spoken_to(spoken[1], text[spoken.end() :]) else None
    return found.end() if found and found.end() < len(text) else 0


def _is_spoken_to(word: str, rest: str) -> bool:
    """Whether Ông or Bà stands before a name and is not the beginning of one."""
    first, *others = rest.casefold().split()
    if word.casefold() == "bà":
        return bool(others) and first != "huyện"
    if len(others) == 1:
        return first in _FAMILY_NAMES
    return bool(others) and first != "thị"


def _letters_and_tone(syllable: str) -> tuple[str, int]:
    """Take the tone off a syllable, wherever it is written; 0 is ngang."""
    parts = unicodedata.normalize("NFD", syllable.casefold())
    tone = max((_TONE_RANK.get(part, 0) for part in parts), default=0)
    letters = "".join(part for part in parts if part not in _TONE_RANK)
    return unicodedata.normalize("NFC", letters), tone


def spoken_key(name: str) -> str:
    """Give what two names have in common that sound alike: "Thị Hoà" and "Thị Hòa"."""
    syllables = (_letters_and_tone(syllable) for syllable in tidy(name).split())
    return " ".join(f"{letters}{tone}" for letters, tone in syllables)


@functools.lru_cache(maxsize=10_000)
def _syllable_key(syllable: str) -> str:
    letters, tone = _letters_and_tone(syllable)
    return "".join(_LETTER_RANK.get(letter, "99") for letter in letters) + f"00{tone}"


def sort_key(name: str) -> str:
    """Give a string of digits that sorts names as a Vietnamese list does.

    By given name (the last syllable), then by the others from the left, syllable by syllable;
    digits alone, so that every database collates it alike.
    """
    syllables = tidy(name).split()
    if not syllables:
        return ""
    return "".join(_syllable_key(s) for s in [syllables[-1], *syllables[:-1]])


_AREA_WORD = re.compile(r"^khu vực\s+(?=\S)", re.IGNORECASE)


def area_name(area: str) -> str:
    """Give an area of the hall as it stands behind the words "khu vực", without saying them twice.

    "Khu vực B" and "B" are both called B.
    """
    return _AREA_WORD.sub("", area)
