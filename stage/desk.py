"""What the stage's commands work with, handed from the blueprint to the routes it is made of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from conference.clock import Clock
from conference.database import Database
from conference.operators import Who


@dataclass(frozen=True)
class Desk:
    """The records, the hour, and who presses."""

    db: Database
    clock: Clock
    who: Callable[[], Who]
