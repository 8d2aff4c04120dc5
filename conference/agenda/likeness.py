"""Which titles of a new programme are those of the old one, if perhaps in other words.

Pure; a title is paired once at most, the same words before those that are only alike.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher

from conference.names import fold

ALIKE = 0.72
"""How alike two titles must be to be taken for one that was reworded."""

SHARED = 0.75
"""How many of its words the shorter title must share with one of the same number or hour."""

SamePlace = Callable[[int, int], bool]
_WORD = re.compile(r"\w+")


def same_titles(titles: Sequence[str], others: Sequence[str]) -> dict[int, int]:
    """Pair titles that are the same but for accents, case and spaces."""
    free = dict(enumerate(map(fold, others)))
    found = {}
    for nth, title in enumerate(map(fold, titles)):
        same = next((other for other, one in free.items() if one == title), None)
        if same is not None:
            del free[same]
            found[nth] = same
    return found


def pairs(
    titles: Sequence[str], others: Sequence[str], same_place: SamePlace | None = None
) -> dict[int, int]:
    """Pair titles that are the same, then those that are much alike.

    `same_place` says of two whether they stand at the same place; then a short title may be that
    of a long one ("Khen thưởng").
    """
    found = same_titles(titles, others)
    free = {nth: fold(one) for nth, one in enumerate(others) if nth not in found.values()}
    for nth, title in enumerate(map(fold, titles)):
        if nth in found or not free:
            continue
        likeness = {
            other: _alike(title, one, in_place=same_place is not None and same_place(nth, other))
            for other, one in free.items()
        }
        best = max(likeness, key=lambda other: likeness[other])
        if likeness[best] >= ALIKE:
            del free[best]
            found[nth] = best
    return found


def _alike(one: str, other: str, *, in_place: bool) -> float:
    """Say how alike two folded titles are."""
    ratio = SequenceMatcher(None, one, other, autojunk=False).ratio()
    words, others = set(_WORD.findall(one)), set(_WORD.findall(other))
    shared = len(words & others) / max(min(len(words), len(others)), 1)
    return max(ratio, ALIKE) if in_place and shared >= SHARED else ratio
