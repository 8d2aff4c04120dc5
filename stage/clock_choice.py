"""POST /stage/clock: the machine's clock was set; the stage manager says which of two is right."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from flask import Blueprint, request
from pydantic import BaseModel

from conference.operators import Who, open_to
from stage.snapshot import CONTROL_ROLES


class ChooseClock(Protocol):
    """Follows the machine's clock, or keeps the conference's."""

    def __call__(self, who: Who, *, follow: bool) -> None:
        """Do what was chosen."""
        ...


class ClockBody(BaseModel):
    """Whether the machine's clock is followed; else the conference's is kept."""

    follow: bool


def create_blueprint(choose: ChooseClock, *, who: Callable[[], Who]) -> Blueprint:
    """Make the route."""
    stage = Blueprint("stage_clock", __name__, url_prefix="/stage")

    @stage.post("/clock")
    @open_to(*CONTROL_ROLES)
    def choose_clock() -> dict[str, Any]:
        body = ClockBody.model_validate_json(request.get_data())
        choose(who(), follow=body.follow)
        return {"done": True}

    return stage
