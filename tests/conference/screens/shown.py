"""What tests of screens look at."""

from __future__ import annotations

from conference.journal import JournalEntry
from tests.factories import all_rows


def kinds(db, count):
    """Name the last facts."""
    return [entry.kind for entry in all_rows(db, JournalEntry)][-count:]
