"""Lines of readiness that are looked at once, and again when something has changed them.

Of 10,000 delegates the lines take a second of the processor, and the office looks often while
delegates come in; neither arrivals nor paper change any of them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from conference.attendance import ARRIVAL_FACTS, ScanAnswered
from conference.clock import in_the_hall
from conference.identity import identity
from conference.journal import JournalEntry
from conference.printing import PRINT_FACTS
from conference.readiness import Check, Checks
from conference.rooms import kinds_of

QUIET = ARRIVAL_FACTS | PRINT_FACTS | kinds_of(ScanAnswered)
"""What happens all the time on the day and changes no line of a subject."""


def remembered(checks: Sequence[Checks]) -> Checks:
    """Give all these checks as one that looks again only after a fact, or on another day."""
    known: list[tuple[object, list[Check]]] = []

    def look(session: Session, now: dt.datetime) -> list[Check]:
        # What is known is of this very file: a copy and a rehearsal have facts of their own.
        newest = (
            select(JournalEntry.id, JournalEntry.chain)
            .where(JournalEntry.kind.not_in(QUIET))
            .order_by(JournalEntry.id.desc())
            .limit(1)
        )
        key = identity(session), session.execute(newest).first(), in_the_hall(now).date()
        if not known or known[0][0] != key:
            known[:] = [(key, [line for check in checks for line in check(session, now)])]
        return known[0][1]

    return look
