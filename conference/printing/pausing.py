"""Printing stands still and goes on: by hand, or because of the printer."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from conference.journal import JournalEntry, record
from conference.printing.records import SpoolerPaused, SpoolerResumed


def pause_noted(session: Session, *, automatic: bool, at: dt.datetime, by: str) -> None:
    """Note that printing stands still."""
    record(session, SpoolerPaused(automatic=automatic), at=at, by=by)


def resume_noted(session: Session, *, automatic: bool, at: dt.datetime, by: str) -> None:
    """Note that printing goes on."""
    record(session, SpoolerResumed(automatic=automatic), at=at, by=by)


def paused_by_hand(session: Session) -> bool:
    """Whether an operator let printing stand and nobody has let it go on since.

    What the printer itself stopped and let go on meanwhile says nothing about that.
    """
    automatic = JournalEntry.payload["automatic"].as_boolean()
    newest = session.scalar(
        select(JournalEntry.kind)
        .where(
            JournalEntry.kind.in_([SpoolerPaused.kind(), SpoolerResumed.kind()]),
            func.coalesce(automatic, False).is_(False),
        )
        .order_by(JournalEntry.id.desc())
        .limit(1)
    )
    return newest == SpoolerPaused.kind()
