"""The print queue as records: what shall come out, what has, and what nobody knows.

One job is one sheet. Printed means that the printer said so after the cut; once the first byte of
the sheet has left, anything else is `uncertain` and a person decides (ADR 0005). A job
keeps its own copy of the words, so that no later change rewrites what was printed.

Tables and facts stand in `records`, a badge's code in `badge_codes`. A sheet is asked for
in `queueing`, on its way in `sending`, settled in `settling`; `pausing` notes that printing stands
still, `reading` tells what there is.
"""

from conference.printing.pausing import (
    pause_noted,
    paused_by_hand,
    resume_noted,
)
from conference.printing.queueing import (
    badge_again,
    queue_badge,
    queue_certificate,
    reprint,
)
from conference.printing.reading import (
    badges_printed,
    certificates_of,
    counts,
    newest_badge,
    newest_jobs,
    newest_sheet,
)
from conference.printing.records import (
    NEVER_CAME,
    PRINT_FACTS,
    REASON_LENGTH,
    RESTARTED,
    UNDRAWABLE,
    PrintJob,
    PrintRequest,
    PrintState,
    Priority,
    SheetAssumed,
    SheetGivenBack,
    SheetKind,
    SheetPrinted,
    SheetQueued,
    SheetSending,
    SheetSettled,
    SheetSpoiled,
    SheetUncertain,
    SpoolerPaused,
    SpoolerResumed,
)
from conference.printing.refusals import (
    BadgeForNobody,
    FateOpen,
    NotUncertain,
    ReasonMissing,
    StillWaiting,
)
from conference.printing.sending import (
    ClaimedSheet,
    claim_next,
    give_back,
    mark_assumed,
    mark_confirming,
    mark_printed,
    mark_sending,
    mark_uncertain,
    put_aside,
    recover,
)
from conference.printing.settling import (
    settle,
    settle_by_scan,
)

__all__ = [
    "NEVER_CAME",
    "PRINT_FACTS",
    "REASON_LENGTH",
    "RESTARTED",
    "UNDRAWABLE",
    "BadgeForNobody",
    "ClaimedSheet",
    "FateOpen",
    "NotUncertain",
    "PrintJob",
    "PrintRequest",
    "PrintState",
    "Priority",
    "ReasonMissing",
    "SheetAssumed",
    "SheetGivenBack",
    "SheetKind",
    "SheetPrinted",
    "SheetQueued",
    "SheetSending",
    "SheetSettled",
    "SheetSpoiled",
    "SheetUncertain",
    "SpoolerPaused",
    "SpoolerResumed",
    "StillWaiting",
    "badge_again",
    "badges_printed",
    "certificates_of",
    "claim_next",
    "counts",
    "give_back",
    "mark_assumed",
    "mark_confirming",
    "mark_printed",
    "mark_sending",
    "mark_uncertain",
    "newest_badge",
    "newest_jobs",
    "newest_sheet",
    "pause_noted",
    "paused_by_hand",
    "put_aside",
    "queue_badge",
    "queue_certificate",
    "recover",
    "reprint",
    "resume_noted",
    "settle",
    "settle_by_scan",
]
