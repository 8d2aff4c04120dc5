"""The office's pages of nominees: dossiers, ratings, works, and what the criteria say of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from typing import Annotated, Any, Literal

from flask import Blueprint, render_template, request
from pydantic import BaseModel, Field
from sqlalchemy.orm import Session

from admin.criteria import offered
from conference import eligibility
from conference.clock import Clock
from conference.database import Database
from conference.delegates import all_units
from conference.eligibility import (
    NOT_RATED,
    RATINGS,
    WORKS_COMPLETE,
    CriteriaSet,
    Finding,
    Nomination,
    NomineeKind,
    Review,
    add_nominee,
    asks_for_works,
    change_nominee,
    confirmations,
    criteria_of,
    rated_years,
    remove_nominee,
)
from conference.identity import the_conference
from conference.names import fold
from conference.operators import Role, Who, open_to
from conference.refusals import N_

KIND_NAMES = {
    NomineeKind.COLLECTIVE: N_("Tập thể"),
    NomineeKind.INDIVIDUAL: N_("Cá nhân"),
}
RATING_NAMES = {
    "excellent": N_("Hoàn thành xuất sắc"),
    "good": N_("Hoàn thành tốt"),
    "done": N_("Hoàn thành"),
    "failed": N_("Không hoàn thành"),
    NOT_RATED: N_("Không xếp loại (chưa công tác, chưa đến kỳ)"),
}
WORK_KIND_NAMES = {
    "initiative": N_("Sáng kiến"),
    "project": N_("Đề tài, đề án, công trình khoa học"),
}
WORK_LEVEL_NAMES = {
    "grassroots": N_("cấp cơ sở"),
    "city": N_("cấp thành phố, tỉnh"),
    "ministry": N_("cấp bộ, ngành"),
    "national": N_("cấp quốc gia"),
}
STATES = {
    "failed": N_("Chưa đạt tiêu chuẩn"),
    "unknown": N_("Chưa đủ dữ liệu"),
    "ok": N_("Đạt tiêu chuẩn"),
    "incomplete": N_("Hồ sơ còn thiếu"),
    "citation": N_("Trích ngang trống hoặc quá dài"),
}

Words = Annotated[str, Field(max_length=500)]
Rating = Literal["failed", "done", "good", "excellent", "none"]


class WorkBody(BaseModel):
    """An initiative or a project."""

    kind: Literal["initiative", "project"]
    level: Literal["grassroots", "city", "ministry", "national"]
    title: Words = ""


class ChangeBody(BaseModel):
    """What is to be changed; what is not sent stays, and null takes one answer back."""

    kind: NomineeKind | None = None
    name: Annotated[str, Field(max_length=300)] | None = None
    unit: Annotated[str, Field(max_length=300)] | None = None
    card_number: Annotated[str, Field(max_length=12)] | None = None
    ratings: dict[Annotated[str, Field(pattern=r"^\d{4}$")], Rating | None] | None = None
    works: Annotated[list[WorkBody], Field(max_length=50)] | None = None
    confirmed: dict[Annotated[str, Field(max_length=1000)], bool | None] | None = None
    documents: Annotated[list[Words], Field(max_length=50)] | None = None
    citation: Annotated[str, Field(max_length=20_000)] | None = None
    note: Words | None = None

    @property
    def given(self) -> dict[str, Any]:
        """Give what was sent, by the names of `Nomination`."""
        sent = self.model_dump(exclude_unset=True)
        return {name: value for name, value in sent.items() if value is not None}


class AddBody(ChangeBody):
    """A new nominee, or one whose removal is undone."""

    kind: NomineeKind
    name: Annotated[str, Field(max_length=300)]


class RemoveBody(BaseModel):
    """Nothing more to say."""


def create_blueprint(
    db: Database,
    clock: Clock,
    *,
    who: Callable[[], Who],
    presets: Mapping[str, CriteriaSet],
) -> Blueprint:
    """Make the routes of /admin/nominees; `presets` are the criteria of other plans."""
    page = Blueprint("nominees", __name__, url_prefix="/admin", template_folder="templates")

    @page.get("/nominees")
    @open_to(Role.ADMIN)
    def table() -> str:
        asked = {name: request.args.get(name, "")[:200] for name in ("q", "kind", "state")}
        with db.reading() as session:
            shown = _table(session, **asked) | offered(session, presets)
            return render_template("admin/nominees.html", **asked, **shown)

    @page.post("/nominees")
    @open_to(Role.ADMIN)
    def add() -> dict[str, Any]:
        body, me = AddBody.model_validate_json(request.get_data()), who()
        words = Nomination(**body.given)
        nominee_id = db.write(lambda s: add_nominee(s, words, at=clock(), by=me.by))
        return {"done": True, "nominee_id": nominee_id}

    @page.get("/nominees/<int:nominee_id>")
    @open_to(Role.ADMIN)
    def one(nominee_id: int) -> str:
        with db.reading() as session:
            return render_template("admin/nominee.html", **_one(session, nominee_id))

    @page.post("/nominees/<int:nominee_id>")
    @open_to(Role.ADMIN)
    def change(nominee_id: int) -> dict[str, Any]:
        body, me = ChangeBody.model_validate_json(request.get_data()), who()
        changed = db.write(
            lambda s: change_nominee(s, nominee_id, body.given, at=clock(), by=me.by)
        )
        return {"done": True, "changed": changed}

    @page.post("/nominees/<int:nominee_id>/remove")
    @open_to(Role.ADMIN)
    def remove(nominee_id: int) -> dict[str, Any]:
        RemoveBody.model_validate_json(request.get_data())
        me = who()
        words = db.write(lambda s: remove_nominee(s, nominee_id, at=clock(), by=me.by))
        return {"done": True, "removed": asdict(words)}

    return page


def _table(session: Session, *, q: str, kind: str, state: str) -> dict[str, Any]:
    rows, conference = eligibility.reviews(session), the_conference(session)
    shown = _wanted(rows, q, kind, state)
    return {
        "rows": shown,
        "total": len(rows),
        "counts": {name: sum(_is(one, name) for one in rows) for name in STATES},
        "states": STATES,
        "kinds": KIND_NAMES,
        "has_criteria": any(criteria_of(conference, one) for one in NomineeKind),
        "units": [unit.name for unit in all_units(session)],
    }


def wanted_reviews(session: Session, *, q: str, kind: str, state: str) -> list[Review]:
    """Give the nominees that the page shows for what is asked."""
    return _wanted(eligibility.reviews(session), q, kind, state)


def _wanted(rows: Sequence[Review], q: str, kind: str, state: str) -> list[Review]:
    return [one for one in rows if _fits(one, fold(q), kind, state)]


def _fits(row: Review, folded: str, kind: str, state: str) -> bool:
    words = f"{row.nominee.name} {row.nominee.unit.name if row.nominee.unit else ''}"
    return (
        folded in fold(words)
        and (not kind or row.nominee.kind == kind)
        and (state not in STATES or _is(row, state))
    )


def _is(row: Review, state: str) -> bool:
    if state == "incomplete":
        return not row.complete
    if state == "citation":
        return not row.nominee.citation or row.citation_too_long
    return row.verdict is not None and row.verdict.finding == Finding(state)


def _one(session: Session, nominee_id: int) -> dict[str, Any]:
    row = eligibility.review(session, nominee_id)
    tree = criteria_of(the_conference(session), row.nominee.kind)
    others = [one.nominee.id for one in eligibility.reviews(session)]
    at = others.index(nominee_id)
    return {
        "row": row,
        "nominee": row.nominee,
        "kinds": KIND_NAMES,
        "years": rated_years(tree) if tree else [],
        "ratings": {one: RATING_NAMES[one] for one in (*reversed(RATINGS), NOT_RATED)},
        "confirmations": confirmations(tree) if tree else [],
        "works_matter": tree is not None and asks_for_works(tree),
        "works_complete": WORKS_COMPLETE,
        "work_kinds": WORK_KIND_NAMES,
        "work_levels": WORK_LEVEL_NAMES,
        "units": [unit.name for unit in all_units(session)],
        "before_id": others[at - 1] if at else None,
        "after_id": others[at + 1] if at + 1 < len(others) else None,
    }
