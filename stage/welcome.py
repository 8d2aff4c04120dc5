"""The lobby's welcome: who has just come, by name, office and unit; public, and never a count.

From the first programme item the door is silent: then the title lines and the present item only.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from conference.agenda import RUNDOWN_FACTS
from conference.attendance import ARRIVAL_FACTS
from conference.attendance.greeting import Greeting, greetings
from conference.clock import to_ms
from conference.delegates import ROSTER_FACTS
from conference.doors import DOOR_FACTS, the_door
from conference.honoured_guests import GUEST_FACTS, honoured_ids
from conference.rooms import Snapshot
from stage.programme import Programme

SHOWN = 6
WELCOME_FACTS = RUNDOWN_FACTS | ARRIVAL_FACTS | ROSTER_FACTS | DOOR_FACTS | GUEST_FACTS


def welcome(session: Session, shown: Programme, sitting_id: int) -> Snapshot:
    """Give whom the lobby greets, newest first; nobody once the programme has begun."""
    silent = sitting_id in shown.began
    return {
        "silent": silent,
        "now": shown.live,
        "title_block": shown.title_block,
        "greetings": [] if silent else _greetings(session, sitting_id),
    }


def _greetings(session: Session, sitting_id: int) -> list[dict[str, Any]]:
    leaving_out = [] if the_door(session).greet_honoured else honoured_ids(session)
    came = greetings(session, sitting_id, limit=SHOWN, leaving_out=leaving_out)
    return [_words(one) for one in came]


def _words(one: Greeting) -> dict[str, Any]:
    return {
        "id": one.delegate_id,
        "address": one.address,
        "name": one.name,
        "position": one.position,
        "unit": one.unit,
        "at_ms": to_ms(one.at),
    }
