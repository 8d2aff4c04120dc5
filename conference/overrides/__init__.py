"""A supervisor's leave to admit somebody whom a rule keeps out; asked at the lane.

It is given from anywhere; the delegate waits at the support desk and the lane goes on.
"""

from conference.overrides.granting import (
    LeaveDecidedAlready,
    LeaveOfAnother,
    LeaveReasonNeeded,
    RuleStands,
    ask_leave,
    decide_leave,
    grant_leave_at_once,
    withdraw_leave,
)
from conference.overrides.judging_again import RuleChanged
from conference.overrides.listing import AbsentIsInside
from conference.overrides.newcomers import (
    AdditionReasonNeeded,
    Newcomer,
    ask_substitute,
    put_substitute,
    put_walk_in,
)
from conference.overrides.records import (
    OVERRIDE_FACTS,
    LeaveAsked,
    LeaveDecided,
    LeaveWithdrawn,
    Override,
    OverrideState,
)
from conference.overrides.waiting import (
    Leave,
    all_leaves,
    decided_leaves,
    leaves_of_station,
    waiting_leaves,
)

__all__ = [
    "OVERRIDE_FACTS",
    "AbsentIsInside",
    "AdditionReasonNeeded",
    "Leave",
    "LeaveAsked",
    "LeaveDecided",
    "LeaveDecidedAlready",
    "LeaveOfAnother",
    "LeaveReasonNeeded",
    "LeaveWithdrawn",
    "Newcomer",
    "Override",
    "OverrideState",
    "RuleChanged",
    "RuleStands",
    "all_leaves",
    "ask_leave",
    "ask_substitute",
    "decide_leave",
    "decided_leaves",
    "grant_leave_at_once",
    "leaves_of_station",
    "put_substitute",
    "put_walk_in",
    "waiting_leaves",
    "withdraw_leave",
]
