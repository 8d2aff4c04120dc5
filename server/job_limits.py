"""What a job may take, and how many may be at work at once beside the server on this machine."""

from __future__ import annotations

import os
from dataclasses import dataclass

SMALL_MACHINE_CORES = 2


@dataclass(frozen=True)
class Limits:
    """What a job may take."""

    memory_mb: int = 2048
    seconds: int = 900


LIMITS = {
    "list": Limits(memory_mb=1024, seconds=60),
    "programme": Limits(memory_mb=1024, seconds=60),
    "paper_list": Limits(memory_mb=2048, seconds=240),
}
"""A list file may be hostile; documents are made from our own records. Paper is due each minute."""

NEVER_WAITS = frozenset({"paper_list", "spoken_papers"})
"""Kinds that stand in no line: the door's paper is due each minute, whatever else is made, and
somebody stands at the bục and waits for a list of guests.
"""

GOES_FIRST = frozenset({"spoken_papers"})
"""Kinds that do not step back behind the server: a second of work, and a hall that waits."""


def cores() -> int:
    """Give the cores that this process may use; 1 where the system does not tell."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def room_for_jobs() -> int:
    """Give how many jobs may be at work at once beside the server on this machine."""
    return 1 if cores() <= SMALL_MACHINE_CORES else 2
