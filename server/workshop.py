"""Where work goes that must not hold up the hub."""

from __future__ import annotations

from dataclasses import dataclass

from conference.database import RunApart, run_here


@dataclass(frozen=True)
class Workshop:
    """Where work goes that must not hold up the hub, and how sockets wait."""

    compute: RunApart = run_here
    pages: RunApart = run_here
    async_mode: str = "threading"


HERE = Workshop()
"""Everything is done where it is asked for; for commands and tests."""
