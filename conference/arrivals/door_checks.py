"""What of the door's settings does not go together with the list, before the doors open."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from conference.delegates import (
    Delegate,
    DelegateGroup,
    Invitation,
    ListState,
    Reply,
    all_groups,
)
from conference.doors import Door, QuorumBase, the_door
from conference.identity import the_conference
from conference.readiness import Check, Gate, Standing, some
from conference.refusals import N_

_PATH = "/admin/door"
_APPROVED = Delegate.state == ListState.APPROVED


def checks(session: Session, now: dt.datetime) -> list[Check]:
    """Look at the door's settings; what nobody has set is not spoken of."""
    del now
    contact = the_conference(session).contact
    return [replace(line, owner=contact) for line in _lines(session, the_door(session))]


def _lines(session: Session, door: Door) -> Iterator[Check]:
    yield _open(door)
    yield _desk(door)
    if door.hall_capacity is not None:
        yield _capacity(session, door.hall_capacity)
    if door.quorum_percent is not None:
        yield _quorum(session, door.quorum_base)
    if door.preprinted:
        yield _trays(session)
    yield from _groups(session)


def _line(  # noqa: PLR0913 - a line is which, until when, how grave, and in which words
    code: str,
    title: str,
    sentence: str,
    *,
    wrong: bool,
    gate: Gate = Gate.EVENING_BEFORE,
    standing: Standing = Standing.CARE,
    names: list[str] | None = None,
    **details: int,
) -> Check:
    return Check(
        code,
        gate,
        standing if wrong else Standing.IN_ORDER,
        title,
        sentence if wrong else "",
        details if wrong else {},
        path=_PATH,
        **some(names or []),
    )


def _open(door: Door) -> Check:
    return _line(
        "door_open",
        N_("Cửa nhận đại biểu"),
        N_("Danh sách đang đóng: chỉ người phụ trách cho vào từng trường hợp."),
        wrong=door.closed,
        gate=Gate.TEN_MINUTES_BEFORE,
        standing=Standing.MISSING,
    )


def _desk(door: Door) -> Check:
    return _line(
        "door_support_desk",
        N_("Bàn hỗ trợ"),
        N_("Chưa đặt tên bàn hỗ trợ; ki-ốt chỉ nói “đến bàn hỗ trợ”."),
        wrong=not door.support_desk,
        gate=Gate.HOUR_BEFORE,
    )


def _capacity(session: Session, most: int) -> Check:
    count = session.scalar(select(func.count()).where(_APPROVED)) or 0
    return _line(
        "door_capacity",
        N_("Sức chứa hội trường"),
        N_("Danh sách đã duyệt có %(count)s người, sức chứa đã đặt là %(most)s."),
        wrong=count > most,
        count=count,
        most=most,
    )


def _quorum(session: Session, base: QuorumBase) -> Check:
    members = select(func.count()).select_from(Delegate).where(_APPROVED)
    if base is QuorumBase.COUNTED:
        members = members.join(DelegateGroup).where(DelegateGroup.counted)
    if base is QuorumBase.CONFIRMED:
        said_yes = Invitation.reply == Reply.CONFIRMED
        members = members.join(Invitation, Invitation.delegate_id == Delegate.id).where(said_yes)
    return _line(
        "door_quorum",
        N_("Tỷ lệ tối thiểu để tiến hành"),
        N_("Đã đặt tỷ lệ, nhưng chưa có đại biểu nào thuộc diện được tính."),
        wrong=not session.scalar(members),
    )


def _trays(session: Session) -> Check:
    missing = select(Delegate).where(_APPROVED, Delegate.tray == "").order_by(Delegate.sort_key)
    names = [f"{row.full_name} ({row.card_number})" for row in session.scalars(missing)]
    return _line(
        "door_trays",
        N_("Khay thẻ in sẵn"),
        N_("%(count)s đại biểu chưa có khay, ô để thẻ in sẵn."),
        wrong=bool(names),
        names=names,
        count=len(names),
    )


def _groups(session: Session) -> Iterator[Check]:
    """Look for groups of sittings that there are not, and for groups of one colour."""
    groups = all_groups(session)
    ordinals = {sitting.ordinal for sitting in the_conference(session).sittings}
    astray = [one.name for one in groups if set(one.sitting_ordinals) - ordinals]
    if astray:
        yield _line(
            "door_group_sittings",
            N_("Buổi dự của thành phần"),
            N_("%(count)s thành phần được mời buổi không còn trong chương trình."),
            wrong=True,
            names=astray,
            count=len(astray),
        )
    yield from _colours(groups)


def _colours(groups: list[DelegateGroup]) -> Iterator[Check]:
    alike: defaultdict[str, list[str]] = defaultdict(list)
    for group in groups:
        if group.colour:
            alike[group.colour].append(group.name)
    shared = [", ".join(names) for names in alike.values() if len(names) > 1]
    if alike:
        yield _line(
            "door_group_colours",
            N_("Màu của thành phần"),
            N_("%(count)s màu dùng chung cho nhiều thành phần."),
            wrong=bool(shared),
            names=shared,
            count=len(shared),
        )
