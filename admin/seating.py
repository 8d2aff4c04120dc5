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
    usher_words,
)
from conference import seating
from conference.base import LARGEST_ID
from conference.clock import Clock
from conference.database import Database, RunApart, run_here
from conference.delegates import Delegate, ListState
from conference.operators import Role, Who, open_to
from conference.refusals import N_, Refusal
from conference.seating import Person, Preset, Proposal, SeatingRule, SeatMoves

LOOKERS = (Role.ADMIN, Role.SUPERVISOR, Role.RECEPTION, Role.VIP_RECEPTION)

MOST_PEOPLE = 15_000
LONGEST_PAIRS = 1024 * 1024
"""Bytes: who sat where in the largest hall is longer than any other body."""

_Id = Annotated[int, Field(ge=1, le=LARGEST_ID)]
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


def create_blueprint(
    db: Database, clock: Clock, *, who: Callable[[], Who], run_apart: RunApart = run_here
) -> Blueprint:
    """Make the routes of the hall.

    Moves of all delegates are worked out by `run_apart` in a read, so that no scan waits for it.
    """
    hall = Blueprint("seating", __name__, url_prefix="/admin/seating", template_folder="templates")

    _add_pages(hall, db, who)
    _add_plan(hall, db, clock, who)
    _add_moves(hall, db, clock, who=who, run_apart=run_apart)
    _add_seats(hall, db, clock, who)
    return hall


def _add_pages(hall: Blueprint, db: Database, who: Callable[[], Who]) -> None:
    """Add the editor and the page of the ushers."""

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


def _add_plan(hall: Blueprint, db: Database, clock: Clock, who: Callable[[], Who]) -> None:
    """Add how the plan of the hall is begun and kept."""

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


def _add_moves(
    hall: Blueprint, db: Database, clock: Clock, *, who: Callable[[], Who], run_apart: RunApart
) -> None:
    """Add what moves many at once: a rule, shown first; everybody's seat taken back or put back."""

    def move(work_out: Callable[[Session], SeatMoves]) -> dict[str, Any]:
        by, at = who().by, clock()
        ready = run_apart(lambda: _worked_out(db, work_out))
        done = db.write(lambda s: seating.move_seats(s, ready, anew=work_out, at=at, by=by))
        return {"done": True, "changed": len(done.moves), "before": done.before}

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
        body = RuleBody.model_validate_json(request.get_data())

        def as_shown(session: Session) -> SeatMoves:
            people, proposal = _proposal(session, body)
            if proposal_words(people, proposal, keep=body.keep)["shown"] != body.shown:
                raise ProposalChanged
            return seating.seat_moves(session, proposal.pairs, keep=body.keep)

        return move(as_shown)

    @hall.post("/clear")
    @open_to(Role.ADMIN)
    def clear() -> dict[str, Any]:
        return move(seating.clearing_moves)

    @hall.post("/restore")
    @open_to(Role.ADMIN)
    def restore() -> dict[str, Any]:
        request.max_content_length = LONGEST_PAIRS
        pairs = PairsBody.model_validate_json(request.get_data()).pairs
        return move(lambda s: seating.seat_moves(s, pairs, keep=True))


def _add_seats(hall: Blueprint, db: Database, clock: Clock, who: Callable[[], Who]) -> None:
    """Add one seat for one delegate, two that change places, and areas."""

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


def _worked_out(db: Database, work_out: Callable[[Session], SeatMoves]) -> SeatMoves:
    with db.reading() as session:
        return work_out(session)


def _swap(session: Session, body: SwapBody, clock: Clock, by: str) -> dict[str, Any]:
    """Let the holders of two seats change places; where one is free, the other moves there."""
    both = select(Delegate.seat, Delegate.id).where(
        Delegate.seat.in_([body.seat, body.other]), Delegate.state == ListState.APPROVED
    )
    holders = {row.seat: row.id for row in session.execute(both)}
    turns = {body.seat: body.other, body.other: body.seat}
    moved = [(holders[now], then) for now, then in turns.items() if now in holders]
    seating.assign_seats(session, moved, keep=True, at=clock(), by=by)
    return {"done": True, "before": [(one, seat) for seat, one in holders.items()]}
