"""The office's pages and what is done on them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

from flask import Blueprint, render_template, request
from pydantic import BaseModel, Field
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from admin.certificates import certificate_name, certificate_words
from conference import awards, printing, stations
from conference.agenda import RUNDOWN_FACTS, rundown
from conference.attendance import (
    ARRIVAL_FACTS,
    arrivals,
    present_by_group,
    present_count,
    present_ids,
)
from conference.awards import AwardBlock, Batch, Recipient
from conference.clock import Clock, in_the_hall, to_ms
from conference.copies import DayProof
from conference.database import Database
from conference.delegates import (
    SEARCH_LIMIT,
    Delegate,
    all_groups,
    find_delegates,
    listed_by_group,
)
from conference.identity import sitting_at, the_conference
from conference.operators import Role, Who, open_to
from conference.printing import PRINT_FACTS, PrintState, Priority
from conference.refusals import N_, NotFound
from conference.rooms import Room, Snapshot
from conference.stations import StationKind

OFFICE_ROLES = (Role.ADMIN, Role.RECEPTION, Role.VIP_RECEPTION)
CERTIFICATE_ROLES = (Role.ADMIN, Role.PRINT)

LARGEST_ID = 2**53
"""The largest number that JavaScript knows exactly; every database holds more."""

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


class RehearsalBody(BaseModel):
    """Begin or end a rehearsal; `although` begins one while delegates are already coming."""

    command: Literal["begin", "end"]
    although: bool = False


def create_blueprint(  # noqa: C901 - one small function per route; all they work with
    db: Database,
    clock: Clock,
    *,
    who: Callable[[], Who],
    screens: Sequence[Screen],
    rehearsals: Rehearsals,
    invitations_url: Callable[[], str | None],
) -> Blueprint:
    """Make the office's routes."""
    office = Blueprint("admin", __name__, url_prefix="/admin", template_folder="templates")

    @office.get("/")
    @open_to(*OFFICE_ROLES)
    def overview() -> str:
        return render_template(
            "admin/office.html", screens=screens, invitations_url=invitations_url()
        )

    @office.get("/delegates")
    @open_to(*OFFICE_ROLES)
    def delegates() -> str:
        query, group_id = request.args.get("q", ""), request.args.get("group", type=_id)
        with db.reading() as session:
            found = _search(session, query[:200], group_id, clock())
        return render_template("admin/delegates.html", q=query, group_id=group_id, **found)

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
                }
                for one in stations.all_stations(session)
            ]
        kinds = [(kind.value, name) for kind, name in KIND_NAMES.items()]
        return render_template("admin/stations.html", stations=rows, kinds=kinds)

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

    @office.post("/rehearsal")
    @open_to(Role.ADMIN)
    def rehearse() -> dict[str, Any]:
        body, me = RehearsalBody.model_validate_json(request.get_data()), who()
        if body.command == "begin":
            rehearsals.begin(me.by, body.although)
            return {"done": True, "proof": None}
        return {"done": True, "proof": asdict(rehearsals.end(me.by))}

    return office


def _id(digits: str) -> int:
    """Read an id out of an address; a number that no id can be is taken as none given."""
    number = int(digits)
    if not 0 <= number <= LARGEST_ID:
        raise ValueError
    return number


def _search(session: Session, query: str, group_id: int | None, now: dt.datetime) -> dict[str, Any]:
    question = find_delegates(query, group_id=group_id)
    total = session.scalar(select(func.count()).select_from(question.order_by(None).subquery()))
    here = arrivals(session, sitting_at(the_conference(session), now).id)
    rows = []
    for delegate in session.scalars(question.limit(SEARCH_LIMIT)):
        came = here.get(delegate.id)
        rows.append(
            _list_row(delegate)
            | {
                "arrived_at": in_the_hall(came.first_at) if came else None,
                "station": came.station_name if came else "",
            }
        )
    groups = [{"id": group.id, "name": group.name} for group in all_groups(session)]
    return {"rows": rows, "groups": groups, "total": total or 0, "shown": len(rows)}


def _list_row(delegate: Delegate) -> dict[str, Any]:
    return {
        "card_number": delegate.card_number,
        "name": delegate.full_name,
        "position": delegate.position,
        "unit": delegate.unit.name,
        "group": delegate.group.name,
        "seat": delegate.seat,
        "state": delegate.state,
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
        "label": f"Lượt {batch.ordinal}/{len(block.batches)}",
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

    facts = RUNDOWN_FACTS | ARRIVAL_FACTS | PRINT_FACTS
    return Room("office", "/admin", frozenset(OFFICE_ROLES), facts, question)
