"""What the page of one delegate shows: words by role, state, codes, who comes instead, arrivals."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload

from admin.roster_fields import (
    ADDERS,
    DECIDERS,
    DUTIES,
    seen_fields,
    shown_values,
)
from admin.roster_history import history_lines
from conference.attendance import STANDS, Attendance
from conference.clock import in_the_hall
from conference.codes import CodeKind
from conference.delegates import (
    DUTY_NAMES,
    CodeState,
    Delegate,
    DutyHolder,
    EntryCode,
    Invitation,
    ListState,
    Substitution,
    all_groups,
    all_units,
)
from conference.identity import the_conference
from conference.operators import Role, Who
from conference.refusals import NotFound


def rights_of(me: Who) -> dict[str, bool]:
    """Say what this operator may do with the list; templates offer nothing else."""
    return {
        "add": me.role in ADDERS,
        "decide": me.role in DECIDERS,
        "change": me.role is Role.ADMIN,
    }


def person_page(session: Session, delegate_id: int, me: Who) -> dict[str, Any]:
    """Give everything that this operator may see of a delegate.

    Raises:
        NotFound: there is no such delegate.
    """
    places = (joinedload(Delegate.unit), joinedload(Delegate.group))
    delegate = session.get(Delegate, delegate_id, options=places)
    if delegate is None:
        raise NotFound
    conference = the_conference(session)
    fields = seen_fields(me.role, conference.kept_fields)
    parts: dict[str, list[Any]] = {}
    for field in fields:
        parts.setdefault(field.part, []).append(field)
    return {
        "person": _state_words(delegate),
        "parts": parts,
        "values": shown_values(delegate, fields),
        "may": rights_of(me),
        "groups": [group.name for group in all_groups(session)],
        "units": [unit.name for unit in all_units(session)],
        "seats_numbered": conference.seats_numbered,
        "code": _code_state(session, delegate),
        "reply": _reply(session, delegate.id),
        "substitution": _substitution(session, delegate.id),
        "duties": _duties(session, delegate.id),
        "arrivals": _arrivals(session, delegate.id),
        "history": history_lines(session, delegate.id),
    }


def _state_words(delegate: Delegate) -> dict[str, Any]:
    return {
        "id": delegate.id,
        "name": delegate.full_name,
        "card_number": delegate.card_number,
        "mark": delegate.namesake_mark,
        "named": delegate.named,
        "address": delegate.address,
        "position": delegate.position,
        "unit": delegate.unit.name,
        "unit_as_given": delegate.unit_as_given,
        "group": delegate.group.name,
        "seat": delegate.seat,
        "area": delegate.area,
        "state": delegate.state,
        "approved": delegate.state is ListState.APPROVED,
        "supplement": delegate.supplement,
        "approver": delegate.approver,
        "approval_reason": delegate.approval_reason,
        "withdrawal_reason": delegate.withdrawal_reason,
    }


def _code_state(session: Session, delegate: Delegate) -> str:
    """Say whether the invitation opens the door: valid, none, or replaced. Never the code."""
    codes = select(EntryCode.state).where(
        EntryCode.delegate_id == delegate.id, EntryCode.kind == int(CodeKind.INVITATION)
    )
    states = set(session.scalars(codes))
    if CodeState.ACTIVE in states:
        return "valid"
    return "replaced" if states else "none"


def _reply(session: Session, delegate_id: int) -> dict[str, Any] | None:
    invitation = session.get(Invitation, delegate_id)
    if invitation is None:
        return None
    return {
        "reply": invitation.reply,
        "words": invitation.reply_words,
        "issued_at": _local(invitation.issued_at),
        "sent_by": invitation.sent_by,
        "receiver": invitation.receiver,
    }


def _substitution(session: Session, delegate_id: int) -> dict[str, Any] | None:
    """Give who comes in whose place now, if this delegate is one of the two."""
    standing = select(Substitution).where(
        Substitution.taken_back.is_(False),
        or_(Substitution.absent_id == delegate_id, Substitution.substitute_id == delegate_id),
    )
    found = session.scalar(standing.order_by(Substitution.id.desc()))
    if found is None:
        return None
    absent = session.get_one(Delegate, found.absent_id)
    substitute = session.get_one(Delegate, found.substitute_id)
    return {
        "is_absent": absent.id == delegate_id,
        "absent": {"id": absent.id, "name": absent.full_name},
        "substitute": {"id": substitute.id, "name": substitute.full_name},
        "letter": found.letter,
        "approver": found.approver,
        "at": _local(found.at),
    }


def _duties(session: Session, delegate_id: int) -> list[dict[str, Any]]:
    held = set(
        session.scalars(select(DutyHolder.duty).where(DutyHolder.delegate_id == delegate_id))
    )
    return [{"duty": duty.value, "name": DUTY_NAMES[duty], "held": duty in held} for duty in DUTIES]


def _arrivals(session: Session, delegate_id: int) -> list[dict[str, Any]]:
    entries = session.scalars(
        select(Attendance).where(Attendance.delegate_id == delegate_id, STANDS)
    )
    came = {entry.sitting_id: entry for entry in entries}
    return [
        {
            "sitting": sitting.name,
            "at": _local(came[sitting.id].first_at) if sitting.id in came else None,
            "station": came[sitting.id].station_name if sitting.id in came else "",
        }
        for sitting in the_conference(session).sittings
    ]


def _local(moment: dt.datetime | None) -> dt.datetime | None:
    return in_the_hall(moment) if moment else None
