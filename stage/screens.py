"""The stage's named screens: which there are, who sees them, and what each is told to show.

A screen opens /stage/screen; its device is paired by a one-time code and from then on shows the
view that the control page chose, staff views too, without anybody's sign-in.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated, Any

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue
from pydantic import BaseModel, Field

from conference import screens
from conference.clock import Clock, to_ms
from conference.database import Database
from conference.operators import ROLE_NAMES, Role, Who, open_to, open_to_all
from conference.refusals import NotFound
from conference.screens import NamedScreen, View
from conference.stations import PairingOffer
from stage.desk import Desk
from stage.snapshot import CONTROL_ROLES

_Name = Annotated[str, Field(max_length=100)]


@dataclass(frozen=True)
class Seen:
    """A page on the stage that says it is there: a named screen's, or one of somebody signed in.

    `live` is false once it has said nothing for some seconds; `build` is the version it runs.
    """

    screen_id: int | None
    name: str
    role: Role | None
    room: str
    build: str
    since_ms: int
    last_ms: int
    live: bool


@dataclass(frozen=True)
class ScreensLent:
    """What the server lends to these routes.

    `here` gives the paired screen that makes a request, `flash` lets a screen show its name and
    says whether it is there to do so, `viewers` counts who watches the public rooms, `addresses`
    are those under which other machines of the hall reach the server.
    """

    here: Callable[[], NamedScreen | None]
    seen: Callable[[], list[Seen]]
    flash: Callable[[int, str], bool]
    viewers: Callable[[], dict[str, int]]
    build: Callable[[], str]
    addresses: Callable[[], list[str]]


class ScreenBody(BaseModel):
    """A screen to be named."""

    name: _Name
    view: View = screens.FIRST_VIEW


class ViewBody(BaseModel):
    """What a screen is to show."""

    view: View


class NameBody(BaseModel):
    """What a screen is to be called."""

    name: _Name


def view_address(view: View) -> str:
    """Give where a view is opened."""
    return f"/stage/{view.value}"


def create_blueprint(
    db: Database, clock: Clock, *, who: Callable[[], Who], lent: ScreensLent
) -> Blueprint:
    """Make the routes of named screens."""
    named = Blueprint("stage_screens", __name__, url_prefix="/stage", template_folder="templates")
    _add_page(named, lent)
    _add_list(named, db, lent)
    desk = Desk(db, clock, who)
    _add_naming(named, desk, lent)
    _add_switching(named, desk, lent)
    return named


def _add_page(named: Blueprint, lent: ScreensLent) -> None:
    @named.get("/screen")
    @open_to_all
    def screen() -> ResponseReturnValue:
        here = lent.here()
        if here is None:
            return render_template("stage/screen.html")
        # The mark tells the page that it follows the control: who opens a view by hand stays there.
        return redirect(f"{view_address(here.view)}?screen", HTTPStatus.SEE_OTHER)


def _add_list(named: Blueprint, db: Database, lent: ScreensLent) -> None:
    @named.get("/screens")
    @open_to(*CONTROL_ROLES)
    def screen_list() -> dict[str, Any]:
        with db.reading() as session:
            known = screens.named_screens(session)
        seen, build = lent.seen(), lent.build()
        of_screen = {one.screen_id: one for one in seen if one.screen_id is not None}
        return {
            "screens": [_screen_words(one, of_screen.get(one.id), build) for one in known],
            "staff": [_staff_words(one, build) for one in seen if one.screen_id is None],
            "viewers": lent.viewers(),
        }


def _add_naming(named: Blueprint, desk: Desk, lent: ScreensLent) -> None:
    db, clock, who = desk.db, desk.clock, desk.who

    def offer_words(offer: PairingOffer) -> dict[str, Any]:
        return {
            "id": offer.station_id,
            "pairing_code": offer.pairing_code,
            "expires_ms": to_ms(offer.expires),
            # What the control page calls the server may be this machine's name for itself.
            "addresses": [f"{base}/stage/screen" for base in lent.addresses()],
        }

    @named.post("/screens")
    @open_to(*CONTROL_ROLES)
    def add_screen() -> dict[str, Any]:
        body, me = ScreenBody.model_validate_json(request.get_data()), who()
        return offer_words(
            db.write(
                lambda s: screens.add_screen(
                    s, name=body.name, view=body.view, at=clock(), by=me.by
                )
            )
        )

    @named.post("/screens/<int:screen_id>/code")
    @open_to(*CONTROL_ROLES)
    def pair_again(screen_id: int) -> dict[str, Any]:
        me = who()
        return offer_words(
            db.write(lambda s: screens.pair_screen_again(s, screen_id, at=clock(), by=me.by))
        )

    @named.post("/screens/<int:screen_id>/name")
    @open_to(*CONTROL_ROLES)
    def rename_screen(screen_id: int) -> dict[str, Any]:
        body, me = NameBody.model_validate_json(request.get_data()), who()
        changed = db.write(
            lambda s: screens.rename_screen(s, screen_id, name=body.name, at=clock(), by=me.by)
        )
        return {"done": True, "changed": changed}

    @named.post("/screens/<int:screen_id>/forget")
    @open_to(*CONTROL_ROLES)
    def forget_screen(screen_id: int) -> dict[str, Any]:
        me = who()
        db.write(lambda s: screens.forget_screen(s, screen_id, at=clock(), by=me.by))
        return {"done": True}


def _add_switching(named: Blueprint, desk: Desk, lent: ScreensLent) -> None:
    db, clock, who = desk.db, desk.clock, desk.who

    @named.post("/screens/<int:screen_id>/view")
    @open_to(*CONTROL_ROLES)
    def switch_screen(screen_id: int) -> dict[str, Any]:
        body, me = ViewBody.model_validate_json(request.get_data()), who()
        changed = db.write(
            lambda s: screens.switch_screen(s, screen_id, view=body.view, at=clock(), by=me.by)
        )
        return {"done": True, "changed": changed}

    @named.post("/screens/<int:screen_id>/flash")
    @open_to(*CONTROL_ROLES)
    def flash(screen_id: int) -> dict[str, Any]:
        with db.reading() as session:
            names = {one.id: one.name for one in screens.named_screens(session)}
        if screen_id not in names:
            raise NotFound
        return {"done": True, "shown": lent.flash(screen_id, names[screen_id])}


def _screen_words(one: NamedScreen, seen: Seen | None, build: str) -> dict[str, Any]:
    return {
        "id": one.id,
        "name": one.name,
        "view": one.view,
        "state": _state(one, seen),
        "shows": seen.room if seen else None,
        "since_ms": seen.since_ms if seen else None,
        "last_ms": seen.last_ms if seen else None,
        "build": seen.build if seen else None,
        "old_build": _is_old(seen, build),
        "code_until_ms": to_ms(one.code_until) if one.code_until else None,
    }


def _state(one: NamedScreen, seen: Seen | None) -> str:
    if not one.paired:
        return "unpaired"
    if seen is None:
        return "unseen"
    return "live" if seen.live else "lost"


def _staff_words(one: Seen, build: str) -> dict[str, Any]:
    return {
        "name": one.name,
        "role": ROLE_NAMES[one.role] if one.role else "",
        "room": one.room,
        "state": "live" if one.live else "lost",
        "since_ms": one.since_ms,
        "last_ms": one.last_ms,
        "build": one.build,
        "old_build": _is_old(one, build),
    }


def _is_old(seen: Seen | None, build: str) -> bool:
    return seen is not None and seen.live and seen.build != build
