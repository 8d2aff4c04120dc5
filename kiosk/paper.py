"""Entering the ticks of the paper list afterwards: number, Enter, number, Enter (/kiosk/paper)."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable
from typing import Any

from flask import Blueprint, render_template, request
from flask_babel import gettext
from pydantic import BaseModel, Field
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from conference.attendance import (
    MADE_BY_TICK,
    Attendance,
    Scan,
    ScanSource,
    WrittenTimeWrong,
    enter_from_paper,
    paper_sittings,
    take_back_tick,
)
from conference.base import LARGEST_ID
from conference.clock import Clock, hall_moment, in_the_hall
from conference.database import Database
from conference.delegates import Delegate, ListState, find_delegates
from conference.names import tidy
from conference.operators import Role, Who, open_to
from conference.verdicts import STAFF_WORDS, Reason, Verdict

ENTERERS = (Role.RECEPTION, Role.SUPERVISOR, Role.ADMIN)
MOST_CHOICES = 9
RECENT = 30
SHORTEST_CARD, LONGEST_CARD = 3, 6
"""How many digits a card number has at least and at most; zeros in front need not be typed."""

_TIME = re.compile(r"(\d{1,2})(?:\s*[h:.g]\s*(\d{1,2})?|(\d{2}))", re.IGNORECASE)
SCAN_ID = r"^[0-9A-Za-z-]+$"


class TickBody(BaseModel):
    """A tick: by what is written on paper, or whoever was chosen; `time` as on paper, or empty.

    `sitting_id` is the sitting that the page names; without it, the one of the time.
    """

    scan_id: str = Field(min_length=8, max_length=36, pattern=SCAN_ID)
    words: str = Field("", max_length=100)
    delegate_id: int | None = Field(None, ge=1, le=LARGEST_ID)
    time: str = Field("", max_length=10)
    sitting_id: int | None = Field(None, ge=1, le=LARGEST_ID)


class UndoBody(BaseModel):
    """Which tick was a mistake."""

    scan_id: str = Field(min_length=8, max_length=36, pattern=SCAN_ID)


def create_blueprint(db: Database, clock: Clock, *, who: Callable[[], Who]) -> Blueprint:
    """Make the routes of the ticks from paper."""
    routes = Blueprint("paper", __name__, url_prefix="/kiosk/paper", template_folder="templates")
    _show(routes, db, clock)
    _tick(routes, db, clock, who)
    return routes


def _show(routes: Blueprint, db: Database, clock: Clock) -> None:
    """Add the page."""

    @routes.get("")
    @open_to(*ENTERERS)
    def show() -> str:
        with db.reading() as session:
            ticks = recent_ticks(session)
            entered = session.scalar(select(func.count()).where(_ON_PAPER)) or 0
            sittings = [(one.id, one.name) for one in paper_sittings(session, clock())]
        return render_template(
            "kiosk/paper_ticks.html", ticks=ticks, entered=entered, sittings=sittings
        )


def _tick(routes: Blueprint, db: Database, clock: Clock, who: Callable[[], Who]) -> None:
    """Add what is entered, and taken back."""

    @routes.post("/tick")
    @open_to(*ENTERERS)
    def tick() -> dict[str, Any]:
        body, me, now = TickBody.model_validate_json(request.get_data()), who(), clock()
        written_at = written_moment(body.time, now)
        with db.reading() as session:
            meant = body.delegate_id or _holder(session, body.words)
            if meant is None:
                return _question(session, body.words)
        text = db.write(
            lambda s: enter_from_paper(
                s,
                meant,
                scan_id=body.scan_id,
                written_at=written_at,
                sitting_id=body.sitting_id,
                at=now,
                by=me.by,
            )
        )
        with db.reading() as session:
            delegate = _words(session, meant)
        return {"done": True, "delegate": delegate, **_spoken(json.loads(text))}

    @routes.post("/undo")
    @open_to(*ENTERERS)
    def undo() -> dict[str, Any]:
        body, me = UndoBody.model_validate_json(request.get_data()), who()
        db.write(lambda s: take_back_tick(s, body.scan_id, at=clock(), by=me.by))
        return {"done": True}


def _question(session: Session, words: str) -> dict[str, Any]:
    """Ask which of these is meant; nobody is entered."""
    found = _alike(session, words)
    choices = [_words(session, one) for one in found[:MOST_CHOICES]]
    return {"done": False, "choices": choices, "more": len(found) > MOST_CHOICES}


def written_moment(written: str, now: dt.datetime) -> dt.datetime | None:
    """Read a time of today as people write it: 13h42, 13:42, 1342, 7h; None where none is written.

    Raises:
        WrittenTimeWrong: it is no time.
    """
    words = tidy(written)
    if not words:
        return None
    read = _TIME.fullmatch(words)
    if read is None:
        raise WrittenTimeWrong
    hour, minute = int(read[1]), int(read[2] or read[3] or 0)
    try:
        return hall_moment(in_the_hall(now).date(), dt.time(hour, minute))
    except ValueError as exc:
        raise WrittenTimeWrong from exc


def _holder(session: Session, words: str) -> int | None:
    """Give the one person whose card has this number; only such a tick is entered unasked."""
    ids = _of_card(session, tidy(words))
    return ids[0] if len(ids) == 1 else None


def _alike(session: Session, words: str) -> list[int]:
    """Give whom these words may mean: by card number, else by name, unit or seat."""
    written = tidy(words)
    if not written:
        return []
    if ids := _of_card(session, written):
        return ids
    question = find_delegates(written, state=ListState.APPROVED).limit(MOST_CHOICES + 1)
    return [one.id for one in session.scalars(question)]


def _of_card(session: Session, written: str) -> list[int]:
    if not written.isdecimal():
        return []
    numbers = {written.zfill(digits) for digits in range(SHORTEST_CARD, LONGEST_CARD + 1)}
    by_card = select(Delegate.id).where(Delegate.card_number.in_(numbers | {written}))
    return list(session.scalars(by_card.order_by(Delegate.id)))


def _words(session: Session, delegate_id: int) -> dict[str, Any]:
    one = session.get_one(Delegate, delegate_id)
    return {
        "id": one.id,
        "name": f"{one.full_name} ({one.namesake_mark})" if one.namesake_mark else one.full_name,
        "office": ", ".join(filter(None, (one.position, one.unit.name))),
        "card_number": one.card_number,
    }


def _spoken(answer: dict[str, Any]) -> dict[str, Any]:
    """Give the verdict for the staff: what is the matter, and what to do about it."""
    first = answer["first"]
    what, to_do = STAFF_WORDS[Reason(answer["reason"])]
    return {
        "verdict": answer["verdict"],
        # Who came back is noted as outside again at the desk; the entry is not this tick's.
        "undoable": answer["reason"] == Reason.ADMITTED,
        "first_ms": first["at_ms"] if first else None,
        "first_station": first["station"] if first else "",
        "what": gettext(what),
        "to_do": gettext(to_do) if answer["verdict"] == Verdict.REFUSED else "",
    }


_ON_PAPER = Scan.source == ScanSource.PAPER


def recent_ticks(session: Session) -> list[dict[str, Any]]:
    """Give the ticks that were entered last, the newest first, and which still stand."""
    rows = session.execute(
        select(Scan, Delegate, Attendance.id)
        .join(Delegate, Delegate.id == Scan.delegate_id)
        .outerjoin(Attendance, MADE_BY_TICK)
        .where(_ON_PAPER)
        .order_by(Scan.id.desc())
        .limit(RECENT)
    )
    return [
        {
            "scan_id": scan.scan_id,
            "number": scan.sequence,
            "verdict": scan.verdict,
            "what": STAFF_WORDS[scan.reason][0],
            "to_do": STAFF_WORDS[scan.reason][1] if scan.verdict is Verdict.REFUSED else "",
            "written_at": in_the_hall(scan.device_at) if scan.device_at else None,
            "undoable": entry_id is not None,
            "taken_back": scan.reason is Reason.ADMITTED and entry_id is None,
            **_words(session, delegate.id),
        }
        for scan, delegate, entry_id in rows
    ]
