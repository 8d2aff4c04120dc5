"""Whether a word could be a Vietnamese syllable, by its letters and its tone.

Tells old encodings apart from words of other languages: "Nguyễn" is one, "Josộ" is none.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

_TONES: Final = frozenset("\u0300\u0301\u0303\u0309\u0323")
_ACUTE_OR_DOT: Final = frozenset("\u0301\u0323")
_SYLLABLE: Final = re.compile(
    r"(?:ngh|ng|nh|th|tr|ch|ph|kh|gh|gi|qu|[bcdđghklmnpqrstvx])?"
    r"(?:"
    r"(?:oay|oai|oao|oeo|uây|uôi|uya|uyu|iêu|yêu|ươi|ươu|ia|ua|ưa|ai|ao|au|ay|âu|ây|eo|êu|iu|oi"
    r"|ôi|ơi|ui|ưi|ưu|oa|oe|uê|uơ|uy)"
    r"|(?:uyê|iê|yê|uô|ươ|oa|oă|oe|oo|uâ|uê|uy|[aăâeêioôơuưy])(?P<coda>ch|ng|nh|[cmnpt])?"
    r")"
)


@lru_cache(maxsize=50_000)
def is_syllable(word: str) -> bool:
    """Tell whether this one word is spelt as a Vietnamese syllable is."""
    parts = unicodedata.normalize("NFD", word.lower())
    tones = [part for part in parts if part in _TONES]
    letters = "".join(part for part in parts if part not in _TONES)
    match = _SYLLABLE.fullmatch(unicodedata.normalize("NFC", letters))
    if match is None or len(tones) > 1:
        return False
    # Syllables that end in c, ch, p, t carry sắc or nặng only.
    return match["coda"] not in {"c", "ch", "p", "t"} or bool(_ACUTE_OR_DOT.intersection(tones))
