"""What the reception desk asks of the records: a person's card, a delegation, the last attempts."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session, joinedload

from conference.attendance import (
    INSIDE,
    AtStation,
    Attendance,
    DecidedBy,
    DisputedEntry,
    Movement,
    PastAttempt,
    Scan,
    happened_at,
    present_count,
)
from conference.clock import to_ms
from conference.delegates import (
    Delegate,
    DelegateCard,
    ListState,
    ProposedSubstitute,
    Substitution,
    card_of,
    listed_by_group,
)
from conference.identity import DoorSetting, door_setting
from conference.overrides import Override, OverrideState
from conference.printing import newest_badge
from conference.refusals import NotFound
from conference.rooms import Snapshot
from conference.seating import seats_for
from conference.stations import all_stations
from kiosk.api_answers import happening_seen

RECENT = 10
"""Attempts of one's own station that a desk keeps in sight."""

SEATS_OFFERED = 12
LARGEST_DELEGATION = 500


def the_card(session: Session, delegate_id: int, door: DoorSetting) -> DelegateCard:
    """Give a delegate's public words as a badge takes them now.

    Raises:
        NotFound: there is no such delegate.
    """
    places = (joinedload(Delegate.unit), joinedload(Delegate.group))
    delegate = session.get(Delegate, delegate_id, options=places)
    if delegate is None:
        raise NotFound
    card = card_of(delegate)
    return card if door.seats_numbered else replace(card, seat="")


def desk_card(session: Session, delegate_id: int, now: dt.datetime) -> dict[str, Any]:
    """Give what only a desk needs of a delegate: badge, delegation, whose place it is.

    Raises:
        NotFound: there is no such delegate.
    """
    delegate, door = session.get(Delegate, delegate_id), door_setting(session, now)
    if delegate is None:
        raise NotFound
    job = newest_badge(session, delegate_id)
    badge = job and {"state": job.state, "issue": job.issue, "pool": job.pool}
    return {
        "named": delegate.named,
        "preprinted": door.preprinted,
        "seats_numbered": door.seats_numbered,
        "badge": badge,
        "stands_in_for": _stands_in_for(session, delegate_id),
        "replaced_by": _replaced_by(session, delegate_id),
        "leave_waits": _leave_waits(session, delegate_id, door.sitting_id),
        "delegation_waiting": _waiting(session, delegate.unit_id, door.sitting_id),
    }


def _stands_in_for(session: Session, delegate_id: int) -> str:
    name = (
        select(Delegate.full_name)
        .join(Substitution, Substitution.absent_id == Delegate.id)
        .where(Substitution.substitute_id == delegate_id, Substitution.taken_back.is_(False))
    )
    proposed = (
        select(Delegate.full_name)
        .join(ProposedSubstitute, ProposedSubstitute.absent_id == Delegate.id)
        .where(ProposedSubstitute.substitute_id == delegate_id)
    )
    return session.scalar(name) or session.scalar(proposed) or ""


def _replaced_by(session: Session, delegate_id: int) -> dict[str, Any] | None:
    """Give who comes in this delegate's place now."""
    comes = session.scalar(
        select(Delegate)
        .join(Substitution, Substitution.substitute_id == Delegate.id)
        .where(
            Substitution.absent_id == delegate_id,
            Substitution.taken_back.is_(False),
            Delegate.state == ListState.APPROVED,
        )
        .order_by(Substitution.id.desc())
        .limit(1)
    )
    if comes is None:
        return None
    return {"id": comes.id, "name": comes.full_name, "mark": comes.namesake_mark}


def _leave_waits(session: Session, delegate_id: int, sitting_id: int) -> bool:
    """Whether a supervisor has been asked about this delegate and has not answered."""
    waits = select(Override.id).where(
        Override.delegate_id == delegate_id,
        Override.sitting_id == sitting_id,
        Override.state == OverrideState.WAITING,
    )
    return session.scalar(waits.limit(1)) is not None


def _waiting(session: Session, unit_id: int, sitting_id: int) -> int:
    """Count who of a unit is not inside yet."""
    inside = select(Attendance.delegate_id).where(Attendance.sitting_id == sitting_id, INSIDE)
    waiting = select(func.count()).where(*_of_unit(unit_id), Delegate.id.not_in(inside))
    return session.scalar(waiting) or 0


def _of_unit(unit_id: int) -> tuple[ColumnElement[bool], ...]:
    return Delegate.unit_id == unit_id, Delegate.state == ListState.APPROVED


def delegation(session: Session, unit_id: int, now: dt.datetime) -> dict[str, Any]:
    """Give the approved delegates of a unit, by name, and who of them is inside."""
    sitting_id = door_setting(session, now).sitting_id
    rows = session.scalars(
        select(Delegate)
        .where(*_of_unit(unit_id))
        .options(joinedload(Delegate.unit))
        .order_by(Delegate.sort_key, Delegate.id)
        .limit(LARGEST_DELEGATION)
    ).all()
    inside = set(
        session.scalars(
            select(Attendance.delegate_id)
            .join(Delegate)
            .where(Attendance.sitting_id == sitting_id, INSIDE, Delegate.unit_id == unit_id)
        )
    )
    return {
        "unit": rows[0].unit.name if rows else "",
        "people": [
            {
                "id": row.id,
                "name": row.full_name,
                "mark": row.namesake_mark,
                "position": row.position,
                "card_number": row.card_number,
                "named": row.named,
                "heads": row.heads_delegation,
                "inside": row.id in inside,
            }
            for row in rows
        ],
    }


def free_seats_of(session: Session, delegate_id: int) -> list[dict[str, str]]:
    """Give the free seats that are offered to a delegate, the next one first.

    Raises:
        NotFound: there is no such delegate on the list.
    """
    offered = seats_for(session, delegate_id, most=SEATS_OFFERED)
    return [{"seat": one.label, "block": one.block, "area": one.area} for one in offered]


def recent(session: Session, station: AtStation) -> dict[str, Any]:
    """Give what happened last at a desk, newest first: its attempts, and all of it as one story.

    Of a machine that was never paired: its own attempts, and nobody else's.
    """
    story = happened_at(session, station, limit=RECENT)
    return {
        "attempts": [_attempt(one.attempt) for one in story if one.attempt is not None],
        "happened": [happening_seen(one).model_dump() for one in story],
    }


def _attempt(one: PastAttempt) -> dict[str, Any]:
    """Give an attempt in words; one that the station decided itself has what it `shown` too."""
    return {
        "scan_id": one.scan_id,
        "at_ms": to_ms(one.moment),
        "verdict": one.verdict,
        "shown": one.shown,
        "reason": one.reason,
        "source": one.source,
        "by_station": one.decided_by is DecidedBy.STATION,
        "delegate_id": one.delegate_id,
        "name": one.name,
        "mark": one.mark,
        "number": one.number,
        "taken_back": one.taken_back,
        "leave": one.overrode,
    }


def desk_question(session: Session, now: dt.datetime) -> Snapshot:
    """Give what every desk follows: counts, and where something new is to be asked for.

    `newest` names the last attempt of each station, so that a desk asks only for its own; behind
    the point stands how often anybody has left, come back or been taken back.
    """
    door = door_setting(session, now)
    newest = session.execute(
        select(Scan.station_id, func.max(Scan.id)).group_by(Scan.station_id)
    ).all()
    moved = sum(
        session.scalar(counted) or 0
        for counted in (
            select(func.count()).select_from(Movement),
            select(func.count()).where(Attendance.undone_at.is_not(None)),
        )
    )
    asked = select(func.count()).where(Override.sitting_id == door.sitting_id)
    waiting = asked.where(Override.state == OverrideState.WAITING)
    decided = asked.where(Override.state != OverrideState.WAITING)
    disputes = select(func.count()).where(DisputedEntry.settled_at.is_(None))
    return {
        "present": present_count(session, door.sitting_id),
        "listed": sum(listed_by_group(session).values()),
        "newest": {str(station): f"{last}.{moved}" for station, last in newest},
        "leaves": {"waiting": session.scalar(waiting), "decided": session.scalar(decided)},
        "disputes": session.scalar(disputes),
        "stations": {
            str(one.id): {"printing": one.printing, "pool": one.pool}
            for one in all_stations(session)
        },
        "preprinted": door.preprinted,
        "closed": door.closed,
    }
