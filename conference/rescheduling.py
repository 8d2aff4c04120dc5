"""Another day, other hours: a conference that has not begun is moved as a whole.

The plan is never edited by running it (ADR 0007), so that nothing moves once the first cue was
given. A day beyond the plan's limit warns and never blocks (ADR 0009).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from conference.agenda import AgendaItem, close_edits, rundown
from conference.clock import hall_moment, in_the_hall
from conference.identity import (
    Conference,
    ConferenceMoved,
    Sitting,
    SittingHoursSet,
    check_day,
    the_conference,
)
from conference.journal import record
from conference.preparation import Bound
from conference.readiness import Check, Gate, Standing
from conference.refusals import N_, NotFound, Refusal

PATH = "/admin/conference"


class ProgrammeHasBegun(Refusal):
    """The programme runs; its plan stays as it is."""

    code = "programme_has_begun"
    sentence = N_(
        "Chương trình đã bắt đầu; không thể đổi ngày, giờ của hội nghị nữa. Dữ liệu chưa thay đổi."
    )


class HoursBackward(Refusal):
    """A sitting ends after it has begun."""

    code = "hours_backward"
    sentence = N_("Giờ kết thúc của buổi phải sau giờ bắt đầu; dữ liệu chưa thay đổi.")


class SittingsOverlap(Refusal):
    """One sitting follows the other."""

    code = "sittings_overlap"
    sentence = N_("Giờ này trùng với %(name)s; các buổi phải nối tiếp nhau. Dữ liệu chưa thay đổi.")


def move_to_day(session: Session, held_on: dt.date, *, at: dt.datetime, by: str) -> int:
    """Move the day, the sittings and all planned times by whole days; give by how many.

    The same day again changes nothing. A second day of the conference stays its second day.

    Raises:
        NoConference: the database is empty.
        ProgrammeHasBegun: the first cue was given.
        DayImpossible: the year was mistyped.
    """
    check_day(held_on)
    conference = the_conference(session)
    _refuse_once_begun(session)
    days = (held_on - conference.held_on).days
    if not days:
        return 0
    conference.held_on = held_on
    for sitting in conference.sittings:
        sitting.starts_at = _days_later(sitting.starts_at, days)
        sitting.ends_at = _days_later(sitting.ends_at, days)
    for item in session.scalars(select(AgendaItem)):
        item.planned_start = item.planned_start and _days_later(item.planned_start, days)
        item.planned_end = item.planned_end and _days_later(item.planned_end, days)
    close_edits(session)
    record(session, ConferenceMoved(days=days), at=at, by=by)
    return days


def _days_later(moment: dt.datetime, days: int) -> dt.datetime:
    """Give the same time of the hall's clock on another day."""
    local = in_the_hall(moment)
    return hall_moment(local.date() + dt.timedelta(days=days), local.time())


def set_sitting_hours(  # noqa: PLR0913 - hours are of which sitting, from, to, with what
    session: Session,
    sitting_id: int,
    *,
    starts: dt.time,
    ends: dt.time,
    with_programme: bool = False,
    at: dt.datetime,
    by: str,
) -> bool:
    """Set a sitting's hours in the hall's time; give whether anything changed.

    `with_programme` moves the timed items of the sitting along with its beginning. Hours that the
    plan did not give are confirmed by this, even when they stay.

    Raises:
        NotFound: there is no such sitting.
        ProgrammeHasBegun, HoursBackward, SittingsOverlap: nothing was changed.
    """
    sitting = session.get(Sitting, sitting_id)
    if sitting is None:
        raise NotFound
    _refuse_once_begun(session)
    if ends <= starts:
        raise HoursBackward
    day = in_the_hall(sitting.starts_at).date()
    hours = hall_moment(day, starts), hall_moment(day, ends)
    conference = the_conference(session)
    _refuse_overlap(conference.sittings, sitting, *hours)
    shift = hours[0] - sitting.starts_at
    same = hours == (sitting.starts_at, sitting.ends_at)
    if not _confirmed(conference, sitting) and same:
        return False
    sitting.starts_at, sitting.ends_at = hours
    if with_programme:
        _shift_items(session, sitting, shift)
        close_edits(session)
    record(session, SittingHoursSet(sitting_id=sitting.id), at=at, by=by)
    return True


def _refuse_once_begun(session: Session) -> None:
    if rundown(session).begun:
        raise ProgrammeHasBegun


def _refuse_overlap(
    sittings: Sequence[Sitting], sitting: Sitting, starts: dt.datetime, ends: dt.datetime
) -> None:
    for other in sittings:
        if other is not sitting and starts < other.ends_at and other.starts_at < ends:
            raise SittingsOverlap(name=other.name)


def _confirmed(conference: Conference, sitting: Sitting) -> bool:
    """Take the sitting from those whose hours nobody has said; give whether it was one."""
    assumed = hours_assumed(conference)
    if sitting.ordinal not in assumed:
        return False
    left = [one for one in assumed if one != sitting.ordinal]
    conference.plan_words = conference.plan_words | {"hours_assumed": left}
    return True


def _shift_items(session: Session, sitting: Sitting, shift: dt.timedelta) -> None:
    for item in session.scalars(select(AgendaItem).where(AgendaItem.sitting_id == sitting.id)):
        item.planned_start = item.planned_start and item.planned_start + shift
        item.planned_end = item.planned_end and item.planned_end + shift


def hours_assumed(conference: Conference) -> list[int]:
    """Give the ordinals of the sittings whose hours the plan does not say and nobody has set."""
    assumed: list[int] = conference.plan_words.get("hours_assumed", [])
    return assumed


def passed_limit(conference: Conference) -> str:
    """Give the plan's limit in its own words if the conference is held after it, else nothing."""
    limit = conference.plan_words.get("date_limit")
    if not limit:
        return ""
    last = dt.date.fromisoformat(limit["date"])
    before = limit["bound"] == Bound.BEFORE
    late = conference.held_on >= last if before else conference.held_on > last
    return str(limit["text"]) if late else ""


def checks(session: Session, now: dt.datetime) -> list[Check]:
    """Look at the day and the hours: within the plan's limit, and said by somebody."""
    del now
    conference = the_conference(session)
    text, assumed = passed_limit(conference), hours_assumed(conference)
    names = [one.name for one in conference.sittings if one.ordinal in assumed]
    day = Check(
        "day",
        Gate.EVENING_BEFORE,
        Standing.CARE if text else Standing.IN_ORDER,
        N_("Ngày tổ chức"),
        N_("%(day)s; quá thời hạn của kế hoạch (%(limit)s).") if text else "%(day)s",
        {"day": f"{conference.held_on:%d/%m/%Y}", "limit": text},
        owner=conference.contact,
        path=PATH,
    )
    hours = Check(
        "sitting_hours",
        Gate.EVENING_BEFORE,
        Standing.MISSING if names else Standing.IN_ORDER,
        N_("Giờ của từng buổi"),
        N_("Kế hoạch chưa ghi giờ; vui lòng xác nhận giờ bắt đầu, kết thúc.") if names else "",
        items=tuple(names),
        owner=conference.contact,
        path=PATH,
    )
    return [day, hours]
