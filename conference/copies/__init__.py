"""Copying a conference: for a rehearsal (tổng duyệt), or as a new one of the same list and plan.

A rehearsal is a copy marked as such (ADR 0001): its day is set back to the morning, its
codes are of a rehearsal kind that the real door refuses by name. Why not now stands in `refusals`
and `asking`, the copy in `copying`, what it leaves behind in `setting_back`, who goes along in
`people`.
"""

from conference.copies.asking import (
    DayProof,
    day_proof,
    refuse_another_now,
    refuse_rehearsal_now,
)
from conference.copies.copying import (
    become_copy,
    become_rehearsal,
    copy_conference,
    copy_for_rehearsal,
)
from conference.copies.people import (
    PeopleAndPlaces,
    keep_people_and_places,
    people_and_places,
    take_people_over,
)
from conference.copies.refusals import (
    AlreadyRehearsing,
    AnotherNotNow,
    ArrivalsHaveBegun,
    ConferenceInUse,
    ConferenceNameBad,
    ConferenceNotMade,
    ConferencesNeedFiles,
    ConferenceUnderWay,
    NotRehearsing,
    RehearsalNeedsFile,
)
from conference.copies.setting_back import (
    OF_THE_DAY,
    OF_THE_PREPARATION,
)

__all__ = [
    "OF_THE_DAY",
    "OF_THE_PREPARATION",
    "AlreadyRehearsing",
    "AnotherNotNow",
    "ArrivalsHaveBegun",
    "ConferenceInUse",
    "ConferenceNameBad",
    "ConferenceNotMade",
    "ConferenceUnderWay",
    "ConferencesNeedFiles",
    "DayProof",
    "NotRehearsing",
    "PeopleAndPlaces",
    "RehearsalNeedsFile",
    "become_copy",
    "become_rehearsal",
    "copy_conference",
    "copy_for_rehearsal",
    "day_proof",
    "keep_people_and_places",
    "people_and_places",
    "refuse_another_now",
    "refuse_rehearsal_now",
    "take_people_over",
]
