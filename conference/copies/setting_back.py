"""What a copy leaves behind: the day, and of a copy for another day the preparation too.

Every table is named here or in the test that asks of each what becomes of it in a copy
(tests/house/test_a_copy_knows_every_table.py).
"""

from __future__ import annotations

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from conference.agenda import AgendaItem, ButtonsHeld, Cue
from conference.agenda.records import AgendaEdit
from conference.attendance import Attendance, DisputedEntry, Movement, Scan
from conference.awards import AwardCue, Batch, BatchState
from conference.cue_sheet import CueState, TechnicalCue
from conference.delegates import Delegate, EntryCode, Invitation, ListVersion, ProposedSubstitute
from conference.doors import Door
from conference.handing import Handing
from conference.honoured_guests import GuestState, HonouredGuest
from conference.introductions import Introduced, IntroductionList, IntroductionPlace
from conference.opening import AnnouncementMade
from conference.overrides import Override
from conference.preparation import Task
from conference.printing import PrintJob, PrintRequest
from conference.screens import HallPicture, MessageReading, Showing, StageMessage
from conference.standing_in import PlaceDecision

OF_THE_DAY = (
    PlaceDecision, Override, ProposedSubstitute, DisputedEntry, Movement, Handing, Scan, Attendance,
    PrintRequest, PrintJob, Cue, ButtonsHeld, AgendaEdit, AwardCue, MessageReading, StageMessage,
    Introduced, IntroductionPlace, IntroductionList, AnnouncementMade,
)  # fmt: skip
"""Tables of what the day records; each before those it points to."""

OF_THE_PREPARATION = (EntryCode, Invitation, ListVersion)
"""Tables of what was given out and signed off for one day."""


def set_day_back(session: Session) -> None:
    """Take back what the day has recorded; the plan and what was prepared stay."""
    for table in OF_THE_DAY:
        session.execute(delete(table))
    session.execute(update(Batch).values(state=BatchState.PLANNED))
    session.execute(update(Door).values(closed=False))
    # The picture behind the title lines was prepared; a black wall is of the day.
    session.execute(update(HallPicture).values(showing=Showing.PROGRAMME, by_name=""))
    waiting = {"state": CueState.PLANNED, "state_at": None, "state_by": ""}
    session.execute(update(TechnicalCue).values(waiting))
    session.execute(
        update(HonouredGuest).values(
            state=GuestState.EXPECTED,
            expected_at=None,
            state_at=None,
            by="",
            ticks=[],
            note="",
            mc_ordinal=None,
        )
    )


def set_preparation_back(session: Session) -> None:
    """Take back what was given out, signed off, done, tried and measured for another day."""
    for table in OF_THE_PREPARATION:
        session.execute(delete(table))
    session.execute(update(Task).values(done_at=None, done_by=""))
    # The list is a draft again: nobody came onto it after a lock.
    session.execute(update(Delegate).values(supplement=False))
    session.execute(update(TechnicalCue).values(tried_at=None, tried_by=""))
    session.execute(update(AgendaItem).values(measured_s=None))
