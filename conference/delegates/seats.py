"""One seat, one delegate: who is withdrawn has none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from conference.delegates.records import Delegate, ListState
from conference.refusals import N_, Refusal


class SeatTaken(Refusal):
    """Two delegates cannot have one seat."""

    code = "seat_taken"
    sentence = N_("Ghế %(seat)s đã được xếp cho %(name)s; dữ liệu chưa thay đổi.")


def check_seats(session: Session, rows: Sequence[Delegate]) -> None:
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


def _wanted(rows: Iterable[Delegate]) -> dict[str, Delegate]:
    wanted: dict[str, Delegate] = {}
    for row in rows:
        if row.seat and row.state is not ListState.WITHDRAWN:
            if row.seat in wanted:
                raise SeatTaken(seat=row.seat, name=wanted[row.seat].full_name)
            wanted[row.seat] = row
    return wanted
