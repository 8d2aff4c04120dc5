"""The invitation codes of 27 digits: given out in bulk, given anew to one, and read back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, exists, func, insert, select, update
from sqlalchemy.orm import Session, joinedload

from conference.base import table_of
from conference.codes import CodeKind, new_code
from conference.delegates.cards import DelegateCard, card_of
from conference.delegates.records import CodeState, Delegate, EntryCode, ListState
from conference.identity import the_conference
from conference.journal import Fact, record
from conference.refusals import N_, NotFound, Refusal


@dataclass(frozen=True, kw_only=True)
class CodesIssued(Fact):
    """Invitation codes were given out; earlier ones of the same delegates are replaced."""

    count: int


@dataclass(frozen=True, kw_only=True)
class CodeReissued(Fact):
    """A delegate's invitation code was given anew; the old one opens nothing any more."""

    delegate_id: int


class NotApprovedYet(Refusal):
    """Codes are for those on the approved list."""

    code = "not_approved_yet"
    sentence = N_(
        "Chỉ đại biểu đã được duyệt mới được cấp mã giấy mời. Vui lòng duyệt đại biểu này trước."
    )


def issue_invitations(
    session: Session, *, conference_number: str, rehearsal: bool, at: dt.datetime, by: str
) -> int:
    """Give each approved delegate a new invitation code; give back how many.

    Codes given out before are replaced and open nothing any more.
    """
    _replace(session, None)
    ids = session.scalars(_approved()).all()
    _give(session, ids, conference_number=conference_number, rehearsal=rehearsal)
    record(session, CodesIssued(count=len(ids)), at=at, by=by)
    return len(ids)


def issue_missing_codes(session: Session, *, at: dt.datetime, by: str) -> int:
    """Give a code to each approved delegate who has none; give back how many.

    Codes that were given out stay valid: their invitations may be on the way.
    """
    conference = the_conference(session)
    has_one = exists().where(
        EntryCode.delegate_id == Delegate.id,
        EntryCode.kind == CodeKind.INVITATION,
        EntryCode.state == CodeState.ACTIVE,
    )
    ids = session.scalars(_approved().where(~has_one)).all()
    _give(session, ids, conference_number=conference.number, rehearsal=conference.rehearsal)
    if ids:
        record(session, CodesIssued(count=len(ids)), at=at, by=by)
    return len(ids)


def reissue_code(session: Session, delegate_id: int, *, at: dt.datetime, by: str) -> str:
    """Give one delegate a new invitation code and replace the old; give the new digits.

    Raises:
        NotFound: there is no such delegate.
        NotApprovedYet: the delegate is not on the approved list.
    """
    delegate = session.get(Delegate, delegate_id)
    if delegate is None:
        raise NotFound
    if delegate.state is not ListState.APPROVED:
        raise NotApprovedYet
    conference = the_conference(session)
    _replace(session, [delegate_id])
    (digits,) = _give(
        session, [delegate_id], conference_number=conference.number, rehearsal=conference.rehearsal
    )
    record(session, CodeReissued(delegate_id=delegate_id), at=at, by=by)
    return digits


def replace_codes(session: Session, delegate_id: int) -> None:
    """Let every code of a delegate open nothing any more, badges included."""
    session.execute(
        update(EntryCode)
        .where(EntryCode.delegate_id == delegate_id)
        .values(state=CodeState.REPLACED)
    )


def _approved() -> Select[int]:
    return select(Delegate.id).where(Delegate.state == ListState.APPROVED).order_by(Delegate.id)


def _replace(session: Session, delegate_ids: Collection[int] | None) -> None:
    old = update(EntryCode).where(EntryCode.kind == CodeKind.INVITATION)
    if delegate_ids is not None:
        old = old.where(EntryCode.delegate_id.in_(delegate_ids))
    session.execute(old.values(state=CodeState.REPLACED))


def _give(
    session: Session, delegate_ids: Collection[int], *, conference_number: str, rehearsal: bool
) -> list[str]:
    rows: list[dict[str, Any]] = [
        {
            "digits": new_code(CodeKind.INVITATION, conference_number, rehearsal=rehearsal),
            "delegate_id": delegate_id,
            "kind": int(CodeKind.INVITATION),
        }
        for delegate_id in delegate_ids
    ]
    if rows:
        # Past the ORM: ten thousand objects would hold up the scans that wait for the writer.
        session.execute(insert(table_of(EntryCode)), rows)
    return [row["digits"] for row in rows]


def invitations(
    session: Session, delegate_ids: Collection[int] | None = None
) -> list[tuple[DelegateCard, str]]:
    """Give the delegates with a valid invitation code, in the order of card numbers."""
    question = (
        select(Delegate, EntryCode.digits)
        .join(EntryCode, EntryCode.delegate_id == Delegate.id)
        .where(EntryCode.kind == CodeKind.INVITATION, EntryCode.state == CodeState.ACTIVE)
        .options(joinedload(Delegate.unit), joinedload(Delegate.group))
        .order_by(func.length(Delegate.card_number), Delegate.card_number)
    )
    if delegate_ids is not None:
        question = question.where(Delegate.id.in_(delegate_ids))
    rows = session.execute(question).all()
    return [(card_of(delegate), digits) for delegate, digits in rows]
