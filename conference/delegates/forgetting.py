"""Sensitive columns that the organiser no longer keeps are emptied, not merely hidden."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, or_, select, update
from sqlalchemy.orm import Session

from conference.delegates.records import Delegate
from conference.journal import Fact, record
from conference.refusals import N_, Refusal


@dataclass(frozen=True, kw_only=True)
class FieldsForgotten(Fact):
    """Sensitive columns were emptied for good; which, and of how many delegates."""

    columns: list[str]
    count: int


class KeptDataExists(Refusal):
    """What is no longer to be kept is there; it goes only when asked twice."""

    code = "kept_data_exists"
    sentence = N_(
        "Đang lưu thông tin này của %(count)s đại biểu; nếu thôi lưu, dữ liệu sẽ bị xóa khỏi danh "
        "sách và không hoàn tác được (tệp gốc đã nhập vẫn giữ nguyên). Chưa thay đổi gì. Vui lòng "
        "bấm lần nữa nếu vẫn muốn."
    )


_EMPTY: dict[str, Any] = {"citizen_number": "", "ethnicity": "", "party_member": None}
"""The columns that are kept only where the organiser says so, and what they are otherwise."""


def forget_fields(
    session: Session, columns: Collection[str], *, although: bool, at: dt.datetime, by: str
) -> int:
    """Empty these sensitive columns of every delegate; give of how many they held something.

    Raises:
        KeptDataExists: they hold something, and nobody said "although"; nothing was changed.
    """
    wanted = [name for name in _EMPTY if name in columns]
    if not wanted:
        return 0
    filled = or_(*(_filled(name) for name in wanted))
    count = session.scalar(select(func.count()).select_from(Delegate).where(filled)) or 0
    if not count:
        return 0
    if not although:
        raise KeptDataExists(count=count)
    session.execute(update(Delegate).values({name: _EMPTY[name] for name in wanted}))
    record(session, FieldsForgotten(columns=wanted, count=count), at=at, by=by)
    return count


def _filled(name: str) -> Any:
    column = getattr(Delegate, name)
    return column.is_not(None) if _EMPTY[name] is None else column != _EMPTY[name]
