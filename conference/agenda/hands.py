"""Who changed the rundown last: whoever saw an older one is refused and told who was faster."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from conference import journal
from conference.agenda.records import (
    RUNDOWN_FACTS,
    AgendaEdit,
    ButtonsHeld,
    Cue,
    ProgrammeEdited,
)
from conference.agenda.refusals import ANOTHER_OPERATOR, StaleRundown
from conference.journal import JournalEntry


def rundown_revision(session: Session) -> int:
    """The number of the last fact that changed the rundown; arrivals do not count."""
    return journal.revision(session, RUNDOWN_FACTS)


def must_be_seen(session: Session, seen_revision: int) -> None:
    """Let only pass who has seen the rundown as it stands.

    Raises:
        StaleRundown: it has changed since; says who did it.
    """
    if seen_revision != rundown_revision(session):
        raise StaleRundown(by=changed_by(session) or ANOTHER_OPERATOR)


def changed_by(session: Session) -> str:
    """Give who changed the rundown last, by a button or by an edit; empty if nobody by name.

    The journal says whose hand it was: hours do not, where the clock was put back. A name stands
    beside what that hand did here, and nowhere else in these tables.
    """
    newest = session.get(JournalEntry, rundown_revision(session))
    if newest is None:
        return ""
    tables = (AgendaEdit, Cue) if newest.kind == ProgrammeEdited.kind() else (Cue, AgendaEdit)
    for table in (*tables, ButtonsHeld):
        named = select(table.by_name).where(table.by == newest.by, table.by_name != "")
        name: str | None = session.scalar(named.order_by(table.id.desc()).limit(1))
        if name:
            return name
    return ""
