"""Who presides, keeps the minutes, organises (chủ trì, Đoàn Chủ tịch, thư ký, Ban Tổ chức)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from conference.delegates.records import Delegate, Duty, DutyHolder, ListState
from conference.journal import Fact, record
from conference.refusals import N_, NotFound


@dataclass(frozen=True, kw_only=True)
class DutyGiven(Fact):
    """A delegate got a duty in the conference."""

    delegate_id: int
    duty: str


@dataclass(frozen=True, kw_only=True)
class DutyEnded(Fact):
    """A delegate has a duty no more."""

    delegate_id: int
    duty: str


DUTY_NAMES = {
    Duty.CHAIR: N_("Chủ trì"),
    Duty.PRESIDIUM: N_("Đoàn Chủ tịch"),
    Duty.SECRETARY: N_("Thư ký"),
    Duty.ORGANISER: N_("Ban Tổ chức"),
}


def give_duty(session: Session, delegate_id: int, duty: Duty, *, at: dt.datetime, by: str) -> None:
    """Give a delegate a duty, behind those who have it; twice changes nothing.

    Raises:
        NotFound: there is no such delegate.
    """
    if session.get(Delegate, delegate_id) is None:
        raise NotFound
    if _holder(session, delegate_id, duty) is not None:
        return
    last = session.scalar(select(func.max(DutyHolder.ordinal)).where(DutyHolder.duty == duty)) or 0
    session.add(DutyHolder(delegate_id=delegate_id, duty=duty, ordinal=last + 1))
    record(session, DutyGiven(delegate_id=delegate_id, duty=duty), at=at, by=by)


def end_duty(session: Session, delegate_id: int, duty: Duty, *, at: dt.datetime, by: str) -> None:
    """Take a duty from a delegate; where there is none, nothing changes."""
    holder = _holder(session, delegate_id, duty)
    if holder is not None:
        session.delete(holder)
        record(session, DutyEnded(delegate_id=delegate_id, duty=duty), at=at, by=by)


def _holder(session: Session, delegate_id: int, duty: Duty) -> DutyHolder | None:
    wanted = select(DutyHolder).where(
        DutyHolder.delegate_id == delegate_id, DutyHolder.duty == duty
    )
    return session.scalar(wanted)


def duty_holders(session: Session) -> list[DutyHolder]:
    """Give who on the list has which duty: chairs first, each duty in its own order."""
    standing = (
        select(DutyHolder)
        .join(Delegate)
        .where(Delegate.state != ListState.WITHDRAWN)
        .options(joinedload(DutyHolder.delegate))
        .order_by(DutyHolder.ordinal)
    )
    return sorted(session.scalars(standing), key=lambda one: list(Duty).index(one.duty))
