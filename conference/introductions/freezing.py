"""Lists of guests frozen for paper: a whole one, and supplements that hold only what is new.

A sheet is never changed afterwards. A supplement (bổ sung) says who joined since, whose words have
changed and who must not be introduced any more, so that the one at the bục needs no screen.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from conference.agenda import present_in
from conference.introductions.lines import (
    Line,
    frozen_lists,
    introduced_ids,
    introduction,
    on_paper,
)
from conference.introductions.records import IntroductionFrozen, IntroductionList
from conference.introductions.telling import fix_order
from conference.journal import record
from conference.refusals import N_, Refusal


class NobodyToIntroduce(Refusal):
    """Nobody has a line: nobody is in the hall, or nobody was put on the MC's list."""

    code = "nobody_to_introduce"
    sentence = N_(
        "Chưa có đại biểu nào đã vào hội trường và được đưa vào danh sách giới thiệu; chưa chốt "
        "danh sách. Vui lòng ghi nhận ở trang Lễ tân rồi đưa vào danh sách ở trang Điều hành."
    )


class NothingNewToIntroduce(Refusal):
    """What stands on paper is what would be read."""

    code = "nothing_new_to_introduce"
    sentence = N_("Danh sách trên giấy đã đủ, không có gì để bổ sung. Chưa in thêm tờ nào.")


class NoListToSupplement(Refusal):
    """There is no list yet that something could be added to."""

    code = "no_list_to_supplement"
    sentence = N_("Chưa chốt danh sách nào để bổ sung. Vui lòng chốt danh sách đầy đủ trước.")


def freeze(
    session: Session, sitting_id: int, *, at: dt.datetime, by: str, by_name: str = ""
) -> IntroductionList:
    """Freeze all lines as they are read now, under the next number; fixes their order.

    Pressed again, at another desk or much later, before anything has changed, it is the list of
    before: two numbers of the same words would leave nobody sure which paper counts.

    Raises:
        NobodyToIntroduce: there are none.
    """
    kept = _whole(session, sitting_id, at)
    if not kept:
        raise NobodyToIntroduce
    newest = _newest(session, sitting_id)
    if newest is not None and newest.supplement_to is None and newest.lines == kept:
        return newest
    return _freeze(session, sitting_id, kept, None, at=at, by=by, by_name=by_name)


def freeze_supplement(
    session: Session, sitting_id: int, *, at: dt.datetime, by: str, by_name: str = ""
) -> IntroductionList:
    """Freeze what has changed since the newest list of this sitting, and nothing else.

    Raises:
        NoListToSupplement: nothing was frozen yet.
        NothingNewToIntroduce: nothing has changed.
    """
    lists = frozen_lists(session, sitting_id)
    if not lists:
        raise NoListToSupplement
    kept = _news(session, sitting_id, lists, at)
    if not kept:
        raise NothingNewToIntroduce
    before = lists[-1].id
    return _freeze(session, sitting_id, kept, before, at=at, by=by, by_name=by_name)


def is_newest_still(session: Session, list_id: int, *, at: dt.datetime) -> bool:
    """Whether this list is the newest of its sitting, and says what would be frozen now."""
    frozen = session.get(IntroductionList, list_id)
    if frozen is None or frozen is not _newest(session, frozen.sitting_id):
        return False
    if frozen.supplement_to is None:
        return frozen.lines == _whole(session, frozen.sitting_id, at)
    lists = frozen_lists(session, frozen.sitting_id)
    return not _news(session, frozen.sitting_id, lists, at)


def frozen_list(session: Session, sitting_id: int, number: int) -> IntroductionList | None:
    """Give a list of this sitting by its number."""
    return session.scalar(
        select(IntroductionList).where(
            IntroductionList.sitting_id == sitting_id, IntroductionList.number == number
        )
    )


def all_frozen(session: Session, sitting_id: int) -> list[IntroductionList]:
    """Give every list that was frozen in this sitting, the newest first."""
    of_sitting = select(IntroductionList).where(IntroductionList.sitting_id == sitting_id)
    return list(session.scalars(of_sitting.order_by(IntroductionList.number.desc())))


def _whole(session: Session, sitting_id: int, at: dt.datetime) -> list[dict[str, Any]]:
    """Give all lines as they would be frozen now."""
    lines = _lines(session, sitting_id, at)
    return [_kept(line, number, "") for number, line in enumerate(lines, start=1)]


def _news(
    session: Session, sitting_id: int, lists: list[IntroductionList], at: dt.datetime
) -> list[dict[str, Any]]:
    """Give what these lists do not say, as it would be frozen now."""
    done = introduced_ids(session, sitting_id)
    lines = _lines(session, sitting_id, at)
    return _changes(lines, on_paper(lists), done, last=_last_number(lists))


def _lines(session: Session, sitting_id: int, at: dt.datetime) -> list[Line]:
    return introduction(session, sitting_id, present_in(session, sitting_id, at)).lines


def _newest(session: Session, sitting_id: int) -> IntroductionList | None:
    return next(iter(all_frozen(session, sitting_id)), None)


def _changes(
    lines: list[Line], paper: dict[str, dict[str, Any]], done: set[int], *, last: int
) -> list[dict[str, Any]]:
    """Give what is new, otherwise worded or gone, and still to be read; a new line is numbered."""
    found = []
    for line in lines:
        if line.introduced:
            continue
        known = paper.get(line.key)
        if known is None:
            last += 1
            found.append(_kept(line, last, "new"))
        elif known["text"] != line.text:
            found.append(_kept(line, known["number"], "changed"))
    here = {line.key for line in lines}
    gone = [
        known | {"change": "gone"}
        for key, known in paper.items()
        if key not in here and done.isdisjoint(known["ids"])
    ]
    return [*found, *gone]


def _kept(line: Line, number: int, change: str) -> dict[str, Any]:
    return {
        "number": number,
        "ids": list(line.ids),
        "text": line.text,
        "manner": "by_name" if line.by_name else "group",
        "key": line.key,
        "change": change,
    }


def _last_number(lists: list[IntroductionList]) -> int:
    numbers: list[int] = [line["number"] for one in lists for line in one.lines]
    return max(numbers)


def _freeze(  # noqa: PLR0913 - which lines, behind which list, by whom
    session: Session,
    sitting_id: int,
    lines: list[dict[str, Any]],
    supplement_to: int | None,
    *,
    at: dt.datetime,
    by: str,
    by_name: str,
) -> IntroductionList:
    of_sitting = IntroductionList.sitting_id == sitting_id
    last = session.scalar(select(func.max(IntroductionList.number)).where(of_sitting)) or 0
    fix_order(session, sitting_id, at=at)
    frozen = IntroductionList(
        sitting_id=sitting_id,
        number=last + 1,
        supplement_to=supplement_to,
        lines=lines,
        at=at,
        by=by,
        by_name=by_name,
    )
    session.add(frozen)
    session.flush()
    record(session, IntroductionFrozen(list_id=frozen.id, number=frozen.number), at=at, by=by)
    return frozen
