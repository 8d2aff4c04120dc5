"""Everything that somebody holds who sends a substitute or cannot come, decided place by place."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

from flask import Blueprint, render_template, request
from pydantic import BaseModel, Field
from sqlalchemy.orm import Session

from conference.base import LARGEST_ID
from conference.clock import Clock
from conference.database import Database, RunApart, run_here
from conference.delegates import card_of, find_delegates
from conference.operators import Role, Who, open_to
from conference.refusals import N_
from conference.standing_in import (
    PlaceFate,
    PlaceKind,
    decide_place,
    pass_on,
    places_of,
    places_to_tell,
)

LONGEST_QUERY, MOST_FOUND = 80, 8

READERS = (Role.ADMIN, Role.SUPERVISOR, Role.VIP_RECEPTION, Role.RECEPTION)
DECIDERS = (Role.ADMIN, Role.SUPERVISOR, Role.VIP_RECEPTION)

KIND_WORDS = {
    PlaceKind.SEAT: N_("Chỗ ngồi"),
    PlaceKind.NAME_PLATE: N_("Biển tên"),
    PlaceKind.PROTOCOL: N_("Thứ tự lễ tân"),
    PlaceKind.DUTY: N_("Nhiệm vụ tại hội nghị"),
    PlaceKind.PRESENTER: N_("Người trao"),
    PlaceKind.FLOWER_GIVER: N_("Người tặng hoa"),
    PlaceKind.READER: N_("Người công bố quyết định"),
    PlaceKind.RECIPIENT: N_("Người nhận khen thưởng"),
    PlaceKind.PERFORMER: N_("Thực hiện nội dung chương trình"),
    PlaceKind.ITEM: N_("Tài liệu, quà"),
}
FREE_WORDS = {
    PlaceKind.SEAT: N_("Để trống ghế này"),
    PlaceKind.NAME_PLATE: N_("Cất biển tên"),
    PlaceKind.PROTOCOL: N_("Không đón, không giới thiệu"),
    PlaceKind.DUTY: N_("Không cử người khác"),
    PlaceKind.PRESENTER: N_("Không có người trao này"),
    PlaceKind.FLOWER_GIVER: N_("Không tặng hoa"),
    PlaceKind.READER: N_("Chưa có người công bố"),
    PlaceKind.RECIPIENT: N_("Trao sau, không nhận thay"),
    PlaceKind.PERFORMER: N_("Bỏ phần này"),
    PlaceKind.ITEM: N_("Không trao"),
}
"""What "nobody" means for each kind of place."""


class DecideBody(BaseModel):
    """What becomes of one place."""

    place: Annotated[str, Field(min_length=1, max_length=60)]
    fate: PlaceFate
    substitute_id: Annotated[int, Field(ge=1, le=LARGEST_ID)] | None = None
    words: Annotated[str, Field(max_length=300)] = ""


def create_blueprint(
    db: Database, clock: Clock, *, who: Callable[[], Who], run_apart: RunApart = run_here
) -> Blueprint:
    """Make the routes of the places. `run_apart` looks through the list, so that no scan waits."""
    pages = Blueprint("places", __name__, url_prefix="/kiosk/places", template_folder="templates")
    _read(pages, db, who, run_apart)
    _decide(pages, db, clock, who)
    return pages


def _read(pages: Blueprint, db: Database, who: Callable[[], Who], run_apart: RunApart) -> None:
    """Add what is shown: what is to be told, whose places can be opened, and one's places."""

    @pages.get("")
    @open_to(*READERS)
    def show_untold() -> str:
        with db.reading() as session:
            waiting = places_to_tell(session)
        return render_template(
            "kiosk/places.html", waiting=waiting, kinds=KIND_WORDS, free=FREE_WORDS, may=_may()
        )

    @pages.get("/found")
    @open_to(*READERS)
    def find() -> dict[str, Any]:
        query = request.args.get("q", "")[:LONGEST_QUERY]

        def look() -> list[dict[str, Any]]:
            with db.reading() as session:
                return _found(session, query)

        return {"results": run_apart(look)}

    @pages.get("/<int:delegate_id>")
    @open_to(*READERS)
    def show(delegate_id: int) -> str:
        with db.reading() as session:
            held = places_of(session, delegate_id)
        return render_template(
            "kiosk/places.html", held=held, kinds=KIND_WORDS, free=FREE_WORDS, may=_may()
        )

    def _may() -> bool:
        return who().role in DECIDERS


def _decide(pages: Blueprint, db: Database, clock: Clock, who: Callable[[], Who]) -> None:
    """Add what becomes of a place, and that it was told."""

    @pages.post("/<int:delegate_id>/decide")
    @open_to(*DECIDERS)
    def decide(delegate_id: int) -> dict[str, Any]:
        body, me = DecideBody.model_validate_json(request.get_data()), who()
        to_tell = db.write(
            lambda s: decide_place(
                s,
                delegate_id,
                body.place,
                fate=body.fate,
                substitute_id=body.substitute_id,
                words=body.words,
                at=clock(),
                by=me.by,
            )
        )
        return {"done": True, "to_tell": to_tell}

    @pages.post("/told/<int:decision_id>")
    @open_to(*DECIDERS)
    def tell(decision_id: int) -> dict[str, Any]:
        me = who()
        db.write(lambda s: pass_on(s, decision_id, at=clock(), by=me.by))
        return {"done": True}


def _found(session: Session, query: str) -> list[dict[str, Any]]:
    """Give whose places can be opened, by public words; an empty query finds nobody."""
    if not query.strip():
        return []
    people = session.scalars(find_delegates(query).limit(MOST_FOUND)).all()
    cards = [(one.id, card_of(one)) for one in people]
    return [
        {
            "id": number,
            "name": card.name,
            "mark": card.mark,
            "position": card.position,
            "unit": card.unit,
        }
        for number, card in cards
    ]
