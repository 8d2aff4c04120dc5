"""The technicians' list: what to make ready, to run and to end, now and next.

`technical` is how much of each item is ready, for the control page too.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, render_template, request
from pydantic import BaseModel
from sqlalchemy.orm import Session

from conference import cue_sheet
from conference.agenda import ItemState
from conference.clock import Clock, to_ms
from conference.cue_sheet import MEDIA, CueRow, CueState
from conference.database import Database
from conference.operators import Role, Who, open_to
from stage.bodies import RowId
from stage.programme import Programme

Words = dict[str, Any]

CUE_ROLES = (Role.ADMIN, Role.STAGE, Role.TECHNICIAN)
ITEMS_SHOWN = 2
"""The present item and the next, or the first two while nothing runs."""


class StateBody(BaseModel):
    """How far a cue is, and how far the sender saw it."""

    cue_id: RowId
    state: CueState
    seen: CueState


class ItemBody(BaseModel):
    """An item, all of whose cues are made ready."""

    item_id: RowId


class TriedBody(BaseModel):
    """A film or a piece of music that was run once, or was not after all."""

    cue_id: RowId
    tried: bool


def create_blueprint(db: Database, clock: Clock, *, who: Callable[[], Who]) -> Blueprint:
    """Make the list's page, and what is pressed on it."""
    routes = Blueprint("stage_cue_list", __name__, url_prefix="/stage")

    @routes.get("/cues")
    @open_to(*CUE_ROLES)
    def cue_list() -> str:
        return render_template("stage/cue_list.html")

    @routes.post("/cue-sheet/state")
    @open_to(*CUE_ROLES)
    def set_state() -> Words:
        body, me = StateBody.model_validate_json(request.get_data()), who()
        changed = db.write(
            lambda s: cue_sheet.set_state(
                s, body.cue_id, body.state, seen=body.seen, at=clock(), by=me.by, by_name=me.name
            )
        )
        return {"done": True, "changed": changed}

    @routes.post("/cue-sheet/stand-by")
    @open_to(*CUE_ROLES)
    def stand_by() -> Words:
        body, me = ItemBody.model_validate_json(request.get_data()), who()
        ready = db.write(
            lambda s: cue_sheet.stand_by(s, body.item_id, at=clock(), by=me.by, by_name=me.name)
        )
        return {"done": True, "cue_ids": ready}

    @routes.post("/cue-sheet/tried")
    @open_to(*CUE_ROLES)
    def note_tried() -> Words:
        body, me = TriedBody.model_validate_json(request.get_data()), who()
        changed = db.write(
            lambda s: cue_sheet.try_media(
                s, body.cue_id, tried=body.tried, at=clock(), by=me.by, by_name=me.name
            )
        )
        return {"done": True, "changed": changed}

    return routes


@dataclass(frozen=True)
class Technical:
    """The whole sheet in words: `counts` by the item's id (as text, in JSON)."""

    counts: dict[str, Words]
    by_item: dict[int, list[Words]]


def technical_words(session: Session) -> Technical:
    """Put the whole sheet into words."""
    by_item: dict[int, list[Words]] = {}
    for row in cue_sheet.cue_sheet(session):
        by_item.setdefault(row.item_id, []).append(_row(row))
    counts = {
        str(item_id): {"ready": one.ready, "total": one.total}
        for item_id, one in cue_sheet.counts(session).items()
    }
    return Technical(counts, by_item)


def cue_list_words(shown: Programme, sheet: Technical) -> Words:
    """Give the rundown and the cues of the present item and the next.

    {"cues": [{"item_id", "rows": [{"id", "part", "kind", "words", "file", "length_ms", "media",
    "tried", "tried_by", "state", "since_ms", "by"}]}], "technical": {item_id: {"ready", "total"}}}.
    An item that is over is shown as long as something of it runs.
    """
    soon = items_soon(shown)
    over = [item for item, rows in sheet.by_item.items() if item not in soon and _runs(rows)]
    cues = [{"item_id": one, "rows": sheet.by_item.get(one, [])} for one in [*over, *soon]]
    return rundown_without_others(shown, soon) | {"cues": cues, "technical": sheet.counts}


def items_soon(shown: Programme, most: int = ITEMS_SHOWN) -> list[int]:
    """Give the present item, if any, and those that come next."""
    words = shown.words
    ids = [one["id"] for one in words["items"]]
    if words["next_id"] in ids:
        rest = words["items"][ids.index(words["next_id"]) :]
        coming = [one["id"] for one in rest if one["state"] == ItemState.PLANNED]
    else:
        coming = []
    live = [] if words["now_id"] is None else [words["now_id"]]
    return [*live, *coming][:most]


def rundown_without_others(shown: Programme, soon: list[int]) -> Words:
    """Give the rundown, with the parts of these items only."""
    items = [
        one if one["id"] in soon else one | {"steps": [], "entries": []}
        for one in shown.words["items"]
    ]
    return shown.words | {"items": items}


def _runs(rows: list[Words]) -> bool:
    return any(one["state"] == CueState.RUNNING for one in rows)


def _row(row: CueRow) -> Words:
    return {
        "id": row.id,
        "part": None if row.part is None else {"kind": row.part[0], "id": row.part[1]},
        "kind": row.kind,
        "words": row.words,
        "file": row.file,
        "length_ms": None if row.length_s is None else row.length_s * 1000,
        "media": row.kind in MEDIA,
        "tried": row.tried_at is not None,
        "tried_by": row.tried_by,
        "state": row.state,
        "since_ms": None if row.state_at is None else to_ms(row.state_at),
        "by": row.state_by,
    }
