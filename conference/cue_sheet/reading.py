"""What the technicians do in each item, in the order of the programme, and how much is ready."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from conference.agenda import AgendaItem, PartKey
from conference.cue_sheet.records import CueKind, CueState, TechnicalCue


@dataclass(frozen=True)
class CueRow:
    """One cue of the sheet as it stands: plain values."""

    id: int
    item_id: int
    part: PartKey | None
    kind: CueKind
    words: str
    file: str
    length_s: int | None
    tried_at: dt.datetime | None
    tried_by: str
    state: CueState
    state_at: dt.datetime | None
    state_by: str


@dataclass(frozen=True)
class Count:
    """How many cues an item has, and how many of them are made ready, run or are done."""

    ready: int
    total: int


def cue_sheet(session: Session, item_ids: Iterable[int] | None = None) -> list[CueRow]:
    """Give the cues of these items, or of all in the programme, item by item."""
    wanted = (
        select(TechnicalCue)
        .join(AgendaItem, AgendaItem.id == TechnicalCue.item_id)
        .where(AgendaItem.removed.is_(False), TechnicalCue.removed.is_(False))
        .order_by(AgendaItem.ordinal, AgendaItem.id, TechnicalCue.ordinal)
    )
    if item_ids is not None:
        wanted = wanted.where(AgendaItem.id.in_(set(item_ids)))
    return [_row(one) for one in session.scalars(wanted)]


def counts(session: Session) -> dict[int, Count]:
    """Give by item how much of its sheet is ready; items without cues are left out."""
    found: dict[int, Count] = {}
    for one in cue_sheet(session):
        before = found.get(one.item_id, Count(0, 0))
        ready = before.ready + (one.state is not CueState.PLANNED)
        found[one.item_id] = Count(ready, before.total + 1)
    return found


def _row(one: TechnicalCue) -> CueRow:
    return CueRow(
        id=one.id,
        item_id=one.item_id,
        part=one.part,
        kind=one.kind,
        words=one.words,
        file=one.file,
        length_s=one.length_s,
        tried_at=one.tried_at,
        tried_by=one.tried_by,
        state=one.state,
        state_at=one.state_at,
        state_by=one.state_by,
    )
