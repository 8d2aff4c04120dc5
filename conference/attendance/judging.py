"""The verdict: pure decisions from a code, the list, and how the door is run."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from conference.attendance.looking_up import card_from
from conference.codes import CodeKind, CodeRead, Unreadable
from conference.delegates import CodeState, DelegateCard, ListState
from conference.identity import DoorSetting
from conference.verdicts import Reason

_UNREADABLE = {
    Unreadable.DAMAGED: Reason.DAMAGED,
    Unreadable.CITIZEN_CARD: Reason.CITIZEN_CARD,
    Unreadable.FOREIGN: Reason.FOREIGN,
}
_NOBODYS = {
    CodeKind.BADGE: Reason.BADGE_NOT_INVITATION,
    CodeKind.AWARD_SLIP: Reason.SLIP_NOT_INVITATION,
}

LEAVE_MAY_SET_ASIDE = frozenset(
    {
        Reason.NOT_APPROVED,
        Reason.WITHDRAWN,
        Reason.REPLACED,
        Reason.BADGE_NOT_INVITATION,
        Reason.INVITATION_NOT_BADGE,
        Reason.WRONG_SITTING,
        Reason.CAPACITY,
        Reason.LIST_CLOSED,
    }
)
"""Rules that a supervisor may set aside for one person, with a reason (day.md, decision 9)."""


@dataclass(frozen=True)
class Found:
    """The verdict's reason and whom it is about.

    `attendance_id` is the entry that stands, `inside` whether the person is in the hall by it;
    `has_badge`: one that counts was printed or waits to be. `back_at`: of a repeat, when the person
    came in last after having left.
    """

    reason: Reason
    card: DelegateCard | None = None
    first_at: dt.datetime | None = None
    first_station: str = ""
    badge_issue: int = 1
    attendance_id: int | None = None
    inside: bool = False
    has_badge: bool = False
    back_at: dt.datetime | None = None
    back_station: str = ""


def judge_code(
    code: CodeRead | Unreadable, door: DoorSetting, row: Any, *, inside: Callable[[], int]
) -> Found:
    """Decide from a code and from what the list says about it.

    `inside` counts who is in the hall; asked only where the number is limited.
    """
    if isinstance(code, Unreadable):
        return Found(_UNREADABLE[code])
    if code.conference_number != door.number:
        return Found(Reason.OTHER_CONFERENCE)
    if code.rehearsal != door.rehearsal:
        real = Reason.REAL_CODE_IN_REHEARSAL
        return Found(real if door.rehearsal else Reason.REHEARSAL_CODE)
    if row.id is None:
        return Found(_NOBODYS.get(code.kind, Reason.NOT_ON_LIST))
    if row.code_state is not CodeState.ACTIVE:
        # Before the list: whoever sent a substitute is off it, but holds a replaced code.
        return _about(Reason.REPLACED, door, row)
    return judge_listed(door, row, kind=code.kind, inside=inside)


def judge_listed(
    door: DoorSetting, row: Any, *, kind: CodeKind | None, inside: Callable[[], int]
) -> Found:
    """Decide about somebody who is on the list; `kind` None: found without a code."""
    reason = _list_says(door, row)
    if reason is None and row.first_at is not None:
        reason = Reason.REPEAT if row.left_at is None else _room_says(door, inside, Reason.RETURNED)
    if reason is None:
        reason = _kind_says(door, row, kind)
    if reason is None:
        reason = Reason.LIST_CLOSED if door.closed else _room_says(door, inside, Reason.ADMITTED)
    return _about(reason, door, row)


def _list_says(door: DoorSetting, row: Any) -> Reason | None:
    if row.list_state is ListState.WITHDRAWN:
        return Reason.WITHDRAWN
    if row.first_at is not None:
        # Only by a supervisor's leave can there be an entry against the two rules below; whoever
        # was let in so is not stopped again at the next scan.
        return None
    if row.list_state is not ListState.APPROVED:
        return Reason.NOT_APPROVED
    if row.sitting_ordinals and door.sitting_ordinal not in row.sitting_ordinals:
        return Reason.WRONG_SITTING
    return None


def _kind_says(door: DoorSetting, row: Any, kind: CodeKind | None) -> Reason | None:
    """Say whether this kind of code opens the door for somebody who is not inside yet."""
    came_before = row.other_sittings > 0
    if kind is CodeKind.AWARD_SLIP:
        return Reason.SLIP_NOT_INVITATION
    if kind is CodeKind.BADGE and not (came_before or door.badges_admit):
        return Reason.BADGE_NOT_INVITATION
    if kind is CodeKind.INVITATION and came_before and not door.invitations_admit:
        return Reason.INVITATION_NOT_BADGE
    return None


def _room_says(door: DoorSetting, inside: Callable[[], int], otherwise: Reason) -> Reason:
    if door.hall_capacity is not None and inside() >= door.hall_capacity:
        return Reason.CAPACITY
    return otherwise


def _about(reason: Reason, door: DoorSetting, row: Any) -> Found:
    return Found(
        reason,
        card_from(row, seats_numbered=door.seats_numbered),
        row.first_at,
        row.station_name or "",
        (row.newest_issue or 0) + 1,
        row.attendance_id,
        inside=row.first_at is not None and row.left_at is None,
        has_badge=row.valid_issue is not None,
    )
