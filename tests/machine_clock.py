"""A machine whose clock somebody sets, while its seconds go by as they do."""

from __future__ import annotations

import datetime as dt

from server.alive import Mark
from server.steady_clock import SteadyClock
from tests.factories import AT


class MachineClock:
    """What the machine's clock shows, and the count of seconds that nobody sets."""

    def __init__(self, now: dt.datetime = AT) -> None:
        self.wall, self.count_s = now, 5000.0

    def forward(self, **span: float) -> None:
        """Let time go by."""
        gone = dt.timedelta(**span)
        self.wall += gone
        self.count_s += gone.total_seconds()

    def set_by(self, **span: float) -> None:
        """Set the clock; no time goes by."""
        self.wall += dt.timedelta(**span)

    def steady(self, mark: Mark | None = None) -> SteadyClock:
        """Give a server's clock on this machine."""
        return SteadyClock(wall=lambda: self.wall, count_s=lambda: self.count_s, mark=mark)
