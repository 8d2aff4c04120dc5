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


@dataclass(frozen=True, kw_only=True)
class DelegatesListed(Fact):
    """Delegates were put on the list."""

    count: int


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
        As `add_delegates`.
    """
    known = session.scalar(select(Delegate.id).where(Delegate.request_id == request_id))
    if known is not None:
        return known
    (delegate_id,) = add_delegates(session, [person], state=state, approval=approval, at=at, by=by)
    session.get_one(Delegate, delegate_id).request_id = request_id
    return delegate_id


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
