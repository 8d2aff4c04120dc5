"""Sẵn sàng: what is missing before the doors open, at three gates; and the plan's work by unit.

Every subject adds lines; the server hands their functions over. Ticks by hand are tasks of the
conference (`conference.preparation`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from flask import Blueprint, render_template, request
from pydantic import BaseModel, Field
from sqlalchemy.orm import Session

from conference.agenda import RUNDOWN_FACTS
from conference.awards import AWARD_FACTS
from conference.clock import Clock, in_the_hall
from conference.composition import COMPOSITION_FACTS
from conference.cue_sheet import CUE_SHEET_FACTS
from conference.database import Database
from conference.delegates import ROSTER_FACTS
from conference.doors import DOOR_FACTS
from conference.eligibility import NOMINEE_FACTS
from conference.identity import IDENTITY_FACTS, Level, the_conference
from conference.operators import Role, Who, open_to
from conference.preparation import (
    PREPARATION_FACTS,
    Bound,
    Task,
    TaskKind,
    TaskWords,
    all_tasks,
    contact_phone,
    overdue,
    phones_of,
    tick_task,
    write_task,
)
from conference.printing import PRINT_FACTS
from conference.readiness import Check, Checks, Gate, Standing
from conference.refusals import N_
from conference.rescheduling import hours_assumed, passed_limit
from conference.rooms import Room
from conference.seating import SEATING_FACTS

READERS = (
    Role.ADMIN, Role.SUPERVISOR, Role.RECEPTION, Role.VIP_RECEPTION, Role.PRINT, Role.STAGE,
    Role.BACKSTAGE, Role.TECHNICIAN,
)  # fmt: skip
TICKERS = READERS

LEVEL_NAMES = {
    Level.GRASSROOTS: N_("Cấp cơ sở"),
    Level.UPPER_GRASSROOTS: N_("Cấp trên cơ sở"),
    Level.CITY: N_("Cấp thành phố"),
}
SHOWN_FACTS = (
    RUNDOWN_FACTS | PRINT_FACTS | ROSTER_FACTS | PREPARATION_FACTS | SEATING_FACTS | NOMINEE_FACTS
    | AWARD_FACTS | COMPOSITION_FACTS | IDENTITY_FACTS | DOOR_FACTS | CUE_SHEET_FACTS
)  # fmt: skip
"""What changes the lines of the subjects; arrivals change none of them."""

GATE_NAMES = {
    Gate.EVENING_BEFORE: N_("Chiều hôm trước"),
    Gate.HOUR_BEFORE: N_("60 phút trước khi mở cửa"),
    Gate.TEN_MINUTES_BEFORE: N_("10 phút trước khi khai mạc"),
}
STANDING_WORDS = {
    Standing.IN_ORDER: N_("đã sẵn sàng"),
    Standing.CARE: N_("cần xem"),
    Standing.MISSING: N_("chưa xong"),
    Standing.UNKNOWN: N_("chưa rõ"),
}
_WORST_FIRST = [Standing.MISSING, Standing.UNKNOWN, Standing.CARE, Standing.IN_ORDER]


class TickBody(BaseModel):
    """A tick, or its taking back."""

    done: bool


class TaskBody(BaseModel):
    """What a task says."""

    title: str = Field(max_length=600)
    unit: str = Field("", max_length=300)
    owner: str = Field("", max_length=200)
    phone: str = Field("", max_length=60)
    due_on: dt.date | None = None
    bound: Bound = Bound.ON_OR_BEFORE
    gate: Gate | None = None


def create_blueprint(
    db: Database,
    clock: Clock,
    *,
    who: Callable[[], Who],
    checks: Sequence[Checks],
    opens: Callable[[str], bool],
) -> Blueprint:
    """Make the routes of readiness and of the plan's work.

    `opens` tells whether a page opens for whoever is signed in: nobody is sent to a closed door.
    """
    routes = Blueprint("readiness", __name__, url_prefix="/admin")
    _add_tasks(routes, db, clock, who)

    @routes.get("/readiness")
    @open_to(*READERS)
    def readiness() -> str:
        now = clock()
        with db.reading() as session:
            lines = all_checks(session, now, checks)
            conference = the_conference(session)
            contact, number = conference.contact, contact_phone(conference)
        return render_template(
            "admin/readiness.html",
            gates=_gates(lines),
            standings=STANDING_WORDS,
            contact=contact,
            contact_phone=number,
            at=now,
            opens=opens,
        )

    return routes


def _add_tasks(routes: Blueprint, db: Database, clock: Clock, who: Callable[[], Who]) -> None:
    """Add the plan's work: its page, what a task says, and its tick."""

    @routes.get("/tasks")
    @open_to(Role.ADMIN, Role.SUPERVISOR)
    def tasks() -> str:
        now = clock()
        with db.reading() as session:
            words = _tasks_words(session, now)
        return render_template("admin/tasks.html", gate_names=GATE_NAMES, **words)

    @routes.post("/tasks")
    @open_to(Role.ADMIN)
    def add_task() -> dict[str, Any]:
        return {"done": True, "id": _write(None)}

    @routes.post("/tasks/<int:task_id>")
    @open_to(Role.ADMIN)
    def change_task(task_id: int) -> dict[str, Any]:
        return {"done": True, "id": _write(task_id)}

    @routes.post("/tasks/<int:task_id>/tick")
    @open_to(*TICKERS)
    def tick(task_id: int) -> dict[str, Any]:
        body, me = TickBody.model_validate_json(request.get_data()), who()
        db.write(
            lambda s: tick_task(s, task_id, done=body.done, by_name=me.name, at=clock(), by=me.by)
        )
        return {"done": True}

    def _write(task_id: int | None) -> int:
        body, me = TaskBody.model_validate_json(request.get_data()), who()
        words = TaskWords(**body.model_dump())
        return db.write(lambda s: write_task(s, task_id, words, at=clock(), by=me.by))


def all_checks(session: Session, now: dt.datetime, checks: Sequence[Checks]) -> list[Check]:
    """Give every line of every subject, the worst first within its gate.

    A line says whom to ask; under which number is known from whoever else answers for something.
    """
    numbers, contact = phones_of(session), the_conference(session).contact
    looked = [line for look in checks for line in look(session, now)]
    lines = [
        line if line.phone else replace(line, phone=numbers.get(line.owner or contact, ""))
        for line in looked
    ]
    gates = list(Gate)
    return sorted(lines, key=lambda one: (gates.index(one.gate), _WORST_FIRST.index(one.standing)))


def readiness_room() -> Room:
    """Give the room that tells the page of readiness when to take itself anew; it shows nothing.

    The office's own room is not for everybody who may tick a line.
    """
    return Room("readiness", "/admin", frozenset(READERS), SHOWN_FACTS, lambda _session, _now: {})


def still_open(lines: Sequence[Check], gate: Gate) -> int:
    """Count the lines of a gate that are not in order; what is unknown is not."""
    return sum(line.gate is gate and line.standing is not Standing.IN_ORDER for line in lines)


def _gates(lines: Sequence[Check]) -> list[dict[str, Any]]:
    return [
        {
            "name": name,
            "gate": gate,
            "lines": [line for line in lines if line.gate is gate],
            "open": still_open(lines, gate),
        }
        for gate, name in GATE_NAMES.items()
    ]


DAYS_AHEAD = 3
"""So many days before its last one, a piece of work is pointed at."""


def _tasks_words(session: Session, now: dt.datetime) -> dict[str, Any]:
    tasks = all_tasks(session)
    by_hand = [_task_words(one, now) for one in tasks if one.kind is TaskKind.READINESS]
    rows = [_task_words(one, now) for one in tasks if one.kind is not TaskKind.READINESS]
    conference = the_conference(session)
    units = list(dict.fromkeys(row["unit"] for row in rows))
    return {
        "units": [(unit, [row for row in rows if row["unit"] == unit]) for unit in units],
        "by_hand": by_hand,
        "overdue": sum(row["overdue"] for row in rows + by_hand),
        "done": sum(row["done_at"] is not None for row in rows + by_hand),
        "total": len(tasks),
        "plan": conference.plan_words,
        "level_names": LEVEL_NAMES,
        "passed_limit": passed_limit(conference),
        "assumed": [
            one.name for one in conference.sittings if one.ordinal in hours_assumed(conference)
        ],
    }


def _task_words(task: Task, now: dt.datetime) -> dict[str, Any]:
    last = task.last_day
    left = (last - in_the_hall(now).date()).days if last else None
    return {
        "id": task.id,
        "milestone": task.kind is TaskKind.MILESTONE,
        "report": task.kind is TaskKind.REPORT,
        "unit": task.unit,
        "title": task.title,
        "area": task.area,
        "due_on": task.due_on,
        "due_text": task.due_text,
        "bound": task.bound,
        "last_day": last,
        "days_left": left,
        "soon": left is not None and 0 <= left <= DAYS_AHEAD,
        "overdue": overdue(task, now),
        "owner": task.owner,
        "phone": task.phone,
        "gate": task.gate,
        "done_at": in_the_hall(task.done_at) if task.done_at else None,
        "done_by": task.done_by,
        "form": {
            "title": task.title,
            "unit": task.unit,
            "owner": task.owner,
            "phone": task.phone,
            "due_on": task.due_on.isoformat() if task.due_on else "",
            "bound": task.bound,
            "gate": task.gate or "",
        },
    }
