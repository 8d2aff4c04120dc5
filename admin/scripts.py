"""Lời dẫn, giới thiệu: what is said for each item, sentences, abbreviations, how guests are named.

Whoever stands on the stage reads and prints it; office and stage manager write it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, Literal

from flask import Blueprint, render_template, request
from pydantic import BaseModel, ConfigDict, Field

from admin.door_papers import offer_made
from admin.jobs import Jobs, spoken
from admin.scripts_page import page_words, script_words
from conference import introductions, scripts
from conference.agenda import PartKey, PartKind, sitting_on_stage
from conference.base import LARGEST_ID
from conference.clock import Clock, to_ms
from conference.database import Database
from conference.introductions import Manner
from conference.operators import Role, Who, open_to

WRITERS = (Role.ADMIN, Role.STAGE)
READERS = (*WRITERS, Role.MC)

CARDS, INTRODUCTION = "cue_cards", "introduction"

Id = Annotated[int, Field(ge=1, le=LARGEST_ID)]
Seen = Annotated[int, Field(ge=0, le=LARGEST_ID)]


class PartBody(BaseModel):
    """A step or an entry of an item."""

    model_config = ConfigDict(extra="forbid")

    kind: PartKind
    id: Id


class ScriptBody(BaseModel):
    """What is said, by the revision that the page has seen; without a part, of the item itself."""

    model_config = ConfigDict(extra="forbid")

    part: PartBody | None = None
    seen: Seen
    words: str = Field("", max_length=100_000)

    @property
    def key(self) -> PartKey | None:
        """The part as the conference names it."""
        return (self.part.kind, self.part.id) if self.part else None


class SentenceBody(BaseModel):
    """A sentence as it is to be worded; no words reset it."""

    key: str = Field(max_length=60)
    words: str = Field(max_length=5000)


class ChoiceBody(BaseModel):
    """A word that all sentences use."""

    key: str = Field(max_length=60)
    word: str = Field(max_length=60)


class ShortBody(BaseModel):
    """How something written short is read out; `reset` takes the usual way again."""

    short: str = Field(max_length=200)
    long: str = Field("", max_length=1000)
    reset: bool = False


class MannerBody(BaseModel):
    """How a guest is introduced; None leaves to the rule who belongs to the host."""

    by_name: bool
    group_line: str = Field("", max_length=1000)
    of_host: bool | None = None


class PaperBody(BaseModel):
    """Which paper: a frozen list of guests, or the script of these items (none: of all)."""

    model_config = ConfigDict(extra="forbid")

    paper: Literal["introduction", "cue_cards"]
    size: Literal["a4", "a5"] = "a4"
    sitting_id: Id | None = None
    number: int = Field(0, ge=0, le=LARGEST_ID)
    item_ids: list[Id] = Field(default_factory=list, max_length=500)


def create_blueprint(
    db: Database, clock: Clock, *, who: Callable[[], Who], jobs: Jobs
) -> Blueprint:
    """Make the routes of what is spoken."""
    routes = Blueprint("scripts", __name__, url_prefix="/admin/scripts")

    @routes.get("")
    @open_to(*READERS)
    def overview() -> str:
        asked = request.args.get("sitting", type=int)
        with db.reading() as session:
            words = page_words(session, asked, now=clock())
        return render_template("admin/scripts.html", may_write=_may_write(who()), **words)

    _add_scripts(routes, db, clock, who)
    _add_sentences(routes, db, clock, who)
    _add_guests(routes, db, clock, who)
    _add_papers(routes, db, clock, jobs)
    return routes


def _may_write(me: Who) -> bool:
    return me.role in WRITERS


def _add_scripts(routes: Blueprint, db: Database, clock: Clock, who: Callable[[], Who]) -> None:
    @routes.get("/items/<int:item_id>")
    @open_to(*READERS)
    def read_script(item_id: int) -> dict[str, Any]:
        kind, part_id = request.args.get("kind", ""), request.args.get("part", 0, type=int)
        part = (PartKind(kind), part_id) if kind in set(PartKind) else None
        with db.reading() as session:
            return script_words(scripts.script(session, item_id, part))

    @routes.post("/items/<int:item_id>")
    @open_to(*WRITERS)
    def write_script(item_id: int) -> dict[str, Any]:
        body, me = ScriptBody.model_validate_json(request.get_data()), who()
        written = db.write(
            lambda s: scripts.write_script(
                s,
                item_id,
                body.words,
                part=body.key,
                seen=body.seen,
                at=clock(),
                by=me.by,
                by_name=me.name,
            )
        )
        return {"done": True, **script_words(written)}

    @routes.post("/items/<int:item_id>/take-back")
    @open_to(*WRITERS)
    def take_back(item_id: int) -> dict[str, Any]:
        body, me = ScriptBody.model_validate_json(request.get_data()), who()
        written = db.write(
            lambda s: scripts.take_script_back(
                s, item_id, part=body.key, seen=body.seen, at=clock(), by=me.by, by_name=me.name
            )
        )
        return {"done": True, **script_words(written)}


def _add_sentences(routes: Blueprint, db: Database, clock: Clock, who: Callable[[], Who]) -> None:
    @routes.post("/sentences/preview")
    @open_to(*READERS)
    def preview() -> dict[str, Any]:
        body = SentenceBody.model_validate_json(request.get_data())
        with db.reading() as session:
            said = scripts.preview(session, body.key, body.words or None)
        return {"preview": said}

    @routes.post("/sentences")
    @open_to(*WRITERS)
    def word() -> dict[str, Any]:
        body, me = SentenceBody.model_validate_json(request.get_data()), who()
        db.write(lambda s: scripts.word_sentence(s, body.key, body.words, at=clock(), by=me.by))
        with db.reading() as session:
            now = next(one for one in scripts.sentences(session) if one.key == body.key)
        return {"done": True, "words": now.template, "own": now.own, "preview": now.preview}

    @routes.post("/choices")
    @open_to(*WRITERS)
    def choose() -> dict[str, Any]:
        body, me = ChoiceBody.model_validate_json(request.get_data()), who()
        db.write(lambda s: scripts.choose(s, body.key, body.word, at=clock(), by=me.by))
        return {"done": True}

    @routes.post("/abbreviations")
    @open_to(*WRITERS)
    def abbreviate() -> dict[str, Any]:
        body, me = ShortBody.model_validate_json(request.get_data()), who()
        if body.reset:
            db.write(lambda s: scripts.reset_abbreviation(s, body.short, at=clock(), by=me.by))
        else:
            db.write(
                lambda s: scripts.write_abbreviation(s, body.short, body.long, at=clock(), by=me.by)
            )
        return {"done": True}


def _add_guests(routes: Blueprint, db: Database, clock: Clock, who: Callable[[], Who]) -> None:
    @routes.post("/guests/<int:delegate_id>")
    @open_to(*WRITERS)
    def set_manner(delegate_id: int) -> dict[str, Any]:
        body, me = MannerBody.model_validate_json(request.get_data()), who()
        manner = Manner(body.by_name, body.group_line, body.of_host)
        kept = db.write(
            lambda s: introductions.set_manner(s, delegate_id, manner, at=clock(), by=me.by)
        )
        return {"done": True, "group_line": kept.group_line}


def _add_papers(routes: Blueprint, db: Database, clock: Clock, jobs: Jobs) -> None:
    @routes.post("/papers")
    @open_to(*READERS)
    def make() -> dict[str, Any]:
        body = PaperBody.model_validate_json(request.get_data())
        sitting_id = body.sitting_id
        if sitting_id is None:
            with db.reading() as session:
                sitting_id = sitting_on_stage(session, clock())
        wish = body.model_dump() | {"sitting_id": sitting_id, "at_ms": to_ms(clock())}
        return spoken(jobs.start("spoken_papers", wish))

    offer_made(routes, "/papers", jobs, {CARDS, INTRODUCTION}, roles=READERS)
