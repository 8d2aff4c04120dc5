"""Deciding how a guest is introduced, and noting who was.

The first guest who is introduced fixes the order for the sitting; taking every mark back frees it
again, unless a list stands on paper.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from conference.agenda import present_in
from conference.delegates import Delegate
from conference.honoured_guests import honoured_ids
from conference.introductions.lines import Manner, frozen_lists, introduction
from conference.introductions.records import (
    GuestIntroduced,
    GuestManner,
    GuestMannerSet,
    Introduced,
    IntroductionPlace,
)
from conference.journal import record
from conference.names import tidy
from conference.refusals import N_, NotFound, Refusal

LINE_LENGTH = 200


class GroupLineTooLong(Refusal):
    """A line that names a group is said in one breath."""

    code = "group_line_too_long"
    sentence = N_("Dòng giới thiệu chung dài quá 200 ký tự; dữ liệu chưa thay đổi.")


def set_manner(
    session: Session, delegate_id: int, manner: Manner, *, at: dt.datetime, by: str
) -> Manner:
    """Say how a guest is introduced; give it as it is kept. The same again changes nothing.

    Where a group is introduced together and nobody has worded the line, it names the group of the
    list.

    Raises:
        NotFound: there is no such delegate.
        GroupLineTooLong: nothing was changed.
    """
    delegate = session.get(Delegate, delegate_id)
    if delegate is None:
        raise NotFound
    line = tidy(manner.group_line)
    if not line and not manner.by_name:
        line = usual_group_line(delegate)
    if len(line) > LINE_LENGTH:
        raise GroupLineTooLong
    kept = Manner(manner.by_name, line, manner.said_of_host)
    row = session.get(GuestManner, delegate_id)
    if row is None:
        row = GuestManner(delegate_id=delegate_id, by_name=True, group_line="")
        session.add(row)
    before = Manner(row.by_name, row.group_line, row.of_host)
    if kept != before:
        row.by_name, row.group_line, row.of_host = kept.by_name, kept.group_line, kept.said_of_host
        session.flush()
        record(session, GuestMannerSet(delegate_id=delegate_id), at=at, by=by)
    return kept


def usual_group_line(delegate: Delegate) -> str:
    """Give the line that introduces a delegate's group of the list, where nobody has worded one."""
    return f"các vị đại biểu: {delegate.group.name}"[:LINE_LENGTH]


def mark_introduced(
    session: Session,
    sitting_id: int,
    delegate_ids: Sequence[int],
    *,
    introduced: bool = True,
    at: dt.datetime,
    by: str,
) -> list[int]:
    """Note that guests were introduced (đã giới thiệu), or take that back; give whom it changed.

    Raises:
        NotFound: protocol does not receive one of them; nothing was changed.
    """
    wanted = set(delegate_ids)
    if not wanted <= set(honoured_ids(session)):
        raise NotFound
    rows = {
        row.delegate_id: row
        for row in session.scalars(select(Introduced).where(Introduced.sitting_id == sitting_id))
    }
    changed = sorted(one for one in wanted if (one in rows) is not introduced)
    if not changed:
        return []
    if introduced:
        fix_order(session, sitting_id, at=at)
        session.add_all(
            Introduced(sitting_id=sitting_id, delegate_id=one, at=at, by=by) for one in changed
        )
    else:
        for one in changed:
            session.delete(rows[one])
    session.flush()
    if not introduced:
        _free_order(session, sitting_id)
    record(session, GuestIntroduced(sitting_id=sitting_id, delegate_ids=changed), at=at, by=by)
    return changed


def fix_order(session: Session, sitting_id: int, *, at: dt.datetime) -> None:
    """Give everybody who has a line now a place; whoever comes later comes behind them."""
    shown = introduction(session, sitting_id, present_in(session, sitting_id, at))
    of_sitting = IntroductionPlace.sitting_id == sitting_id
    placed = set(session.scalars(select(IntroductionPlace.delegate_id).where(of_sitting)))
    last = session.scalar(select(func.max(IntroductionPlace.ordinal)).where(of_sitting)) or 0
    new = [one for line in shown.lines for one in line.ids if one not in placed]
    session.add_all(
        IntroductionPlace(
            sitting_id=sitting_id, delegate_id=one, ordinal=last + nth, late=shown.begun
        )
        for nth, one in enumerate(new, start=1)
    )
    session.flush()


def _free_order(session: Session, sitting_id: int) -> None:
    """Let protocol order the lines again where nobody was introduced and nothing is on paper."""
    done = select(Introduced.id).where(Introduced.sitting_id == sitting_id).limit(1)
    if session.scalar(done) is None and not frozen_lists(session, sitting_id):
        session.execute(delete(IntroductionPlace).where(IntroductionPlace.sitting_id == sitting_id))
