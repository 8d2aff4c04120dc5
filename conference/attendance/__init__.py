"""The door: a scan becomes a verdict, once, and the first entry a badge in the same transaction.

Every attempt leaves a row, refused ones too; the same scan id gets the same answer byte for byte
(ADR 0003). Of a scan that is not one of our codes nothing but the reason is kept.
"""

from conference.attendance.answers import undecided
from conference.attendance.asking import whose_code, would_say
from conference.attendance.card_numbers import name_nobody
from conference.attendance.checking_in import admit_by_hand, check_in
from conference.attendance.disputes import (
    DISPUTE_FACTS,
    Dispute,
    DisputeSettledAlready,
    DisputeWordsMissing,
    ScanSeen,
    count_open_disputes,
    disputes,
    note_dispute,
    settle_dispute,
)
from conference.attendance.from_paper import (
    MADE_BY_TICK,
    ON_PAPER,
    NoTickToTakeBack,
    WrittenTimeOfAnotherSitting,
    WrittenTimeWrong,
    enter_from_paper,
    paper_sittings,
    take_back_tick,
)
from conference.attendance.happenings import Happening, happened, happened_at
from conference.attendance.history import (
    Passage,
    PastAttempt,
    attempts,
    names_of,
    passages,
)
from conference.attendance.judging import LEAVE_MAY_SET_ASIDE, Found
from conference.attendance.leaving import (
    EntryMoved,
    EntrySeen,
    NotCome,
    come_back,
    last_returns,
    leave,
    moves_of,
    take_back_entry,
)
from conference.attendance.merging import merge_scan
from conference.attendance.presence import (
    INSIDE,
    STANDS,
    arrivals,
    present_by_group,
    present_count,
    present_ids,
)
from conference.attendance.recording import NOWHERE, AtStation
from conference.attendance.records import (
    ARRIVAL_FACTS,
    DOOR_DESK_FACTS,
    Attendance,
    DecidedBy,
    DelegateCheckedIn,
    DelegateLeft,
    DelegateReturned,
    DisputedEntry,
    DisputeKind,
    DisputeSettled,
    EntryDisputed,
    EntryTakenBack,
    Movement,
    MovementKind,
    Scan,
    ScanAnswered,
    ScanSource,
)
from conference.attendance.statistics import (
    AtTheStation,
    Statistics,
    Tally,
    statistics,
)

__all__ = [
    "ARRIVAL_FACTS",
    "DISPUTE_FACTS",
    "DOOR_DESK_FACTS",
    "INSIDE",
    "LEAVE_MAY_SET_ASIDE",
    "MADE_BY_TICK",
    "NOWHERE",
    "ON_PAPER",
    "STANDS",
    "AtStation",
    "AtTheStation",
    "Attendance",
    "DecidedBy",
    "DelegateCheckedIn",
    "DelegateLeft",
    "DelegateReturned",
    "Dispute",
    "DisputeKind",
    "DisputeSettled",
    "DisputeSettledAlready",
    "DisputeWordsMissing",
    "DisputedEntry",
    "EntryDisputed",
    "EntryMoved",
    "EntrySeen",
    "EntryTakenBack",
    "Found",
    "Happening",
    "Movement",
    "MovementKind",
    "NoTickToTakeBack",
    "NotCome",
    "Passage",
    "PastAttempt",
    "Scan",
    "ScanAnswered",
    "ScanSeen",
    "ScanSource",
    "Statistics",
    "Tally",
    "WrittenTimeOfAnotherSitting",
    "WrittenTimeWrong",
    "admit_by_hand",
    "arrivals",
    "attempts",
    "check_in",
    "come_back",
    "count_open_disputes",
    "disputes",
    "enter_from_paper",
    "happened",
    "happened_at",
    "last_returns",
    "leave",
    "merge_scan",
    "moves_of",
    "name_nobody",
    "names_of",
    "note_dispute",
    "paper_sittings",
    "passages",
    "present_by_group",
    "present_count",
    "present_ids",
    "settle_dispute",
    "statistics",
    "take_back_entry",
    "take_back_tick",
    "undecided",
    "whose_code",
    "would_say",
]
