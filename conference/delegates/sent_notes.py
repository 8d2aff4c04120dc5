"""Taking back that invitations went out: what was noted before stands again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from conference.delegates.records import Invitation
from conference.journal import Fact, record
from conference.names import tidy


@dataclass(frozen=True, kw_only=True)
class SentNotesPutBack(Fact):
    """What was noted of invitations that went out was taken back."""

    delegate_ids: list[int]


@dataclass(frozen=True)
class SentNote:
    """What is noted of an invitation that went out; `issued_at` is None while it has not."""

    delegate_id: int
    issued_at: dt.datetime | None = None
    sent_by: str = ""
    receiver: str = ""


def sent_notes(session: Session, delegate_ids: Collection[int]) -> list[SentNote]:
    """Give what is noted of these delegates' invitations, one note for each."""
    wanted = select(Invitation).where(Invitation.delegate_id.in_(delegate_ids))
    noted = {row.delegate_id: row for row in session.scalars(wanted)}
    return [
        SentNote(one, noted[one].issued_at, noted[one].sent_by, noted[one].receiver)
        if one in noted
        else SentNote(one)
        for one in sorted(delegate_ids)
    ]


def put_sent_notes_back(
    session: Session, notes: Sequence[SentNote], *, at: dt.datetime, by: str
) -> int:
    """Let these notes stand again as they were; give how many invitations changed.

    Twice changes nothing; an invitation of which nothing is known any more is passed over.
    """
    changed = []
    for note in notes:
        row = session.get(Invitation, note.delegate_id)
        before = (note.issued_at, tidy(note.sent_by), tidy(note.receiver))
        if row is not None and (row.issued_at, row.sent_by, row.receiver) != before:
            row.issued_at, row.sent_by, row.receiver = before
            changed.append(row.delegate_id)
    if changed:
        record(session, SentNotesPutBack(delegate_ids=changed), at=at, by=by)
    return len(changed)
