"""Who waits for a supervisor, and what became of those who did."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, aliased

from conference.delegates import (
    Delegate,
    DelegateGroup,
    ProposedSubstitute,
    Substitution,
    Unit,
)
from conference.operators import operator_names
from conference.overrides.records import Override, OverrideState
from conference.verdicts import Reason

LEAVES_SHOWN = 20
"""Requests that a desk still sees after they were decided."""


@dataclass(frozen=True)
class Leave:
    """A request for leave as desks and supervisors see it: plain values.

    `stands_in_for` is in whose place this person comes or is to come, if in anybody's.
    """

    id: int
    delegate_id: int
    name: str
    mark: str
    card_number: str
    position: str
    unit: str
    group: str
    stands_in_for: str
    rule: Reason
    words: str
    state: OverrideState
    asked_at: dt.datetime
    asked_by: str
    station_id: int | None
    station_name: str
    decided_at: dt.datetime | None
    decided_by: str
    decided_words: str


def waiting_leaves(session: Session, sitting_id: int) -> list[Leave]:
    """Give who waits for a supervisor in this sitting, the longest first."""
    waiting = Override.state == OverrideState.WAITING, Override.sitting_id == sitting_id
    return _leaves(session, _asked().where(*waiting))


def decided_leaves(session: Session, *, limit: int = LEAVES_SHOWN) -> list[Leave]:
    """Give what was decided or asked no more, the newest first."""
    decided = _asked().where(Override.state != OverrideState.WAITING).order_by(None)
    return _leaves(session, decided.order_by(Override.decided_at.desc()).limit(limit))


def all_leaves(session: Session) -> list[Leave]:
    """Give every request and what became of it, in the order in which they were made."""
    return _leaves(session, _asked())


def leaves_of_station(
    session: Session, station_id: int | None, *, asked_by: str = "", limit: int = LEAVES_SHOWN
) -> list[Leave]:
    """Give what a station asked for, the newest first.

    Of a device that is no station: what `asked_by` asked for.
    """
    mine = (
        Override.station_id == station_id
        if station_id is not None
        else Override.station_id.is_(None) & (Override.asked_by == asked_by)
    )
    newest = _asked().where(mine).order_by(None).order_by(Override.id.desc()).limit(limit)
    return _leaves(session, newest)


def _asked() -> Select[Override, Delegate, str, str, str]:
    absent = aliased(Delegate)
    return (
        select(
            Override,
            Delegate,
            Unit.name,
            DelegateGroup.name,
            func.coalesce(absent.full_name, ""),
        )
        .join(Delegate, Delegate.id == Override.delegate_id)
        .join(Unit, Unit.id == Delegate.unit_id)
        .join(DelegateGroup, DelegateGroup.id == Delegate.group_id)
        .outerjoin(ProposedSubstitute, ProposedSubstitute.substitute_id == Delegate.id)
        .outerjoin(
            Substitution,
            (Substitution.substitute_id == Delegate.id) & Substitution.taken_back.is_(False),
        )
        .outerjoin(
            absent,
            absent.id == func.coalesce(ProposedSubstitute.absent_id, Substitution.absent_id),
        )
        .order_by(Override.id)
    )


def _leaves(session: Session, asked: Select[Override, Delegate, str, str, str]) -> list[Leave]:
    names = operator_names(session)
    return [
        Leave(
            id=row.id,
            delegate_id=row.delegate_id,
            name=delegate.full_name,
            mark=delegate.namesake_mark,
            card_number=delegate.card_number,
            position=delegate.position,
            unit=unit,
            group=group,
            stands_in_for=absent,
            rule=row.rule,
            words=row.words,
            state=row.state,
            asked_at=row.asked_at,
            asked_by=names.get(row.asked_by, ""),
            station_id=row.station_id,
            station_name=row.station_name,
            decided_at=row.decided_at,
            decided_by=names.get(row.decided_by, ""),
            decided_words=row.decided_words,
        )
        for row, delegate, unit, group, absent in session.execute(asked)
    ]
