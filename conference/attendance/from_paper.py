"""Ticks of the paper list, entered afterwards: when the network or the power was gone.

A tick says that somebody came in; when that was is written beside it. So neither a list that is
closed by now nor a full hall stands against what was written, and whoever has left since stays
outside. Where no time is written the tick is of now, and judged as whoever is at the door now.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from conference.attendance.answers import answer_text
from conference.attendance.judging import Found, judge_listed
from conference.attendance.looking_up import by_delegate, count_inside
from conference.attendance.presence import STANDS
from conference.attendance.recording import AtStation, Attempt, carry_out, keep
from conference.attendance.records import Attendance, EntryTakenBack, Scan, ScanSource
from conference.clock import in_the_hall
from conference.identity import DoorSetting, Sitting, door_setting, the_conference
from conference.journal import record
from conference.refusals import N_, NotFound, Refusal
from conference.stations import BadgePrinting
from conference.verdicts import Reason

ON_PAPER = AtStation(name="Danh sách giấy", printing=BadgePrinting.OFF)
"""Where ticks of paper are said to come from; whoever entered has gone past the printer."""

WHY_TAKEN_BACK = "Nhập nhầm từ danh sách giấy"

LONGEST_AGO = dt.timedelta(hours=24)
"""How long ago a written time may be: the list is of this day."""


class WrittenTimeWrong(Refusal):
    """A time on paper that is yet to come, or of another day, was misread."""

    code = "written_time_wrong"
    sentence = N_(
        "Giờ ghi trên giấy phải trước giờ hiện tại và trong ngày hội nghị; chưa ghi dấu nào. Vui "
        "lòng nhập như 13h42, hoặc để trống."
    )


class WrittenTimeOfAnotherSitting(Refusal):
    """The time on paper and the sitting that the ticks are entered for do not agree."""

    code = "written_time_of_another_sitting"
    sentence = N_(
        "Giờ ghi trên giấy không thuộc buổi đang chọn; chưa ghi dấu nào. Vui lòng chọn lại buổi "
        "hoặc xem lại giờ."
    )


class NoTickToTakeBack(Refusal):
    """The tick had let nobody in, or its entry was taken back already."""

    code = "no_tick_to_take_back"
    sentence = N_(
        "Dấu này không tạo lượt điểm danh nào đang có hiệu lực (đại biểu đã điểm danh từ trước, "
        "hoặc dấu đã được bỏ); dữ liệu không thay đổi."
    )


_later = aliased(Scan)
_IS_NEWEST = (
    ~select(_later.id)
    .where(
        _later.delegate_id == Scan.delegate_id,
        _later.sitting_id == Scan.sitting_id,
        _later.source == ScanSource.PAPER,
        _later.reason == Reason.ADMITTED,
        _later.id > Scan.id,
    )
    .exists()
)
MADE_BY_TICK = (
    (Scan.source == ScanSource.PAPER)
    & (Scan.reason == Reason.ADMITTED)
    & _IS_NEWEST
    & (Attendance.delegate_id == Scan.delegate_id)
    & (Attendance.sitting_id == Scan.sitting_id)
    & (Attendance.source == ScanSource.PAPER)
    & STANDS
)
"""Condition of an entry that stands beside the tick that made it; never one taken back before."""


def paper_sittings(session: Session, at: dt.datetime) -> list[Sitting]:
    """Give the sittings that ticks may be entered for: today's so far; the last is the one of now.

    Raises:
        NoConference: there is no conference, or no sitting of it.
    """
    now, today = door_setting(session, at).sitting_ordinal, in_the_hall(at).date()
    return [
        one
        for one in the_conference(session).sittings
        if one.ordinal == now or (one.ordinal < now and in_the_hall(one.starts_at).date() == today)
    ]


def enter_from_paper(  # noqa: PLR0913 - whom, which tick, when and for what, entered when by whom
    session: Session,
    delegate_id: int,
    *,
    scan_id: str,
    written_at: dt.datetime | None = None,
    sitting_id: int | None = None,
    at: dt.datetime,
    by: str,
) -> str:
    """Enter a tick of the paper list; give the door's answer as JSON text.

    The entry counts from `written_at`, from now where no time is written; for the sitting
    `sitting_id`, else for the one of that time. Ticks are numbered one after the other. The same
    `scan_id` again changes nothing and gets the stored answer.

    Raises:
        WrittenTimeWrong: the time is yet to come, or more than a day ago.
        WrittenTimeOfAnotherSitting: it is not of the sitting that was chosen.
        NotFound: there is no such delegate, or no such sitting has begun today.
    """
    came_at = written_at or at
    if not at - LONGEST_AGO <= came_at <= at:
        raise WrittenTimeWrong
    door = _door_then(session, came_at, sitting_id, at)
    row = by_delegate(session, scan_id=scan_id, delegate_id=delegate_id, sitting_id=door.sitting_id)
    if row.stored_answer is not None:
        stored: str = row.stored_answer
        return stored
    if row.id is None:
        raise NotFound
    found = judge_listed(
        door, row, kind=None, inside=lambda: count_inside(session, door.sitting_id)
    )
    if found.reason is Reason.RETURNED and came_at <= row.left_at:
        # Left after this tick was made: it says nothing of a way back.
        found = replace(found, reason=Reason.REPEAT)
    attempt = Attempt(
        scan_id, ON_PAPER, at, by, ScanSource.PAPER, _next_number(session), written_at,
        badges=False, came_at=came_at,
    )  # fmt: skip
    return _take_in(session, attempt, found, door)


def _door_then(
    session: Session, came_at: dt.datetime, sitting_id: int | None, at: dt.datetime
) -> DoorSetting:
    """Give what a tick is judged by; a limit of now is none for who went in before now."""
    now, then = door_setting(session, at), door_setting(session, came_at)
    if sitting_id is not None:
        then = _of_sitting(session, then, sitting_id, came_at=came_at, at=at)
    if came_at < at or then.sitting_id != now.sitting_id:
        return replace(then, closed=False, hall_capacity=None)
    return then


def _of_sitting(
    session: Session, then: DoorSetting, sitting_id: int, *, came_at: dt.datetime, at: dt.datetime
) -> DoorSetting:
    chosen = next((one for one in paper_sittings(session, at) if one.id == sitting_id), None)
    if chosen is None:
        raise NotFound
    # The next sitting's door opens while this one may still be on.
    still_on = chosen.ordinal < then.sitting_ordinal and came_at <= chosen.ends_at
    if came_at < at and chosen.id != then.sitting_id and not still_on:
        raise WrittenTimeOfAnotherSitting
    return replace(then, sitting_id=chosen.id, sitting_ordinal=chosen.ordinal)


def _take_in(session: Session, attempt: Attempt, found: Found, door: DoorSetting) -> str:
    carry_out(session, attempt, found, door)
    answer = answer_text(
        attempt.scan_id, found, door, station_name=ON_PAPER.name, badge=None, at=attempt.moment
    )
    keep(session, attempt, found, door, answer)
    return answer


def take_back_tick(session: Session, scan_id: str, *, at: dt.datetime, by: str) -> int:
    """Take back the entry that a tick of paper has made; give the delegate's id.

    Raises:
        NoTickToTakeBack: it has made none that stands.
    """
    entry = session.scalar(
        select(Attendance).join(Scan, MADE_BY_TICK).where(Scan.scan_id == scan_id)
    )
    if entry is None:
        raise NoTickToTakeBack
    entry.undone_at, entry.undone_by, entry.undo_reason = at, by, WHY_TAKEN_BACK
    fact = EntryTakenBack(delegate_id=entry.delegate_id, sitting_id=entry.sitting_id)
    record(session, fact, at=at, by=by)
    return entry.delegate_id


def _next_number(session: Session) -> int:
    newest = select(func.max(Scan.sequence)).where(Scan.source == ScanSource.PAPER)
    return (session.scalar(newest) or 0) + 1
