"""Introducing guests: by name or with their group, once each, and on numbered paper.

Tables and facts stand in `records`, the lines in `lines`, what is decided and noted in `telling`,
lists for paper in `freezing`, how an office is said and who belongs to the host in `offices`.
"""

from conference.introductions.freezing import (
    NobodyToIntroduce,
    NoListToSupplement,
    NothingNewToIntroduce,
    all_frozen,
    freeze,
    freeze_supplement,
    frozen_list,
    is_newest_still,
)
from conference.introductions.lines import (
    Introduction,
    Line,
    Manner,
    Waiting,
    introduction,
    manners,
)
from conference.introductions.offices import is_of_host, office_of
from conference.introductions.records import (
    INTRODUCTION_FACTS,
    GuestIntroduced,
    GuestMannerSet,
    Introduced,
    IntroductionFrozen,
    IntroductionList,
    IntroductionPlace,
)
from conference.introductions.telling import (
    GroupLineTooLong,
    mark_introduced,
    set_manner,
    usual_group_line,
)

__all__ = [
    "INTRODUCTION_FACTS",
    "GroupLineTooLong",
    "GuestIntroduced",
    "GuestMannerSet",
    "Introduced",
    "Introduction",
    "IntroductionFrozen",
    "IntroductionList",
    "IntroductionPlace",
    "Line",
    "Manner",
    "NoListToSupplement",
    "NobodyToIntroduce",
    "NothingNewToIntroduce",
    "Waiting",
    "all_frozen",
    "freeze",
    "freeze_supplement",
    "frozen_list",
    "introduction",
    "is_newest_still",
    "is_of_host",
    "manners",
    "mark_introduced",
    "office_of",
    "set_manner",
    "usual_group_line",
]
