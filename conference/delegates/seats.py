"""One seat, one delegate: who is withdrawn has none. Many at once change how they stand."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from conference.base import table_of
from conference.delegates.records import Delegate, ListState
from conference.refusals import N_, Refusal

_LIST = table_of(Delegate)


class SeatTaken(Refusal):
    """Two delegates cannot have one seat."""

    code = "seat_taken"
    sentence = N_("Ghế %(seat)s đã được xếp cho %(name)s; dữ liệu chưa thay đổi.")


def holder_of(session: Session, seat: str, *, besides: int) -> Delegate | None:
    """Give who of the list has this seat, besides that delegate; nobody has no seat at all."""
    held = Delegate.seat == seat, Delegate.state != ListState.WITHDRAWN, Delegate.id != besides
    return session.scalar(select(Delegate).where(*held).limit(1)) if seat else None


class Standing(NamedTuple):
    """What of a row decides whether it may stand on the list."""

    id: int
    state: ListState
    seat: str
    full_name: str
    group_id: int


def standing_of(session: Session, delegate_ids: Collection[int]) -> list[Standing]:
    """Read how these delegates stand, eldest row first; without a row of the list being loaded.

    Of ten thousand that would hold up the scans that wait for the writer, and so would writing
    them one by one (`set_all`).
    """
    columns = (getattr(Delegate, name) for name in Standing._fields)
    wanted = select(*columns).where(Delegate.id.in_(delegate_ids)).order_by(Delegate.id)
    return [Standing(*row) for row in session.execute(wanted)]


def set_all(session: Session, delegate_ids: Collection[int], words: Mapping[str, Any]) -> None:
    """Write the same words on all of these rows."""
    if delegate_ids:
        these = update(_LIST).where(_LIST.c.id.in_(delegate_ids))
        session.execute(these.values(**words))
        # What this session has loaded of them is older now.
        session.expire_all()


def check_seats(session: Session, rows: Sequence[Delegate | Standing]) -> None:
    """Look at the seats that these rows are about to have; nothing is flushed before.

    Raises:
        SeatTaken: somebody else has one of them, or two of these rows claim it.
    """
    wanted = _wanted(rows)
    if not wanted:
        return
    taken = select(Delegate.id, Delegate.seat, Delegate.full_name).where(
        Delegate.seat.in_(wanted), Delegate.state != ListState.WITHDRAWN
    )
    mine = {row.id for row in rows}
    with session.no_autoflush:
        for delegate_id, seat, name in session.execute(taken):
            if delegate_id not in mine:
                raise SeatTaken(seat=seat, name=name)


def _wanted(rows: Iterable[Delegate | Standing]) -> dict[str, Delegate | Standing]:
    wanted: dict[str, Delegate | Standing] = {}
    for row in rows:
        if row.seat and row.state is not ListState.WITHDRAWN:
            if row.seat in wanted:
                raise SeatTaken(seat=row.seat, name=wanted[row.seat].full_name)
            wanted[row.seat] = row
    return wanted
