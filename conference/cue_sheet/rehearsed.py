"""What was tried in a rehearsal (đã chạy thử), and how the real conference takes that over.

A rehearsal is when films and music are tried; the copy's lines have the ids of the original.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from conference.cue_sheet.records import CueKind, MediaTried, TechnicalCue
from conference.journal import record
from conference.names import fold


@dataclass(frozen=True)
class Tried:
    """What was tried, and when by whom; a line made since may have the same id, but not be it."""

    kind: CueKind
    words: str
    file: str
    length_s: int | None
    at: dt.datetime
    by_name: str


def tried_media(session: Session) -> dict[int, Tried]:
    """Give the films and the music that were tried, by their line's id."""
    tried = select(TechnicalCue).where(TechnicalCue.tried_at.is_not(None))
    return {
        row.id: Tried(row.kind, fold(row.words), row.file, row.length_s, row.tried_at, row.tried_by)
        for row in session.scalars(tried)
        if row.tried_at is not None
    }


def take_tried_back(
    session: Session, tried: Mapping[int, Tried], *, at: dt.datetime, by: str
) -> int:
    """Note as tried what a rehearsal tried; give how many lines that is new of.

    A line that says something else by now, or names another file, is still to be tried.
    """
    waiting = select(TechnicalCue).where(
        TechnicalCue.id.in_(tried), TechnicalCue.tried_at.is_(None), TechnicalCue.removed.is_(False)
    )
    taken = 0
    for row in session.scalars(waiting.order_by(TechnicalCue.id)):
        one = tried[row.id]
        said = one.kind, one.words, one.file, one.length_s
        if said != (row.kind, fold(row.words), row.file, row.length_s):
            continue
        row.tried_at, row.tried_by = one.at, one.by_name
        record(session, MediaTried(technical_cue_id=row.id, tried=True), at=at, by=by)
        taken += 1
    return taken
