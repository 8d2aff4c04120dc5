"""Sẵn sàng: what is missing before the doors open, as lines that every subject adds to.

A subject offers a function `checks(session, now) -> list[Check]`; the server hands them all to the
office. A check looks and never changes anything; it warns and never blocks (ADR 0009).
"""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.orm import Session


class Gate(enum.StrEnum):
    """By when a line must be in order."""

    EVENING_BEFORE = "evening_before"
    HOUR_BEFORE = "hour_before"
    TEN_MINUTES_BEFORE = "ten_minutes_before"


class Standing(enum.StrEnum):
    """What a look at it has shown; `unknown` is never shown as in order."""

    IN_ORDER = "in_order"
    CARE = "care"
    MISSING = "missing"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Check:
    """One line of the page: what was looked at, how it stands, and whom to ask.

    `title` and `sentence` are message ids; the sentence is filled from `details`. `items` names at
    most ten things that are missing; `more` counts the rest. `path` is where it is mended.
    """

    code: str
    gate: Gate
    standing: Standing
    title: str
    sentence: str = ""
    details: dict[str, Any] = field(default_factory=dict)
    items: tuple[str, ...] = ()
    more: int = 0
    owner: str = ""
    phone: str = ""
    path: str = ""
    tick_id: int | None = None
    """The task that a person ticks by hand; None where the software looks itself."""


Checks = Callable[[Session, dt.datetime], list[Check]]

SHOWN_ITEMS = 10
PAPER_LIST = "paper_list"
"""The code of the line about the paper list, which the overview shows by itself when it fails."""


def some(names: list[str]) -> dict[str, Any]:
    """Give `items` and `more` of a check from all names."""
    return {"items": tuple(names[:SHOWN_ITEMS]), "more": max(len(names) - SHOWN_ITEMS, 0)}
