"""What the records know of whoever stands at the door: one question, by code or by delegate."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from sqlalchemy import Select, and_, bindparam, func, select, true
from sqlalchemy.orm import Session, aliased

from conference.attendance.records import Attendance, Scan
from conference.codes import CodeKind
from conference.delegates import CodeState, Delegate, DelegateCard, DelegateGroup, EntryCode, Unit
from conference.identity import Conference
from conference.prepared import Prepared

_badge_codes = aliased(EntryCode)
_earlier = aliased(Attendance)

_COLUMNS = (
    select(Scan.answer)
    .where(Scan.scan_id == bindparam("scan_id"))
    .scalar_subquery()
    .label("stored_answer"),
    select(func.max(_badge_codes.issue))
    .where(_badge_codes.delegate_id == Delegate.id, _badge_codes.kind == int(CodeKind.BADGE))
    .scalar_subquery()
    .label("newest_issue"),
    select(func.max(_badge_codes.issue))
    .where(
        _badge_codes.delegate_id == Delegate.id,
        _badge_codes.kind == int(CodeKind.BADGE),
        _badge_codes.state != CodeState.REPLACED,
    )
    .scalar_subquery()
    .label("valid_issue"),
    select(func.count())
    .where(
        _earlier.delegate_id == Delegate.id,
        _earlier.sitting_id != bindparam("sitting_id"),
        _earlier.undone_at.is_(None),
    )
    .scalar_subquery()
    .label("other_sittings"),
    EntryCode.state.label("code_state"),
    Delegate.id,
    Delegate.full_name,
    Delegate.namesake_mark,
    Delegate.position,
    Delegate.seat,
    Delegate.area,
    Delegate.card_number,
    Delegate.address,
    Delegate.tray,
    Delegate.state.label("list_state"),
    Unit.name.label("unit"),
    DelegateGroup.name.label("group"),
    DelegateGroup.badge_word,
    DelegateGroup.colour,
    DelegateGroup.sitting_ordinals,
    Attendance.id.label("attendance_id"),
    Attendance.first_at,
    Attendance.station_name,
    Attendance.left_at,
)


def _question(whose: Any, code: Any) -> Select[Any]:
    return (
        select(*_COLUMNS)
        .select_from(Conference)
        .outerjoin(EntryCode, code)
        .outerjoin(Delegate, whose)
        .outerjoin(Unit, Unit.id == Delegate.unit_id)
        .outerjoin(DelegateGroup, DelegateGroup.id == Delegate.group_id)
        .outerjoin(
            Attendance,
            and_(
                Attendance.delegate_id == Delegate.id,
                Attendance.sitting_id == bindparam("sitting_id"),
                Attendance.undone_at.is_(None),
            ),
        )
    )


_BY_CODE = Prepared(
    _question(Delegate.id == EntryCode.delegate_id, EntryCode.digits == bindparam("digits"))
)
_BY_DELEGATE = Prepared(
    _question(
        Delegate.id == bindparam("delegate_id"), and_(EntryCode.digits == "", EntryCode.kind < 0)
    )
)
_INSIDE = select(func.count()).where(
    Attendance.sitting_id == bindparam("sitting_id"),
    Attendance.undone_at.is_(None),
    Attendance.left_at.is_(None),
)


def by_code(session: Session, *, scan_id: str, digits: str, sitting_id: int) -> Any:
    """Give what is known of a code, and the answer that this scan got before."""
    wanted = {"scan_id": scan_id, "sitting_id": sitting_id, "digits": digits}
    (row,) = _BY_CODE.rows(session, wanted)
    return row


def by_delegate(session: Session, *, scan_id: str, delegate_id: int, sitting_id: int) -> Any:
    """Give the same of a delegate who was found without a code; `code_state` is None."""
    wanted = {"scan_id": scan_id, "sitting_id": sitting_id, "delegate_id": delegate_id}
    (row,) = _BY_DELEGATE.rows(session, wanted)
    return row


_EVERY_CODE = _question(Delegate.id == EntryCode.delegate_id, true()).add_columns(
    EntryCode.digits, EntryCode.kind
)
_EVERYBODY = _question(true(), and_(EntryCode.digits == "", EntryCode.kind < 0))


def every_code(session: Session, sitting_id: int) -> list[Any]:
    """Give the same of every code there is, with its `digits` and its `kind`."""
    rows = session.execute(_EVERY_CODE, {"scan_id": "", "sitting_id": sitting_id}).mappings()
    return [SimpleNamespace(**row) for row in rows if row["digits"] is not None]


def everybody(session: Session, sitting_id: int) -> list[Any]:
    """Give the same of everybody on the list, as found without a code."""
    rows = session.execute(_EVERYBODY, {"scan_id": "", "sitting_id": sitting_id}).mappings()
    return [SimpleNamespace(**row) for row in rows if row["id"] is not None]


def count_inside(session: Session, sitting_id: int) -> int:
    """Count everybody who is inside, on the list or not: what the room has to hold."""
    return session.scalar(_INSIDE, {"sitting_id": sitting_id}) or 0


def card_from(row: Any, *, seats_numbered: bool) -> DelegateCard:
    """Give the public words of the delegate that was found."""
    return DelegateCard(
        id=row.id,
        name=row.full_name,
        position=row.position,
        unit=row.unit,
        group=row.group,
        seat=row.seat if seats_numbered else "",
        card_number=row.card_number,
        address=row.address,
        badge_word=row.badge_word,
        area=row.area,
        mark=row.namesake_mark,
        colour=row.colour,
        tray=row.tray,
    )
