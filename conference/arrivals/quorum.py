"""The quorum: of whom, how many are needed, since when they are there. It never blocks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from conference.arrivals.tally import Move
from conference.clock import from_ms
from conference.doors import QuorumBase

WHOLE_PERCENT = 100


@dataclass(frozen=True)
class Quorum:
    """How the hall stands to the quorum.

    `first_at`: when so many were inside for the first time; `since`: from when on it has been so
    without a break, None while it is not.
    """

    base: QuorumBase
    percent: int
    whole: int
    needed: int
    present: int
    first_at: dt.datetime | None
    since: dt.datetime | None

    @property
    def reached(self) -> bool:
        """Whether there are enough now."""
        return self.since is not None


def quorum_of(moves: Sequence[Move], base: QuorumBase, *, percent: int, whole: int) -> Quorum:
    """Work the quorum out of all comings and goings, in the order in which they happened.

    Of nobody there is no quorum: it is not reached.
    """
    needed = -(-percent * whole // WHOLE_PERCENT)
    first_ms, since_ms = crossings(moves, needed) if whole else (None, None)
    return Quorum(
        base=base,
        percent=percent,
        whole=whole,
        needed=needed,
        present=sum(step for _, step in moves),
        first_at=None if first_ms is None else from_ms(first_ms),
        since=None if since_ms is None else from_ms(since_ms),
    )


def crossings(moves: Iterable[Move], needed: int) -> tuple[int | None, int | None]:
    """Give when there were `needed` for the first time, and since when there are, in ms.

    What happens in the same millisecond counts as one.
    """
    inside, first_ms, since_ms = 0, None, None
    for at_ms, together in groupby(moves, key=lambda move: move[0]):
        inside += sum(step for _, step in together)
        if inside < needed:
            since_ms = None
        elif since_ms is None:
            since_ms = at_ms
            first_ms = at_ms if first_ms is None else first_ms
    return first_ms, since_ms
