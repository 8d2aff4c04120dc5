"""/admin/awards: who is called in which batch, and the certificates that are printed for them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from flask import Blueprint, render_template, request
from pydantic import BaseModel
from sqlalchemy.orm import Session

from admin.certificates import certificate_name, certificate_words
from admin.roster_bodies import RequestId
from conference import awards, printing
from conference.attendance import present_ids
from conference.awards import AwardBlock, Batch, Recipient
from conference.clock import Clock
from conference.database import Database
from conference.identity import sitting_at, the_conference
from conference.operators import Role, Who, open_to
from conference.printing import Priority
from conference.refusals import NotFound

CERTIFICATE_ROLES = (Role.ADMIN, Role.PRINT)


class CertificateBody(BaseModel):
    """One click on "print"."""

    request_id: RequestId


def add_awards(office: Blueprint, db: Database, clock: Clock, who: Callable[[], Who]) -> None:
    """Add the awards desk and the printing of certificates."""

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
