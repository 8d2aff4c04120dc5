"""/admin/arrivals: who is here and who is not, live; and who has not come, to be telephoned.

Everybody who may open it sees numbers and names; telephone numbers and reasons only those whose
role sees them on the list.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, render_template, request
from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from admin.door_papers import DOOR_ROLES
from admin.roster_fields import READERS, SEEN_BY
from conference.arrivals import SHOWN_FACTS, Standing, Watch, excuses, who
from conference.base import LARGEST_ID
from conference.clock import Clock
from conference.database import Database
from conference.delegates import Delegate, all_groups, all_units
from conference.doors import QuorumBase
from conference.identity import sitting_at, the_conference
from conference.operators import Role, Who, open_to
from conference.refusals import N_
from conference.rooms import Room

ARRIVALS_ROLES = (*READERS, Role.STAGE)
"""Who follows arrivals: the office, and the stage, which waits for them."""

MOST_ROWS = 100
LONGEST_QUERY = 200

STANDING_NAMES = {
    Standing.NOT_COME: N_("Chưa có mặt"),
    Standing.EXCUSED: N_("Vắng có lý do"),
    Standing.LEFT: N_("Đã về"),
    Standing.PRESENT: N_("Đang có mặt"),
}
BASE_NAMES = {
    QuorumBase.COUNTED: N_("đại biểu thuộc thành phần được tính"),
    QuorumBase.LISTED: N_("mọi người trong danh sách đã duyệt"),
    QuorumBase.CONFIRMED: N_("đại biểu đã xác nhận dự"),
}


@dataclass(frozen=True)
class Wanted:
    """Whom an address asks for; what nobody can be is taken as not asked."""

    standing: Standing = Standing.NOT_COME
    unit: int | None = None
    group: int | None = None
    q: str = ""
    heads: bool = False

    @classmethod
    def of(cls, arguments: Mapping[str, str]) -> Wanted:
        """Read the arguments of an address, or the filters of a paper."""
        standing = arguments.get("standing", "")
        return cls(
            standing=Standing(standing) if standing in set(Standing) else Standing.NOT_COME,
            unit=_id(arguments.get("unit", "")),
            group=_id(arguments.get("group", "")),
            q=arguments.get("q", "")[:LONGEST_QUERY],
            heads=arguments.get("heads", "") == "yes",
        )

    def address(self, standing: Standing) -> str:
        """Give the address of the same question about those who stand otherwise."""
        words = {
            "standing": standing,
            "unit": self.unit or "",
            "group": self.group or "",
            "q": self.q,
            "heads": "yes" if self.heads else "",
        }
        given = {name: str(value) for name, value in words.items() if value}
        return f"/admin/arrivals?{urlencode(given)}"

    def question(self, sitting_id: int) -> Select[Delegate]:
        """Ask the records."""
        return who(
            sitting_id,
            self.standing,
            unit_id=self.unit,
            group_id=self.group,
            words=self.q,
            heads=self.heads,
        )


def _id(digits: str) -> int | None:
    # Not longer than an id: int() of thousands of digits raises.
    if not digits.isascii() or not digits.isdecimal() or len(digits) > len(str(LARGEST_ID)):
        return None
    return int(digits) if int(digits) <= LARGEST_ID else None


def create_blueprint(db: Database, clock: Clock, *, who: Callable[[], Who]) -> Blueprint:
    """Make the route of /admin/arrivals."""
    page = Blueprint("arrivals", __name__, url_prefix="/admin", template_folder="templates")

    @page.get("/arrivals")
    @open_to(*ARRIVALS_ROLES)
    def overview() -> str:
        wanted, me = Wanted.of(request.args), who()
        with db.reading() as session:
            found = people(session, wanted, me, clock())
            groups = [(one.id, one.name) for one in all_groups(session)]
            units = [(one.id, one.name) for one in all_units(session)]
        return render_template(
            "admin/arrivals.html",
            wanted=wanted,
            standings=STANDING_NAMES,
            base_names=BASE_NAMES,
            groups=groups,
            units=units,
            **found,
        )

    return page


def arrivals_room(watch: Watch) -> Room:
    """Give the room of those who follow arrivals; `watch` reads only what is new."""
    return Room("arrivals", "/admin", frozenset(ARRIVALS_ROLES), SHOWN_FACTS, watch.look)


def people(session: Session, wanted: Wanted, me: Who, now: dt.datetime) -> dict[str, Any]:
    """Give those who are asked for, as far as a page shows them and this operator may see."""
    sitting = sitting_at(the_conference(session), now)
    question = wanted.question(sitting.id)
    total = session.scalar(select(func.count()).select_from(question.order_by(None).subquery()))
    found = session.scalars(question.limit(MOST_ROWS)).all()
    sees_list, sees_phones = me.role in READERS, "phone" in SEEN_BY.get(me.role, frozenset())
    reasons = excuses(session, [one.id for one in found]) if sees_list else {}
    rows = [
        {
            "id": one.id,
            "name": one.full_name,
            "mark": one.namesake_mark,
            "position": one.position,
            "unit": one.unit.name,
            "group": one.group.name,
            "card_number": one.card_number,
            "seat": one.seat,
            "heads": one.heads_delegation,
            "reason": reasons.get(one.id, ""),
            "phone": one.phone if sees_phones else "",
        }
        for one in found
    ]
    return {
        "rows": rows,
        "total": total or 0,
        "sees_list": sees_list,
        "sees_phones": sees_phones,
        "may_export": me.role in DOOR_ROLES,
        "may_set": me.role is Role.ADMIN,
    }
