"""Who performs which item, as persons of the list: whether they are here, and in two places.

The programme writes a performer in words ("Đ/c Chánh Văn phòng Sở"), as it is printed and read out;
beside them stands here who of the list is meant. Tables and facts are in `records`, the commands in
`linking`, proposals from the words in `proposing`, who is here in `watching`, and who would have to
be in two places in `conflicts`.
"""

from conference.performers.conflicts import Clash, ClashKind, checks, clashes
from conference.performers.linking import (
    PartUnknown,
    link_performer,
    pass_on,
    unlink_performer,
)
from conference.performers.proposing import Proposal, proposals
from conference.performers.records import (
    PERFORMER_FACTS,
    Doing,
    Performer,
    PerformersSet,
)
from conference.performers.watching import (
    Performance,
    PerformerNow,
    all_links,
    performance_of,
    performers_now,
    performers_of,
)

__all__ = [
    "PERFORMER_FACTS",
    "Clash",
    "ClashKind",
    "Doing",
    "PartUnknown",
    "Performance",
    "Performer",
    "PerformerNow",
    "PerformersSet",
    "Proposal",
    "all_links",
    "checks",
    "clashes",
    "link_performer",
    "pass_on",
    "performance_of",
    "performers_now",
    "performers_of",
    "proposals",
    "unlink_performer",
]
