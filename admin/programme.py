"""/admin/programme: the programme of each sitting as a table to edit, and who performs it.

Works before the day and while the programme runs: what was played is locked, everything else may be
changed, and each change can be taken back.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from flask import Blueprint, render_template, request
from sqlalchemy.orm import Session

from admin.programme_bodies import (
    AddBody,
    ChangeBody,
    ItemBody,
    LinkBody,
    LinksBody,
    MoveBody,
    PassOnBody,
    SeenBody,
)
from admin.programme_words import one_sitting, person_words, programme_words
from conference import agenda, performers
from conference.agenda import AgendaItem, Editor, ItemWords
from conference.clock import Clock
from conference.database import Database
from conference.delegates import ListState, find_delegates
from conference.identity import Sitting
from conference.operators import Role, Who, open_to
from conference.performers import Doing
from conference.refusals import N_, NotFound
from conference.requests import once

PROGRAMME_ROLES = (Role.ADMIN, Role.STAGE)

MANNER_NAMES = {
    "plain": N_("Bình thường"),
    "flag_salute": N_("Chào cờ"),
    "anthem": N_("Hát Quốc ca"),
    "silence": N_("Phút mặc niệm"),
}
DOING_NAMES = {
    Doing.PERFORMS: N_("thực hiện"),
    Doing.CHAIRS: N_("chủ trì"),
    Doing.SPEAKS: N_("phát biểu"),
    Doing.READS: N_("công bố"),
    Doing.PRESENTS: N_("trao"),
    Doing.GIVES_FLOWERS: N_("tặng hoa"),
}
STATE_NAMES = {
    "planned": N_("chưa diễn ra"),
    "live": N_("đang diễn ra"),
    "held": N_("đang tạm dừng"),
    "done": N_("đã kết thúc"),
    "skipped": N_("bỏ qua"),
}
MOST_FOUND = 12
"""Persons whom a search shows; more words find fewer."""


def create_blueprint(db: Database, clock: Clock, *, who: Callable[[], Who]) -> Blueprint:
    """Make the routes of the programme's page."""
    routes = Blueprint("programme", __name__, url_prefix="/admin/programme")

    @routes.get("")
    @open_to(*PROGRAMME_ROLES)
    def page() -> str:
        with db.reading() as session:
            words = programme_words(session, clock())
        return render_template(
            "admin/programme.html",
            manner_names=MANNER_NAMES,
            doing_names=DOING_NAMES,
            state_names=STATE_NAMES,
            **words,
        )

    _add_edits(routes, db, clock, who)
    _add_places(routes, db, clock, who)
    _add_performers(routes, db, clock, who)
    return routes


def _editor(body: SeenBody, me: Who, at: dt.datetime) -> Editor:
    return Editor(seen_revision=body.revision, at=at, by=me.by, by_name=me.name)


def _answer(db: Database, **more: Any) -> dict[str, Any]:
    with db.reading() as session:
        return {"done": True, "revision": agenda.rundown_revision(session), **more}


def _words(session: Session, item: ItemBody, sitting_id: int) -> ItemWords:
    sitting = one_sitting(session, sitting_id)
    if sitting is None:
        raise NotFound
    return item.words(sitting)


def _add_edits(routes: Blueprint, db: Database, clock: Clock, who: Callable[[], Who]) -> None:
    """Add what changes the words and hours of items."""

    @routes.post("/items")
    @open_to(*PROGRAMME_ROLES)
    def add() -> dict[str, Any]:
        body, me = AddBody.model_validate_json(request.get_data()), who()

        def put(session: Session) -> int:
            return agenda.add_item(
                session,
                _words(session, body.item, body.sitting_id),
                sitting_id=body.sitting_id,
                after_id=body.after_id,
                editor=_editor(body, me, clock()),
            )

        made = db.write(lambda s: once(s, body.request_id, lambda: put(s)))
        return _answer(db, item_id=made.number, repeat=made.repeat)

    @routes.post("/items/<int:item_id>")
    @open_to(*PROGRAMME_ROLES)
    def change(item_id: int) -> dict[str, Any]:
        body, me = ChangeBody.model_validate_json(request.get_data()), who()

        def write(session: Session) -> None:
            row = session.get(AgendaItem, item_id)
            if row is None:
                raise NotFound
            words = body.words(row, session.get_one(Sitting, row.sitting_id))
            agenda.change_item(session, item_id, words, editor=_editor(body, me, clock()))

        db.write(write)
        return _answer(db)


def _add_places(routes: Blueprint, db: Database, clock: Clock, who: Callable[[], Who]) -> None:
    """Add what changes the order, and the way back."""

    @routes.post("/items/<int:item_id>/move")
    @open_to(*PROGRAMME_ROLES)
    def move(item_id: int) -> dict[str, Any]:
        body, me = MoveBody.model_validate_json(request.get_data()), who()
        editor = _editor(body, me, clock())
        db.write(lambda s: agenda.move_item(s, item_id, after_id=body.after_id, editor=editor))
        return _answer(db)

    @routes.post("/items/<int:item_id>/remove")
    @open_to(*PROGRAMME_ROLES)
    def remove(item_id: int) -> dict[str, Any]:
        body, me = SeenBody.model_validate_json(request.get_data()), who()
        editor = _editor(body, me, clock())
        db.write(lambda s: agenda.remove_item(s, item_id, editor=editor))
        return _answer(db)

    @routes.post("/undo")
    @open_to(*PROGRAMME_ROLES)
    def undo() -> dict[str, Any]:
        body, me = SeenBody.model_validate_json(request.get_data()), who()
        editor = _editor(body, me, clock())
        return _answer(db, items=db.write(lambda s: agenda.undo_edit(s, editor=editor)))


def _add_performers(routes: Blueprint, db: Database, clock: Clock, who: Callable[[], Who]) -> None:
    """Add what says who of the list performs."""

    @routes.get("/people")
    @open_to(*PROGRAMME_ROLES)
    def people() -> dict[str, Any]:
        query = request.args.get("q", "")[:100]
        if not query.strip():
            return {"people": []}
        question = find_delegates(query, state=ListState.APPROVED).limit(MOST_FOUND)
        with db.reading() as session:
            return {"people": [person_words(one) for one in session.scalars(question)]}

    @routes.post("/performers")
    @open_to(*PROGRAMME_ROLES)
    def link() -> dict[str, Any]:
        body, me = LinksBody.model_validate_json(request.get_data()), who()

        def write(session: Session) -> int:
            return sum(
                _link(session, one, linked=body.linked, at=clock(), by=me.by) for one in body.links
            )

        return {"done": True, "changed": db.write(write)}

    @routes.post("/performers/pass-on")
    @open_to(*PROGRAMME_ROLES)
    def pass_on() -> dict[str, Any]:
        body, me = PassOnBody.model_validate_json(request.get_data()), who()
        items = db.write(
            lambda s: performers.pass_on(
                s, from_id=body.from_id, to_id=body.to_id, at=clock(), by=me.by
            )
        )
        return {"done": True, "items": len(items)}


def _link(session: Session, one: LinkBody, *, linked: bool, at: dt.datetime, by: str) -> bool:
    place = {"item_id": one.item_id, "part": one.key, "delegate_id": one.delegate_id}
    if linked:
        return performers.link_performer(session, **place, does=one.does, at=at, by=by)  # type: ignore[arg-type]
    return performers.unlink_performer(session, **place, at=at, by=by)  # type: ignore[arg-type]
