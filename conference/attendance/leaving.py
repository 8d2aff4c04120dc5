"""After the first entry: who goes out, who comes back, and an entry that was a mistake."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from conference.attendance.presence import STANDS
from conference.attendance.records import (
    Attendance,
    DelegateLeft,
    DelegateReturned,
    EntryTakenBack,
    Movement,
    MovementKind,
)
from conference.delegates import Delegate, ReasonNeeded
from conference.identity import door_setting
from conference.journal import record
from conference.names import tidy
from conference.refusals import N_, NotFound, Refusal


class NotCome(Refusal):
    """What follows an entry needs one."""

    code = "not_come"
    sentence = N_("Đại biểu này chưa điểm danh trong buổi này. Vui lòng kiểm tra lại họ tên.")


class EntryMoved(Refusal):
    """Whoever sends this has seen another state of the entry than stands now."""

    code = "entry_moved"
    sentence = N_(
        "Tình trạng ra vào của đại biểu này vừa thay đổi; chưa có gì được ghi thêm. Vui lòng xem "
        "lại rồi thao tác nếu vẫn cần."
    )


@dataclass(frozen=True)
class EntrySeen:
    """The entry that a page showed: its id, and how often the delegate had gone out or come back.

    Sent again after its answer was lost, a command so never touches what came later.
    """

    id: int
    moves: int = 0


def take_back_entry(
    session: Session,
    delegate_id: int,
    *,
    reason: str,
    seen: EntrySeen | None = None,
    at: dt.datetime,
    by: str,
) -> bool:
    """Count the delegate as not yet come in this sitting; the entry's row and attempts stay.

    False, with nothing changed, where the entry that was `seen` was taken back already.

    Raises:
        NotFound, NotCome: there is no such delegate, or no entry.
        EntryMoved: another entry stands than the one that was `seen`.
        ReasonNeeded: nobody said why.
    """
    if seen is not None and _is_taken_back(session, delegate_id, seen, at):
        return False
    entry = _the_entry(session, delegate_id, at)
    if seen is not None and entry.id != seen.id:
        raise EntryMoved
    entry.undone_at, entry.undone_by, entry.undo_reason = at, by, _why(reason)
    fact = EntryTakenBack(delegate_id=delegate_id, sitting_id=entry.sitting_id)
    record(session, fact, at=at, by=by)
    return True


def leave(  # noqa: PLR0913 - who, why, from what was seen, where, when
    session: Session,
    delegate_id: int,
    *,
    reason: str,
    station_name: str,
    seen: EntrySeen | None = None,
    at: dt.datetime,
    by: str,
) -> bool:
    """Note that a delegate went out; False, with nothing changed, for one who is out already.

    Raises:
        NotFound, NotCome: there is no such delegate, or no entry.
        EntryMoved: the delegate has come back since the entry was `seen`.
        ReasonNeeded: nobody said why.
    """
    entry, why = _the_entry(session, delegate_id, at), _why(reason)
    if entry.left_at is not None:
        return False
    _check_seen(session, entry, seen)
    entry.left_at, entry.left_reason = at, why
    _note(session, entry, MovementKind.LEFT, why, station_name, at=at, by=by)
    fact = DelegateLeft(delegate_id=delegate_id, sitting_id=entry.sitting_id)
    record(session, fact, at=at, by=by)
    return True


def come_back(
    session: Session,
    delegate_id: int,
    *,
    station_name: str,
    seen: EntrySeen | None = None,
    at: dt.datetime,
    by: str,
) -> bool:
    """Note that a delegate who had gone out is back; False for one who is inside.

    Raises:
        NotFound, NotCome: there is no such delegate, or no entry.
        EntryMoved: the delegate has gone out again since the entry was `seen`.
    """
    entry = _the_entry(session, delegate_id, at)
    if entry.left_at is None:
        return False
    _check_seen(session, entry, seen)
    entry.left_at, entry.left_reason = None, ""
    _note(session, entry, MovementKind.RETURNED, "", station_name, at=at, by=by)
    fact = DelegateReturned(delegate_id=delegate_id, sitting_id=entry.sitting_id, station_id=None)
    record(session, fact, at=at, by=by)
    return True


def _the_entry(session: Session, delegate_id: int, at: dt.datetime) -> Attendance:
    if session.get(Delegate, delegate_id) is None:
        raise NotFound
    entry = _standing(session, delegate_id, at)
    if entry is None:
        raise NotCome
    return entry


def _standing(session: Session, delegate_id: int, at: dt.datetime) -> Attendance | None:
    sitting_id = door_setting(session, at).sitting_id
    return session.scalar(
        select(Attendance).where(
            Attendance.delegate_id == delegate_id, Attendance.sitting_id == sitting_id, STANDS
        )
    )


def _is_taken_back(session: Session, delegate_id: int, seen: EntrySeen, at: dt.datetime) -> bool:
    """Say whether what was seen is taken back and nothing stands in its place."""
    row = session.get(Attendance, seen.id)
    undone = row is not None and row.delegate_id == delegate_id and row.undone_at is not None
    return undone and _standing(session, delegate_id, at) is None


def _check_seen(session: Session, entry: Attendance, seen: EntrySeen | None) -> None:
    if seen is not None and seen != EntrySeen(entry.id, moves_of(session, [entry.id])[entry.id]):
        raise EntryMoved


def moves_of(session: Session, entry_ids: Collection[int]) -> dict[int, int]:
    """Give how often each of these entries' delegates has gone out or come back."""
    counted = session.execute(
        select(Movement.attendance_id, func.count())
        .where(Movement.attendance_id.in_(entry_ids))
        .group_by(Movement.attendance_id)
    )
    return dict.fromkeys(entry_ids, 0) | dict(counted.all())


def last_returns(
    session: Session, entry_ids: Collection[int]
) -> dict[int, tuple[dt.datetime, str]]:
    """Give when and where each of these entries' delegates came back last, if they ever did."""
    rows = session.execute(
        select(Movement.attendance_id, Movement.at, Movement.station_name)
        .where(Movement.attendance_id.in_(entry_ids), Movement.kind == MovementKind.RETURNED)
        .order_by(Movement.id)
    )
    return {entry_id: (at, station) for entry_id, at, station in rows}


def _why(reason: str) -> str:
    why = tidy(reason)
    if not why:
        raise ReasonNeeded
    return why


def _note(  # noqa: PLR0913, PLR0917 - a row is these
    session: Session,
    entry: Attendance,
    kind: MovementKind,
    reason: str,
    station_name: str,
    *,
    at: dt.datetime,
    by: str,
) -> None:
    session.add(
        Movement(
            attendance_id=entry.id,
            kind=kind,
            reason=reason,
            at=at,
            station_name=station_name,
            by=by,
        )
    )
