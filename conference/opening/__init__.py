"""The time before the first item: announcements, and whether the programme can begin.

Tables and facts stand in `records`, the office's words in `wording`, what was announced in
`announcing`, when it is due in `before`, what should be there before the start in `gate`. Nothing
here ever keeps the programme from beginning.
"""

from conference.opening.announcing import announce, take_back_announcement
from conference.opening.before import (
    AnnouncementNow,
    AnnouncementState,
    Before,
    before_the_start,
    states,
)
from conference.opening.gate import Counted, GateLine, Named, Ready, gate
from conference.opening.records import (
    OPENING_FACTS,
    WORDS_LENGTH,
    Announced,
    AnnouncementMade,
    AnnouncementsWorded,
)
from conference.opening.wording import (
    FIRST_ANNOUNCEMENTS,
    LONGEST_BEFORE,
    AnnouncementsChanged,
    AnnouncementTooLong,
    AnnouncementUnclear,
    Wording,
    set_wordings,
    wordings,
)

__all__ = [
    "FIRST_ANNOUNCEMENTS",
    "LONGEST_BEFORE",
    "OPENING_FACTS",
    "WORDS_LENGTH",
    "Announced",
    "AnnouncementMade",
    "AnnouncementNow",
    "AnnouncementState",
    "AnnouncementTooLong",
    "AnnouncementUnclear",
    "AnnouncementsChanged",
    "AnnouncementsWorded",
    "Before",
    "Counted",
    "GateLine",
    "Named",
    "Ready",
    "Wording",
    "announce",
    "before_the_start",
    "gate",
    "set_wordings",
    "states",
    "take_back_announcement",
    "wordings",
]
