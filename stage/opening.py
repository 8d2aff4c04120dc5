"""Item 0, đón tiếp đại biểu: announcements, and what should be there before the first item.

The gate is the stage manager's alone, who begins; the MC reads the announcements (a join stays
small), the lobby is told since when and until when.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, request
from pydantic import BaseModel
from sqlalchemy.orm import Session

from conference import opening
from conference.agenda import RUNDOWN_FACTS
from conference.arrivals import Listed, inside_count, listed_count
from conference.attendance import present_ids
from conference.clock import Clock, to_ms
from conference.database import Database
from conference.delegates import ROSTER_FACTS, Duty, duty_holders
from conference.doors import DOOR_FACTS
from conference.honoured_guests import GUEST_FACTS, GuestState, guests_now, honoured_entries
from conference.identity import IDENTITY_FACTS
from conference.opening import (
    OPENING_FACTS,
    AnnouncementNow,
    AnnouncementState,
    Before,
    Counted,
    GateLine,
    Named,
    Ready,
)
from conference.operators import Role, Who, open_to, operator_names
from conference.rooms import Part
from stage.bodies import Number

Words = dict[str, Any]

ANNOUNCERS = (Role.ADMIN, Role.STAGE, Role.MC)
NAMES_SHOWN = 6
"""So many who are missing are named; the rest is counted."""

READ_SOON = 2
"""So many announcements the MC is given; arrivals and presses bring the next in time."""

_READ = frozenset({"minutes_before", "words", "due_ms"})
_TO_COME = frozenset({AnnouncementState.WAITING, AnnouncementState.DUE})


class AnnouncementBody(BaseModel):
    """An announcement that was made, or a mark that was set by mistake."""

    sitting_id: Number
    minutes_before: Number
    made: bool = True


def create_blueprint(db: Database, clock: Clock, *, who: Callable[[], Who]) -> Blueprint:
    """Make the route of the one press."""
    routes = Blueprint("stage_opening", __name__, url_prefix="/stage")

    @routes.post("/announcements")
    @open_to(*ANNOUNCERS)
    def announce() -> Words:
        body, me = AnnouncementBody.model_validate_json(request.get_data()), who()
        command = opening.announce if body.made else opening.take_back_announcement
        changed = db.write(
            lambda s: command(s, body.sitting_id, body.minutes_before, at=clock(), by=me.by)
        )
        return {"done": True, "changed": changed}

    return routes


@dataclass(frozen=True)
class _Seated:
    """Who is waited for that was read from the list, and how many there are of it."""

    chairs: list[tuple[int, str]]
    listed: Listed


class Opening:
    """The time before the first item, read from the records once per change."""

    def __init__(self) -> None:
        self._before = Part(OPENING_FACTS | RUNDOWN_FACTS | IDENTITY_FACTS, _before)
        self._seated = Part(ROSTER_FACTS | DOOR_FACTS, _seated)
        self._guests = Part(GUEST_FACTS | ROSTER_FACTS | IDENTITY_FACTS, _guests)

    def public(self, session: Session, sitting_id: int) -> Words | None:
        """Give since when delegates are received for this sitting, and when it is to begin."""
        before, _ = self._before.now(session, sitting_id)
        return None if before is None else _hours(before)

    def mc(self, session: Session, sitting_id: int, now: dt.datetime) -> Words | None:
        """Give what is announced now or next; None once the first item has begun."""
        before, names = self._before.now(session, sitting_id)
        if before is None:
            return None
        pairs = zip(before.announcements, opening.states(before, now), strict=True)
        told = [
            {key: value for key, value in _announcement(one, state, names).items() if key in _READ}
            for one, state in pairs
            if state in _TO_COME
        ]
        return {
            "sitting_id": before.sitting_id,
            "start_ms": to_ms(before.start),
            "announcements": told[:READ_SOON],
        }

    def control(
        self, session: Session, sitting_id: int, now: dt.datetime, *, people: Words, ready: Words
    ) -> Words | None:
        """Give the announcements and the gate; None once the first item has begun.

        `people` is what each item's performers are (stage/performers.py), `ready` how many of each
        item's technical cues are.
        """
        before, names = self._before.now(session, sitting_id)
        if before is None:
            return None
        pairs = zip(before.announcements, opening.states(before, now), strict=True)
        lines = self._gate(session, before, people, ready)
        return _hours(before) | {
            "first_id": before.first_item_id,
            "announcements": [_announcement(one, state, names) for one, state in pairs],
            "gate": [_line(one) for one in lines],
        }

    def _gate(
        self, session: Session, before: Before, people: Words, ready: Words
    ) -> list[GateLine]:
        sitting_id, first = before.sitting_id, str(before.first_item_id)
        seated = self._seated.now(session)
        came = honoured_entries(session, sitting_id)
        here = present_ids(session, sitting_id, among=[one for one, _ in seated.chairs])
        present, counted = inside_count(session, sitting_id)
        technical = ready.get(first, {"ready": 0, "total": 0})
        return opening.gate(
            chairs=[Named(name, one in here) for one, name in seated.chairs],
            guests=self._guests.now(session, sitting_id, came),
            performers=[_performer(one) for one in people.get(first, [])],
            count=Counted(present, seated.listed.listed, seated.listed.needed, counted),
            technical=Ready(technical["ready"], technical["total"]),
        )


def _before(session: Session, sitting_id: int) -> tuple[Before | None, dict[str, str]]:
    return opening.before_the_start(session, sitting_id), operator_names(session)


def _seated(session: Session) -> _Seated:
    """Give who presides; where nobody does alone, the presidium."""
    duties = duty_holders(session)
    for duty in (Duty.CHAIR, Duty.PRESIDIUM):
        chairs = [(o.delegate_id, o.delegate.full_name) for o in duties if o.duty is duty]
        if chairs:
            break
    return _Seated(chairs, listed_count(session))


def _guests(session: Session, sitting_id: int, *_: object) -> list[Named]:
    """Give the guests who may still come or are here; in the phòng khách is not in the hall."""
    guests = guests_now(session, sitting_id)
    return [
        Named(one.guest.delegate.full_name, one.here and one.state is not GuestState.IN_LOUNGE)
        for one in guests
        if one.awaited or one.here
    ]


def _performer(words: Words) -> Named:
    substitute = words["substitute"]
    return Named(words["name"], words["present"] or bool(substitute and substitute["present"]))


def _hours(before: Before) -> Words:
    return {
        "sitting_id": before.sitting_id,
        "since_ms": to_ms(before.since),
        "start_ms": to_ms(before.start),
    }


def _announcement(one: AnnouncementNow, state: AnnouncementState, names: dict[str, str]) -> Words:
    return {
        "minutes_before": one.wording.minutes_before,
        "words": one.wording.words,
        "due_ms": to_ms(one.due_at) if one.due_at else None,
        "state": state,
        "made_ms": to_ms(one.made_at) if one.made_at else None,
        "by": names.get(one.by, ""),
    }


def _line(one: GateLine) -> Words:
    return {
        "code": one.code,
        "sentence": one.sentence,
        "ok": one.ok,
        "names": list(one.names[:NAMES_SHOWN]),
        "more": len(one.names[NAMES_SHOWN:]),
        "values": one.values,
    }
