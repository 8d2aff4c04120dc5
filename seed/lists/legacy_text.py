"""Text from before Unicode: TCVN3 (fonts .Vn…), VNI (fonts VNI-…) and VIQR, into Vietnamese.

In a workbook such a cell is Latin-1 text in a font that draws other letters. The tables are ours:
no converter is on PyPI, and a widely copied one turns every "-" into "ư" (domain.md §4).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import Final

_TCVN3_ROWS: Final = (
    (0xA1, "ĂÂÊÔƠƯĐăâêôơưđ"),
    (0xB5, "àảãáạ"),
    (0xBB, "ằẳẵắ"),
    (0xC6, "ặầẩẫấậè"),
    (0xCE, "ẻẽéẹềểễếệìỉ"),
    (0xDC, "ĩíịò"),
    (0xE1, "ỏõóọồổỗốộờởỡớợù"),
    (0xF1, "ủũúụừửữứựỳỷỹýỵ"),
)
TCVN3: Final = {
    chr(first + place): letter
    for first, letters in _TCVN3_ROWS
    for place, letter in enumerate(letters)
}
"""74 letters. Capitals with a tone have no place: there the font .Vn…H draws small ones large."""

_VNI_MARKS: Final = {
    # The mark that follows a, e, o, u, y (and ô for ơ, ö for ư) by what it adds.
    "ø": "\u0300",
    "ù": "\u0301",
    "û": "\u0309",
    "õ": "\u0303",
    "ï": "\u0323",
    "â": "\u0302",
    "à": "\u0302\u0300",
    "á": "\u0302\u0301",
    "å": "\u0302\u0309",
    "ã": "\u0302\u0303",
    "ä": "\u0302\u0323",
    "ê": "\u0306",
    "è": "\u0306\u0300",
    "é": "\u0306\u0301",
    "ú": "\u0306\u0309",
    "ü": "\u0306\u0303",
    "ë": "\u0306\u0323",
}
_VNI_TONES: Final = "øùûõï"
_VNI_ROOF: Final = "âàáåãä"
_VNI_BREVE: Final = "êèéúüë"
_VNI_BASES: Final = {
    "a": ("a", _VNI_TONES + _VNI_ROOF + _VNI_BREVE),
    "e": ("e", _VNI_TONES + _VNI_ROOF),
    "o": ("o", _VNI_TONES + _VNI_ROOF),
    "u": ("u", _VNI_TONES),
    "y": ("y", _VNI_TONES[:-1]),
    "ô": ("ơ", _VNI_TONES),
    "ö": ("ư", _VNI_TONES),
}
_VNI_SINGLE: Final = {
    "ô": "ơ",
    "ö": "ư",
    "ñ": "đ",
    "î": "ỵ",
    "ì": "ì",
    "í": "í",
    "æ": "ỉ",
    "ó": "ĩ",
    "ò": "ị",
}


def _vni_table() -> dict[str, str]:
    """Give every sequence of one or two characters; capitals also with a small mark ("Aø")."""
    small = dict(_VNI_SINGLE)
    for base, (letter, marks) in _VNI_BASES.items():
        for mark in marks:
            small[base + mark] = unicodedata.normalize("NFC", letter + _VNI_MARKS[mark])
    table = dict(small)
    for sequence, letter in small.items():
        table[sequence.upper()] = letter.upper()
        table[sequence[0].upper() + sequence[1:]] = letter.upper()
    return table


VNI: Final = _vni_table()

_VIQR_SHAPES: Final = {"^": "\u0302", "(": "\u0306", "+": "\u031b", "*": "\u031b"}
_VIQR_TONES: Final = {
    "`": "\u0300",
    "'": "\u0301",
    "?": "\u0309",
    "~": "\u0303",
    ".": "\u0323",
}
_VIQR_LETTER: Final = re.compile(
    r"\\(?P<kept>.)|(?P<d>dd|DD|Dd)"
    r"|(?P<base>[aA](?=\()|[aeoAEO](?=\^)|[ouOU](?=[+*])|[aeiouyAEIOUY])"
    r"(?P<shape>(?<=[aA])\(|(?<=[aeoAEO])\^|(?<=[ouOU])[+*])?(?P<tone>[`'?~.])?"
)
_VNI_SEQUENCE: Final = re.compile("|".join(sorted(map(re.escape, VNI), key=len, reverse=True)))


def from_tcvn3(text: str) -> str:
    """Read Latin-1 characters as TCVN3. "Chủ tịch - Bí thư" keeps its "-"."""
    return "".join(TCVN3.get(letter, letter) for letter in text)


def from_vni(text: str) -> str:
    """Read Latin-1 characters as VNI, the longest sequence first."""
    return _VNI_SEQUENCE.sub(lambda match: VNI[match[0]], text)


def from_viqr(text: str) -> str:
    r"""Read plain letters with marks behind them as VIQR; a backslash keeps what follows it."""
    return _VIQR_LETTER.sub(_viqr_letter, text)


def _viqr_letter(match: re.Match[str]) -> str:
    if match["kept"]:
        return match["kept"]
    if match["d"]:
        return "đ" if match["d"] == "dd" else "Đ"
    marks = _VIQR_SHAPES.get(match["shape"], "") + _VIQR_TONES.get(match["tone"], "")
    return unicodedata.normalize("NFC", match["base"] + marks)


def encoding_of_font(font: str) -> str:
    """Give "tcvn3" for .VnTime and its kin, "vni" for VNI-Times, "" for any other font."""
    if font.startswith(".Vn"):
        return "tcvn3"
    return "vni" if font.upper().startswith("VNI-") else ""


def draws_capitals(font: str) -> bool:
    """Tell whether the font draws small letters as capitals (.VnTimeH)."""
    return font.startswith(".Vn") and font.endswith("H")


CONVERTERS: Final[dict[str, Callable[[str], str]]] = {
    "tcvn3": from_tcvn3,
    "vni": from_vni,
    "viqr": from_viqr,
}
