"""Hoàn tác: the last approval or withdrawal of some delegates is taken back, exactly."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from conference.delegates.approval import (
    NO_APPROVAL,
    approval_words,
    check_capacity,
    counted_approved,
)
from conference.delegates.listing import (
    DelegatesApproved,
    DelegatesProposed,
    DelegatesWithdrawn,
    groups_of,
)
from conference.delegates.records import ListState
from conference.delegates.seats import Standing, check_seats, set_all, standing_of
from conference.journal import Fact, JournalEntry, record
from conference.refusals import N_, Refusal

APPROVAL_TAKEN_BACK = "Hoàn tác việc duyệt lại"


@dataclass(frozen=True, kw_only=True)
class ListChangeTakenBack(Fact):
    """An approval or a withdrawal was taken back; the delegates stand where they stood before."""

    delegate_ids: list[int]
    command: str


class NothingToTakeBack(Refusal):
    """What was done is not the last thing that was done to these delegates, or by somebody else."""

    code = "nothing_to_take_back"
    sentence = N_(
        "Không hoàn tác được vì các đại biểu này đã được thay đổi sau đó. Vui lòng xem lại danh "
        "sách; dữ liệu chưa thay đổi."
    )


_KINDS = tuple(
    fact.kind()
    for fact in (DelegatesApproved, DelegatesWithdrawn, DelegatesProposed, ListChangeTakenBack)
)


def take_back(
    session: Session, delegate_ids: Collection[int], *, at: dt.datetime, by: str
) -> list[int]:
    """Take back the last approval or withdrawal of exactly these delegates; give their ids.

    Only whoever did it, and only while nothing else was done to them. Who was withdrawn comes back
    with the approval that was given then: after the lock, too, nobody is asked for a new one.

    Raises:
        NothingToTakeBack: somebody did something to one of them since.
        CapacityReached, SeatTaken: the place was given to somebody else meanwhile.
    """
    ids = set(delegate_ids)
    entry = _newest(session, ids)
    if entry is None or entry.by != by or set(entry.payload["delegate_ids"]) != ids:
        raise NothingToTakeBack
    rows = standing_of(session, ids)
    states = {row.state for row in rows}
    if entry.kind == DelegatesApproved.kind() and states == {ListState.APPROVED}:
        command = "approve"
        _unapprove(session, ids, withdrawn=entry.payload["withdrawn_before"])
    elif entry.kind == DelegatesWithdrawn.kind() and states == {ListState.WITHDRAWN}:
        command = "withdraw"
        _put_back(session, rows, entry.payload)
    else:
        raise NothingToTakeBack
    fact = ListChangeTakenBack(delegate_ids=sorted(ids), command=command)
    record(session, fact, at=at, by=by)
    return sorted(ids)


def _newest(session: Session, ids: set[int]) -> JournalEntry | None:
    entries = select(JournalEntry).where(JournalEntry.kind.in_(_KINDS))
    for entry in session.scalars(entries.order_by(JournalEntry.id.desc())):
        if ids & set(entry.payload["delegate_ids"]):
            return entry
    return None


def _unapprove(session: Session, ids: set[int], *, withdrawn: Collection[int]) -> None:
    off = {"state": ListState.WITHDRAWN, "withdrawal_reason": APPROVAL_TAKEN_BACK}
    set_all(session, ids & set(withdrawn), off)
    nobodys = approval_words(NO_APPROVAL, supplement=False)
    set_all(session, ids - set(withdrawn), {"state": ListState.PROPOSED} | nobodys)


def _put_back(session: Session, rows: list[Standing], withdrawal: Mapping[str, Any]) -> None:
    proposed = set(withdrawal["proposed_before"])
    groups = groups_of(session, [row for row in rows if row.id not in proposed])
    then = counted_approved(session) + sum(group.counted for group in groups)
    if then > withdrawal["counted_before"]:
        # Somebody else has come meanwhile; a number that a supervisor went beyond still holds.
        check_capacity(session, groups, NO_APPROVAL)
    check_seats(session, [row._replace(state=ListState.PROPOSED) for row in rows])
    ids = {row.id for row in rows}
    for state, some in ((ListState.PROPOSED, proposed), (ListState.APPROVED, ids - proposed)):
        set_all(session, ids & some, {"state": state, "withdrawal_reason": ""})
