"""What the list still lacks before the doors open."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import Select, exists, func, select
from sqlalchemy.orm import Session, joinedload

from conference.codes import CodeKind
from conference.delegates.approval import counted_approved, locked_version
from conference.delegates.namesakes import namesakes, unmarked
from conference.delegates.records import (
    CodeState,
    Delegate,
    DelegateGroup,
    EntryCode,
    GroupKind,
    Invitation,
    ListState,
    Reply,
    Substitution,
)
from conference.identity import the_conference
from conference.readiness import Check, Gate, Standing, some
from conference.refusals import N_

DELEGATES, LIST, INVITATIONS = "/admin/delegates", "/admin/list", "/admin/invitations"

ASKED_FIRST = (GroupKind.MODEL, GroupKind.LEADER, GroupKind.GUEST)
"""Whose answer is waited for: those who are honoured, and those who are greeted by name."""


def checks(session: Session, now: dt.datetime) -> list[Check]:
    """Look at the list, its codes and its answers."""
    del now
    contact = the_conference(session).contact
    lines = [
        _locked(session),
        _proposed(session),
        _capacity(session),
        _codes(session),
        _substitutes(session),
        _unnamed(session),
        _namesakes(session),
        _unanswered(session),
    ]
    return [replace(line, owner=contact) for line in lines]


def _named(  # noqa: PLR0913 - a line is which, until when, how grave, in which words, where, who
    code: str,
    title: str,
    sentence: str,
    names: Iterable[str],
    *,
    path: str,
    gate: Gate = Gate.EVENING_BEFORE,
    standing: Standing = Standing.MISSING,
) -> Check:
    """Give a line that is in order when it names nobody."""
    missing = list(names)
    if not missing:
        return Check(code, gate, Standing.IN_ORDER, title, path=path)
    details = {"count": len(missing)}
    return Check(code, gate, standing, title, sentence, details, path=path, **some(missing))


def _of(state: ListState) -> Select[Delegate]:
    listed = select(Delegate).where(Delegate.state == state)
    return listed.options(joinedload(Delegate.unit)).order_by(Delegate.sort_key, Delegate.id)


def _who(rows: Iterable[Delegate]) -> list[str]:
    return [f"{row.full_name} ({row.unit.name})" for row in rows]


def _locked(session: Session) -> Check:
    title = N_("Chốt danh sách đại biểu")
    version = locked_version(session)
    if version is None:
        standing, sentence = Standing.MISSING, N_("Danh sách chưa được chốt.")
        return Check("list_locked", Gate.EVENING_BEFORE, standing, title, sentence, path=LIST)
    sentence = N_("Đã chốt lần %(number)s, gồm %(count)s đại biểu.")
    details = {"number": version.number, "count": version.count}
    standing = Standing.IN_ORDER
    return Check("list_locked", Gate.EVENING_BEFORE, standing, title, sentence, details, path=LIST)


def _proposed(session: Session) -> Check:
    return _named(
        "list_proposed",
        N_("Đại biểu chờ duyệt"),
        N_("%(count)s đại biểu mới được đề nghị, chưa duyệt; mã giấy mời của họ chưa được nhận."),
        _who(session.scalars(_of(ListState.PROPOSED))),
        path=f"{DELEGATES}?state=proposed",
        standing=Standing.CARE,
    )


def _capacity(session: Session) -> Check:
    title = N_("Số lượng đại biểu theo kế hoạch")
    capacity, counted = the_conference(session).capacity, counted_approved(session)
    over = capacity is not None and counted > capacity
    return Check(
        "list_capacity",
        Gate.EVENING_BEFORE,
        Standing.CARE if over else Standing.IN_ORDER,
        title,
        N_("Đã duyệt %(counted)s đại biểu, vượt số lượng %(capacity)s của kế hoạch.")
        if over
        else N_("Đã duyệt %(counted)s đại biểu."),
        {"counted": counted, "capacity": capacity or 0},
        path=LIST,
    )


def _without_code(session: Session) -> list[Delegate]:
    active = exists().where(
        EntryCode.delegate_id == Delegate.id,
        EntryCode.kind == int(CodeKind.INVITATION),
        EntryCode.state == CodeState.ACTIVE,
    )
    return list(session.scalars(_of(ListState.APPROVED).where(~active)))


def _codes(session: Session) -> Check:
    return _named(
        "codes_issued",
        N_("Mã giấy mời"),
        N_("%(count)s đại biểu đã duyệt chưa có mã giấy mời."),
        _who(_without_code(session)),
        path=INVITATIONS,
    )


def _substitutes(session: Session) -> Check:
    """Look for substitutes whom nobody can scan, or whose letter nobody has noted."""
    standing = select(Substitution.substitute_id, Substitution.letter).where(
        Substitution.taken_back.is_(False)
    )
    letters = {row.substitute_id: row.letter for row in session.execute(standing)}
    uncoded = {row.id for row in _without_code(session)}
    wanting = [one for one, letter in letters.items() if one in uncoded or not letter]
    rows = session.scalars(_of(ListState.APPROVED).where(Delegate.id.in_(wanting)))
    return _named(
        "substitutes_complete",
        N_("Người dự thay"),
        N_("%(count)s người dự thay chưa có mã giấy mời hoặc chưa ghi số văn bản cử dự thay."),
        _who(rows),
        path=LIST,
        gate=Gate.HOUR_BEFORE,
    )


def _unnamed(session: Session) -> Check:
    rows = session.scalars(_of(ListState.APPROVED).where(Delegate.named.is_(False)))
    return _named(
        "seats_unnamed",
        N_("Chỗ chưa có tên người dự"),
        N_("%(count)s chỗ “Đại diện …” chưa có tên; tên được ghi khi đại biểu đến."),
        _who(rows),
        path=f"{DELEGATES}?only=unnamed",
        standing=Standing.CARE,
    )


def _namesakes(session: Session) -> Check:
    sets = [rows for rows in namesakes(session) if unmarked(rows)]
    return _named(
        "namesakes_marked",
        N_("Đại biểu trùng tên"),
        N_("%(count)s họ tên trùng nhau chưa được phân biệt bằng (A), (B)."),
        [f"{rows[0].full_name} × {len(rows)}" for rows in sets],
        path=LIST,
    )


def _unanswered(session: Session) -> Check:
    """Look at whose answer matters most; the phone list has all of them with their numbers."""
    rows = session.scalars(
        _of(ListState.APPROVED)
        .join(DelegateGroup, DelegateGroup.id == Delegate.group_id)
        .outerjoin(Invitation, Invitation.delegate_id == Delegate.id)
        .where(
            DelegateGroup.kind.in_(ASKED_FIRST),
            Delegate.named,
            func.coalesce(Invitation.reply, Reply.NONE) == Reply.NONE,
        )
        .order_by(None)
        .order_by(DelegateGroup.protocol_rank, Delegate.sort_key, Delegate.id)
    )
    return _named(
        "invitations_answered",
        N_("Xác nhận tham dự"),
        N_("%(count)s đại biểu được khen thưởng, lãnh đạo và khách mời chưa trả lời giấy mời."),
        _who(rows),
        path=f"{INVITATIONS}?reply=none",
        standing=Standing.CARE,
    )
