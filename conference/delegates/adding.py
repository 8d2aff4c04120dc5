"""Putting people on the list, in bulk as a file brings them or one as a form does."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Integer, cast, func, select
from sqlalchemy.orm import Session

from conference.delegates.address import address_again
from conference.delegates.approval import (
    NO_APPROVAL,
    Approval,
    check_approval,
    check_capacity,
    mark_approval,
)
from conference.delegates.places import Places, all_places
from conference.delegates.records import Delegate, ListState
from conference.delegates.searching import index_again
from conference.delegates.seats import check_seats
from conference.delegates.words import OWN_COLUMNS, NewDelegate, tidied
from conference.journal import Fact, record
from conference.refusals import N_, Refusal


@dataclass(frozen=True, kw_only=True)
class DelegatesListed(Fact):
    """Delegates were put on the list."""

    count: int


class RequestOfAnother(Refusal):
    """A desk's request has put somebody else on the list."""

    code = "request_of_another"
    sentence = N_(
        "Yêu cầu này đã được ghi cho một người khác (%(name)s); chưa có ai được thêm. Vui lòng tìm "
        "theo tên để xem lại rồi nhập lại."
    )


def add_delegates(
    session: Session,
    people: Sequence[NewDelegate],
    *,
    state: ListState = ListState.APPROVED,
    approval: Approval = NO_APPROVAL,
    at: dt.datetime,
    by: str,
) -> list[int]:
    """Put people on the list in the order given; give back their ids.

    Units are made as they appear; groups must exist. Card numbers go on from the highest.

    Raises:
        NameMissing, WordsTooLong, UnitMissing, GroupUnknown, SeatTaken: a row cannot be taken; none
            is.
        ApprovalNeeded: the list is locked, and nobody is named who approved them.
        CapacityReached: there are as many as the plan allows.
    """
    approved = state is ListState.APPROVED
    supplement = approved and check_approval(session, approval)
    rows = list(_new_rows(session, people, all_places(session)))
    if approved:
        check_capacity(session, [row.group for row in rows], approval)
    for row in rows:
        row.state = state
        mark_approval(row, approval, supplement=supplement)
    check_seats(session, rows)
    session.add_all(rows)
    session.flush()
    record(session, DelegatesListed(count=len(rows)), at=at, by=by)
    return [row.id for row in rows]


def add_at_the_door(  # noqa: PLR0913 - who, by which request, with whose leave
    session: Session,
    person: NewDelegate,
    *,
    request_id: str,
    state: ListState = ListState.APPROVED,
    approval: Approval = NO_APPROVAL,
    at: dt.datetime,
    by: str,
) -> int:
    """Put somebody on the list who stands at a desk; give the id.

    The same `request_id` again adds nobody and gives the first one's id. Who is only proposed waits
    for a supervisor.

    Raises:
        RequestOfAnother: the request was made for somebody else.
        And as `add_delegates`.
    """
    known = added_by_request(session, request_id, full_name=person.full_name, unit=person.unit)
    if known is not None:
        return known.id
    (delegate_id,) = add_delegates(session, [person], state=state, approval=approval, at=at, by=by)
    session.get_one(Delegate, delegate_id).request_id = request_id
    return delegate_id


def added_by_request(
    session: Session, request_id: str, *, full_name: str, unit: str
) -> Delegate | None:
    """Give who was put on the list by this request of a desk, if anybody was.

    Raises:
        RequestOfAnother: they are called otherwise or come from elsewhere.
        NameMissing, UnitMissing, WordsTooLong: nobody can be called so.
    """
    known = session.scalar(select(Delegate).where(Delegate.request_id == request_id))
    if known is None:
        return None
    # As it was given: the office may have mended the unit's name since.
    if (known.full_name, known.unit_as_given) != (
        tidied("full_name", full_name),
        tidied("unit", unit),
    ):
        raise RequestOfAnother(name=known.full_name)
    return known


def _new_rows(
    session: Session, people: Iterable[NewDelegate], places: Places
) -> Iterable[Delegate]:
    # As numbers: as text, 9999 would stand above 10000.
    last = session.scalar(select(func.max(cast(Delegate.card_number, Integer)))) or 0
    for number, person in enumerate(people, start=last + 1):
        row = Delegate(
            card_number=f"{number:04d}",
            unit=places.unit(person.unit),
            group=places.group(person.group),
            unit_as_given=tidied("unit", person.unit_as_given or person.unit),
            **{name: tidied(name, getattr(person, name)) for name in OWN_COLUMNS},
        )
        address_again(row)
        index_again(row, row.unit.name)
        yield row
