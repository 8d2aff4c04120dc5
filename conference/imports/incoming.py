"""What a file brings and what becomes of it, as plain values: rows, standings, choices."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from conference.delegates import NewDelegate


class Standing(enum.StrEnum):
    """What a row of the file means for the list.

    `replaced` is somebody who has sent a substitute: the row changes nothing.
    """

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    RETURNING = "returning"
    REPLACED = "replaced"
    ASK = "ask"
    LEFT_OUT = "left_out"


class Decision(enum.StrEnum):
    """What the clerk said of a row that shares its name with somebody on the list."""

    OTHER = "other"
    LEAVE_OUT = "leave_out"


@dataclass(frozen=True)
class Incoming:
    """A person of the file: where the row stands, and the words; `group` may be empty.

    `key` names the row for the clerk's decisions ("Sheet1!7").
    """

    key: str
    person: NewDelegate
    card_number: str = ""


@dataclass(frozen=True)
class Change:
    """A column that the file would change."""

    column: str
    before: Any
    after: Any


@dataclass(frozen=True)
class ComparedRow:
    """A row of the file beside the list."""

    incoming: Incoming
    standing: Standing
    delegate_id: int | None = None
    changes: tuple[Change, ...] = ()
    alike: tuple[int, ...] = ()
    """Delegates of the same name, where the clerk must say whether this is one of them."""
    sits_for: int | None = None
    """The substitute, where the row is `replaced`."""
    twin: str = ""
    """The key of an earlier row that says the very same of a new person; the clerk is asked."""


@dataclass(frozen=True)
class Choices:
    """What the clerk has said: which group a section is, whom a row of a known name means.

    `people` maps a row's key to a delegate's id, "other" (somebody else of that name) or
    "leave_out"; `rest` is said of every row that would be asked about and is not named there.
    `default_group` takes the rows that name none.
    """

    groups: Mapping[str, str] = field(default_factory=dict)
    default_group: str = ""
    people: Mapping[str, str] = field(default_factory=dict)
    rest: str = ""


NO_CHOICES = Choices()
