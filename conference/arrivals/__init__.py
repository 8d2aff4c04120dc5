"""Arrivals: who is here and who is not, the curve, the lanes, the quorum. Questions only.

It warns and never blocks (ADR 0009). An entry that was taken back counts for nothing.
"""

from conference.arrivals.absent import Standing, excuses, who
from conference.arrivals.door_checks import checks
from conference.arrivals.headcount import Listed, inside_count, listed_count
from conference.arrivals.quorum import Quorum, crossings, quorum_of
from conference.arrivals.reading import RATE_MINUTES, WITHDREW
from conference.arrivals.tally import Count, Move, Person, Stay, Tally
from conference.arrivals.watching import SHOWN_FACTS, ReadApart, Watch, look_once

__all__ = [
    "RATE_MINUTES",
    "SHOWN_FACTS",
    "WITHDREW",
    "Count",
    "Listed",
    "Move",
    "Person",
    "Quorum",
    "ReadApart",
    "Standing",
    "Stay",
    "Tally",
    "Watch",
    "checks",
    "crossings",
    "excuses",
    "inside_count",
    "listed_count",
    "look_once",
    "quorum_of",
    "who",
]
