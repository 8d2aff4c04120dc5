"""When a file of invitations is old: something that shapes them has happened since it was made."""

from __future__ import annotations

from sqlalchemy.orm import Session

from conference import delegates, journal
from conference.agenda import ProgrammeShifted
from conference.identity import IDENTITY_FACTS
from conference.rooms import kinds_of
from conference.seating import SEATING_FACTS

MADE = "made.json"
"""What a job leaves in its folder beside the file: the stamp, and how many invitations it holds."""

_SHAPE_INVITATIONS = SEATING_FACTS | IDENTITY_FACTS | kinds_of(
    ProgrammeShifted, delegates.CodesIssued, delegates.CodeReissued,
    delegates.DelegateChanged, delegates.DelegatesApproved, delegates.DelegatesWithdrawn,
    delegates.DelegatesProposed, delegates.ListChangeTakenBack, delegates.SubstituteNamed,
    delegates.SubstitutionTakenBack, delegates.SeatHolderNamed, delegates.GroupChanged,
    delegates.UnitMerged, delegates.DutyGiven, delegates.DutyEnded,
)  # fmt: skip


def invitation_stamp(session: Session) -> int:
    """Give the number of the last fact that may have changed what invitations say."""
    return journal.revision(session, _SHAPE_INVITATIONS)
