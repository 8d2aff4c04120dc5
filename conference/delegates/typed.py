"""What was meant by a word typed while no Vietnamese keyboard was on: raw Telex or VNI.

Both write a syllable in ASCII with marks behind its letters: Telex with letters ("nguyeenx",
"ddawngj", "huwowng"), VNI with digits ("nguye6n4", "d9a8ng5"). Marks may stand behind their letter
or at the end of the syllable. What is no syllable of that kind has its plain reading only, which
is never lost: "as" is also somebody called As.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

_CIRCUMFLEX, _BREVE, _HORN = "\u0302", "\u0306", "\u031b"
_GRAVE, _HOOK, _TILDE, _ACUTE, _DOT = "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"

_TELEX_TONES = {"s": _ACUTE, "f": _GRAVE, "r": _HOOK, "x": _TILDE, "j": _DOT, "z": ""}
_VNI_TONES = {"1": _ACUTE, "2": _GRAVE, "3": _HOOK, "4": _TILDE, "5": _DOT, "0": ""}
_VNI_SHAPES = {"6": "^", "7": "*", "8": "(", "9": "-"}

_NO_LETTERS = frozenset("fjwz")
"""Letters that no Vietnamese syllable has; in Telex they are keys."""

_VOWELS = frozenset("aeiouy")
_MAY_HAVE_CIRCUMFLEX = "aeo"
_OPEN_TWICE = {"oa", "oe"}
"""After these an o is a letter and no mark: "ngoao", "khoeo"."""

_TYPED = re.compile(r"[a-z][a-z0-9]*")
LONGEST_WORD = 12
"""Letters; the longest syllable, nghiêng, has ten in Telex with its tone."""


class _NoSyllable(Exception):  # noqa: N818 - it never leaves this file
    """The word is not typed in this way."""


@dataclass
class _Syllable:
    """A syllable as far as it was typed: letters, each with the mark that changes its shape."""

    letters: list[str] = field(default_factory=list)
    shapes: list[str] = field(default_factory=list)
    tone: str | None = None
    stroked: bool = False

    def add(self, letter: str, shape: str = "") -> None:
        """Add a letter; behind the closing consonants there is no vowel any more."""
        if letter in _VOWELS and self.closed:
            raise _NoSyllable
        self.letters.append(letter)
        self.shapes.append(shape)

    @property
    def vowels(self) -> list[int]:
        """Where the vowels stand; the u of qu is one as well."""
        return [nth for nth, letter in enumerate(self.letters) if letter in _VOWELS]

    @property
    def closed(self) -> bool:
        """Whether a consonant stands behind the vowels."""
        return bool(self.vowels) and self.letters[-1] not in _VOWELS

    def stroke(self) -> None:
        """Make the d at the beginning a đ."""
        if self.stroked or self.letters[:1] != ["d"] or self.letters[1:2] == ["d"]:
            raise _NoSyllable
        self.stroked = True

    def sound(self, tone: str) -> None:
        """Set the tone; two are no syllable."""
        if self.tone is not None or not self.vowels:
            raise _NoSyllable
        self.tone = tone

    def round(self, letter: str) -> None:
        """Put the circumflex on this vowel."""
        self._shape([n for n in self.vowels if self.letters[n] == letter], _CIRCUMFLEX)

    def bend(self, *, horn: bool = True, breve: bool = True) -> None:
        """Put horn or breve where Telex's w puts it: ươ together, else ă, ơ, ư."""
        plain = {n for n in self.vowels if not self.shapes[n]}
        u_o = [n for n in plain if self.letters[n] == "u" and self.letters[n + 1 :][:1] == ["o"]]
        if horn and u_o and u_o[0] + 1 in plain:
            self.shapes[u_o[0]] = self.shapes[u_o[0] + 1] = _HORN
            return
        at = {letter: [n for n in sorted(plain) if self.letters[n] == letter] for letter in "aou"}
        u_before_a = at["a"] and at["u"] and self.letters[:1] != ["q"]
        if breve and at["a"] and not (horn and u_before_a):
            self._shape(at["a"], _BREVE)
        elif horn:
            # The first u of ưu, the only vowel that stands twice.
            self._shape(at["o"] or at["u"][:1], _HORN)
        else:
            raise _NoSyllable

    def _shape(self, where: list[int], shape: str) -> None:
        free = [n for n in where if not self.shapes[n]]
        if not free:
            raise _NoSyllable
        self.shapes[free[-1]] = shape

    def spellings(self) -> list[str]:
        """Give the syllable with its tone on each of its vowels; somebody writes it there."""
        tones = self.vowels if self.tone else [-1]
        return [self._spelt(toned) for toned in tones]

    def _spelt(self, toned: int) -> str:
        pieces = [
            letter + shape + (self.tone or "" if nth == toned else "")
            for nth, (letter, shape) in enumerate(zip(self.letters, self.shapes, strict=True))
        ]
        if self.stroked:
            pieces[0] = "đ"
        return unicodedata.normalize("NFC", "".join(pieces))


def untyped(word: str) -> list[str]:
    """Give what a typed word may mean, in lower case: first as it stands, then untyped.

    Only a word of ASCII letters and digits can have been typed so; any other is what it is. The
    untyped readings differ in where the tone is written.
    """
    lower = word.casefold()
    found = [lower]
    if len(lower) <= LONGEST_WORD and _TYPED.fullmatch(lower):
        for read in (_telex, _vni):
            try:
                syllable = read(lower)
            except _NoSyllable:
                continue
            found += [one for one in syllable.spellings() if one not in found]
    return found


def _telex(word: str) -> _Syllable:
    syllable = _Syllable()
    for letter in word:
        if letter.isdigit():
            raise _NoSyllable
        _take_telex(syllable, letter)
    return syllable


def _take_telex(syllable: _Syllable, letter: str) -> None:
    vowels = [syllable.letters[n] for n in syllable.vowels]
    if letter == "d" and syllable.letters:
        syllable.stroke()
    elif letter == "w" and not vowels:
        syllable.add("u", _HORN)
    elif letter == "w":
        syllable.bend()
    elif letter in _TELEX_TONES and vowels:
        syllable.sound(_TELEX_TONES[letter])
    elif letter in _MAY_HAVE_CIRCUMFLEX and letter in vowels and _is_mark(syllable, vowels, letter):
        syllable.round(letter)
    else:
        syllable.add(letter)


def _is_mark(syllable: _Syllable, vowels: list[str], letter: str) -> bool:
    """Whether a vowel that was typed already is typed again as its own circumflex."""
    return syllable.closed or vowels[-1] == letter or "".join(vowels[-2:]) not in _OPEN_TWICE


def _vni(word: str) -> _Syllable:
    syllable = _Syllable()
    for letter in word:
        if letter in _VNI_TONES:
            syllable.sound(_VNI_TONES[letter])
        elif letter in _VNI_SHAPES:
            _take_vni_shape(syllable, _VNI_SHAPES[letter])
        elif letter in _NO_LETTERS:
            raise _NoSyllable
        else:
            syllable.add(letter)
    return syllable


def _take_vni_shape(syllable: _Syllable, shape: str) -> None:
    if shape == "-":
        syllable.stroke()
    elif shape == "^":
        round_ones = [n for n in syllable.vowels if syllable.letters[n] in _MAY_HAVE_CIRCUMFLEX]
        if not round_ones:
            raise _NoSyllable
        syllable.round(syllable.letters[round_ones[-1]])
    else:
        syllable.bend(horn=shape == "*", breve=shape == "(")
