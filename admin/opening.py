"""/admin/opening: the announcements before the beginning are worded and timed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Annotated, Any

from flask import Blueprint, render_template, request
from pydantic import BaseModel, ConfigDict, Field

from conference import opening
from conference.clock import Clock
from conference.database import Database
from conference.opening import FIRST_ANNOUNCEMENTS, LONGEST_BEFORE, WORDS_LENGTH, Wording
from conference.operators import Role, Who, open_to

WRITERS = (Role.ADMIN, Role.STAGE)
MOST = 12


class WordingBody(BaseModel):
    """An announcement; what is wrong with it the conference says in a sentence."""

    model_config = ConfigDict(extra="forbid")

    minutes_before: Annotated[int, Field(ge=0, le=1_000_000)]
    words: str = Field(max_length=10 * WORDS_LENGTH)


class WordingsBody(BaseModel):
    """All announcements as they are to be, which may be none, and as the writer saw them."""

    model_config = ConfigDict(extra="forbid")

    announcements: list[WordingBody] = Field(max_length=MOST)
    seen: list[WordingBody] = Field(max_length=MOST)


def create_blueprint(db: Database, clock: Clock, *, who: Callable[[], Who]) -> Blueprint:
    """Make the page, and what is saved on it."""
    office = Blueprint("admin_opening", __name__, url_prefix="/admin", template_folder="templates")

    @office.get("/opening")
    @open_to(*WRITERS)
    def page() -> str:
        with db.reading() as session:
            shown = _words(opening.wordings(session))
        return render_template(
            "admin/opening.html",
            announcements=shown,
            first=_words(FIRST_ANNOUNCEMENTS),
            longest_before=LONGEST_BEFORE,
            words_length=WORDS_LENGTH,
            most=MOST,
        )

    @office.post("/opening")
    @open_to(*WRITERS)
    def save() -> dict[str, Any]:
        body, me = WordingsBody.model_validate_json(request.get_data()), who()
        wanted, seen = _wordings(body.announcements), _wordings(body.seen)
        changed = db.write(
            lambda s: opening.set_wordings(s, wanted, seen=seen, at=clock(), by=me.by)
        )
        return {"done": True, "changed": changed}

    return office


def _words(announcements: Iterable[Wording]) -> list[dict[str, Any]]:
    return [{"minutes_before": one.minutes_before, "words": one.words} for one in announcements]


def _wordings(bodies: Iterable[WordingBody]) -> list[Wording]:
    return [Wording(one.minutes_before, one.words) for one in bodies]
