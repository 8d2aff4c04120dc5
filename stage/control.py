"""The stage manager's doors beside the cues: the order of what waits, what can be cut, the buttons.

A cue plays the programme, an edit changes what has not been played; both carry the revision of the
rundown that was seen, and the one who was slower is told who did what.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from flask import Blueprint, request
from sqlalchemy.orm import Session

from conference import agenda
from conference.agenda import AgendaItem, Cut, Editor
from conference.clock import Clock, to_ms
from conference.database import Database
from conference.identity import Sitting
from conference.operators import Who, open_to
from conference.refusals import NotFound
from stage.bodies import CutBody, NoteBody, OrderBody, SeenBody
from stage.snapshot import CONTROL_ROLES

_MS = dt.timedelta(milliseconds=1)


def add_buttons(stage: Blueprint, db: Database, clock: Clock, who: Callable[[], Who]) -> None:
    """Let the buttons be taken and given back."""

    @stage.post("/buttons")
    @open_to(*CONTROL_ROLES)
    def take_buttons() -> dict[str, Any]:
        me = who()
        db.write(lambda s: agenda.take_buttons(s, at=clock(), by=me.by, by_name=me.name))
        return {"done": True}

    @stage.post("/buttons/give-back")
    @open_to(*CONTROL_ROLES)
    def give_buttons_back() -> dict[str, Any]:
        me = who()
        db.write(lambda s: agenda.give_buttons_back(s, at=clock(), by=me.by))
        return {"done": True}


def add_edits(stage: Blueprint, db: Database, clock: Clock, who: Callable[[], Who]) -> None:
    """Let what has not begun change its place and its note, and the last edit be taken back."""

    def editor(seen: SeenBody) -> Editor:
        me = who()
        return Editor(seen_revision=seen.revision, at=clock(), by=me.by, by_name=me.name)

    @stage.post("/order")
    @open_to(*CONTROL_ROLES)
    def move_item() -> dict[str, Any]:
        body = OrderBody.model_validate_json(request.get_data())
        me = editor(body)
        db.write(lambda s: agenda.move_item(s, body.item_id, after_id=body.after_id, editor=me))
        return {"done": True}

    @stage.post("/notes")
    @open_to(*CONTROL_ROLES)
    def write_note() -> dict[str, Any]:
        body = NoteBody.model_validate_json(request.get_data())
        me = editor(body)
        db.write(lambda s: _write_note(s, body, me))
        return {"done": True}

    @stage.post("/edits/undo")
    @open_to(*CONTROL_ROLES)
    def undo_edit() -> dict[str, Any]:
        body = SeenBody.model_validate_json(request.get_data())
        me = editor(body)
        changed = db.write(lambda s: agenda.undo_edit(s, editor=me))
        return {"done": True, "items": changed}


def add_cuts(stage: Blueprint, db: Database, clock: Clock, who: Callable[[], Who]) -> None:
    """Tell what can be cut, and let one of it be cut."""

    @stage.get("/cuts")
    @open_to(*CONTROL_ROLES)
    def list_cuts() -> dict[str, Any]:
        with db.reading() as session:
            return cuts_words(session, clock())

    @stage.post("/cuts")
    @open_to(*CONTROL_ROLES)
    def take_cut() -> dict[str, Any]:
        body, me = CutBody.model_validate_json(request.get_data()), who()
        wish = body.wish()
        done = db.write(lambda s: agenda.take_cut(s, wish, at=clock(), by=me.by, by_name=me.name))
        return {"done": True, "repeat": done.repeat}


def _write_note(session: Session, body: NoteBody, editor: Editor) -> None:
    item = session.get(AgendaItem, body.item_id)
    if item is None:
        raise NotFound
    words = replace(agenda.words_of(item), cue_note=body.note.strip())
    agenda.change_item(session, item.id, words, editor=editor)


def cuts_words(session: Session, now: dt.datetime) -> dict[str, Any]:
    """Give how long after its end the sitting will end, and each way to end earlier.

    `over_ms` is None where nobody can know; the ways are told whether or not it will be late.
    """
    revision = agenda.rundown_revision(session)
    state = agenda.rundown(session)
    at = state.live_item or state.next_item
    if at is None:
        return {"rundown_revision": revision, "ends_ms": None, "over_ms": None, "cuts": []}
    ends = session.get_one(Sitting, at.sitting_id).ends_at
    over = agenda.over_time(state, at.sitting_id, ends, now)
    return {
        "rundown_revision": revision,
        "ends_ms": to_ms(ends),
        "over_ms": None if over is None else over // _MS,
        "cuts": [_cut_words(cut) for cut in agenda.cuts(state, at.sitting_id, now)],
    }


def _cut_words(cut: Cut) -> dict[str, Any]:
    return {
        "kind": cut.kind,
        "item_id": cut.item_id,
        "wins_ms": cut.wins // _MS,
        "asks": cut.asks,
        "span_ms": cut.span // _MS,
        "entry_ids": cut.entry_ids,
    }
