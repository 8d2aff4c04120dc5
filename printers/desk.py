"""The print desk: what waits, what came out, and the one question about a sheet nobody saw."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any, Literal

from flask import Blueprint, Response, render_template, request, send_file
from pydantic import BaseModel, Field
from sqlalchemy.orm import Session

from conference import printing
from conference.clock import Clock, to_ms
from conference.database import Database
from conference.operators import Role, Who, open_to
from conference.printing import PRINT_FACTS, PrintJob, PrintState
from conference.refusals import NotFound
from conference.rooms import Room, Snapshot
from printers.spooler import Spooler
from printers.virtual import SheetStore

JOBS_SHOWN = 60
DESK_ROLES = (Role.ADMIN, Role.PRINT, Role.RECEPTION)

_WAITING = (PrintState.QUEUED, PrintState.CLAIMED, PrintState.SENDING, PrintState.CONFIRMING)


class Settle(BaseModel):
    """What a person saw."""

    answer: Literal["printed", "spoiled"]


class Reprint(BaseModel):
    """A reprint is asked once and explained."""

    request_id: str = Field(min_length=8, max_length=36)
    reason: str = Field(default="", max_length=300)


class SpoolerCommand(BaseModel):
    """Let printing stand or go on."""

    command: Literal["pause", "resume"]
    reason: str = Field(default="", max_length=300)


def create_blueprint(
    db: Database,
    clock: Clock,
    spooler: Spooler,
    *,
    sheets: SheetStore | None,
    who: Callable[[], Who],
) -> Blueprint:
    """Make the desk's routes. `sheets` are the virtual printer's, None with a real one."""
    desk = Blueprint("printers", __name__, url_prefix="/print", template_folder="templates")

    @desk.get("/")
    @open_to(*DESK_ROLES)
    def show() -> str:
        return render_template("printers/desk.html", virtual=sheets is not None)

    @desk.get("/sheets/latest.png")
    @open_to(*DESK_ROLES)
    def latest_sheet() -> Response:
        with db.reading() as session:
            return _picture(sheets, printing.newest_sheet(session))

    @desk.get("/sheets/<int:number>.png")
    @open_to(*DESK_ROLES)
    def sheet(number: int) -> Response:
        return _picture(sheets, number)

    @desk.post("/spooler")
    @open_to(Role.ADMIN, Role.PRINT)
    def command_spooler() -> dict[str, Any]:
        body, me = SpoolerCommand.model_validate_json(request.get_data()), who()
        if body.command == "pause":
            spooler.pause(reason=body.reason, by=me.by)
        else:
            spooler.resume(by=me.by)
        return {"done": True}

    _add_answers(desk, db, clock, who)
    return desk


def _add_answers(desk: Blueprint, db: Database, clock: Clock, who: Callable[[], Who]) -> None:
    """Add what a person decides about one sheet: whether it came out, and that it comes again."""

    @desk.post("/jobs/<int:job_id>/settle")
    @open_to(*DESK_ROLES)
    def settle(job_id: int) -> dict[str, Any]:
        body, me = Settle.model_validate_json(request.get_data()), who()
        came_out = body.answer == "printed"
        db.write(lambda s: printing.settle(s, job_id, came_out=came_out, at=clock(), by=me.by))
        return {"done": True}

    @desk.post("/jobs/<int:job_id>/reprint")
    @open_to(*DESK_ROLES)
    def reprint(job_id: int) -> dict[str, Any]:
        body, me = Reprint.model_validate_json(request.get_data()), who()
        new_id = db.write(
            lambda s: printing.reprint(
                s,
                job_id,
                request_id=body.request_id,
                reason=body.reason,
                requested_by=me.name,
                at=clock(),
                by=me.by,
            )
        )
        return {"done": True, "job_id": new_id}


def _picture(sheets: SheetStore | None, number: int | None) -> Response:
    path = sheets.path(number) if sheets and number else None
    if path is None or not path.exists():
        raise NotFound
    return send_file(path, mimetype="image/png", max_age=0)


def desk_room(spooler: Spooler, *, address: str, sheets: SheetStore | None) -> Room:
    """Give the room of the desk's screens."""

    def question(session: Session, _now: dt.datetime) -> Snapshot:
        state, counted = spooler.state, printing.counts(session)
        standing = state.paused or bool(state.reason)
        return {
            "spooler": {
                "state": "paused" if standing else "running",
                "reason": state.reason,
                "by_hand": state.paused,
                "printer": {
                    "name": spooler.printer.name,
                    "address": address,
                    "state": state.printer.state,
                    "paper": state.printer.paper,
                },
            },
            "counts": {
                "queued": sum(counted[waiting] for waiting in _WAITING),
                "printed": counted[PrintState.PRINTED],
                "uncertain": counted[PrintState.UNCERTAIN],
                "assumed": counted[PrintState.ASSUMED],
            },
            "latest_sheet": printing.newest_sheet(session) if sheets else None,
            "jobs": [_job_words(job) for job in printing.newest_jobs(session, JOBS_SHOWN)],
        }

    return Room("desk", "/print", frozenset(DESK_ROLES), PRINT_FACTS, question)


def _job_words(job: PrintJob) -> dict[str, Any]:
    return {
        "id": job.id,
        "kind": job.kind,
        "name": job.words.get("full_name") or job.words.get("name", ""),
        "state": job.state,
        "issue": job.issue,
        "at_ms": to_ms(job.queued_at),
        "sheet": job.sheet,
        "fault": job.fault,
        "by": job.requested_by,
    }
