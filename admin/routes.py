"""The office's pages and what is done on them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

from flask import Blueprint, render_template, request
from pydantic import BaseModel, Field
from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from admin.certificates import certificate_name, certificate_words
from admin.readiness import GATE_NAMES, all_checks, still_open
from conference import awards, printing, stations
from conference.agenda import RUNDOWN_FACTS, rundown
from conference.attendance import ARRIVAL_FACTS, present_by_group, present_count, present_ids
from conference.awards import AwardBlock, Batch, Recipient
from conference.clock import Clock, to_ms
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
from conference.printing import PRINT_FACTS, PrintState, Priority
from conference.readiness import PAPER_LIST, Checks, Standing
from conference.refusals import N_, NotFound
from conference.rooms import Room, Snapshot
from conference.stations import BadgePrinting, StationKind

OFFICE_ROLES = (Role.ADMIN, Role.SUPERVISOR, Role.RECEPTION, Role.VIP_RECEPTION)
CERTIFICATE_ROLES = (Role.ADMIN, Role.PRINT)

PRINTING_NAMES = {
    BadgePrinting.ONCE: N_("In khi vào lần đầu"),
    BadgePrinting.ALWAYS: N_("In mỗi lần cho vào"),
    BadgePrinting.OFF: N_("Không in"),
}

KIND_NAMES = {
    StationKind.KIOSK: N_("Ki-ốt tự điểm danh"),
    StationKind.RECEPTION: N_("Bàn đón tiếp"),
    StationKind.SCREEN: N_("Màn hình"),
    StationKind.PRINT: N_("Trạm in"),
}


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


class CertificateBody(BaseModel):
    """One click on "print"."""

    request_id: str = Field(min_length=8, max_length=36, pattern=r"^[0-9A-Za-z-]+$")


class StationBody(BaseModel):
    """A station to be named."""

    name: str = Field(max_length=100)
    kind: StationKind = StationKind.KIOSK


class PrintingBody(BaseModel):
    """Whether a station prints badges, and at which printers."""

    printing: BadgePrinting
    pool: str = Field(default="", max_length=stations.POOL_LENGTH)


class RehearsalBody(BaseModel):
    """Begin or end a rehearsal; `although` begins one while delegates are already coming."""

    command: Literal["begin", "end"]
    although: bool = False


def create_blueprint(  # noqa: C901, PLR0913 - one small function per route; all they work with
    db: Database,
    clock: Clock,
    *,
    who: Callable[[], Who],
    screens: Sequence[Screen],
    rehearsals: Rehearsals,
    invitations_url: Callable[[], str | None],
    checks: Sequence[Checks],
) -> Blueprint:
    """Make the office's routes."""
    office = Blueprint("admin", __name__, url_prefix="/admin", template_folder="templates")

    @office.get("/")
    @open_to(*OFFICE_ROLES)
    def overview() -> str:
        with db.reading() as session:
            to_do = _to_do(session, clock(), checks)
        return render_template(
            "admin/office.html", screens=screens, invitations_url=invitations_url(), **to_do
        )

    @office.get("/awards")
    @open_to(Role.ADMIN, Role.PRINT, Role.BACKSTAGE)
    def awards_desk() -> str:
        with db.reading() as session:
            return render_template("admin/awards.html", **_awards(session, clock()))

    @office.post("/recipients/<int:recipient_id>/certificate")
    @open_to(*CERTIFICATE_ROLES)
    def print_certificate(recipient_id: int) -> dict[str, Any]:
        body, me = CertificateBody.model_validate_json(request.get_data()), who()
        job_id = db.write(
            lambda s: queue_certificate(
                s, recipient_id, request_id=body.request_id, me=me, at=clock()
            )
        )
        return {"done": True, "job_id": job_id}

    @office.post("/batches/<int:batch_id>/certificates")
    @open_to(*CERTIFICATE_ROLES)
    def print_batch(batch_id: int) -> dict[str, Any]:
        body, me = CertificateBody.model_validate_json(request.get_data()), who()
        jobs = db.write(
            lambda s: queue_batch(s, batch_id, request_id=body.request_id, me=me, at=clock())
        )
        return {"done": True, "jobs": jobs}

    @office.get("/stations")
    @open_to(Role.ADMIN)
    def station_list() -> str:
        with db.reading() as session:
            rows = [
                {
                    "id": one.id,
                    "name": one.name,
                    "kind": KIND_NAMES[one.kind],
                    "paired": one.token_hash is not None,
                    "paired_at": one.paired_at,
                    "printing": one.printing.value,
                    "pool": one.pool,
                }
                for one in stations.all_stations(session)
            ]
        kinds = [(kind.value, name) for kind, name in KIND_NAMES.items()]
        printings = [(printing.value, name) for printing, name in PRINTING_NAMES.items()]
        return render_template(
            "admin/stations.html", stations=rows, kinds=kinds, printings=printings
        )

    @office.post("/stations")
    @open_to(Role.ADMIN)
    def add_station() -> dict[str, Any]:
        body, me = StationBody.model_validate_json(request.get_data()), who()
        offer = db.write(
            lambda s: stations.add_station(s, name=body.name, kind=body.kind, at=clock(), by=me.by)
        )
        return {
            "station_id": offer.station_id,
            "pairing_code": offer.pairing_code,
            "expires_ms": to_ms(offer.expires),
        }

    @office.post("/stations/<int:station_id>/printing")
    @open_to(Role.ADMIN)
    def set_printing(station_id: int) -> dict[str, Any]:
        body, me = PrintingBody.model_validate_json(request.get_data()), who()
        changed = db.write(
            lambda s: stations.set_printing(
                s, station_id, printing=body.printing, pool=body.pool, at=clock(), by=me.by
            )
        )
        return {"done": True, "changed": changed}

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


def _awards(session: Session, now: dt.datetime) -> dict[str, Any]:
    block, conference = awards.current_block(session), the_conference(session)
    if block is None:
        return {"block": None, "batches": [], "certificate_name": ""}
    honoured = [one.delegate_id for batch in block.batches for one in batch.recipients]
    here = present_ids(session, sitting_at(conference, now).id, among=honoured)
    printed = printing.certificates_of(session)
    return {
        "block": block,
        "certificate_name": certificate_name(conference),
        "batches": [_batch_words(block, batch, here, printed) for batch in block.batches],
    }


def _batch_words(
    block: AwardBlock, batch: Batch, here: set[int], printed: dict[int, printing.PrintJob]
) -> dict[str, Any]:
    recipients = []
    for one in batch.recipients:
        job = printed.get(one.id)
        recipients.append(
            {
                "id": one.id,
                "place": one.place,
                "name": one.name,
                "detail": one.detail,
                "unit": one.unit,
                "citation": one.citation,
                "present": one.delegate_id in here,
                "certificate": {"state": job.state, "issue": job.issue} if job else None,
            }
        )
    return {
        "id": batch.id,
        "ordinal": batch.ordinal,
        "of": len(block.batches),
        "kind": batch.kind,
        "state": batch.state,
        "recipients": recipients,
    }


def queue_certificate(
    session: Session,
    recipient_id: int,
    *,
    request_id: str,
    me: Who,
    at: dt.datetime,
    priority: Priority = Priority.AT_THE_DESK,
) -> int:
    """Queue a recipient's certificate as the conference words it; give the job's id.

    Raises:
        NotFound: there is no such recipient.
    """
    recipient = session.get(Recipient, recipient_id)
    if recipient is None:
        raise NotFound
    words = certificate_words(the_conference(session), recipient.batch.block, recipient)
    return printing.queue_certificate(
        session,
        recipient_id,
        words=words,
        request_id=request_id,
        requested_by=me.name,
        priority=priority,
        at=at,
        by=me.by,
    )


def queue_batch(
    session: Session, batch_id: int, *, request_id: str, me: Who, at: dt.datetime
) -> int:
    """Queue a batch's certificates in calling order; give how many.

    Those that wait, are printed or may be printed already are left out: never silently twice.

    Raises:
        NotFound: there is no such batch.
    """
    batch = session.get(Batch, batch_id)
    if batch is None:
        raise NotFound
    printed = printing.certificates_of(session)
    missing = [
        one
        for one in batch.recipients
        if one.id not in printed or printed[one.id].state in printing.NEVER_CAME
    ]
    for one in missing:
        queue_certificate(
            session,
            one.id,
            request_id=f"{request_id[:30]}-{one.place:03d}",
            me=me,
            at=at,
            priority=Priority.BATCH,
        )
    return len(missing)


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
