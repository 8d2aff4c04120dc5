"""The reception desk (/kiosk/desk): its page, its room, and what it does beside the door's API.

Check-in, undo, leave and search are the API's; here stands what needs a person: badges, seats, and
whoever is put on the list at the door.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, render_template, request
from sqlalchemy.orm import Session

from conference.agenda import RUNDOWN_FACTS, hall_is_still
from conference.attendance import DOOR_DESK_FACTS, LEAVE_MAY_SET_ASIDE, AtStation
from conference.clock import Clock
from conference.database import Database
from conference.delegates import (
    ROSTER_FACTS,
    Approval,
    NewDelegate,
    Substitute,
    all_groups,
    all_units,
    name_seat_holder,
)
from conference.doors import DOOR_FACTS
from conference.handing import HANDING_FACTS
from conference.identity import door_setting
from conference.names import tidy
from conference.operators import Role, Who, open_to
from conference.overrides import (
    OVERRIDE_FACTS,
    Newcomer,
    ask_substitute,
    put_substitute,
    put_walk_in,
)
from conference.printing import PRINT_FACTS, badge_again
from conference.refusals import N_, Refusal
from conference.rooms import Part, Room, Snapshot, kinds_of
from conference.seating import SEATING_FACTS, give_seat
from conference.standing_in import PLACE_FACTS
from conference.stations import StationPrintsOtherwise
from conference.verdicts import STAFF_WORDS
from kiosk.desk_bodies import BadgeBody, HolderBody, SeatBody, SubstituteBody, WalkInBody
from kiosk.desk_card import (
    delegation,
    desk_card,
    desk_question,
    free_seats_of,
    recent,
    the_card,
)
from kiosk.devices import know_again
from kiosk.leave import SUPERVISORS, approver
from kiosk.pins import Pins

DESK_ROLES = (Role.ADMIN, Role.SUPERVISOR, Role.RECEPTION)


class SupervisorNeeded(Refusal):
    """Only a supervisor may approve this, signed in or by PIN."""

    code = "supervisor_needed"
    sentence = N_(
        "Việc này cần Phụ trách đón tiếp duyệt; dữ liệu chưa thay đổi. Vui lòng mời Phụ trách nhập "
        "mã PIN."
    )


@dataclass(frozen=True)
class DeskLent:
    """What the server lends the desk."""

    who: Callable[[], Who]
    station: Callable[[], AtStation]
    pins: Pins


def create_blueprint(db: Database, clock: Clock, lent: DeskLent) -> Blueprint:
    """Make the desk's routes."""
    desk = Blueprint("desk", __name__, url_prefix="/kiosk/desk", template_folder="templates")
    desk.after_request(know_again)
    _show(desk, db, clock, lent)
    _give(desk, db, clock, lent)
    _name_holders(desk, db, clock, lent)
    _put_substitutes(desk, db, clock, lent)
    _put_walk_ins(desk, db, clock, lent)
    return desk


def desk_room() -> Room:
    """Give the room of the reception desks."""
    facts = DOOR_DESK_FACTS | OVERRIDE_FACTS | PRINT_FACTS | ROSTER_FACTS | DOOR_FACTS
    # Of the card that lies open: the seat, what is handed over, what a substitute takes on.
    facts |= SEATING_FACTS | HANDING_FACTS | PLACE_FACTS | kinds_of(StationPrintsOtherwise)
    roles = frozenset(role.value for role in DESK_ROLES)
    still = Part(RUNDOWN_FACTS, hall_is_still)

    def question(session: Session, now: dt.datetime) -> Snapshot:
        return desk_question(session, now) | {"still": still.now(session)}

    return Room("desk", "/kiosk", roles, facts | RUNDOWN_FACTS, question)


def _show(desk: Blueprint, db: Database, clock: Clock, lent: DeskLent) -> None:
    """Add the page and what it asks for."""

    @desk.get("")
    @open_to(*DESK_ROLES)
    def page() -> str:
        station, me = lent.station(), lent.who()
        with db.reading() as session:
            door = door_setting(session, clock())
            units = [unit.name for unit in all_units(session)]
            groups = [group.name for group in all_groups(session)]
        return render_template(
            "kiosk/reception.html",
            station=station,
            printing=station.printing,
            preprinted=door.preprinted,
            decides=me.role in SUPERVISORS,
            leave_rules=sorted(LEAVE_MAY_SET_ASIDE),
            staff_words=STAFF_WORDS,
            units=units,
            groups=groups,
        )

    @desk.get("/recent")
    @open_to(*DESK_ROLES)
    def last_attempts() -> dict[str, Any]:
        station = lent.station()
        with db.reading() as session:
            return recent(session, station)

    @desk.get("/delegates/<int:delegate_id>")
    @open_to(*DESK_ROLES)
    def show_person(delegate_id: int) -> dict[str, Any]:
        with db.reading() as session:
            return desk_card(session, delegate_id, clock())

    @desk.get("/delegates/<int:delegate_id>/seats")
    @open_to(*DESK_ROLES)
    def show_seats(delegate_id: int) -> dict[str, Any]:
        with db.reading() as session:
            return {"seats": free_seats_of(session, delegate_id)}

    @desk.get("/delegations/<int:unit_id>")
    @open_to(*DESK_ROLES)
    def show_delegation(unit_id: int) -> dict[str, Any]:
        with db.reading() as session:
            return delegation(session, unit_id, clock())


def _give(desk: Blueprint, db: Database, clock: Clock, lent: DeskLent) -> None:
    """Add what is given at the desk: a badge, a seat."""

    @desk.post("/delegates/<int:delegate_id>/badge")
    @open_to(*DESK_ROLES)
    def print_badge(delegate_id: int) -> dict[str, Any]:
        body, me, station = (
            BadgeBody.model_validate_json(request.get_data()),
            lent.who(),
            lent.station(),
        )
        job_id = db.write(lambda s: _badge_again(s, delegate_id, body, me, station, clock))
        return {"done": True, "job_id": job_id, "pool": station.pool}

    @desk.post("/delegates/<int:delegate_id>/seat")
    @open_to(*DESK_ROLES)
    def change_seat(delegate_id: int) -> dict[str, Any]:
        body, me = SeatBody.model_validate_json(request.get_data()), lent.who()
        seat = db.write(lambda s: give_seat(s, delegate_id, tidy(body.seat), at=clock(), by=me.by))
        return {"done": True, "seat": seat}


def _badge_again(  # noqa: PLR0917 - whose, why, by whom, where, when
    session: Session,
    delegate_id: int,
    body: BadgeBody,
    me: Who,
    station: AtStation,
    clock: Clock,
) -> int:
    at = clock()
    door = door_setting(session, at)
    return badge_again(
        session,
        the_card(session, delegate_id, door),
        request_id=body.request_id,
        reason=tidy(body.reason),
        conference_number=door.number,
        title_lines=list(door.title_lines),
        rehearsal=door.rehearsal,
        requested_by=station.name or me.name,
        pool=station.pool,
        at=at,
        by=me.by,
    )


def _name_holders(desk: Blueprint, db: Database, clock: Clock, lent: DeskLent) -> None:
    """Add who has come on a seat without a name."""

    @desk.post("/delegates/<int:delegate_id>/holder")
    @open_to(*DESK_ROLES)
    def name_holder(delegate_id: int) -> dict[str, Any]:
        body, me = HolderBody.model_validate_json(request.get_data()), lent.who()
        db.write(
            lambda s: name_seat_holder(
                s,
                delegate_id,
                full_name=body.full_name,
                position=body.position,
                at=clock(),
                by=me.by,
            )
        )
        return {"done": True, "delegate_id": delegate_id}


def _put_substitutes(desk: Blueprint, db: Database, clock: Clock, lent: DeskLent) -> None:
    """Add who comes in somebody's place: by a supervisor here, or asked for by phone."""

    @desk.post("/delegates/<int:delegate_id>/substitute")
    @open_to(*DESK_ROLES)
    def send_substitute(delegate_id: int) -> dict[str, Any]:
        body, me = SubstituteBody.model_validate_json(request.get_data()), lent.who()
        station = lent.station()
        supervisor = approver(lent.pins, me, station, body.pin, at=clock())
        words = body.model_dump(exclude={"pin", "request_id"})
        comes = Substitute(**words, approver=supervisor.name if supervisor else "")
        if supervisor is None:
            asked = db.write(
                lambda s: ask_substitute(
                    s,
                    delegate_id,
                    comes,
                    request_id=body.request_id,
                    station=station,
                    at=clock(),
                    by=me.by,
                )
            )
            return _newcomer(asked)
        put = db.write(
            lambda s: put_substitute(
                s, delegate_id, comes, request_id=body.request_id, at=clock(), by=me.by
            )
        )
        return _newcomer(put)


def _put_walk_ins(desk: Blueprint, db: Database, clock: Clock, lent: DeskLent) -> None:
    """Add who stands on no list."""

    @desk.post("/walk-ins")
    @open_to(*DESK_ROLES)
    def add_walk_in() -> dict[str, Any]:
        body, me = WalkInBody.model_validate_json(request.get_data()), lent.who()
        station = lent.station()
        supervisor = approver(lent.pins, me, station, body.pin, at=clock())
        person = NewDelegate(**body.model_dump(exclude={"request_id", "pin", "reason"}))
        # Without a supervisor here one is asked by phone, where the list's rules need one.
        approval = Approval(
            supervisor.name if supervisor else "", body.reason, may_exceed=supervisor is not None
        )
        added = db.write(
            lambda s: put_walk_in(
                s,
                person,
                request_id=body.request_id,
                approval=approval,
                station=station,
                at=clock(),
                by=me.by,
            )
        )
        return _newcomer(added)


def _newcomer(added: Newcomer) -> dict[str, Any]:
    """Give who was put on the list, or whose request waits for a supervisor (`leave_id`)."""
    return {"done": True, "delegate_id": added.delegate_id, "leave_id": added.leave_id}
