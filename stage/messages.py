"""The stage manager's messages as control, MC, backstage, timer and cue list are told them.

Messages are of the day: what nobody has read yesterday stands on no screen today.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy.orm import Session

from conference.clock import hall_moment, in_the_hall, to_ms
from conference.rooms import Part
from conference.screens import (
    MESSAGE_FACTS,
    QUICK_TEXT_FACTS,
    Told,
    View,
    messages_since,
    quick_texts,
)

LAST_SHOWN = 10
"""So many that are settled stay in the control's list, beside all that stand."""


class Messages:
    """Messages of the day, read from the records once per change."""

    def __init__(self) -> None:
        self._today = Part(MESSAGE_FACTS, messages_since)
        self._texts = Part(QUICK_TEXT_FACTS, quick_texts)

    def unread(self, session: Session, view: View, now: dt.datetime) -> list[dict[str, Any]]:
        """Give what stands on the screens of a view, the oldest first: it is read in turn."""
        return [_words(one) for one in reversed(self._of(session, now)) if one.waits_for(view)]

    def sent(self, session: Session, now: dt.datetime) -> dict[str, Any]:
        """Give the control its list, newest first, and the words kept ready."""
        today = self._of(session, now)
        settled = [one for one in today if not _stands(one)][:LAST_SHOWN]
        shown = [one for one in today if _stands(one) or one in settled]
        texts = list(self._texts.now(session))
        return {"messages": [_with_readings(one) for one in shown], "quick_texts": texts}

    def _of(self, session: Session, now: dt.datetime) -> list[Told]:
        return self._today.now(session, hall_moment(in_the_hall(now).date(), dt.time()))


def _stands(one: Told) -> bool:
    return not one.taken_back and not one.readings


def _words(one: Told) -> dict[str, Any]:
    return {
        "id": one.id,
        "to": one.to,
        "words": one.words,
        "sent_ms": to_ms(one.sent_at),
        "by": one.by_name,
    }


def _with_readings(one: Told) -> dict[str, Any]:
    state = "taken_back" if one.taken_back else "read" if one.readings else "waiting"
    readings = [
        {"view": read.view, "at_ms": to_ms(read.at), "by": read.by_name} for read in one.readings
    ]
    return _words(one) | {"state": state, "readings": readings}
