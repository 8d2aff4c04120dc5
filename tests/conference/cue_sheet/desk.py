"""What tests of the cue sheet write and ask."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from conference import cue_sheet
from conference.agenda import AgendaEntry, AgendaItem, AgendaStep, PartKey, PartKind
from conference.cue_sheet import CueKind, CueRow, CueWords
from conference.database import Database
from conference.journal import JournalEntry
from tests.factories import AT, BY


def add(db: Database, item_id: int, words: str = "Mở phóng sự", **more: Any) -> int:
    line = CueWords(**({"kind": CueKind.VIDEO, "words": words} | more))
    return db.write(lambda s: cue_sheet.add_cue(s, item_id, line, at=AT, by=BY))


def sheet(db: Database, *item_ids: int) -> list[CueRow]:
    with db.reading() as session:
        return cue_sheet.cue_sheet(session, item_ids or None)


def said(db: Database) -> list[str]:
    return [one.words for one in sheet(db)]


def part_of(db: Database, item_id: int, row: AgendaEntry | AgendaStep) -> PartKey:
    """Put an entry or a step into an item."""
    kind = PartKind.ENTRY if isinstance(row, AgendaEntry) else PartKind.STEP

    def put(session: Any) -> int:
        row.item_id, row.ordinal = item_id, 1
        session.add(row)
        session.flush()
        return row.id

    return kind, db.write(put)


def change(db: Database, item_id: int, **words: Any) -> None:
    """Change an item behind the programme's back."""

    def put(session: Any) -> None:
        item = session.get_one(AgendaItem, item_id)
        for name, value in words.items():
            setattr(item, name, value)

    db.write(put)


def facts(db: Database) -> list[str]:
    """Give the kinds of what was written of the cue sheet, in order."""
    with db.reading() as session:
        kinds = session.scalars(select(JournalEntry.kind).order_by(JournalEntry.id))
        return [one for one in kinds if one in cue_sheet.CUE_SHEET_FACTS]
