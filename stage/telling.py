"""What the control tells the room: words to who follows a view, and what the hall's wall shows.

Nothing here moves the programme, and so none of it asks who holds the buttons.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from flask import Blueprint, Response, request, send_file
from pydantic import BaseModel, Field

from conference import screens
from conference.clock import Clock
from conference.database import Database
from conference.operators import Role, RoleMayNot, Who, open_to, open_to_all, open_to_screens_too
from conference.screens import NamedScreen, Showing, View
from stage.backdrops import LARGEST_PICTURE, Backdrops, PictureTooLarge
from stage.backstage import BACKSTAGE_ROLES
from stage.bodies import Number
from stage.cue_list import CUE_ROLES
from stage.desk import Desk
from stage.snapshot import CONTROL_ROLES, MC_ROLES, PICTURES
from stage.speaker_timer import TIMER_ROLES

_READERS: dict[View, tuple[Role, ...]] = {
    View.MC: MC_ROLES,
    View.BACKSTAGE: BACKSTAGE_ROLES,
    View.TIMER: TIMER_ROLES,
    View.CUES: CUE_ROLES,
}
"""Who sees a view, and so may say of its message that it was read."""

READER_ROLES = tuple(dict.fromkeys(role for roles in _READERS.values() for role in roles))
_YEAR_S = 365 * 86_400

_Words = Annotated[str, Field(max_length=2000)]
"""Longer than a message may be: the refusal says how long it may."""

_ToView = Literal[View.MC, View.BACKSTAGE, View.TIMER, View.CUES]


class MessageBody(BaseModel):
    """Words to who follows a view; `to` null: all staff."""

    to: _ToView | None
    words: _Words


class MessageIdBody(BaseModel):
    """A message."""

    message_id: Number


class ReadBody(MessageIdBody):
    """A message that was read on this view."""

    view: _ToView


class QuickTextsBody(BaseModel):
    """The six texts under the buttons; an empty one becomes what we begin with."""

    words: list[_Words] = Field(max_length=len(screens.FIRST_QUICK_TEXTS))


class HallBody(BaseModel):
    """What the hall's wall is to show."""

    showing: Showing


@dataclass(frozen=True)
class _Reader:
    """Who has read a message: an operator, or whoever sits at a screen."""

    by: str
    name: str


def create_blueprint(
    db: Database,
    clock: Clock,
    backdrops: Backdrops,
    *,
    who: Callable[[], Who],
    here: Callable[[], NamedScreen | None],
) -> Blueprint:
    """Make the routes; `here` gives the paired screen that makes a request."""
    telling = Blueprint("stage_telling", __name__, url_prefix="/stage")
    desk = Desk(db, clock, who)
    _add_messages(telling, desk)
    _add_reading(telling, desk, here)
    _add_hall(telling, desk)
    _add_backdrop(telling, desk, backdrops)
    return telling


def _add_messages(telling: Blueprint, desk: Desk) -> None:
    db, clock, who = desk.db, desk.clock, desk.who

    @telling.post("/messages")
    @open_to(*CONTROL_ROLES)
    def send_message() -> dict[str, Any]:
        body, me = MessageBody.model_validate_json(request.get_data()), who()
        number = db.write(
            lambda s: screens.send_message(
                s, to=body.to, words=body.words, at=clock(), by=me.by, by_name=me.name
            )
        )
        return {"done": True, "message_id": number}

    @telling.post("/messages/take-back")
    @open_to(*CONTROL_ROLES)
    def take_back() -> dict[str, Any]:
        body, me = MessageIdBody.model_validate_json(request.get_data()), who()
        stood = db.write(lambda s: screens.take_back(s, body.message_id, at=clock(), by=me.by))
        return {"done": True, "changed": stood}

    @telling.post("/messages/quick-texts")
    @open_to(*CONTROL_ROLES)
    def set_quick_texts() -> dict[str, Any]:
        body, me = QuickTextsBody.model_validate_json(request.get_data()), who()
        changed = db.write(lambda s: screens.set_quick_texts(s, body.words, at=clock(), by=me.by))
        return {"done": True, "changed": changed}


def _add_reading(telling: Blueprint, desk: Desk, here: Callable[[], NamedScreen | None]) -> None:
    db, clock, who = desk.db, desk.clock, desk.who

    @telling.post("/messages/read")
    @open_to_screens_too
    @open_to(*READER_ROLES)
    def read_message() -> dict[str, Any]:
        body = ReadBody.model_validate_json(request.get_data())
        reader = _reader(here(), body.view, who)
        new = db.write(
            lambda s: screens.read_message(
                s, body.message_id, view=body.view, at=clock(), by=reader.by, by_name=reader.name
            )
        )
        return {"done": True, "changed": new}


def _reader(screen: NamedScreen | None, view: View, who: Callable[[], Who]) -> _Reader:
    """Name the screen that shows this view, else the operator.

    Raises:
        RoleMayNot: whoever is signed in does not see this view.
        Refusal: the screen shows another view, and nobody is signed in at it.
    """
    if screen is not None and screen.view is view:
        return _Reader(f"station:{screen.id}", screen.name)
    me = who()
    if me.role not in _READERS[view]:
        raise RoleMayNot
    return _Reader(me.by, me.name)


def _add_hall(telling: Blueprint, desk: Desk) -> None:
    db, clock, who = desk.db, desk.clock, desk.who

    @telling.post("/hall")
    @open_to(*CONTROL_ROLES)
    def show_in_hall() -> dict[str, Any]:
        body, me = HallBody.model_validate_json(request.get_data()), who()
        changed = db.write(
            lambda s: screens.show_in_hall(
                s, showing=body.showing, at=clock(), by=me.by, by_name=me.name
            )
        )
        return {"done": True, "changed": changed}


def _add_backdrop(telling: Blueprint, desk: Desk, backdrops: Backdrops) -> None:
    db, clock, who = desk.db, desk.clock, desk.who

    def choose(name: str) -> dict[str, Any]:
        me = who()
        changed = db.write(
            lambda s: screens.choose_backdrop(s, backdrop=name, at=clock(), by=me.by)
        )
        return {"done": True, "changed": changed, "backdrop_url": PICTURES + name if name else None}

    @telling.post("/hall/backdrop")
    @open_to(*CONTROL_ROLES)
    def choose_backdrop() -> dict[str, Any]:
        request.max_content_length = LARGEST_PICTURE
        if (request.content_length or 0) > LARGEST_PICTURE:
            raise PictureTooLarge(limit_mb=LARGEST_PICTURE // 1024**2)
        return choose(backdrops.keep(request.get_data(cache=False)))

    @telling.post("/hall/backdrop/remove")
    @open_to(*CONTROL_ROLES)
    def remove_backdrop() -> dict[str, Any]:
        return choose("")

    @telling.get("/pictures/<name>")
    @open_to_all
    def picture(name: str) -> Response:
        return send_file(backdrops.file(name), max_age=_YEAR_S)
