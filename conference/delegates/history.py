"""What has happened to one delegate, as the journal and the door have it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from conference.delegates.duties import DutyEnded, DutyGiven
from conference.delegates.entry_codes import CodeReissued
from conference.delegates.listing import (
    DelegatesApproved,
    DelegatesProposed,
    DelegatesWithdrawn,
)
from conference.delegates.namesakes import NamesakesMarked
from conference.delegates.replies import InvitationsSent, ReplyNoted
from conference.delegates.substitutes import (
    SeatHolderNamed,
    SubstituteNamed,
    SubstitutionTakenBack,
)
from conference.delegates.taking_back import ListChangeTakenBack
from conference.delegates.words import DelegateChanged
from conference.journal import JournalEntry
from conference.rooms import kinds_of

_OF_ONE = kinds_of(
    DelegateChanged, CodeReissued, ReplyNoted, SeatHolderNamed, DutyGiven, DutyEnded,
)  # fmt: skip
_OF_TWO = kinds_of(SubstituteNamed, SubstitutionTakenBack)
_OF_MANY = kinds_of(
    DelegatesApproved, DelegatesProposed, DelegatesWithdrawn, ListChangeTakenBack,
    InvitationsSent, NamesakesMarked,
)  # fmt: skip


@dataclass(frozen=True)
class Happened:
    """An entry of the journal about a delegate; `by` as the journal names who did it."""

    number: int
    at: dt.datetime
    kind: str
    by: str
    payload: dict[str, Any]


def delegate_history(session: Session, delegate_id: int) -> list[Happened]:
    """Give what was done to a delegate's row, newest first; arrivals are the door's.

    Facts about many delegates at once (an import) name only how many, and are left out.
    """
    about = JournalEntry.payload
    named = [about[key].as_integer() for key in ("delegate_id", "absent_id", "substitute_id")]
    one = select(JournalEntry).where(
        JournalEntry.kind.in_(_OF_ONE | _OF_TWO), or_(*(name == delegate_id for name in named))
    )
    # Lists of ids are read here: the two databases ask for a member of a JSON list differently.
    many = select(JournalEntry).where(JournalEntry.kind.in_(_OF_MANY))
    entries = [
        *session.scalars(one),
        *(entry for entry in session.scalars(many) if delegate_id in entry.payload["delegate_ids"]),
    ]
    return [
        Happened(entry.id, entry.at, entry.kind, entry.by, entry.payload)
        for entry in sorted(entries, key=lambda entry: -entry.id)
    ]
