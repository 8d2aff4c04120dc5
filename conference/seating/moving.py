"""Seats of the list change: given by rule or file, cleared, swapped; one delegate or all.

Of ten thousand delegates that is work of a second or two, and the door waits for the writer. So it
is worked out in a read, and the write only looks whether what was read still stands. A seat belongs
to one delegate of the list (the table sees to it too): whoever loses a seat is cleared first.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import Select, bindparam, select, update
from sqlalchemy.orm import Session

from conference.base import table_of
from conference.delegates import Delegate, ListState, Unit, search_text
from conference.journal import record
from conference.prepared import Prepared
from conference.refusals import NotFound
from conference.seating.assigning import (
    SeatBlocked,
    SeatForTwo,
    SeatsAssigned,
    SeatsCleared,
    SeatsSwapped,
    SeatUnknown,
    hall_values,
    needed_hall,
)
from conference.seating.hall import Hall
from conference.seating.places import seats
from conference.seating.proposing import Pair

_LIST, _UNITS = table_of(Delegate), table_of(Unit)
_WRITE = Prepared(
    update(_LIST)
    .where(_LIST.c.id == bindparam("of"))
    .values(seat=bindparam("label"), folded=bindparam("found_by"))
)


_COLUMNS = (
    _LIST.c.id,
    _LIST.c.state,
    _LIST.c.seat,
    _LIST.c.unit_id,
    _LIST.c.group_id,
    _LIST.c.full_name,
    _LIST.c.card_number,
    _LIST.c.phone,
)
"""What of a delegate decides about seats, and by what words one is found."""


@dataclass(frozen=True)
class _Read:
    """What moves were worked out from."""

    rows: Sequence[Any]
    units: Mapping[int, str]
    plan: dict[str, Any] | None


class _Move(NamedTuple):
    delegate_id: int
    before: str
    after: str
    found_by: str
    """The folded text of the search, which names the seat."""


@dataclass(frozen=True)
class SeatMoves:
    """Whose seats change, worked out and not yet written."""

    moves: Sequence[_Move]
    read: _Read
    clears: bool = False

    @property
    def before(self) -> list[Pair]:
        """The earlier seats of those who move, which is what undo names."""
        return [(move.delegate_id, move.before) for move in self.moves]


def seat_moves(session: Session, pairs: Iterable[Pair], *, keep: bool) -> SeatMoves:
    """Work out what must change so that these delegates have these seats; nothing is written.

    With `keep`, whoever is not named keeps the present seat; else he has none any more. An empty
    seat takes the present one away.

    Raises:
        NoHall: there is no plan.
        NotFound: somebody named is not on the list.
        SeatUnknown, SeatBlocked, SeatForTwo: the seats cannot be given so.
    """
    wanted = _checked(needed_hall(session), pairs)
    read = _read(session)
    listed = {row.id for row in read.rows}
    if not wanted.keys() <= listed:
        raise NotFound
    if keep:
        _refuse_taken(read.rows, wanted)
    else:
        wanted = dict.fromkeys(listed, "") | wanted
    return SeatMoves(_moves(read, wanted), read)


def clearing_moves(session: Session) -> SeatMoves:
    """Work out what must change so that nobody has a seat; nothing is written."""
    read = _read(session)
    return SeatMoves(_moves(read, dict.fromkeys((row.id for row in read.rows), "")), read, True)


def move_seats(
    session: Session,
    ready: SeatMoves,
    *,
    anew: Callable[[Session], SeatMoves],
    at: dt.datetime,
    by: str,
) -> SeatMoves:
    """Write moves that were worked out in a read; give what was written.

    Where list or plan have changed since, they are worked out once more, by `anew`, and that is
    written.
    """
    moves = ready if _read(session) == ready.read else anew(session)
    _write_all(session, moves, at=at, by=by)
    return moves


def _write_all(session: Session, moves: SeatMoves, *, at: dt.datetime, by: str) -> int:
    _write(session, moves.moves)
    if moves.moves:
        fact = SeatsCleared if moves.clears else SeatsAssigned
        record(session, fact(count=len(moves.moves)), at=at, by=by)
    return len(moves.moves)


def assign_seats(
    session: Session, pairs: Sequence[Pair], *, keep: bool, at: dt.datetime, by: str
) -> int:
    """Give delegates their seats; give how many delegates' seats changed. See `seat_moves`.

    Raises:
        NoHall, NotFound, SeatUnknown, SeatBlocked, SeatForTwo: nothing was changed.
    """
    return _write_all(session, seat_moves(session, pairs, keep=keep), at=at, by=by)


def clear_seats(session: Session, *, at: dt.datetime, by: str) -> int:
    """Take every seat back; give how many delegates had one."""
    return _write_all(session, clearing_moves(session), at=at, by=by)


def swap_seats(
    session: Session, delegate_id: int, other_id: int, *, at: dt.datetime, by: str
) -> None:
    """Let two delegates change places; one of them may have none.

    Raises:
        NotFound: one of them is not on the list.
    """
    read = _read(session, [delegate_id, other_id])
    seat = {row.id: row.seat for row in read.rows}
    if seat.keys() != {delegate_id, other_id} or delegate_id == other_id:
        raise NotFound
    moves = _moves(read, {delegate_id: seat[other_id], other_id: seat[delegate_id]})
    if moves:
        _write(session, moves)
        record(session, SeatsSwapped(delegate_id=delegate_id, other_id=other_id), at=at, by=by)


def _read(session: Session, only: Collection[int] | None = None) -> _Read:
    # What this command has changed of the list is read too.
    session.flush()
    rows = session.execute(_listed(only)).all()
    units = {row.id: row.name for row in session.execute(select(_UNITS.c.id, _UNITS.c.name))}
    return _Read(rows, units, hall_values(session))


def _listed(only: Collection[int] | None) -> Select[Any]:
    """Ask for everybody on the list, those who withdrew left out; for some of them alone."""
    listed = select(*_COLUMNS).where(_LIST.c.state != ListState.WITHDRAWN).order_by(_LIST.c.id)
    return listed if only is None else listed.where(_LIST.c.id.in_(only))


def _checked(hall: Hall, pairs: Iterable[Pair]) -> dict[int, str]:
    known = {seat.label: seat for seat in seats(hall)}
    wanted: dict[int, str] = {}
    taken: set[str] = set()
    for delegate_id, label in pairs:
        if label and label not in known:
            raise SeatUnknown(seat=label)
        if label and known[label].blocked:
            raise SeatBlocked(seat=label, reason=known[label].blocked)
        if label in taken or delegate_id in wanted:
            raise SeatForTwo(seat=label)
        wanted[delegate_id] = label
        taken |= {label} - {""}
    return wanted


def _refuse_taken(rows: Iterable[Any], wanted: Mapping[int, str]) -> None:
    labels = set(wanted.values()) - {""}
    for row in rows:
        if row.id not in wanted and row.seat in labels:
            raise SeatForTwo(seat=row.seat)


def _moves(read: _Read, wanted: Mapping[int, str]) -> list[_Move]:
    return [
        _Move(row.id, row.seat, wanted[row.id], _found_by(row, read.units, wanted[row.id]))
        for row in read.rows
        if row.id in wanted and wanted[row.id] != row.seat
    ]


def _found_by(row: Any, units: Mapping[int, str], seat: str) -> str:
    return search_text(
        row.full_name,
        unit=units[row.unit_id],
        card_number=row.card_number,
        seat=seat,
        phone=row.phone,
    )


def _write(session: Session, moves: Sequence[_Move]) -> None:
    """Clear the seats that change hands, then give the new ones: none is with two at a time."""
    wanted = {move.after for move in moves}
    leavers = [move.delegate_id for move in moves if move.before and move.before in wanted]
    if leavers:
        session.execute(update(_LIST).where(_LIST.c.id.in_(leavers)).values(seat=""))
    if moves:
        rows = [{"of": one, "label": seat, "found_by": text} for one, _, seat, text in moves]
        _WRITE.update_many(session, rows)
        # What this session has loaded of them is older now.
        session.expire_all()
