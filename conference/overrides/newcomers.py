"""Somebody whom the list does not know stands at a desk: a walk-in, or one who comes for another.

Where the list is free they are put on it at once; else they are proposed, and somebody is asked.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from conference.attendance import AtStation
from conference.delegates import (
    AS_SUBSTITUTE,
    Approval,
    GroupUnknown,
    ListState,
    NameMissing,
    NewDelegate,
    Substitute,
    SubstituteGone,
    UnitMissing,
    add_at_the_door,
    added_by_request,
    addition_needs_leave,
    all_groups,
    approve_substitute,
    name_substitute,
    propose_substitute,
    substitute_of_request,
)
from conference.identity import door_setting
from conference.names import tidy
from conference.overrides.granting import ask_leave, ask_no_more, waiting_for
from conference.overrides.listing import refuse_while_inside
from conference.overrides.records import Override
from conference.refusals import N_, Refusal
from conference.verdicts import Reason

LETTER, NO_LETTER = "Giấy cử: ", "Chưa ghi số giấy cử"
"""What a supervisor reads of who comes for another."""


class AdditionReasonNeeded(Refusal):
    """The list is locked or full: who is added now is added for a reason."""

    code = "addition_reason_needed"
    sentence = N_(
        "Danh sách đã được chốt hoặc đã đủ số lượng: vui lòng ghi lý do bổ sung; chưa có ai được "
        "thêm."
    )


@dataclass(frozen=True)
class Newcomer:
    """Who was put on the list; `leave_id`: only proposed, and this request waits for a yes."""

    delegate_id: int
    leave_id: int | None = None


def put_walk_in(  # noqa: PLR0913 - who, by which request, with whose leave, where
    session: Session,
    person: NewDelegate,
    *,
    request_id: str,
    approval: Approval,
    station: AtStation,
    at: dt.datetime,
    by: str,
) -> Newcomer:
    """Put a walk-in on the list, or ask a supervisor where only one may; `approval` says why.

    An approval without an approver is none yet. The same `request_id` again adds and asks nothing.

    Raises:
        NameMissing, UnitMissing, GroupUnknown, WordsTooLong, AdditionReasonNeeded: nobody was
            added, and nobody asked.
        RequestOfAnother: the request was made for somebody else.
    """
    # Before the rules are asked: who took the last place is not asked about at the second press.
    known = added_by_request(session, request_id, full_name=person.full_name, unit=person.unit)
    if known is not None:
        return Newcomer(known.id, _leave_of(session, request_id))
    if _waits(session, person, approval):
        delegate_id = add_at_the_door(
            session, person, request_id=request_id, state=ListState.PROPOSED, at=at, by=by
        )
        words = approval.reason
        return _asked(session, delegate_id, request_id, words, station=station, at=at, by=by)
    return Newcomer(
        add_at_the_door(session, person, request_id=request_id, approval=approval, at=at, by=by)
    )


def _leave_of(session: Session, request_id: str) -> int | None:
    return session.scalar(select(Override.id).where(Override.request_id == request_id))


def _waits(session: Session, person: NewDelegate, approval: Approval) -> bool:
    """Whether nobody may add this person yet; what is missing is named first."""
    if not tidy(person.full_name):
        raise NameMissing
    if not tidy(person.unit):
        raise UnitMissing
    name = tidy(person.group)
    group = next((one for one in all_groups(session) if one.name == name), None)
    if group is None:
        raise GroupUnknown
    if not addition_needs_leave(session, group):
        return False
    if not tidy(approval.reason):
        raise AdditionReasonNeeded
    return not approval.given


def ask_substitute(  # noqa: PLR0913 - for whom, who, by which request, where
    session: Session,
    absent_id: int,
    who: Substitute,
    *,
    request_id: str,
    station: AtStation,
    at: dt.datetime,
    by: str,
) -> Newcomer:
    """Propose who comes in somebody's place, and ask a supervisor; until then nobody steps back.

    The same `request_id` again is the same request; so is another for who waits for A's place.

    Raises:
        NotFound, NotOnTheList, RequestOfAnother, NameMissing, WordsTooLong: nothing was asked.
        AbsentIsInside: whoever is to be replaced sits in the hall.
    """
    known = substitute_of_request(session, absent_id, who, request_id=request_id)
    if known is not None and known.state is ListState.APPROVED:
        return Newcomer(known.id)
    if _leave_of(session, request_id) is None:
        refuse_while_inside(session, absent_id, at=at)
    delegate_id = propose_substitute(session, absent_id, who, request_id=request_id, at=at, by=by)
    letter = tidy(who.letter)
    words = f"{LETTER}{letter}" if letter else NO_LETTER
    return _asked(session, delegate_id, request_id, words, station=station, at=at, by=by)


def put_substitute(
    session: Session,
    absent_id: int,
    who: Substitute,
    *,
    request_id: str,
    at: dt.datetime,
    by: str,
) -> Newcomer:
    """Put who comes in somebody's place on the list by the leave of `who.approver`.

    The same `request_id` again puts nobody; who was only proposed by it is approved, and nobody is
    asked any more.

    Raises:
        AbsentIsInside: whoever is to be replaced sits in the hall.
        SubstituteGone: the request was declined or its substitute taken off the list since.
        And as `name_substitute` and `substitute_of_request`.
    """
    known = substitute_of_request(session, absent_id, who, request_id=request_id)
    if known is not None and known.state is ListState.APPROVED:
        return Newcomer(known.id)
    refuse_while_inside(session, absent_id, at=at)
    if known is None:
        return Newcomer(
            name_substitute(session, absent_id, who, request_id=request_id, at=at, by=by)
        )
    approval = Approval(who.approver, tidy(who.letter) or AS_SUBSTITUTE, may_exceed=True)
    if not approve_substitute(session, known.id, approval, at=at, by=by):
        raise SubstituteGone
    for waiting in waiting_for(session, known.id, door_setting(session, at).sitting_id):
        ask_no_more(session, waiting, at=at, by=by)
    return Newcomer(known.id)


def _asked(  # noqa: PLR0913 - for whom, by which request, why, where
    session: Session,
    delegate_id: int,
    request_id: str,
    words: str,
    *,
    station: AtStation,
    at: dt.datetime,
    by: str,
) -> Newcomer:
    leave_id = ask_leave(
        session,
        request_id=request_id,
        delegate_id=delegate_id,
        rule=Reason.NOT_APPROVED,
        words=words,
        station_id=station.id,
        station_name=station.name,
        at=at,
        by=by,
    )
    return Newcomer(delegate_id, leave_id)
