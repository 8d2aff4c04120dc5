"""How a process of work steps back behind the server, from its first moment on.

The door goes first: a queue of people waits there, and nobody waits for the processor of a list.
"""

from __future__ import annotations

import contextlib
import os
import sys

LAST_OF_ALL = 19
"""The lowest priority of POSIX."""

if sys.platform == "win32":
    import subprocess

    STEPPED_BACK = subprocess.BELOW_NORMAL_PRIORITY_CLASS
else:
    STEPPED_BACK = 0
"""Flags with which Windows starts such a process."""


def step_back(pid: int) -> None:
    """Put a process that was just started behind all others (POSIX; Windows has it from the start).

    By its parent, because what it does before its own first line is a good part of its work. One
    that is gone already needs nothing.
    """
    if sys.platform != "win32":
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, pid, LAST_OF_ALL)
