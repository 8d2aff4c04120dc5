"""The speaker's clock at the bục: what runs, what it may take, and what the control says to it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from flask import Blueprint, render_template
from sqlalchemy.orm import Session

from conference.operators import Role, open_to
from conference.rooms import Snapshot
from conference.screens import View
from stage.messages import Messages
from stage.programme import Programme

TIMER_ROLES = (Role.ADMIN, Role.STAGE, Role.MC, Role.BACKSTAGE, Role.TECHNICIAN)


def create_blueprint() -> Blueprint:
    """Make the clock's page."""
    timer = Blueprint("stage_timer", __name__, url_prefix="/stage", template_folder="templates")

    @timer.get("/timer")
    @open_to(*TIMER_ROLES)
    def speaker_timer() -> str:
        return render_template("stage/timer.html")

    return timer


def timer_words(
    session: Session, shown: Programme, messages: Messages, now: dt.datetime
) -> Snapshot:
    """Give the item and the part that run, what comes next, and what nobody here has read."""
    words = shown.words
    return {
        "phase": words["phase"],
        "now": _item(words, words["now_id"]),
        "now_part": words["now_part"],
        "next": _item(words, words["next_id"]),
        "start_held": _start_held(shown),
        "messages": messages.unread(session, View.TIMER, now),
    }


def _start_held(shown: Programme) -> dict[str, Any] | None:
    """Give since when the start is held; why is the staff's business."""
    held = shown.staff["start_held"]
    return {"since_ms": held["since_ms"]} if held else None


def _item(words: dict[str, Any], item_id: int | None) -> dict[str, Any] | None:
    return next((one for one in words["items"] if one["id"] == item_id), None)
