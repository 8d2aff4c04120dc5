"""The list as it is searched: what an address asks for, and the rows that answer it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from conference.attendance import STANDS, Attendance
from conference.base import LARGEST_ID
from conference.clock import in_the_hall
from conference.delegates import (
    SEARCH_LIMIT,
    Delegate,
    ListState,
    all_groups,
    all_units,
    find_delegates,
)
from conference.identity import sitting_at, the_conference
from conference.refusals import N_

LONGEST_QUERY = 200


def one_name() -> ColumnElement[bool]:
    """Ask for those whose name, as it is heard, somebody else on the list has too."""
    twice = (
        select(Delegate.sort_key)
        .where(Delegate.state != ListState.WITHDRAWN, Delegate.named)
        .group_by(Delegate.sort_key)
        .having(func.count() > 1)
    )
    listed = Delegate.state != ListState.WITHDRAWN
    return listed & Delegate.named & Delegate.sort_key.in_(twice)


ONLY: dict[str, tuple[str, Callable[[], ColumnElement[bool]]]] = {
    "no_seat": (
        N_("chưa có ghế"),
        lambda: (Delegate.seat == "") & (Delegate.state == ListState.APPROVED),
    ),
    "unnamed": (N_("chỗ chưa có tên"), lambda: Delegate.named.is_(False)),
    "namesakes": (N_("trùng họ tên"), one_name),
    "supplement": (N_("bổ sung sau khi chốt"), lambda: Delegate.supplement.is_(True)),
}
"""The questions of the office's work, each with its words."""

HERE = {"yes": N_("đã đến"), "no": N_("chưa đến")}


@dataclass(frozen=True)
class Asked:
    """What an address asks for; what no list can answer is taken as not asked."""

    q: str = ""
    group: int | None = None
    unit: int | None = None
    state: ListState | None = None
    here: str = ""
    only: str = ""
    page: int = 1

    @classmethod
    def of(cls, arguments: Mapping[str, str]) -> Asked:
        """Read the arguments of an address."""
        state = arguments.get("state", "")
        here, only = arguments.get("here", ""), arguments.get("only", "")
        return cls(
            q=arguments.get("q", "")[:LONGEST_QUERY],
            group=_id(arguments.get("group", "")),
            unit=_id(arguments.get("unit", "")),
            state=ListState(state) if state in set(ListState) else None,
            here=here if here in HERE else "",
            only=only if only in ONLY else "",
            page=page_of(arguments),
        )

    @property
    def words(self) -> dict[str, str]:
        """Give what was asked as arguments of an address."""
        given = {
            "q": self.q,
            "group": self.group or "",
            "unit": self.unit or "",
            "state": self.state or "",
            "here": self.here,
            "only": self.only,
        }
        return {name: str(value) for name, value in given.items() if value}

    def address(self, **other: str) -> str:
        """Give the address of this list with some of it asked otherwise, from its first page."""
        words = {name: value for name, value in (self.words | other).items() if value}
        return "/admin/delegates" + (f"?{urlencode(words)}" if words else "")

    def question(self, sitting_id: int) -> Select[Delegate]:
        """Ask the records."""
        question = find_delegates(self.q, group_id=self.group, unit_id=self.unit, state=self.state)
        if self.here:
            came = select(Attendance.delegate_id).where(Attendance.sitting_id == sitting_id, STANDS)
            has_come = Delegate.id.in_(came)
            question = question.where(has_come if self.here == "yes" else ~has_come)
        if self.only:
            question = question.where(ONLY[self.only][1]())
        return question


def _id(digits: str) -> int | None:
    """Read an id out of an address; a number that no id can be is taken as none given."""
    # Not longer than an id: int() of thousands of digits raises.
    if not digits.isascii() or not digits.isdecimal() or len(digits) > len(str(LARGEST_ID)):
        return None
    return int(digits) if int(digits) <= LARGEST_ID else None


def page_of(arguments: Mapping[str, str]) -> int:
    """Read out of an address which page of a long list is wanted, from 1."""
    return _id(arguments.get("page", "")) or 1


def pages_of(total: int, page: int) -> dict[str, int]:
    """Give where a page stands: its number, how many there are, and its first and last row."""
    last = max(-(-total // SEARCH_LIMIT), 1)
    page = min(page, last)
    first = (page - 1) * SEARCH_LIMIT
    return {
        "page": page,
        "last": last,
        "from": min(first + 1, total),
        "to": min(first + SEARCH_LIMIT, total),
    }


def search(session: Session, asked: Asked, now: dt.datetime) -> dict[str, Any]:
    """Give a page of the rows that answer, `SEARCH_LIMIT` of them, and what the filters offer."""
    sitting = sitting_at(the_conference(session), now)
    question = asked.question(sitting.id)
    total = session.scalar(select(func.count()).select_from(question.order_by(None).subquery()))
    pages = pages_of(total or 0, asked.page)
    found = session.scalars(question.limit(SEARCH_LIMIT).offset(max(pages["from"] - 1, 0))).all()
    here = _arrivals_of(session, sitting.id, [delegate.id for delegate in found])
    rows = [_list_row(delegate) | _arrival(here.get(delegate.id)) for delegate in found]
    return {
        "rows": rows,
        "total": total or 0,
        "pages": pages,
        "states": count_states(session),
        "groups": [{"id": group.id, "name": group.name} for group in all_groups(session)],
        "units": [{"id": unit.id, "name": unit.name} for unit in all_units(session)],
    }


def _arrivals_of(session: Session, sitting_id: int, ids: list[int]) -> dict[int, Attendance]:
    """Give the first entries of those who are shown; of ten thousand nobody reads all."""
    entries = select(Attendance).where(
        Attendance.sitting_id == sitting_id, Attendance.delegate_id.in_(ids), STANDS
    )
    return {row.delegate_id: row for row in session.scalars(entries)}


def _arrival(came: Attendance | None) -> dict[str, Any]:
    return {
        "arrived_at": in_the_hall(came.first_at) if came else None,
        "station": came.station_name if came else "",
    }


def count_states(session: Session) -> dict[ListState, int]:
    """Count the rows in each state."""
    counted = session.execute(select(Delegate.state, func.count()).group_by(Delegate.state))
    found = {ListState(state): number for state, number in counted}
    return {state: found.get(state, 0) for state in ListState}


def _list_row(delegate: Delegate) -> dict[str, Any]:
    """Give the public words of a row: what every reader of the list may see."""
    return {
        "id": delegate.id,
        "card_number": delegate.card_number,
        "name": delegate.full_name,
        "mark": delegate.namesake_mark,
        "named": delegate.named,
        "position": delegate.position,
        "unit": delegate.unit.name,
        "group": delegate.group.name,
        "seat": delegate.seat,
        "area": delegate.area,
        "state": delegate.state,
        "supplement": delegate.supplement,
        "reason": delegate.withdrawal_reason,
    }
