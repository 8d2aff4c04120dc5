"""Leave to override: asked at a desk, decided on the supervisor's own phone or by PIN."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any

from flask import Blueprint, Response, render_template, request
from pydantic import BaseModel, Field
from sqlalchemy.orm import Session

from conference.attendance import DISPUTE_FACTS, AtStation, count_open_disputes
from conference.base import LARGEST_ID
from conference.clock import Clock, to_ms
from conference.database import Database
from conference.identity import door_setting
from conference.operators import Role, Who, open_to, set_pin
from conference.overrides import (
    OVERRIDE_FACTS,
    Leave,
    ask_leave,
    decide_leave,
    decided_leaves,
    grant_leave_at_once,
    leaves_of_station,
    waiting_leaves,
    withdraw_leave,
)
from conference.refusals import N_
from conference.rooms import Room, Snapshot
from conference.verdicts import RULE_NAMES, Reason
from kiosk.pins import Pins

SUPERVISORS = (Role.SUPERVISOR, Role.ADMIN)
ASKERS = (Role.RECEPTION, Role.SUPERVISOR, Role.ADMIN)

GRANT_REASONS = (
    N_("Đã kiểm tra giấy tờ, đúng người được mời"),
    N_("Lãnh đạo Ban Tổ chức đồng ý"),
    N_("Có giấy cử hoặc giấy giới thiệu của đơn vị"),
    N_("Còn chỗ trong hội trường"),
)
DECLINE_REASONS = (
    N_("Chưa rõ người, mời đến bàn hỗ trợ kiểm tra"),
    N_("Đơn vị đã có người dự thay"),
    N_("Hội trường không còn chỗ"),
    N_("Đại biểu của buổi khác"),
)

_RequestId = Annotated[str, Field(min_length=8, max_length=36, pattern=r"^[0-9A-Za-z-]+$")]
_Id = Annotated[int, Field(ge=1, le=LARGEST_ID)]
_Words = Annotated[str, Field(max_length=300)]
_Pin = Annotated[str, Field(max_length=32)]


class AskBody(BaseModel):
    """A desk asks; the same `request_id` is the same request."""

    request_id: _RequestId
    delegate_id: _Id
    rule: Reason
    words: _Words


class DecideBody(BaseModel):
    """A supervisor's yes or no, and why."""

    granted: bool
    words: _Words


class ByPinBody(BaseModel):
    """A yes by a supervisor who stands at the desk; the same `scan_id` gets the same answer."""

    scan_id: _RequestId
    delegate_id: _Id
    rule: Reason
    words: _Words
    pin: _Pin


class PinBody(BaseModel):
    """The PIN that somebody chose."""

    pin: _Pin


@dataclass(frozen=True)
class LeaveLent:
    """What the server lends these pages."""

    who: Callable[[], Who]
    station: Callable[[], AtStation]
    pins: Pins
    badges: Callable[[], bool]


def typed_at(station: AtStation, me: Who) -> list[str]:
    """Name the places at which wrong PINs are counted: the station, and whoever is signed in."""
    return [me.by] if station.id is None else [station.by, me.by]


def approver(pins: Pins, me: Who, station: AtStation, pin: str, *, at: dt.datetime) -> Who | None:
    """Give who approves: the supervisor that is signed in, or the one whose PIN this is.

    None where neither is: whoever asks needs a supervisor.

    Raises:
        PinWrong, PinWait, PinNobodys: nobody's PIN, too many wrong ones, or nobody has any yet.
    """
    if me.role in SUPERVISORS:
        return me
    return pins.needed(pin, places=typed_at(station, me), at=at) if pin else None


def create_blueprint(db: Database, clock: Clock, lent: LeaveLent) -> Blueprint:
    """Make the routes of leave and PIN."""
    leave = Blueprint("leave", __name__, url_prefix="/kiosk", template_folder="templates")
    _ask(leave, db, clock, lent)
    _ask_a_pin(leave, db, clock, lent)
    _decide(leave, db, clock, lent)
    _choose_pin(leave, db, clock, lent)
    return leave


def leave_room() -> Room:
    """Give the room of the supervisors' phones: who waits, what was decided, what is in dispute."""
    roles = frozenset(role.value for role in SUPERVISORS)
    return Room("leave", "/kiosk", roles, OVERRIDE_FACTS | DISPUTE_FACTS, _supervisors_see)


def _ask(leave: Blueprint, db: Database, clock: Clock, lent: LeaveLent) -> None:
    """Add what a desk does: ask, ask no more, and look."""

    @leave.post("/leave")
    @open_to(*ASKERS)
    def ask() -> dict[str, Any]:
        body, me, at = AskBody.model_validate_json(request.get_data()), lent.who(), lent.station()
        override_id = db.write(
            lambda s: ask_leave(
                s,
                request_id=body.request_id,
                delegate_id=body.delegate_id,
                rule=body.rule,
                words=body.words,
                station_id=at.id,
                station_name=at.name,
                at=clock(),
                by=me.by,
            )
        )
        return {"done": True, "leave_id": override_id}

    @leave.post("/leave/<int:override_id>/withdraw")
    @open_to(*ASKERS)
    def withdraw(override_id: int) -> dict[str, Any]:
        me, station_id = lent.who(), lent.station().id
        db.write(
            lambda s: withdraw_leave(
                s,
                override_id,
                station_id=station_id,
                supervises=me.role in SUPERVISORS,
                at=clock(),
                by=me.by,
            )
        )
        return {"done": True}

    @leave.get("/leave/asked")
    @open_to(*ASKERS)
    def asked() -> dict[str, Any]:
        me, station = lent.who(), lent.station()
        with db.reading() as session:
            found = leaves_of_station(session, station.id, asked_by=me.by)
        return {"leaves": [leave_words(one) for one in found]}


def _ask_a_pin(leave: Blueprint, db: Database, clock: Clock, lent: LeaveLent) -> None:
    """Add the leave of a supervisor who stands at the desk and types the own PIN."""

    @leave.post("/leave/by-pin")
    @open_to(*ASKERS)
    def by_pin() -> Response:
        body, me, at = ByPinBody.model_validate_json(request.get_data()), lent.who(), lent.station()
        supervisor = lent.pins.needed(body.pin, places=typed_at(at, me), at=clock())
        answer = db.write(
            lambda s: grant_leave_at_once(
                s,
                request_id=body.scan_id,
                delegate_id=body.delegate_id,
                rule=body.rule,
                words=body.words,
                station=at,
                asked_by=me.by,
                approver=supervisor.name,
                at=clock(),
                by=supervisor.by,
                badges=lent.badges(),
            )
        )
        return Response(answer, mimetype="application/json")


def _decide(leave: Blueprint, db: Database, clock: Clock, lent: LeaveLent) -> None:
    """Add the supervisor's page and decision."""

    @leave.get("/leave")
    @open_to(*SUPERVISORS)
    def show() -> str:
        return render_template(
            "kiosk/leave.html",
            rule_words=RULE_NAMES,
            grant_reasons=GRANT_REASONS,
            decline_reasons=DECLINE_REASONS,
        )

    @leave.post("/leave/<int:override_id>/decide")
    @open_to(*SUPERVISORS)
    def decide(override_id: int) -> Response | dict[str, Any]:
        body, me = DecideBody.model_validate_json(request.get_data()), lent.who()
        answer = db.write(
            lambda s: decide_leave(
                s,
                override_id,
                granted=body.granted,
                words=body.words,
                approver=me.name,
                at=clock(),
                by=me.by,
                badges=lent.badges(),
            )
        )
        if answer is None:
            return {"done": True}
        return Response(answer, mimetype="application/json")


def _choose_pin(leave: Blueprint, db: Database, clock: Clock, lent: LeaveLent) -> None:
    """Add the page on which a supervisor chooses the own PIN."""

    @leave.get("/pin")
    @open_to(*SUPERVISORS)
    def show_pin() -> str:
        return render_template("kiosk/pin.html", has_pin=lent.pins.has_one(lent.who()))

    @leave.post("/pin")
    @open_to(*SUPERVISORS)
    def choose_pin() -> dict[str, Any]:
        body, me = PinBody.model_validate_json(request.get_data()), lent.who()
        pin_hash = lent.pins.chosen(body.pin, me=me)
        db.write(lambda s: set_pin(s, me.id, pin_hash, at=clock(), by=me.by))
        return {"done": True}


def _supervisors_see(session: Session, now: dt.datetime) -> Snapshot:
    sitting_id = door_setting(session, now).sitting_id
    return {
        "waiting": [leave_words(one) for one in waiting_leaves(session, sitting_id)],
        "decided": [leave_words(one) for one in decided_leaves(session)],
        "disputes": count_open_disputes(session),
    }


def leave_words(one: Leave) -> dict[str, Any]:
    """Give a request for leave as pages read it."""
    return {
        "id": one.id,
        "delegate_id": one.delegate_id,
        "name": one.name,
        "mark": one.mark,
        "card_number": one.card_number,
        "position": one.position,
        "unit": one.unit,
        "group": one.group,
        "stands_in_for": one.stands_in_for,
        "rule": one.rule,
        "words": one.words,
        "state": one.state,
        "asked_ms": to_ms(one.asked_at),
        "asked_by": one.asked_by,
        "station": one.station_name,
        "decided_ms": to_ms(one.decided_at) if one.decided_at else None,
        "decided_by": one.decided_by,
        "decided_words": one.decided_words,
    }
