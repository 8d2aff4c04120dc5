"""The office's overview, its rehearsals, and the room of who has these pages open."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

from flask import Blueprint, render_template, request
from pydantic import BaseModel
from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from admin.awards_desk import add_awards
from admin.readiness import GATE_NAMES, all_checks, still_open
from admin.stations import add_stations
from conference import printing
from conference.agenda import RUNDOWN_FACTS, rundown
from conference.attendance import ARRIVAL_FACTS, present_by_group, present_count
from conference.clock import Clock
from conference.copies import DayProof
from conference.database import Database
from conference.delegates import (
    ROSTER_FACTS,
    Delegate,
    all_groups,
    listed_by_group,
    locked_version,
)
from conference.identity import sitting_at, the_conference
from conference.operators import Role, Who, open_to
from conference.preparation import PREPARATION_FACTS
from conference.printing import PRINT_FACTS, PrintState
from conference.readiness import PAPER_LIST, Checks, Standing
from conference.rooms import Room, Snapshot

OFFICE_ROLES = (Role.ADMIN, Role.SUPERVISOR, Role.RECEPTION, Role.VIP_RECEPTION)


@dataclass(frozen=True)
class Screen:
    """A page of the board of addresses."""

    name: str
    path: str
    purpose: str
    public: bool


@dataclass(frozen=True)
class Rehearsals:
    """What the server lends the office to begin and end a rehearsal."""

    begin: Callable[[str, bool], None]
    end: Callable[[str], DayProof]


class RehearsalBody(BaseModel):
    """Begin or end a rehearsal; `although` begins one while delegates are already coming."""

    command: Literal["begin", "end"]
    although: bool = False


def create_blueprint(  # noqa: PLR0913 - all that the routes work with
    db: Database,
    clock: Clock,
    *,
    who: Callable[[], Who],
    screens: Sequence[Screen],
    rehearsals: Rehearsals,
    invitations_url: Callable[[], str | None],
    checks: Sequence[Checks],
    addresses: Callable[[], list[str]],
) -> Blueprint:
    """Make the office's routes."""
    office = Blueprint("admin", __name__, url_prefix="/admin", template_folder="templates")
    add_awards(office, db, clock, who)
    add_stations(office, db, clock, who=who, addresses=addresses)

    @office.get("/")
    @open_to(*OFFICE_ROLES)
    def overview() -> str:
        with db.reading() as session:
            to_do = _to_do(session, clock(), checks)
        return render_template(
            "admin/office.html", screens=screens, invitations_url=invitations_url(), **to_do
        )

    @office.post("/rehearsal")
    @open_to(Role.ADMIN)
    def rehearse() -> dict[str, Any]:
        body, me = RehearsalBody.model_validate_json(request.get_data()), who()
        if body.command == "begin":
            rehearsals.begin(me.by, body.although)
            return {"done": True, "proof": None}
        return {"done": True, "proof": asdict(rehearsals.end(me.by))}

    return office


def _to_do(session: Session, now: dt.datetime, checks: Sequence[Checks]) -> dict[str, Any]:
    """Give how many lines of readiness are open at each gate, and how the list stands."""
    lines = all_checks(session, now, checks)
    locked = locked_version(session)
    return {
        "gates": [(name, still_open(lines, gate)) for gate, name in GATE_NAMES.items()],
        "paper_fault": next(
            (one for one in lines if one.code == PAPER_LIST and one.standing is Standing.MISSING),
            None,
        ),
        "list_version": locked.number if locked else None,
        "list_empty": not session.scalar(select(exists().where(Delegate.named))),
    }


def office_room(spooler_reason: Callable[[], str | None]) -> Room:
    """Give the room of the office; `spooler_reason` is None while printing goes on."""

    def question(session: Session, now: dt.datetime) -> Snapshot:
        sitting = sitting_at(the_conference(session), now)
        state, listed = rundown(session), listed_by_group(session)
        here, counted = present_by_group(session, sitting.id), printing.counts(session)
        live = next((item for item in state.items if item.id == state.live_id), None)
        reason = spooler_reason()
        return {
            "present": present_count(session, sitting.id),
            "listed": sum(listed.values()),
            "groups": [
                {
                    "name": group.name,
                    "present": here.get(group.id, 0),
                    "listed": listed.get(group.id, 0),
                }
                for group in all_groups(session)
            ],
            "spooler": {
                "state": "running" if reason is None else "paused",
                "reason": reason or "",
                "waiting": counted[PrintState.QUEUED],
                "uncertain": counted[PrintState.UNCERTAIN],
            },
            "phase": state.phase,
            "now_title": live.title if live else None,
        }

    facts = RUNDOWN_FACTS | ARRIVAL_FACTS | PRINT_FACTS | ROSTER_FACTS | PREPARATION_FACTS
    return Room("office", "/admin", frozenset(OFFICE_ROLES), facts, question)
