"""The programme for guests: the lobby's screen, and one still page for their own telephones.

The page is offered only where the organiser has set an address of the guests' network. It carries
no script and sets no cookie: a telephone that has opened it holds nothing of this server.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from flask import Blueprint, Response, make_response, render_template
from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode
from sqlalchemy.orm import Session

from conference import agenda
from conference.agenda import RUNDOWN_FACTS, AgendaItem, FrozenPlan, ItemState
from conference.clock import in_the_hall
from conference.database import Database
from conference.identity import IDENTITY_FACTS, the_conference
from conference.operators import open_to_all
from conference.refusals import NotFound
from conference.rooms import Part

PAGE = "/programme"
KEPT_FOR_S = 60
"""So long a telephone shows the page again without asking."""

_QUIET_MODULES = 4


@dataclass(frozen=True)
class Line:
    """One item as a guest reads it; `hours` is empty where nobody said when."""

    hours: str
    title: str
    performer: str


@dataclass(frozen=True)
class SittingLines:
    """What one sitting holds; `name` is empty where there is only one."""

    name: str
    lines: tuple[Line, ...]


def create_blueprint(
    db: Database, *, title_blocks: Callable[[], list[list[str]]], guest_address: str
) -> Blueprint:
    """Make the lobby and the guests' page; without a `guest_address` there is no such page."""
    guests = Blueprint("stage_guests", __name__, template_folder="templates")
    kept = Part(RUNDOWN_FACTS | IDENTITY_FACTS, programme_lines)

    @guests.get("/stage/lobby")
    @open_to_all
    def lobby() -> str:
        return render_template(
            "stage/lobby.html", title_blocks=title_blocks(), guest_page=bool(guest_address)
        )

    @guests.get(PAGE)
    @open_to_all
    def programme() -> Response:
        if not guest_address:
            raise NotFound
        with db.reading() as session:
            sittings = kept.now(session)
        answer = make_response(render_template("stage/guest_programme.html", sittings=sittings))
        answer.headers["Cache-Control"] = f"public, max-age={KEPT_FOR_S}"
        return answer

    @guests.get(f"{PAGE}/qr.svg")
    @open_to_all
    def programme_qr() -> Response:
        if not guest_address:
            raise NotFound
        return Response(qr_svg(guest_address.rstrip("/") + PAGE), mimetype="image/svg+xml")

    return guests


def programme_lines(session: Session) -> tuple[SittingLines, ...]:
    """Give the programme by sittings, as planned; what is left out stands on it no more."""
    state = agenda.rundown(session)
    shown = [one for one in state.items if state.of(one).state is not ItemState.SKIPPED]
    sittings = the_conference(session).sittings
    lines = {
        sitting.id: tuple(
            _line(one, state.of(one).plan or one) for one in shown if one.sitting_id == sitting.id
        )
        for sitting in sittings
    }
    several = sum(bool(of_one) for of_one in lines.values()) > 1
    return tuple(
        SittingLines(sitting.name if several else "", lines[sitting.id])
        for sitting in sittings
        if lines[sitting.id]
    )


def _line(item: AgendaItem, plan: AgendaItem | FrozenPlan) -> Line:
    moments = (plan.planned_start, plan.planned_end)
    hours = [f"{in_the_hall(one):%Hh%M}" for one in moments if one is not None]
    # An untimed programme is numbered, where the plan numbers it.
    return Line(" – ".join(hours) or item.number, plan.title, plan.performer)


@cache
def qr_svg(address: str) -> bytes:
    """Draw an address as a QR code, a picture of black squares on white."""
    code = QRCode(error_correction=ERROR_CORRECT_M, border=_QUIET_MODULES)
    code.add_data(address)
    code.make(fit=True)
    rows = code.get_matrix()
    squares = "".join(
        f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark
    )
    side = len(rows)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" '
        f'shape-rendering="crispEdges"><path fill="#fff" d="M0 0h{side}v{side}H0z"/>'
        f'<path fill="#1b1715" d="{squares}"/></svg>'
    ).encode()
