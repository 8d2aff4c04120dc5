"""What custom asks of an item, read from its title: how the hall behaves, and what is never cut.

A default for plans and imported programmes; the office may say otherwise for each item.
"""

from __future__ import annotations

from conference.agenda.records import Manner

_MANNERS = (
    ("mặc niệm", Manner.SILENCE),
    ("chào cờ", Manner.FLAG_SALUTE),
    ("quốc ca", Manner.ANTHEM),
)
_NEVER_CUT = (
    ("chào cờ",),
    ("công bố", "quyết định"),
    ("trao", "khen"),
    ("trao", "thưởng"),
    ("tặng", "khen"),
    ("phát biểu chỉ đạo",),
)


def manner_of(title: str) -> Manner:
    """Give how the hall behaves during an item of this title."""
    said = title.casefold()
    return next((manner for words, manner in _MANNERS if words in said), Manner.PLAIN)


def never_cut(title: str) -> bool:
    """Whether custom does not cut an item of this title (không được cắt)."""
    said = title.casefold()
    return any(all(word in said for word in words) for words in _NEVER_CUT)
