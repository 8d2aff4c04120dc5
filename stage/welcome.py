"""The lobby's welcome: who has just come, by name, office and unit; public, and never a count.

From the first programme item the door is silent: then the title lines and the present item only.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy.orm import Session

from conference import agenda
from conference.agenda import RUNDOWN_FACTS
from conference.attendance import ARRIVAL_FACTS
from conference.attendance.greeting import Greeting, door_is_silent, greetings
from conference.clock import to_ms
from conference.delegates import ROSTER_FACTS
from conference.doors import DOOR_FACTS, the_door
from conference.honoured_guests import GUEST_FACTS, honoured_ids
from conference.identity import sitting_at, the_conference, title_block_of
from conference.rooms import Snapshot

SHOWN = 6
WELCOME_FACTS = RUNDOWN_FACTS | ARRIVAL_FACTS | ROSTER_FACTS | DOOR_FACTS | GUEST_FACTS


def welcome(session: Session, now: dt.datetime) -> Snapshot:
    """Give whom the lobby greets, newest first; nobody once the programme has begun."""
    state = agenda.rundown(session)
    live, sitting_id = state.live_item, sitting_at(the_conference(session), now).id
    silent = door_is_silent(state, sitting_id)
    return {
        "silent": silent,
        "now": {"title": live.title, "performer": live.performer} if live else None,
        "title_block": title_block_of(session, live.ordinal if live else None),
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
