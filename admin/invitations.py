"""The office's page of invitations: codes, documents, who was sent one, and what was answered."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from dataclasses import asdict
from typing import Annotated, Any, Literal

from flask import Blueprint, render_template, request
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import select
from sqlalchemy.orm import Session

from admin.invitation_list import Wanted, invited, standing, unit_standings
from admin.invitation_stamp import MADE, invitation_stamp
from admin.jobs import Jobs, JobState, JobStatus, spoken
from admin.roster_bodies import MOST_AT_ONCE
from admin.roster_fields import DECIDERS, READERS, REPLY_NAMES
from conference import delegates
from conference.base import LARGEST_ID
from conference.clock import Clock, from_ms, hall_moment, in_the_hall, to_ms
from conference.database import Database
from conference.delegates import Delegate, Invitation, ListState, Reply, SentNote, all_units
from conference.identity import Conference, describe_conference, the_conference
from conference.names import tidy
from conference.operators import Role, Who, open_to
from conference.refusals import N_
from conference.rescheduling import hours_assumed

KINDS = ("invitations", "pictures")
"""The kinds of jobs that this page starts."""

SHOWN_JOBS = 4
MOST_NOTES = 10
LATEST_MS = 4_133_980_800_000
"""The year 2101; a later moment is nobody's invitation."""

WAYS = (N_("trực tiếp"), N_("văn thư"), N_("thư điện tử"), N_("Zalo"))
"""How invitations are sent (cách gửi); any other words will do too."""

JOB_NAMES = {
    "single": N_("PDF, mỗi trang một giấy mời"),
    "four": N_("PDF, bốn giấy mời một trang A4"),
    "pictures": N_("Ảnh từng giấy mời (zip)"),
}

Id = Annotated[int, Field(ge=1, le=LARGEST_ID)]
Short = Annotated[str, Field(max_length=200)]


LONGEST_NOTES = 4 * 1024 * 1024
"""Bytes of an undo; a unit of 10,000 needs less than half of it."""


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid")


class DocumentBody(_Body):
    """Which document, and whose invitations stand in it: those picked, else those let through."""

    kind: Literal["invitations", "pictures"]
    layout: Literal["single", "four"] = "four"
    filters: dict[str, Short] = Field(default_factory=dict)
    delegate_ids: list[Id] = Field(default_factory=list, max_length=MOST_AT_ONCE)


class SentBody(_Body):
    """Invitations went out: of these delegates, or all of a unit that had not."""

    delegate_ids: list[Id] = Field(default_factory=list, max_length=MOST_AT_ONCE)
    unit_id: Id | None = None
    on: dt.date = Field(ge=dt.date(2000, 1, 1), le=dt.date(2100, 12, 31))
    sent_by: Annotated[str, Field(max_length=100)] = ""
    receiver: Short = ""


class Note(_Body):
    """What was noted of an invitation before."""

    delegate_id: Id
    issued_ms: int | None = Field(None, ge=0, le=LATEST_MS)
    sent_by: Annotated[str, Field(max_length=100)] = ""
    receiver: Short = ""


class PutBackBody(_Body):
    """The notes that shall stand again."""

    notes: list[Note] = Field(max_length=100_000)


class ReplyBody(_Body):
    """What somebody answered."""

    reply: Reply
    words: Annotated[str, Field(max_length=300)] = ""


class WordsBody(_Body):
    """The words of the invitation that the office may choose."""

    presided_by: Annotated[str, Field(max_length=300)] = ""
    invitation_notes: list[Annotated[str, Field(max_length=300)]] = Field(max_length=MOST_NOTES)
    signer_office: Short = ""
    signer_name: Short = ""


def create_blueprint(
    db: Database, clock: Clock, *, who: Callable[[], Who], jobs: Jobs
) -> Blueprint:
    """Make the routes of /admin/invitations."""
    routes = Blueprint("invitations", __name__, url_prefix="/admin", template_folder="templates")

    def do(command: Callable[..., Any], *given: Any, **named: Any) -> Any:
        at, by = clock(), who().by
        return db.write(lambda s: command(s, *given, **named, at=at, by=by))

    _add_page(routes, db, clock, who=who, jobs=jobs)
    _add_documents(routes, do, jobs=jobs)
    _add_answers(routes, do)
    return routes


def _add_page(
    routes: Blueprint, db: Database, clock: Clock, *, who: Callable[[], Who], jobs: Jobs
) -> None:
    @routes.get("/invitations")
    @open_to(*READERS)
    def overview() -> str:
        wanted, me = Wanted.of(request.args), who()
        with db.reading() as session:
            shown = _shown(session, wanted)
            stamp = invitation_stamp(session)
        return render_template(
            "admin/invitations.html",
            by="unit" if request.args.get("by") == "unit" else "delegate",
            today=in_the_hall(clock()).date(),
            jobs=[_job_words(jobs, one, stamp) for one in jobs.recent(*KINDS)[:SHOWN_JOBS]],
            may={"change": me.role is Role.ADMIN, "note": me.role in DECIDERS},
            **shown,
        )


def _add_documents(routes: Blueprint, do: Callable[..., Any], *, jobs: Jobs) -> None:
    @routes.post("/invitations/codes")
    @open_to(Role.ADMIN)
    def issue_codes() -> dict[str, Any]:
        return {"done": True, "count": do(delegates.issue_missing_codes)}

    @routes.post("/invitations/documents")
    @open_to(Role.ADMIN)
    def make() -> dict[str, Any]:
        body = DocumentBody.model_validate_json(request.get_data())
        return spoken(jobs.start(body.kind, body.model_dump()))

    @routes.post("/invitations/words")
    @open_to(Role.ADMIN)
    def word() -> dict[str, Any]:
        body = WordsBody.model_validate_json(request.get_data())
        return {"done": True, "columns": do(describe_conference, _tidied(body))}


def _add_answers(routes: Blueprint, do: Callable[..., Any]) -> None:
    @routes.post("/invitations/sent")
    @open_to(*DECIDERS)
    def note_sent() -> dict[str, Any]:
        body = SentBody.model_validate_json(request.get_data())
        before = do(_note_sent, body)
        notes = [_note_words(one) for one in before]
        return {"done": True, "count": len(before), "before": notes}

    @routes.post("/invitations/sent/put-back")
    @open_to(*DECIDERS)
    def put_back() -> dict[str, Any]:
        # What a large unit was sent comes back as a whole: about 130 bytes per invitation.
        request.max_content_length = LONGEST_NOTES
        body = PutBackBody.model_validate_json(request.get_data())
        notes = [_note(one) for one in body.notes]
        return {"done": True, "count": do(delegates.put_sent_notes_back, notes)}

    @routes.post("/invitations/<int:delegate_id>/reply")
    @open_to(*DECIDERS)
    def note_reply(delegate_id: int) -> dict[str, Any]:
        body = ReplyBody.model_validate_json(request.get_data())
        before = do(_note_reply, delegate_id, body)
        return {"done": True, "before": before}


def _shown(session: Session, wanted: Wanted) -> dict[str, Any]:
    conference = the_conference(session)
    rows, total, pages = invited(session, wanted)
    for row in rows:
        row["issued_at"] = in_the_hall(row["issued_at"]) if row["issued_at"] else None
    return {
        "wanted": wanted,
        "standing": standing(session),
        "substitutes": len(delegates.substitutions(session)),
        "units": unit_standings(session),
        "unit_names": [(unit.id, unit.name) for unit in all_units(session)],
        "rows": rows,
        "total": total,
        "pages": pages,
        "words": _invitation_words(conference),
        "reply_names": REPLY_NAMES,
        "ways": WAYS,
        "job_names": JOB_NAMES,
    }


def _invitation_words(conference: Conference) -> dict[str, Any]:
    assumed = hours_assumed(conference)
    return {
        "presided_by": conference.presided_by,
        "notes": conference.invitation_notes,
        "signer_office": conference.signer_office,
        "signer_name": conference.signer_name,
        "times": [
            (in_the_hall(sitting.starts_at), sitting.ordinal not in assumed)
            for sitting in conference.sittings
        ],
        "venue": ", ".join(conference.venue_lines),
    }


def _tidied(body: WordsBody) -> dict[str, Any]:
    """Give the words as they are kept; an office of two lines stays one of two lines."""
    office = [tidy(line) for line in body.signer_office.splitlines()]
    return {
        "presided_by": tidy(body.presided_by),
        "invitation_notes": [note for line in body.invitation_notes if (note := tidy(line))],
        "signer_office": "\n".join(line for line in office if line),
        "signer_name": tidy(body.signer_name),
    }


def _job_words(jobs: Jobs, one: JobStatus, stamp: int) -> dict[str, Any]:
    """Say what a job makes and how far it is; `old` once its words have changed since."""
    made = _made(jobs, one)
    return {
        "id": one.id,
        "state": one.state,
        "name": JOB_NAMES["pictures" if one.kind == "pictures" else one.params["layout"]],
        "picked": bool(one.params["delegate_ids"] or one.params["filters"]),
        "done": one.done,
        "total": one.total,
        "fault": spoken(one)["fault"],
        "started": in_the_hall(from_ms(one.started_ms)),
        "count": made.get("count"),
        "old": one.state is JobState.DONE and made.get("stamp") != stamp,
    }


def _made(jobs: Jobs, one: JobStatus) -> dict[str, Any]:
    file = jobs.folder(one.id) / MADE
    if not file.is_file():
        return {}
    made: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return made


def _note_sent(session: Session, body: SentBody, *, at: dt.datetime, by: str) -> list[SentNote]:
    """Note that invitations went out; give what was noted of them before."""
    ids = list(body.delegate_ids)
    if body.unit_id is not None:
        ids += _waiting_of_unit(session, body.unit_id)
    before = delegates.sent_notes(session, set(ids))
    delegates.note_sent(
        session,
        ids,
        sent_by=body.sent_by,
        receiver=body.receiver,
        on=hall_moment(body.on, dt.time()),
        at=at,
        by=by,
    )
    return before


def _waiting_of_unit(session: Session, unit_id: int) -> list[int]:
    """Give a unit's delegates whose invitations have not gone out."""
    waiting = (
        select(Delegate.id)
        .outerjoin(Invitation, Invitation.delegate_id == Delegate.id)
        .where(
            Delegate.unit_id == unit_id,
            Delegate.state == ListState.APPROVED,
            Invitation.issued_at.is_(None),
        )
    )
    return list(session.scalars(waiting))


def _note_reply(
    session: Session, delegate_id: int, body: ReplyBody, *, at: dt.datetime, by: str
) -> dict[str, Any]:
    """Write an answer down; give the one that stood before."""
    row = session.get(Invitation, delegate_id)
    before = {"reply": row.reply if row else Reply.NONE, "words": row.reply_words if row else ""}
    delegates.note_reply(session, delegate_id, reply=body.reply, words=body.words, at=at, by=by)
    return before


def _note_words(note: SentNote) -> dict[str, Any]:
    words = asdict(note)
    issued_at = words.pop("issued_at")
    return words | {"issued_ms": to_ms(issued_at) if issued_at else None}


def _note(note: Note) -> SentNote:
    issued_at = from_ms(note.issued_ms) if note.issued_ms is not None else None
    return SentNote(note.delegate_id, issued_at, note.sent_by, note.receiver)
