"""Waiting for something that another thread or process does: a condition and a deadline."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")
_LOOK_AGAIN_S = 0.01


def until(condition: Callable[[], T], *, within_s: float = 20.0) -> T:
    """Give the condition's value once it is true; fail when it is not in time."""
    deadline = time.monotonic() + within_s
    pause = threading.Event()
    while not (value := condition()):
        assert time.monotonic() < deadline, f"not within {within_s} s: {condition}"
        pause.wait(_LOOK_AGAIN_S)
    return value
