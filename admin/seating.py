"""/admin/seating: the hall's plan is drawn and changed here, and seats are given out.

Whatever the rule would do is shown first and written only when it is confirmed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

from flask import Blueprint, render_template, request
from pydantic import BaseModel, Field
from sqlalchemy import select
from sqlalchemy.orm import Session

from admin.hall_page import (
    editor_words,
    proposal_words,
    recipients_in_order,
    seat_holders,
    usher_words,
)
from conference import seating
from conference.clock import Clock
from conference.database import Database
from conference.delegates import Delegate
from conference.operators import Role, Who, open_to
from conference.refusals import N_, Refusal
from conference.seating import Person, Preset, Proposal, SeatingRule

LOOKERS = (Role.ADMIN, Role.SUPERVISOR, Role.RECEPTION, Role.VIP_RECEPTION)

MOST_PEOPLE = 15_000
LONGEST_PAIRS = 1024 * 1024
"""Bytes: who sat where in the largest hall is longer than any other body."""

_Id = Annotated[int, Field(ge=1, le=2**53)]
_Label = Annotated[str, Field(max_length=20)]
_Ids = Annotated[list[_Id], Field(max_length=500)]


class ProposalChanged(Refusal):
    """The list or the plan changed after the proposal was shown."""

    code = "proposal_changed"
    sentence = N_(
        "Danh sách hoặc sơ đồ đã thay đổi sau khi xem trước; chưa ghi gì. Vui lòng xem trước lại."
    )


class PlanBody(BaseModel):
    """A changed plan, and the digest of the one it was made from."""

    plan: dict[str, Any]
    seen: str = Field(max_length=64)


class PresetBody(BaseModel):
    """A hall to begin with, for so many people."""

    preset: Preset
    people: int = Field(ge=1, le=MOST_PEOPLE)
    seen: str = Field(max_length=64)


class RuleBody(BaseModel):
    """How seats are given out; `shown` is the digest of the proposal that was looked at."""

    in_front: _Ids = []
    apart: _Ids = []
    recipients: bool = True
    keep: bool = False
    shown: str = Field(default="", max_length=64)


class PairsBody(BaseModel):
    """Who sat where before, to be put back; nobody else is moved."""

    pairs: list[tuple[_Id, _Label]] = Field(max_length=MOST_PEOPLE)


class SeatBody(BaseModel):
    """A seat for one delegate."""

    delegate_id: _Id
    seat: str = Field(min_length=1, max_length=20)


class SwapBody(BaseModel):
    """Two seats whose holders change places; one may be free."""

    seat: str = Field(min_length=1, max_length=20)
    other: str = Field(min_length=1, max_length=20)


class AreasBody(BaseModel):
    """Areas by group and by unit."""

    groups: dict[_Id, Annotated[str, Field(max_length=60)]] = {}
    units: dict[_Id, Annotated[str, Field(max_length=60)]] = {}


def create_blueprint(  # noqa: C901 - one small function per route
    db: Database, clock: Clock, *, who: Callable[[], Who]
) -> Blueprint:
    """Make the routes of the hall."""
    hall = Blueprint("seating", __name__, url_prefix="/admin/seating", template_folder="templates")

    @hall.get("")
    @open_to(*LOOKERS)
    def editor() -> str:
        may_change = who().role is Role.ADMIN
        with db.reading() as session:
            return render_template(
                "admin/seating.html", **editor_words(session, may_change=may_change)
            )

    @hall.get("/usher")
    @open_to(*LOOKERS)
    def usher() -> str:
        query, label = request.args.get("q", "")[:200], request.args.get("seat", "")[:60]
        with db.reading() as session:
            return render_template("admin/seating_usher.html", **usher_words(session, query, label))

    @hall.post("/plan")
    @open_to(Role.ADMIN)
    def keep_plan() -> dict[str, Any]:
        body, me = PlanBody.model_validate_json(request.get_data()), who()
        wanted = seating.hall_from(body.plan)
        db.write(lambda s: seating.keep_hall(s, wanted, seen=body.seen, at=clock(), by=me.by))
        return {"done": True}

    @hall.post("/preset")
    @open_to(Role.ADMIN)
    def begin_with() -> dict[str, Any]:
        body, me = PresetBody.model_validate_json(request.get_data()), who()
        wanted = seating.preset_hall(body.preset, people=body.people)
        db.write(lambda s: seating.keep_hall(s, wanted, seen=body.seen, at=clock(), by=me.by))
        return {"done": True}

    @hall.post("/proposal")
    @open_to(Role.ADMIN)
    def propose() -> dict[str, Any]:
        body = RuleBody.model_validate_json(request.get_data())
        with db.reading() as session:
            people, proposal = _proposal(session, body)
        return proposal_words(people, proposal, keep=body.keep)

    @hall.post("/assign")
    @open_to(Role.ADMIN)
    def assign() -> dict[str, Any]:
        body, me = RuleBody.model_validate_json(request.get_data()), who()

        def confirm(session: Session) -> dict[str, Any]:
            people, proposal = _proposal(session, body)
            if proposal_words(people, proposal, keep=body.keep)["shown"] != body.shown:
                raise ProposalChanged
            before = _seats(session)
            changed = seating.assign_seats(
                session, proposal.pairs, keep=body.keep, at=clock(), by=me.by
            )
            return {"done": True, "changed": changed, "before": _moved(before, _seats(session))}

        return db.write(confirm)

    @hall.post("/clear")
    @open_to(Role.ADMIN)
    def clear() -> dict[str, Any]:
        me = who()

        def take_back(session: Session) -> dict[str, Any]:
            before = _seats(session)
            changed = seating.clear_seats(session, at=clock(), by=me.by)
            return {"done": True, "changed": changed, "before": _moved(before, _seats(session))}

        return db.write(take_back)

    @hall.post("/restore")
    @open_to(Role.ADMIN)
    def restore() -> dict[str, Any]:
        request.max_content_length = LONGEST_PAIRS
        body, me = PairsBody.model_validate_json(request.get_data()), who()
        changed = db.write(
            lambda s: seating.assign_seats(s, body.pairs, keep=True, at=clock(), by=me.by)
        )
        return {"done": True, "changed": changed}

    @hall.post("/seat")
    @open_to(Role.ADMIN)
    def give_seat() -> dict[str, Any]:
        body, me = SeatBody.model_validate_json(request.get_data()), who()
        pair = (body.delegate_id, body.seat)

        def give(session: Session) -> dict[str, Any]:
            one = session.get(Delegate, body.delegate_id)
            before = one.seat if one else ""
            seating.assign_seats(session, [pair], keep=True, at=clock(), by=me.by)
            return {"done": True, "before": [(body.delegate_id, before)]}

        return db.write(give)

    @hall.post("/swap")
    @open_to(Role.ADMIN)
    def swap() -> dict[str, Any]:
        body, me = SwapBody.model_validate_json(request.get_data()), who()
        return db.write(lambda s: _swap(s, body, clock, me.by))

    @hall.post("/areas")
    @open_to(Role.ADMIN)
    def areas() -> dict[str, Any]:
        body, me = AreasBody.model_validate_json(request.get_data()), who()
        changed = db.write(
            lambda s: seating.assign_areas(
                s, by_group=body.groups, by_unit=body.units, at=clock(), by=me.by
            )
        )
        return {"done": True, "changed": changed}

    return hall


def _proposal(session: Session, body: RuleBody) -> tuple[list[Person], Proposal]:
    hall = seating.the_hall(session)
    if hall is None:
        raise seating.NoHall
    people = seating.people_to_seat(session)
    rule = SeatingRule(
        in_front=body.in_front,
        apart=body.apart,
        recipients=recipients_in_order(session) if body.recipients else (),
        keep=body.keep,
    )
    return people, seating.propose_seats(hall, people, rule)


def _seats(session: Session) -> dict[int, str]:
    """Give the seat of everybody on the list, empty where there is none."""
    found = session.execute(select(Delegate.id, Delegate.seat))
    return {row.id: row.seat for row in found}


def _moved(before: dict[int, str], after: dict[int, str]) -> list[tuple[int, str]]:
    """Give the earlier seats of those who have another now, which is what undo names."""
    return [(one, seat) for one, seat in before.items() if after[one] != seat]


def _swap(session: Session, body: SwapBody, clock: Clock, by: str) -> dict[str, Any]:
    """Let the holders of two seats change places; where one is free, the other moves there."""
    people = seating.people_to_seat(session)
    holders = seat_holders(people)
    moves = {body.other: holders.get(body.seat), body.seat: holders.get(body.other)}
    moved = [(person.id, label) for label, person in moves.items() if person is not None]
    seats = {person.id: person.seat for person in moves.values() if person is not None}
    seating.assign_seats(session, moved, keep=True, at=clock(), by=by)
    return {"done": True, "before": [(one, seats[one]) for one, _ in moved]}
