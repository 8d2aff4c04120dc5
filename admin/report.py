"""/admin/report: planned beside actual, and the papers of the run of show."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Annotated, Any, Literal, Self

from flask import Blueprint, render_template, request
from pydantic import BaseModel, ConfigDict, Field, model_validator
from sqlalchemy.orm import Session

from admin.door_papers import offer_made
from admin.jobs import Jobs, spoken
from conference.agenda import ItemState
from conference.base import LARGEST_ID
from conference.clock import Clock, from_ms, in_the_hall, to_ms
from conference.database import Database
from conference.identity import Conference, Sitting, sitting_at, the_conference
from conference.minutes import Happened, ItemHappened, happened
from conference.operators import Role, Who, open_to
from conference.refusals import N_, NotFound

READERS = (Role.ADMIN, Role.STAGE)
KIND = "run_papers"

ROLE_NAMES = {
    "everybody": N_("Tất cả"),
    "mc": N_("Người dẫn chương trình"),
    "control": N_("Điều hành"),
    "backstage": N_("Hậu trường"),
    "technician": N_("Âm thanh, ánh sáng"),
    "photographer": N_("Quay phim, chụp ảnh"),
}
STATE_NAMES = {
    ItemState.PLANNED: N_("Chưa diễn ra"),
    ItemState.LIVE: N_("Đang diễn ra"),
    ItemState.HELD: N_("Đang tạm dừng"),
    ItemState.DONE: N_("Đã xong"),
    ItemState.SKIPPED: N_("Bỏ"),
}
FORMATS = {
    "run_sheet": ("pdf",),
    "programme": ("csv", "xlsx", "json"),
    "report": ("pdf", "xlsx"),
    "minutes": ("docx", "txt"),
}
_OF_A_SITTING = frozenset({"report", "minutes"})
_SHOWN = 6

TakeRehearsed = Callable[[str], tuple[int, int]]
"""Takes over what the last rehearsal measured and tried, by whom; gives of how many of each."""


class PaperBody(BaseModel):
    """Which paper; `role` is of a run sheet, `sitting_id` of a report and of minutes."""

    model_config = ConfigDict(extra="forbid")

    paper: Literal["run_sheet", "programme", "report", "minutes"]
    format: Literal["pdf", "csv", "xlsx", "json", "docx", "txt"]
    role: Literal["everybody", "mc", "control", "backstage", "technician", "photographer"] = (
        "everybody"
    )
    sitting_id: Annotated[int, Field(ge=1, le=LARGEST_ID)] | None = None

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if self.format not in FORMATS[self.paper]:
            raise ValueError("this paper has no such format")
        if self.paper in _OF_A_SITTING and self.sitting_id is None:
            raise ValueError("of which sitting?")
        return self


def create_blueprint(
    db: Database, clock: Clock, *, who: Callable[[], Who], jobs: Jobs, take: TakeRehearsed
) -> Blueprint:
    """Make the page, its papers, and what takes over what a rehearsal found out."""
    routes = Blueprint("admin_report", __name__, url_prefix="/admin/report")
    _add_page(routes, db, clock, jobs)
    _add_papers(routes, db, clock, jobs)

    @routes.post("/rehearsed")
    @open_to(*READERS)
    def take_rehearsed() -> dict[str, Any]:
        items, tried = take(who().by)
        return {"done": True, "items": items, "tried": tried}

    return routes


def _add_page(routes: Blueprint, db: Database, clock: Clock, jobs: Jobs) -> None:
    @routes.get("")
    @open_to(*READERS)
    def page() -> str:
        with db.reading() as session:
            conference = the_conference(session)
            sitting = _sitting(conference, request.args.get("sitting", ""), clock)
            words = report_words(session, sitting)
            sittings = [(one.id, one.name) for one in conference.sittings]
        made = [
            {"id": one.id, "name": one.file_name, "at": from_ms(one.started_ms)}
            for one in jobs.recent(KIND)
            if one.file_name
        ]
        return render_template(
            "admin/report.html", sittings=sittings, roles=ROLE_NAMES, made=made[:_SHOWN], **words
        )


def _add_papers(routes: Blueprint, db: Database, clock: Clock, jobs: Jobs) -> None:
    @routes.post("/files")
    @open_to(*READERS)
    def make() -> dict[str, Any]:
        body = PaperBody.model_validate_json(request.get_data())
        if body.sitting_id is not None:
            with db.reading() as session:
                if session.get(Sitting, body.sitting_id) is None:
                    raise NotFound
        return spoken(jobs.start(KIND, body.model_dump() | {"at_ms": to_ms(clock())}))

    offer_made(routes, "/files", jobs, FORMATS, roles=READERS)


def _sitting(conference: Conference, asked: str, clock: Clock) -> Sitting:
    named = (one for one in conference.sittings if str(one.id) == asked)
    return next(named, None) or sitting_at(conference, clock())


def report_words(session: Session, sitting: Sitting) -> dict[str, Any]:
    """Give what the page shows of a sitting; moments are aware, spans are milliseconds."""
    told = happened(session, sitting.id)
    return {
        "told": told,
        "state_names": STATE_NAMES,
        "began_late": _minutes(told.began_late),
        "ended_late": _minutes(told.ended_late),
        "held": _minutes(told.held),
        "left_out": sum(one.skipped for one in told.items),
        "played": len(told.in_order),
        "rows": [_row(one) for one in told.items],
        "drifts": _drifts(told),
        "edits": [
            {"at": one.at, "by_name": one.by_name, "titles": "; ".join(one.titles)}
            for one in told.edits
        ],
        "measured": any(one.measured is not None for one in told.items),
    }


def _row(one: ItemHappened) -> dict[str, Any]:
    played = one.played
    return {
        "number": one.plan.number,
        "title": one.plan.title,
        "planned": _span_words(one.plan.planned_start, one.plan.planned_end),
        "really": _span_words(played.started, played.ended),
        "began_late": _minutes(one.began_late),
        "ended_late": _minutes(one.ended_late),
        "length": _minutes(one.length),
        "took": _minutes(one.took),
        "held": _minutes(played.held.total),
        "added": _minutes(played.added),
        "measured": _minutes(one.measured),
        "state": played.state,
        "state_name": STATE_NAMES[played.state],
        "reason": played.reason if one.skipped else "",
        "agreed_by": played.agreed_by,
        "pauses": ", ".join(one.pauses),
        "pressed_by": one.pressed_by,
    }


def _drifts(told: Happened) -> list[dict[str, Any]]:
    titles = {one.item_id: one.plan.title for one in told.items}
    return [
        {
            "ms": to_ms(one.at),
            "at": one.at,
            "late": _minutes(one.late),
            "title": titles[one.item_id],
            "at_end": one.at_end,
        }
        for one in told.drifts
    ]


def _minutes(span: dt.timedelta | None) -> float | None:
    return None if span is None else round(span.total_seconds() / 60, 1)


def _span_words(start: dt.datetime | None, end: dt.datetime | None) -> str:
    written = (f"{in_the_hall(at):%Hh%M}" for at in (start, end) if at is not None)
    return "-".join(written)
