"""What seating still lacks before the doors open."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from sqlalchemy.orm import Session

from conference.delegates import Delegate, ListState
from conference.identity import the_conference
from conference.readiness import Check, Gate, Standing, some
from conference.refusals import N_, Refusal
from conference.seating.assigning import seatable, the_hall
from conference.seating.hall import Hall, area_capacity
from conference.seating.labels import loose_label
from conference.seating.places import SeatKind, seats

PATH = "/admin/seating"


def checks(session: Session, now: dt.datetime) -> list[Check]:
    """Look at seats, or at areas where seats are not numbered."""
    del now
    numbered = the_conference(session).seats_numbered
    listed = [row for row in session.scalars(seatable()) if row.state is ListState.APPROVED]
    try:
        hall = the_hall(session)
    except Refusal:
        # A file of another version may hold what this one cannot read: unknown, never in order.
        return [_line("hall_plan", Standing.UNKNOWN, _PLAN, _UNREADABLE)]
    found = [_plan(hall), _room(hall, len(listed), numbered=numbered)]
    if numbered:
        return [*found, _without_seat(listed), _gone(hall, listed), _double(listed)]
    return [*found, _without_area(listed)]


_PLAN = N_("Sơ đồ hội trường")
_UNREADABLE = N_("Không đọc được sơ đồ đã lưu; vui lòng chọn lại kiểu hội trường.")


def _line(
    code: str, standing: Standing, title: str, sentence: str = "", *, names: Sequence[str] = ()
) -> Check:
    return Check(
        code,
        Gate.EVENING_BEFORE,
        standing,
        title,
        sentence,
        details={"count": len(names)},
        path=PATH,
        **some(list(names)),
    )


def _named(code: str, title: str, sentence: str, names: list[str]) -> Check:
    """Give a line that is in order when it names nobody."""
    if not names:
        return _line(code, Standing.IN_ORDER, title)
    return _line(code, Standing.MISSING, title, sentence, names=names)


def _plan(hall: Hall | None) -> Check:
    if hall is None:
        sentence = N_("Chưa có sơ đồ hội trường; ki-ốt không chỉ được đường đến ghế.")
        return _line("hall_plan", Standing.CARE, _PLAN, sentence)
    return _line("hall_plan", Standing.IN_ORDER, _PLAN)


def _room(hall: Hall | None, people: int, *, numbered: bool) -> Check:
    title = N_("Số chỗ của hội trường")
    if hall is None:
        return _line(
            "hall_room", Standing.UNKNOWN, title, N_("Chưa biết hội trường có bao nhiêu chỗ.")
        )
    free = [seat for seat in seats(hall) if not seat.blocked]
    table = sum(seat.kind is SeatKind.PRESIDIUM for seat in free)
    places = len(free) if numbered else area_capacity(hall) + table
    if people <= places:
        return _line("hall_room", Standing.IN_ORDER, title)
    return Check(
        "hall_room",
        Gate.EVENING_BEFORE,
        Standing.MISSING,
        title,
        N_("%(people)s đại biểu nhưng chỉ có %(places)s chỗ."),
        details={"people": people, "places": places},
        path=PATH,
    )


def _without_seat(listed: Sequence[Delegate]) -> Check:
    return _named(
        "without_seat",
        N_("Ghế của đại biểu"),
        N_("%(count)s đại biểu chưa có ghế."),
        [row.full_name for row in listed if not row.seat],
    )


def _without_area(listed: Sequence[Delegate]) -> Check:
    return _named(
        "without_area",
        N_("Khu vực của đại biểu"),
        N_("%(count)s đại biểu chưa có khu vực."),
        [row.full_name for row in listed if not row.area],
    )


def _gone(hall: Hall | None, listed: Sequence[Delegate]) -> Check:
    """Look for seats that the plan does not have, or that were blocked since."""
    made = seats(hall) if hall else []
    usable = {seat.label for seat in made if not seat.blocked}
    return _named(
        "seat_gone",
        N_("Ghế đã xếp còn dùng được"),
        N_("%(count)s đại biểu có ghế không còn trong sơ đồ hoặc đang khóa."),
        [
            f"{row.full_name} ({row.seat})"
            for row in listed
            if hall and row.seat and row.seat not in usable
        ],
    )


def _double(listed: Sequence[Delegate]) -> Check:
    """Look for one seat written in two ways ("A-5", "A-05"); the same way the table forbids."""
    first: dict[tuple[str, ...], Delegate] = {}
    doubles = []
    for row in listed:
        if row.seat:
            other = first.setdefault(loose_label(row.seat), row)
            if other is not row:
                doubles.append(f"{row.full_name} ({row.seat}), {other.full_name} ({other.seat})")
    return _named(
        "seat_double",
        N_("Mỗi ghế một đại biểu"),
        N_("%(count)s ghế được ghi cho hai đại biểu."),
        doubles,
    )
