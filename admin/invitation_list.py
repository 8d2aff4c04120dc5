"""Invitations as they are asked for: by word, unit, answer, and whether they have gone out.

The page shows what an address asks for; documents and registers are made of the same question.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, or_, select
from sqlalchemy.orm import Session

from admin.roster_search import Asked, pages_of
from conference.codes import CodeKind
from conference.delegates import (
    SEARCH_LIMIT,
    CodeState,
    Delegate,
    EntryCode,
    Invitation,
    ListState,
    Reply,
    Unit,
    find_delegates,
)
from conference.names import sort_key

ISSUED = ("yes", "no")
_HAS_CODE = exists().where(
    EntryCode.delegate_id == Delegate.id,
    EntryCode.kind == int(CodeKind.INVITATION),
    EntryCode.state == CodeState.ACTIVE,
)
_SENT = Invitation.issued_at.is_not(None)


@dataclass(frozen=True)
class Wanted:
    """Which invitations are asked for; what cannot be is taken as not asked."""

    q: str = ""
    unit: int | None = None
    reply: Reply | None = None
    issued: str = ""
    page: int = 1

    @classmethod
    def of(cls, arguments: Mapping[str, str]) -> Wanted:
        """Read the arguments of an address, or the filters of a paper."""
        asked, reply = Asked.of(arguments), arguments.get("reply", "")
        issued = arguments.get("issued", "")
        return cls(
            q=asked.q,
            unit=asked.unit,
            reply=Reply(reply) if reply in set(Reply) else None,
            issued=issued if issued in ISSUED else "",
            page=asked.page,
        )

    @property
    def words(self) -> dict[str, str]:
        """Give what was asked as arguments of an address."""
        given = {"q": self.q, "unit": self.unit, "reply": self.reply, "issued": self.issued}
        return {name: str(value) for name, value in given.items() if value}

    def address(self, **other: str) -> str:
        """Give the address of this page with some of it asked otherwise."""
        words = {name: value for name, value in (self.words | other).items() if value}
        return "/admin/invitations" + (f"?{urlencode(words)}" if words else "")

    def question(self) -> Select[Delegate]:
        """Ask for the approved delegates."""
        found = find_delegates(self.q, unit_id=self.unit, state=ListState.APPROVED)
        found = found.outerjoin(Invitation, Invitation.delegate_id == Delegate.id)
        if self.reply is Reply.NONE:
            found = found.where(
                or_(Invitation.delegate_id.is_(None), Invitation.reply == Reply.NONE)
            )
        elif self.reply:
            found = found.where(Invitation.reply == self.reply)
        if self.issued:
            found = found.where(_SENT if self.issued == "yes" else Invitation.issued_at.is_(None))
        return found


def invited(session: Session, wanted: Wanted) -> tuple[list[dict[str, Any]], int, dict[str, int]]:
    """Give a page of the rows that answer, how many there are, and where the page stands."""
    question = wanted.question()
    total = session.scalar(select(func.count()).select_from(question.order_by(None).subquery()))
    pages = pages_of(total or 0, wanted.page)
    found = session.execute(
        question.add_columns(Invitation, _HAS_CODE.label("has_code"))
        .limit(SEARCH_LIMIT)
        .offset(max(pages["from"] - 1, 0))
    )
    return [_row(*one) for one in found], total or 0, pages


def _row(delegate: Delegate, invitation: Invitation | None, has_code: bool) -> dict[str, Any]:  # noqa: FBT001 - a column of a row
    sent = invitation is not None and invitation.issued_at is not None
    return {
        "id": delegate.id,
        "card_number": delegate.card_number,
        "name": delegate.full_name,
        "mark": delegate.namesake_mark,
        "position": delegate.position,
        "unit": delegate.unit.name,
        "unit_id": delegate.unit_id,
        "has_code": has_code,
        "issued_at": invitation.issued_at if invitation and sent else None,
        "sent_by": invitation.sent_by if invitation else "",
        "receiver": invitation.receiver if invitation else "",
        "reply": invitation.reply if invitation else Reply.NONE,
        "words": invitation.reply_words if invitation else "",
    }


@dataclass(frozen=True)
class UnitInvitations:
    """How far a unit's invitations are; `replies` counts by answer."""

    id: int
    name: str
    receiver: str
    invited: int
    coded: int
    sent: int
    replies: Mapping[Reply, int]


@dataclass(frozen=True)
class Standing:
    """How far all invitations are."""

    invited: int
    coded: int
    sent: int
    replies: Mapping[Reply, int]


def unit_standings(session: Session) -> list[UnitInvitations]:
    """Count each unit's invitations, in the order of the units' names."""
    question = _counted(Unit.id, Unit.name, Unit.receiver).group_by(Unit.id)
    rows = [
        UnitInvitations(id_, name, receiver, *_numbers(numbers))
        for id_, name, receiver, *numbers in session.execute(question)
    ]
    return sorted(rows, key=lambda one: [sort_key(word) for word in one.name.split()])


def standing(session: Session) -> Standing:
    """Count all invitations."""
    return Standing(*_numbers(session.execute(_counted()).one()))


def _counted(*columns: Any) -> Select[Any]:
    """Ask for numbers: invited, with a code, sent, and by answer."""
    answered = (func.coalesce(Invitation.reply, Reply.NONE) == reply for reply in Reply)
    conditions = (_HAS_CODE, and_(Invitation.delegate_id.is_not(None), _SENT), *answered)
    return (
        select(*columns, func.count(Delegate.id), *(_how_many(one) for one in conditions))
        .select_from(Delegate)
        .join(Unit, Unit.id == Delegate.unit_id)
        .outerjoin(Invitation, Invitation.delegate_id == Delegate.id)
        .where(Delegate.state == ListState.APPROVED)
    )


def _how_many(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)


def _numbers(counted: Any) -> tuple[int, int, int, dict[Reply, int]]:
    all_of, coded, sent, *answers = counted
    return all_of, coded, sent, dict(zip(Reply, answers, strict=True))
