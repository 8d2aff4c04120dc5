"""How often the run of show is put to the test: a little in `make test`, long in `make faults`."""

from __future__ import annotations

import os

LONG = "HOINGHI_FAULTS"
"""Set in the environment, it makes these tests take minutes."""


def rounds(short: int, long: int) -> int:
    """Give how often something is tried, or how long."""
    return long if os.environ.get(LONG) else short
