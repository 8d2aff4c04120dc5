"""The stage's pages and the cues given on them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from flask import Blueprint, render_template, request

from conference import agenda, awards, honoured_guests
from conference.clock import Clock
from conference.database import Database
from conference.identity import title_blocks
from conference.operators import Who, open_to, open_to_all
from conference.refusals import Refusal
from stage.bodies import AwardCueBody, CueBody, GuestsBody, SeenBody
from stage.control import add_buttons, add_cuts, add_edits
from stage.snapshot import AWARD_ROLES, CONTROL_ROLES, MC_ROLES


def create_blueprint(db: Database, clock: Clock, *, who: Callable[[], Who]) -> Blueprint:
    """Make the stage's routes."""
    stage = Blueprint("stage", __name__, url_prefix="/stage", template_folder="templates")
    _add_screens(stage, db, who)
    _add_cues(stage, db, clock, who)
    _add_guests(stage, db, clock, who)
    _add_award_cues(stage, db, clock, who)
    add_buttons(stage, db, clock, who)
    add_edits(stage, db, clock, who)
    add_cuts(stage, db, clock, who)
    return stage


def _add_screens(stage: Blueprint, db: Database, who: Callable[[], Who]) -> None:
    @stage.get("/control")
    @open_to(*CONTROL_ROLES)
    def control() -> str:
        return render_template("stage/control.html", operator=who().by)

    @stage.get("/mc")
    @open_to(*MC_ROLES)
    def mc() -> str:
        return render_template("stage/mc.html")

    @stage.get("/hall")
    @open_to_all
    def hall() -> str:
        return render_template("stage/hall.html", title_blocks=shown_title_blocks(db))

    @stage.get("/welcome")
    @open_to_all
    def welcome() -> str:
        return render_template("stage/welcome.html", title_blocks=shown_title_blocks(db))


def _add_cues(stage: Blueprint, db: Database, clock: Clock, who: Callable[[], Who]) -> None:
    @stage.post("/cues")
    @open_to(*CONTROL_ROLES)
    def give_cue() -> dict[str, Any]:
        body, me = CueBody.model_validate_json(request.get_data()), who()
        done = db.write(
            lambda s: agenda.give_cue(
                s,
                body.press(),
                at=clock(),
                by=me.by,
                by_name=me.name,
            )
        )
        with db.reading() as session:
            revision = agenda.rundown_revision(session)
        return {"done": True, "repeat": done.repeat, "revision": revision}

    @stage.post("/begin-soon")
    @open_to(*CONTROL_ROLES)
    def begin_soon() -> dict[str, Any]:
        body, me = SeenBody.model_validate_json(request.get_data()), who()
        shift = db.write(
            lambda s: agenda.begin_soon(s, seen_revision=body.revision, at=clock(), by=me.by)
        )
        return {"done": True, "shift_ms": shift // dt.timedelta(milliseconds=1)}


def _add_guests(stage: Blueprint, db: Database, clock: Clock, who: Callable[[], Who]) -> None:
    @stage.post("/guests")
    @open_to(*CONTROL_ROLES)
    def hand_guests_to_mc() -> dict[str, Any]:
        body, me = GuestsBody.model_validate_json(request.get_data()), who()
        listed = db.write(
            lambda s: honoured_guests.hand_to_mc(s, body.delegate_ids, at=clock(), by=me.by)
        )
        return {"done": True, "delegate_ids": listed}


def _add_award_cues(stage: Blueprint, db: Database, clock: Clock, who: Callable[[], Who]) -> None:
    @stage.post("/awards/cues")
    @open_to(*AWARD_ROLES)
    def give_award_cue() -> dict[str, Any]:
        body, me = AwardCueBody.model_validate_json(request.get_data()), who()
        done = db.write(
            lambda s: awards.give_award_cue(
                s,
                cue_id=body.cue_id,
                command=body.command,
                batch_id=body.batch_id,
                seen_revision=body.revision,
                at=clock(),
                by=me.by,
                by_name=me.name,
            )
        )
        with db.reading() as session:
            revision = awards.awards_revision(session)
        return {"done": True, "repeat": done.repeat, "revision": revision}


def shown_title_blocks(db: Database) -> list[list[str]]:
    """Give the title lines of all conferences held together; none if they cannot be read now."""
    try:
        with db.reading() as session:
            return title_blocks(session)
    except Refusal:
        # A public screen shows no error: it fills itself when the server is heard again.
        return []
