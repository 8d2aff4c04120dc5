"""Locking the list (chốt danh sách): numbered versions that can be printed for ever after."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from conference.delegates.approval import locked_version
from conference.delegates.records import Delegate, DelegateGroup, ListState, ListVersion, Unit
from conference.journal import Fact, record
from conference.refusals import N_, Refusal


@dataclass(frozen=True, kw_only=True)
class ListLocked(Fact):
    """The approved list was locked under a number; `digest` is the SHA-256 of its rows."""

    number: int
    count: int
    digest: str


_WORDS: Mapping[str, Any] = {
    "card_number": Delegate.card_number,
    "honorific": Delegate.honorific,
    "name": Delegate.full_name,
    "mark": Delegate.namesake_mark,
    "named": Delegate.named,
    "sex": Delegate.sex,
    "birth_year": Delegate.birth_year,
    "position": Delegate.position,
    "unit": Unit.name,
    "group": DelegateGroup.name,
    "counted": DelegateGroup.counted,
    "supplement": Delegate.supplement,
    "note": Delegate.note,
}
"""What a version keeps of a delegate; the order counts, for the digest is made of it."""


class NobodyApproved(Refusal):
    """An empty list is not locked."""

    code = "nobody_approved"
    sentence = N_("Chưa có đại biểu nào được duyệt nên chưa thể chốt danh sách.")


@dataclass(frozen=True)
class Locked:
    """The version that stands now; `repeat` when nothing had changed since it was locked."""

    number: int
    count: int
    repeat: bool = False


def lock_list(session: Session, *, by_name: str, at: dt.datetime, by: str) -> Locked:
    """Lock the approved list as the next version; the same list twice is one version.

    Raises:
        NobodyApproved: there is nobody on it.
    """
    rows = list_rows(session)
    if not rows:
        raise NobodyApproved
    digest = hashlib.sha256(json.dumps(rows, ensure_ascii=False).encode()).hexdigest()
    last = locked_version(session)
    if last is not None and last.digest == digest:
        return Locked(last.number, last.count, repeat=True)
    number = last.number + 1 if last else 1
    session.add(
        ListVersion(
            number=number,
            locked_at=at,
            by=by,
            by_name=by_name,
            count=len(rows),
            digest=digest,
            rows=rows,
        )
    )
    record(session, ListLocked(number=number, count=len(rows), digest=digest), at=at, by=by)
    return Locked(number, len(rows))


def list_rows(session: Session) -> list[dict[str, Any]]:
    """Give the approved list as plain rows: by group, then in Vietnamese order."""
    approved = (
        select(*_WORDS.values())
        .join(Unit, Unit.id == Delegate.unit_id)
        .join(DelegateGroup, DelegateGroup.id == Delegate.group_id)
        .where(Delegate.state == ListState.APPROVED)
        .order_by(DelegateGroup.ordinal, Delegate.sort_key, Delegate.id)
    )
    rows = [dict(zip(_WORDS, row, strict=True)) for row in session.execute(approved)]
    return [row | {"sex": row["sex"].value} for row in rows]


def list_versions(session: Session) -> list[ListVersion]:
    """Give the versions, newest first; their rows are loaded when they are asked for."""
    return list(session.scalars(select(ListVersion).order_by(ListVersion.number.desc())))
